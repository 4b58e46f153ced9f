"""Many days added up: the board and the year."""
