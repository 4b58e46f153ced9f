"""Who took part, and what a sealed day says of others, is as sealed: what comes after a seal waits for the next one."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bazar_desktop.domain.figures.day import day_figures
from bazar_desktop.domain.turns.rules import TurnRules
from bazar_desktop.jobs.papers.day_papers import read_day
from bazar_desktop.services.bazaars.bazaars import add_bazaar, find_bazaar
from bazar_desktop.services.bazaars.participants import APPLICANT, add_participation, list_participants
from bazar_desktop.services.closing.paper_sheet import paper_sheet
from bazar_desktop.services.closing.seal import close_day, reopen
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.omzet.entry import set_omzet
from bazar_desktop.services.reports.year import year_report
from bazar_desktop.services.turns.rules import put_rules
from bazar_desktop.services.turns.turn_list import turn_list
from bazar_desktop.store.database import Database
from tests.bazaar_day import DAYS, Field
from tests.omzet_day import OmzetDay, open_day
from tests.printing.drawing import draw_summary
from tests.printing.reading import whole_text

LATER, LAST = date(2023, 4, 10), date(2023, 5, 10)


def close(field: Field, bazaar_id: str, day: date) -> None:
    field.at += max(day - field.at.date(), timedelta())
    facts = {"bazaar_id": bazaar_id, "day": day, "officer": field.officer, "at": field.at}
    field.do(close_day, **facts, accept_missing=True, accept_unchanged=True)


def lift(day: OmzetDay) -> None:
    facts = {"bazaar_id": day.field.bazaar_id, "day": day.day, "officer": day.field.officer}
    day.field.do(reopen, **facts, at=day.field.at, reason="Susulan")


def later_bazaar(field: Field, day: date, vendors: list[str], **status: Any) -> tuple[str, list[str]]:
    code = field.do(add_bazaar, name=f"Bazar {day:%m}", days=[day], place="Rusun")
    bazaar_id = field.ask(find_bazaar, code).id
    return bazaar_id, [field.do(add_participation, bazaar_id, vendor_id=item, **status) for item in vendors]


def told_after_the_seal(db: Database) -> tuple[OmzetDay, str, str]:
    """The first day is sealed with one answer; a second vendor answers after it. Both stand at a later bazaar."""
    day = open_day(db, vendors=2, partners=0, marked=False)
    day.sell(0, cash=1_000)
    day.close()
    day.sell(1, cash=70_000)  # by chat
    vendors = [str(party.vendor_id) for party in day.field.ask(list_participants, day.field.bazaar_id)]
    bazaar_id, parties = later_bazaar(day.field, LATER, vendors)
    for party in parties:
        day.field.do(set_omzet, bazaar_id=bazaar_id, day=LATER, participation_id=party, cash=500)
    wanted, _parties = later_bazaar(day.field, LAST, vendors, status=APPLICANT)
    day.field.do(put_rules, rules=TurnRules(places=2), bazaar_id=wanted)
    return day, bazaar_id, wanted


def kali(field: Field, bazaar_id: str) -> list[int]:
    return sorted(
        line.standing.applicant.this_year for line in field.ask(turn_list, bazaar_id=bazaar_id).lines
    )


def test_an_answer_after_the_seal_makes_nobody_known_until_it_is_sealed(db: Database) -> None:
    day, bazaar_id, wanted = told_after_the_seal(db)
    assert day_figures(day.field.ask(day_sheet, bazaar_id, LATER).rows).newcomers == 1
    assert kali(day.field, wanted) == [1, 2]
    close(day.field, bazaar_id, LATER)
    assert day_figures(day.field.ask(paper_sheet, bazaar_id, LATER).rows).newcomers == 1
    assert day.field.ask(year_report, 2023).vendors.reach.people == 2

    lift(day)
    day.close()
    assert day_figures(day.field.ask(day_sheet, bazaar_id, LATER).rows).newcomers == 0
    assert kali(day.field, wanted) == [2, 2]
    assert day_figures(day.field.ask(paper_sheet, bazaar_id, LATER).rows).newcomers == 1  # as it was sealed


def test_a_sealed_ringkasan_keeps_what_it_says_of_the_other_days(db: Database, tmp_path: Path) -> None:
    day = open_day(db, vendors=2, partners=0)
    day.sell(0, cash=100_000)
    day.close()
    second = OmzetDay(day.field, DAYS[1], day.ids)
    second.sell(0, cash=5_000)
    second.close()

    def ringkasan() -> str:
        asked = {"bazaar_id": day.field.bazaar_id, "day": DAYS[1]}
        draw_summary(day.field.ask(read_day, **asked).sheet, tmp_path / "rk.pdf")
        return whole_text(tmp_path / "rk.pdf").split(" jurnal ")[0]

    before = ringkasan()
    assert "hari sebelumnya Rp100.000 saat disegel" in before
    assert "Omzet tiap hari, saat disegel 100.000" in before
    lift(day)
    day.sell(1, cash=23_000)
    assert ringkasan() == before
    day.close()
    assert ringkasan() == before


def test_a_ringkasan_marks_another_day_that_no_seal_stood_on_as_provisional(
    db: Database, tmp_path: Path
) -> None:
    day = open_day(db, vendors=2, partners=0)
    day.sell(0, cash=100_000)
    second = OmzetDay(day.field, DAYS[1], day.ids)
    second.sell(0, cash=5_000)

    def ringkasan() -> str:
        asked = {"bazaar_id": day.field.bazaar_id, "day": DAYS[1]}
        draw_summary(day.field.ask(read_day, **asked).sheet, tmp_path / "rk.pdf")
        return whole_text(tmp_path / "rk.pdf")

    assert "hari sebelumnya Rp100.000, belum ditutup" in ringkasan()
    assert "Omzet tiap hari (* belum ditutup) 100.000 5.000 20/3* 21/3*" in ringkasan()
    second.close()
    day.close()
    sealed = ringkasan()
    assert "hari sebelumnya Rp100.000 saat disegel, belum ditutup" in sealed
    assert "Omzet tiap hari, saat disegel (* belum ditutup) 100.000 5.000 20/3* 21/3" in sealed
