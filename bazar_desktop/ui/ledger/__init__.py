"""The ledger of a mitra on the omzet page."""
