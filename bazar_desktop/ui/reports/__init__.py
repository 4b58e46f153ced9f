"""The office's figures: the board of all lokasi, the year."""
