"""Jobs of an office."""
