"""Pengaturan: officers, letterhead, agencies, backups."""
