"""Figures of twelve digits beside names of eighty letters: on no page is less drawn than stands there."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bazar_desktop.domain.day.model import CHANNELS
from bazar_desktop.domain.money import format_number, format_rupiah
from bazar_desktop.store.database import Database
from bazar_desktop.store.tables import Vendor
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.cards import Figure
from bazar_desktop.ui.kit.figures import HIDDEN, written
from bazar_desktop.ui.kit.rows import RIGHT, Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from tests.omzet_day import OmzetDay, open_day
from tests.ui import looks
from tests.ui.omzet_window import Sit, clock, sit

__all__ = ["clock", "sit"]
LARGEST = 999_999_999_999
NAME = "Perkumpulan Usaha Bersama Ibu-Ibu Rumah Tangga Kelurahan Karang Anyar Raya 1234"
SIZES = [(1366, 768), (1024, 600), (1093, 614), (911, 512)]
every_size = pytest.mark.parametrize("size", SIZES)


@pytest.fixture
def day(db: Database) -> OmzetDay:
    made = open_day(db, vendors=6, partners=1)

    def rename(session: object) -> None:
        for vendor in session.query(Vendor):  # type: ignore[attr-defined]
            vendor.business = NAME

    made.field.do(rename)
    for number in range(6):
        made.sell(number, transactions=99_999, **dict.fromkeys(CHANNELS, LARGEST - number))
    return made


@every_size
def test_the_omzet_grid_and_its_cards_show_every_figure_whole(
    day: OmzetDay, sit: Sit, size: tuple[int, int]
) -> None:
    page = sit(day)
    looks.settle(page.window, size)
    assert page.column("cash")[0] == format_number(LARGEST)
    assert looks.cut_figures(page.window) == []
    page.press("Ctrl+T")
    looks.settle(page.window)
    assert looks.cut_figures(page.window) == []


def test_a_column_grows_with_the_figure_that_is_typed_into_it(db: Database, sit: Sit) -> None:
    page = sit(open_day(db, vendors=3, partners=0))
    before = page.page.sheet.columnWidth(2)
    page.enter(str(LARGEST))
    looks.settle(page.window)
    assert page.cell(0, "cash") == format_number(LARGEST)
    assert page.page.sheet.columnWidth(2) >= before
    assert looks.cut_figures(page.window) == []


@every_size
def test_the_ledger_shows_every_figure_whole(day: OmzetDay, sit: Sit, size: tuple[int, int]) -> None:
    page = sit(day)
    page.press("Ctrl+M")
    page.carry(text=f"{NAME[:60]}\tkg\t9.999.999\t9.999.999\t9.999.998\n")
    page.press("Ctrl+V")
    looks.settle(page.window, size)
    ledger = page.page.ledger
    assert str(ledger.model.index(0, ledger.model.columns.index("price")).data()) == "9.999.999", page.says
    assert looks.cut_figures(page.window) == []


@pytest.mark.parametrize("width", [760, 500, 380])
def test_a_long_name_gives_way_to_the_figures_beside_it(qtbot: QtBot, width: int) -> None:
    columns = [
        Column[tuple[str, int]]("Usaha", lambda row: row[0]),
        Column[tuple[str, int]]("Lokasi", lambda row: row[0], stretch=1, width=80),
        Column[tuple[str, int]]("Omzet", lambda row: row[1], format_rupiah, align=RIGHT),
    ]
    view = RowsView(RowsModel(columns, [(NAME, LARGEST)] * 400 + [(NAME, 1_000 * LARGEST)]), name="Daftar")
    qtbot.addWidget(view)
    view.resize(width, 300)
    view.show()
    QApplication.processEvents()
    assert view.columnViewportPosition(2) + view.columnWidth(2) <= view.viewport().width()
    assert looks.cut_figures(view) == []


@pytest.mark.parametrize("width", [130, 160, 250])
def test_a_figure_card_shrinks_its_figure_until_it_is_whole(qtbot: QtBot, width: int) -> None:
    card = Figure("Omzet UMKM")
    qtbot.addWidget(card)
    card.setFixedWidth(width)
    card.show()
    card.show_figure(format_rupiah(LARGEST), f"median {format_rupiah(LARGEST)}")
    QApplication.processEvents()
    assert looks.cut_figures(card) == []


def test_a_figure_shrinks_and_where_even_that_is_too_wide_none_of_its_digits_is_shown() -> None:
    font = theme.font(tabular=True)
    figure = format_rupiah(LARGEST)
    whole = QFontMetrics(font).horizontalAdvance(figure)
    assert written(figure, font, whole) == (figure, font)
    drawn, smaller = written(figure, font, whole - 10)
    assert drawn == figure
    assert QFontMetrics(smaller).horizontalAdvance(drawn) <= whole - 10
    assert written(figure, font, whole // 3)[0] == HIDDEN


def test_words_are_cut_before_a_figure_and_not_inside_it() -> None:
    font = theme.font()
    words = "tertulis Rp1.000.000.000 di selipnya"
    for room in range(20, QFontMetrics(font).horizontalAdvance(words)):
        drawn = written(words, font, room)[0]
        assert "Rp" not in drawn or "Rp1.000.000.000" in drawn
