"""An office and its laptops with several bazaars, made once and copied for every history."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import PARTNER, PRESENT, REPORTED
from bazar_desktop.jobs.office.founding import office_init
from bazar_desktop.services.bazaars.bazaars import add_bazaar, add_lokasi, find_bazaar
from bazar_desktop.services.bazaars.participants import CONFIRMED, RESERVE, add_participation
from bazar_desktop.services.closing.seal import close_day
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.services.settings.agencies import agency_id
from bazar_desktop.store.opening import STORE_FILE, OpenStore
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Allocation, Attendance, Booth, OmzetEntry, new_id
from tests.bazaar_day import Field
from tests.offices import CHEAP, PIN, SUDIN, Post, World
from tests.schedules.posts import FILE, reopened
from tests.stores import MORNING
from tests.truth.model import (
    CONFIRMED as ON_LIST,
    NO_AMOUNTS,
    RESERVE as IN_RESERVE,
    Answer,
    Day,
    Office,
    Party,
    Register,
    View,
)
from tests.truth.period import Where
from tests.truth.sums import DIISI, HADIR

BUSINESSES = (
    ("Dapur Bu Marni", "Marni Suryani", "kuliner", "PPKUKM"),
    ("Kerak Telor Bang Jali", "Jali Hasan", "kuliner", "Parekraf"),
    ("Batik Betawi Terogong", "Siti Aisyah", "fesyen", "PPKUKM"),
    ("Bir Pletok Condet", "Nurdin Saleh", "minuman", "KPKP"),
    ("Rajut Kemayoran", "Dewi Lestari", "kriya", "PPAPP"),
    ("Kopi Kebon Sirih", "Rahmat Hidayat", "minuman", "PPKUKM"),
    ("Sambal Roa Mpok Ati", "Ati Rohayati", "kuliner", "Sosial"),
    ("Keripik Pisang Senen", "Sulastri", "kuliner", "PPKUKM"),
    ("Tas Daur Ulang Galur", "Galuh Prameswari", "kriya", "PPAPP"),
)
MITRA = ("Bulog", "Dharma Jaya")
RESERVES = 2
PLACES = (
    ("lalu", "Puskesmas Cempaka Putih", "Cempaka Putih", "offline", (date(2022, 11, 5),)),
    ("lampau", "RPTRA Borobudur", "Menteng", "offline", (date(2023, 2, 10),)),
    (
        "tiga",
        "Rusun Karang Anyar",
        "Sawah Besar",
        "offline",
        tuple(date(2023, 3, day) for day in (20, 21, 22)),
    ),
    ("dua", "Rusun Tanah Tinggi", "Johar Baru", "offline", (date(2023, 3, 20), date(2023, 3, 21))),
    ("satu", "Kantor Kecamatan Kemayoran", "Kemayoran", "offline", (date(2023, 3, 20),)),
    ("daring", "Balai Daring", "Gambir", "online", (date(2023, 3, 20), date(2023, 3, 21))),
    ("rencana", "Rusun Petamburan", "Tanah Abang", "offline", (date(2023, 9, 1),)),
)
KOTA = "Kota Administrasi Jakarta Pusat"
MAIN = ("tiga", "dua", "satu", "daring")
LAPTOPS = {"Laptop 1": MAIN, "Laptop 2": MAIN, "Laptop 3": ("rencana",)}  # what each is prepared for
CATEGORIES = (
    ("kuliner", "Kuliner"), ("fesyen", "Fesyen"), ("kriya", "Kriya"), ("minuman", "Minuman"), ("jasa", "Jasa"),
    ("mitra", "Mitra"),
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """The ids behind the names: bazaars and their parties in the order of the lists, vendors, reserves."""

    bazaars: dict[str, str]
    codes: dict[str, str]
    days: dict[str, tuple[date, ...]]
    parties: dict[str, tuple[str, ...]]
    reserves: dict[str, tuple[str, ...]]
    partners: dict[str, tuple[str, ...]]
    vendors: tuple[str, ...]
    booths: dict[str, tuple[str, ...]]
    places: dict[str, Where]


@dataclass(frozen=True)
class Template:
    """Closed stores, the office first, and what the model knows of them."""

    stores: tuple[OpenStore, ...]
    known: Known
    view: View
    at: datetime

    def copy(self, folder: Path, which: Sequence[int]) -> list[Post]:
        """Those of the stores again, in `folder`."""
        posts = []
        for number in which:
            place = folder / f"{number}"
            place.mkdir(parents=True)
            store = self.stores[number]
            shutil.copyfile(store.folder / STORE_FILE, place / FILE)
            posts.append(Post(reopened(replace(store, folder=place)), self.at))
        return posts


def make_template(folder: Path) -> Template:
    """An office with seven bazaars, two of them over, whose three laptops know of each other."""
    store = office_init(
        folder / "kantor", name=SUDIN, officer="Kepala Seksi", pin=PIN, at=MORNING, cost=CHEAP
    ).store
    field = Field(store.db, store.officer.id)
    known = _fill(field)
    field.code = known.codes["tiga"]
    world = World(folder, Post(store, field.at, known.bazaars["tiga"]), field)
    for name, bazaars in LAPTOPS.items():
        joined = world.open_preparation(name, [known.codes[bazaar] for bazaar in bazaars])
        assert world.office.answers(joined.answer) == ["ENROLLED"]
        world.laptops.append(Post(joined.store, world.office.at))
    news = world.office.pack(world.stick("kabar"), everything=True)
    for laptop in world.laptops:
        laptop.read(news.file)
    posts = [world.office, *world.laptops]
    world.close()
    return Template(tuple(post.store for post in posts), known, _view(known), max(post.at for post in posts))


def _fill(field: Field) -> Known:
    bazaars, codes, days = {}, {}, {}
    for name, place, kecamatan, kind, dates in PLACES:
        lokasi = field.do(add_lokasi, name=place, kind="rusun", kecamatan=kecamatan)
        codes[name] = field.do(add_bazaar, name=f"Bazar {name}", days=dates, lokasi_id=lokasi, kind=kind)
        bazaars[name], days[name] = field.ask(find_bazaar, codes[name]).id, dates
    vendors = field.do(_vendors)
    parties, reserves, partners, booths = {}, {}, {}, {}
    for name in bazaars:
        parties[name], reserves[name], partners[name], booths[name] = field.do(
            _take_part, bazaar_id=bazaars[name], days=days[name], vendors=vendors
        )
    places = {
        name: Where(codes[name], kind, place, kecamatan, KOTA)
        for name, place, kecamatan, kind, _dates in PLACES
    }
    known = Known(bazaars, codes, days, parties, reserves, partners, vendors, booths, places)
    for name, numbers in (("lalu", (2,)), ("lampau", (0, 1))):
        who = [parties[name][number] for number in numbers]
        field.do(_sell, bazaar_id=bazaars[name], day=days[name][0], who=who)
        facts = {"officer": field.officer, "at": field.at, "accept_missing": True}
        field.do(close_day, bazaar_id=bazaars[name], day=days[name][0], **facts)
    return known


def _vendors(session: Session) -> tuple[str, ...]:
    return tuple(
        add_vendor(
            session,
            name=name,
            business=business,
            product=category,
            category=category,
            phone=f"+62812{34560000 + number}",
            kecamatan="Sawah Besar",
            agency_id=agency_id(session, coach, "coach"),
        )
        for number, (business, name, category, coach) in enumerate(BUSINESSES)
    )


def _take_part(
    session: Session, *, bazaar_id: str, days: Sequence[date], vendors: Sequence[str]
) -> tuple[tuple[str, ...], ...]:
    """All but the last vendors are confirmed and hold a booth; two of them hold it in a second session too."""
    made = []
    for number, vendor in enumerate(vendors):
        status = CONFIRMED if number < len(vendors) - RESERVES else RESERVE
        made.append(add_participation(session, bazaar_id, vendor_id=vendor, status=status))
    mitra = []
    for name in MITRA:
        agency = agency_id(session, name, PARTNER)
        session.flush()
        mitra.append(add_participation(session, bazaar_id, agency_id=agency, party=PARTNER))
    holders, booths = [*made[:-RESERVES], *mitra], []
    for number, who in enumerate(holders, 1):
        # as a plan's that was made for the bazaar: a laptop may lay it out
        booth = Booth(id=new_id(bazaar_id), withdrawn=False, label=f"A-{number:02d}", power=True, water=True)
        session.add(booth)
        session.flush()
        booths.append(booth.id)
        for day in days:
            for part in (1, 2) if number <= 2 else (1,):
                facts = {"bazaar_id": bazaar_id, "booth_id": booth.id, "day": day, "session": part}
                enter(session, Allocation, booth.id, day, part, **facts, holder=who)
    return tuple(made[:-RESERVES]), tuple(made[-RESERVES:]), tuple(mitra), tuple(booths)


def _sell(session: Session, *, bazaar_id: str, day: date, who: Sequence[str]) -> None:
    for party in who:
        key = {"bazaar_id": bazaar_id, "participation_id": party, "day": day, "session": 1}
        enter(session, Attendance, party, day, 1, **key, status=PRESENT)
        enter(session, OmzetEntry, party, day, 1, **key, state=REPORTED, cash=100_000)


def _view(known: Known) -> View:
    register = {
        vendor: Register(name, business, category, coach, category)
        for vendor, (business, name, category, coach) in zip(known.vendors, BUSINESSES, strict=True)
    }
    register |= {name: Register(name, name, "mitra", name) for name in MITRA}
    parties, days, booths = {}, {}, {}
    for name in known.bazaars:
        everybody = [*known.parties[name], *known.reserves[name]]
        for who, vendor in zip(everybody, known.vendors, strict=True):
            status = ON_LIST if who in known.parties[name] else IN_RESERVE
            parties[who] = Party(who, name, "vendor", vendor, status)
        for who, mitra in zip(known.partners[name], MITRA, strict=True):
            parties[who] = Party(who, name, "partner", mitra)
        holders = dict(zip([*known.parties[name], *known.partners[name]], known.booths[name], strict=True))
        booths |= {booth: f"A-{number:02d}" for number, booth in enumerate(known.booths[name], 1)}
        for day in known.days[name]:
            stands = {(who, 1): booth for who, booth in holders.items()}
            stands |= {(who, 2): holders[who] for who in list(holders)[:2]}
            days[name, day] = Day(stands)
    view = View(
        frozenset(name for name, _place, _kecamatan, kind, _days in PLACES if kind == "online"),
        register,
        parties,
        days,
        booths,
        Office(categories=CATEGORIES),
    )
    for name, numbers in (("lalu", (2,)), ("lampau", (0, 1))):
        key = (name, known.days[name][0])
        for number in numbers:
            place = (known.parties[name][number], 1)
            view.days[key].marks[place] = HADIR
            view.days[key].answers[place] = Answer(DIISI, (100_000, *NO_AMOUNTS[1:]))
        view.seal(key, MORNING)
    return view
