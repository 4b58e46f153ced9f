"""placement commands."""
