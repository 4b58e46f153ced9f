"""settings, officer and backup commands."""
