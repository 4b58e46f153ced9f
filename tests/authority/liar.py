"""An office, an honest laptop elsewhere, and a laptop whose owner writes whatever they like, rightly signed."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.changes import (
    SCHEMA,
    Change,
    FieldChange,
    Value,
    as_row,
    canonical,
    make_change,
)
from bazar_desktop.domain.journal.clock import tick
from bazar_desktop.domain.journal.merging import fold_row, parents_of_decision
from bazar_desktop.jobs.exchange.forwarding import hand_on
from bazar_desktop.services.attendance.walk_in import walk_in
from bazar_desktop.services.bazaars.bazaars import add_bazaar, add_lokasi, find_bazaar
from bazar_desktop.services.bazaars.participants import add_participation
from bazar_desktop.services.settings.officers import PETUGAS, add_officer
from bazar_desktop.services.settings.values import put_setting
from bazar_desktop.store.changes import rows_here
from bazar_desktop.store.fields import merge_rules, personal_fields
from bazar_desktop.store.guard import journal_door
from bazar_desktop.store.opening import STORE_FILE, OpenStore
from bazar_desktop.store.own_facts import get_fact, own_end, set_chain_end, set_fact
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import (
    STORE,
    Allocation,
    Bazaar,
    Booth,
    ChangeRow,
    Fixture,
    Layout,
    PartnerStock,
    Programme,
    Registration,
    Reveal,
    SamePerson,
    Substitution,
    Tent,
    TurnOverride,
    Vendor,
    facts,
    new_id,
)
from tests.bazaar_day import DAYS
from tests.offices import Post, found
from tests.schedules.posts import FILE, reopened
from tests.stores import MORNING

OFFICE_WORDS = {"verdict", "take_back"}  # what the office says of others' changes is no fact of the trade


@dataclass
class Liar:
    """The laptop of the liar: it serves bazaar `own`, and its owner writes of `other` and of everything else."""

    post: Post
    own: str
    other: str

    def ids(self, entity: str, **wanted: object) -> list[str]:
        """The ids of all rows here with these values, in order."""
        cls = facts()[entity]
        query = select(cls.id).where(cls.withdrawn.is_(False)).filter_by(**wanted).order_by(cls.id)
        with self.post.store.db.read() as session:
            return list(session.execute(query).scalars())

    def id(self, entity: str, **wanted: object) -> str:
        return self.ids(entity, **wanted)[0]

    def value(self, entity: str, row_id: str, name: str) -> Any:
        with self.post.store.db.read() as session:
            return getattr(session.get_one(facts()[entity], row_id), name)

    def fact(self, key: str) -> str:
        with self.post.store.db.read() as session:
            return get_fact(session, key)

    def write(
        self,
        entity: str,
        row_id: str,
        values: Mapping[str, Value],
        *,
        scope: str = STORE,
        first: bool = False,
        earlier: timedelta | None = None,
        officer: str = "",
        claims: Mapping[str, Value] | None = None,
    ) -> None:
        """One change past every rule of the program; `first`: as if the row were new, else over what stands.

        `claims` is what it says had stood there before, where that is not what did.
        """
        store = self.post.store
        with store.db.write(officer or store.officer.id, "omzet.paste_block", self.post.tick()) as session:
            held = rows_here(session.connection(), [(entity, row_id)])[entity, row_id]
            cls = facts()[entity]
            state = None if first else fold_row(held.counted, merge_rules(cls))
            fields = {
                name: FieldChange(
                    {**(state.values() if state else {}), **(claims or {})}.get(name),
                    value,
                    parents_of_decision(state.fields.get(name) if state else None),
                )
                for name, value in values.items()
            }
            end, clock = (
                own_end(session),
                tick(get_fact(session, "clock"), self.post.at - (earlier or timedelta())),
            )
            change = make_change(
                fields,
                personal_fields(cls),
                "0" * 32,
                origin=end.origin,
                seq=end.seq + 1,
                schema=SCHEMA,
                at=clock if earlier is None else _earlier(clock, earlier),
                officer=officer or store.officer.id,
                action="omzet.paste_block/0123456789ab",
                scope=scope,
                entity=entity,
                row_id=row_id,
                reason=None,
                prev_hash=end.hash,
            )
            _append(session, change)
            set_fact(session, "clock", clock)

    def enter(self, entity: str, row_id: str, values: Mapping[str, Value], *, scope: str = STORE) -> None:
        """A first entry past every rule."""
        self.write(entity, row_id, {**values, "withdrawn": False}, scope=scope, first=True)


def _earlier(clock: str, by: timedelta) -> str:
    millis, counter = clock.split("-")
    return f"{int(millis, 16) - int(by.total_seconds() * 1000):012x}-{counter}"


def _append(session: Session, change: Change) -> None:
    with journal_door(session):
        session.execute(insert(ChangeRow), [as_row(change)])
    set_chain_end(session, change.origin, change.seq, change.hash)


@dataclass(frozen=True)
class Template:
    """Closed stores that know each other: the office and the liar's laptop."""

    office: OpenStore
    liar: OpenStore
    own: str
    other: str
    post: Post
    unsent: str  # the chain of a laptop that has not sent anything yet

    def copy(self, folder: Path) -> tuple[Post, Liar]:
        posts = []
        for name, store in (("kantor", self.office), ("laptop", self.liar)):
            place = folder / name
            place.mkdir(parents=True)
            shutil.copyfile(store.folder / STORE_FILE, place / FILE)
            posts.append(Post(reopened(replace(store, folder=place)), self.post.at, self.own))
        return posts[0], Liar(posts[1], self.own, self.other)


