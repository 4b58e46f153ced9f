"""A plausible bazaar day, made up for the tests of the papers: vendors of Jakarta Pusat, three mitra."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime

from bazar_desktop.domain.attendance.cards import make_card
from bazar_desktop.domain.day.model import (
    ABSENT,
    BLANK,
    DECLINED,
    EXCUSED,
    EXPECTED,
    NIL,
    PARTNER,
    PRESENT,
    REPORTED,
    VENDOR,
    Category,
    DayRow,
    DaySheet,
    Letterhead,
    Signatory,
)
from bazar_desktop.domain.layout.model import Booth, Fixture, Plan

CATEGORIES = (
    Category("kuliner", "Kuliner", "K", "#E07A2F"),
    Category("fesyen", "Fesyen", "F", "#7C5CC4"),
    Category("kriya", "Kriya", "R", "#2F7DB8"),
    Category("minuman", "Minuman", "N", "#3A9D7A"),
    Category("jasa", "Jasa", "J", "#8A8F98"),
    Category("mitra", "Mitra", "M", "#B8433A"),
)
BUSINESSES = (
    ("Dapur Bu Marni", "Marni Suryati", "Nasi uduk", "kuliner"),
    ("Kerak Telor Bang Jali", "Jalaludin", "Kerak telor", "kuliner"),
    ("Batik Betawi Terogong", "Siti Laela", "Batik tulis", "fesyen"),
    ("Bir Pletok Condet", "Hj. Rohmah", "Bir pletok", "minuman"),
    ("Rajut Kemayoran", "Dewi Anggraini", "Tas rajut", "kriya"),
    ("Kopi Kebon Sirih", "Agus Salim", "Kopi susu", "minuman"),
    ("Sambal Roa Mpok Ati", "Ati Rohayati", "Sambal botol", "kuliner"),
    ("Keripik Pisang Senen", "Wahyuni", "Keripik", "kuliner"),
    ("Tas Daur Ulang Galur", "Nurhayati", "Tas daur ulang", "kriya"),
    ("Kue Kembang Goyang", "Sumiati", "Kue kering", "kuliner"),
    ("Soto Tangkar Johar", "H. Mansyur", "Soto tangkar", "kuliner"),
    ("Ondel Craft", "Rizki Maulana", "Miniatur ondel-ondel", "kriya"),
    ("Hijab Nyai", "Fatimah Azzahra", "Kerudung", "fesyen"),
    ("Es Selendang Mayang", "Bang Udin", "Es selendang mayang", "minuman"),
    ("Sabun Herbal Tanah Abang", "Kartika Sari", "Sabun herbal", "jasa"),
    ("Dodol Betawi Hj. Nur", "Hj. Nurjanah", "Dodol", "kuliner"),
    ("Gado² Boplo Jr", "Sri Wahyuningsih", "Gado-gado", "kuliner"),
    ("Kaos Jekardah", "M. Fikri", "Kaos sablon", "fesyen"),
    ("Jamu Mbak Rini", "Rini Astuti", "Jamu gendong", "minuman"),
    ("Roti Gambang ’Gambir’", "Yohanes Liem", "Roti gambang", "kuliner"),
)
PARTNERS = (("Bulog", "Beras SPHP"), ("Perumda Pasar Jaya", "Sembako"), ("Dharma Jaya", "Daging beku"))
AGENCIES = ("PPKUKM", "PPAPP", "Sosial", "Nakertransgi", "Parekraf", "KPKP")
PLACES = ("Gambir", "Cikini", "Petojo", "Johar Baru", "Karet", "Bungur", "Kwitang", "Cideng")
DAY = date(2023, 3, 20)


def label_of(at: int) -> str:
    """A-01 … A-16, B-01 …: the booth of the vendor number `at`."""
    return f"{chr(ord('A') + at // 16)}-{at % 16 + 1:02}"


def sample_rows(count: int) -> tuple[DayRow, ...]:
    """`count` rows: the last three are mitra where there are ten or more."""
    partners = 3 if count >= 10 else 0
    vendors = [_vendor(at) for at in range(count - partners)]
    return tuple(vendors + [_partner(at) for at in range(partners)])


def _vendor(at: int) -> DayRow:
    dice = random.Random(at)
    business, name, product, category = BUSINESSES[at % len(BUSINESSES)]
    round_ = at // len(BUSINESSES)
    if round_:
        business = f"{business} {PLACES[(round_ - 1) % len(PLACES)]}"
    omzet = {3: NIL, 11: BLANK, 17: DECLINED}.get(at % 29, REPORTED)
    attendance = {9: ABSENT, 13: EXCUSED}.get(at % 29, PRESENT)
    if attendance != PRESENT:
        omzet = BLANK
    qris = None if at % 29 == 5 else dice.randrange(0, 900) * 1000
    amounts = (dice.randrange(50, 1400) * 1000, qris, None, None) if omzet == REPORTED else (None,) * 4
    return DayRow(
        participation_id=f"p{at}",
        party=VENDOR,
        booth=label_of(at),
        session=1,
        name=name,
        business=business,
        product=product,
        category=category,
        agency=AGENCIES[at % len(AGENCIES)],
        phone=f"0812••••{1000 + at * 37 % 9000}",
        card=make_card("P233M01", "A", at + 1),
        attendance=attendance,
        arrived_at=datetime(2023, 3, 20, 7, 10 + at % 50) if attendance == PRESENT else None,
        left_at=None,
        omzet=omzet,
        amounts=amounts,
        transactions=dice.randrange(5, 70) if omzet == REPORTED else None,
        note="Hujan dari pukul 14" if at % 29 == 3 else "",
        first_time=at % 5 == 0,
    )


def _partner(at: int) -> DayRow:
    name, product = PARTNERS[at]
    return DayRow(
        participation_id=f"m{at}",
        party=PARTNER,
        booth=f"M-{at + 1}",
        session=1,
        name=name,
        business=name,
        product=product,
        category="mitra",
        agency="",
        phone="",
        card=make_card("P233M01", "B", at + 1),
        attendance=PRESENT,
        arrived_at=datetime(2023, 3, 20, 6, 45),
        left_at=None,
        omzet=REPORTED,
        amounts=(5_250_000 + at * 1_000_000, 1_200_000, None, None),
        transactions=210,
    )


def sample_sheet(count: int = 30, **changes: object) -> DaySheet:
    """A sealed day of `count` rows; `changes` replaces any member."""
    facts: dict[str, object] = {
        "bazaar_code": "P233M01",
        "bazaar_name": "Bazar Jakpreneur Ramadan",
        "lokasi": "Rusun Karang Anyar",
        "address": "Jl. Karang Anyar No. 1",
        "kecamatan": "Sawah Besar",
        "kota": "Jakarta Pusat",
        "day": DAY,
        "day_number": 1,
        "days": (DAY, date(2023, 3, 21)),
        "officer": "Vicky Ramadhan",
        "letterhead": Letterhead(
            (
                "PEMERINTAH PROVINSI DAERAH KHUSUS IBUKOTA JAKARTA",
                "SUKU DINAS PPKUKM KOTA ADMINISTRASI JAKARTA PUSAT",
                "Jl. Tanah Abang I No. 1, Gambir, Jakarta Pusat · Telepon (021) 000 0000",
            ),
            footer="Dokumen kerja Sudin PPKUKM Jakarta Pusat",
        ),
        "signatories": (
            Signatory("Mengetahui,\nKepala Seksi Usaha Mikro", "Drs. Bambang Prakoso", "197001012000031001"),
            Signatory("Pengelola lokasi", "Sulastri"),
            Signatory("Petugas", "Vicky Ramadhan", "199002022020121002"),
        ),
        "categories": CATEGORIES,
        "rows": sample_rows(count),
        "seal": "7KQ2-M9XD",
        "revision": 1,
        "chain_head": "a91f03c2",
        "printed_at": datetime(2023, 3, 20, 17, 42),
    }
    return DaySheet(**{**facts, **changes})  # type: ignore[arg-type]


def entered(count: int = 4, *, first: int = 0, **changes: object) -> DaySheet:
    """An open day of `count` vendors of whom nothing is entered but `changes`, from number `first` on."""
    blank = {"attendance": EXPECTED, "omzet": BLANK, "amounts": (None,) * 4, "first_time": True}
    rows = [
        replace(row, **{**blank, **(changes if number >= first else {})})
        for number, row in enumerate(sample_sheet(count).rows)
    ]
    return sample_sheet(count, rows=tuple(rows), seal="", revision=0)


def sample_plan(count: int = 30) -> Plan:
    """A plan with a booth for every row of `sample_rows(count)`: tents of two, mitra apart on the right."""
    partners = 3 if count >= 10 else 0
    vendors = count - partners
    across = 6 if vendors <= 40 else 16
    booths = []
    for at in range(vendors):
        line, place = divmod(at, across)
        x = 4 + place * 2.5 + place // 2 * 1.2
        y = 9 + line // 2 * 8 + line % 2 * 2.5
        tent = f"T{at // 2 + 1}"
        booths.append(
            Booth(
                f"b{at}",
                label_of(at),
                x,
                y,
                tent=tent,
                power=at % 5 == 0,
                facing="n" if line % 2 == 0 else "s",
            )
        )
    right = 4 + across * 2.5 + across // 2 * 1.2 + 3
    booths += [
        Booth(f"m{at}", f"M-{at + 1}", right, 9 + at * 5, width=3, depth=3, zone="mitra")
        for at in range(partners)
    ]
    lines = -(-vendors // across)
    depth = 9 + (lines + 1) // 2 * 8 + 5
    width = right + 7
    fixtures = (
        Fixture("f1", "stage", "Panggung", width / 2 - 4, 2, 8, 3.5),
        Fixture("f2", "genset", "Genset", right, 2, 3.5, 2.5, reach=30),
        Fixture("f3", "gate", "Pintu masuk", 2, depth - 4, 5, 2.5),
        Fixture("f4", "toilet", "Toilet", right, depth - 4, 3, 2.5),
        Fixture("f5", "power", "Stop kontak", 2.4, 10, 0.6, 0.6, reach=15),
    )
    return Plan(width, depth, tuple(booths), fixtures, north=30)
