"""A laptop's own care: backups, officers' keys, the doctor."""
