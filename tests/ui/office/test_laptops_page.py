"""The page *Laptop* over a real office: preparing, comparing words, what a laptop holds, other offices."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from bazar_desktop.jobs.office.enrolment import enrol_laptop, own_words
from bazar_desktop.jobs.office.introductions import introduce, words_with
from bazar_desktop.services.bazaars.bazaars import add_bazaar, add_lokasi
from bazar_desktop.services.office.laptops import own_bazaars
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.office.laptop_panels import CodePanel, HoldingsPanel
from bazar_desktop.ui.office.laptops_page import LaptopsPage
from bazar_desktop.ui.office.offices import OfficesPanel
from tests.bazaar_day import DAYS
from tests.drivers import button_named, click, words_on
from tests.drivers.exchange import LaptopsDriver
from tests.jobs.exchange.test_forwarding import second_office
from tests.offices import CHEAP, PIN, World
from tests.ui import looks

Frame = Callable[[OpenStore, str], MainWindow]


def test_a_laptop_is_prepared_joined_looked_into_and_revoked(
    world: World, window: Frame, qtbot: QtBot
) -> None:
    desk = LaptopsDriver(window(world.office.store, "laptops"), qtbot)
    page = desk.page
    assert isinstance(page, LaptopsPage)
    stick = world.stick("siap")
    desk.stick(stick)
    form = page.preparation_form()
    desk.fill(form, device="", bazaars=world.field.code)
    assert not desk.closed(form)
    desk.fill(form, device="Laptop 7", bazaars="")
    assert not desk.closed(form)
    desk.fill(form, device="Laptop 7", bazaars=world.field.code, contact="Vicky 0812 3456")
    assert desk.closed(form)
    desk.finish()
    panel = desk.panel
    assert isinstance(panel, CodePanel)
    assert looks.faults_of(panel) == []
    code = panel.code.text()
    desk.leave_panel()
    assert desk.column("Keadaan") == ["disiapkan"]
    joined = enrol_laptop(
        next(stick.glob("*.siap")),
        code=code,
        folder=world.folder / "l7",
        officer="Vicky Ramadhan",
        pin=PIN,
        at=world.office.at,
        cost=CHEAP,
    )
    joined.store.db.close()
    page.ask_file = lambda _parent, _words, _pattern: joined.answer
    desk.click("Terima jawaban")
    desk.finish()
    assert " ".join(joined.words) in desk.says
    assert desk.column("Keadaan") == ["terdaftar"]
    desk.open_row(0)
    assert "dengan NIK" in desk.panel_says()
    assert looks.faults_of(desk.panel) == []
    desk.leave_panel()
    row = page.view.current
    assert row is not None
    assert row.contact == "Vicky 0812 3456"
    page.revoke(row, "dicuri di parkiran")
    assert "dicabut" in desk.says
    assert desk.column("Keadaan") == ["dicabut"]


def test_news_and_a_receipt_are_written_on_a_stick(world: World, window: Frame, qtbot: QtBot) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell({laptop.parties()[0]: 25_000})
    day = world.stick("hari 1")
    laptop.pack(day)
    world.office.read(*day.glob("*.bazar"))
    desk = LaptopsDriver(window(world.office.store, "laptops"), qtbot)
    stick = world.stick("kabar")
    desk.stick(stick)
    desk.click("Buat kabar")
    desk.finish()
    assert "Kabar siap" in desk.says
    desk.open_row(0)
    panel = desk.panel
    assert looks.faults_of(panel) == []
    click(button_named(panel, "Tulis tanda terima"))
    desk.finish()
    assert "Tanda terima siap" in desk.says
    assert laptop.answers(stick) == ["MERGED", "CONFIRMED"]


def test_an_unknown_bazaar_is_refused_with_words(world: World, window: Frame, qtbot: QtBot) -> None:
    desk = LaptopsDriver(window(world.office.store, "laptops"), qtbot)
    page = desk.page
    assert isinstance(page, LaptopsPage)
    desk.stick(world.stick("siap"))
    asked: list[str] = []
    choose = page.ask_folder
    page.ask_folder = lambda parent, question: asked.append(question)  # the person leaves the question
    form = page.preparation_form()
    form.show()
    desk.fill(form, device="Laptop 7", bazaars="XYZ")
    assert "XYZ" in words_on(form)
    assert asked == [], "refused before a stick is asked for"
    desk.fill(form, device="Laptop 7", bazaars=world.field.code)
    assert len(asked) == 1
    assert not desk.closed(form), "what was typed stays where no stick was chosen"
    assert "Flashdisk belum dipilih" in words_on(form)
    form.reject()
    page.ask_folder = choose


def test_a_sudin_and_the_dinas_meet_in_their_windows_and_compare_the_same_words(
    world: World, window: Frame, qtbot: QtBot, tmp_path: Path
) -> None:
    dinas = second_office(tmp_path / "dinas", world.office.at)
    below, above = (LaptopsDriver(window(post.store, "laptops"), qtbot) for post in (world.office, dinas))
    sticks = {desk: world.stick(name) for desk, name in ((below, "sudin"), (above, "dinas"))}
    for desk, stick in sticks.items():
        desk.stick(stick)
        panel = offices_of(desk)
        assert "Belum ada kantor lain" in desk.panel_says()
        assert looks.faults_of(panel) == []
        assert not panel.hand_on.isEnabled()
        click(panel.introduce)
        desk.finish()
        assert "Perkenalan kantor ini siap" in desk.says
    for desk, other, key in ((above, below, "admit"), (below, above, "above")):
        (file,) = sticks[other].glob("*.kantor")
        desk.page.ask_file = lambda _parent, _words, _kind, file=file: file  # type: ignore[attr-defined]
        click(getattr(offices_of(desk), key))
        desk.finish()
    with world.office.store.db.read() as session:
        words = " ".join(words_with(session, "Dinas PPKUKM"))
    assert words in below.says
    assert words in above.says
    for desk in (below, above):
        panel = offices_of(desk)
        assert [row[3] for row in panel.view.table()[1]] == [words]
        assert looks.faults_of(panel) == []
        panel.accept()
    click(offices_of(below).hand_on)
    below.finish()
    assert "Kabar siap" in below.says
    assert dinas.answers(sticks[below]) == ["MERGED"]
    panel = offices_of(above)
    assert panel.hand_down.isEnabled()
    above.stick(world.stick("turun"))
    click(panel.hand_down)
    above.finish()
    assert "Kabar siap" in above.says
    assert world.office.answers(world.stick("turun")) == ["MERGED"]
    assert not offices_of(below).hand_down.isEnabled()
    below.panel.reject()
    assert above.column("Laptop") == [f"{world.office.store.name} (kantor)"]
    dinas.store.db.close()


def offices_of(desk: LaptopsDriver) -> OfficesPanel:
    """The panel *Kantor lain*, opened by its key."""
    page = desk.page
    assert isinstance(page, LaptopsPage)
    page.show_offices()
    panel = desk.panel
    assert isinstance(panel, OfficesPanel)
    return panel


def test_a_bad_introduction_is_refused_with_words(world: World, window: Frame, qtbot: QtBot) -> None:
    desk = LaptopsDriver(window(world.office.store, "laptops"), qtbot)
    stick = world.stick("rusak")
    own = introduce(world.office.store, to=stick, at=world.office.at)
    cut = stick / "potong.kantor"
    cut.write_bytes(own.read_bytes()[:-40])
    for file, words in (
        (own, "kantor ini sendiri"),
        (cut, "rusak"),
    ):
        desk.page.ask_file = lambda _parent, _words, _kind, file=file: file  # type: ignore[attr-defined]
        for key in ("admit", "above"):
            click(getattr(offices_of(desk), key))
            desk.finish()
            assert words in desk.says, (file.name, key)
    panel = offices_of(desk)
    assert panel.view.table()[1] == ()
    panel.accept()


def test_a_lost_laptop_tells_whose_data_and_which_days_were_on_it(
    world: World, window: Frame, qtbot: QtBot
) -> None:
    laptop = world.join("Laptop 1")
    laptop.sell({laptop.parties()[0]: 25_000, laptop.parties()[1]: 10_000})
    laptop.pack(world.stick("hari 1"))
    world.office.read(world.stick("hari 1"))
    desk = LaptopsDriver(window(world.office.store, "laptops"), qtbot)
    desk.open_row(0)
    panel = desk.panel
    assert isinstance(panel, HoldingsPanel)
    assert looks.faults_of(panel) == []
    said = desk.panel_says()
    with laptop.store.db.read() as session:
        assert " ".join(own_words(session)) in said
    assert "Rp35.000" in said
    assert "Isian sesudah itu hanya ada di laptop" in said
    assert [row[-1] for row in panel.days.table()[1]] == [
        "4 isian masuk, hari belum ditutup: mungkin ada yang tertinggal",
        "belum ada yang masuk",
    ]
    panel.views.choose("people")
    panel._show()
    assert len(panel.people.table()[1]) == 14
    assert all("•" in row[2] and "•" in row[3] for row in panel.people.table()[1])
    assert looks.faults_of(panel) == []
    panel.accept()


def test_a_laptop_in_use_is_given_another_bazaar(world: World, window: Frame, qtbot: QtBot) -> None:
    laptop = world.join("Laptop 1")
    field = world.field
    lokasi = field.do(add_lokasi, name="RPTRA Menteng", kind="rptra", kecamatan="Menteng")
    code = field.do(add_bazaar, name="Bazar kedua", days=DAYS, lokasi_id=lokasi)
    world.office.at = field.at
    desk = LaptopsDriver(window(world.office.store, "laptops"), qtbot)
    page = desk.page
    assert isinstance(page, LaptopsPage)
    desk.table.step(0)
    row = page.view.current
    assert row is not None
    form = page.bazaars_form(row)
    desk.fill(form, bazaars="XX")
    assert not desk.closed(form)
    desk.fill(form, bazaars=f"{field.code}, {code}")
    assert desk.closed(form)
    assert "Buat kabar agar laptop tahu" in desk.says
    stick = world.stick("kabar")
    desk.stick(stick)
    desk.click("Buat kabar")
    desk.finish()
    assert laptop.answers(stick) == ["MERGED"]
    with laptop.store.db.read() as session:
        assert len(own_bazaars(session)) == 2
