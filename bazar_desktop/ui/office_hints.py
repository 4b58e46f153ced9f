"""What an empty page says of the office: only what this store can do, by buttons that it has."""

from __future__ import annotations

from bazar_desktop.language import _
from bazar_desktop.services.office.laptops import OFFICE, stands_alone
from bazar_desktop.ui.app_session import AppSession


def with_office_hint(desk: AppSession, words: str) -> str:
    """`words`, and for a laptop how the same comes from an office: by joining one, or by its news."""
    if desk.store.kind == OFFICE:
        return words
    joining = _("Sudah ada kantor? Tekan Gabungkan ke kantor di Sinkronisasi.")
    news = _("Kabar kantor dibaca di Sinkronisasi dengan Baca dari flashdisk.")
    return f"{words} {joining if desk.read(stands_alone) else news}"