def make_template(folder: Path) -> Template:
    """Two bazaars with everything that a row can be of; the liar serves the first, an honest laptop the second."""
    world = found(folder, vendors=3, reserves=1, partners=1)
    office = world.office
    with office.store.db.write(office.store.officer.id, "test.other", office.tick()) as session:
        other = _another_bazaar(session)
    liar = world.join("Laptop 1")
    joined = world.open_preparation("Laptop 2", ["P02"])
    assert office.answers(joined.answer) == ["ENROLLED"]
    honest = Post(joined.store, office.at, other)
    silent = world.open_preparation("Laptop 3")
    assert office.answers(silent.answer) == ["ENROLLED"]
    with silent.store.db.read() as session:
        unsent = get_fact(session, "origin")
    silent.store.db.close()
    liar.sell(dict.fromkeys(liar.parties(), 50_000))
    _work(honest)
    for number, post in enumerate((liar, honest)):
        office.read(post.pack(world.stick(f"hari {number}")).file)
    with office.store.db.read() as session:
        assert session.execute(select(PartnerStock)).first() is not None
    news = hand_on(office.store, to=world.stick("kabar"), at=office.tick(), everything=True)
    assert liar.answers(news.file) == ["MERGED"]
    world.close()
    honest.store.db.close()
    at = max(office.at, liar.at, honest.at) + timedelta(minutes=5)
    return Template(office.store, liar.store, office.bazaar_id, other, Post(office.store, at), unsent)


def _another_bazaar(session: Session) -> str:
    lokasi = add_lokasi(session, name="RPTRA Menteng", kind="rptra", kecamatan="Menteng")
    session.flush()
    add_bazaar(session, name="Bazar Menteng", days=[*DAYS], lokasi_id=lokasi, code="P02")
    session.flush()
    bazaar = find_bazaar(session, "P02").id
    vendors = [row.id for row in session.execute(select(Vendor).order_by(Vendor.id)).scalars()][:2]
    for vendor in vendors:
        add_participation(session, bazaar, vendor_id=vendor, status="confirmed")
    plan = {"name": "Denah", "width": 2000, "depth": 1000, "north": 0}
    layout = enter(session, Layout, **plan)
    layout.id = new_id(bazaar)
    session.flush()
    enter(session, Tent, layout_id=layout.id, label="T1")
    size = {"x": 0, "y": 0, "width": 200, "depth": 200}
    enter(session, Fixture, layout_id=layout.id, kind="stage", label="Panggung", reach=0, **size)
    shape = dict.fromkeys(("power", "water", "open_fire", "blocked", "accessible"), False)
    enter(session, Booth, layout_id=layout.id, label="1", facing="n", zone="", **size, **shape)
    session.get_one(Bazaar, bazaar).layout_id = layout.id
    put_setting(session, "cut_off", "09.00")
    enter(session, SamePerson, *sorted(vendors), first_id=min(vendors), second_id=max(vendors))
    programme = enter(session, Programme, name="Ramadan", year=2023)
    session.flush()
    session.get_one(Bazaar, bazaar).programme_id = programme.id
    enter(session, Registration, vendor_id=vendors[0], kind="NIB", number="1234567890123")
    enter(session, Reveal, vendor_id=vendors[0], field="nik", reason="cek", revealed_at=MORNING)
    return bazaar


def _work(post: Post) -> None:
    """A day of the honest laptop: omzet, a walk-in, a placement, goods, an officer, a turn, a seal."""
    parties = post.parties()
    post.sell(dict.fromkeys(parties, 70_000))
    with post.store.db.write(post.store.officer.id, "test.work", post.tick()) as session:
        at, day, bazaar = post.at, DAYS[0], post.bazaar_id
        booth = session.execute(select(Booth.id)).scalars().first()
        where = {"bazaar_id": bazaar, "booth_id": booth, "day": day, "session": 1}
        enter(session, Allocation, booth, day, 1, **where, holder=parties[0])
        enter(
            session,
            Substitution,
            **where,
            left_id=parties[0],
            joined_id=parties[1],
            reason="sakit",
            done_at=at,
        )
        stock = {
            "bazaar_id": bazaar,
            "participation_id": parties[0],
            "day": day,
            "goods": "Beras",
            "unit": "kg",
        }
        enter(session, PartnerStock, parties[0], day, "beras", **stock, opening=1000, price=12_000)
        enter(
            session,
            TurnOverride,
            parties[0],
            bazaar_id=bazaar,
            participation_id=parties[0],
            kind="in",
            reason="x",
        )
        add_officer(session, name="Petugas Menteng", role=PETUGAS)
        walk_in(session, bazaar_id=bazaar, day=day, name="Tamu", business="Warung Tamu", at=at)
    post.seal()


def digest(post: Post) -> str:
    """One hash over every fact of the trade: what the office holds, however it came to it."""
    found_ = hashlib.sha256()
    with post.store.db.read() as session:
        for entity in sorted(set(facts()) - OFFICE_WORDS):
            rows = session.connection().exec_driver_sql(f"SELECT * FROM {entity} ORDER BY id")
            found_.update(canonical([entity, *(list(map(str, row)) for row in rows)]).encode())
    return found_.hexdigest()


def widened(text: str, *more: str) -> str:
    """A JSON list of ids with more of them."""
    return json.dumps([*json.loads(text or "[]"), *more])
