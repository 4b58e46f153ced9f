"""Giving participants their booths, by rule and by hand."""
