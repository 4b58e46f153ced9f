"""The denah on paper: page, poster, legend, index."""
