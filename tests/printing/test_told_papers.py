"""Rekap bazar, daftar koreksi, laporan kegiatan and ringkasan, read back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bazar_desktop.domain.closing.proofs import TotalsDisagree
from bazar_desktop.domain.day.model import (
    ABSENT,
    BLANK,
    EXCUSED,
    EXPECTED,
    PARTNER,
    PRESENT,
    REPORTED,
    VENDOR,
    Activity,
    DaySheet,
    PartnerGoods,
    Signatory,
    StandMove,
)
from bazar_desktop.domain.money import format_number, format_rupiah, terbilang
from bazar_desktop.printing import whole_recap
from bazar_desktop.printing.bundle import compose_day
from bazar_desktop.printing.changes import compose_changes
from bazar_desktop.printing.corrections import compose_corrections
from bazar_desktop.printing.partner_sheet import compose_partner_sheet
from bazar_desktop.printing.toolkit.document import write
from bazar_desktop.printing.whole_recap import compose_whole_recap
from tests.printing.drawing import (
    draw_activity,
    draw_corrections,
    draw_minutes,
    draw_summary,
    draw_whole_recap,
)
from tests.printing.reading import overlaps, page_sizes, page_texts, text_boxes, whole_text
from tests.printing.sample_day import sample_plan, sample_sheet
from tests.printing.told_day import LIFTED, long_names, told, told_sheet, with_days

Draw = Callable[..., None]
every = pytest.mark.parametrize("draw", [draw_whole_recap, draw_corrections, draw_activity, draw_summary])


def omzet(sheet: DaySheet) -> int:
    return sum(row.total or 0 for row in sheet.rows if row.party == VENDOR)


@every
@pytest.mark.parametrize(("paper", "size"), [("A4", (210, 297)), ("F4", (215, 330)), ("A3", (297, 420))])
def test_no_words_of_a_paper_cover_each_other(
    draw: Draw, paper: str, size: tuple[int, int], tmp_path: Path
) -> None:
    for number, sheet in enumerate((told_sheet(), long_names(told_sheet(12, 3, 1)))):
        path = tmp_path / f"{number}.pdf"
        draw(sheet, path, paper=paper)
        assert set(page_sizes(path)) == {size}
        for page in range(len(page_sizes(path))):
            assert overlaps(text_boxes(path, page)) == []


@pytest.mark.parametrize("draw", [draw_activity, draw_summary])
@pytest.mark.parametrize("count", [0, 30, 300])
def test_laporan_kegiatan_and_ringkasan_have_one_page_whatever_is_told(
    draw: Draw, count: int, tmp_path: Path
) -> None:
    much = told(6, "Genset mati, sinyal lemah. " * 18, "Warga meminta bazar tiap bulan. " * 21)
    for number, sheet in enumerate(
        (told_sheet(count), replace(long_names(told_sheet(count, 3)), activity=much), sample_sheet(count))
    ):
        draw(sheet, tmp_path / f"{number}.pdf")
        assert len(page_sizes(tmp_path / f"{number}.pdf")) == 1


def test_the_rekap_bazar_has_a_column_a_day_and_adds_up_both_ways(tmp_path: Path) -> None:
    sheet = told_sheet(30, 3)
    draw_whole_recap(sheet, tmp_path / "a.pdf")
    text = whole_text(tmp_path / "a.pdf")
    each = [omzet(day_sheet) for day_sheet in sheet.whole]
    sums = " ".join(map(format_number, [*each, sum(each)]))
    assert text.count(f"Jumlah omzet UMKM {sums}") == 3
    assert format_rupiah(sum(each)) in text
    assert f"Terbilang: {terbilang(sum(each))} rupiah" in text
    assert "Hari 2, 21/3" in text
    assert "DRAF" in text


def test_a_vendor_that_never_answered_has_no_zero_in_the_rekap_bazar(tmp_path: Path) -> None:
    sheet = sample_sheet(1)
    blank = replace(sheet.rows[0], omzet=BLANK, amounts=(None,) * 4)
    draw_whole_recap(with_days(replace(sheet, rows=(blank,)), 2), tmp_path / "a.pdf")
    line = whole_text(tmp_path / "a.pdf").split("Dapur Bu Marni")[1].split("Jumlah omzet")[0]
    assert line.split() == ["PPKUKM", "Belum", "lapor", "Belum", "lapor"]


def test_the_rekap_bazar_names_the_last_booth_that_is_known(tmp_path: Path) -> None:
    sheet = with_days(sample_sheet(1), 2)
    *before, last = sheet.whole
    unplaced = replace(last, rows=tuple(replace(row, booth="") for row in last.rows))
    draw_whole_recap(replace(sheet, whole=(*before, unplaced)), tmp_path / "a.pdf")
    assert f"1 {sheet.rows[0].booth} Dapur Bu Marni" in " ".join(whole_text(tmp_path / "a.pdf").split())


def test_a_vendor_of_another_pengampu_between_two_seals_has_a_line_for_each_in_the_rekap_bazar(
    tmp_path: Path,
) -> None:
    row = replace(sample_sheet(1).rows[0], omzet=REPORTED, amounts=(100_000, None, None, None), agency="KPKP")
    first, second = with_days(sample_sheet(1), 2).whole
    first = replace(first, rows=(row,))
    second = replace(second, rows=(replace(row, agency="PPAPP", amounts=(1_000, None, None, None)),))
    draw_whole_recap(replace(first, whole=(first, second)), tmp_path / "a.pdf")
    each, of_agencies = whole_text(tmp_path / "a.pdf").split("Menurut pengampu")
    assert f"1 {row.booth} Dapur Bu Marni KPKP 100.000 baris lain 100.000" in each
    assert f"2 {row.booth} Dapur Bu Marni PPAPP baris lain 1.000 1.000" in each
    assert "KPKP 100.000 – 100.000 PPAPP – 1.000 1.000" in of_agencies


def test_sums_of_the_rekap_bazar_say_of_how_many_days_they_are(tmp_path: Path) -> None:
    sheet = with_days(sample_sheet(1), 3)
    row = replace(sheet.rows[0], omzet=REPORTED, amounts=(3_000, None, None, None))
    blank = replace(row, omzet=BLANK, amounts=(None,) * 4)
    whole = [
        replace(day_sheet, rows=(said,))
        for day_sheet, said in zip(sheet.whole, (row, blank, row), strict=True)
    ]
    draw_whole_recap(replace(whole[0], whole=tuple(whole)), tmp_path / "a.pdf")
    text = whole_text(tmp_path / "a.pdf")
    assert "Omzet UMKM seluruh hari (2 dari 3 hari ada jawaban): Rp6.000." in text
    assert "Jumlah seluruh hari 6.000 (2 dari 3 hari)" in text
    assert text.count("3.000 Belum lapor 3.000 6.000 (2 dari 3 hari)") == 1
    assert text.count("Jumlah omzet UMKM 3.000 – 3.000 6.000 (2 dari 3 hari)") == 3


def test_many_days_are_set_in_tables_under_each_other(tmp_path: Path) -> None:
    sheet = told_sheet(12, 7)
    draw_whole_recap(sheet, tmp_path / "a.pdf")
    text = whole_text(tmp_path / "a.pdf")
    assert "Hari 7, 26/3" in text
    assert text.count("Dapur Bu Marni") == 2
    assert overlaps(text_boxes(tmp_path / "a.pdf")) == []


def test_a_rekap_bazar_whose_ways_of_adding_differ_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    by_vendor = whole_recap._by_vendor
    monkeypatch.setattr(whole_recap, "_by_vendor", lambda days: by_vendor(days)[1:])
    with pytest.raises(TotalsDisagree):
        compose_whole_recap(told_sheet())


def test_one_day_has_no_rekap_bazar_and_a_first_seal_no_daftar_koreksi() -> None:
    assert compose_whole_recap(sample_sheet(3)) is None
    assert compose_corrections(sample_sheet(3)) is None


def test_the_daftar_koreksi_says_cell_before_after_who_and_why(tmp_path: Path) -> None:
    sheet = told_sheet()
    draw_corrections(sheet, tmp_path / "a.pdf")
    text = whole_text(tmp_path / "a.pdf")
    assert "Tunai 100.000 90.000 Vicky Ramadhan" in text
    assert "QRIS kosong 250.000" in text
    assert "belum lapor nihil" in text
    assert "alpa hadir" in text
    assert "Kuliner Fesyen" in text
    assert "tidak ada ada" in text
    assert "+Rp240.000" in text
    assert "7KQ2-M9XD-3 (revisi 1) menjadi 7KQ2-M9XD (revisi 2)" in text
    assert "Paraf supervisor : belum diketahui" in text
    signed = replace(LIFTED, countersigned_by="Sri Mulyati", countersigned_at=sheet.printed_at)
    draw_corrections(replace(sheet, reopening=signed, corrections=()), tmp_path / "b.pdf")
    text = whole_text(tmp_path / "b.pdf")
    assert "Paraf supervisor : Sri Mulyati, 20 Maret 2023 17.42" in text
    assert "Tidak ada isian yang berubah" in text
    assert "Alasan menutup" not in text


def test_the_daftar_koreksi_names_another_reason_for_closing(tmp_path: Path) -> None:
    lifted = replace(LIFTED, closing_reason="dicatat dua laptop")
    sheet = replace(told_sheet(), reopening=lifted, corrections=(), closing_reason="pemilik datang siang")
    draw_corrections(sheet, tmp_path / "a.pdf")
    assert "“dicatat dua laptop” menjadi “pemilik datang siang”" in whole_text(tmp_path / "a.pdf")


def test_the_laporan_kegiatan_tells_the_day_and_shows_its_photos(tmp_path: Path) -> None:
    sheet = told_sheet(30)
    draw_activity(sheet, tmp_path / "a.pdf")
    (text,) = page_texts(tmp_path / "a.pdf")
    for words in ("Cerah, hujan ringan sore", "sekitar 1.250 orang", "Genset mati 20 menit.", "6. Foto ke-6"):
        assert words in text
    assert format_rupiah(omzet(sheet)) in text
    assert "25 dari 27" in text
    draw_activity(replace(sheet, activity=Activity()), tmp_path / "b.pdf")
    assert whole_text(tmp_path / "b.pdf").count("Tempat foto") == 4
    missing = replace(
        sheet.activity, photos=tuple(replace(photo, data=None) for photo in sheet.activity.photos)
    )
    draw_activity(replace(sheet, activity=missing), tmp_path / "c.pdf")
    assert whole_text(tmp_path / "c.pdf").count("Foto belum sampai") == 6


def test_no_long_number_that_was_typed_reaches_a_paper(tmp_path: Path) -> None:
    sheet = told_sheet()
    secret = "3171014501900001"
    told_it = replace(sheet.activity, notes=f"Hubungi {secret}", obstacles=f"hp 0812 3456 7890 dan {secret}")
    lifted = replace(LIFTED, reason=f"NIK {secret} keliru")
    typed = tuple(replace(correction, reason=f"NIK {secret}") for correction in sheet.corrections)
    sheet = replace(sheet, activity=told_it, reopening=lifted, corrections=typed)
    for number, draw in enumerate((draw_corrections, draw_activity, draw_summary)):
        draw(sheet, tmp_path / f"{number}.pdf")
        text = whole_text(tmp_path / f"{number}.pdf").replace(" ", "")
        assert secret not in text
        assert "081234567890" not in text


def test_no_long_number_in_the_name_of_a_stand_or_of_goods_reaches_a_paper(tmp_path: Path) -> None:
    secret = "3171014501900001"
    moved = StandMove("p1", 1, f"Warung {secret}", f"Siti {secret}", "A-01", "A-02")
    goods = PartnerGoods("p2", "M-1", f"Bulog {secret}", f"Beras {secret}", "kg", 40_000, 12_500, 15_000)
    sheet = replace(sample_sheet(3), moves=(moved,), goods=(goods,))
    for part in (compose_changes(sheet), compose_partner_sheet(sheet)):
        assert part is not None
        write(sheet, [part], part.title, tmp_path / f"{part.code}.pdf")
        text = whole_text(tmp_path / f"{part.code}.pdf")
        assert "3171••••0001" in text
        assert secret not in text.replace(" ", "")


def test_the_ringkasan_draws_the_days_figures(tmp_path: Path) -> None:
    sheet = told_sheet(30)
    draw_summary(sheet, tmp_path / "a.pdf")
    text = whole_text(tmp_path / "a.pdf")
    assert format_rupiah(omzet(sheet)) in text
    for name in (
        "Omzet menurut jenis usaha",
        "pengampu",
        "cara bayar",
        "Omzet tiap hari",
        "Kuliner",
        "PPKUKM",
    ):
        assert name in text
    kinds: dict[str, int] = {}
    for row in sheet.rows:
        if row.party == VENDOR:
            kinds[row.category] = kinds.get(row.category, 0) + (row.total or 0)
    assert all(format_number(amount) in text for amount in kinds.values())
    assert "6 koreksi sejak revisi 1" in text
    draw_summary(sample_sheet(30), tmp_path / "b.pdf")
    assert "Kedatangan tiap seperempat jam" in whole_text(tmp_path / "b.pdf")


def test_a_sealed_days_code_stands_on_every_page_of_every_paper(tmp_path: Path) -> None:
    sheet = told_sheet(30)
    for part in compose_day(sheet, sample_plan(30)):
        path = tmp_path / f"{part.code}.pdf"
        write(sheet, [part], part.title, path)
        # The rekap bazar is of all days, and one of them is still open.
        foot = "DRAF — ada hari yang belum ditutup" if part.draft else "Segel 7KQ2-M9XD · revisi 2"
        assert all(foot in text for text in page_texts(path)), part.code


def test_witnesses_sign_the_berita_acara_alone(tmp_path: Path) -> None:
    sheet = sample_sheet(30)
    draw_minutes(sheet, tmp_path / "open.pdf")
    assert "Saksi Nama NIP atau jabatan Tanda tangan 1 " in whole_text(tmp_path / "open.pdf")
    named = replace(
        sheet, signatories=(*sheet.signatories, Signatory("Saksi", "Ibu Lurah", "Lurah Karang Anyar"))
    )
    draw_minutes(named, tmp_path / "named.pdf")
    text = whole_text(tmp_path / "named.pdf")
    assert text.count("Ibu Lurah") == 1
    assert "Lurah Karang Anyar" in text
    draw_activity(named, tmp_path / "other.pdf")
    assert "Ibu Lurah" not in whole_text(tmp_path / "other.pdf")


def test_a_rekap_bazar_with_open_days_shows_no_seal_and_no_mark_for_days_to_come(tmp_path: Path) -> None:
    first, second = with_days(told_sheet(3), 2).whole
    coming = tuple(
        replace(row, booth="Z-9", attendance=EXPECTED, arrived_at=None, omzet=BLANK, amounts=(None,) * 4)
        for row in second.rows
    )
    sealed = replace(first, printed_at=None, seal="AB12-CD34-E", revision=1)
    sheet = replace(sealed, whole=(sealed, replace(second, rows=coming, seal="", revision=0)))
    draw_whole_recap(sheet, tmp_path / "a.pdf")
    text = " ".join(whole_text(tmp_path / "a.pdf").split())
    assert "DRAF — ada hari yang belum ditutup" in text
    assert text.count("AB12-CD34-E") == 1  # in the line of its day
    assert "Belum dicatat" not in text
    assert f"{first.rows[0].booth}, Z-9" in text


def test_a_rekap_bazar_of_sealed_days_has_no_one_seal_at_its_foot(tmp_path: Path) -> None:
    first, second = with_days(told_sheet(3), 2).whole
    sealed = replace(first, seal="AB12-CD34-E", revision=1)
    other = replace(second, seal="XY98-ZW76-V", revision=2)
    draw_whole_recap(replace(sealed, whole=(sealed, other)), tmp_path / "a.pdf")
    text = " ".join(whole_text(tmp_path / "a.pdf").split())
    assert (text.count("AB12-CD34-E"), text.count("XY98-ZW76-V")) == (1, 1)  # each in the line of its day
    assert "Segel tiap hari tercantum di tabelnya" in text


def test_a_sum_of_the_mitra_says_of_how_many_days_it_is(tmp_path: Path) -> None:
    first, second = with_days(told_sheet(3), 2).whole
    mitra = replace(
        first.rows[0],
        participation_id="m",
        party=PARTNER,
        omzet=REPORTED,
        amounts=(190_000, None, None, None),
    )
    silent = replace(mitra, omzet=BLANK, amounts=(None,) * 4)
    told_once = replace(first, rows=(*first.rows, mitra))
    sheet = replace(told_once, whole=(told_once, replace(second, rows=(*second.rows, silent))))
    draw_whole_recap(sheet, tmp_path / "a.pdf")
    assert "190.000 (1 dari 2 hari)" in " ".join(whole_text(tmp_path / "a.pdf").split())


def test_the_states_of_the_reports_add_up_to_who_was_waited_for_and_attendance_to_who_is_registered(
    tmp_path: Path,
) -> None:
    row = replace(sample_sheet(1).rows[0], omzet=REPORTED, amounts=(3_000, 0, 0, 0), attendance=PRESENT)
    blank = replace(row, omzet=BLANK, amounts=(None,) * 4)
    said = (
        row,
        replace(row, attendance=ABSENT, participation_id="alpa, told"),
        replace(blank, participation_id="blank"),
        replace(blank, attendance=EXCUSED, participation_id="izin"),
    )
    draw_summary(replace(sample_sheet(1), rows=said), tmp_path / "rk.pdf")
    words = "Ditunggu laporannya 3: Melapor 2 · Belum lapor 1. Terdaftar 4: Hadir 2 · Izin 1 · Alpa 1."
    assert f"Keadaan laporan: {words}" in whole_text(tmp_path / "rk.pdf")
