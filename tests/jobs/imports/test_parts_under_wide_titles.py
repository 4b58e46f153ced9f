"""Columns under one wide title are parts of it: which of two that name bazaars or weeks is meant is asked."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter

from bazar_desktop.jobs.imports.questions import MoneyColumnAsked, RivalColumnsAsked
from bazar_desktop.store.database import Database
from tests.bazaar_day import stand_up
from tests.jobs.imports.foreign import planned, read
from tests.jobs.imports.lists import Lists


def two_parts(first: str, second: str) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("L")
        sheet.write_row(0, 0, ["No", "Nama Usaha"])
        sheet.merge_range(0, 2, 0, 3, "Omzet")
        sheet.write_row(1, 2, [first, second])
        for number, amounts in enumerate([(500_000, 400_000), (300_000, 200_000), (700_000, 650_000)], 1):
            sheet.write_row(1 + number, 0, [number, f"Usaha {number}", *amounts])
    return out.getvalue()


@pytest.mark.parametrize(
    "parts", [("Bazar Monas", "Bazar Kenanga"), ("Minggu lalu", "Minggu ini"), ("RW 01", "RW 02")]
)
def test_which_of_two_columns_under_one_wide_omzet_is_asked(
    db: Database, tmp_path: Path, parts: tuple[str, str]
) -> None:
    lists = Lists(stand_up(db, vendors=3, reserves=0, partners=0), tmp_path)
    look = read(two_parts(*parts), "omzet")
    assert look.tables[0].header_rows == (1, 2)
    with pytest.raises((RivalColumnsAsked, MoneyColumnAsked)):
        planned(lists, look)
