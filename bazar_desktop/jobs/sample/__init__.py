"""Generated people and days, for samples and stories."""
