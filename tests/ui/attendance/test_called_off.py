"""A card that is scanned on a day that was called off is refused in words, and nobody is marked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from bazar_desktop.domain.day.model import EXPECTED
from bazar_desktop.services.bazaars.halts import halt_bazaar, halt_day, resume_bazaar
from bazar_desktop.services.bazaars.participants import list_participants
from bazar_desktop.services.day.sheet import day_sheet
from tests.bazaar_day import DAYS, Field
from tests.drivers import words_on
from tests.drivers.attendance import GateDriver


def test_a_card_is_refused_where_the_event_was_cancelled(
    field: Field, make_gate: Callable[[Field], GateDriver]
) -> None:
    gate = make_gate(field)
    card = field.ask(list_participants, field.bazaar_id)[0].card
    field.do(halt_bazaar, bazaar_id=field.bazaar_id, state="cancelled", reason="banjir", on=DAYS[0])
    gate.scan(card)
    assert "tidak berlangsung sejak 20/03/2023 (banjir)" in gate.says
    assert field.ask(day_sheet, field.bazaar_id, DAYS[0]).rows == ()
    field.do(resume_bazaar, bazaar_id=field.bazaar_id)
    rows = field.ask(day_sheet, field.bazaar_id, DAYS[0]).rows
    assert {row.attendance for row in rows} == {EXPECTED}


def test_the_page_of_a_day_that_fell_out_says_only_that_and_offers_nothing(
    field: Field, make_gate: Callable[[Field], GateDriver]
) -> None:
    card = field.ask(list_participants, field.bazaar_id)[0].card
    field.do(halt_day, bazaar_id=field.bazaar_id, day=DAYS[0], reason="hujan", on=DAYS[0])
    gate = make_gate(field)
    page = gate.page
    said = words_on(page)
    assert "Gugur sejak 20 Maret 2023: hujan" in said
    assert "tidak dihitung" in said
    for refused in ("belum dicatat", "F2", "bukan hari ini", " dari "):
        assert refused not in said
    assert not any(act.isEnabled() for act in page._acts)
    page.open_walk_in()
    page.open_cut_off()
    assert QApplication.activeModalWidget() is None
    gate.scan(card)
    assert "tidak berlangsung sejak 20/03/2023 (hujan)" in words_on(page)
    page.copy_summary()
    assert (
        QGuiApplication.clipboard().text()
        == "20 Maret 2023 tidak berlangsung: gugur sejak 20 Maret 2023: hujan"
    )
