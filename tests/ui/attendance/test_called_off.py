"""A card that is scanned on a day that was called off is refused in words, and nobody is marked."""

from __future__ import annotations

from collections.abc import Callable

from bazar_desktop.domain.day.model import EXPECTED
from bazar_desktop.services.bazaars.halts import halt_bazaar
from bazar_desktop.services.bazaars.participants import list_participants
from bazar_desktop.services.day.sheet import day_sheet
from tests.bazaar_day import DAYS, Field
from tests.drivers.attendance import GateDriver


def test_a_card_is_refused_where_the_event_was_cancelled(
    field: Field, make_gate: Callable[[Field], GateDriver]
) -> None:
    gate = make_gate(field)
    card = field.ask(list_participants, field.bazaar_id)[0].card
    field.do(halt_bazaar, bazaar_id=field.bazaar_id, state="cancelled", reason="banjir", on=DAYS[0])
    gate.scan(card)
    assert "tidak berlangsung sejak 20/03/2023 (banjir)" in gate.says
    rows = field.ask(day_sheet, field.bazaar_id, DAYS[0]).rows
    assert {row.attendance for row in rows} == {EXPECTED}
