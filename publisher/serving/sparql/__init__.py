"""SPARQL 1.1 Protocol for everybody: processes that answer, a queue before them, and their ends."""
