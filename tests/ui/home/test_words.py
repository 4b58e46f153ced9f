"""What Beranda says where the share of cashless has no figure."""

from __future__ import annotations

from dataclasses import replace

from bazar_desktop.domain.day.model import BLANK, NIL, PRESENT, DayRow
from bazar_desktop.domain.figures.day import day_figures
from bazar_desktop.ui.home.words import cashless_words
from tests.printing.sample_day import sample_sheet


def said(*rows: DayRow, sealed: bool = False) -> str:
    return cashless_words(day_figures(rows), sealed=sealed)


def test_a_share_that_is_not_there_is_told_by_its_reason() -> None:
    sold = next(row for row in sample_sheet(9).rows if row.attendance == PRESENT and row.amounts[0])
    blank = replace(sold, omzet=BLANK, amounts=(None,) * 4)
    in_cash = replace(sold, amounts=(95_000, None, None, None))
    nil = replace(sold, omzet=NIL, amounts=(0, 0, None, None))
    assert said(sold) == "dari omzet UMKM"
    assert (said(blank), said(blank, sealed=True)) == ("menunggu laporan omzet", "tidak ada yang melapor")
    assert said(in_cash, sealed=True) == "cara bayar tidak diisi"
    assert said(nil, sealed=True) == "tidak ada penjualan"
