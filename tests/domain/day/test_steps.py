"""The five steps of a day: whose turn it is follows from what is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from hypothesis import given, settings, strategies as st

from bazar_desktop.domain.calendar import WIB
from bazar_desktop.domain.day.model import ABSENT, BLANK, EXPECTED, NIL, PRESENT, REPORTED, DayRow
from bazar_desktop.domain.day.steps import DONE, NOW, Reported, Situation, arrivals, steps
from bazar_desktop.domain.figures.day import day_figures

DAY = date(2023, 3, 20)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2023, 3, 20, hour, minute, tzinfo=WIB)


def row(number: int = 1, **values: Any) -> DayRow:
    usual: dict[str, Any] = {
        "participation_id": f"p{number}",
        "party": "vendor",
        "booth": f"A-{number}",
        "session": 1,
        "name": "",
        "business": f"Usaha {number}",
        "product": "",
        "category": "",
        "agency": "",
        "phone": "",
        "card": "",
        "attendance": EXPECTED,
        "arrived_at": None,
        "left_at": None,
        "omzet": BLANK,
        "amounts": (None,) * 4,
        "transactions": None,
    }
    return DayRow(**{**usual, **values})


def situation(*rows: DayRow, **values: Any) -> Situation:
    usual: dict[str, Any] = {"now": at(9), "cut_off": time(9, 30), "has_layout": True}
    umkm = day_figures(rows)
    reported = Reported(umkm.asked, umkm.answered, umkm.blank)
    return Situation(rows=rows, day=DAY, reported=reported, **{**usual, **values})


def codes(one: Situation) -> list[str]:
    return [step.code for step in steps(one)]


def turn(one: Situation) -> list[str]:
    return [step.key for step in steps(one) if step.state == NOW]


def test_an_empty_bazaar_begins_with_its_participants() -> None:
    assert codes(situation()) == [
        "no_participants",
        "nobody_yet",
        "not_begun",
        "nobody_takes_part",
        "close_first",
    ]
    assert turn(situation()) == ["prepare"]
    assert codes(situation(row(), has_layout=False))[0] == "no_layout"
    assert codes(situation(row(), row(2, booth="")))[0] == "not_placed"


def test_who_is_away_or_comes_to_a_closed_day_waits_for_no_booth() -> None:
    away = replace(row(2, booth=""), attendance=ABSENT)
    assert codes(situation(row(), away))[0] == "prepared"
    closed = steps(situation(row(), row(2, booth=""), seal="AB12-CD34-E"))[0]
    assert (closed.code, closed.facts) == ("prepared", {"parties": 1})


def test_the_day_goes_from_arrival_to_hand_over() -> None:
    here = replace(row(), attendance=PRESENT, arrived_at=at(8))
    assert turn(situation(here, row(2))) == ["arrive"]
    assert turn(situation(here, row(2, attendance=ABSENT))) == ["sell"]
    sold = replace(here, omzet=REPORTED, amounts=(1, None, None, None))
    assert turn(situation(sold)) == ["close"]
    assert turn(situation(sold, seal="X", revision=1)) == ["hand_over"]
    closed = situation(sold, seal="X", revision=1, parcel="received")
    assert turn(closed) == []
    assert all(step.state == DONE for step in steps(closed))


def test_closing_says_what_stands_in_its_way() -> None:
    here = replace(row(), attendance=PRESENT)
    lacking = situation(here, row(2), lacking=(("not_marked", 1), ("not_answered", 1)))
    step = steps(lacking)[3]
    assert (step.code, step.facts, step.state) == ("lacking", {"kind": "not_marked", "count": 1}, "later")
    clashing = situation(here, lacking=(("contradictory", 2),), contradictory=True)
    assert (steps(clashing)[3].code, steps(clashing)[3].state) == ("contradictory", "later")
    assert codes(situation(replace(here, omzet=NIL)))[3] == "ready_to_close"
    assert codes(situation(here, now=at(9).replace(day=19)))[3] == "closing_to_come"
    assert codes(situation(replace(here, omzet=NIL), undecided=2))[3] == "undecided"


def test_a_package_is_made_carried_and_received() -> None:
    told = [codes(situation(seal="X", parcel=item))[4] for item in ("", "made", "carried", "received")]
    assert told == ["not_packed", "packed", "carried", "received"]


def test_a_day_that_has_begun_waits_for_no_layout() -> None:
    assert turn(situation(row(attendance=PRESENT), row(2), has_layout=False)) == ["arrive"]


def test_before_the_day_nobody_is_waited_for() -> None:
    assert codes(situation(row(), now=datetime(2023, 3, 19, 20, tzinfo=WIB)))[1] == "day_to_come"


def test_arrivals_add_up_by_half_hours() -> None:
    times = [at(7, 5), at(7, 29), at(7, 30), at(8, 10), at(12, 0)]
    rows = tuple(row(n, attendance=PRESENT, arrived_at=moment) for n, moment in enumerate(times))
    assert arrivals(rows, most=3) == (("07.30", 2), ("08.00", 3), ("08.30", 5))
    assert arrivals((row(),)) == ()


def test_a_rush_is_shown_by_ten_minutes() -> None:
    times = [at(7, 41), at(7, 48), at(7, 50), at(8, 5)]
    rows = tuple(row(n, attendance=PRESENT, arrived_at=moment) for n, moment in enumerate(times))
    assert arrivals(rows) == (("07.50", 2), ("08.00", 3), ("08.10", 4))


ROWS = st.lists(
    st.builds(
        row,
        st.integers(1, 99),
        booth=st.sampled_from(["", "A-1"]),
        attendance=st.sampled_from([EXPECTED, PRESENT, ABSENT]),
        omzet=st.sampled_from([BLANK, NIL, REPORTED]),
        arrived_at=st.one_of(st.none(), st.integers(6 * 60, 20 * 60).map(lambda m: at(m // 60, m % 60))),
    ),
    max_size=6,
)


@settings(max_examples=150, deadline=None)
@given(ROWS, st.booleans(), st.sampled_from(["", "X"]), st.sampled_from(["", "made", "received"]))
def test_one_step_at_most_has_the_turn_and_it_is_the_first_that_is_not_done(
    rows: list[DayRow], has_layout: bool, seal: str, parcel: str
) -> None:
    found = steps(situation(*rows, has_layout=has_layout, seal=seal, parcel=parcel))
    states = [step.state for step in found]
    assert len(states) == 5
    assert states.count(NOW) == (0 if set(states) == {DONE} else 1)
    begun = any(day_row.attendance == PRESENT for day_row in rows)
    assert NOW not in states or set(states[begun : states.index(NOW)]) <= {DONE}
    bars = [number for _, number in arrivals(tuple(rows))]
    assert bars == sorted(bars)
