"""Keys and codes as people read them to each other: words, check characters, one-time answers."""
