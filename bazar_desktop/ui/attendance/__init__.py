"""Kehadiran: the gate in the morning, the cut-off, the reserve, and the scanner that works on every page."""
