"""Drawing the plan of a lokasi, and reusing it."""
