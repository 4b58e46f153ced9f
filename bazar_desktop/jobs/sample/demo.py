"""The whole way on generated data: an office, its laptops, their days, sticks, receipts and the year's report."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from bazar_desktop.domain.calendar import WIB
from bazar_desktop.domain.day.model import BLANK, NIL, REPORTED
from bazar_desktop.domain.journal.changes import canonical
from bazar_desktop.domain.money import format_rupiah
from bazar_desktop.jobs.exchange.packing import pack
from bazar_desktop.jobs.exchange.reading import read_files
from bazar_desktop.jobs.imports import plan as import_lists
from bazar_desktop.jobs.imports.plan import Wish
from bazar_desktop.jobs.imports.source import look_at
from bazar_desktop.jobs.office.enrolment import (
    enrol_laptop,
    office_enrol,
    prepare,
)
from bazar_desktop.jobs.office.founding import office_init
from bazar_desktop.jobs.papers.day_files import export_day
from bazar_desktop.jobs.papers.day_papers import print_day
from bazar_desktop.jobs.sample.data import Sale, SampleLokasi, SampleVendor, sample_lokasi, sample_vendors
from bazar_desktop.jobs.sample.field_day import (
    Sitting,
    TypedParty,
    afternoon,
    answer_after_closing,
    correct_late,
    evening,
    morning,
    prepare_stands,
    seal_again,
    swap_first_two,
)
from bazar_desktop.services.bazaars.bazaars import add_bazaar, add_lokasi, find_bazaar, open_bazaar
from bazar_desktop.services.bazaars.participants import add_partner
from bazar_desktop.services.reports.year import YearReport, year_report
from bazar_desktop.services.settings.regions import regions
from bazar_desktop.spreadsheets.reading.fields import PARTICIPANTS, REGISTER
from bazar_desktop.spreadsheets.writing.day_tables import OutColumn
from bazar_desktop.spreadsheets.writing.xlsx_out import write_list_xlsx
from bazar_desktop.store.actions import same_action
from bazar_desktop.store.files import write_whole
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.passwords import Cost

PIN = "2468"
OFFICE_OFFICER, FIELD_OFFICER = "Ratna Kusuma", "Vicky Ramadhan"
FIRST_DAY = date(2023, 6, 22)
RESERVES = 3
QUICK = Cost(memory_kib=128, passes=1, lanes=1)  # sample data with a known PIN: nothing to protect
Say = Callable[[str], object]


@dataclass
class Site:
    """One lokasi of the demonstration: its laptop, its bazaar, and what was typed there."""

    lokasi: SampleLokasi
    vendors: Sequence[SampleVendor]
    code: str
    bazaar_id: str
    laptop: OpenStore | None = None
    typed: list[TypedParty] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made and where, `until` when it goes.

    `typed` is the generator's own list: the last entry of a party and day counts.
    """

    folder: Path
    office: Path
    laptops: tuple[Path, ...]
    bazaars: tuple[str, ...]
    days: tuple[date, ...]
    until: datetime
    papers: int
    report: YearReport
    typed: tuple[TypedParty, ...]


def demo(to: Path, *, lokasi: int = 6, vendors: int = 30, days: int = 2, seed: int = 7, say: Say) -> Demo:
    """Build the demonstration in the empty folder `to`; `say` gets a line a step. Raises StoreExists."""
    dates = tuple(FIRST_DAY + timedelta(days=number) for number in range(days))
    founded = office_init(
        to / "kantor",
        name="Sudin PPKUKM Jakarta Timur",
        officer=OFFICE_OFFICER,
        pin=PIN,
        at=datetime.combine(FIRST_DAY - timedelta(days=7), time(9), WIB),
        is_sample=True,
        cost=QUICK,
    )
    office = Sitting(founded.store, datetime.combine(FIRST_DAY - timedelta(days=7), time(9), WIB))
    people = sample_vendors(lokasi * (vendors + RESERVES), seed, regions())
    say(f"kantor: {founded.store.name}")
    (to / "daftar").mkdir()
    _import_register(office, people, to / "daftar", say)
    sites = [
        _site(
            office, item, people[number * (vendors + RESERVES) :][: vendors + RESERVES], dates, to / "daftar"
        )
        for number, item in enumerate(sample_lokasi(lokasi, seed, regions()))
    ]
    say(f"bazar: {', '.join(site.code for site in sites)}")
    for number, site in enumerate(sites, 1):
        _enrol(office, site, number, to)
    papers = _run_days(office, sites, dates, seed, to, say)
    report = office.ask(year_report, year=FIRST_DAY.year)
    typed = tuple(item for site in sites for item in site.typed)
    write_whole(to / "ketikan.json", canonical([_plain(item) for item in typed]).encode())
    for site in sites:
        if site.laptop is not None:
            site.laptop.db.close()
    founded.store.db.close()
    laptops = tuple(site.laptop.folder for site in sites if site.laptop is not None)
    codes = tuple(site.code for site in sites)
    return Demo(to, to / "kantor", laptops, codes, dates, office.at, papers, report, typed)


