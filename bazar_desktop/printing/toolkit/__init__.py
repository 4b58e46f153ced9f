"""What papers are made of: fonts, pen, flow, frame, blocks, words."""
