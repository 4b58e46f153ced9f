"""One bazaar day as plain values, and the five steps it takes."""
