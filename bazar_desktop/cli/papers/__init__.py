"""paper and activity commands."""
