"""What an office or a laptop sets for itself, and who works there."""
