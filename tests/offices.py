"""An office and its laptops as real stores in real folders, with sticks between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import PRESENT, REPORTED
from bazar_desktop.jobs.exchange.intake import Batch
from bazar_desktop.jobs.exchange.packing import MadePackage, pack
from bazar_desktop.jobs.exchange.reading import read_files
from bazar_desktop.jobs.office.enrolment import (
    Joined,
    enrol_laptop,
    prepare,
)
from bazar_desktop.jobs.office.founding import office_init
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.passwords import Cost
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Attendance, DayClose, OmzetEntry, Participation
from tests.bazaar_day import DAYS, Field, stand_up
from tests.stores import MORNING

CHEAP = Cost(memory_kib=128, passes=1, lanes=1)
PIN = "246813"
SUDIN = "Sudin PPKUKM Jakarta Pusat"


@dataclass
class Post:
    """One store and who is at it, with a clock that goes on by a minute an action."""

    store: OpenStore
    at: datetime = MORNING
    bazaar_id: str = ""

    def tick(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at

    def parties(self, kind: str = "vendor") -> list[str]:
        with self.store.db.read() as session:
            rows = session.query(Participation).filter_by(bazaar_id=self.bazaar_id, party=kind)
            return [row.id for row in rows.order_by(Participation.card_number) if row.status == "confirmed"]

    def sell(self, amounts: dict[str, int], day: date = DAYS[0]) -> None:
        """Everybody named is there and reports this much cash."""
        with self.store.db.write(self.store.officer.id, "test.sell", self.tick()) as session:
            for who, cash in amounts.items():
                key = {"bazaar_id": self.bazaar_id, "participation_id": who, "day": day, "session": 1}
                enter(session, Attendance, who, day, 1, **key, status=PRESENT)
                enter(session, OmzetEntry, who, day, 1, **key, state=REPORTED, cash=cash)

    def seal(self, day: date = DAYS[0], revision: int = 1) -> None:
        """The seal as closing a day writes it."""
        from bazar_desktop.store.chains import chain_ends

        with self.store.db.write(self.store.officer.id, "test.seal", self.tick()) as session:
            _seal(session, self, day, revision, chain_ends(session))

    def pack(self, to: Path, *, everything: bool = False) -> MadePackage:
        to.mkdir(parents=True, exist_ok=True)
        to.mkdir(parents=True, exist_ok=True)
        return pack(self.store, to=to, at=self.tick(), everything=everything)

    def read(self, *paths: Path) -> Batch:
        return read_files(self.store, paths, at=self.tick())

    def answers(self, *paths: Path) -> list[str]:
        return [file.answer for file in self.read(*paths).files]


def _seal(session: Session, post: Post, day: date, revision: int, covers: dict[str, int]) -> None:
    import json

    from bazar_desktop.domain.closing.proofs import seal_code, totals
    from bazar_desktop.domain.journal.changes import canonical
    from bazar_desktop.services.day.as_sealed import sheet_at

    session.flush()
    claims = DayClose(bazaar_id=post.bazaar_id, day=day, revision=revision, covers=json.dumps(covers))
    sheet = sheet_at(session, claims)
    enter(
        session,
        DayClose,
        post.bazaar_id,
        day,
        revision,
        bazaar_id=post.bazaar_id,
        day=day,
        revision=revision,
        seal=seal_code(sheet),
        totals=canonical(asdict(totals(sheet.rows))),
        covers=json.dumps(covers),
        closed_at=post.at,
        closed_by=post.store.officer.id,
    )


@dataclass
class World:
    """An office with one bazaar, and the laptops that were prepared for it."""

    folder: Path
    office: Post
    field: Field
    laptops: list[Post] = field(default_factory=list)

    def stick(self, name: str) -> Path:
        path = self.folder / "sticks" / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def join(self, name: str, *, enrol: bool = True) -> Post:
        """Prepare a laptop, make it, and read its answer at the office."""
        joined = self.open_preparation(name)
        if enrol:
            assert self.office.answers(joined.answer) == ["ENROLLED"]
        post = Post(joined.store, self.office.at, self.office.bazaar_id)
        self.laptops.append(post)
        return post

    def open_preparation(self, name: str, bazaars: Sequence[str] = ()) -> Joined:
        made = prepare(
            self.office.store,
            bazaars=bazaars or [self.field.code],
            device=name,
            to=self.stick(f"siap {name}"),
            at=self.office.tick(),
            cost=CHEAP,
        )
        return enrol_laptop(
            made.file,
            code=made.code,
            folder=self.folder / f"laptop {name}",
            officer="Vicky Ramadhan",
            pin=PIN,
            at=self.office.tick(),
            cost=CHEAP,
        )

    def close(self) -> None:
        for post in [self.office, *self.laptops]:
            post.store.db.close()


def found(folder: Path, *, database: str | None = None, is_sample: bool = False, **bazaar_of: int) -> World:
    """A new office in `folder` (rows in PostgreSQL where `database` is given) with a two-day bazaar.

    `bazaar_of` says how many take part, as `stand_up` takes it.
    """
    store = office_init(
        folder / "kantor",
        name=SUDIN,
        officer="Kepala Seksi",
        pin=PIN,
        at=MORNING,
        database=database,
        is_sample=is_sample,
        cost=CHEAP,
    ).store
    bazaar = stand_up(store.db, **bazaar_of)
    office = Post(store, bazaar.at, bazaar.bazaar_id)
    return World(folder, office, bazaar)
