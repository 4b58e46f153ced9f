"""What is broken and where a person meets it: each cell has its sentence, and its way out ends with the data."""
