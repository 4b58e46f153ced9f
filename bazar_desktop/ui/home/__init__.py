"""Beranda: the day in five steps."""
