"""CSV and Excel in and out: frozen rows, no database."""
