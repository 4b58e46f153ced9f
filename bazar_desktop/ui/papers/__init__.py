"""Laporan & Cetak: the day's papers seen, printed, saved and handed over."""
