"""A list from a file to the store."""
