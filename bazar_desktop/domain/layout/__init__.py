"""The plan of a lokasi: tents, booths, fixtures, and editing them in metres."""
