"""A sealed day with all that the later papers tell: the days beside it, a reopening, photos."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from datetime import date, datetime

from PIL import Image

from bazar_desktop.domain.day.model import (
    Activity,
    CellChange,
    DayOmzet,
    DayRow,
    DaySheet,
    Photo,
    Reopening,
    Signatory,
)
from bazar_desktop.domain.figures.day import day_figures
from tests.printing.sample_day import sample_sheet

LIFTED = Reopening(1, "7KQ2-M9XD-3", "Vicky Ramadhan", datetime(2023, 3, 20, 17, 59), "A-02 salah catat")


def jpeg(number: int, size: tuple[int, int] = (320, 240)) -> bytes:
    """A photo of one colour, darker with its number."""
    stream = io.BytesIO()
    Image.new("RGB", size, (200 - 20 * number, 120, 90)).save(stream, "JPEG")
    return stream.getvalue()


def told(photos: int = 6, obstacles: str = "Genset mati 20 menit.", notes: str = "Ramai.") -> Activity:
    return Activity(
        "Cerah, hujan ringan sore",
        1_250,
        obstacles,
        notes,
        tuple(Photo(f"sha{number}", f"Foto ke-{number + 1}", jpeg(number)) for number in range(photos)),
    )


def with_days(sheet: DaySheet, days: int) -> DaySheet:
    """`sheet` as the first of `days` days; on the others some vendors are missing and sold something else."""
    dates = tuple(date(2023, 3, 20 + at) for at in range(days))
    whole = [replace(sheet, days=dates)]
    for at in range(1, days):
        dice = random.Random(at)
        rows = tuple(_again(row, dice) for row in sheet.rows if dice.random() > 0.1)
        whole.append(
            replace(sheet, day=dates[at], day_number=at + 1, days=dates, rows=rows, seal="", revision=0)
        )
    each = tuple(
        DayOmzet(other.day, day_figures(other.rows).omzet, sealed=bool(other.seal)) for other in whole
    )
    return replace(whole[0], whole=tuple(whole), omzet_by_day=each)


def _again(row: DayRow, dice: random.Random) -> DayRow:
    cash, qris, noncash, market = (amount and amount + dice.randrange(0, 60) * 500 for amount in row.amounts)
    return replace(row, amounts=(cash, qris, noncash, market))


def corrected(sheet: DaySheet) -> DaySheet:
    """`sheet` as revision 2, with one change of each kind."""
    kinds: list[tuple[str, str | int | bool | None, str | int | bool | None]] = [
        ("cash", 100_000, 90_000),
        ("qris", None, 250_000),
        ("omzet", "blank", "nil"),
        ("attendance", "absent", "present"),
        ("category", "kuliner", "fesyen"),
        ("row", False, True),
    ]
    at = datetime(2023, 3, 20, 18, 5)
    changes = tuple(
        CellChange(
            row.participation_id,
            1,
            row.booth,
            row.business,
            *kind,
            "Vicky Ramadhan",
            at,
            "salah catat",
            party=row.party,
        )
        for row, kind in zip(sheet.rows, kinds, strict=False)
    )
    return replace(sheet, revision=2, reopening=LIFTED, corrections=changes)


def long_names(sheet: DaySheet) -> DaySheet:
    """`sheet` with the longest names that a field officer types."""
    more = " Cabang Pasar Induk Kramat Jati dan Sekitarnya"
    rows = tuple(
        replace(row, business=(row.business + more)[:70], agency="Nakertrans dan Energi Provinsi")
        for row in sheet.rows
    )
    return replace(
        sheet,
        rows=rows,
        bazaar_name="Bazar Jakpreneur Ramadan dan Pasar Murah Terpadu Kota Administrasi Jakarta Pusat 2023",
        lokasi="Ruang Publik Terpadu Ramah Anak (RPTRA) Anggrek Kembar Bendungan Hilir",
        address="Jalan Bendungan Hilir Raya No. 123 RT 004/RW 007, Kelurahan Bendungan Hilir",
        signatories=(
            Signatory(
                "Mengetahui,\nKepala Seksi Usaha Mikro, Kecil, dan Menengah", "Drs. H. Bambang Prakoso, M.Si."
            ),
            Signatory("Pengelola lokasi", "Sulastri"),
            Signatory("Petugas", "Vicky Ramadhan", "199002022020121002"),
        ),
    )


def told_sheet(count: int = 30, days: int = 2, photos: int = 6) -> DaySheet:
    return replace(with_days(corrected(sample_sheet(count)), days), activity=told(photos))
