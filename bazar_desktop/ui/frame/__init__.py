"""The frame of the window: sidebar, top bar, the pages between."""
