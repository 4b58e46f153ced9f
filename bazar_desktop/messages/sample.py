"""Sentences about the sample bazaar."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "folder_not_empty": N_("Folder {folder} sudah berisi. Pilih folder baru atau kosong, lalu ulangi."),
}
