"""The denah."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bazar_desktop.domain.day.model import Letterhead
from bazar_desktop.domain.layout.model import Booth, Fixture, Plan
from tests.printing.drawing import draw_plan
from tests.printing.reading import overlaps, page_sizes, page_texts, text_boxes, whole_text
from tests.printing.sample_day import sample_plan, sample_sheet


@pytest.mark.parametrize("count", [1, 30, 144, 300])
@pytest.mark.parametrize("paper", ["A4", "F4", "A3"])
def test_every_booth_and_business_is_on_the_denah(count: int, paper: str, tmp_path: Path) -> None:
    sheet, path = sample_sheet(count), tmp_path / "denah.pdf"
    draw_plan(sheet, sample_plan(count), path, paper=paper)
    first, *index = page_texts(path)
    for row in sheet.rows:
        assert row.booth in first
        assert row.business in " ".join(index)


@pytest.mark.parametrize("count", [1, 30, 144, 300])
@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_no_words_on_the_denah_cover_each_other(count: int, paper: str, tmp_path: Path) -> None:
    path = tmp_path / "denah.pdf"
    draw_plan(sample_sheet(count), sample_plan(count), path, paper=paper)
    for page in range(len(page_sizes(path))):
        assert overlaps(text_boxes(path, page)) == []


def test_at_thirty_booths_every_business_stands_in_its_booth(tmp_path: Path) -> None:
    sheet, path = sample_sheet(30), tmp_path / "denah.pdf"
    draw_plan(sheet, sample_plan(30), path)
    first = page_texts(path)[0]
    for row in sheet.rows:
        assert row.business in first


def test_the_denah_is_to_scale(tmp_path: Path) -> None:
    path, plan = tmp_path / "denah.pdf", sample_plan(30)
    draw_plan(sample_sheet(30), plan, path)
    assert "Skala 1 : 200" in whole_text(path)
    one, other = (
        next(box for box in text_boxes(path) if box[4].startswith(label)) for label in ("M-1", "M-3")
    )
    assert one[1] - other[1] == pytest.approx(10_000 / 200, abs=0.2)


def test_a_very_long_name_is_wrapped_and_whole_in_the_index(tmp_path: Path) -> None:
    sheet = sample_sheet(30)
    long = "Kelompok Usaha Bersama Ibu-Ibu Rumah Susun Karang Anyar Aneka Kue Basah dan Kering Khas Betawi"
    rows = (replace(sheet.rows[0], business=long), *sheet.rows[1:])
    path = tmp_path / "denah.pdf"
    draw_plan(replace(sheet, rows=rows), sample_plan(30), path)
    assert long in page_texts(path)[1]
    assert overlaps(text_boxes(path)) == []


def test_who_stands_off_the_plan_or_nowhere_is_in_the_index(tmp_path: Path) -> None:
    sheet = sample_sheet(5)
    rows = (replace(sheet.rows[0], booth="Z-99"), replace(sheet.rows[1], booth=""), *sheet.rows[2:])
    path = tmp_path / "denah.pdf"
    draw_plan(replace(sheet, rows=rows), sample_plan(5), path)
    index = page_texts(path)[1]
    assert f"Z-99 {rows[0].business}" in index
    assert f"— {rows[1].business}" in index
    assert "A-01 kosong" in index


def test_two_sessions_of_a_booth_are_both_named(tmp_path: Path) -> None:
    sheet = sample_sheet(2)
    second = replace(sheet.rows[1], booth=sheet.rows[0].booth, session=2)
    path = tmp_path / "denah.pdf"
    draw_plan(replace(sheet, rows=(sheet.rows[0], second)), sample_plan(2), path)
    assert f"{sheet.rows[0].business} / {second.business}" in page_texts(path)[0]


def test_categories_are_told_apart_by_letters(tmp_path: Path) -> None:
    path = tmp_path / "denah.pdf"
    draw_plan(sample_sheet(30), sample_plan(30), path)
    assert "K Kuliner (12)" in page_texts(path)[0]
    assert "M Mitra (3)" in page_texts(path)[0]


def test_a_fixture_without_room_for_its_label_is_explained_in_the_legend(tmp_path: Path) -> None:
    path = tmp_path / "denah.pdf"
    draw_plan(sample_sheet(30), sample_plan(30), path)
    assert "1 Stop kontak" in page_texts(path)[0]


def test_an_empty_plan_says_so(tmp_path: Path) -> None:
    path = tmp_path / "denah.pdf"
    draw_plan(sample_sheet(0, letterhead=Letterhead(())), Plan(20, 20, ()), path)
    assert "Denah ini belum punya booth." in whole_text(path)


def test_a_wide_plan_lies_and_a_tall_one_stands(tmp_path: Path) -> None:
    wide = Plan(60, 20, (Booth("a", "A-01", 1, 1),), (Fixture("f", "stage", "Panggung", 20, 5, 8, 4),))
    draw_plan(sample_sheet(1), wide, tmp_path / "wide.pdf", paper="F4")
    draw_plan(sample_sheet(1), replace(wide, width=20, depth=60), tmp_path / "tall.pdf", paper="F4")
    assert set(page_sizes(tmp_path / "wide.pdf")) == {(330, 215)}
    assert set(page_sizes(tmp_path / "tall.pdf")) == {(215, 330)}
    assert overlaps(text_boxes(tmp_path / "wide.pdf")) == []


def test_what_stands_outside_the_plan_is_still_on_the_page(tmp_path: Path) -> None:
    plan = sample_plan(30)
    outside = Fixture("o", "parking", "Parkir", -6, plan.depth + 20, 6, 4)
    path = tmp_path / "denah.pdf"
    draw_plan(sample_sheet(30), replace(plan, fixtures=(*plan.fixtures, outside)), path)
    width, height = page_sizes(path)[0]
    assert all(box[0] > 0 and box[2] < width and box[1] > 0 and box[3] < height for box in text_boxes(path))
    assert "Parkir" in page_texts(path)[0]
    assert overlaps(text_boxes(path)) == []


def test_a_name_that_no_size_fits_points_to_the_list(tmp_path: Path) -> None:
    sheet = sample_sheet(30)
    row = replace(sheet.rows[0], business="Kelompok Usaha Bersama " * 30)
    path = tmp_path / "denah.pdf"
    draw_plan(replace(sheet, rows=(row, *sheet.rows[1:])), sample_plan(30), path)
    first, *index = page_texts(path)
    assert "lihat daftar" in first
    assert " ".join(index).count("Kelompok Usaha Bersama") == 60


def test_small_fixtures_of_one_label_share_one_number(tmp_path: Path) -> None:
    plan = sample_plan(30)
    points = tuple(Fixture(f"p{at}", "power", "Stop kontak", 1, 2 + at * 2, 0.5, 0.5) for at in range(12))
    path = tmp_path / "denah.pdf"
    draw_plan(sample_sheet(30), replace(plan, fixtures=points), path)
    assert page_texts(path)[0].count("Stop kontak") == 1
