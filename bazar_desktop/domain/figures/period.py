"""The figures of several days, each day's added up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bazar_desktop.domain.figures.day import DayFigures, known_sum


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """The figures of one party kind over several days: who came on two days is counted on each of them.

    asked = answered + declined + blank. `omzet` and `sales` are None where nobody answered on any day.
    """

    present: int
    asked: int
    answered: int
    declined: int
    blank: int
    omzet: int | None
    sales: int | None


def period_figures(days: Iterable[DayFigures]) -> PeriodFigures:
    """Add up what `day_figures` gives for each day."""
    listed = list(days)
    return PeriodFigures(
        present=sum(day.present for day in listed),
        asked=sum(day.asked for day in listed),
        answered=sum(day.answered for day in listed),
        declined=sum(day.declined for day in listed),
        blank=sum(day.blank for day in listed),
        omzet=known_sum(day.omzet for day in listed),
        sales=known_sum(day.sales for day in listed),
    )
