"""Entering a day's turnover."""
