"""The gate: checking in, walking in, substituting."""
