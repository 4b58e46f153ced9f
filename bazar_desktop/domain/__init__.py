"""Rules of the trade: plain functions over plain values, standard library only."""
