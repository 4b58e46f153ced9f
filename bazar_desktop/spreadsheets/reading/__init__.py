"""From a foreign file to rows: opening it safely, finding its table, reading its cells."""
