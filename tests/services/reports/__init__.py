"""Reports over many days."""
