"""Ways out where the store cannot be opened, read or written: before the window and in it."""
