"""What changed of a vendor, and why two of them may be one person, in words."""

from __future__ import annotations

from bazar_desktop.domain.money import format_number
from bazar_desktop.language import N_, _, ngettext
from bazar_desktop.phrases.imports import field_name
from bazar_desktop.services.exchange.met_twice import MetPerson
from bazar_desktop.services.register.duplicates import (
    ALIKE,
    NIK_OTHER_NAME,
    NUMBER_OTHER_NAME,
    PHONE_OTHER_NAME,
    SAME_NIK,
    SAME_NUMBER,
    SAME_PHONE,
)
from bazar_desktop.services.register.history import VendorChange

_SAID = {"agency_id": "agency", "kind": "document_kind", "number": "document_number"}


def change_name(change: VendorChange) -> str:
    """Which field changed, of a document with what it is called."""
    name = _("dicabut") if change.field == "withdrawn" else field_name(_SAID.get(change.field, change.field))
    return " · ".join(part for part in (change.document, name) if part)


PAIR_REASONS: dict[str, str] = {
    SAME_NIK: N_("NIK dan namanya sama."),
    SAME_PHONE: N_("Nomor HP dan namanya sama."),
    SAME_NUMBER: N_("Nomor Jakpreneur dan namanya sama."),
    ALIKE: N_("Nama, usaha, dan kecamatannya hampir sama."),
    NIK_OTHER_NAME: N_("NIK-nya sama, tetapi namanya berbeda."),
    PHONE_OTHER_NAME: N_("Nomor HP-nya sama, tetapi nama atau NIK-nya berbeda."),
    NUMBER_OTHER_NAME: N_("Nomor Jakpreneur-nya sama, tetapi nama atau NIK-nya berbeda."),
}


def pair_reason(reason: str) -> str:
    """Why two rows of the register are, or may be, one person."""
    return _(PAIR_REASONS[reason])


def met_person_words(person: MetPerson) -> str:
    """One of two rows that may be one person: who, where, the phone, and which laptop entered it."""
    whose = _("dimasukkan {device}").format(device=person.device) if person.device else _("di daftar induk")
    said = (person.business, person.name, person.kecamatan, person.phone, whose)
    return " · ".join(part for part in said if part)


def met_twice_words(count: int) -> str:
    """How many people were entered twice, for whoever has just read packages."""
    words = ngettext(
        "{n} orang mungkin terdaftar dua kali: lihat Perlu keputusan.",
        "{n} orang mungkin terdaftar dua kali: lihat Perlu keputusan.",
        count,
    )
    return words.format(n=format_number(count)) if count else ""
