"""Windows: the only package that imports Qt; one folder a page, small shared widgets, one theme."""
