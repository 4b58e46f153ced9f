"""Quantities of staple goods and their units."""
