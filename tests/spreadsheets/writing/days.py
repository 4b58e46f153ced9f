"""A small day with every state in it, for the tests of the files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from bazar_desktop.domain.day.model import (
    ABSENT,
    BLANK,
    COACH,
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
)  # fmt: skip

WIB = timezone(timedelta(hours=7))
PAYLOAD = '=HYPERLINK("http://x";"klik")'


def row(booth: str, name: str, **facts: object) -> DayRow:
    """A vendor at `booth`; `facts` replace fields of the row."""
    plain = DayRow(
        participation_id=f"p-{booth}",
        party=VENDOR,
        booth=booth,
        session=1,
        name=name,
        business=f"Usaha {name}",
        product='Keripik; pedas, "gurih"\nbaris dua',
        category="kuliner",
        agency="PPKUKM",
        phone="0812••••1234",
        card="",
        attendance=PRESENT,
        arrived_at=datetime(2023, 3, 20, 7, 42, tzinfo=WIB),
        left_at=None,
        omzet=BLANK,
        amounts=(None, None, None, None),
        transactions=None,
    )
    return replace(plain, **facts)  # type: ignore[arg-type]


def day(**facts: object) -> DaySheet:
    """One bazaar day; `facts` replace fields of the sheet."""
    stand = {
        "participation_id": "p-bulog",
        "party": PARTNER,
        "omzet": REPORTED,
        "amounts": (9_000_000, None, None, None),
    }
    rows = (
        row(
            "A-01",
            "Siti",
            omzet=REPORTED,
            amounts=(3_300_000, 250_000, None, 0),
            transactions=41,
            first_time=True,
        ),
        row("A-02", "Ani", omzet=NIL),
        row("A-03", "Udin", attendance=ABSENT, arrived_at=None),
        row("A-04", "Rini", omzet=DECLINED, note="tidak bersedia"),
        row(
            "A-05",
            PAYLOAD,
            attendance=EXCUSED,
            arrived_at=None,
            category="fesyen",
            agency="",
            note="\uff1d1+1",
        ),
        row("A-06", "Gado² Boplo", attendance=EXPECTED, arrived_at=None, session=2),
        row("M-01", "Bulog", **stand),
        row("M-02", "Bulog", **stand),
        row("", "PPKUKM", participation_id="p-coach", party=COACH),
    )
    plain = DaySheet(
        bazaar_code="P203A",
        bazaar_name="Bazar Ramadan",
        lokasi="Rusun Karet Tengsin: Blok A/B",
        address="Jl. Karet",
        kecamatan="Tanah Abang",
        kota="Jakarta Pusat",
        day=date(2023, 3, 20),
        day_number=1,
        days=(date(2023, 3, 20),),
        officer="Sri",
        letterhead=Letterhead(("PEMERINTAH",)),
        signatories=(Signatory("Kepala", "Budi"),),
        categories=(
            Category("kuliner", "Kuliner", "K", "#E07A2F"),
            Category("fesyen", "Fesyen", "F", "#7C5CC4"),
        ),
        rows=rows,
    )
    return replace(plain, **facts)  # type: ignore[arg-type]
