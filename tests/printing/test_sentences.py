"""Sentences that papers print and officers sign: each follows what was recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from bazar_desktop.domain.day.model import (
    ABSENT,
    BLANK,
    COACH,
    DECLINED,
    EXPECTED,
    NIL,
    PARTNER,
    PRESENT,
    VENDOR,
    DayRow,
    DaySheet,
    PartnerGoods,
    StandChange,
    StandMove,
)
from tests.printing.drawing import (
    draw_activity,
    draw_attendance_sheet,
    draw_changes,
    draw_minutes,
    draw_partner_sheet,
    draw_summary,
    draw_whole_recap,
)
from tests.printing.reading import whole_text
from tests.printing.sample_day import DAY, entered, sample_sheet

DAYS = (DAY, date(2023, 3, 21), date(2023, 3, 22))
SOLD = (("Beras SPHP", 2_000), ("Minyak", None))
ASKED_ALL = "jawaban omzet setiap pelaku UMKM yang hadir tercatat"
ALL_MARKED = "kehadiran setiap peserta dicatat"


def mitra(**changes: object) -> DayRow:
    """The first mitra of the sample day: present, and it told what it sold."""
    return replace(next(row for row in sample_sheet(30).rows if row.party == PARTNER), **changes)


def minutes_of(sheet: DaySheet, folder: Path) -> str:
    draw_minutes(sheet, folder / "ba.pdf")
    return whole_text(folder / "ba.pdf")


def test_the_berita_acara_says_nothing_of_omzet_where_only_a_mitra_stood(tmp_path: Path) -> None:
    text = minutes_of(sample_sheet(1, rows=(mitra(),)), tmp_path)
    assert "telah dilaksanakan" in text
    assert "Omzet mitra, di luar omzet UMKM: Rp6.450.000" in text
    assert "jawaban omzet" not in text
    assert "ditanyakan" not in text
    assert ALL_MARKED in text


def test_who_is_marked_in_one_session_alone_is_not_said_to_be_marked(tmp_path: Path) -> None:
    (row,) = entered(1, attendance=PRESENT).rows
    text = minutes_of(replace(entered(1), rows=(row, replace(row, session=2, attendance=EXPECTED))), tmp_path)
    assert "kehadiran 1 peserta pada salah satu sesinya belum dicatat" in text
    assert ALL_MARKED not in text


def test_an_answer_that_is_missing_is_not_said_to_be_unasked(tmp_path: Path) -> None:
    sheet = entered(attendance=PRESENT)
    text = minutes_of(replace(sheet, rows=(*sheet.rows, mitra())), tmp_path)
    assert "jawaban omzet 4 pelaku UMKM belum tercatat" in text
    assert "ditanyakan" not in text
    assert ASKED_ALL not in text
    text = minutes_of(entered(attendance=PRESENT, omzet=DECLINED), tmp_path)
    assert ASKED_ALL in text
    assert "belum tercatat" not in text


def test_where_nobody_is_recorded_as_present_no_sentence_speaks_of_those_who_were(tmp_path: Path) -> None:
    text = minutes_of(entered(omzet=NIL), tmp_path)
    assert "jawaban omzet 4 pelaku UMKM tercatat" in text
    assert "kehadiran 4 pelaku UMKM belum dicatat" in text
    assert ASKED_ALL not in text
    away = entered(attendance=ABSENT)
    text = minutes_of(replace(away, rows=(*away.rows, mitra())), tmp_path)
    assert "tidak ada pelaku UMKM yang dicatat hadir" in text
    assert ASKED_ALL not in text


@pytest.mark.parametrize(("party", "said"), [(PARTNER, "mitra"), (COACH, "pengampu")])
def test_attendance_is_whole_only_where_every_party_is_marked(party: str, said: str, tmp_path: Path) -> None:
    sheet = sample_sheet(4, seal="", revision=0)
    unmarked = mitra(party=party, attendance=EXPECTED, omzet=BLANK, amounts=(None,) * 4)
    text = minutes_of(replace(sheet, rows=(*sheet.rows, unmarked)), tmp_path)
    assert f"kehadiran 1 {said} belum dicatat" in text
    assert ALL_MARKED not in text
    marked = replace(unmarked, attendance=ABSENT)
    assert ALL_MARKED in minutes_of(replace(sheet, rows=(*sheet.rows, marked)), tmp_path)


def test_who_came_without_a_booth_is_counted_apart(tmp_path: Path) -> None:
    first, *others = sample_sheet(4).rows
    text = minutes_of(sample_sheet(4, rows=(replace(first, booth=""), *others)), tmp_path)
    assert "3 dari 4 peserta yang hadir menempati booth menurut denah" in text
    assert "; peserta yang hadir menempati" not in text
    assert ": peserta yang hadir menempati booth" in minutes_of(sample_sheet(4), tmp_path)


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (entered(), "kehadiran dan omzet Bazar Jakpreneur Ramadan (P233M01) hari ke-1 dari 2 belum diisi"),
        (entered(attendance=ABSENT), "tidak ada peserta yang dicatat hadir"),
        (
            replace(entered(), printed_at=datetime(2023, 3, 19, 20, 0)),
            "belum berlangsung pada saat lembar ini dicetak",
        ),
    ],
    ids=["nothing entered", "nobody came", "still ahead"],
)
def test_a_day_that_did_not_take_place_is_not_declared_to(sheet: DaySheet, said: str, tmp_path: Path) -> None:
    text = minutes_of(sheet, tmp_path)
    assert said in text
    assert "telah dilaksanakan" not in text


def recap_of(folder: Path, printed_at: datetime, *rows: tuple[DayRow, ...], seals: str = "") -> str:
    """The rekap of a bazaar whose days have these rows; `seals` has an x for each day that is sealed."""
    days = DAYS[: len(rows)]
    whole = tuple(
        sample_sheet(
            1,
            days=days,
            day=on,
            day_number=number + 1,
            rows=of_day,
            seal="7KQ2-M9XD" if seals[number : number + 1] == "x" else "",
            revision=1 if seals[number : number + 1] == "x" else 0,
        )
        for number, (on, of_day) in enumerate(zip(days, rows, strict=True))
    )
    draw_whole_recap(replace(whole[0], whole=whole, printed_at=printed_at), folder / "rb.pdf")
    return whole_text(folder / "rb.pdf")


EVENING, EVENING_AFTER = datetime(2023, 3, 20, 17, 0), datetime(2023, 3, 21, 17, 0)


@pytest.mark.parametrize("seals", ["", "x"])
def test_a_day_of_mitra_alone_has_taken_place_in_the_rekap_bazar(seals: str, tmp_path: Path) -> None:
    nobody = (replace(mitra(), attendance=EXPECTED, omzet=BLANK, amounts=(None,) * 4),)
    text = recap_of(tmp_path, EVENING, (mitra(),), nobody, seals=seals)
    assert text.count("belum berlangsung") == 1
    assert "2 21 Maret 2023 belum berlangsung – – – –" in text
    assert "0 0 / 0 – 6.450.000" in text
    assert "Jumlah sampai hari ke-1 dari 2" in text
    assert "belum ada hari yang berlangsung" not in text


def test_a_day_that_is_over_without_an_entry_is_not_filled_in_and_not_to_come(tmp_path: Path) -> None:
    blank = entered().rows
    text = recap_of(tmp_path, EVENING_AFTER, blank, blank, blank)
    assert text.count("belum ada isian – – – –") == 2
    assert text.count("belum berlangsung – – – –") == 1
    assert "Jumlah (belum ada isian)" in text


def test_a_sealed_day_on_which_nobody_came_ends_the_sum(tmp_path: Path) -> None:
    text = recap_of(tmp_path, EVENING_AFTER, entered(attendance=ABSENT).rows, entered().rows, seals="x")
    assert "Jumlah sampai hari ke-1 dari 2" in text
    assert "0 0 / 0 – –" in text


def test_a_sum_past_a_day_without_entries_says_how_many_days_it_has(tmp_path: Path) -> None:
    text = recap_of(tmp_path, EVENING_AFTER, entered().rows, sample_sheet(4).rows)
    assert "Jumlah 1 dari 2 hari" in text
    assert "seluruh hari" not in text
    assert "Omzet UMKM 1 dari 2 hari: Rp" in text


def test_newcomers_are_told_of_those_who_took_part(tmp_path: Path) -> None:
    """Nobody is marked and four told their omzet: none of them hangs on *hadir*."""
    sheet = entered(omzet=NIL)
    draw_activity(sheet, tmp_path / "lk.pdf")
    draw_summary(sheet, tmp_path / "rk.pdf")
    assert "Pelaku UMKM hadir 0 dari 4 4 peserta baru dari 4 yang ikut" in whole_text(tmp_path / "lk.pdf")
    assert "Peserta baru 4 dari 4 yang ikut" in whole_text(tmp_path / "rk.pdf")
    assert all(row.party == VENDOR for row in sheet.rows)


@pytest.mark.parametrize(
    ("parties", "whose"),
    [
        ((VENDOR,), "Pelaku UMKM"),
        ((PARTNER,), "Mitra"),
        ((VENDOR, PARTNER), "Pelaku UMKM dan mitra"),
        ((VENDOR, PARTNER, COACH), "Pelaku UMKM, mitra dan pengampu"),
        ((), "Peserta"),
    ],
)
def test_the_daftar_hadir_names_the_parties_that_stand_on_it(
    parties: tuple[str, ...], whose: str, tmp_path: Path
) -> None:
    rows = tuple(mitra(party=party, participation_id=party) for party in parties)
    draw_attendance_sheet(sample_sheet(1, rows=rows), tmp_path / "dh.pdf")
    assert f"DAFTAR HADIR {whose} Acara" in whole_text(tmp_path / "dh.pdf")


def test_the_lembar_perubahan_speaks_of_a_printed_denah_only_where_one_was_left(tmp_path: Path) -> None:
    change = StandChange("A-01", 1, "Kue Ana", "Ana", ABSENT, "p1", "Kopi Budi", "Budi", "", None, "sakit")
    sheet = sample_sheet(2, changes=(change,))
    draw_changes(sheet, tmp_path / "a.pdf")
    assert "denah dicetak" not in whole_text(tmp_path / "a.pdf")
    moved = StandMove("p0", 1, "Kue Ana", "Ana", "A-01", "A-02")
    draw_changes(replace(sheet, moves=(moved,)), tmp_path / "b.pdf")
    assert "yang pindah sesudah denah dicetak" in whole_text(tmp_path / "b.pdf")


def test_a_mitras_sum_says_of_how_many_goods_it_is(tmp_path: Path) -> None:
    goods = [PartnerGoods("m1", "M-1", "Bulog", name, "kg", price=12_500, sold=sold) for name, sold in SOLD]
    draw_partner_sheet(sample_sheet(1, goods=tuple(goods)), tmp_path / "a.pdf")
    said = "semua mitra: Rp25.000 (1 dari 2 barang yang harga dan terjualnya diisi)"
    assert said in whole_text(tmp_path / "a.pdf")
    for number, some in enumerate((goods[:1], goods[1:])):
        draw_partner_sheet(sample_sheet(1, goods=tuple(some)), tmp_path / f"{number}.pdf")
        assert "barang yang harga" not in whole_text(tmp_path / f"{number}.pdf")
