"""22 June 2023 over again: an office, many lokasi, and the sticks of their laptops, with the list of what was typed."""

from __future__ import annotations

import json
import random
import secrets
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import PRESENT, VENDOR
from bazar_desktop.domain.journal.changes import GENESIS, SCHEMA, Change, FieldChange, make_change
from bazar_desktop.domain.journal.clock import tick
from bazar_desktop.jobs.office.founding import office_init
from bazar_desktop.jobs.office.identity import own_keys
from bazar_desktop.jobs.sample.data import sample_lokasi, sample_sale, sample_vendors
from bazar_desktop.services.bazaars.bazaars import add_bazaar, add_lokasi, find_bazaar
from bazar_desktop.services.bazaars.participants import CONFIRMED
from bazar_desktop.services.settings.regions import regions
from bazar_desktop.store.bulk import enter_many
from bazar_desktop.store.chains import chain_ends
from bazar_desktop.store.journal import encode
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.tables import (
    Attendance,
    DayClose,
    Device,
    Fact,
    OmzetEntry,
    Participation,
    Vendor,
    natural_id,
)
from bazar_desktop.sync.device_keys import DeviceKeys, generate
from bazar_desktop.sync.envelope import file_name, make_package
from bazar_desktop.sync.payload import run_of
from bazar_desktop.sync.sums import Sums, sums_of
from tests.offices import CHEAP, PIN, SUDIN
from tests.stores import MORNING, WIB

DAYS = (date(2023, 6, 22), date(2023, 6, 23))
BAZAARS_A_YEAR = 251
DaysOf = Callable[[int], tuple[date, date]]  # by the number of the lokasi, from 0
OFFICER = "Kepala Seksi"


@dataclass
class Laptop:
    """A laptop's keys and its journal so far, written set-wise."""

    number: int
    bazaar_id: str
    lokasi: str
    parties: Sequence[tuple[str, str]]  # participation and category
    keys: DeviceKeys = field(default_factory=generate)
    origin: str = field(default_factory=lambda: secrets.token_hex(8))
    changes: list[Change] = field(default_factory=list)
    clock: str = ""
    prepared_with: dict[str, int] = field(default_factory=dict)  # how far it holds the office's chains

    @property
    def name(self) -> str:
        return f"Laptop {self.number}"

    def enter(self, cls: type[Fact], key: Sequence[object], at: datetime, **values: Any) -> None:
        self.clock = tick(self.clock, at)
        present = {"withdrawn": False, **values}
        fields = {
            name: FieldChange(None, encode(value)) for name, value in present.items() if value is not None
        }
        self.changes.append(
            make_change(
                fields,
                frozenset(),
                "",
                origin=self.origin,
                seq=len(self.changes) + 1,
                schema=SCHEMA,
                at=self.clock,
                officer="officer-1",
                action=f"field/{len(self.changes) + 1:x}",
                scope=f"{self.bazaar_id}/{values['day'].isoformat()}",
                entity=cls.__tablename__,
                row_id=natural_id(cls.__tablename__, *key),
                reason=None,
                prev_hash=self.changes[-1].hash if self.changes else GENESIS,
            )
        )

    def correct(self, last: Change, at: datetime, name: str, before: int, after: int) -> None:
        """Change one amount of the row that `last` entered."""
        self.clock = tick(self.clock, at)
        facts = {
            item: getattr(last, item) for item in ("origin", "schema", "officer", "scope", "entity", "row_id")
        }
        self.changes.append(
            make_change(
                {name: FieldChange(before, after, (last.id,))},
                frozenset(),
                "",
                **facts,
                seq=len(self.changes) + 1,
                at=self.clock,
                action=f"field/{len(self.changes) + 1:x}",
                reason=None,
                prev_hash=last.hash,
            )
        )

    def live(self, day: date, rng: random.Random, *, corrects: bool = False) -> int:
        """Everybody arrives and answers, the day is sealed; returns the omzet of the day.

        `corrects`: every answer with cash is first typed a thousand rupiah too high.
        """
        at = datetime(day.year, day.month, day.day, 7, 30, tzinfo=WIB)
        total = 0
        for who, category in self.parties:
            key = {"bazaar_id": self.bazaar_id, "participation_id": who, "day": day, "session": 1}
            at += timedelta(seconds=20)
            self.enter(Attendance, (who, day, 1), at, **key, status=PRESENT, arrived_at=at)
            sale = sample_sale(rng, category)
            typed = sale.cash + 1_000 if corrects and sale.cash is not None else sale.cash
            amounts = {"cash": typed, "qris": sale.qris, "transactions": sale.transactions}
            asked = at + timedelta(hours=8)
            self.enter(OmzetEntry, (who, day, 1), asked, **key, state=sale.state, **amounts)
            if typed is not None and sale.cash is not None and typed != sale.cash:
                self.correct(self.changes[-1], asked, "cash", typed, sale.cash)
            total += (sale.cash or 0) + (sale.qris or 0)
        self._seal(day, at + timedelta(hours=10))
        return total

    def _seal(self, day: date, at: datetime) -> None:
        key = (self.bazaar_id, day, 1)
        values: dict[str, Any] = dict(zip(("bazaar_id", "day", "revision"), key, strict=True))
        covers = json.dumps({**self.prepared_with, self.origin: len(self.changes)})
        seal = {"seal": "TEST-TEST-T", "totals": "{}", "covers": covers}
        self.enter(DayClose, key, at, **values, **seal, closed_at=at, closed_by="officer-1")

    def package(self, to: Path, day: date, office: str, first: int = 1) -> Path:
        """The package of the changes from `first` on, for the office."""
        part = self.changes[first - 1 :]
        data = make_package(
            part,
            keys=self.keys,
            name=self.name,
            recipients=[office, self.keys.public.age],
            before=sums_of(self.changes[: first - 1]) if first > 1 else Sums(),
            package=str(uuid.uuid4()),
            made_at=f"{day.isoformat()}T17:30:00+07:00",
        )
        file = to / file_name(self.lokasi, day, self.name, run_of(part))
        file.write_bytes(data)
        return file


