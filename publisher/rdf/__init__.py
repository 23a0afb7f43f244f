"""RDF terms and syntaxes, without a word of minutes."""
