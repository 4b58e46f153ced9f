"""One vendor whole: facts and registrations; typing them in, joining two ids, showing what is masked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.regions import RegionUnknown, find_kecamatan, find_kelurahan
from bazar_desktop.domain.day.model import COACH
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.identifiers import (
    DOTS,
    hide_numbers,
    mask_nik,
    mask_phone,
    normal_phone,
    read_nik,
)
from bazar_desktop.domain.values.words import DOCUMENT_KINDS
from bazar_desktop.services.register.matching import read_extra
from bazar_desktop.services.register.vendors import (
    RegistrationFacts,
    UnknownVendor,
    VendorFacts,
    VendorNameMissing,
    people,
    registrations,
    vendor_facts,
)
from bazar_desktop.services.settings.agencies import agency_id
from bazar_desktop.services.settings.regions import regions
from bazar_desktop.store.actions import action
from bazar_desktop.store.rows import enter, find, require_seen, withdraw
from bazar_desktop.store.tables import (
    OtherPerson,
    Registration,
    Reveal,
    SamePerson,
    Vendor,
    row_of,
)

MASKED = ("nik", "phone")
EXTRA = "extra:"  # before the title of a column that the program has no field for
TYPED = (
    "name", "business", "product", "category", "nik", "phone", "email", "address", "kecamatan", "kelurahan", "note",
)  # fmt: skip


class RevealReasonMissing(BazarError):
    """What is masked is shown only for a reason."""


class NothingToReveal(BazarError):
    """The vendor has no such number. Facts: field."""


class SameVendor(BazarError):
    """A vendor cannot be joined with itself."""


class NotJoined(BazarError):
    """The two vendors are not joined."""


@dataclass(frozen=True, slots=True)
class VendorPage:
    """Everything about one vendor; long numbers are masked. `same` are the other ids of the same person."""

    facts: VendorFacts
    email: str
    note: str
    registrations: tuple[RegistrationFacts, ...]
    extra: tuple[tuple[str, str], ...]
    same: tuple[VendorFacts, ...]


def vendor_page(session: Session, vendor_id: str) -> VendorPage:
    """Raises UnknownVendor."""
    row = _vendor(session, vendor_id)
    joined = _joined_with(session, vendor_id)
    extra = read_extra(row.extra)
    return VendorPage(
        facts=vendor_facts(session, vendor_id),
        email=row.email or "",
        note=row.note or "",
        registrations=tuple(registrations(session, vendor_id)),
        extra=tuple((name, _shown(text)) for name, text in sorted(extra.items())),
        same=tuple(vendor_facts(session, item) for item in joined if row_of(session, Vendor, item)),
    )


@action("vendors.type_vendor")
def type_vendor(
    session: Session,
    typed: Mapping[str, str],
    *,
    vendor_id: str = "",
    agency: str = "",
    seen: str | None = None,
) -> str:
    """Enter a vendor, or change one, by what was typed into its form; returns the id.

    `typed` by TYPED; a name left out stays as it is, "" makes it blank. An unknown kecamatan is kept as typed.
    Raises VendorNameMissing, UnknownVendor, MovedOn, NikWrongLength, NikNotDigits, PhoneMalformed.
    """
    values = {name: _read(name, text) for name, text in typed.items() if name in TYPED}
    row = _vendor(session, vendor_id) if vendor_id else None
    name = values.get("name", row.name if row else "") or ""
    business = values.get("business", row.business if row else "") or ""
    if not name and not business:
        raise VendorNameMissing()
    values |= {"name": name, "business": business}
    coach = agency_id(session, agency, COACH)
    if row is None:
        return enter(session, Vendor, **values, agency_id=coach, walk_in=False).id
    require_seen(row, seen)
    for column, value in values.items():
        setattr(row, column, value)
    if values.get("nik") and row.nik_damaged:
        row.nik_damaged = False
    row.agency_id = coach
    return row.id


def _read(column: str, text: str) -> str | None:
    plain = text.strip()
    if not plain:
        return None
    if column == "phone":
        return normal_phone(plain)
    if column == "nik":
        return read_nik(plain).value
    if column in {"kecamatan", "kelurahan"}:
        finder = find_kecamatan if column == "kecamatan" else find_kelurahan
        try:
            return finder(regions(), plain).name
        except BazarError as error:
            if isinstance(error, RegionUnknown) or column == "kelurahan":
                return plain
            raise
    return plain


@action("vendors.reveal")
def reveal(session: Session, vendor_id: str, field: str, reason: str, *, at: datetime) -> str:
    """Give the vendor's NIK or phone in full; that it was shown, to whom and why is a fact of its own in the journal.

    `field` may be another column of the list that the vendor came from: EXTRA and its title. Raises UnknownVendor,
    RevealReasonMissing, NothingToReveal.
    """
    row = _vendor(session, vendor_id)
    if not reason.strip():
        raise RevealReasonMissing()
    title = field.removeprefix(EXTRA) if field.startswith(EXTRA) else ""
    value = read_extra(row.extra).get(title) if title else getattr(row, field) if field in MASKED else None
    if not value:
        raise NothingToReveal(field=field)
    said = f"{title}: {reason.strip()}" if title else reason.strip()
    enter(
        session, Reveal, vendor_id=vendor_id, field="phone" if title else field, reason=said, revealed_at=at
    )
    return str(value)


def _shown(text: str) -> str:
    """`text` to its last character, or with its long numbers hidden: then it can be revealed."""
    hidden = hide_numbers(text)
    return hidden if DOTS in hidden else text.strip()


def extra_titles(session: Session) -> list[str]:
    """Give the titles of all columns that vendors came with and that the program has no field for, in order."""
    query = select(Vendor.extra).where(Vendor.withdrawn.is_(False), Vendor.extra.is_not(None)).distinct()
    return sorted({title for text in session.execute(query).scalars() for title in read_extra(text)})


def extras_of(session: Session, ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """Give these columns of the vendors `ids`, long numbers hidden."""
    query = select(Vendor.id, Vendor.extra).where(Vendor.id.in_(ids), Vendor.extra.is_not(None))
    return {
        id_: {title: _shown(said) for title, said in read_extra(text).items()}
        for id_, text in session.execute(query)
    }


def contacts_of(session: Session, ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """Give email and note of the vendors `ids` that have them, by field, long numbers hidden."""
    query = select(Vendor.id, Vendor.email, Vendor.note).where(Vendor.id.in_(ids))
    return {
        id_: {"email": _shown(email or ""), "note": _shown(note or "")}
        for id_, email, note in session.execute(query)
    }


def document_kinds(session: Session) -> list[str]:
    """Give the kinds of documents that vendors have, in the order of the kinds."""
    query = select(Registration.kind).where(Registration.withdrawn.is_(False)).distinct()
    held = set(session.execute(query).scalars())
    return [kind for kind in DOCUMENT_KINDS if kind in held]


def documents_of(session: Session, ids: Sequence[str]) -> dict[tuple[str, str], str]:
    """Give by vendor of `ids` and kind of document the numbers, as the vendor's page has them."""
    query = select(Registration.vendor_id, Registration.kind, Registration.number).where(
        Registration.vendor_id.in_(ids), Registration.withdrawn.is_(False)
    )
    numbers: dict[tuple[str, str], list[str]] = {}
    for vendor_id, kind, number in session.execute(query.order_by(Registration.id)):
        numbers.setdefault((vendor_id, kind), []).append(number or "")
    return {key: "; ".join(several) for key, several in numbers.items()}


