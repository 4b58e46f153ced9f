"""The program on Windows: a Windows to try it on under Wine, its bundle and setup file, and what proves them."""
