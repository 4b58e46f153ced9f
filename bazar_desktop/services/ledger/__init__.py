"""The goods ledger of a mitra."""
