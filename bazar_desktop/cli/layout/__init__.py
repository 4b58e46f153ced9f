"""layout commands."""
