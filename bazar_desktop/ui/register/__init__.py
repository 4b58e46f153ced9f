"""Pelaku UMKM: the register, one vendor whole, and lists into it."""
