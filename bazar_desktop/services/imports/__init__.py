"""Lists from officers' files into register, bazaar and day."""
