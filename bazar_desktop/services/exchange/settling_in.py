"""What a supervisor's yes to days of before brings in order: codes, lokasi, people and settings of two registers.

A laptop that worked alone has entered bazaars, lokasi and vendors that its office may have too. Once they count here,
each is brought to what the office has, by the rules of the register, and nothing is typed twice.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.authority import is_first_entry
from bazar_desktop.domain.journal.changes import Change
from bazar_desktop.services.bazaars.bazaars import by_code
from bazar_desktop.services.bazaars.codes import give_free_code
from bazar_desktop.services.register.duplicates import certain_of
from bazar_desktop.services.register.same_person import join_certain
from bazar_desktop.services.settings.officers import add_officer
from bazar_desktop.store.actions import name_of
from bazar_desktop.store.authority import Bench
from bazar_desktop.store.chains import chain_changes
from bazar_desktop.store.changes import rows_here
from bazar_desktop.store.tables import (
    AsideChange,
    Bazaar,
    Device,
    Lokasi,
    Officer,
    Programme,
    Setting,
    Vendor,
    row_of,
)

Numbers = tuple[str, int, int]
FOUNDED_BY = name_of(add_officer)  # what a store without an office begins with


def of_lone_laptops(session: Session, chosen: Sequence[Numbers]) -> list[Numbers]:
    """Those of these numbers whose laptop wrote before it had an office, as its own chains tell and no clock."""
    bench = Bench(session.connection())
    return [item for item in chosen if _began_alone(session, bench, item[0])]


def _began_alone(session: Session, bench: Bench, origin: str) -> bool:
    """Whether a chain of the laptop that writes `origin` begins with an officer who entered themselves.

    So begins a store that is made without an office. One that is made from a preparation knows its officer already, or
    enters them by the act of joining.
    """
    device = bench.device_of(origin)
    if not device:
        return False
    firsts = [chain_changes(session, mine, 1, 1) for mine in {*bench.origins_of(device), origin}]
    return any(_is_founder(change) for changes in firsts for change in changes)


def _is_founder(change: Change) -> bool:
    entered = change.entity == Officer.__tablename__ and change.row_id == change.officer
    return entered and change.action.split("/")[0] == FOUNDED_BY and is_first_entry(change)


def own_settings_in(session: Session, chosen: Sequence[Numbers]) -> list[Numbers]:
    """The numbers among these that a chain wrote into settings it had made up itself, before it knew an office's."""
    found: list[Numbers] = []
    for origin, first, last in of_lone_laptops(session, chosen):
        rows = _rows(session, (origin, first, last), Setting.__tablename__)
        made_up = _first_entered(session, origin, Setting.__tablename__, rows)
        seqs = sorted(seq for row_id, seq in rows if row_id in made_up)
        for _place, run in groupby(enumerate(seqs), key=lambda item: item[1] - item[0]):
            numbers = [seq for _index, seq in run]
            found.append((origin, numbers[0], numbers[-1]))
    return found


def settle_in(session: Session, chosen: Sequence[Numbers]) -> None:
    """Bring to the office's register what these numbers, which count now, have entered.

    A bazaar whose code another has gets a free one; a lokasi or programme that the office has too becomes that one;
    people who certainly are one are joined, others are asked about at the register; the laptop may go on with its
    bazaars.
    """
    bench = Bench(session.connection())
    people: set[str] = set()
    for origin, first, last in of_lone_laptops(session, chosen):
        numbers = (origin, first, last)
        bazaars = _entered(session, numbers, Bazaar.__tablename__)
        people |= _entered(session, numbers, Vendor.__tablename__)
        for bazaar_id in sorted(bazaars):
            _settle_bazaar(session, bazaar_id)
        if bazaars:
            _let_go_on(session, bench.device_of(origin), bazaars)
    session.flush()
    if people:
        join_certain(session, certain_of(session, people))
        session.flush()


def _settle_bazaar(session: Session, bazaar_id: str) -> None:
    row = row_of(session, Bazaar, bazaar_id)
    if row is None:
        return
    lokasi = row_of(session, Lokasi, row.lokasi_id)
    if lokasi is not None and (same := _same_lokasi(session, lokasi)) != lokasi.id:
        row.lokasi_id = same
    programme = row_of(session, Programme, row.programme_id)
    if programme is not None and (same := _same_programme(session, programme)) != programme.id:
        row.programme_id = same
    session.flush()
    if set(by_code(session, row.code or "")) - {bazaar_id}:
        give_free_code(session, bazaar_id)


def _same_lokasi(session: Session, lokasi: Lokasi) -> str:
    """The id of the lokasi of this name in this kecamatan that was here first; its own where there is no other."""
    query = select(Lokasi).where(Lokasi.withdrawn.is_(False), Lokasi.region == lokasi.region)
    alike = [row for row in session.execute(query).scalars() if _plain(row.name) == _plain(lokasi.name)]
    return _ours_first(session, Lokasi.__tablename__, [row.id for row in alike]) or lokasi.id


def _same_programme(session: Session, programme: Programme) -> str:
    query = select(Programme).where(Programme.withdrawn.is_(False), Programme.year == programme.year)
    alike = [row for row in session.execute(query).scalars() if _plain(row.name) == _plain(programme.name)]
    return _ours_first(session, Programme.__tablename__, [row.id for row in alike]) or programme.id


def _ours_first(session: Session, entity: str, ids: Sequence[str]) -> str:
    """Of these rows the one that an office entered, the smallest id of several; "" without any."""
    bench = Bench(session.connection())
    rows = rows_here(session.connection(), [(entity, id_) for id_ in ids])
    offices = [
        row_id
        for (_entity, row_id), row in rows.items()
        if any(is_first_entry(item) and bench.maker_of(item.origin) is None for item in row.changes)
    ]
    return min(offices or ids, default="")


def _plain(name: str | None) -> str:
    return " ".join((name or "").casefold().split())


def _let_go_on(session: Session, device_id: str, bazaars: set[str]) -> None:
    """Let the laptop serve the bazaars that it brought, as if it had been prepared for them."""
    device = row_of(session, Device, device_id)
    if device is not None:
        known = json.loads(device.bazaars or "[]")
        added = sorted(bazaars - set(known))
        if added:
            device.bazaars = json.dumps([*known, *added])


def _rows(session: Session, numbers: Numbers, entity: str) -> list[tuple[str, int]]:
    """The rows of `entity` and the numbers that stand aside there, plain or not, among these."""
    origin, first, last = numbers
    query = select(AsideChange.row_id, AsideChange.seq).where(
        AsideChange.origin == origin, AsideChange.seq.between(first, last), AsideChange.entity == entity
    )
    return [(row_id, seq) for row_id, seq in session.execute(query)]


def _entered(session: Session, numbers: Numbers, entity: str) -> set[str]:
    rows = _rows(session, numbers, entity)
    return _first_entered(session, numbers[0], entity, rows)


def _first_entered(session: Session, origin: str, entity: str, rows: Sequence[tuple[str, int]]) -> set[str]:
    """Those of `rows` that this chain entered first, or on its own beside another's."""
    held = rows_here(session.connection(), sorted({(entity, row_id) for row_id, _seq in rows}))
    return {
        row_id
        for (_entity, row_id), row in held.items()
        if any(item.origin == origin and is_first_entry(item) for item in row.changes)
    }
