"""The berita acara undian: whoever holds the paper can recompute it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from bazar_desktop.domain.turns.draw import ALL, EQUALS
from bazar_desktop.domain.turns.ranking import OUT
from bazar_desktop.domain.turns.rules import CATEGORY, KECAMATAN, NEWCOMER, Quota
from bazar_desktop.jobs.papers.day_papers import draw_paper, read_day
from bazar_desktop.jobs.papers.draw_papers import read_draw, write_draw_minutes
from bazar_desktop.services.papers.printed import DRAW, papers_of
from bazar_desktop.services.turns.draw_records import records_of
from bazar_desktop.services.turns.draws import NotDrawnYet, draw_lots
from bazar_desktop.services.turns.turn_list import override_turn, settle
from bazar_desktop.store.database import Database
from tests.printing.reading import overlaps, page_sizes, page_texts, text_boxes, whole_text
from tests.printing.recompute_draw import chosen_under_quotas, printed_outcomes, recompute
from tests.services.turns.turns_day import ALPA, CAME, IZIN, NEXT, Applying, applying


def drawn(db: Database, *, mode: str = EQUALS, count: int = 12) -> Applying:
    made = applying(db, [CAME, IZIN, ALPA], places=5)
    for number in range(count):
        made.newcomer(f"Warung Bu {number}")
    made.field.do(
        override_turn,
        bazaar_id=made.bazaar_id,
        participation_id=made.line(ALPA).id,
        kind=OUT,
        reason="mundur, HP 081234567890",
    )
    made.field.do(draw_lots, bazaar_id=made.bazaar_id, seed="Jakarta 497", mode=mode)
    return made


def printed(made: Applying, to: Path, paper: str = "A4") -> Path:
    sheet = made.field.ask(read_draw, bazaar_id=made.bazaar_id, officer="Vicky Ramadhan", at=made.field.at)
    return write_draw_minutes(sheet, to, paper=paper).path


@pytest.mark.parametrize("mode", [EQUALS, ALL])
def test_ten_lines_recompute_the_draw_from_the_papers_text(db: Database, tmp_path: Path, mode: str) -> None:
    made = drawn(db, mode=mode)
    text = whole_text(printed(made, tmp_path))
    with made.field.db.read() as session:
        entries = records_of(session, made.bazaar_id)[0].entries
    assert recompute(text) == [entry.code for entry in entries]
    assert len(entries) == (12 if mode == EQUALS else 14)
    lines = "\n".join(sorted(f"{entry.group:04d} {entry.code}" for entry in entries))
    assert f"Sidik daftar : {hashlib.sha256(lines.encode()).hexdigest()}" in text
    forged = text.replace("Kata undian : JAKARTA 497", "Kata undian : JAKARTA 498")
    with pytest.raises(AssertionError):
        recompute(forged)


@pytest.mark.parametrize("mode", [EQUALS, ALL])
@pytest.mark.parametrize("seed", ["Jakarta 497", "7", "hujan reda", "Monas 12"])
def test_whom_the_quotas_gave_a_place_is_recomputed_from_the_papers_text(
    db: Database, tmp_path: Path, mode: str, seed: str
) -> None:
    made = applying(db, [CAME, IZIN], places=None)
    made.rules(
        places=4,
        quotas=(
            Quota(CATEGORY, "kuliner", least=2),
            Quota(CATEGORY, "fesyen", least=1, most=2),
            Quota(KECAMATAN, "Cilincing", least=2),
            Quota(KECAMATAN, "", most=3),
            Quota(NEWCOMER, least=3),
        ),
    )
    for number in range(9):
        made.newcomer(
            f"Warung Bu {number}",
            category=("fesyen", "fesyen", "kuliner", "kriya")[number % 4],
            kecamatan=("Gambir", "Gambir", "Cilincing")[number % 3],
        )
    made.field.do(draw_lots, bazaar_id=made.bazaar_id, seed=seed, mode=mode)
    text = whole_text(printed(made, tmp_path))
    outcomes = printed_outcomes(text)
    got = {code for code, outcome in outcomes.items() if outcome == "Terpilih"}
    assert len(outcomes) == (9 if mode == EQUALS else 11)
    assert chosen_under_quotas(text) == got
    assert len(got) >= 3
    made.field.do(settle, bazaar_id=made.bazaar_id)
    assert chosen_under_quotas(whole_text(printed(made, tmp_path))) == got
    made.rules(places=4, quotas=(Quota(CATEGORY, "kriya", least=4),))
    text = whole_text(printed(made, tmp_path))
    assert "kolom Hasil tetap yang tercatat saat undian" in text
    assert printed_outcomes(text) == outcomes


def test_it_says_who_drew_when_with_what_and_what_the_officer_decided_beside_it(
    db: Database, tmp_path: Path
) -> None:
    made = drawn(db)
    made.newcomer("Terlambat")
    made.field.do(draw_lots, bazaar_id=made.bazaar_id, seed="9", reason="satu pendaftar tertinggal")
    text = whole_text(printed(made, tmp_path))
    for words in (
        "BERITA ACARA UNDIAN PESERTA",
        "hari Senin tanggal dua puluh bulan Maret tahun dua ribu dua puluh tiga",
        "Kata undian : 9 Diundi : 13 pendaftar, di antara pendaftar yang setara di batas tempat",
        "Undian ke-1, 20 Maret 2023",
        "kata undian JAKARTA 497, oleh Vicky Ramadhan",
        "Diundi lagi karena: satu pendaftar tertinggal",
        "dikeluarkan petugas, alasan mundur",
        "Kelompok 1: 0 poin, belum pernah ikut",
        "Saksi Nama NIP atau jabatan Tanda tangan",
    ):
        assert words in text
    assert "081234567890" not in text


def test_a_long_list_runs_over_pages_with_its_head_and_nothing_overlaps(db: Database, tmp_path: Path) -> None:
    made = drawn(db, count=70)
    for paper, size in (("A4", (210, 297)), ("F4", (215, 330))):
        path = printed(made, tmp_path, paper)
        pages = page_texts(path)
        assert len(pages) >= 3
        assert set(page_sizes(path)) == {size}
        assert all("Kode Usaha Nama Sidik Hasil" in page for page in pages[:2])
        assert recompute(" ".join(pages))[0] == records_first(made)
        for number in range(len(pages)):
            assert overlaps(text_boxes(path, number)) == []


def records_first(made: Applying) -> str:
    with made.field.db.read() as session:
        return records_of(session, made.bazaar_id)[0].entries[0].code


def test_it_stands_among_the_papers_of_the_first_day_where_there_was_a_draw(db: Database) -> None:
    made = applying(db)
    with pytest.raises(NotDrawnYet):
        made.field.ask(read_draw, bazaar_id=made.bazaar_id)
    for number in range(5):
        made.newcomer(f"Warung {number}")
    facts = {"bazaar_id": made.bazaar_id, "day": NEXT}
    read = made.field.ask(read_day, **facts)
    assert DRAW not in papers_of(read.sheet)
    assert draw_paper(lambda *_: None, read=read, code=DRAW) == b""
    made.field.do(draw_lots, bazaar_id=made.bazaar_id, seed="7")
    read = made.field.ask(read_day, **facts)
    assert papers_of(read.sheet)[-1] == DRAW
    assert draw_paper(lambda *_: None, read=read, code=DRAW).startswith(b"%PDF")
