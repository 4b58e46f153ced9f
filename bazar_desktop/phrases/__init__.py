"""Facts in words, the same on screen, on paper and at the command line: one file a subject."""
