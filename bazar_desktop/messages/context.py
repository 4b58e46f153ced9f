"""Sentences about what every command needs to be told."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "officer_not_named": N_(
        "Sebutkan petugas dengan BAZAR_OFFICER dan PIN dengan BAZAR_PIN, lalu ulangi perintahnya."
    ),
}
