"""Reading the journal: the history of a field, and what stands undecided."""
