"""Founding an office and joining it: keys, preparations, introductions."""
