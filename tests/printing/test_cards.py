"""The vendor cards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp

from bazar_desktop.printing.cards import QR_SIDE, compose_cards
from tests.printing.drawing import draw_cards
from tests.printing.reading import overlaps, page_sizes, pictures, text_boxes, whole_text
from tests.printing.sample_day import sample_sheet


def codes_read(path: Path, dpi: int) -> list[str]:
    return [code.text for picture in pictures(path, dpi) for code in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize(("paper", "per_sheet"), [("A4", 10), ("A4", 8), ("F4", 10), ("A3", 10)])
@pytest.mark.parametrize("dpi", [150, 200])
def test_every_printed_code_is_read_back(paper: str, per_sheet: int, dpi: int, tmp_path: Path) -> None:
    sheet, path = sample_sheet(30), tmp_path / "kartu.pdf"
    draw_cards(sheet, path, paper=paper, per_sheet=per_sheet)
    assert sorted(codes_read(path, dpi)) == sorted(row.card for row in sheet.rows)


def test_sample_cards_are_read_through_their_mark(tmp_path: Path) -> None:
    sheet, path = sample_sheet(30, is_sample=True), tmp_path / "kartu.pdf"
    draw_cards(sheet, path)
    assert sorted(codes_read(path, 150)) == sorted(row.card for row in sheet.rows)


def test_codes_are_at_least_thirty_millimetres(tmp_path: Path) -> None:
    path = tmp_path / "kartu.pdf"
    draw_cards(sample_sheet(1), path)
    (code,) = zxingcpp.read_barcodes(pictures(path, 254)[0])
    assert QR_SIDE >= 30
    assert (code.position.top_right.x - code.position.top_left.x) / 10 == pytest.approx(QR_SIDE, abs=0.6)


def test_a_card_has_name_business_booth_bazaar_and_code_in_words(tmp_path: Path) -> None:
    sheet, path = sample_sheet(30), tmp_path / "kartu.pdf"
    draw_cards(sheet, path)
    text = whole_text(path)
    for row in sheet.rows:
        for words in (row.name, row.business, row.booth, row.card):
            assert words in text
    assert text.count("Bazar Jakpreneur Ramadan") == 30
    assert overlaps(text_boxes(path)) == []


def test_an_a4_sheet_holds_ten_or_eight_and_a3_more() -> None:
    sheet = sample_sheet(30)
    assert len(compose_cards(sheet).pages) == 3
    assert len(compose_cards(sheet, per_sheet=8).pages) == 4
    assert len(compose_cards(sheet, paper="F4").pages) == 3
    assert len(compose_cards(sheet, paper="A3").pages) == 2


def test_one_holder_of_two_stands_gets_one_card_with_both(tmp_path: Path) -> None:
    sheet = sample_sheet(2)
    again = replace(sheet.rows[0], booth="B-09")
    path = tmp_path / "kartu.pdf"
    draw_cards(replace(sheet, rows=(*sheet.rows, again)), path)
    assert "A-01, B-09" in whole_text(path)
    assert len(codes_read(path, 150)) == 2


def test_a_card_that_is_not_issued_says_so(tmp_path: Path) -> None:
    sheet = sample_sheet(1)
    path = tmp_path / "kartu.pdf"
    draw_cards(replace(sheet, rows=(replace(sheet.rows[0], card=""),)), path)
    assert "Kartu belum diterbitkan" in whole_text(path)


def test_an_empty_day_says_so(tmp_path: Path) -> None:
    path = tmp_path / "kartu.pdf"
    draw_cards(sample_sheet(0), path, paper="F4")
    assert "Belum ada peserta untuk dibuatkan kartu." in whole_text(path)
    assert page_sizes(path) == [(215, 330)]


def test_very_long_names_stay_on_their_card(tmp_path: Path) -> None:
    sheet = sample_sheet(10)
    hard = replace(sheet.rows[0], business="Aneka Kue Basah dan Kering " * 5, name="Siti " * 20)
    path = tmp_path / "kartu.pdf"
    draw_cards(replace(sheet, rows=(hard, *sheet.rows[1:])), path)
    assert overlaps(text_boxes(path)) == []
    assert whole_text(path).count("Aneka Kue Basah") == 5
