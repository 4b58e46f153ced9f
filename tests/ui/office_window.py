"""A real office with laptops, and its window and theirs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from bazar_desktop.services.bazaars.bazaars import add_bazaar, add_lokasi, find_bazaar
from bazar_desktop.services.bazaars.participants import add_participation
from bazar_desktop.services.register.search import search_vendors
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.pages import entries
from bazar_desktop.ui.store_session import StoreSession
from tests.bazaar_day import DAYS
from tests.offices import Post, World
from tests.stores import MORNING

LOKASI = [
    ("Rusun Tanah Tinggi", "Johar Baru"),
    ("RPTRA Borobudur", "Menteng"),
    ("Kantor Kecamatan Kemayoran", "Kemayoran"),
    ("Rusun Petamburan", "Tanah Abang"),
    ("Puskesmas Cempaka Putih", "Cempaka Putih"),
]


@pytest.fixture
def window(qtbot: QtBot) -> Callable[[OpenStore, str], MainWindow]:
    """`window(store, key)`: the frame over that store, at that page."""

    def make(store: OpenStore, key: str) -> MainWindow:
        frame = MainWindow(StoreSession(store, lambda: MORNING.replace(hour=18)), entries(store.kind))
        qtbot.addWidget(frame)
        frame.resize(1366, 768)
        frame.show()
        frame.go(key)
        qtbot.waitExposed(frame)
        return frame

    return make


def busy(world: World) -> None:
    """Six lokasi at once: two handed in, one closed late, one still open, two that gave nothing."""
    field = world.field
    ids = field.ask(lambda session: [vendor.id for vendor in search_vendors(session)])
    codes = [field.code]
    for name, kecamatan in LOKASI:
        lokasi = field.do(add_lokasi, name=name, kind="rusun", kecamatan=kecamatan)
        code = field.do(add_bazaar, name="Bazar Jakpreneur Ramadan", days=DAYS, lokasi_id=lokasi)
        bazaar = field.ask(find_bazaar, code).id
        for vendor in ids[:9]:
            field.do(add_participation, bazaar, vendor_id=vendor)
        codes.append(code)
    world.office.at = field.at
    for number, code in enumerate(codes[:4], 1):
        joined = world.open_preparation(f"Laptop {number}", [code])
        world.office.read(joined.answer)
        post = Post(joined.store, world.office.at, field.ask(find_bazaar, code).id)
        world.laptops.append(post)
        hand_in(world, post, number)


def hand_in(world: World, post: Post, number: int) -> None:
    """A day of sales from that laptop; the first two close both days."""
    who = post.parties()
    post.sell({item: 85_000 * (place + number) for place, item in enumerate(who)})
    if number <= 3:
        post.seal()
    if number <= 2:
        post.sell({item: 62_000 * (place + number) for place, item in enumerate(who[:-2])}, DAYS[1])
        post.seal(DAYS[1])
    if number == 3:
        post.sell({who[0]: 40_000})
    stick = world.stick(f"hari {number}")
    post.pack(stick)
    world.office.at = max(world.office.at, post.at)
    world.office.read(stick)
