"""The office's pages: the board of all lokasi, what comes in, the laptops, the year."""
