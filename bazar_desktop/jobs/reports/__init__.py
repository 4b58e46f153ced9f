"""The year as a file."""
