"""Bazaars and their lokasi."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from bazar_desktop.domain.attendance import cards
from bazar_desktop.domain.bazaars.issuing import issuing_area
from bazar_desktop.domain.bazaars.regions import find_kecamatan
from bazar_desktop.domain.day.halts import Halt, event_state, read_halt
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.journal.changes import canonical
from bazar_desktop.domain.values.words import BAZAAR_KINDS, LOKASI_KINDS
from bazar_desktop.services.bazaars.days import (
    DayFacts,
    add_days,
    check_days,
    days_of,
    days_of_each,
    set_cut_off,
    withdraw_day,
)
from bazar_desktop.services.settings.regions import regions
from bazar_desktop.services.settings.values import get_setting
from bazar_desktop.store.actions import action
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.rows import enter, require_seen
from bazar_desktop.store.tables import Bazaar, Lokasi, Participation, Programme, row_of

KINDS = BAZAAR_KINDS
TELLING = "~"  # between a code that several bazaars have and the beginning of the id of the one that is meant


def label_of(code: str, id_: str, *, shared: bool) -> str:
    """How a bazaar is named by its code: alone, or with the beginning of its id where others have the code too."""
    return f"{code}{TELLING}{id_[:4]}" if shared else code


class UnknownBazaar(BazarError):
    """No bazaar has this code."""


class BazaarCodeTaken(BazarError):
    """Another bazaar has this code."""


class BazaarCodeAmbiguous(BazarError):
    """Several bazaars have this code. Facts: code, bazaars (label and place of each, in words)."""


class BazaarNameMissing(BazarError):
    """A bazaar and its lokasi need a name."""


class UnknownKind(BazarError):
    """A kind of bazaar or of lokasi that the program does not know."""


@dataclass(frozen=True, slots=True)
class BazaarFacts:
    """A bazaar as lists and headings show it. `participants` counts all but cancelled and rejected.

    `halt` is the word that it was postponed or cancelled as a whole.
    """

    id: str
    code: str
    name: str
    kind: str
    lokasi_id: str | None
    lokasi: str
    address: str
    kecamatan: str
    kota: str
    programme: str
    layout_id: str | None
    days: tuple[DayFacts, ...]
    participants: int
    letterhead: str | None
    changed_at: str
    halt: Halt | None = None
    shares_code: bool = False

    @property
    def label(self) -> str:
        """The code; where another bazaar has it too, with what tells the two apart."""
        return label_of(self.code, self.id, shared=self.shares_code)

    @property
    def state(self) -> str:
        """One of `domain.day.halts.EVENT_STATES`."""
        return event_state(self.halt, [day.course for day in self.days])


def add_lokasi(session: Session, *, name: str, kind: str = "lain", address: str = "", kecamatan: str) -> str:
    """Enter a lokasi, or find the one of this name in this kecamatan; returns its id.

    Raises BazaarNameMissing, UnknownKind, RegionUnknown, RegionAmbiguous.
    """
    if not name.strip():
        raise BazaarNameMissing()
    if kind not in LOKASI_KINDS:
        raise UnknownKind(kind=kind, known=", ".join(LOKASI_KINDS))
    known = regions()
    region = find_kecamatan(known, kecamatan)
    query = select(Lokasi).where(Lokasi.withdrawn.is_(False), Lokasi.region == region.code)
    for row in session.execute(query).scalars():
        if row.name.casefold() == name.strip().casefold():
            return row.id
    kota = known.kota_of(region).name
    values = {"name": name.strip(), "kind": kind, "address": address.strip(), "region": region.code}
    return enter(session, Lokasi, **values, kecamatan=region.name, kota=kota).id


def add_bazaar(
    session: Session,
    *,
    name: str,
    days: Sequence[date],
    lokasi_id: str | None = None,
    place: str = "",
    code: str = "",
    kind: str = "offline",
    programme: str = "",
    letterhead: str | None = None,
) -> str:
    """Enter a bazaar and its days; returns its code, made by the program unless the office has issued one.

    Raises BazaarNameMissing, BazaarNeedsDays, TooManyDays, UnknownKind, BazaarCodeTaken, BazaarCodeMalformed.
    """
    if not name.strip():
        raise BazaarNameMissing()
    check_days(days)
    if kind not in KINDS:
        raise UnknownKind(kind=kind, known=", ".join(KINDS))
    code = cards.read_bazaar_code(code) if code else free_code(session, lokasi_id, min(days))
    if by_code(session, code):
        raise BazaarCodeTaken(code=code)
    row = enter(
        session,
        Bazaar,
        code=code,
        name=name.strip(),
        kind=kind,
        lokasi_id=lokasi_id,
        place=place or None,
        programme_id=_programme(session, programme, min(days).year),
        letterhead=letterhead,
    )
    add_days(session, row.id, days)
    return code


def free_code(session: Session, lokasi_id: str | None, first: date) -> str:
    """The next code for a bazaar at this lokasi that begins on `first`, from the space of who issues it."""
    lokasi = row_of(session, Lokasi, lokasi_id)
    device = "" if get_fact(session, "kind") == "office" else get_fact(session, "letter")
    kota = (lokasi.region or "")[:5] if lokasi else ""
    area = issuing_area(str(get_setting(session, "office_area")), kota)
    number = 1
    while True:
        code = cards.make_bazaar_code(area, first, number, device)
        if not by_code(session, code):
            return code
        number += 1


def _programme(session: Session, name: str, year: int) -> str | None:
    if not name.strip():
        return None
    query = select(Programme).where(Programme.name == name.strip(), Programme.year == year)
    programme = session.execute(query).scalars().first()
    return programme.id if programme else enter(session, Programme, name=name.strip(), year=year).id


def by_code(session: Session, code: str) -> list[str]:
    """The ids of the bazaars with this code: several where offices each issued it before they knew each other."""
    query = select(Bazaar.id).where(Bazaar.code == code, Bazaar.withdrawn.is_(False))
    return sorted(session.execute(query).scalars())


def find_bazaar(session: Session, code: str) -> BazaarFacts:
    """The bazaar with this code, however it was typed: O is read as 0, I and L as 1.

    Where several have it, its `label` names one of them: `T236P01~3f2a`. Raises UnknownBazaar, BazaarCodeAmbiguous.
    """
    typed, _, house = code.partition(TELLING)
    bazaars = _read(session, Bazaar.code == cards.read_typed(typed))
    if house.strip():
        bazaars = [item for item in bazaars if item.id.startswith(house.strip().lower())]
    if not bazaars:
        raise UnknownBazaar(code=code)
    if len(bazaars) > 1:
        choices = "; ".join(f"{item.label} ({item.lokasi or item.name})" for item in bazaars)
        raise BazaarCodeAmbiguous(code=bazaars[0].code, bazaars=choices)
    return bazaars[0]


def bazaar_of(session: Session, bazaar_id: str) -> BazaarFacts:
    """The bazaar with this id. Raises UnknownBazaar."""
    bazaars = _read(session, Bazaar.id == bazaar_id)
    if not bazaars:
        raise UnknownBazaar(code=bazaar_id[:8])
    return bazaars[0]


def list_bazaars(session: Session) -> list[BazaarFacts]:
    """All bazaars, the latest first."""
    return sorted(
        _read(session),
        key=lambda bazaar: (bazaar.days[0].day if bazaar.days else date.min, bazaar.code),
        reverse=True,
    )


def change_bazaar(
    session: Session,
    bazaar_id: str,
    *,
    name: str,
    days: Sequence[date],
    programme: str = "",
    letterhead: Sequence[str] = (),
    code: str = "",
    seen: str | None = None,
) -> None:
    """Put a bazaar's name, programme, days, code ("": as it is) and own letterhead (none: the office's) right.

    A day that is left out is withdrawn; one on which something was entered stays. Seals keep the code they were made
    under; cards and slips printed with the old one are refused from then on. Raises UnknownBazaar, MovedOn,
    BazaarNameMissing, BazaarNeedsDays, TooManyDays, DayInUse, BazaarCodeTaken, BazaarCodeMalformed.
    """
    row = row_of(session, Bazaar, bazaar_id)
    if row is None:
        raise UnknownBazaar(code=bazaar_id[:8])
    require_seen(row, seen)
    if not name.strip():
        raise BazaarNameMissing()
    check_days(days)
    if code.strip() and (wanted := cards.read_bazaar_code(code)) != row.code:
        if by_code(session, wanted):
            raise BazaarCodeTaken(code=wanted)
        row.code = wanted
    known = {day.day for day in days_of(session, bazaar_id)}
    for day in sorted(known - set(days)):
        withdraw_day(session, bazaar_id, day)
    add_days(session, bazaar_id, set(days) - known)
    lines = [line.strip() for line in letterhead if line.strip()]
    row.name = name.strip()
    row.letterhead = canonical({"lines": lines, "footer": ""}) if lines else None
    row.programme_id = _programme(session, programme, min(days).year)
    session.flush()


def own_letterhead(bazaar: BazaarFacts) -> tuple[str, ...]:
    """Give the lines of the bazaar's own letterhead; none where it uses the office's."""
    return tuple(json.loads(bazaar.letterhead)["lines"]) if bazaar.letterhead else ()


_PARTICIPANTS = (
    select(func.count())
    .where(
        Participation.bazaar_id == Bazaar.id,
        Participation.withdrawn.is_(False),
        Participation.status.not_in(("cancelled", "rejected")),
    )
    .scalar_subquery()
)
_OTHERS = aliased(Bazaar)
_BEARERS = (
    select(func.count())
    .where(_OTHERS.code == Bazaar.code, _OTHERS.withdrawn.is_(False))
    .correlate(Bazaar)
    .scalar_subquery()
)
_BAZAARS = (
    select(Bazaar, Lokasi, Programme, _PARTICIPANTS, _BEARERS)
    .outerjoin(Lokasi, (Lokasi.id == Bazaar.lokasi_id) & Lokasi.withdrawn.is_(False))
    .outerjoin(Programme, (Programme.id == Bazaar.programme_id) & Programme.withdrawn.is_(False))
    .where(Bazaar.withdrawn.is_(False))
)


def _read(session: Session, *wanted: ColumnElement[bool]) -> list[BazaarFacts]:
    """The bazaars that are `wanted` (all where nothing is named), each with its days: two statements in all."""
    rows = session.execute(_BAZAARS.where(*wanted)).all()
    days = days_of_each(session, [row[0].id for row in rows])
    return [
        _facts(bazaar, lokasi, programme, days[bazaar.id], count, bearers)
        for bazaar, lokasi, programme, count, bearers in rows
    ]


def _facts(
    row: Bazaar,
    lokasi: Lokasi | None,
    programme: Programme | None,
    days: tuple[DayFacts, ...],
    participants: int,
    bearers: int,
) -> BazaarFacts:
    return BazaarFacts(
        id=row.id,
        code=row.code or "",
        name=row.name or "",
        kind=row.kind or KINDS[0],
        lokasi_id=row.lokasi_id,
        lokasi=(lokasi.name if lokasi else row.place) or "",
        address=lokasi.address or "" if lokasi else "",
        kecamatan=lokasi.kecamatan or "" if lokasi else "",
        kota=lokasi.kota or "" if lokasi else "",
        programme=(programme.name or "") if programme else "",
        layout_id=row.layout_id,
        days=days,
        participants=participants,
        letterhead=row.letterhead,
        changed_at=row.changed_at,
        halt=read_halt(row.halt),
        shares_code=bearers > 1,
    )


@action("bazaars.add_bazaar")
def open_bazaar(
    session: Session,
    *,
    name: str,
    lokasi: str,
    lokasi_kind: str,
    kecamatan: str,
    days: Sequence[date],
    address: str = "",
    code: str = "",
    kind: str = "offline",
    programme: str = "",
) -> BazaarFacts:
    """Enter a bazaar and its lokasi in one action. Raises what `add_lokasi` and `add_bazaar` raise."""
    if not name.strip():
        raise BazaarNameMissing()
    place = add_lokasi(session, name=lokasi, kind=lokasi_kind, address=address, kecamatan=kecamatan)
    made = add_bazaar(
        session, name=name, days=days, lokasi_id=place, code=code, kind=kind, programme=programme
    )
    session.flush()
    return find_bazaar(session, made)


@action("bazaars.change_bazaar")
def change_bazaar_and_times(
    session: Session,
    bazaar_id: str,
    *,
    cut_off: str,
    name: str,
    days: Sequence[date],
    programme: str = "",
    letterhead: Sequence[str] = (),
    code: str = "",
    seen: str | None = None,
) -> BazaarFacts:
    """Put a bazaar right as `change_bazaar` does, and give all its days one cut-off. Raises what both raise."""
    change_bazaar(
        session,
        bazaar_id,
        name=name,
        days=days,
        programme=programme,
        letterhead=letterhead,
        code=code,
        seen=seen,
    )
    for day in days_of(session, bazaar_id):
        set_cut_off(session, bazaar_id, day.day, cut_off)
    return bazaar_of(session, bazaar_id)
