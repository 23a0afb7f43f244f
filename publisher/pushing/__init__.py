"""What is published, brought into any SPARQL 1.1 store elsewhere (D-039)."""
