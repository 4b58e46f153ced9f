"""The office's laptops and the offices it knows."""
