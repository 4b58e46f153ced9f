"""Figures of twelve digits beside names of eighty letters: on every paper each stands whole, in one line, apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bazar_desktop.domain.day.model import REPORTED, VENDOR, CellChange, DaySheet, PartnerGoods
from bazar_desktop.domain.money import format_number, is_figure
from bazar_desktop.printing.toolkit.fonts import REGULAR, shortened, width_of
from tests.printing.drawing import (
    draw_activity,
    draw_corrections,
    draw_minutes,
    draw_partner_sheet,
    draw_recap,
    draw_summary,
    draw_whole_recap,
)
from tests.printing.reading import MM, opened, overlaps, page_sizes, text_boxes
from tests.printing.told_day import told_sheet

LARGEST = 999_999_999_999
NAME = "Perkumpulan Usaha Bersama Ibu-Ibu Rumah Tangga Kelurahan Karang Anyar Raya 1234"
SMALLEST = 5.4  # points


def large_sheet(days: int) -> DaySheet:
    """Every vendor with a name of eighty letters and amounts up to the largest, in every channel and in the ledger."""
    sheet = told_sheet(14, days, 1)

    def large(sheet: DaySheet, less: int) -> DaySheet:
        rows = tuple(
            replace(
                row,
                business=NAME,
                omzet=REPORTED,
                amounts=tuple(LARGEST - less - 1_000 * at - number for number in range(4)),
            )
            for at, row in enumerate(sheet.rows)
        )
        return replace(sheet, rows=rows)

    whole = tuple(large(day_sheet, 111 * at) for at, day_sheet in enumerate(sheet.whole))
    changes = tuple(
        CellChange(
            row.participation_id,
            1,
            row.booth,
            NAME,
            "cash",
            LARGEST - 7 * at,
            LARGEST - at,
            "Vicky",
            None,
            "salah",
        )
        for at, row in enumerate(sheet.rows[:6])
    )
    goods = PartnerGoods("m0", "M-1", "Bulog", NAME, "kg", LARGEST, 99_999_999, LARGEST - 5_000)
    return replace(
        large(sheet, 0), whole=whole, corrections=changes, goods=(goods, replace(goods, price=None))
    )


def amounts(sheet: DaySheet) -> set[str]:
    """What must stand in the rekap omzet: cash, all else and the sum of every row."""
    figures = set()
    for row in sheet.rows:
        cash, *others = (amount or 0 for amount in row.amounts)
        figures |= {cash, sum(others), cash + sum(others)}
    return {format_number(figure) for figure in figures}


def of_recap(sheet: DaySheet) -> set[str]:
    vendors = [row for row in sheet.rows if row.party == VENDOR]
    return amounts(sheet) | {format_number(sum(row.total or 0 for row in vendors))}


def of_whole_recap(sheet: DaySheet) -> set[str]:
    totals = [sum(row.total or 0 for row in day.rows if row.party == VENDOR) for day in sheet.whole]
    rows = [row.total or 0 for day in sheet.whole for row in day.rows if row.party == VENDOR]
    return {format_number(figure) for figure in (*totals, sum(totals), *rows)}


def of_corrections(sheet: DaySheet) -> set[str]:
    return {format_number(value) for change in sheet.corrections for value in (change.before, change.after)}  # type: ignore[arg-type]


def of_partners(sheet: DaySheet) -> set[str]:
    return {format_number(goods.rupiah) for goods in sheet.goods if goods.rupiah is not None}


def of_day(sheet: DaySheet) -> set[str]:
    return {format_number(sum(row.total or 0 for row in sheet.rows if row.party == VENDOR))}


PAPERS: list[tuple[Callable[..., None], Callable[[DaySheet], set[str]]]] = [
    (draw_recap, of_recap),
    (draw_whole_recap, of_whole_recap),
    (draw_corrections, of_corrections),
    (draw_partner_sheet, of_partners),
    (draw_summary, of_day),
    (draw_minutes, of_day),
    (draw_activity, of_day),
]


def lines_of(path: Path) -> str:
    """The text of all pages, line breaks kept: a figure that is broken over two lines is not found in it."""
    with opened(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def smallest_type(path: Path) -> float:
    """The size in points of the lowest digit, from its box: digits stand 0.7 of the size high."""
    heights = []
    for page in range(len(page_sizes(path))):
        for _left, bottom, _right, top, words in text_boxes(path, page):
            if is_figure(words) and len(words) > 12:
                heights.append((top - bottom) / MM)
    return min(heights) / 0.7 if heights else 99.0


@pytest.mark.parametrize("days", [2, 6])
@pytest.mark.parametrize(("draw", "figures"), PAPERS)
def test_a_figure_stands_whole_on_one_line_and_over_nothing(
    draw: Callable[..., None], figures: Callable[[DaySheet], set[str]], days: int, tmp_path: Path
) -> None:
    sheet = large_sheet(days)
    draw(sheet, tmp_path / "a.pdf")
    text = lines_of(tmp_path / "a.pdf")
    lost = {
        figure for figure in figures(sheet) if not re.search(rf"(?<![\d.]){re.escape(figure)}(?![\d.])", text)
    }
    assert lost == set()
    assert re.findall(r"\d\.\r?\n\d", text) == []
    assert smallest_type(tmp_path / "a.pdf") >= SMALLEST
    for page in range(len(page_sizes(tmp_path / "a.pdf"))):
        assert overlaps(text_boxes(tmp_path / "a.pdf", page)) == []


def test_a_remark_that_is_too_long_loses_a_figure_whole_or_keeps_it() -> None:
    remark = "hari sebelumnya Rp999.999.999.999"
    whole = width_of(remark, REGULAR, 6.5)
    for room in range(4, round(whole) + 2):
        said = shortened(remark, REGULAR, 6.5, room)
        assert said == remark or "Rp" not in said


@pytest.mark.parametrize("text", ["12", "11 / 12", "39,6%", "−Rp1.240.000", "Rp999.999.999.999*", "+1.000"])
def test_a_figure_is_known_as_one(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["", "–", "A-07", "Rp1 lebih", "terlambat 5 menit", "20 Maret 2023"])
def test_words_and_dates_are_no_figures(text: str) -> None:
    assert not is_figure(text)
