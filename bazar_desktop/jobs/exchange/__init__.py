"""Making packages, reading them, answering them."""
