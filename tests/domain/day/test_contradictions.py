"""Two facts of a day that exclude each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bazar_desktop.domain.calendar import WIB
from bazar_desktop.domain.day.contradictions import (
    ARRIVED_ANOTHER_DAY,
    AWAY_BUT_SOLD,
    AWAY_BUT_TOLD,
    CALLED_OFF_BUT_HERE,
    CAME_AFTER_CLOSE,
    CLASHES,
    HANDED_OVER_BUT_HERE,
    JOINED_BUT_AWAY,
    LEDGER_NOT_GRID,
    LEFT_BEFORE_COMING,
    NIL_BUT_SALES,
    NOT_ITS_SESSION,
    OVERSOLD,
    STATE_BUT_AMOUNT,
    TWO_HOLDERS,
    contradictions,
)
from bazar_desktop.domain.day.model import (
    ABSENT,
    BLANK,
    COACH,
    DECLINED,
    EXCUSED,
    EXPECTED,
    NIL,
    PARTNER,
    PRESENT,
    REPORTED,
    VENDOR,
    DayRow,
    PartnerGoods,
    StandChange,
)

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
SOLD = {"omzet": REPORTED, "amounts": (90_000, None, None, None)}
MITRA = replace(ROW, participation_id="m", party=PARTNER, booth="A-09", **SOLD)
RICE = PartnerGoods("m", "A-09", "Bulog", "Beras", "kg", opening=10_000, price=13_000, sold=2_000)


def at(hour: int) -> datetime:
    return datetime(2023, 3, 20, hour, tzinfo=WIB)


@pytest.mark.parametrize(
    ("row", "clash"),
    [
        (replace(ROW, attendance=ABSENT, **SOLD), AWAY_BUT_TOLD),
        (replace(ROW, attendance=EXCUSED, omzet=NIL), AWAY_BUT_TOLD),
        (replace(ROW, attendance=EXCUSED, omzet=DECLINED), AWAY_BUT_TOLD),
        (replace(ROW, omzet=NIL, amounts=(5, None, None, None)), STATE_BUT_AMOUNT),
        (replace(ROW, omzet=BLANK, amounts=(5, None, None, None)), STATE_BUT_AMOUNT),
        (replace(ROW, omzet=NIL, transactions=3), NIL_BUT_SALES),
        (replace(ROW, transactions=0, **SOLD), NIL_BUT_SALES),
        (replace(ROW, arrived_at=at(9), left_at=at(8)), LEFT_BEFORE_COMING),
    ],
)
def test_a_row_that_says_two_things_is_named(row: DayRow, clash: str) -> None:
    (found,) = contradictions([row])
    assert (found.clash, found.row) == (clash, row)


@pytest.mark.parametrize(
    "row",
    [
        ROW,
        replace(ROW, attendance=ABSENT),
        replace(ROW, attendance=EXPECTED, **SOLD),
        replace(ROW, party=COACH, attendance=ABSENT, omzet=NIL),
        replace(ROW, attendance=ABSENT, omzet=REPORTED),
        replace(ROW, omzet=NIL, transactions=0),
        replace(ROW, transactions=2, **SOLD),
        replace(ROW, arrived_at=at(9), left_at=at(9)),
    ],
)
def test_a_row_that_says_one_thing_is_not(row: DayRow) -> None:
    assert contradictions([row]) == ()


def test_a_ledger_that_adds_up_to_other_rupiah_than_the_grid_is_named_with_both() -> None:
    (found,) = contradictions([ROW, MITRA], [RICE])
    assert (found.clash, found.first, found.second) == (LEDGER_NOT_GRID, 26_000, 90_000)
    agreed = replace(MITRA, amounts=(26_000, None, None, None))
    assert contradictions([ROW, agreed], [RICE]) == ()
    silent = replace(MITRA, omzet=BLANK, amounts=(None,) * 4)
    (blank,) = contradictions([silent], [RICE])
    assert (blank.clash, blank.first, blank.second) == (LEDGER_NOT_GRID, 26_000, None)
    assert contradictions([MITRA], [replace(RICE, price=None)]) == ()
    nihil = replace(silent, omzet=NIL)
    (unpriced,) = contradictions([nihil], [replace(RICE, price=None)])
    assert (unpriced.clash, unpriced.first, unpriced.second) == (LEDGER_NOT_GRID, None, 0)
    assert contradictions([nihil], [replace(RICE, price=None, sold=0)]) == ()


def test_a_mitra_that_is_away_and_sold_goods_is_named_whatever_its_rows_say() -> None:
    away = replace(MITRA, attendance=ABSENT, amounts=(26_000, None, None, None))
    assert [item.clash for item in contradictions([away], [RICE])] == [AWAY_BUT_TOLD, AWAY_BUT_SOLD]
    silent = replace(away, omzet=BLANK, amounts=(None,) * 4)
    assert [item.clash for item in contradictions([silent], [RICE])] == [AWAY_BUT_SOLD, LEDGER_NOT_GRID]
    assert contradictions([silent], [replace(RICE, price=None, sold=None)]) == ()


def test_who_is_away_for_the_day_and_told_in_another_session_is_named_there() -> None:
    morning, noon = replace(ROW, attendance=ABSENT), replace(ROW, session=2, attendance=EXPECTED, **SOLD)
    (clash,) = contradictions([morning, noon])
    assert (clash.clash, clash.row.session) == (AWAY_BUT_TOLD, 2)
    assert contradictions([morning, replace(noon, attendance=PRESENT)]) == ()


def test_who_was_called_off_and_is_there_is_named() -> None:
    for status in ("reserve", "cancelled", "rejected"):
        (clash,) = contradictions([replace(ROW, status=status)])
        assert clash.clash == CALLED_OFF_BUT_HERE
        (clash,) = contradictions([replace(ROW, status=status, attendance=EXPECTED, omzet=NIL)])
        assert clash.clash == CALLED_OFF_BUT_HERE
        assert contradictions([replace(ROW, status=status, attendance=ABSENT)]) == ()
    assert contradictions([replace(ROW, status="invited")]) == ()


@pytest.mark.parametrize("state", [BLANK, DECLINED])
def test_transactions_of_who_told_no_omzet_are_named(state: str) -> None:
    (clash,) = contradictions([replace(ROW, omzet=state, transactions=25)])
    assert clash.clash == STATE_BUT_AMOUNT
    assert contradictions([replace(ROW, omzet=state, transactions=0)]) == ()


def test_goods_sold_beyond_the_stock_are_named() -> None:
    more = replace(RICE, sold=12_000)
    agreed = replace(MITRA, amounts=(156_000, None, None, None))
    (found,) = contradictions([agreed], [more])
    assert (found.clash, found.first, found.second, found.goods) == (OVERSOLD, 10_000, 12_000, "Beras")


def test_a_booth_with_two_parties_in_one_session_is_named_for_both() -> None:
    other = replace(ROW, participation_id="2")
    assert [found.clash for found in contradictions([ROW, other])] == [TWO_HOLDERS, TWO_HOLDERS]
    assert contradictions([ROW, replace(other, session=2)]) == ()
    assert contradictions([ROW, replace(other, attendance=ABSENT)]) == ()
    assert contradictions([ROW, replace(other, booth="A-02")]) == ()


def handed_on(session: int) -> StandChange:
    """The stand of "1" went to "2"."""
    return StandChange("A-01", session, "", "", PRESENT, "2", "", "", "", at(12), "pulang", "1")


def test_who_gave_a_stand_away_and_works_on_is_named() -> None:
    joined = replace(ROW, participation_id="2", session=2)
    again = replace(ROW, booth="", session=2)
    (found,) = contradictions([ROW, again, joined], changes=[handed_on(2)])
    assert (found.clash, found.row) == (HANDED_OVER_BUT_HERE, again)
    assert contradictions([ROW, joined], changes=[handed_on(2)]) == ()
    assert contradictions([ROW, replace(again, attendance=EXPECTED), joined], changes=[handed_on(2)]) == ()
    morning = replace(ROW, booth="", attendance=ABSENT)
    assert contradictions([morning, replace(joined, session=1)], changes=[handed_on(1)]) == ()


def test_who_took_a_stand_over_and_is_marked_away_there_is_named() -> None:
    joined = replace(ROW, participation_id="2", session=2, attendance=ABSENT)
    (found,) = contradictions([ROW, joined], changes=[handed_on(2)])
    assert (found.clash, found.row) == (JOINED_BUT_AWAY, joined)
    assert contradictions([ROW, replace(joined, session=1, booth="A-02")], changes=[handed_on(2)]) == ()


def test_an_omzet_in_a_session_without_a_booth_is_named_where_another_session_has_one() -> None:
    later = replace(ROW, booth="", session=2, **SOLD)
    (found,) = contradictions([ROW, later])
    assert (found.clash, found.row) == (NOT_ITS_SESSION, later)
    assert contradictions([replace(ROW, booth="", **SOLD)]) == ()
    assert contradictions([ROW, replace(ROW, session=2, **SOLD)]) == ()
    assert contradictions([ROW, replace(later, omzet=BLANK, amounts=(None,) * 4)]) == ()


def test_who_came_while_the_day_was_under_a_seal_is_named() -> None:
    came = replace(ROW, arrived_at=at(16))
    (found,) = contradictions([came], closed=[(at(15), at(17))])
    assert found.clash == CAME_AFTER_CLOSE
    assert [clash.clash for clash in contradictions([came], closed=[(at(15), None)])] == [CAME_AFTER_CLOSE]
    for seal in ((at(16), None), (at(17), None), (at(12), at(16)), (at(12), at(13))):
        assert contradictions([came], closed=[seal]) == ()
    assert contradictions([ROW], closed=[(at(15), None)]) == ()


def test_the_gravest_come_first() -> None:
    late = replace(ROW, participation_id="2", booth="A-02", arrived_at=at(9), left_at=at(8))
    absent = replace(ROW, participation_id="3", booth="A-03", attendance=ABSENT, **SOLD)
    order = [found.clash for found in contradictions([late, MITRA, absent], [RICE])]
    assert order == sorted(order, key=CLASHES.index) == [AWAY_BUT_TOLD, LEDGER_NOT_GRID, LEFT_BEFORE_COMING]


def test_a_time_of_another_date_is_no_time_of_the_day() -> None:
    day, next_day = at(8).date(), at(8) + timedelta(days=1)
    came = replace(ROW, arrived_at=next_day)
    assert [clash.clash for clash in contradictions([came], day=day)] == [ARRIVED_ANOTHER_DAY]
    left = replace(ROW, arrived_at=at(8), left_at=next_day)
    assert [clash.clash for clash in contradictions([left], day=day)] == [ARRIVED_ANOTHER_DAY]
    assert contradictions([replace(ROW, arrived_at=at(8), left_at=at(15))], day=day) == ()
