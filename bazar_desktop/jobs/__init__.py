"""Slow work that joins the other parts, with progress and cancel, behind buttons and commands alike."""
