"""Tests of the tests: small faults are put into the program, and a test has to notice each."""
