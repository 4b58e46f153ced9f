"""A lying laptop: correctly signed, and what it says cannot be."""
