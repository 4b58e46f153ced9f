"""The journal's values: clocks, changes, and the fold that merges them."""
