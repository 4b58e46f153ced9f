"""The file: one encrypted database, its journal, keys, migrations and backups."""
