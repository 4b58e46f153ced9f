"""The register's list: columns chosen and kept, sorted by header, mistyped words, saved; a vendor's documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from bazar_desktop.services.register.documents import documents
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.tables import Reveal
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.register.columns import ColumnsDialog
from tests.bazaar_day import Field, add_registration
from tests.drivers import click, press, type_into, words_on
from tests.spreadsheets.reading.sheets_made import read_table
from tests.ui import looks
from tests.ui.register.test_page import ask, nothing_stays_open, sit, store

__all__ = ["nothing_stays_open", "store"]


def fill(store: OpenStore) -> str:
    field = Field(store.db)
    marni = field.do(
        add_vendor, name="Marni Suryani", business="Dapur Bu Marni", kecamatan="Senen", nik="3171010101850001",
        phone="+6281234560000", product="nasi uduk", category="kuliner",
    )  # fmt: skip
    field.do(
        add_vendor, name="Jali Hasan", business="Kerak Telor", kecamatan="Gambir", phone="+6281234560001"
    )
    return str(marni)


def test_columns_are_chosen_by_keys_and_kept(store: OpenStore, qtbot: QtBot) -> None:
    fill(store)
    desk = sit(store, qtbot)
    desk.press("Ctrl+K")
    dialog = desk.top(ColumnsDialog)
    assert isinstance(dialog, ColumnsDialog)
    assert looks.faults_of(dialog) == []
    dialog.boxes["kelurahan"].setChecked(True)
    dialog.boxes["product"].setChecked(False)
    click(dialog.confirm)
    desk.wait(lambda: "kelurahan" in desk.vendors.list.column_names)
    again = sit(store, qtbot)
    assert "kelurahan" in again.vendors.list.column_names
    assert "product" not in again.vendors.list.column_names


def test_a_header_sorts_either_way(store: OpenStore, qtbot: QtBot) -> None:
    fill(store)
    desk = sit(store, qtbot)
    assert desk.shown == ["Dapur Bu Marni", "Kerak Telor"]
    at = desk.vendors.list.column_names.index("name")
    header = desk.vendors.list.horizontalHeader()
    header.sectionClicked.emit(at)
    assert desk.shown == ["Kerak Telor", "Dapur Bu Marni"]
    header.sectionClicked.emit(at)
    assert desk.shown == ["Dapur Bu Marni", "Kerak Telor"]
    assert header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder


def test_a_mistyped_word_is_helped_along_and_said(store: OpenStore, qtbot: QtBot) -> None:
    fill(store)
    desk = sit(store, qtbot)
    assert desk.search("suriani") == ["Dapur Bu Marni"]
    assert "Ini yang mirip: suryani." in words_on(desk.vendors)


def test_what_is_shown_is_saved_masked_and_kept_in_the_journal(
    store: OpenStore, qtbot: QtBot, tmp_path: Path
) -> None:
    fill(store)
    desk = sit(store, qtbot)
    desk.search("dapur")
    path = tmp_path / "umkm.xlsx"
    desk.vendors.ask_place = lambda *_asked: path
    desk.press("Ctrl+E")
    desk.wait(lambda: "1 pelaku UMKM disimpan" in words_on(desk.vendors))
    table = read_table(path)
    assert "81234560000" not in str([row.texts for row in table.rows])
    assert "0812••••0000" in str([row.texts for row in table.rows])
    assert ask(store, lambda session: session.execute(select(Reveal.field)).scalars().all()) == ["register"]


@pytest.mark.parametrize("scale", [100, 125, 150])
def test_documents_are_entered_in_the_vendors_window(store: OpenStore, qtbot: QtBot, scale: int) -> None:
    marni = fill(store)
    Field(store.db).do(add_registration, marni, "kurasi", "K-7", grade="A")
    desk = sit(store, qtbot, scale)
    desk.search("dapur")
    panel = desk.open_first()
    looks.settle(panel)
    assert words_on(panel.papers).count("Isi") == 3
    assert looks.faults_of(panel) == []
    click(panel.papers.add_button)
    form = desk.top(FormDialog)
    assert isinstance(form, FormDialog)
    form.activateWindow()
    desk.wait(form.isActiveWindow)
    form.fields["number"].setFocus()
    type_into(form, "1234567890123")
    form.fields["until"].setFocus()
    type_into(form, "besok")
    press(form, "Return")
    assert form.isVisible()
    form.fields["until"].setFocus()
    form.fields["until"].clear()  # type: ignore[attr-defined]
    type_into(form, "1/1/2020")
    press(form, "Return")
    desk.wait(lambda: not form.isVisible())
    day = desk.vendors.desk.clock().date()
    found = ask(store, lambda session: documents(session, marni, today=day))
    assert [(item.kind, item.state) for item in found if item.state != "missing"] == [  # type: ignore[attr-defined]
        ("NIB", "expired"),
        ("kurasi", "valid"),
    ]
