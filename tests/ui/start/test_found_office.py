"""*Mulai kantor*: three steps by the keyboard, refusals in words, and nothing on the disk before the last one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from bazar_desktop import app
from bazar_desktop.domain.bazaars.issuing import DINAS
from bazar_desktop.jobs.recovery.new_pin import new_pin_by_key
from bazar_desktop.services.bazaars.bazaars import add_bazaar
from bazar_desktop.services.recovery.key_sheet import key_sheet
from bazar_desktop.services.settings.officers import list_officers
from bazar_desktop.services.settings.values import get_setting, letterhead
from bazar_desktop.store.opening import OpenStore, open_store
from bazar_desktop.store.unlocking import has_store
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.start import found_office as founding
from bazar_desktop.ui.start.first_start import FOUND, FirstStart
from bazar_desktop.ui.start.found_office import (
    FoundingSheet,
    Ground,
    found_office,
    founder_form,
    office_form,
    sheet_panel,
)
from tests.bazaar_day import DAYS
from tests.commands import CHEAP, PIN
from tests.drivers import click, press, words_on
from tests.jobs.recovery.test_key_sheet import words_on_paper
from tests.stores import MORNING
from tests.ui import looks

NAME = "Sudin PPKUKM Jakarta Pusat"


@pytest.fixture(autouse=True)
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))


def clock() -> datetime:
    return MORNING


def ground(tmp_path: Path) -> Ground:
    return Ground(tmp_path / "kantor", clock, cost=CHEAP)


def shown(dialog: QDialog, qtbot: QtBot) -> None:
    qtbot.addWidget(dialog)
    dialog.show()
    looks.settle(dialog)


def say_office(form: FormDialog, area: str = "31.71") -> None:
    form.fields["name"].setText(NAME)  # type: ignore[attr-defined]
    box = form.fields["area"]
    box.setCurrentIndex(box.findData(area))  # type: ignore[attr-defined]
    form.fields["letterhead"].setPlainText("PEMERINTAH PROVINSI\n\nSUKU DINAS PPKUKM")  # type: ignore[attr-defined]
    form.fields["others"].setPlainText("Budi\nSari\nBudi")  # type: ignore[attr-defined]


def say_founder(form: FormDialog, pin: str = PIN) -> None:
    for name, value in {"name": "Kepala", "nip": "1987", "pin": pin, "again": pin}.items():
        form.fields[name].setText(value)  # type: ignore[attr-defined]


def two_words(panel: FoundingSheet, paper: Path) -> tuple[str, str]:
    words = words_on_paper(paper)
    first, second = panel.draft.places
    return words[first - 1], words[second - 1]


def last_step(qtbot: QtBot, tmp_path: Path) -> FoundingSheet:
    office, founder = office_form(), founder_form(ground(tmp_path))
    for form, say in ((office, say_office), (founder, say_founder)):
        shown(form, qtbot)
        say(form)
        press(form, "Return")
        assert form.result() == QDialog.DialogCode.Accepted
    panel = sheet_panel(ground(tmp_path), office, founder)
    shown(panel, qtbot)
    return panel


def test_the_first_start_offers_to_found_an_office(qtbot: QtBot) -> None:
    first = FirstStart()
    shown(first, qtbot)
    assert looks.faults_of(first) == []
    assert first.height() <= 700
    assert "Mulai kantor" in words_on(first)
    click(first.buttons_by_choice[FOUND])
    assert first.choice == FOUND


def test_each_step_says_in_words_what_is_wrong(qtbot: QtBot, tmp_path: Path) -> None:
    office = office_form()
    shown(office, qtbot)
    assert looks.faults_of(office) == []
    press(office, "Return")
    assert "Nama kantor belum diisi" in words_on(office)
    office.fields["name"].setText(NAME)  # type: ignore[attr-defined]
    press(office, "Return")
    assert "Tingkat kantor belum dipilih" in words_on(office)
    say_office(office)
    office.fields["letterhead"].setPlainText("\n".join("1234567"))  # type: ignore[attr-defined]
    press(office, "Return")
    assert "6" in words_on(office)
    assert office.result() == QDialog.DialogCode.Rejected
    founder = founder_form(ground(tmp_path))
    shown(founder, qtbot)
    assert looks.faults_of(founder) == []
    say_founder(founder, "1234")
    press(founder, "Return")
    assert "6" in words_on(founder)
    say_founder(founder)
    founder.fields["name"].setText("")  # type: ignore[attr-defined]
    press(founder, "Return")
    assert founder.result() == QDialog.DialogCode.Rejected
    assert not (tmp_path / "kantor").exists()


def test_the_office_is_made_when_two_words_come_back_from_the_paper(qtbot: QtBot, tmp_path: Path) -> None:
    panel, paper = last_step(qtbot, tmp_path), tmp_path / "lembar.pdf"
    assert looks.faults_of(panel) == []
    panel.ask_file = lambda _parent: tmp_path / "tidak" / "lembar.pdf"
    press(panel, "Return")
    assert "tidak ada" in panel.banner.words
    panel.ask_file = lambda _parent: paper
    press(panel, "Return")
    looks.settle(panel)
    assert panel.check.hasFocus()
    assert looks.faults_of(panel) == []
    form = panel.words_form()
    shown(form, qtbot)
    press(form, "Return")
    assert "bukan kata ke-" in words_on(form)
    assert not (tmp_path / "kantor").exists()
    for name, word in zip(("first", "second"), two_words(panel, paper), strict=True):
        form.fields[name].setText(word)  # type: ignore[attr-defined]
    press(form, "Return")
    assert form.result() == QDialog.DialogCode.Accepted
    panel.found()
    assert panel.store is not None
    with panel.store.db.write(panel.store.officer.id, "test.bazaar", MORNING) as session:
        assert get_setting(session, "office_name") == NAME
        assert letterhead(session).lines == ("PEMERINTAH PROVINSI", "SUKU DINAS PPKUKM")
        assert {officer.name for officer in list_officers(session)} == {"Kepala", "Budi", "Sari"}
        known = key_sheet(session)
        assert known is not None
        assert known.checked
        assert add_bazaar(session, name="Bazar", days=DAYS).startswith("P")
    panel.store.db.close()
    again = new_pin_by_key(
        tmp_path / "kantor",
        panel.store.officer.id,
        "135724",
        key_text=" ".join(words_on_paper(paper)),
        at=MORNING,
        cost=CHEAP,
    )
    again.db.close()
    open_store(tmp_path / "kantor", "Kepala", "135724").db.close()


def test_a_founding_that_is_broken_off_leaves_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    panel, paper = last_step(qtbot, tmp_path), tmp_path / "lembar.pdf"
    panel.ask_file = lambda _parent: paper
    press(panel, "Return")
    assert paper.exists()
    panel.asks_whether = lambda *_words, **_facts: False
    press(panel, "Escape")
    assert panel.isVisible()
    panel.asks_whether = lambda *_words, **_facts: True
    press(panel, "Escape")
    assert not panel.isVisible()
    assert not paper.exists()
    assert not (tmp_path / "kantor").exists()


def test_a_folder_that_is_taken_is_said_before_the_sheet_and_again_at_the_end(
    qtbot: QtBot, tmp_path: Path
) -> None:
    panel = last_step(qtbot, tmp_path)
    app.start_store(tmp_path / "kantor", officer="Rini", nip="", pin=PIN, at=MORNING, cost=CHEAP).db.close()
    panel.found()
    assert panel.store is None
    assert panel.banner.words
    founder = founder_form(ground(tmp_path))
    shown(founder, qtbot)
    say_founder(founder)
    press(founder, "Return")
    assert founder.result() == QDialog.DialogCode.Rejected
    open_store(tmp_path / "kantor", "Rini", PIN).db.close()


def test_the_dinas_begins_its_codes_with_its_own_letter(qtbot: QtBot, tmp_path: Path) -> None:
    office = office_form()
    shown(office, qtbot)
    say_office(office, DINAS)
    press(office, "Return")
    founder = founder_form(ground(tmp_path))
    shown(founder, qtbot)
    say_founder(founder)
    press(founder, "Return")
    panel = sheet_panel(ground(tmp_path), office, founder)
    qtbot.addWidget(panel)
    panel.found()
    assert panel.store is not None
    with panel.store.db.write(panel.store.officer.id, "test.bazaar", MORNING) as session:
        assert add_bazaar(session, name="Bazar", days=DAYS).startswith("D")
    panel.store.db.close()


def test_steps_lead_back_and_keep_what_was_typed(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dialogs are answered while they wait, as a person does: forward, back, forward, and the words."""
    paper = tmp_path / "lembar.pdf"
    monkeypatch.setattr(founding, "ask_draft_file", lambda _parent: paper)
    went: list[str] = []
    says = {"OfficeForm": say_office, "FounderForm": say_founder}

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if "done" not in went:
            QTimer.singleShot(10, answer)
        if isinstance(dialog, FoundingSheet):
            went.append("sheet")
            press(dialog, "Escape" if went.count("sheet") == 1 else "Return")
        elif isinstance(dialog, FormDialog) and dialog.objectName() in says:
            if not dialog.text("name"):
                says[dialog.objectName()](dialog)
            press(dialog, "Return")
        elif isinstance(dialog, FormDialog) and "done" not in went:
            went.append("done")
            panel = dialog.parentWidget()
            assert isinstance(panel, FoundingSheet)
            for name, word in zip(("first", "second"), two_words(panel, paper), strict=True):
                dialog.fields[name].setText(word)  # type: ignore[attr-defined]
            press(dialog, "Return")

    QTimer.singleShot(0, answer)
    store = found_office(ground(tmp_path))
    assert isinstance(store, OpenStore)
    assert has_store(tmp_path / "kantor")
    store.db.close()
