"""Rows of a programme's list become one entry a lokasi."""

from __future__ import annotations

from datetime import date

import pytest

from bazar_desktop.domain.bazaars.day_list import parse_days
from bazar_desktop.domain.bazaars.programme_rows import (
    CountNotRead,
    LokasiNotWritten,
    PlaceRow,
    SaidOtherwise,
    gather_places,
    is_row_of_place,
)


def row(number: int, *days: str, **texts: str) -> PlaceRow:
    return PlaceRow(number, str(number), texts, days)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("20-22 Maret 2026", 22),
        ("20 s.d. 22 Mar 2026", 22),
        ("20 sampai 22 maret 2026", 22),
        ("20–21 Maret 2026", 21),
    ],
)
def test_a_month_may_stand_once_for_both_days(text: str, last: int) -> None:
    assert parse_days(text) == tuple(date(2026, 3, day) for day in range(20, last + 1))


def test_a_line_of_sums_and_a_blank_one_are_no_lokasi() -> None:
    assert not is_row_of_place(row(1, lokasi="Jumlah 64 lokasi", tents="900"))
    assert not is_row_of_place(row(2, tents="900"))
    assert is_row_of_place(row(3, "20/3/2026", lokasi="Jumlah Penduduk", kecamatan="Gambir"))
    assert is_row_of_place(row(4, "20/3/2026", kecamatan="Gambir"))


def test_what_rows_say_of_a_lokasi_is_gathered() -> None:
    places = gather_places(
        [
            row(1, "20/3/2026", lokasi="RPTRA Mawar", kecamatan="Gambir", tents="6 tenda"),
            row(2, "21/3/2026", lokasi="rptra  mawar", booths="12"),
            row(3, "20/3/2026", lokasi="RPTRA Mawar", kecamatan="Senen", booths="7"),
            row(4, "20/3/2026", lokasi="RPTRA Mawar", kecamatan="Gambir", tents="5"),
            row(5, "20/3/2026", kecamatan="Gambir"),
            row(6, "20/3/2026", lokasi="RPTRA Melati", kecamatan="Gambir", tents="enam"),
        ]
    )
    assert [(place.lokasi, len(place.days), place.tents, place.rows) for place in places[:2]] == [
        ("RPTRA Mawar", 2, 6, (1, 2, 4)),
        ("RPTRA Mawar", 1, 4, (3,)),
    ]
    assert [type(place.fault) for place in places] == [
        SaidOtherwise,
        type(None),
        LokasiNotWritten,
        CountNotRead,
    ]
