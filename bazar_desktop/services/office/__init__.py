"""The laptops of an office."""
