"""office commands."""
