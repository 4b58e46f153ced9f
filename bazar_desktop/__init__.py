"""Bazar Desktop: run a bazaar of small businesses for a day, offline, and hand in totals that are true."""

__version__ = "0.2.0"
