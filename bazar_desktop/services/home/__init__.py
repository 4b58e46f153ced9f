"""What the first page says of the day in hand."""
