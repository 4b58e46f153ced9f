"""The import window: a file, its table, its columns, its rows; nothing is written before Simpan."""

from bazar_desktop.ui.imports.dialog import ImportDialog, open_import

__all__ = ["ImportDialog", "open_import"]
