"""The way in: a first start, signing in, and one window a store."""
