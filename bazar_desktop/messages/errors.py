"""Sentences about what any subject may ask for."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "reason_missing": N_("Alasannya belum diisi. Tulis alasan singkat, lalu lanjutkan."),
}
