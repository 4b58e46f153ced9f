"""register commands."""
