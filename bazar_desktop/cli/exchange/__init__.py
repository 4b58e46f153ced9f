"""package and news commands."""
