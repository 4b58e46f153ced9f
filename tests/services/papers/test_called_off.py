"""Papers and texts of an event of which a day fell out: it is named with its reason, and no sum has it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bazar_desktop.domain.day.model import REPORTED
from bazar_desktop.jobs.papers.day_papers import read_day
from bazar_desktop.phrases.press import chat_text, press_text
from bazar_desktop.printing.bundle import USUAL, compose_day, compose_paper
from bazar_desktop.printing.toolkit.words import state_words
from bazar_desktop.services.attendance.check_in import check_in_participation
from bazar_desktop.services.bazaars.halts import halt_day
from bazar_desktop.services.bazaars.participants import list_participants
from bazar_desktop.services.closing.paper_sheet import paper_sheet, read_for_papers, whole_bazaar
from bazar_desktop.services.closing.seal import close_day
from bazar_desktop.services.omzet.entry import set_omzet
from bazar_desktop.services.papers.press import press_facts
from bazar_desktop.services.papers.printed import MINUTES, ORDER, WHOLE, papers_of
from bazar_desktop.store.database import Database
from tests.bazaar_day import DAYS, Field, stand_up
from tests.printing.drawing import draw_minutes, draw_whole_recap
from tests.printing.reading import whole_text

WHY = "gugur sejak 21 Maret 2023: hujan"


@pytest.fixture
def field(db: Database) -> Field:
    """Somebody came and sold on both days; then the second fell out."""
    field = stand_up(db)
    who = field.ask(list_participants, field.bazaar_id)[0].id
    for day, cash in zip(DAYS, (250_000, 90_000), strict=True):
        key = {"bazaar_id": field.bazaar_id, "day": day, "participation_id": who}
        field.do(check_in_participation, **key, at=field.at)
        field.do(set_omzet, **key, state=REPORTED, cash=cash)
    field.do(halt_day, bazaar_id=field.bazaar_id, day=DAYS[1], reason="hujan", on=DAYS[1])
    return field


def test_the_press_is_told_that_the_day_did_not_take_place(field: Field) -> None:
    facts = press_facts(field.ask(paper_sheet, field.bazaar_id, DAYS[1], printed_at=field.at))
    for text in (press_text(facts), chat_text(facts)):
        assert f"BELUM UNTUK DISIARKAN: bazar hari ini tidak berlangsung ({WHY})." in text
        assert "90" not in text


def test_the_recap_of_the_bazaar_names_the_day_and_leaves_it_out_of_its_sums(
    field: Field, tmp_path: Path
) -> None:
    later = field.at + timedelta(days=2)
    sheet = field.ask(paper_sheet, field.bazaar_id, DAYS[0], printed_at=later)
    with field.db.read() as session:
        read = read_for_papers(session, field.bazaar_id, DAYS[0])
        sheet = replace(sheet, whole=whole_bazaar(session, read, sheet))
    draw_whole_recap(sheet, tmp_path / "rekap.pdf")
    text = " ".join(whole_text(tmp_path / "rekap.pdf").split())
    assert "hujan" in text
    assert "250.000" in text
    assert "90.000" not in text
    assert "340.000" not in text


def test_the_minutes_of_the_day_say_that_it_did_not_take_place(field: Field, tmp_path: Path) -> None:
    draw_minutes(field.ask(paper_sheet, field.bazaar_id, DAYS[1], printed_at=field.at), tmp_path / "ba.pdf")
    text = " ".join(whole_text(tmp_path / "ba.pdf").split())
    assert f"tidak berlangsung ({WHY})" in text
    assert "90.000" not in text
    assert "DRAF" not in text
    assert "terdaftar" not in text
    assert "Terbilang" not in text


def test_only_papers_that_say_it_are_made_of_the_day(field: Field) -> None:
    with field.db.read() as session:
        read = read_day(session, bazaar_id=field.bazaar_id, day=DAYS[1], at=field.at)
    assert papers_of(read.sheet) == (WHOLE, MINUTES)
    for code in ORDER:
        assert bool(compose_paper(read.sheet, read.plan, code, USUAL)) == (code in {WHOLE, MINUTES})
    assert {part.code for part in compose_day(read.sheet, read.plan)} == {"RB", "BA"}
    assert state_words(read.sheet) == WHY


def test_the_recap_is_final_once_every_day_that_is_held_is_sealed(field: Field, tmp_path: Path) -> None:
    assert "DRAF" in recap(field, tmp_path)
    seal = {"officer": field.officer, "at": field.at, "accept_missing": True}
    field.do(close_day, bazaar_id=field.bazaar_id, day=DAYS[0], **seal)
    text = recap(field, tmp_path)
    assert "DRAF" not in text
    assert "Tidak berlangsung dan di luar jumlah: 1 dari 2 hari." in text
    assert "Jumlah 1 dari 2 hari" in text or "Jumlah sampai hari ke-1 dari 2" in text


def recap(field: Field, folder: Path) -> str:
    with field.db.read() as session:
        read = read_day(session, bazaar_id=field.bazaar_id, day=DAYS[0], at=field.at + timedelta(days=2))
    draw_whole_recap(read.sheet, folder / "rekap.pdf")
    return " ".join(whole_text(folder / "rekap.pdf").split())
