"""Bazar: the list of bazaars and who takes part."""
