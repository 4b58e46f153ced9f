"""Ways back into a store whose PIN, computer or office is gone."""
