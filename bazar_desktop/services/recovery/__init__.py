"""Ways back into a store: who used which, and the office's key sheet."""
