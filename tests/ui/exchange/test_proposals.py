"""*Usul* in the real window, with keys alone: what it would do, the yes or no, and the word to its maker."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from pytestqt.qtbot import QtBot
from sqlalchemy import insert, select

from bazar_desktop.jobs.exchange.forwarding import hand_on
from bazar_desktop.phrases.proposals import MOST_TOLD
from bazar_desktop.services.exchange.proposals import proposals, reject, rejected
from bazar_desktop.services.settings.editing import add_agency
from bazar_desktop.services.settings.officers import PETUGAS, SUPERVISOR, add_officer, change_officer
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.tables import AsideChange, Intake, Officer, Vendor, Verdict, new_id
from bazar_desktop.ui.exchange.decisions_page import DecisionsPage
from bazar_desktop.ui.exchange.proposal_panel import ProposalPanel
from bazar_desktop.ui.exchange.proposals_panel import ProposalsPanel
from bazar_desktop.ui.frame.window import MainWindow
from tests.drivers import press, words_on
from tests.drivers.exchange import ProposalsDriver
from tests.offices import Post, World
from tests.ui import looks

Frame = Callable[[OpenStore, str], MainWindow]


def rename(post: Post, count: int = 1, phone: str = "+628129999000") -> list[str]:
    """The laptop corrects so many vendors of the register: their phone, and their name."""
    with post.store.db.write(post.store.officer.id, "vendors.save", post.tick()) as session:
        rows = session.execute(select(Vendor).order_by(Vendor.id)).scalars().all()[:count]
        for number, row in enumerate(rows):
            row.phone, row.name = phone, f"Nama Betul {number}"
        return [row.id for row in rows]


def bring(world: World, post: Post, name: str) -> None:
    made = post.pack(world.stick(name))
    assert world.office.answers(made.file) == ["MERGED"]


def name_of(post: Post, vendor: str) -> str | None:
    with post.store.db.read() as session:
        return session.get_one(Vendor, vendor).name


def test_without_any_usul_the_list_is_not_there(world: World, window: Frame) -> None:
    frame = window(world.office.store, "sync")
    page = frame.findChild(DecisionsPage)
    assert page is not None
    assert (page.proposals.isHidden(), page.nothing.isVisible()) == (True, True)
    assert page.manual == "usul"


def test_an_usul_is_opened_and_accepted_with_keys_and_then_counts(
    world: World, window: Frame, qtbot: QtBot
) -> None:
    laptop = world.join("Laptop 1")
    (vendor,) = rename(laptop)
    before = name_of(world.office, vendor)
    bring(world, laptop, "hari 1")
    desk = ProposalsDriver(window(world.office.store, "sync"), qtbot)
    assert "1 usul melampaui wewenang laptopnya" in words_on(desk.page)
    assert desk.column("Laptop") == ["Laptop 1"]
    assert desk.column("Isi") == ["pelaku usaha 1"]
    looks.settle(desk.window)
    assert looks.faults_of(desk.page) == []
    asked = desk.answer()
    desk.keys("Return")
    panel = desk.panel
    assert isinstance(panel, ProposalPanel)
    lines = panel.view.table()[1]
    assert {row[2] for row in lines} == {"HP", "Nama"}
    assert "0812999" not in str(lines)  # the number stays masked
    assert "081••••9000" in str(lines)
    assert looks.faults_of(panel) == []
    panel.accept_key.setFocus()
    press(panel.accept_key, "Space")
    assert "1 perubahan dari Laptop 1 diterima dan dihitung." in desk.says
    assert asked == []  # what it does had just been read
    assert (before, name_of(world.office, vendor)) != ("Nama Betul 0", before)
    assert name_of(world.office, vendor) == "Nama Betul 0"
    assert desk.usul.isHidden()


def test_many_usul_are_accepted_at_once(world: World, window: Frame, qtbot: QtBot) -> None:
    laptop = world.join("Laptop 1")
    changed = [rename(laptop, 2, f"+62812999900{number}")[0] for number in range(3)]
    bring(world, laptop, "hari 1")
    rename(laptop, 5, "+628128888000")
    bring(world, laptop, "hari 2")
    desk = ProposalsDriver(window(world.office.store, "sync"), qtbot)
    assert len(desk.cells) == 2
    asked = desk.answer(yes=False)
    desk.keys("Ctrl+A", "Ctrl+Return")
    assert asked == ["Terima 2 usul? Akan dihitung: pelaku usaha 11. Jumlah rupiah tetap (mitra ikut)."]
    assert len(desk.cells) == 2  # the supervisor had said no
    desk.answer()
    desk.keys("Ctrl+A", "Ctrl+Return")
    assert desk.says.startswith("2 usul diterima: 11 perubahan")
    assert name_of(world.office, changed[0]) == "Nama Betul 0"
    with world.office.store.db.read() as session:
        assert proposals(session) == []
        assert [row.accepted for row in session.execute(select(Verdict)).scalars()] == [True, True]


def test_a_dismissal_and_a_new_supervisor_are_named_before_many_are_accepted(
    world: World, window: Frame, qtbot: QtBot
) -> None:
    laptop, office = world.join("Laptop 1"), world.office
    rename(laptop)
    bring(world, laptop, "hari 1")
    with laptop.store.db.write(laptop.store.officer.id, "officers.set_active", laptop.tick()) as session:
        row = session.get_one(Officer, laptop.store.officer.id)
        row.active, row.name = False, "Vicky R."
        add_officer(session, name="Bos Palsu", role=SUPERVISOR)
        rows = session.execute(select(Vendor).order_by(Vendor.id)).scalars().all()
        agency = add_agency(session, name="PT Baru", role="partner")
        session.flush()
        rows[0].agency_id, rows[1].agency_id = agency, new_id()
    bring(world, laptop, "hari 2")
    desk = ProposalsDriver(window(office.store, "sync"), qtbot)
    told = "memberhentikan Vicky Ramadhan; supervisor baru: Bos Palsu"
    assert [words.startswith(told) for words in desk.column("Isi")] == [False, True]
    asked = desk.answer(yes=False)
    desk.keys("Ctrl+A", "Ctrl+Return")
    assert asked[0].startswith(f"Terima 2 usul? Termasuk {told}. Akan dihitung: ")
    assert asked[0].endswith("(Enter: batal)")
    desk.keys("Down", "Return")
    panel = desk.panel
    assert isinstance(panel, ProposalPanel)
    assert f"M{told[1:]}." in words_on(panel)
    cells = [row[4] for row in panel.view.table()[1] if row[2] == "Instansi"]
    assert cells == ["PT Baru", "tidak dikenal di sini"]
    assert looks.faults_of(panel) == []
    panel.reject()


def test_more_people_than_a_question_can_name_are_not_accepted_at_once(
    world: World, window: Frame, qtbot: QtBot
) -> None:
    laptop = world.join("Laptop 1")
    with laptop.store.db.write(laptop.store.officer.id, "officers.add_officer", laptop.tick()) as session:
        for number in range(MOST_TOLD + 1):
            add_officer(session, name=f"Bos {number}", role=SUPERVISOR)
    bring(world, laptop, "hari 1")
    desk = ProposalsDriver(window(world.office.store, "sync"), qtbot)
    asked = desk.answer()
    desk.keys("Ctrl+A", "Ctrl+Return")
    assert (asked, len(desk.cells)) == ([], 1)
    assert "Buka usulnya satu per satu" in desk.says
    desk.keys("Return")
    assert "dan 1 lagi" in words_on(desk.panel)
    assert looks.faults_of(desk.panel) == []
    desk.panel.reject()


def test_a_rejected_usul_is_undone_and_told_once_where_it_was_made(
    world: World, window: Frame, qtbot: QtBot
) -> None:
    laptop = world.join("Laptop 1")
    before = name_of(world.office, rename(laptop)[0])
    vendor = rename(laptop)[0]
    own = ProposalsDriver(window(laptop.store, "home"), qtbot)
    looks.settle(own.window)
    assert "usul menunggu keputusan kantor" in words_on(own.page)
    own.go("sync")
    assert own.usul.view.table()[1][0][0] == "Laptop ini"
    assert own.usul.accept.isHidden()
    bring(world, laptop, "hari 1")
    desk = ProposalsDriver(window(world.office.store, "sync"), qtbot)
    desk.answer(why=None)
    desk.keys("Delete")
    assert len(desk.cells) == 1  # left without a reason
    desk.answer(why="nomornya milik tetangga")
    desk.keys("Delete")
    assert "ditolak dan tidak dihitung" in desk.says
    assert desk.usul.views.value == "rejected"
    world.office.at = laptop.at = max(world.office.at, laptop.at)
    assert laptop.answers(world.office.pack(world.stick("kabar")).file) == ["MERGED"]
    assert name_of(laptop, vendor) == before
    own.window.go("home")
    assert "Kantor menolak" in own.says
    assert "nomornya milik tetangga" in own.says
    own.window.go("bazaars")
    own.window.go("home")
    assert "Kantor menolak" in own.says  # nobody has put it away
    press(own.page.banner._close, "Space")
    own.window.go("bazaars")
    own.window.go("home")
    assert own.says == ""


def test_a_laptop_lists_its_own_usul_alone_and_says_that_a_rejected_one_is_not_in_use(
    world: World, window: Frame
) -> None:
    office, laptop, other = world.office, world.join("Laptop 1"), world.join("Laptop 2")
    rename(laptop)
    bring(world, laptop, "hari 1")
    with office.store.db.read() as session:
        (waiting,) = proposals(session)
    with office.store.db.write(office.store.officer.id, "proposals.reject", office.tick()) as session:
        numbers = {"origin": waiting.origin, "first": waiting.first, "last": waiting.last}
        reject(session, **numbers, officer=office.store.officer.id, at=office.at, reason="Salah orang")
    stick = world.stick("kabar")
    hand_on(office.store, to=stick, at=office.tick(), everything=True)
    listed = []
    for post in (laptop, other):
        assert "MERGED" in post.answers(stick)
        with post.store.db.read() as session:
            listed.append((len(proposals(session)), len(rejected(session))))
    assert listed == [(0, 1), (0, 0)]
    frame = window(laptop.store, "sync")
    panel = next(item for item in frame.findChildren(ProposalsPanel) if item.isVisible())
    assert "Ditolak kantor: tidak dihitung di mana pun" in words_on(panel)
    assert "sudah dipakai" not in words_on(panel)


def test_what_was_rejected_can_be_accepted_after_all(world: World, window: Frame, qtbot: QtBot) -> None:
    laptop = world.join("Laptop 1")
    (vendor,) = rename(laptop)
    bring(world, laptop, "hari 1")
    desk = ProposalsDriver(window(world.office.store, "sync"), qtbot)
    desk.answer()
    desk.keys("Delete", "Ctrl+Return")
    with world.office.store.db.read() as session:
        assert rejected(session) == []
    assert name_of(world.office, vendor) == "Nama Betul 0"


def test_only_a_supervisor_answers_and_the_page_says_so(world: World, window: Frame, qtbot: QtBot) -> None:
    laptop = world.join("Laptop 1")
    (vendor,) = rename(laptop)
    bring(world, laptop, "hari 1")
    store = world.office.store
    with store.db.write(store.officer.id, "test.officers", world.office.tick()) as session:
        other = add_officer(session, name="Kepala Lain", role=SUPERVISOR)
        session.flush()
        change_officer(session, store.officer.id, name="Staf", nip="", role=PETUGAS, with_pin={other})
    desk = ProposalsDriver(window(store, "sync"), qtbot)
    assert "Hanya supervisor yang menerima atau menolak" in words_on(desk.page)
    assert not desk.usul.accept.isEnabled()
    desk.answer()
    desk.keys("Ctrl+Return")
    assert "supervisor" in desk.says.lower()
    assert name_of(world.office, vendor) != "Nama Betul 0"


def test_three_hundred_usul_are_listed_and_accepted_in_seconds(
    world: World, window: Frame, qtbot: QtBot
) -> None:
    laptop = world.join("Laptop 1")
    for number in range(30):
        rename(laptop, 10, f"+62812{number:07d}")
    bring(world, laptop, "hari 1")
    with world.office.store.db.write("", "test.split", world.office.tick()) as session:
        aside = session.execute(select(AsideChange.origin, AsideChange.seq)).all()
        packages = [
            {
                **dict.fromkeys(("file_name", "sha256", "device", "package", "officer"), ""),
                "id": f"split{seq}",
                "kind": "package",
                "maker": "Laptop 1",
                "origin": origin,
                "first": seq,
                "last": seq,
                "answer": "MERGED",
                "facts": "{}",
                "scopes": "[]",
                "read_at": world.office.at,
                "held": None,
            }
            for origin, seq in aside
        ]
        session.execute(insert(Intake), packages)
    began = monotonic()
    desk = ProposalsDriver(window(world.office.store, "sync"), qtbot)
    assert len(desk.cells) == 300
    opened = monotonic() - began
    desk.answer()
    began = monotonic()
    desk.keys("Ctrl+A", "Ctrl+Return")
    answered = monotonic() - began
    assert desk.says.startswith("300 usul diterima")
    assert desk.usul.isHidden()
    assert opened < 5
    assert answered < 20
