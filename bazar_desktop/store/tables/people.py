"""Who takes part: vendors and their registrations, agencies, officers; and the settings of the office."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped

from bazar_desktop.domain.journal.merging import LATEST
from bazar_desktop.store.tables.base import Fact, fact


class Setting(Fact):
    """A value that differs from office to office. Natural key: `key`. `value` is JSON."""

    __tablename__ = "setting"
    key: Mapped[str] = fact()
    value: Mapped[str] = fact(LATEST)


class Officer(Fact):
    """A person at the laptop. `role` is "petugas" or "supervisor"."""

    __tablename__ = "officer"
    name: Mapped[str] = fact()
    nip: Mapped[str | None] = fact()
    role: Mapped[str] = fact()
    active: Mapped[bool] = fact()


class Agency(Fact):
    """An office that coaches vendors (`role` "coach") or sells staple food (`role` "partner")."""

    __tablename__ = "agency"
    name: Mapped[str] = fact()
    role: Mapped[str] = fact()
    position: Mapped[int | None] = fact()


class Vendor(Fact):
    """A person and their business. The id is random, never derived from a NIK.

    `extra` is JSON of the columns of an imported list that the program has no field for. `walk_in` marks a vendor
    first written at a bazaar, for the register's owner to complete. `phone` is +62…; `nik_damaged` says that the
    NIK came as a number and has lost digits.

    Only what few vendors share and is asked for by itself has an index: each costs a large import dearly. A NIK is
    compared with all others at once, and of the few agencies each has so many vendors that reading all is as quick.
    """

    __tablename__ = "vendor"
    name: Mapped[str] = fact(personal=True)
    business: Mapped[str] = fact(personal=True)
    nik: Mapped[str | None] = fact(personal=True)
    nik_damaged: Mapped[bool | None] = fact()
    phone: Mapped[str | None] = fact(personal=True, index=True)
    email: Mapped[str | None] = fact(personal=True)
    address: Mapped[str | None] = fact(personal=True)
    kecamatan: Mapped[str | None] = fact(index=True)
    kelurahan: Mapped[str | None] = fact()
    product: Mapped[str | None] = fact()
    category: Mapped[str | None] = fact()
    agency_id: Mapped[str | None] = fact()
    needs_power: Mapped[bool | None] = fact()
    needs_water: Mapped[bool | None] = fact()
    open_fire: Mapped[bool | None] = fact()
    walk_in: Mapped[bool | None] = fact()
    extra: Mapped[str | None] = fact(personal=True)
    note: Mapped[str | None] = fact(LATEST, personal=True)


class Registration(Fact):
    """Where a vendor is registered: `kind` NIB, P-IRT, halal, e-order, e-katalog, kurasi or Jakpreneur.

    `grade` is the grade of a kurasi.
    """

    __tablename__ = "registration"
    vendor_id: Mapped[str] = fact(index=True)
    kind: Mapped[str] = fact()
    number: Mapped[str | None] = fact(personal=True, index=True)
    since: Mapped[date | None] = fact()
    until: Mapped[date | None] = fact()
    status: Mapped[str | None] = fact()
    grade: Mapped[str | None] = fact()


class SamePerson(Fact):
    """Two vendor ids of one person, a fact that can be withdrawn. Natural key: both ids, the smaller first."""

    __tablename__ = "same_person"
    first_id: Mapped[str] = fact(index=True)
    second_id: Mapped[str] = fact(index=True)


class OtherPerson(Fact):
    """Two vendor ids that look like one person and are not: an officer said so, and it is not asked again.

    Natural key: both ids, the smaller first.
    """

    __tablename__ = "other_person"
    first_id: Mapped[str] = fact(index=True)
    second_id: Mapped[str] = fact(index=True)


class Reveal(Fact):
    """Somebody had a vendor's NIK or phone shown in full: `field`, and the reason given."""

    __tablename__ = "reveal"
    vendor_id: Mapped[str] = fact(index=True)
    field: Mapped[str] = fact()
    reason: Mapped[str] = fact()
    revealed_at: Mapped[datetime] = fact()


class Erasure(Fact):
    """A person asked to be erased: the personal values of this vendor and its registrations are gone in every store.

    Natural key: `vendor_id`. It stands for good: neither undoing nor withdrawing it brings a value back.
    """

    __tablename__ = "erasure"
    vendor_id: Mapped[str] = fact(index=True)
    erased_at: Mapped[datetime] = fact()
