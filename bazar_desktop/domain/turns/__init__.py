"""Who takes part: rules as settings, a fair order, places and reserve under quotas, and the draw among equals."""
