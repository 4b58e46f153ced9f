"""A grid that behaves like a spreadsheet: cells, cursor, blocks, clipboard."""
