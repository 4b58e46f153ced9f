"""The daftar hadir."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from bazar_desktop.domain.day.model import VENDOR, Signatory
from bazar_desktop.printing.attendance_sheet import rows_by_page
from bazar_desktop.printing.bundle import Choices, compose_paper, list_rows_by_page
from bazar_desktop.printing.toolkit.document import write
from bazar_desktop.services.papers.printed import LIST
from tests.printing.drawing import draw_attendance_sheet
from tests.printing.reading import aligned, overlaps, page_sizes, page_texts, text_boxes, whole_text
from tests.printing.sample_day import sample_sheet

HEAD = "No Booth Nama Usaha Jenis produk Pengampu HP Tanda tangan"


@pytest.mark.parametrize("count", [1, 30, 144, 300])
@pytest.mark.parametrize("paper", ["A4", "F4", "A3"])
def test_everybody_is_listed_and_every_page_has_the_head(count: int, paper: str, tmp_path: Path) -> None:
    sheet, path = sample_sheet(count), tmp_path / "hadir.pdf"
    draw_attendance_sheet(sheet, path, paper=paper)
    pages = page_texts(path)
    for row in sheet.rows:
        assert f"{row.booth} " in " ".join(pages)
    for number, page in enumerate(pages, start=1):
        assert HEAD in page
        assert "Bazar Jakpreneur Ramadan" in page
        assert f"Halaman {number} dari {len(pages)}" in page


def test_rows_stand_in_booth_order_and_are_numbered(tmp_path: Path) -> None:
    path = tmp_path / "hadir.pdf"
    draw_attendance_sheet(sample_sheet(30), path)
    text = whole_text(path)
    places = [text.index(f" {number} {row.booth} ") for number, row in enumerate(sample_sheet(30).rows, 1)]
    assert places == sorted(places)


def test_signature_places_of_odd_rows_lie_left_and_of_even_rows_right(tmp_path: Path) -> None:
    path = tmp_path / "hadir.pdf"
    draw_attendance_sheet(sample_sheet(30), path)
    lefts: dict[int, list[float]] = {0: [], 1: []}
    for left, _bottom, _right, _top, words in text_boxes(path):
        match = re.fullmatch(r"(\d+)\.", words.strip())
        if match and left > 150:
            lefts[int(match[1]) % 2].append(left)
    assert len(lefts[0]) >= 9
    assert aligned(lefts[0])
    assert aligned(lefts[1])
    assert min(lefts[0]) - max(lefts[1]) > 10


def test_pages_have_the_size_of_the_paper(tmp_path: Path) -> None:
    for paper, size in {"A4": (210, 297), "F4": (215, 330), "A3": (297, 420)}.items():
        draw_attendance_sheet(sample_sheet(30), tmp_path / paper, paper=paper)
        assert set(page_sizes(tmp_path / paper)) == {size}


def test_a_filled_sheet_says_who_came_and_when(tmp_path: Path) -> None:
    path = tmp_path / "hadir.pdf"
    draw_attendance_sheet(sample_sheet(30), path, filled=True)
    text = whole_text(path)
    assert "Hadir 07.10" in text
    assert "Alpa" in text
    assert "Izin" in text


def test_columns_and_their_order_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "hadir.pdf"
    draw_attendance_sheet(sample_sheet(30), path, columns=("business", "booth", "loan"))
    assert "No Usaha Booth Pinjam / kembali" in whole_text(path)


def test_an_empty_day_says_so(tmp_path: Path) -> None:
    path = tmp_path / "hadir.pdf"
    draw_attendance_sheet(sample_sheet(0), path)
    assert "Belum ada peserta pada hari bazar ini." in whole_text(path)


def test_signatures_never_stand_alone_on_a_page(tmp_path: Path) -> None:
    for count in range(14, 24):
        draw_attendance_sheet(sample_sheet(count), tmp_path / "hadir.pdf")
        last = page_texts(tmp_path / "hadir.pdf")[-1]
        assert "Mengetahui," in last
        assert HEAD in last


def test_long_words_are_wrapped_inside_their_cells(tmp_path: Path) -> None:
    sheet = sample_sheet(3)
    hard = replace(sheet.rows[0], name="Raden Ayu " * 8, business="W" * 60, product="²’" * 40)
    path = tmp_path / "hadir.pdf"
    draw_attendance_sheet(replace(sheet, rows=(hard, *sheet.rows[1:])), path)
    assert overlaps(text_boxes(path)) == []
    assert whole_text(path).replace(" ", "").count("W") >= 60


def test_the_time_is_left_to_be_written(tmp_path: Path) -> None:
    draw_attendance_sheet(sample_sheet(3), tmp_path / "hadir.pdf")
    assert "pukul ………… s.d." in whole_text(tmp_path / "hadir.pdf")


def test_a_list_of_144_rows_is_in_order_with_head_code_and_places_to_sign_on_every_page(
    tmp_path: Path,
) -> None:
    sheet, path = sample_sheet(144), tmp_path / "hadir.pdf"
    draw_attendance_sheet(sheet, path)
    pages = page_texts(path)
    assert len(pages) > 5
    listed = [
        int(found)
        for page in pages
        for found in re.findall(r"(?<= )(\d+) [A-ZM]-\d+ ", page.replace(HEAD, ""))
    ]
    assert listed == list(range(1, 145))
    lefts: dict[int, list[float]] = {0: [], 1: []}
    for number, page in enumerate(pages):
        assert HEAD in page
        assert f"DH-P233M01-20230320-{number + 1:02}" in page
        boxes = [box for box in text_boxes(path, number) if re.fullmatch(r"\d+\.", box[4].strip())]
        signing = [box for box in boxes if box[0] > 150]
        heights = [box[3] for box in signing]
        assert heights == sorted(heights, reverse=True)
        assert all(upper - lower >= 10 for upper, lower in pairwise(heights))  # room for a signature
        assert all(box[2] < 196 for box in signing)  # inside the page's margin
        for box in signing:
            lefts[int(box[4].strip()[:-1]) % 2].append(box[0])
    assert len(lefts[0]) == len(lefts[1]) == 72
    assert aligned(lefts[0])
    assert aligned(lefts[1])
    assert min(lefts[0]) - max(lefts[1]) > 10


def test_agencies_and_officers_have_their_own_sheet_where_that_is_chosen(tmp_path: Path) -> None:
    sheet, path = sample_sheet(30, officers=(Signatory("petugas", "Vicky Ramadhan"),)), tmp_path / "hadir.pdf"
    choices = Choices(apart=True, filled=True)
    write(sheet, compose_paper(sheet, None, LIST, choices), "Daftar hadir", path)
    pages = page_texts(path)
    vendors = " ".join(page for page in pages if "DH-P233M01" in page)
    others = " ".join(page for page in pages if "DI-P233M01" in page)
    assert "Dharma Jaya" not in vendors
    assert "Dapur Bu Marni" in vendors
    assert "Dapur Bu Marni" not in others
    assert "Dharma Jaya" in others
    assert "Hadir 06.45" in others
    assert "4 — Vicky Ramadhan Petugas" in others
    assert [part.code for part in compose_paper(sheet, None, LIST, Choices())] == ["DH"]


def test_all_days_stand_side_by_side_where_that_is_chosen(tmp_path: Path) -> None:
    sheet, path = sample_sheet(30), tmp_path / "hadir.pdf"
    draw_attendance_sheet(sheet, path)
    assert "21/03" not in whole_text(path)
    write(sheet, compose_paper(sheet, None, LIST, Choices(all_days=True)), "Daftar hadir", path)
    for page in page_texts(path):
        assert "Tanda tangan 20/03 Tanda tangan 21/03" in page or ("20/03" in page and "21/03" in page)
    assert overlaps(text_boxes(path)) == []


def test_it_is_known_who_stands_on_which_page(tmp_path: Path) -> None:
    sheet, path = sample_sheet(60), tmp_path / "hadir.pdf"
    draw_attendance_sheet(sheet, path)
    known = {row.participation_id: row.booth for row in sheet.rows}
    pages, split = page_texts(path), rows_by_page(sheet)
    assert [item for page in split for item in page] == [(row.participation_id, 1) for row in sheet.rows]
    for text, rows in zip(pages, split, strict=True):
        assert re.findall(r" \d+ ([A-ZM]-\d+) ", text.replace(HEAD, "")) == [
            known[who] for who, _session in rows
        ]


def test_it_is_known_who_stands_on_which_page_of_the_agencies_own_sheet(tmp_path: Path) -> None:
    sheet, path = sample_sheet(30), tmp_path / "hadir.pdf"
    choices = Choices(apart=True)
    vendors, agencies = compose_paper(sheet, None, LIST, choices)
    pages = list_rows_by_page(sheet, choices)
    assert {code: len(split) for code, split in pages.items()} == {
        "DH": len(vendors.pages),
        "DI": len(agencies.pages),
    }
    write(sheet, [agencies], "Instansi", path)
    known = {row.participation_id: row.booth for row in sheet.rows if row.party != VENDOR}
    (page,) = pages["DI"]
    assert [who for who, _session in page if who in known] == list(known)
    assert all(booth in whole_text(path) for booth in known.values())
    assert list(list_rows_by_page(sheet)) == ["DH"]
