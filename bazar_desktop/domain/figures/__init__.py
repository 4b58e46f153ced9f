"""What every published figure is called, what it counts and over whom: written down once, computed once."""
