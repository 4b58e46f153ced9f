"""The cards that vendors show at the gate."""
