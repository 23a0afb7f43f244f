"""Questions in SPARQL that every site answers: as data, with their results, and in the browser."""
