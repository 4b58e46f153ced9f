"""Two laptops of one lokasi write the same figure differently; the office decides, and both show what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bazar_desktop.services.bazaars.bazaars import list_bazaars
from bazar_desktop.services.day.sheet import day_sheet
from tests.bazaar_day import DAYS
from tests.drivers import button_named, words_on
from tests.drivers.day import DayDriver
from tests.offices import Post, World, found
from tests.stores import conflicts
from tests.stories.conftest import SitDown
from tests.ui import looks


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """An office whose bazaar has its participants, and two laptops."""
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = found(tmp_path)
    made.join("Laptop 1")
    made.join("Laptop 2")
    yield made
    made.close()


def sell(desk: DayDriver, business: str, amount: str) -> None:
    page = desk.omzet
    page.press("Ctrl+F")
    page.type(business)
    page.press("Return")
    page.enter(amount)


def hand_in(desk: DayDriver, stick: Path) -> None:
    sync = desk.sync(stick)
    desk.push("Buat paket ke flashdisk")
    sync.finish()
    assert "Dibuat dan diperiksa" in desk.says


def take_in(desk: DayDriver, stick: Path) -> None:
    sync = desk.sync(stick)
    desk.push("Baca dari flashdisk")
    sync.finish()


def shown(desk: DayDriver, business: str) -> tuple[str, str]:
    """The total and the state of a business in the grid."""
    page = desk.omzet
    row = page.column("business").index(business)
    return page.cell(row, "total"), page.cell(row, "status")


def total_of(post: Post) -> int:
    with post.store.db.read() as session:
        return sum(row.total or 0 for row in day_sheet(session, post.bazaar_id, DAYS[0]).rows)


def tell(office: DayDriver, to: Path) -> None:
    """The office writes its news on a stick, at *Laptop*."""
    office.turn_to("laptops")
    office.page.ask_folder = lambda _parent, _words: to  # type: ignore[attr-defined]
    office.push("Buat kabar")
    office.finish()
    assert "Kabar siap" in office.says


def test_a_figure_of_two_laptops_is_decided_at_the_office_and_comes_back(world: World, sit: SitDown) -> None:
    first, second = world.laptops
    driver, two = sit(first.store), sit(second.store)
    office = sit(world.office.store)
    news = world.stick("kabar")
    tell(office, news)
    for desk in (driver, two):
        take_in(desk, news)  # from now on each writes its packages for the other too
        assert "1 paket diterima" in desk.says
    sell(driver, "Dapur Bu Marni", "250000")
    sell(driver, "Kopi Kebon Sirih", "40000")
    sell(two, "Dapur Bu Marni", "205rb")
    sell(two, "Hijab Nyai", "60000")
    stick = world.stick("bersama")
    hand_in(driver, stick)
    hand_in(two, stick)

    office.turn_to("intake")
    office.page.ask_folder = lambda _parent, _words: stick  # type: ignore[attr-defined]
    office.press("Ctrl+O")
    office.wait(lambda: "2 paket diterima" in office.says)
    office.turn_to("year")
    looks.settle(office.window)
    assert "sementara, 1 belum diputuskan" in words_on(office.page)

    tell(office, stick)
    for desk in (driver, two):
        take_in(desk, stick)
        assert shown(desk, "Dapur Bu Marni")[1] == "Perlu keputusan"
        desk.turn_to("sync")  # the other laptop is named there too
        looks.settle(desk.window)
        assert f"Vicky Ramadhan ({'Laptop 2' if desk is driver else 'Laptop 1'})" in words_on(desk.page)
        desk.turn_to("omzet")
        assert "sementara, 1 belum diputuskan" in words_on(desk.page)

    office.turn_to("sync")
    looks.settle(office.window)
    words = words_on(office.page)
    assert "Dapur Bu Marni · Tunai" in words
    choices = [line.strip() for line in words.splitlines() if " · Vicky Ramadhan (Laptop " in line]
    assert office.window.focusWidget() is button_named(office.page, choices[0])
    choice = next(item for item in choices if item.startswith("205.000 · Vicky Ramadhan (Laptop 2)"))
    office.with_reason("Sesuai slip yang difoto", lambda: office.push(choice))
    looks.settle(office.window)
    words = words_on(office.page)
    assert "Keputusan tersimpan." in words
    assert "ditulis berbeda" not in words
    assert (
        "ada omzet, tetapi tidak tercatat hadir" in words
    )  # nobody was checked in; that stays to be looked at
    office.turn_to("year")
    looks.settle(office.window)
    assert "sementara" not in words_on(office.page)

    later = world.stick("keputusan")
    tell(office, later)
    for desk, post in ((driver, first), (two, second)):
        take_in(desk, later)
        assert shown(desk, "Dapur Bu Marni")[0] == "Rp205.000"
        looks.settle(desk.window)
        assert "sementara" not in words_on(desk.page)
        assert total_of(post) == total_of(world.office) == 205_000 + 40_000 + 60_000
        with post.store.db.read() as session:
            assert conflicts(session) == set()
            assert len(list_bazaars(session)) == 1
        page = desk.omzet
        page.go(page.column("business").index("Dapur Bu Marni"), "cash")
        page.press("Ctrl+H")
        said = desk.history()
        assert "Sesuai slip yang difoto" in said
        assert "Kepala Seksi" in said