@dataclass
class City:
    """A closed office in `folder`, the laptops, and the omzet that was typed by bazaar and day.

    `good` are the packages that are sound, in the order they were made in; `damaged` counts the others.
    """

    folder: Path
    laptops: list[Laptop]
    stick: Path
    typed: dict[tuple[str, date], int]
    good: list[Path]
    damaged: int
    changes: int = 0


def live_years(folder: Path, years: int, *, database: str | None = None) -> City:
    """All bazaars of `years` years of the whole city, every answer corrected once; the newest year is 2023."""
    last = 2023

    def days_of(number: int) -> tuple[date, date]:
        first = date(last - years + 1 + number // BAZAARS_A_YEAR, 1, 7) + timedelta(
            days=number % BAZAARS_A_YEAR
        )
        return first, first + timedelta(days=1)

    lokasi = BAZAARS_A_YEAR * years
    return live_a_day(folder, lokasi=lokasi, database=database, days_of=days_of, corrects=True)


def live_a_day(
    folder: Path,
    *,
    lokasi: int,
    vendors: int = 30,
    database: str | None = None,
    damaged: int = 3,
    days_of: DaysOf = lambda _: DAYS,
    corrects: bool = False,
) -> City:
    """Two days at `lokasi` bazaars of `vendors` each; packages lie in `folder`/stik, shuffled over sub-folders.

    Every second laptop has not heard of its first package, so that its second holds all again; `damaged` of those
    have a spoilt first package. Every fifth package lies there twice.
    """
    store = office_init(
        folder / "kantor", name=SUDIN, officer=OFFICER, pin=PIN, at=MORNING, cost=CHEAP, database=database
    ).store
    laptops = _bazaars(store, lokasi, vendors, days_of)
    with store.db.read() as session:
        office, ends = own_keys(session).public.age, chain_ends(session)
    for laptop in laptops:
        laptop.prepared_with = ends
    stick, rng = folder / "stik", random.Random(22)
    typed: dict[tuple[str, date], int] = {}
    files: list[Path] = []
    changes = 0
    for number in range(16):
        (stick / f"{number:02d}").mkdir(parents=True)
    for laptop in laptops:
        known = 0
        for day in days_of(laptop.number - 1):
            typed[laptop.bazaar_id, day] = laptop.live(day, rng, corrects=corrects)
            place = stick / f"{rng.randrange(16):02d}"
            files.append(laptop.package(place, day, office, known + 1))
            known = len(laptop.changes) if laptop.number % 2 else 0
        changes += len(laptop.changes)
        laptop.changes.clear()  # ten years would fill the memory
    unheard = [file for laptop, file in zip(laptops, files[::2], strict=True) if not laptop.number % 2]
    for file in unheard[:damaged]:
        _spoil(file, rng)
    for file in files[::5]:
        place = stick / f"{rng.randrange(16):02d}"
        (place / f"lagi {file.name}").write_bytes(file.read_bytes())
    store.db.close()
    spoilt = unheard[:damaged]
    good = [file for file in files if file not in spoilt]
    return City(folder / "kantor", laptops, stick, typed, good, len(spoilt), changes)


