"""Closing a day under a seal, and opening it again."""
