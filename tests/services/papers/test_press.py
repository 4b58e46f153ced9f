"""What is told outside the office: sums of many, never the turnover of one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings, strategies as st

from bazar_desktop.domain.day.model import ABSENT, BLANK, PARTNER, PRESENT, REPORTED, VENDOR, DaySheet
from bazar_desktop.domain.money import format_rupiah
from bazar_desktop.phrases.press import chat_text, press_text
from bazar_desktop.services.papers.press import PressFacts, press_facts
from tests.printing.sample_day import entered, sample_sheet

Text = Callable[[PressFacts], str]
TEXTS = (press_text, chat_text)


def only_reported(sheet: DaySheet, count: int) -> DaySheet:
    """`sheet` where only the first `count` vendors told an amount."""
    left, rows = count, []
    for row in sheet.rows:
        tells = row.party == VENDOR and row.omzet == REPORTED and (row.total or 0) > 0 and left > 0
        left -= tells
        rows.append(row if tells or row.party != VENDOR else replace(row, omzet=BLANK, amounts=(None,) * 4))
    return replace(sheet, rows=tuple(rows))


@pytest.mark.parametrize("text", [press_text, chat_text])
@given(count=st.integers(1, 60))
@settings(max_examples=25, deadline=None)
def test_no_text_holds_one_vendors_omzet_or_a_partners(text: object, count: int) -> None:
    sheet = sample_sheet(count)
    told = text(press_facts(sheet))  # type: ignore[operator]
    whole = sum(row.total or 0 for row in sheet.rows if row.party == VENDOR)
    for row in sheet.rows:
        if row.total and row.total != whole:
            assert format_rupiah(row.total) not in told


@pytest.mark.parametrize("few", range(3))
def test_a_sum_of_too_few_is_not_told(few: int) -> None:
    facts = press_facts(only_reported(sample_sheet(30), few))
    assert facts.omzet is None
    assert "Rp" not in press_text(facts) + chat_text(facts)


def test_a_sum_of_enough_is_told_and_is_that_of_vendors_alone() -> None:
    sheet = only_reported(sample_sheet(30), 3)
    facts = press_facts(sheet)
    assert facts.omzet == sum(row.total or 0 for row in sheet.rows if row.party == VENDOR)
    assert format_rupiah(facts.omzet) in press_text(facts)


def test_an_open_day_is_told_as_provisional_and_a_sample_as_a_sample() -> None:
    assert "sementara" not in press_text(press_facts(sample_sheet(30)))
    for text in (press_text, chat_text):
        assert "sementara" in text(press_facts(sample_sheet(30, seal="", revision=0)))
        assert "sementara" in text(press_facts(sample_sheet(30, undecided=1)))
        assert text(press_facts(sample_sheet(30, is_sample=True))).startswith("[CONTOH]")


@pytest.mark.parametrize("text", [press_text, chat_text])
def test_two_texts_of_a_running_day_do_not_give_away_who_answered_in_between(text: object) -> None:
    sheet = sample_sheet(30, seal="", revision=0)
    told = [text(press_facts(only_reported(sheet, count))) for count in (12, 13)]  # type: ignore[operator]
    sums = [re.findall(r"Rp[\d.]+( juta)?", item) for item in told]
    assert all(found == [" juta"] for found in sums)
    tiny = replace(sheet, rows=tuple(replace(row, amounts=(1_000, 0, None, None)) for row in sheet.rows))
    assert "di bawah Rp1 juta" in text(press_facts(tiny))  # type: ignore[operator]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    "sheet",
    [
        entered(),
        sample_sheet(30, seal="", revision=0, printed_at=datetime(2023, 3, 19, 23, 59)),
        sample_sheet(0, seal="", revision=0),
        entered(first=3, attendance=ABSENT),
    ],
    ids=["nothing entered", "still ahead", "nobody on the list", "one marked away, the rest not yet"],
)
def test_a_day_without_facts_has_no_text_that_could_be_published(text: Text, sheet: DaySheet) -> None:
    told = text(press_facts(sheet))
    assert told.startswith("BELUM UNTUK DISIARKAN")
    for claim in ("berlangsung di", "Sebanyak", "Hadir:", "Rp", "eserta baru"):
        assert claim not in told


@pytest.mark.parametrize("text", TEXTS)
def test_where_nobody_came_the_text_says_that_and_no_more(text: Text) -> None:
    sealed = replace(entered(attendance=ABSENT), seal="7KQ2-M9XD", revision=1)
    told = text(press_facts(sealed))
    assert "idak ada peserta yang dicatat hadir." in told
    for claim in ("berlangsung", "dari 4", "eserta baru", "DRAF"):
        assert claim not in told


@pytest.mark.parametrize("text", TEXTS)
def test_who_is_not_marked_is_told_as_that_and_not_as_away(text: Text) -> None:
    told = text(press_facts(entered(omzet=REPORTED, amounts=(250_000, None, None, None))))
    assert "0 dari 4" not in told
    assert "elum dicatat" in told
    assert "Peserta baru: 4 dari 4" in told
    assert "Rp1 juta" in told
    some = text(press_facts(entered(first=1, attendance=PRESENT)))
    assert "3 dari 4" in some
    assert "1 dari 4" in some


@pytest.mark.parametrize("text", TEXTS)
def test_a_mitra_alone_is_told_without_a_count_of_nobody(text: Text) -> None:
    mitra = tuple(row for row in sample_sheet(30).rows if row.party == PARTNER)
    told = text(press_facts(sample_sheet(30, rows=mitra)))
    assert "Bulog" in told
    assert "0 dari 0" not in told
    assert "Jakpreneur hadir" not in told


@pytest.mark.parametrize("text", TEXTS)
def test_an_open_day_is_a_draft_though_no_omzet_may_be_told(text: Text) -> None:
    few = replace(only_reported(sample_sheet(30), 2), seal="", revision=0)
    facts = press_facts(few)
    assert facts.omzet is None
    assert text(facts).startswith("[DRAF]")
    assert "sementara" in text(facts)
    assert not text(press_facts(sample_sheet(30))).startswith("[DRAF]")
