"""A total typed from the stack of slips: equal, or the row that explains the difference is named."""

from __future__ import annotations

import random

import pytest

from bazar_desktop.domain.day.model import CHANNELS, NIL
from bazar_desktop.domain.omzet.miscounts import ABOVE, LEFT_OUT, MISSING, SIGN, SWAPPED, TWICE, ZEROS, swaps
from bazar_desktop.phrases.omzet import batch_words, suspect_words
from bazar_desktop.services.omzet.batch_check import BatchCheck, NoSuchChannel, check_batch, compare
from bazar_desktop.services.omzet.entry import set_many
from bazar_desktop.services.omzet.grid import grid
from bazar_desktop.services.omzet.row import OmzetInput
from bazar_desktop.store.database import Database
from tests.omzet_day import OmzetDay, open_day

RIGHT, WRONG, OTHER = 79_551_750, 79_515_750, 87_922_000  # Jakarta Pusat 2021: two digits of one day swapped


FIRST = 8  # lines that an officer looks at


def checked(day: OmzetDay, total: int, **more: object) -> BatchCheck:
    return day.field.ask(check_batch, day.field.bazaar_id, day.day, total=total, **more)


def test_the_row_of_jakarta_pusat_is_named_among_at_most_three(db: Database) -> None:
    day = open_day(db, vendors=2, partners=1)
    day.sell(0, cash=OTHER)
    day.sell(1, cash=WRONG)
    day.sell(2, cash=5_000_000)  # a mitra, apart from UMKM
    check = checked(day, OTHER + RIGHT)
    assert (check.difference, check.difference % 9, check.rows) == (36_000, 0, 2)
    assert day.ids[1] in [suspect.participation_id for suspect in check.suspects]
    assert len(check.suspects) <= 3
    named = next(suspect for suspect in check.suspects if suspect.participation_id == day.ids[1])
    assert (named.kind, named.channel, named.here, named.would_be) == (SWAPPED, "cash", WRONG, RIGHT)
    published = checked(day, 167_437_750)
    day.sell(1, cash=RIGHT)
    assert published.difference == 0
    assert checked(day, OTHER + RIGHT).difference == 0
    assert checked(day, 167_437_750).total_would_be == 167_473_750


def test_in_a_closed_day_the_stack_is_compared_with_what_the_foot_of_the_table_shows(db: Database) -> None:
    day = open_day(db, vendors=3, partners=0)
    day.sell(0, cash=100_000, qris=0)
    day.sell(1, cash=200_000, qris=0)
    day.close()
    day.sell(2, cash=50_000, qris=0)  # by chat, after the seal
    check = checked(day, 300_000)
    assert (check.difference, check.answered, check.suspects, check.late) == (0, 2, (), 50_000)
    assert check.here == day.field.ask(grid, day.field.bazaar_id, day.day).figures.omzet
    said = "Cocok: Rp300.000 dari 3 baris. Susulan Rp50.000 di luar segel, tidak ikut dibandingkan."
    assert batch_words(check) == said
    assert checked(day, 120_000, channel="cash").late == 50_000


def test_a_row_left_out_twice_or_of_turned_sign_and_a_blank_one_are_named(db: Database) -> None:
    day = open_day(db, vendors=4, partners=0)
    for number, sold in enumerate((312_500, 87_000, 154_200)):
        day.sell(number, cash=sold, qris=0)
    whole = 312_500 + 87_000 + 154_200
    for total, kind, place in (
        (whole - 87_000, LEFT_OUT, 1),
        (whole + 87_000, TWICE, 1),
        (whole - 2 * 154_200, SIGN, 2),
        (whole + 41_700, MISSING, 3),
    ):
        assert (kind, day.ids[place]) in [
            (suspect.kind, suspect.participation_id) for suspect in checked(day, total).suspects
        ]


def test_one_channel_and_some_rows_are_compared_alone(db: Database) -> None:
    day = open_day(db, vendors=3, partners=0)
    day.sell(0, cash=100_000, qris=30_000)
    day.sell(1, cash=50_000)
    day.sell(2, state=NIL)
    assert checked(day, 30_000, channel="qris").difference == 0
    assert checked(day, 130_000, rows={(day.ids[0], 1)}).difference == 0
    assert checked(day, 180_000).answered == 3
    with pytest.raises(NoSuchChannel):
        checked(day, 1, channel="total")


def test_of_200_swaps_and_omissions_the_true_row_is_named_in_at_least_95_percent(db: Database) -> None:
    day = open_day(db, vendors=30, partners=0)
    rng = random.Random(11)
    sold = [(rng.randrange(20, 2_000) * 500, rng.randrange(10, 900) * 500) for _ in range(30)]
    entries = [OmzetInput(item, cash=a, qris=b) for item, (a, b) in zip(day.ids, sold, strict=True)]
    day.field.do(set_many, bazaar_id=day.field.bazaar_id, day=day.day, entries=entries)
    whole = sum(a + b for a, b in sold)
    rows, named, among_first = day.rows(), 0, 0
    for turn in range(200):
        place, cell = rng.randrange(30), rng.randrange(2)
        if turn % 2:
            typed = whole - sum(sold[place])
        else:
            while not (others := sorted(swaps(sold[place][cell], neighbours=True))):
                place, cell = rng.randrange(30), rng.randrange(2)
            typed = whole - sold[place][cell] + rng.choice(others)
        suspects = compare(typed, rows, CHANNELS[:2]).suspects
        ids = [suspect.participation_id for suspect in suspects]
        assert len(ids) == len(set(ids))
        named += day.ids[place] in ids
        among_first += day.ids[place] in ids[:FIRST]
    print(f"\nnamed in {named} of 200, among the first {FIRST} in {among_first}")
    assert named == 200
    assert among_first >= 190


def test_a_milliard_on_a_first_day_is_named_by_the_stack(db: Database) -> None:
    day = open_day(db, vendors=3, partners=0)
    day.sell(0, cash=400_000, qris=0)
    day.sell(1, cash=1_000_000_000, qris=0)
    named = checked(day, 1_400_000).suspects
    assert [(row.participation_id, row.kind, row.would_be) for row in named] == [
        (day.ids[1], ZEROS, 1_000_000)
    ]
    assert suspect_words(named[0]) == "nolnya mungkin lebih atau kurang: Rp1.000.000.000 atau Rp1.000.000"
    beyond = checked(day, 1_412_345).suspects
    assert [(row.participation_id, row.kind) for row in beyond] == [(day.ids[1], ABOVE)]
    assert suspect_words(beyond[0]) == "Rp1.000.000.000 lebih besar dari jumlah tumpukan"
