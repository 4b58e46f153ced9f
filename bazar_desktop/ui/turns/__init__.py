"""Giliran: who takes part in the bazaar in hand, in order, with the officer's word, the draw and settling."""
