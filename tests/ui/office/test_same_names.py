"""Two laptops of one name in the window: what is done to a row is done to that laptop and to no other."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from bazar_desktop.services.office.laptops import DeviceFacts, trusted_devices
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.office.brought_panel import BroughtPanel
from bazar_desktop.ui.office.laptops_page import LaptopsPage
from tests.drivers.exchange import LaptopsDriver
from tests.offices import World

Frame = Callable[[OpenStore, str], MainWindow]


def states(world: World) -> dict[str, str]:
    """How each laptop stands, by its preparation."""
    with world.office.store.db.read() as session:
        return {device.preparation: device.state for device in trusted_devices(session)}


def picked(page: LaptopsPage, state: str) -> DeviceFacts:
    (row,) = [row for row in page.desk.read(trusted_devices) if row.state == state]
    page.view.pick(row.preparation)
    assert page.view.current == row
    return row


def test_revoking_a_leftover_preparation_leaves_the_laptop_of_that_name_at_work(
    world: World, window: Frame, qtbot: QtBot
) -> None:
    world.open_preparation("Laptop E").store.db.close()  # its answer is lost
    (left,) = states(world)
    (world.folder / "laptop Laptop E").rename(world.folder / "dibuang")
    world.join("Laptop E")
    desk = LaptopsDriver(window(world.office.store, "laptops"), qtbot)
    page = desk.page
    assert isinstance(page, LaptopsPage)
    row = picked(page, "prepared")
    assert row.preparation == left
    form = page.revoke_form(row)
    assert form.windowTitle() == "Cabut Laptop E (disiapkan)?"
    page.revoke(row, "berkasnya hilang")
    assert states(world).pop(left) == "revoked"
    assert sorted(desk.column("Keadaan")) == ["dicabut", "terdaftar"]


def test_what_the_stolen_laptop_brought_is_taken_back_and_its_replacement_left_alone(
    world: World, window: Frame, qtbot: QtBot
) -> None:
    stolen = world.join("Laptop B")
    stolen.sell({stolen.parties()[0]: 25_000})
    world.office.read(stolen.pack(world.stick("dicuri")).file)
    desk = LaptopsDriver(window(world.office.store, "laptops"), qtbot)
    page = desk.page
    assert isinstance(page, LaptopsPage)
    page.revoke(picked(page, "enrolled"), "dicuri")
    (world.folder / "laptop Laptop B").rename(world.folder / "dicuri")
    world.join("Laptop B")
    page.reload()
    panel = BroughtPanel(picked(page, "revoked"), page)
    assert panel.brought is not None
    assert panel.brought.rupiah == 25_000
    panel.ask = lambda _question, _confirms: "dicuri"
    panel.take_back()
    panel = BroughtPanel(picked(page, "enrolled"), page)
    assert panel.brought is not None
    assert (panel.brought.changes, panel.brought.is_taken_back) == (0, False)
