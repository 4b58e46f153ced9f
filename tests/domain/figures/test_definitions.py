"""The list of figures, and a day's figures computed from it."""

from __future__ import annotations

from dataclasses import fields, replace
from fractions import Fraction

from hypothesis import given, strategies as st

from bazar_desktop.domain.day.model import (
    ABSENT,
    BLANK,
    CASH,
    CHANNELS,
    DECLINED,
    EXCUSED,
    EXPECTED,
    NIL,
    PARTNER,
    PRESENT,
    QRIS,
    REPORTED,
    VENDOR,
    DayRow,
)
from bazar_desktop.domain.figures.day import DayFigures, day_figures, figures_by, half_up, median_of, share
from bazar_desktop.domain.figures.definitions import BY_KEY, FIGURES

ASKED = (CASH, QRIS)
ROW = DayRow(
    participation_id="1",
    session=1,
    booth="A-01",
    business="Batik",
    name="Siti",
    attendance=PRESENT,
    arrived_at=None,
    left_at=None,
    party=VENDOR,
    product="batik",
    category="kriya",
    agency="PPKUKM",
    phone="",
    card="",
    omzet=BLANK,
    amounts=(None,) * 4,
    transactions=None,
)
AMOUNT = st.none() | st.integers(0, 10**12)


@st.composite
def rows(draw: st.DrawFn) -> list[DayRow]:
    """Rows of a day: some parties in two sessions, every mark with every answer."""
    listed = []
    for number in range(draw(st.integers(0, 6))):
        party = draw(st.sampled_from((VENDOR, VENDOR, VENDOR, PARTNER)))
        new = draw(st.booleans())
        for session in range(1, draw(st.sampled_from((1, 1, 2))) + 1):
            omzet = draw(st.sampled_from((BLANK, NIL, REPORTED, DECLINED)))
            amounts = draw(st.tuples(AMOUNT, AMOUNT, AMOUNT, AMOUNT)) if omzet == REPORTED else (None,) * 4
            row = replace(
                ROW,
                participation_id=str(number),
                party=party,
                session=session,
                attendance=draw(st.sampled_from((EXPECTED, PRESENT, EXCUSED, ABSENT))),
                omzet=omzet,
                amounts=amounts,
                first_time=new,
                category=draw(st.sampled_from(("kuliner", "kriya"))) if session == 1 else listed[-1].category,
                transactions=draw(st.none() | st.integers(0, 99)),
            )
            listed.append(row)
    return listed


def test_no_name_stands_on_two_figures_and_each_part_names_its_whole() -> None:
    assert len({figure.name for figure in FIGURES}) == len(FIGURES) == len(BY_KEY)
    assert all(figure.whole in BY_KEY for figure in FIGURES if figure.whole)
    assert all(figure.definition.endswith(".") and figure.population for figure in FIGURES)


def test_every_figure_of_a_day_is_defined() -> None:
    of_a_day = {field.name for field in fields(DayFigures)} | {"cash", "cashless", "cashless_share"}
    assert of_a_day - {"channels"} <= set(BY_KEY)


@given(rows())
def test_parts_add_up_to_their_wholes(listed: list[DayRow]) -> None:
    figures = day_figures(listed, ASKED)
    assert figures.registered == figures.present + figures.excused + figures.absent + figures.expected
    assert figures.asked == figures.answered + figures.declined + figures.blank
    assert figures.nil <= figures.answered
    assert figures.partly <= figures.answered
    groups = figures_by(listed, lambda row: row.category, ASKED)
    for name in ("registered", "present", "asked", "answered", "nil", "declined", "blank", "newcomers"):
        assert sum(getattr(group, name) for group in groups.values()) == getattr(figures, name)
    told = [group.omzet for group in groups.values() if group.omzet is not None]
    assert (sum(told) if told else None) == figures.omzet
    if figures.omzet is not None:
        assert sum(amount or 0 for amount in figures.channels) == figures.omzet
        assert figures.omzet == sum(row.total or 0 for row in listed if row.party == VENDOR)


@given(rows())
def test_nothing_answered_is_nothing_and_never_nought(listed: list[DayRow]) -> None:
    figures = day_figures([replace(row, omzet=BLANK, amounts=(None,) * 4) for row in listed], ASKED)
    assert figures.omzet is figures.average is figures.median is figures.cashless_share is None
    assert set(figures.channels) == {None}


@given(st.integers(0, 10**15), st.integers(1, 10**6))
def test_shares_and_averages_are_rounded_half_up(amount: int, by: int) -> None:
    exact = Fraction(amount, by)
    assert exact - Fraction(1, 2) < half_up(amount, by) <= exact + Fraction(1, 2)
    assert half_up(1, 2) == 1
    assert share(1, 2) == 500
    assert share(0, 0) is None


def test_a_nihil_party_counts_as_told_and_an_absent_one_is_not_awaited() -> None:
    day = [
        replace(ROW, participation_id="a", omzet=NIL),
        replace(ROW, participation_id="b", omzet=REPORTED, amounts=(70_001, None, None, None)),
        replace(ROW, participation_id="c", attendance=ABSENT),
        replace(ROW, participation_id="d", omzet=DECLINED),
        replace(ROW, participation_id="e"),
        replace(ROW, participation_id="f", attendance=EXPECTED),
    ]
    figures = day_figures(day, ASKED)
    assert (figures.registered, figures.asked, figures.answered, figures.nil, figures.partly) == (
        6,
        4,
        2,
        1,
        1,
    )
    assert (figures.declined, figures.blank, figures.absent, figures.expected) == (1, 1, 1, 1)
    assert (figures.omzet, figures.average, figures.median) == (70_001, 35_001, 35_001)
    assert figures.channels == (70_001, 0, 0, 0)
    assert len(figures.channels) == len(CHANNELS)


def test_the_middle_of_two_is_rounded_half_up() -> None:
    assert median_of([]) is None
    assert median_of([3]) == 3
    assert median_of([1, 2]) == 2
