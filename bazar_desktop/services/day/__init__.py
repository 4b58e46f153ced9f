"""One bazaar day read whole: the rows that grid, papers, files and totals share."""
