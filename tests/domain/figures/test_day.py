"""The figures of a day where a channel, a person or an amount is not as usual."""

from __future__ import annotations

from dataclasses import replace

from bazar_desktop.domain.day.model import ABSENT, BLANK, NIL, PARTNER, PRESENT, REPORTED, DayRow
from bazar_desktop.domain.figures.day import day_figures, newcomers_of
from tests.domain.day.test_contradictions import ROW


def told(who: str, cash: int | None = None, qris: int | None = None, **more: object) -> DayRow:
    row = replace(ROW, participation_id=who, omzet=REPORTED, amounts=(cash, qris, None, None))
    return replace(row, **more)  # type: ignore[arg-type]


def test_a_channel_that_nobody_filled_is_a_dash_and_not_nought() -> None:
    cash_only = day_figures([told("1", 100), told("2", 50)])
    assert (cash_only.cash, cash_only.cashless, cash_only.cashless_share) == (150, None, None)
    qris_only = day_figures([told("1", qris=100)])
    assert (qris_only.cash, qris_only.cashless, qris_only.cashless_share) == (None, 100, 1000)
    both = day_figures([told("1", 100), told("2", 0, 0)])
    assert (both.cash, both.cashless, both.cashless_share) == (100, 0, 0)
    nihil = day_figures([replace(ROW, omzet=NIL)])
    assert (nihil.cash, nihil.cashless, nihil.cashless_share) == (0, 0, None)


def test_who_told_nought_in_figures_is_nihil_as_who_said_so() -> None:
    figures = day_figures([told("1", 0, 0), replace(ROW, participation_id="2", omzet=NIL), told("3", 5)])
    assert (figures.answered, figures.nil, figures.omzet) == (3, 2, 5)


def test_a_person_with_two_ids_is_new_once_and_only_who_took_part_is() -> None:
    rows = [
        told("1", 5, first_time=True, person="v"),
        told("2", 5, first_time=True, person="v"),
        replace(ROW, participation_id="3", first_time=True, person="w", attendance=PRESENT),
        replace(ROW, participation_id="4", first_time=True, person="x", attendance=ABSENT, omzet=BLANK),
        told("5", 5, first_time=True, party=PARTNER),
    ]
    assert day_figures(rows).newcomers == 2
    assert newcomers_of(row for row in rows if row.party != PARTNER) == {"1", "2", "3"}
