"""Words for the kinds and states of bazaars and participants."""

from __future__ import annotations

from collections.abc import Sequence

from bazar_desktop.domain.calendar import format_short_date
from bazar_desktop.language import _, language
from bazar_desktop.services.bazaars.participants import (
    APPLICANT,
    CANCELLED,
    CONFIRMED,
    INVITED,
    REJECTED,
    RESERVE,
    ParticipantFacts,
)
from bazar_desktop.services.day.held_booths import HeldBooth


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


def free_words(held: Sequence[HeldBooth]) -> str:
    """Offer to give back what is still held: the booths and on which days."""
    days = sorted({day for booth in held for day in booth.days})
    booths = ", ".join(booth.booth for booth in held)
    spans = ", ".join(format_short_date(day, language()) for day in days)
    return _("Lepaskan booth {booths} ({days})").format(booths=booths, days=spans)


def freed_words(name: str, freed: Sequence[HeldBooth]) -> str:
    """Say that a participant was changed, and which booths it gave back."""
    if not freed:
        return _("{name} diubah.").format(name=name)
    booths = ", ".join(booth.booth for booth in freed)
    return _("{name} diubah, booth {booths} dilepas.").format(name=name, booths=booths)


def still_held_words(name: str, held: Sequence[HeldBooth]) -> str:
    """Say that whoever was called off holds a booth all the same."""
    booths = ", ".join(booth.booth for booth in held)
    return _("{name} diubah, tetapi masih memegang booth {booths}.").format(name=name, booths=booths)


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
        ("business_matching", _("Temu bisnis")),
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
