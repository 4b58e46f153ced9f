"""The values of a usul in the officer's words: kinds and states by their name, days and hours as people write them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from bazar_desktop.domain.calendar import format_date
from bazar_desktop.domain.journal.authority import is_id
from bazar_desktop.domain.journal.changes import Value
from bazar_desktop.domain.values.kinds import Day, MomentText
from bazar_desktop.language import _
from bazar_desktop.phrases.journal import value_words
from bazar_desktop.phrases.proposals import moment_words
from bazar_desktop.phrases.reports import key_words
from bazar_desktop.services.exchange.proposals import ProposedField
from bazar_desktop.store.tables import facts
from bazar_desktop.store.values import kinds_of

NAMED_AS_GROUPS = {("bazaar", "kind"), ("participation", "party")}


def proposed_value_words(row: ProposedField, value: Value, category_name: Callable[[str], str]) -> str:
    """The value before or after in `row`; `category_name` gives the name of a category's key."""
    if value is None or value == "":
        return _("kosong")
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if not isinstance(value, str):
        return value_words(value)
    if row.field == "category":
        return category_name(value)
    if is_id(value):
        return _("tidak dikenal di sini")
    return _when(row, value) or _chosen_words(row, value)


def _when(row: ProposedField, value: str) -> str:
    """A day or a moment as people write it; "" for anything else."""
    cls = facts().get(row.entity)
    kind = kinds_of(cls).get(row.field) if cls is not None else None
    if isinstance(kind, Day):
        return format_date(date.fromisoformat(value))
    return moment_words(datetime.fromisoformat(value)) if isinstance(kind, MomentText) else ""


def _chosen_words(row: ProposedField, value: str) -> str:
    """One of the words that a field may hold by what people call it; any other text as it is."""
    if (row.entity, row.field) in NAMED_AS_GROUPS:
        return key_words(value)
    words = {
        ("agency", "role"): {"coach": _("Pengampu"), "partner": _("Mitra")},
        ("device", "role"): {"laptop": _("laptop"), "office": _("kantor")},
        ("participation", "source"): {
            "list": _("daftar peserta"),
            "walk_in": _("datang langsung"),
            "substitute": _("pengganti"),
        },
        ("attachment", "kind"): {
            "signed_page": _("foto lembar bertanda tangan"),
            "activity": _("foto kegiatan"),
        },
        ("turn_override", "kind"): {"in": _("masuk"), "out": _("keluar"), "place": _("tempat")},
        ("booth", "facing"): {"n": _("utara"), "e": _("timur"), "s": _("selatan"), "w": _("barat")},
        ("lokasi", "kind"): {
            "rusun": _("Rusun"),
            "kantor_kecamatan": _("Kantor kecamatan"),
            "rptra": _("RPTRA"),
            "puskesmas": _("Puskesmas"),
            "balai_kota": _("Balai kota"),
            "pasar_modern": _("Pasar modern"),
            "toko_kelontong": _("Toko kelontong"),
            "lain": _("Lain-lain"),
        },
    }
    return words.get((row.entity, row.field), {}).get(value) or value_words(value)
