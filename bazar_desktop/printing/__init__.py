"""Papers: frozen rows and a path in, a PDF out."""
