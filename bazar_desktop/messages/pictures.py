"""Sentences about drawing pages without a display."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "picture_failed": N_("Gambar {file} tidak dapat ditulis. Periksa ruang dan izin folder, lalu ulangi."),
}