@action("vendors.save")
def log_export(session: Session, *, rows: int, at: datetime) -> None:
    """Keep that somebody saved `rows` vendors of the register to a file, masked."""
    reason = f"{rows} baris disimpan ke berkas"
    enter(session, Reveal, vendor_id=None, field="register", reason=reason, revealed_at=at)


@action("vendors.join")
def join_vendors(session: Session, one: str, other: str) -> None:
    """Say that two ids are one person; both keep their participations. Raises SameVendor, UnknownVendor."""
    if one == other:
        raise SameVendor()
    _vendor(session, one)
    _vendor(session, other)
    first, second = sorted((one, other))
    apart = find(session, OtherPerson, first, second)
    if apart is not None:
        withdraw(session, apart)
    enter(session, SamePerson, first, second, first_id=first, second_id=second)


@action("vendors.part")
def part_vendors(session: Session, one: str, other: str) -> None:
    """Separate two vendors that were joined. Raises NotJoined."""
    row = find(session, SamePerson, *sorted((one, other)))
    if row is None:
        raise NotJoined()
    withdraw(session, row)


def masked_history(field: str, value: object) -> str:
    """Give a value of a vendor's history as it may be shown."""
    text = "" if value is None else str(value)
    if field == "phone":
        return mask_phone(text)
    return mask_nik(text) if field == "nik" else hide_numbers(text)


def _vendor(session: Session, vendor_id: str) -> Vendor:
    row = row_of(session, Vendor, vendor_id)
    if row is None:
        raise UnknownVendor()
    return row


def _joined_with(session: Session, vendor_id: str) -> list[str]:
    groups = people(session)
    group = groups.get(vendor_id)
    return (
        sorted(item for item, stands in groups.items() if stands == group and item != vendor_id)
        if group
        else []
    )
