"""Slip omzet and lembar mitra, read back from their PDFs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import zxingcpp

from bazar_desktop.domain.day.model import PartnerGoods
from bazar_desktop.domain.omzet.slip_codes import make_slip, read_slip
from bazar_desktop.printing.partner_sheet import compose_partner_sheet
from bazar_desktop.printing.slips import in_piles
from tests.printing.drawing import draw_partner_sheet, draw_slips
from tests.printing.sample_day import DAY, sample_sheet

GOODS = (
    PartnerGoods("m0", "M-1", "Bulog", "Beras SPHP", "kg", 500_000, 12_500, 387_500),
    PartnerGoods("m0", "M-1", "Bulog", "Minyakita", "liter", 120_000, 14_000, 96_000),
    PartnerGoods("m2", "M-3", "Dharma Jaya", "Daging beku", "kg", 40_000, 100_000),
)


def words_of(file: Path) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(file)]


@pytest.mark.parametrize("places", [1, 8, 10])
def test_cut_piles_laid_on_each_other_are_in_booth_order(places: int) -> None:
    rows = sample_sheet(33).rows[:30]
    sheets = in_piles(rows, places)
    assert all(len(sheet) <= places for sheet in sheets)
    piled = [sheet[place] for place in range(places) for sheet in sheets if place < len(sheet)]
    assert [number for number, _row in piled] == list(range(1, 31))
    assert [row for _number, row in piled] == list(rows)


def test_every_slip_says_vendor_booth_day_and_code_and_is_scanned(tmp_path: Path) -> None:
    sheet = sample_sheet(30)
    draw_slips(sheet, tmp_path / "slip.pdf")
    pages = words_of(tmp_path / "slip.pdf")
    text = "".join(pages)
    due = [row for row in sheet.rows if row.party == "vendor" and row.attendance == "present"]
    for row in due:
        assert row.business in text
        assert make_slip(row.card, DAY, 1) in text
    assert text.count("Senin, 20 Maret 2023") == len(due)
    assert "Bulog" not in text
    read = set()
    for page in pdfium.PdfDocument(tmp_path / "slip.pdf"):
        barcodes = zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())
        read |= {read_slip(barcode.text).number for barcode in barcodes}
    assert len(read) == len(due)


def test_a_stand_that_changed_hands_has_a_slip_a_session(tmp_path: Path) -> None:
    sheet = sample_sheet(2)
    first, second = sheet.rows
    draw_slips(
        replace(sheet, rows=(first, replace(second, booth=first.booth, session=2))), tmp_path / "s.pdf"
    )
    assert "sesi 2" in words_of(tmp_path / "s.pdf")[0]


def test_a_day_without_vendors_says_so(tmp_path: Path) -> None:
    draw_slips(replace(sample_sheet(2), rows=()), tmp_path / "s.pdf")
    assert "Belum ada peserta" in words_of(tmp_path / "s.pdf")[0]


def test_the_mitra_sheet_computes_what_is_left_and_the_rupiah(tmp_path: Path) -> None:
    sheet = replace(sample_sheet(30), goods=GOODS)
    draw_partner_sheet(sheet, tmp_path / "lm.pdf")
    text = "".join(words_of(tmp_path / "lm.pdf"))
    for words in ("Beras SPHP", "387,5", "112,5", "4.843.750", "1.344.000", "6.187.750", "M-3 · Dharma Jaya"):
        assert words in text
    assert "Terpisah dari omzet UMKM" in text
    assert compose_partner_sheet(sample_sheet(30)) is None
