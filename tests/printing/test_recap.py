"""The rekap omzet."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bazar_desktop.domain.closing.proofs import TotalsDisagree
from bazar_desktop.domain.day.model import ABSENT, DECLINED, NIL, PARTNER, REPORTED, VENDOR, DaySheet
from bazar_desktop.domain.money import terbilang
from tests.printing.drawing import draw_recap
from tests.printing.reading import aligned, overlaps, page_texts, text_boxes, whole_text
from tests.printing.sample_day import sample_sheet


def number(text: str) -> int:
    return int(text.replace(".", ""))


def omzet_of(sheet: DaySheet, party: str) -> int:
    return sum(row.total or 0 for row in sheet.rows if row.party == party)


@pytest.mark.parametrize("count", [1, 30, 144, 300])
@pytest.mark.parametrize("paper", ["A4", "F4", "A3"])
def test_the_printed_total_is_the_sum_of_the_printed_rows(count: int, paper: str, tmp_path: Path) -> None:
    sheet, path = sample_sheet(count), tmp_path / "rekap.pdf"
    draw_recap(sheet, path, paper=paper)
    text = whole_text(path)
    match = re.search(r"Jumlah omzet UMKM ([\d.]+) ([\d.]+) ([\d.]+)", text)
    assert match
    cash, noncash, whole = (number(part) for part in match.groups())
    assert cash + noncash == whole == omzet_of(sheet, VENDOR)
    assert terbilang(whole) in text
    for row in sheet.rows:
        if row.total:
            assert f"{row.total:,}".replace(",", ".") in text


def test_mitra_stand_apart_and_never_in_the_umkm_total(tmp_path: Path) -> None:
    sheet, path = sample_sheet(30), tmp_path / "rekap.pdf"
    draw_recap(sheet, path)
    match = re.search(r"Jumlah omzet mitra ([\d.]+) ([\d.]+) ([\d.]+)", whole_text(path))
    assert match
    assert number(match[3]) == omzet_of(sheet, PARTNER)
    assert whole_text(path).count("Bulog") == 1
    assert whole_text(path).index("Bulog") > whole_text(path).index("di luar omzet UMKM")


def test_totals_by_category_and_by_pengampu_add_up(tmp_path: Path) -> None:
    sheet, path = sample_sheet(144), tmp_path / "rekap.pdf"
    draw_recap(sheet, path)
    text = whole_text(path)
    for heading in ("Menurut jenis usaha", "Menurut pengampu"):
        part = text[text.index(heading) :]
        lines = re.findall(r"(\w+) \d+ / \d+ [\d.]+ [\d.]+ ([\d.]+)", part)
        own = lines[: [name for name, _amount in lines].index("Jumlah") + 1]
        assert (
            sum(number(amount) for _name, amount in own[:-1]) == number(own[-1][1]) == omzet_of(sheet, VENDOR)
        )


def test_blank_nil_absent_and_declined_differ_in_words(tmp_path: Path) -> None:
    path = tmp_path / "rekap.pdf"
    draw_recap(sample_sheet(30), path)
    text = whole_text(path)
    assert re.search(r"A-04 Bir Pletok Condet Nakertransgi Minuman 0 0 0 Nihil", text)
    assert "A-12 Ondel Craft KPKP Kriya Belum lapor" in text
    assert "A-10 Kue Kembang Goyang Nakertransgi Kuliner Tidak hadir (alpa)" in text
    assert "A-14 Es Selendang Mayang PPAPP Minuman Tidak hadir (izin)" in text
    assert "B-02 Kaos Jekardah KPKP Fesyen Menolak menyebut" in text
    assert "1.325.000 1.325.000 Sebagian" in text


def test_a_row_that_told_and_is_marked_away_says_both(tmp_path: Path) -> None:
    sheet = sample_sheet(30, seal="", revision=0)
    told = next(row for row in sheet.rows if row.omzet == REPORTED)
    away = replace(told, attendance=ABSENT)
    path = tmp_path / "rekap.pdf"
    draw_recap(replace(sheet, rows=tuple(away if row is told else row for row in sheet.rows)), path)
    assert "Alpa, tetapi ada omzet" in " ".join(whole_text(path).split())


def test_figures_are_right_aligned_in_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "rekap.pdf"
    draw_recap(sample_sheet(30), path)
    right = [box[2] for box in text_boxes(path) if re.fullmatch(r"[\d.]{7,}", box[4].strip())]
    columns = sorted({round(edge) for edge in right})
    assert len(right) > 50
    assert sum(not aligned([edge for edge in right if abs(edge - at) < 2], 0.25) for at in columns) == 0


def test_a_sealed_day_shows_its_seal_and_an_open_one_is_a_draft(tmp_path: Path) -> None:
    draw_recap(sample_sheet(30), tmp_path / "a.pdf")
    draw_recap(sample_sheet(30, seal="", revision=0), tmp_path / "b.pdf")
    for page in page_texts(tmp_path / "a.pdf"):
        assert "Segel 7KQ2-M9XD · revisi 1" in page
    for page in page_texts(tmp_path / "b.pdf"):
        assert "DRAF — hari belum ditutup" in page


def test_undecided_figures_are_marked_provisional_on_every_page(tmp_path: Path) -> None:
    draw_recap(sample_sheet(30, undecided=2), tmp_path / "a.pdf")
    for page in page_texts(tmp_path / "a.pdf"):
        assert "sementara (2 belum diputuskan)" in page
    draw_recap(sample_sheet(30), tmp_path / "b.pdf")
    assert "sementara" not in whole_text(tmp_path / "b.pdf")


def test_a_sealed_day_whose_figures_disagree_is_not_printed(tmp_path: Path) -> None:
    sheet = sample_sheet(5)
    wrong = replace(sheet.rows[0], omzet=NIL, amounts=(5000, None, None, None))
    with pytest.raises(TotalsDisagree):
        draw_recap(replace(sheet, rows=(wrong, *sheet.rows[1:])), tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()


def test_all_channels_but_cash_are_one_column(tmp_path: Path) -> None:
    sheet = sample_sheet(1)
    row = replace(sheet.rows[0], omzet=REPORTED, amounts=(1000, 2000, 300, 40))
    draw_recap(replace(sheet, rows=(row,)), tmp_path / "a.pdf")
    text = whole_text(tmp_path / "a.pdf")
    assert "Kuliner 1.000 2.340 3.340" in text
    assert "Jumlah omzet UMKM 1.000 2.340 3.340" in text


def test_signatures_never_stand_alone_on_a_page(tmp_path: Path) -> None:
    for count in range(1, 60, 2):
        draw_recap(sample_sheet(count), tmp_path / "a.pdf")
        last = page_texts(tmp_path / "a.pdf")[-1]
        assert "Mengetahui," in last
        assert "Jumlah" in last


def test_an_empty_day_says_so(tmp_path: Path) -> None:
    draw_recap(sample_sheet(0), tmp_path / "a.pdf")
    assert "Belum ada pelaku UMKM pada hari bazar ini." in whole_text(tmp_path / "a.pdf")


def test_words_never_cover_each_other(tmp_path: Path) -> None:
    sheet = sample_sheet(30)
    hard = replace(sheet.rows[0], business="Kerajinan" * 9, note="catatan " * 20, omzet=DECLINED)
    draw_recap(replace(sheet, rows=(hard, *sheet.rows[1:]), seal=""), tmp_path / "a.pdf")
    for page in range(2):
        assert overlaps(text_boxes(tmp_path / "a.pdf", page)) == []


def test_a_large_day_still_fits_its_columns(tmp_path: Path) -> None:
    sheet = sample_sheet(1)
    row = replace(sheet.rows[0], omzet=REPORTED, amounts=(987_654_321, 987_654_321, None, None))
    rows = tuple(replace(row, participation_id=f"p{number}") for number in range(9))
    draw_recap(replace(sheet, rows=rows), tmp_path / "a.pdf")
    assert overlaps(text_boxes(tmp_path / "a.pdf")) == []
    assert "17.777.777.778" in whole_text(tmp_path / "a.pdf")


def test_promises_and_orders_are_told_apart_from_every_sum(tmp_path: Path) -> None:
    sheet = sample_sheet(30)
    sold = replace(sheet.rows[0], promised=2_000_000, follow_up=750_000)
    draw_recap(replace(sheet, rows=(sold, *sheet.rows[1:])), tmp_path / "a.pdf")
    draw_recap(sheet, tmp_path / "b.pdf")
    told = "Di luar omzet, tidak dijumlahkan: janji beli Rp2.000.000, pesanan lanjutan Rp750.000."
    with_orders, without = whole_text(tmp_path / "a.pdf"), whole_text(tmp_path / "b.pdf")
    assert told in with_orders
    assert "janji" not in without
    total = re.compile(r"Omzet UMKM\s+Rp[\d.]+")
    assert total.findall(with_orders) == total.findall(without) != []
