"""Closing the day: what is missing, the seal, the countersign."""
