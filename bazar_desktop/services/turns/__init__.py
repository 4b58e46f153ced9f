"""Whose turn it is: facts, rules, draws, and how concentrated it all is."""
