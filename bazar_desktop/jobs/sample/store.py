"""The sample bazaar: a laptop's store of generated people with a known PIN, in the middle of its second day."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from bazar_desktop.domain.calendar import WIB
from bazar_desktop.domain.day.model import PARTNER
from bazar_desktop.domain.identifiers import normal_phone
from bazar_desktop.jobs.sample.data import SampleVendor, sample_vendors
from bazar_desktop.jobs.sample.field_day import (
    Sitting,
    afternoon,
    evening,
    morning,
    prepare_stands,
    swap_first_two,
)
from bazar_desktop.jobs.settings.officers import start_store
from bazar_desktop.services.bazaars.bazaars import add_bazaar, add_lokasi, find_bazaar, open_bazaar
from bazar_desktop.services.bazaars.participants import APPLICANT, CONFIRMED, RESERVE, add_participation
from bazar_desktop.services.layout.layouts import generate_layout
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.services.settings.agencies import agency_id
from bazar_desktop.services.settings.regions import regions
from bazar_desktop.store.actions import action, same_action
from bazar_desktop.store.opening import OpenStore, StoreExists, forget_store
from bazar_desktop.store.passwords import FIELD_COST, Cost
from bazar_desktop.store.unlocking import has_store
from bazar_desktop.work_log import logged

SAMPLE_PIN = "2468"
OFFICER = "Vicky Ramadhan"
VENDORS, RESERVES, NEWCOMERS = 30, 4, 8
PARTNERS = ("Bulog", "Perumda Pasar Jaya", "Dharma Jaya")
SEED = 2023
UNFINISHED = "contoh-belum-selesai"  # lies beside a sample store while it is made


@logged("sample")
def sample_store(folder: Path, at: datetime, cost: Cost = FIELD_COST) -> OpenStore:
    """Make the sample store in `folder`, as it stands at `at`, anew where one was begun there and not finished.

    A bazaar of last month is closed; of the bazaar in hand yesterday is closed and today is under way; for one to come
    more vendors apply than there are places. Raises StoreExists.
    """
    _clear_unfinished(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / UNFINISHED).touch()
    today = at.date()
    begun = datetime.combine(today - timedelta(days=40), time(9), WIB)
    store = start_store(
        folder, officer=OFFICER, nip="199002022015031002", pin=SAMPLE_PIN, at=begun, is_sample=True, cost=cost
    )
    sitting = Sitting(store, begun, latest=at)
    people = sample_vendors(VENDORS + RESERVES + NEWCOMERS, SEED, regions())
    vendors = sitting.do(enter_vendors, people=people)
    last_month = [today - timedelta(days=29), today - timedelta(days=28)]
    _past_bazaar(sitting, vendors[6:34], last_month)
    _bazaar_to_come(sitting, vendors, [today + timedelta(days=20), today + timedelta(days=21)])
    _bazaar_in_hand(sitting, vendors[: VENDORS + RESERVES], [today - timedelta(days=1), today])
    (folder / UNFINISHED).unlink()
    return store


def has_sample(folder: Path) -> bool:
    """Whether a sample store stands in `folder` that was made to its end."""
    return has_store(folder) and not (folder / UNFINISHED).exists()


def _clear_unfinished(folder: Path) -> None:
    """Take away what a first start left that was killed: the mark is only ever laid where no store stood."""
    if not (folder / UNFINISHED).exists():
        if has_store(folder):
            raise StoreExists(folder=str(folder))
        return
    forget_store(folder)


@action("vendors.add")
def enter_vendors(session: Session, *, people: Sequence[SampleVendor]) -> list[str]:
    """Enter sample vendors; returns their ids."""
    return [
        add_vendor(
            session,
            name=person.name,
            business=person.business,
            product=person.product,
            category=person.category,
            nik=person.nik,
            phone=normal_phone(person.phone),
            address=person.address,
            kecamatan=person.kecamatan,
            kelurahan=person.kelurahan,
            needs_power=person.power,
            agency_id=agency_id(session, person.coach, "coach"),
        )
        for person in people
    ]


@action("participants.invite")
def invite(
    session: Session,
    *,
    bazaar_id: str,
    vendors: Sequence[str],
    reserves: Sequence[str],
    partners: Sequence[str],
) -> None:
    """Let them take part: `vendors` confirmed, `reserves` in their order, `partners` by name."""
    for status, ids in ((CONFIRMED, vendors), (RESERVE, reserves)):
        for vendor in ids:
            add_participation(session, bazaar_id, vendor_id=vendor, status=status)
    for name in partners:
        add_participation(session, bazaar_id, agency_id=agency_id(session, name, PARTNER), party=PARTNER)


@action("participants.apply")
def apply(session: Session, *, bazaar_id: str, vendors: Sequence[str]) -> None:
    """Let vendors apply: whose turn it is shows later."""
    for vendor in vendors:
        add_participation(session, bazaar_id, vendor_id=vendor, status=APPLICANT)


@same_action(open_bazaar)
def _new_bazaar(session: Session, *, name: str, lokasi: str, kecamatan: str, days: Sequence[date]) -> str:
    place = add_lokasi(session, name=lokasi, kind="rusun", kecamatan=kecamatan, address=f"Jl. {lokasi} No. 1")
    code = add_bazaar(session, name=name, days=days, lokasi_id=place)
    session.flush()
    return find_bazaar(session, code).id


def _past_bazaar(sitting: Sitting, vendors: Sequence[str], days: Sequence[date]) -> None:
    bazaar = sitting.do(
        _new_bazaar,
        name="Bazar Akhir Pekan",
        lokasi="Rusun Jatinegara Barat",
        kecamatan="Jatinegara",
        days=days,
    )
    sitting.do(invite, bazaar_id=bazaar, vendors=vendors, reserves=(), partners=PARTNERS[:1])
    prepare_stands(sitting, bazaar, tents=14, mitra=1, seed=SEED)
    rng = random.Random(SEED)  # noqa: S311 - data for show
    for day in days:
        morning(sitting, bazaar, day, missing=2, take_reserve=False)
        afternoon(sitting, bazaar, day, rng, lokasi="Rusun Jatinegara Barat")
        evening(sitting, bazaar, day)


def _bazaar_to_come(sitting: Sitting, vendors: Sequence[str], days: Sequence[date]) -> None:
    bazaar = sitting.do(
        _new_bazaar, name="Bazar Awal Bulan", lokasi="Kantor Kecamatan Gambir", kecamatan="Gambir", days=days
    )
    sitting.do(apply, bazaar_id=bazaar, vendors=vendors)
    sitting.do(generate_layout, bazaar_id=bazaar, tents=12, mitra=0)


def _bazaar_in_hand(sitting: Sitting, vendors: Sequence[str], days: Sequence[date]) -> None:
    bazaar = sitting.do(
        _new_bazaar,
        name="Bazar Jakpreneur Ramadan",
        lokasi="Rusun Karang Anyar",
        kecamatan="Sawah Besar",
        days=days,
    )
    confirmed, reserves = vendors[:VENDORS], vendors[VENDORS:]
    sitting.do(invite, bazaar_id=bazaar, vendors=confirmed, reserves=reserves, partners=PARTNERS)
    prepare_stands(sitting, bazaar, tents=15, mitra=3, seed=SEED)
    rng = random.Random(SEED + 1)  # noqa: S311
    first, second = days
    morning(sitting, bazaar, first, missing=3, take_reserve=True)
    afternoon(sitting, bazaar, first, rng, lokasi="Rusun Karang Anyar", forced=("nil", "blank"))
    evening(sitting, bazaar, first)
    swap_first_two(sitting, bazaar, second)
    morning(sitting, bazaar, second, missing=2, take_reserve=True, upto=26)
    afternoon(sitting, bazaar, second, rng, lokasi="Rusun Karang Anyar", upto=12)
