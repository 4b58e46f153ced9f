"""When and where bazaars stand: lists of days, regions."""
