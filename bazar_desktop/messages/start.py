"""Sentences about opening the window."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "store_in_use": N_("Data ini sedang dibuka di jendela lain. Pakai jendela itu, atau tutup dulu."),
}
