"""Marks that come from another laptop after the seal: no figure of the day has them, and they are told apart."""

from __future__ import annotations

from bazar_desktop.domain.day.model import ABSENT, PRESENT, VENDOR
from bazar_desktop.phrases.attendance import summary_text
from bazar_desktop.services.attendance.check_in import mark
from bazar_desktop.services.attendance.roll_call import roll_call, tally
from bazar_desktop.services.home.day_steps import home
from bazar_desktop.ui.attendance.lines import lines_of, squares, state_words
from bazar_desktop.ui.kit.charts import HERE
from tests.omzet_day import OmzetDay
from tests.services.exchange.test_decisions import take_in, two_laptops
from tests.stores import MakeStore


def sealed_before_it_heard(make_store: MakeStore) -> OmzetDay:
    """All are there when the day is closed; the other laptop then hands in that one of them was alpa."""
    here, there = two_laptops(make_store)
    for number in range(3):
        here.sell(number, cash=100_000)
    there.field.do(
        mark, bazaar_id=there.field.bazaar_id, day=there.day, participation_id=there.ids[0], status=ABSENT
    )
    here.close()
    take_in(here.field.db, there.field.db)
    return here


def test_list_and_steps_count_as_the_cards_do_and_say_how_many_came_since(make_store: MakeStore) -> None:
    day = sealed_before_it_heard(make_store)
    place = (day.field.bazaar_id, day.day)
    roll, first = day.field.ask(roll_call, *place), day.field.ask(home, *place, now=day.field.at)
    assert {row.attendance for row in roll.rows if row.key in roll.since} == {ABSENT}
    assert (len(roll.since), first.since) == (1, 1)
    vendors = tally(row for row in roll.counted if row.party == VENDOR)
    assert (vendors.present, first.umkm.present) == (3, 3)
    everybody = tally(roll.counted)
    assert (
        (first.counts.present, first.counts.absent)
        == (everybody.present, everybody.absent)
        == (everybody.total, 0)
    )
    assert "1 catatan sesudah segel, belum dihitung" in summary_text(roll, day.field.at)


def test_the_line_is_marked_and_the_map_shows_what_is_counted(make_store: MakeStore) -> None:
    day = sealed_before_it_heard(make_store)
    roll = day.field.ask(roll_call, day.field.bazaar_id, day.day)
    words = {key: state_words(line) for key, line in lines_of(roll).items()}
    assert [said for key, said in words.items() if key in roll.since] == ["alpa · sesudah segel"]
    assert not any("sesudah segel" in said for key, said in words.items() if key not in roll.since)
    assert {square.state for square in squares(roll)} == {HERE}
    assert {row.attendance for row in roll.counted} == {PRESENT}
