"""Sums over many days: no single day takes them down, and what a seal covers stays as its papers say it."""

from __future__ import annotations

import pytest

from bazar_desktop.cli.reports import _words
from bazar_desktop.phrases.reports import uncounted_words
from bazar_desktop.services.reports.year import year_report
from tests.services.exchange.test_decisions import take_in, two_laptops
from tests.stores import MakeStore


@pytest.mark.parametrize("state", ["nil", "declined"])
def test_the_year_opens_as_provisional_over_an_amount_beside_nihil(make_store: MakeStore, state: str) -> None:
    here, there = two_laptops(make_store)
    here.sell(1, cash=100_000)
    there.sell(0, cash=2_000)
    here.sell(0, state=state)
    take_in(here.field.db, there.field.db)
    report = here.field.ask(year_report, 2023)
    assert (report.is_provisional, report.vendors.omzet) == (True, 100_000)
    (words,) = uncounted_words(report.days)
    assert words == (
        "Bazar Jakpreneur Ramadan, 20 Maret 2023: Dapur Bu Marni punya nominal yang bertentangan dengan keadaannya "
        "dan belum ikut dihitung. Putuskan di Perlu keputusan."
    )
    assert words in _words(report)
