"""A plausible bazaar in a real store, for tests that need one to stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from bazar_desktop.domain.day.model import PARTNER
from bazar_desktop.services.bazaars.bazaars import add_bazaar, add_lokasi, find_bazaar
from bazar_desktop.services.bazaars.participants import RESERVE, add_participation
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.services.settings.agencies import agency_id
from bazar_desktop.services.settings.officers import SUPERVISOR, add_officer, list_officers
from bazar_desktop.store.database import Database, Session
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Registration
from tests.stores import MORNING, made_once

T = TypeVar("T")
DAYS = (date(2023, 3, 20), date(2023, 3, 21))

# business, owner, product, category, coach, needs power
VENDORS = [
    ("Dapur Bu Marni", "Marni Suryani", "Nasi uduk", "kuliner", "PPKUKM", False),
    ("Kerak Telor Bang Jali", "Jali Hasan", "Kerak telor", "kuliner", "Parekraf", False),
    ("Batik Betawi Terogong", "Siti Aisyah", "Batik", "fesyen", "PPKUKM", False),
    ("Bir Pletok Condet", "Nurdin Saleh", "Bir pletok", "minuman", "KPKP", False),
    ("Rajut Kemayoran", "Dewi Lestari", "Rajutan", "kriya", "PPAPP", False),
    ("Kopi Kebon Sirih", "Rahmat Hidayat", "Kopi", "minuman", "PPKUKM", True),
    ("Sambal Roa Mpok Ati", "Ati Rohayati", "Sambal", "kuliner", "Sosial", True),
    ("Keripik Pisang Senen", "Sulastri", "Keripik", "kuliner", "PPKUKM", False),
    ("Tas Daur Ulang Galur", "Galuh Prameswari", "Tas", "kriya", "PPAPP", False),
    ("Kue Kembang Goyang", "Hj. Maemunah", "Kue kering", "kuliner", "Sosial", False),
    ("Soto Tangkar Johar", "Johar Arifin", "Soto", "kuliner", "PPKUKM", True),
    ("Hijab Nyai", "Nur Aini", "Hijab", "fesyen", "Nakertrans dan Energi", False),
]


@dataclass
class Field:
    """One store with one officer, and a clock that goes on by a second an action."""

    db: Database
    officer: str = "officer-1"
    at: datetime = MORNING
    bazaar_id: str = ""
    code: str = ""

    def do(self, use_case: Callable[..., T], *args: Any, **facts: Any) -> T:
        """One action: `use_case(session, …)` in one write transaction."""
        self.at += timedelta(seconds=1)
        with self.db.write(self.officer, use_case.__name__, self.at) as session:
            return use_case(session, *args, **facts)

    def ask(self, use_case: Callable[..., T], *args: Any, **facts: Any) -> T:
        """Read: `use_case(session, …)`."""
        with self.db.read() as session:
            return use_case(session, *args, **facts)


@made_once
def stand_up(db: Database, *, vendors: int = len(VENDORS), reserves: int = 2, partners: int = 1) -> Field:
    """A two-day bazaar with `vendors` confirmed, then `reserves`, and `partners` mitra; nobody has a booth yet."""
    field = Field(db)
    known = {officer.name: officer.id for officer in field.ask(list_officers)}
    vicky = known.get("Vicky Ramadhan")
    field.officer = vicky or field.do(
        add_officer, name="Vicky Ramadhan", nip="198501012010011001", role=SUPERVISOR
    )
    lokasi = field.do(add_lokasi, name="Rusun Karang Anyar", kind="rusun", kecamatan="Sawah Besar")
    field.code = field.do(add_bazaar, name="Bazar Jakpreneur Ramadan", days=DAYS, lokasi_id=lokasi)
    field.bazaar_id = field.ask(find_bazaar, field.code).id

    def take_part(session: Any) -> None:
        for number in range(vendors + reserves):
            business, name, product, category, coach, power = VENDORS[number % len(VENDORS)]
            again = f" {number // len(VENDORS) + 1}" if number >= len(VENDORS) else ""
            vendor = add_vendor(
                session,
                name=name + again,
                business=business + again,
                product=product,
                category=category,
                phone=f"+62812{34560000 + number}",
                nik=f"31710101018{number:05d}",
                kecamatan="Sawah Besar",
                needs_power=power,
                agency_id=agency_id(session, coach, "coach"),
            )
            status = "confirmed" if number < vendors else RESERVE
            add_participation(session, field.bazaar_id, vendor_id=vendor, status=status)
        for name in ("Bulog", "Perumda Pasar Jaya", "Dharma Jaya")[:partners]:
            agency = agency_id(session, name, PARTNER)
            add_participation(session, field.bazaar_id, agency_id=agency, party=PARTNER)

    field.do(take_part)
    return field


def add_registration(session: Session, vendor_id: str, kind: str, number: str, **values: Any) -> str:
    """Give a vendor a paper, as an imported list does."""
    return enter(session, Registration, vendor_id=vendor_id, kind=kind, number=number, **values).id
