"""Who takes part: vendors and their registrations, agencies, officers; and the settings of the office."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped

from bazar_desktop.domain.journal.authority import natural_id
from bazar_desktop.domain.journal.merging import LATEST
from bazar_desktop.domain.values.documents import ANY_JSON, SETTINGS
from bazar_desktop.domain.values.kinds import (
    LINE,
    PARAGRAPH,
    TRUTH,
    ByRow,
    Day,
    Form,
    MomentText,
    OneOf,
    Reference,
    Whole,
    Words,
)
from bazar_desktop.domain.values.shapes import LONG, JsonOf, MapOf, Plain
from bazar_desktop.domain.values.words import DOCUMENT_KINDS
from bazar_desktop.store.tables.base import Fact, fact

NIK, PHONE = r"\d{16}", r"\+?\d{2,18}"
_BY_KEY = {natural_id("setting", key): kind for key, kind in SETTINGS.items()}


class Setting(Fact):
    """A value that differs from office to office. Natural key: `key`. `value` is JSON."""

    __tablename__ = "setting"
    key: Mapped[str] = fact(Words(120))
    value: Mapped[str] = fact(ByRow(ANY_JSON, _BY_KEY), merge=LATEST)


class Officer(Fact):
    """A person at the laptop. `role` is "petugas" or "supervisor"."""

    __tablename__ = "officer"
    name: Mapped[str] = fact(Words())
    nip: Mapped[str | None] = fact(Words(60))
    role: Mapped[str] = fact(OneOf(("petugas", "supervisor")))
    active: Mapped[bool] = fact(TRUTH)


class Agency(Fact):
    """An office that coaches vendors (`role` "coach") or sells staple food (`role` "partner")."""

    __tablename__ = "agency"
    name: Mapped[str] = fact(Words())
    role: Mapped[str] = fact(OneOf(("coach", "partner")))
    position: Mapped[int | None] = fact(Whole(0, 1_000_000))


class Vendor(Fact):
    """A person and their business. The id is random, never derived from a NIK.

    `extra` is JSON of the columns of an imported list that the program has no field for. `walk_in` marks a vendor
    first written at a bazaar, for the register's owner to complete. `phone` is +62…; `nik_damaged` says that the
    NIK came as a number and has lost digits.

    Only what few vendors share and is asked for by itself has an index: each costs a large import dearly. A NIK is
    compared with all others at once, and of the few agencies each has so many vendors that reading all is as quick.
    """

    __tablename__ = "vendor"
    name: Mapped[str] = fact(Words(), personal=True)
    business: Mapped[str] = fact(Words(), personal=True)
    nik: Mapped[str | None] = fact(Form(NIK, 16), personal=True)
    nik_damaged: Mapped[bool | None] = fact(TRUTH)
    phone: Mapped[str | None] = fact(Form(PHONE, 24), personal=True, index=True)
    email: Mapped[str | None] = fact(Words(), personal=True)
    address: Mapped[str | None] = fact(Words(PARAGRAPH), personal=True)
    kecamatan: Mapped[str | None] = fact(Words(), index=True)
    kelurahan: Mapped[str | None] = fact(Words())
    product: Mapped[str | None] = fact(Words(LINE))
    category: Mapped[str | None] = fact(Words(120))
    agency_id: Mapped[str | None] = fact(Reference(entity="agency"))
    needs_power: Mapped[bool | None] = fact(TRUTH)
    needs_water: Mapped[bool | None] = fact(TRUTH)
    open_fire: Mapped[bool | None] = fact(TRUTH)
    walk_in: Mapped[bool | None] = fact(TRUTH)
    extra: Mapped[str | None] = fact(JsonOf(MapOf(Plain(Words(LONG)))), personal=True)
    note: Mapped[str | None] = fact(Words(PARAGRAPH), merge=LATEST, personal=True)


class Registration(Fact):
    """Where a vendor is registered: `kind` NIB, P-IRT, halal, e-order, e-katalog, kurasi or Jakpreneur.

    `grade` is the grade of a kurasi.
    """

    __tablename__ = "registration"
    vendor_id: Mapped[str] = fact(Reference(entity="vendor"), index=True)
    kind: Mapped[str] = fact(OneOf(DOCUMENT_KINDS))
    number: Mapped[str | None] = fact(Words(), personal=True, index=True)
    since: Mapped[date | None] = fact(Day(1900, 9999))
    until: Mapped[date | None] = fact(Day(1900, 9999))
    status: Mapped[str | None] = fact(Words(120))
    grade: Mapped[str | None] = fact(Words(120))


class SamePerson(Fact):
    """Two vendor ids of one person, a fact that can be withdrawn. Natural key: both ids, the smaller first."""

    __tablename__ = "same_person"
    first_id: Mapped[str] = fact(Reference(entity="vendor"), index=True)
    second_id: Mapped[str] = fact(Reference(entity="vendor"), index=True)


class OtherPerson(Fact):
    """Two vendor ids that look like one person and are not: an officer said so, and it is not asked again.

    Natural key: both ids, the smaller first.
    """

    __tablename__ = "other_person"
    first_id: Mapped[str] = fact(Reference(entity="vendor"), index=True)
    second_id: Mapped[str] = fact(Reference(entity="vendor"), index=True)


class Reveal(Fact):
    """Somebody had something shown or opened that is guarded: `field` says what, and the reason is given.

    A vendor's NIK or phone in full, the register saved to a file, a new PIN (`pin`), or an office key (`key`).
    """

    __tablename__ = "reveal"
    vendor_id: Mapped[str] = fact(Reference(entity="vendor"), index=True)
    field: Mapped[str] = fact(OneOf(("nik", "phone", "register", "pin", "key")))
    reason: Mapped[str] = fact(Words(PARAGRAPH))
    revealed_at: Mapped[datetime] = fact(MomentText())


class Erasure(Fact):
    """A person asked to be erased: the personal values of this vendor and its registrations are gone in every store.

    Natural key: `vendor_id`. It stands for good: neither undoing nor withdrawing it brings a value back.
    """

    __tablename__ = "erasure"
    vendor_id: Mapped[str] = fact(Reference(entity="vendor"), index=True)
    erased_at: Mapped[datetime] = fact(MomentText())
