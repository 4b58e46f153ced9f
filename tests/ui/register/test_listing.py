"""The search of a register so long that the window does not wait for all who fit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from bazar_desktop.services.register import search as vendor_search, snapshot as vendor_list
from bazar_desktop.services.register.search import VendorFilter, find_vendors
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.store.bulk import enter_many
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.tables import Vendor, new_ids
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.register import listing
from tests.bazaar_day import Field
from tests.drivers import click, field_named, press, type_into, words_on
from tests.drivers.register import VendorsDriver
from tests.ui.register.test_page import ask, nothing_stays_open, sit, store

__all__ = ["nothing_stays_open", "store"]
TRADES = ("Batik", "Dapur", "Soto", "Warung")


@pytest.fixture
def desk(store: OpenStore, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> VendorsDriver:
    monkeypatch.setattr(listing, "AT_ONCE", 0)
    monkeypatch.setattr(listing, "FIRST", 8)
    monkeypatch.setattr(vendor_list, "MANY", 12)
    rows = [
        {
            "id": id_, "name": f"Orang {n:03d}", "business": f"{TRADES[n % 4]} {n:03d}",
            "kecamatan": ("Senen", "Gambir")[n % 2], "phone": f"+6281200000{n:03d}",
        }
        for n, id_ in enumerate(new_ids(400))
    ]  # fmt: skip
    Field(store.db).do(enter_many, Vendor, rows)
    sat = sit(store, qtbot)
    sat.wait(lambda: len(sat.shown) == 400)
    return sat


def typed(desk: VendorsDriver, words: str) -> None:
    desk.vendors.box.setFocus()
    desk.vendors.box.clear()
    type_into(desk.window, words)


def whole(store: OpenStore, words: str = "", **facts: str) -> list[str]:
    ids = ask(store, lambda session: find_vendors(session, VendorFilter(words, **facts)).ids)  # type: ignore[arg-type]
    names = ask(store, lambda session: {row.id: row.business for row in session.query(Vendor)})
    return [names[row_id] for row_id in ids]


def test_the_first_are_there_at_once_and_all_a_moment_later(store: OpenStore, desk: VendorsDriver) -> None:
    typed(desk, "warung")
    desk.wait(lambda: len(desk.shown) == 8)
    assert all(name.startswith("Warung") for name in desk.shown)
    assert "Menghitung yang cocok" in desk.vendors.subtitle.text()
    desk.wait(lambda: len(desk.shown) == 100)
    assert desk.shown == whole(store, "warung")
    assert desk.vendors.subtitle.text() == "100 dari 400 pelaku UMKM"


def test_only_the_last_of_several_searches_is_answered(store: OpenStore, desk: VendorsDriver) -> None:
    for words in ("w", "wa", "soto", "batik", "dapur"):
        desk.vendors.box.setText(words)
        desk.vendors.search()
    desk.wait(lambda: len(desk.shown) == 100)
    assert desk.shown == whole(store, "dapur")
    typed(desk, "")
    desk.wait(lambda: len(desk.shown) == 400)


def test_what_is_found_grows_below_and_the_marked_row_stays(store: OpenStore, desk: VendorsDriver) -> None:
    typed(desk, "batik")
    desk.wait(lambda: len(desk.shown) == 8)
    press(desk.vendors.box, "Down")
    press(desk.vendors.box, "Down")
    marked = desk.vendors.list.current
    assert marked is not None
    desk.wait(lambda: len(desk.shown) == 100)
    assert desk.vendors.list.current == marked
    assert desk.shown == whole(store, "batik")


def test_a_facet_and_an_order_are_kept_while_one_types(store: OpenStore, desk: VendorsDriver) -> None:
    box = desk.vendors.facets.kecamatan
    desk.wait(lambda: box.count() == 3)
    box.setCurrentIndex(box.findData("Gambir"))
    box.activated.emit(box.currentIndex())
    desk.wait(lambda: len(desk.shown) == 200)
    assert desk.shown == whole(store, kecamatan="Gambir")
    header = desk.vendors.list.horizontalHeader()
    header.sectionClicked.emit(0)
    desk.wait(lambda: desk.shown == whole(store, kecamatan="Gambir", sort="-business"))
    typed(desk, "orang 39")
    desk.wait(lambda: desk.shown == whole(store, "orang 39", kecamatan="Gambir", sort="-business"))
    assert desk.shown == ["Warung 399", "Warung 395", "Warung 391", "Dapur 397", "Dapur 393"]


def test_nobody_and_digits_from_the_middle_of_a_phone(store: OpenStore, desk: VendorsDriver) -> None:
    typed(desk, "zzz")
    desk.wait(desk.vendors.nobody.isVisible)
    assert desk.vendors.subtitle.text() == "0 dari 400 pelaku UMKM"
    typed(desk, "20000017")
    desk.wait(lambda: desk.vendors.list.isVisible())
    desk.wait(lambda: len(desk.shown) == 10)
    assert desk.shown == whole(store, "20000017")


def test_enter_waits_for_the_answer_before_it_opens(
    store: OpenStore, desk: VendorsDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = desk.vendors.facets.kecamatan
    desk.wait(lambda: box.count() == 3)

    def too_slow(*_given: object, **_facts: object) -> None:
        raise vendor_search.TooSlow

    monkeypatch.setattr(vendor_search, "find_vendors", too_slow)
    box.setCurrentIndex(box.findData("Gambir"))
    desk.vendors.box.setText("warung 03")
    press(desk.vendors.box, "Return")
    assert desk.vendors.subtitle.text() == "Mencari…"
    desk.wait(lambda: hasattr(desk.vendors, "opened"))
    assert "Warung 031" in words_on(desk.vendors.opened.panel)


def test_a_vendor_just_typed_in_is_marked_wherever_it_stands(store: OpenStore, desk: VendorsDriver) -> None:
    desk.press("Ctrl+N")
    form = desk.top(FormDialog)
    assert isinstance(form, FormDialog)
    type_into(field_named(form, "Nama usaha"), "Zaitun Jaya")
    click(form.confirm)
    desk.wait(lambda: len(desk.shown) == 401)
    desk.wait(lambda: desk.vendors.list.current is not None)
    assert desk.vendors.list.current is not None
    assert desk.vendors.list.current.business == "Zaitun Jaya"


def test_the_list_is_read_anew_only_after_a_change(store: OpenStore, desk: VendorsDriver) -> None:
    held = desk.vendors.listing._held
    desk.vendors.reload()
    assert desk.vendors.listing._held is held
    Field(store.db).do(add_vendor, name="Ani", business="Aneka")
    desk.vendors.reload()
    desk.wait(lambda: len(desk.shown) == 401)
    assert desk.shown[0] == "Aneka"


def test_a_jump_to_the_end_shows_the_last_vendors(desk: VendorsDriver) -> None:
    desk.vendors.list.setFocus()
    QTest.keyClick(desk.vendors.list, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert desk.vendors.list.current is not None
    assert desk.vendors.list.current.business == "Warung 399"


def test_widths_stand_still_while_one_types(desk: VendorsDriver) -> None:
    header = desk.vendors.list.horizontalHeader()
    before = [header.sectionSize(at) for at in range(header.count())]
    typed(desk, "soto 023")
    desk.wait(lambda: len(desk.shown) < 5)
    assert [header.sectionSize(at) for at in range(header.count())] == before