def _spoil(file: Path, rng: random.Random) -> None:
    data = bytearray(file.read_bytes())
    data[rng.randrange(len(data) // 2, len(data) - 400)] ^= 64
    file.write_bytes(bytes(data))


def _bazaars(store: OpenStore, count: int, vendors: int, days_of: DaysOf) -> list[Laptop]:
    """One bazaar a lokasi with its vendors and a laptop that is enrolled."""
    known = regions()
    known_places = sample_lokasi(count, 1, known)
    places = [known_places[n % len(known_places)] for n in range(count)]
    people = sample_vendors(count * vendors, 2, known)
    laptops: list[Laptop] = []
    with store.db.write(store.officer.id, "test.found", MORNING) as session:
        codes = [
            add_bazaar(
                session,
                name=f"Bazar {number}",
                days=days_of(number - 1),
                lokasi_id=add_lokasi(
                    session, name=f"{place.name} {number}", kind=place.kind, kecamatan=place.kecamatan
                ),
                code=f"X{number:04d}",
            )
            for number, place in enumerate(places, 1)
        ]
        ids = [find_bazaar(session, code).id for code in codes]
        rows = [
            {"id": f"v-{n}", "name": person.name, "business": person.business, "category": person.category}
            for n, person in enumerate(people)
        ]
        enter_many(session, Vendor, rows)
        parties = [_party(ids[n // vendors], n, n % vendors + 1) for n in range(len(people))]
        enter_many(session, Participation, parties)
        for n, bazaar_id in enumerate(ids):
            mine = slice(n * vendors, (n + 1) * vendors)
            who = [(_party_id(bazaar_id, m), person.category) for m, person in enumerate(people)][mine]
            laptops.append(Laptop(n + 1, bazaar_id, f"{places[n].name} {n + 1}", who))
        enter_many(session, Device, [_device(laptop) for laptop in laptops])
    return laptops


def _party_id(bazaar_id: str, number: int) -> str:
    """An id near its bazaar's, as the program makes them."""
    return f"{bazaar_id[:8]}-0000-4000-8000-{number:012}"


def _party(bazaar_id: str, number: int, card: int) -> dict[str, Any]:
    return {
        "id": _party_id(bazaar_id, number),
        "bazaar_id": bazaar_id,
        "party": VENDOR,
        "vendor_id": f"v-{number}",
        "status": CONFIRMED,
        "source": "list",
        "card_letter": "K",
        "card_number": card,
        "card_serial": 1,
    }


def _device(laptop: Laptop) -> dict[str, Any]:
    return {
        "id": f"d-{laptop.number}",
        "name": laptop.name,
        "letter": "A",
        "role": "laptop",
        "bazaars": json.dumps([laptop.bazaar_id]),
        "given": "{}",
        "prepared_at": MORNING,
        "sign_key": laptop.keys.public.sign,
        "age_key": laptop.keys.public.age,
        "enrolled_at": MORNING,
    }


def totals(session: Session) -> dict[tuple[str, date], int]:
    """The office's own omzet by bazaar and day."""
    from bazar_desktop.services.reports.board import board

    return {(row.bazaar_id, row.day): row.omzet for row in board(session)}
