"""Lembar kunci: the office's spare key on one page, as a code to scan and as words to type."""
