"""Omzet: the grid, closing the day, reopening it."""
