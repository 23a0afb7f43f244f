"""The built site on this machine: content negotiation, and a SPARQL endpoint to try things out."""
