"""Booth signs, berita acara, the bundle, and what all papers have in common."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bazar_desktop.domain.day.model import VENDOR, DaySheet, Letterhead, Signatory
from bazar_desktop.printing.bundle import Choices, compose_day
from bazar_desktop.printing.toolkit.document import file_name, write
from tests.printing.drawing import (
    draw_attendance_sheet,
    draw_booth_signs,
    draw_bundle,
    draw_cards,
    draw_minutes,
    draw_plan,
    draw_recap,
)
from tests.printing.reading import metadata, opened, overlaps, page_sizes, page_texts, text_boxes, whole_text
from tests.printing.sample_day import sample_plan, sample_sheet

PAPERS: dict[str, Callable[..., None]] = {
    "plan": lambda sheet, path, **more: draw_plan(sheet, sample_plan(30), path, **more),
    "attendance": draw_attendance_sheet,
    "cards": draw_cards,
    "signs": draw_booth_signs,
    "recap": draw_recap,
    "minutes": draw_minutes,
    "bundle": lambda sheet, path, **more: draw_bundle(sheet, sample_plan(30), path, Choices(**more)),
}
every_paper = pytest.mark.parametrize("draw", PAPERS.values(), ids=PAPERS.keys())


@every_paper
def test_sample_data_is_marked_on_every_page(draw: Callable[..., None], tmp_path: Path) -> None:
    draw(sample_sheet(30, is_sample=True), tmp_path / "a.pdf")
    assert all("CONTOH" in page for page in page_texts(tmp_path / "a.pdf"))
    draw(sample_sheet(30), tmp_path / "b.pdf")
    assert not any("CONTOH" in page for page in page_texts(tmp_path / "b.pdf"))


@every_paper
def test_the_printer_is_told_to_scale_nothing(draw: Callable[..., None], tmp_path: Path) -> None:
    draw(sample_sheet(30), tmp_path / "a.pdf")
    assert b"/PrintScaling /None" in (tmp_path / "a.pdf").read_bytes()


@every_paper
def test_the_same_input_gives_the_same_bytes(draw: Callable[..., None], tmp_path: Path) -> None:
    draw(sample_sheet(30), tmp_path / "a.pdf")
    draw(sample_sheet(30), tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@every_paper
def test_titles_name_no_person_and_pages_show_no_full_number(
    draw: Callable[..., None], tmp_path: Path
) -> None:
    sheet = sample_sheet(30, signatories=())
    draw(sheet, tmp_path / "a.pdf")
    said = " ".join(metadata(tmp_path / "a.pdf").values())
    assert "Bazar Desktop" in said
    assert not any(row.name in said for row in sheet.rows)
    assert not re.search(r"\d{10,}|08\d{8,}|\+62", whole_text(tmp_path / "a.pdf"))


@every_paper
@pytest.mark.parametrize(("paper", "size"), [("A4", (210, 297)), ("F4", (215, 330)), ("A3", (297, 420))])
def test_papers_come_in_all_sizes(
    draw: Callable[..., None], paper: str, size: tuple[int, int], tmp_path: Path
) -> None:
    draw(sample_sheet(30), tmp_path / "a.pdf", paper=paper)
    assert {tuple(sorted(each)) for each in page_sizes(tmp_path / "a.pdf")} == {size}


@every_paper
def test_every_page_has_its_code_and_its_number(draw: Callable[..., None], tmp_path: Path) -> None:
    draw(sample_sheet(30), tmp_path / "a.pdf")
    for page in page_texts(tmp_path / "a.pdf"):
        assert re.search(r"(DN|DH|KP|NB|SO|RO|BA|LK|RK|BH)-P233M01-20230320-\d\d", page)
        assert re.search(r"Halaman \d+ dari \d+", page)


@every_paper
def test_papers_of_an_empty_day_say_so(draw: Callable[..., None], tmp_path: Path) -> None:
    draw(sample_sheet(0), tmp_path / "a.pdf")
    assert len(page_texts(tmp_path / "a.pdf")) >= 1


def test_an_unknown_paper_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        draw_minutes(sample_sheet(1), tmp_path / "a.pdf", paper="A5")


@pytest.mark.parametrize("per_sheet", [1, 2])
def test_booth_signs_show_number_and_business_large(per_sheet: int, tmp_path: Path) -> None:
    sheet, path = sample_sheet(30), tmp_path / "nomor.pdf"
    draw_booth_signs(sheet, path, per_sheet=per_sheet)
    pages = page_texts(path)
    assert len(pages) == 30 // per_sheet
    for at, row in enumerate(sheet.rows):
        assert row.booth in pages[at // per_sheet]
        assert row.business in pages[at // per_sheet]
    tallest = max(top - bottom for _left, bottom, _right, top, words in text_boxes(path) if "A" in words)
    assert tallest > 35
    assert overlaps(text_boxes(path)) == []


def test_a_booth_without_holders_has_no_sign(tmp_path: Path) -> None:
    sheet = sample_sheet(2)
    draw_booth_signs(replace(sheet, rows=(replace(sheet.rows[0], booth=""),)), tmp_path / "a.pdf")
    assert "Belum ada booth yang ditempati." in whole_text(tmp_path / "a.pdf")


def test_the_berita_acara_says_date_parties_and_totals_in_words(tmp_path: Path) -> None:
    sheet, path = sample_sheet(30), tmp_path / "ba.pdf"
    draw_minutes(sheet, path)
    text = whole_text(path)
    assert "hari Senin tanggal dua puluh bulan Maret tahun dua ribu dua puluh tiga (20/03/2023)" in text
    assert "NIP 197001012000031001" in text
    assert "Pelaku UMKM terdaftar 27" in text
    assert "Pelaku UMKM hadir 25" in text
    whole = sum(row.total or 0 for row in sheet.rows if row.party == VENDOR)
    assert f"Jumlah omzet UMKM Rp{whole:,}".replace(",", ".") in text
    assert "disegel dengan kode 7KQ2-M9XD, revisi 1" in text
    assert len(page_sizes(path)) == 1
    assert overlaps(text_boxes(path)) == []


def test_signatories_of_the_settings_are_named_and_else_places_are_left(tmp_path: Path) -> None:
    draw_minutes(
        sample_sheet(3, signatories=(Signatory("Camat", "Ibu Ratna", "19800101"),)), tmp_path / "a.pdf"
    )
    assert "Ibu Ratna" in whole_text(tmp_path / "a.pdf")
    draw_minutes(sample_sheet(3, signatories=()), tmp_path / "b.pdf")
    assert "Mengetahui," in whole_text(tmp_path / "b.pdf")
    assert "Petugas Vicky Ramadhan" in whole_text(tmp_path / "b.pdf")


def test_the_bundle_has_all_papers_in_print_order_behind_their_list(tmp_path: Path) -> None:
    path = tmp_path / "berkas.pdf"
    draw_bundle(sample_sheet(30), sample_plan(30), path)
    pages = page_texts(path)
    for name in (
        "Denah booth",
        "Daftar hadir",
        "Kartu peserta",
        "Nomor booth",
        "Slip omzet",
        "Slip omzet",
        "Rekap omzet",
        "Berita acara",
        "Laporan kegiatan",
        "Ringkasan hari",
    ):
        match = re.search(rf"{name} (\w\w) (\d+)(?: – (\d+))? (\d+)", pages[0])
        assert match, name
        first, last = int(match[2]), int(match[3] or match[2])
        assert last - first + 1 == int(match[4])
        assert all(f"{match[1]}-P233M01-" in page for page in pages[first - 1 : last])
    assert f"Seluruhnya, dengan daftar ini {len(pages)}" in pages[0]
    with opened(path) as document:
        titles = [entry.get_title() for entry in document.get_toc()]
    assert titles[1:] == [
        "Denah booth",
        "Daftar hadir",
        "Kartu peserta",
        "Nomor booth",
        "Slip omzet",
        "Rekap omzet",
        "Berita acara",
        "Laporan kegiatan",
        "Ringkasan hari",
    ]


def test_a_bundle_without_a_plan_has_the_other_papers(tmp_path: Path) -> None:
    draw_bundle(sample_sheet(3), None, tmp_path / "a.pdf")
    assert "Denah booth" not in whole_text(tmp_path / "a.pdf")


def letterheads() -> list[Letterhead]:
    stream = BytesIO()
    Image.new("RGB", (40, 40), (11, 110, 91)).save(stream, "PNG")
    lines = ("PEMERINTAH", "SUKU DINAS " * 12, "Jalan", "Telepon", "Laman")
    return [Letterhead(()), Letterhead(lines), Letterhead(lines[:2], stream.getvalue(), "Catatan kaki")]


@pytest.mark.parametrize("letterhead", letterheads(), ids=["none", "five lines", "logo"])
def test_any_letterhead_leaves_the_page_in_order(letterhead: Letterhead, tmp_path: Path) -> None:
    sheet: DaySheet = sample_sheet(30, letterhead=letterhead)
    draw_minutes(sheet, tmp_path / "a.pdf")
    draw_plan(sheet, sample_plan(30), tmp_path / "b.pdf")
    assert overlaps(text_boxes(tmp_path / "a.pdf")) == []
    assert overlaps(text_boxes(tmp_path / "b.pdf")) == []


@every_paper
def test_letters_beyond_latin_are_kept_or_numbered(draw: Callable[..., None], tmp_path: Path) -> None:
    sheet = sample_sheet(1)
    row = replace(sheet.rows[0], business="Gado² Mpok’s 🍜", name="Ibu Ñ")
    draw(replace(sheet, rows=(row,)), tmp_path / "a.pdf")
    text = whole_text(tmp_path / "a.pdf")
    assert "Gado²" in text or "U+" not in text
    if "Gado²" in text:
        assert "[U+1F35C]" in text.replace(" ", "")


@every_paper
def test_long_numbers_typed_into_names_and_notes_are_hidden(
    draw: Callable[..., None], tmp_path: Path
) -> None:
    row = sample_sheet(1).rows[0]
    row = replace(
        row,
        name="Siti 3171014501900001",
        business="Warung WA 0812-3456-7890",
        product="Kue 081234567890",
        phone="+6281234567890",
        note="transfer ke 0812 3456 7890",
    )
    draw(sample_sheet(1, rows=(row,), signatories=()), tmp_path / "a.pdf")
    text = whole_text(tmp_path / "a.pdf")
    for secret in ("3171014501900001", "3456", "1450190"):
        assert secret not in text


def test_each_paper_of_a_day_can_be_written_under_its_own_name(tmp_path: Path) -> None:
    sheet = sample_sheet(3)
    for part in compose_day(sheet, sample_plan(3)):
        write(sheet, [part], part.title, tmp_path / file_name(sheet, part.code))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"{code}-P233M01-20230320-R1.pdf" for code in ("BA", "DH", "DN", "KP", "LK", "NB", "RK", "RO", "SO")
    ]
