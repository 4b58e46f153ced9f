"""What each release wrote, kept as it was: every later program opens it."""
