"""What packages brought and took: made, read, decided."""
