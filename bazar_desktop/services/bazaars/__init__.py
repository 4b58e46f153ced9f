"""Bazaars, their lokasi, their days and who takes part."""
