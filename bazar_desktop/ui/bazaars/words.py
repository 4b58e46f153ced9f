"""Words for the kinds and states of bazaars and participants."""

from __future__ import annotations

from bazar_desktop.language import _
from bazar_desktop.services.bazaars.participants import (
    APPLICANT,
    CANCELLED,
    CONFIRMED,
    INVITED,
    REJECTED,
    RESERVE,
    ParticipantFacts,
)


def statuses() -> tuple[tuple[str, str], ...]:
    """Every status with its words, the usual ones first."""
    return (
        (CONFIRMED, _("Terkonfirmasi")),
        (RESERVE, _("Cadangan")),
        (INVITED, _("Diundang")),
        (APPLICANT, _("Pendaftar")),
        (CANCELLED, _("Dibatalkan")),
        (REJECTED, _("Ditolak")),
    )


def status(participant: ParticipantFacts) -> str:
    """The status, with the place in the reserve."""
    words = dict(statuses()).get(participant.status, participant.status)
    return (
        f"{words} {participant.reserve_order}"
        if participant.status == RESERVE and participant.reserve_order
        else words
    )


def needs(participant: ParticipantFacts) -> str:
    """What the stand must have."""
    parts = (
        (participant.needs_power, _("listrik")),
        (participant.needs_water, _("air")),
        (participant.open_fire, _("api")),
        (participant.booth_count > 1, _("{count} booth").format(count=participant.booth_count)),
    )
    return ", ".join(words for holds, words in parts if holds)


def kinds() -> tuple[tuple[str, str], ...]:
    """Kinds of bazaar."""
    return (
        ("offline", _("Bazar di lokasi")),
        ("online", _("Bazar daring")),
        ("pameran", _("Pameran")),
        ("business_matching", _("Business matching")),
    )


def lokasi_kinds() -> tuple[tuple[str, str], ...]:
    """Kinds of lokasi."""
    return (
        ("rusun", _("Rusun")),
        ("kantor_kecamatan", _("Kantor kecamatan")),
        ("rptra", _("RPTRA")),
        ("puskesmas", _("Puskesmas")),
        ("balai_kota", _("Balai kota")),
        ("pasar_modern", _("Pasar modern")),
        ("toko_kelontong", _("Toko kelontong")),
        ("lain", _("Lain-lain")),
    )
