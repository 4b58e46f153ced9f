"""Slow work over the register."""
