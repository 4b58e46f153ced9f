"""Sinkronisasi: what was made here for the office, what was carried, what was received."""
