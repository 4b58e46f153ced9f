"""The Denah page: the layout drawn to scale, who stands where, and the editor."""
