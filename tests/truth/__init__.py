"""One truth: every figure on every page, paper and file equals a model that is written from the definitions alone."""