def _plain(one: TypedParty) -> dict[str, object]:
    return {
        "lokasi": one.lokasi,
        "day": one.day.isoformat(),
        "party": one.party,
        "business": one.business,
        "state": one.state,
        "cash": one.cash,
        "qris": one.qris,
    }


# -- before: the office ---------------------------------------------------------------------------------------

REGISTER_COLUMNS = (
    OutColumn("no", "No"),
    OutColumn("owner", "Nama Pemilik"),
    OutColumn("business", "Nama Usaha"),
    OutColumn("nik", "NIK"),
    OutColumn("phone", "No HP"),
    OutColumn("address", "Alamat"),
    OutColumn("kelurahan", "Kelurahan"),
    OutColumn("kecamatan", "Kecamatan"),
    OutColumn("product", "Jenis Produk"),
    OutColumn("category", "Kategori"),
    OutColumn("agency", "Pengampu"),
    OutColumn("power", "Butuh Listrik"),
    OutColumn("status", "Status"),
)


def _write_list(path: Path, title: str, people: Sequence[SampleVendor], confirmed: int) -> None:
    rows = [
        (
            str(number),
            person.name,
            person.business,
            person.nik,
            person.phone,
            person.address,
            person.kelurahan,
            person.kecamatan,
            person.product,
            person.category.capitalize(),
            person.coach,
            "Ya" if person.power else "Tidak",
            "Peserta" if number <= confirmed else "Cadangan",
        )
        for number, person in enumerate(people, 1)
    ]
    write_list_xlsx(path, title, REGISTER_COLUMNS, rows)


def _import(sitting: Sitting, file: Path, wish: Wish) -> dict[str, int]:
    look = look_at(file, wish.kind)
    plan = sitting.ask(import_lists.plan_list, look=look, wish=wish)
    sitting.do(import_lists.saver_of(wish.kind), look, plan, wish)
    return plan.counts()


def _import_register(office: Sitting, people: Sequence[SampleVendor], folder: Path, say: Say) -> None:
    file = folder / "daftar-induk.xlsx"
    _write_list(file, "Daftar Induk Jakpreneur", people, len(people))
    counts = _import(office, file, Wish(REGISTER))
    say(f"daftar induk: {sum(counts.values())} baris, {counts}")


def _site(
    office: Sitting, lokasi: SampleLokasi, people: Sequence[SampleVendor], days: Sequence[date], folder: Path
) -> Site:
    code, bazaar_id = office.do(_new_bazaar, lokasi=lokasi, days=days)
    file = folder / f"peserta-{code}.xlsx"
    _write_list(file, f"Peserta {lokasi.name}", people, len(people) - RESERVES)
    _import(office, file, Wish(PARTICIPANTS, bazaar_id))
    office.do(add_partner, bazaar_id=bazaar_id, name="Bulog")
    return Site(lokasi, people, code, bazaar_id)


@same_action(open_bazaar)
def _new_bazaar(session: Session, *, lokasi: SampleLokasi, days: Sequence[date]) -> tuple[str, str]:
    place = add_lokasi(
        session, name=lokasi.name, kind=lokasi.kind, address=lokasi.address, kecamatan=lokasi.kecamatan
    )
    code = add_bazaar(
        session, name="Bazar HUT Jakarta", days=days, lokasi_id=place, programme="HUT Jakarta ke-496"
    )
    session.flush()
    return code, find_bazaar(session, code).id


def _enrol(office: Sitting, site: Site, number: int, to: Path) -> None:
    office.at += timedelta(minutes=1)
    stick = to / "stik" / f"laptop-{number:02d}"
    stick.mkdir(parents=True)
    made = prepare(
        office.store, bazaars=[site.code], device=f"Laptop {number:02d}", to=stick, at=office.at, cost=QUICK
    )
    joined = enrol_laptop(
        made.file,
        code=made.code,
        folder=to / f"laptop-{number:02d}",
        officer=FIELD_OFFICER,
        pin=PIN,
        at=office.at,
        cost=QUICK,
    )
    office_enrol(office.store, joined.answer.read_bytes(), at=office.at)
    site.laptop = joined.store


# -- the days -------------------------------------------------------------------------------------------------


