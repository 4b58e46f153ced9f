"""The denah over several sheets, its zones, a mitra with two booths, and the sheet of who moved."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bazar_desktop.domain.calendar import WIB
from bazar_desktop.domain.day.model import StandMove
from bazar_desktop.domain.layout.editing import set_flags
from bazar_desktop.domain.layout.generator import generate_plan
from bazar_desktop.domain.layout.model import Fixture
from bazar_desktop.printing.booth_signs import compose_booth_signs
from bazar_desktop.printing.changes import compose_changes
from bazar_desktop.printing.layout.poster import EDGE, GRIDS, OVERLAP, compose_poster
from bazar_desktop.printing.toolkit.document import write
from bazar_desktop.printing.toolkit.pen import tinted
from tests.printing.drawing import draw_changes, draw_plan
from tests.printing.reading import overlaps, page_sizes, page_texts, text_boxes, whole_text
from tests.printing.sample_day import CATEGORIES, sample_plan, sample_sheet


def poster(tmp_path: Path, count: int, paper: str, grid: tuple[int, int]) -> Path:
    path, sheet = tmp_path / "poster.pdf", sample_sheet(count)
    write(sheet, [compose_poster(sheet, sample_plan(count), paper=paper, grid=grid)], "poster", path)
    return path


@pytest.mark.parametrize("grid", GRIDS)
def test_every_booth_and_business_is_on_one_of_the_sheets(grid: tuple[int, int], tmp_path: Path) -> None:
    path = poster(tmp_path, 144, "A4", grid)
    texts = page_texts(path)
    assert len(texts) == grid[0] * grid[1]
    said = " ".join(texts)
    for row in sample_sheet(144).rows:
        assert row.booth in said
    for number, text in enumerate(texts, 1):
        assert f"Lembar {number} dari {len(texts)}" in text


def test_a_poster_of_300_booths_has_their_names_where_one_a3_sheet_has_none(tmp_path: Path) -> None:
    sheet, path = sample_sheet(300), tmp_path / "denah.pdf"
    draw_plan(sheet, sample_plan(300), path, paper="A3")
    assert "Booth terlalu kecil" in page_texts(path)[0]
    said = whole_text(poster(tmp_path, 300, "A3", (2, 2)))
    assert "Booth terlalu kecil" not in said
    rows = [row for row in sheet.rows if row.business in said]
    assert len(rows) > 250  # the others lie across two sheets


def test_neighbouring_sheets_repeat_a_strip_to_glue_and_keep_the_scale(tmp_path: Path) -> None:
    path = poster(tmp_path, 144, "A4", (2, 1))
    width, _height = page_sizes(path)[0]
    step = width - 2 * EDGE - OVERLAP
    places = [
        {box[4]: box for box in text_boxes(path, page) if re.match(r"[A-Z]-\d\d", box[4])} for page in (0, 1)
    ]
    both = [(places[0][words], places[1][words]) for words in places[0].keys() & places[1].keys()]
    assert both
    for here, there in both:
        assert here[0] - there[0] == pytest.approx(step, abs=0.05)
    scale = int(whole_text(path).split("skala 1 : ")[1].split()[0])
    plan = sample_plan(144)
    labels = {box[4].split()[0]: box for box in text_boxes(path, 0) if box[4].startswith("A-0")}
    booth, other = (next(b for b in plan.booths if b.label == label) for label in ("A-01", "A-05"))
    drawn = labels["A-05"][0] - labels["A-01"][0]
    assert drawn == pytest.approx((other.x - booth.x) * 1000 / scale, abs=0.2)


def test_no_words_of_a_zone_are_covered_and_its_booths_stay_readable(tmp_path: Path) -> None:
    plan, path = generate_plan(15), tmp_path / "denah.pdf"
    zone = Fixture("z", "zone", "ZONA KULINER", 1, plan.depth / 2, plan.width / 2, 10)
    hidden = Fixture("y", "zone", "ZONA TERSEMBUNYI", plan.booths[0].x, plan.booths[0].y, 3, 2.5)
    rows = tuple(
        replace(row, booth=booth.label) for row, booth in zip(sample_sheet(33).rows, plan.booths, strict=True)
    )
    both = replace(plan, fixtures=(*plan.fixtures, zone, hidden))
    draw_plan(sample_sheet(33, rows=rows), both, path)
    first = page_texts(path)[0]
    assert "ZONA KULINER" in first
    assert "2 ZONA TERSEMBUNYI" in first or "1 ZONA TERSEMBUNYI" in first
    assert overlaps(text_boxes(path)) == []


def test_a_mitra_with_two_booths_is_in_both_on_the_denah_the_index_and_the_signs(tmp_path: Path) -> None:
    sheet, plan, path = sample_sheet(30), sample_plan(30), tmp_path / "denah.pdf"
    mitra = next(row for row in sheet.rows if row.booth == "M-1")
    rows = tuple(row for row in sheet.rows if row.booth not in {"M-1", "M-2"})
    both = replace(sheet, rows=(*rows, replace(mitra, booth="M-1, M-2")))
    draw_plan(both, plan, path)
    first, index = page_texts(path)
    assert first.count("Bulog") == 2
    assert "M-1 Bulog" in index
    assert "M-2 Bulog" in index
    write(both, [compose_booth_signs(both)], "signs", path)
    assert whole_text(path).count("Bulog") == 2


def test_signs_of_a_plan_come_in_booth_order_and_for_empty_booths_too(tmp_path: Path) -> None:
    sheet, path = sample_sheet(1), tmp_path / "signs.pdf"
    plan = set_flags(generate_plan(2, mitra=0), ["b004"], blocked=True)
    write(sheet, [compose_booth_signs(sheet, plan=plan)], "signs", path)
    first, second = page_texts(path)
    assert "A-01" in first
    assert "A-02" in first
    assert "A-03" in second
    assert "A-04" not in second


def test_the_denah_tells_categories_apart_in_grey(tmp_path: Path) -> None:
    path = tmp_path / "denah.pdf"
    draw_plan(sample_sheet(30), sample_plan(30), path)
    booths = {row.booth: row.category for row in sample_sheet(30).rows}
    letters = {"kuliner": "K", "fesyen": "F", "kriya": "R", "minuman": "N", "jasa": "J", "mitra": "M"}
    first = page_texts(path)[0]
    for booth, category in booths.items():
        assert re.search(rf"{booth}\s+{letters[category]}\b", first), booth
    for category in CATEGORIES:
        red, green, blue = (int(tinted(category.colour, 0.17)[at : at + 2], 16) for at in (1, 3, 5))
        assert 0.299 * red + 0.587 * green + 0.114 * blue > 200  # pale in grey too, so that ink stands out


def test_who_moved_since_the_denah_was_printed_is_on_the_change_sheet_alone(tmp_path: Path) -> None:
    sheet, path = sample_sheet(30), tmp_path / "changes.pdf"
    assert compose_changes(sheet) is None
    moves = (
        StandMove("p0", 1, "Dapur Bu Marni", "Marni Suryati", "A-01", "A-09"),
        StandMove("p8", 1, "Tas Daur Ulang Galur", "Nurhayati", "A-09", ""),
        StandMove("p9", 1, "Kue Kembang Goyang", "Sumiati", "", "A-01"),
    )
    since = datetime(2023, 3, 20, 6, 30, tzinfo=WIB)
    draw_changes(replace(sheet, moves=moves, moves_since=since), path)
    said = whole_text(path)
    assert "Pindah booth sejak denah dicetak 20 Maret 2023 pukul 06.30" in said
    assert "A-09 Dapur Bu Marni Marni Suryati A-01" in said
    assert "tanpa booth Tas Daur Ulang Galur Nurhayati A-09" in said
    assert "A-01 Kue Kembang Goyang Sumiati belum ada booth" in said
    assert "Batik Betawi Terogong" not in said
    assert "berganti pemegang" not in said