def _run_days(
    office: Sitting, sites: Sequence[Site], days: Sequence[date], seed: int, to: Path, say: Say
) -> int:
    """Every laptop lives its days; each evening the sticks go to the office and come back with receipts."""
    papers = 0
    for day in days:
        for number, site in enumerate(sites, 1):
            papers += _run_day(site, day, days, seed + number, to / "berkas" / site.code)
            say(f"{day.isoformat()} {site.code} {site.lokasi.name}: {_total(site, day)}")
        _carry(office, sites, day, to, say)
    corrected = sites[:2]
    for site, mend in zip(corrected, (_correct, _answer_late), strict=False):
        _carry_correction(office, site, days[0], to, say, mend)
    return papers


def _run_day(site: Site, day: date, days: Sequence[date], seed: int, to: Path) -> int:
    sitting = _sitting(site, day)
    first = day == days[0]
    rng = random.Random(seed * 1000 + day.toordinal())  # noqa: S311 - data for show
    if first:
        tents = (len(site.vendors) - RESERVES + 1) // 2
        prepare_stands(sitting, site.bazaar_id, tents=tents, mitra=1, seed=seed)
        swap_first_two(sitting, site.bazaar_id, day)
    morning(sitting, site.bazaar_id, day, missing=3, take_reserve=first)
    forced = (NIL, BLANK) if first else ()
    site.typed += afternoon(sitting, site.bazaar_id, day, rng, lokasi=site.lokasi.name, forced=forced)
    evening(sitting, site.bazaar_id, day)
    return _papers(sitting, site, day, to)


def _papers(sitting: Sitting, site: Site, day: date, to: Path) -> int:
    folder = to / day.isoformat()
    folder.mkdir(parents=True, exist_ok=True)
    made = print_day(sitting.store, site.bazaar_id, day, folder / "kertas", at=sitting.at, report=_silent)
    export_day(sitting.store, site.bazaar_id, day, folder, at=sitting.at, report=_silent)
    return len(made)


def _silent(done: int, of: int, what: str) -> None:
    """The demonstration tells its steps itself."""


def _sitting(site: Site, day: date) -> Sitting:
    if site.laptop is None:
        raise ValueError(site.code)
    return Sitting(site.laptop, datetime.combine(day, time(7), WIB))


def _total(site: Site, day: date) -> str:
    """The last that each party of `day` answered, summed, in words: no figure of the papers, which part the mitra."""
    last = {(item.business, item.day): item.total for item in site.typed if item.day == day}
    return f"isian {format_rupiah(sum(last.values()))}, mitra ikut"


def _carry(office: Sitting, sites: Sequence[Site], day: date, to: Path, say: Say) -> None:
    at = datetime.combine(day, time(19), WIB)
    for site, stick in _sticks(sites, to):
        pack(site, to=stick, at=at)
    office.at = max(office.at, at + timedelta(hours=1))
    batch = read_files(office.store, [to / "stik"], at=office.at)
    answers = dict(Counter(file.answer for file in batch.files))
    say(f"kantor membaca stik: {answers}, {len(batch.receipts)} tanda terima")
    for site, stick in _sticks(sites, to):
        read_files(site, [stick], at=office.at + timedelta(minutes=5))


def _sticks(sites: Sequence[Site], to: Path) -> Iterator[tuple[OpenStore, Path]]:
    for number, site in enumerate(sites, 1):
        if site.laptop is not None:
            yield site.laptop, to / "stik" / f"laptop-{number:02d}"


Mend = Callable[[Sitting, Site, date], TypedParty | None]


def _correct(sitting: Sitting, site: Site, day: date) -> TypedParty | None:
    """A figure was typed wrong: reopened with a reason, set right, sealed again."""
    return correct_late(sitting, site.bazaar_id, day, site.lokasi.name, more=50_000)


def _answer_late(sitting: Sitting, site: Site, day: date) -> TypedParty | None:
    """A vendor answers by chat after the seal; the next seal takes the answer in."""
    late = Sale(REPORTED, 125_000, 60_000, 7)
    susulan = answer_after_closing(sitting, site.bazaar_id, day, site.lokasi.name, late)
    if susulan:
        seal_again(sitting, site.bazaar_id, day, reason="Jawaban susulan")
    return susulan


def _carry_correction(office: Sitting, site: Site, day: date, to: Path, say: Say, mend: Mend) -> None:
    """What changed on the first day is found the morning after: revision 2 goes to the office, if anything did."""
    sitting = _sitting(site, day)
    sitting.at = office.at + timedelta(hours=12)
    typed = mend(sitting, site, day)
    if typed is None:
        return
    site.typed.append(typed)
    _papers(sitting, site, day, to / "berkas" / site.code)
    stick = to / "stik" / f"susulan-{site.code}"
    stick.mkdir(parents=True, exist_ok=True)
    pack(sitting.store, to=stick, at=sitting.at)
    office.at = sitting.at + timedelta(hours=1)
    read_files(office.store, [stick], at=office.at)
    say(f"{day.isoformat()} {site.code}: dibuka kembali, revisi 2, {_total(site, day)}")
