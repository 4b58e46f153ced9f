from __future__ import annotations

import io
import multiprocessing
import zipfile
from pathlib import Path

import msgspec
import pytest

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.messages import SENTENCES, sentence
from bazar_desktop.spreadsheets.reading import reader_process as child, refusals
from bazar_desktop.spreadsheets.reading.limits import Limits
from bazar_desktop.spreadsheets.reading.opening import ReadingBroke, _end_of, _take, open_bytes, open_file
from bazar_desktop.spreadsheets.reading.sheets import Source
from tests.spreadsheets.reading.shared_data import DATA, needs_shared_data
from tests.spreadsheets.reading.sheets_made import csv_of, ods_of, read_table, xlsx_of

SMALL = [["Nama", "HP"], ["Siti", "081234567890"]]
REFUSED = {
    "issue252.xlsx": "FileDamaged",
    "issue281.xlsm": "FileHasMacros",
    "pass_protected.ods": "FilePassworded",
    "pass_protected.xlsx": "FilePassworded",
}


@needs_shared_data
def test_each_odd_workbook_is_read_or_refused_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    outcome = {}
    for file in sorted((DATA / "robustness/xlsx").glob("*.*s*")):
        try:
            outcome[file.name] = f"{sum(len(sheet.rows) for sheet in open_file(file).sheets)} rows"
        except BazarError as error:
            outcome[file.name] = type(error).__name__
    with capsys.disabled():
        print("\nodd workbooks:", *(f"{name}: {what}" for name, what in outcome.items()), sep="\n  ")
    assert len(outcome) == 28
    assert {name: what for name, what in outcome.items() if not what.endswith("rows")} == REFUSED


@needs_shared_data
@pytest.mark.parametrize("name", ["date.xlsx", "date.xls", "date_1904.xlsx", "date.ods"])
def test_dates_are_the_same_from_both_calendars_and_all_formats(name: str) -> None:
    first = open_file(DATA / "robustness/xlsx" / name).sheets[0].rows[0]
    assert (first.texts, first.kinds) == (("2021-01-01", "15"), "dn")


@needs_shared_data
def test_error_values_are_kept_as_text() -> None:
    sheet = open_file(DATA / "robustness/xlsx/errors.xlsx").sheets[0]
    assert [row.texts[0] for row in sheet.rows] == [
        "#DIV/0!",
        "#NAME?",
        "#VALUE!",
        "#NULL!",
        "#REF!",
        "#NUM!",
        "#N/A",
    ]


def test_a_formula_that_was_never_calculated_stands_as_its_text() -> None:
    sheet = open_bytes(xlsx_of({"A": [["Nama", "Tunai"], ["Siti", "=7500*5"]]}), "a.xlsx").sheets[0]
    assert (sheet.rows[1].texts, sheet.rows[1].kinds) == (("Siti", "=7500*5"), "tf")


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_a_row_has_the_number_that_the_spreadsheet_shows_wherever_the_table_begins(kind: str) -> None:
    blank: list[list[object]] = [["", "", "", ""]] * 4
    cells = [
        *blank,
        ["", "", "Nama", "Usaha"],
        ["", "", "Siti", "Kopi"],
        ["", "", "", ""],
        ["", "", "Ani", ""],
    ]
    made = {"xlsx": xlsx_of({"A": cells}, {"A": ["C8:D8"]}), "ods": ods_of("A", cells), "csv": csv_of(cells)}
    sheet = open_bytes(made[kind], f"a.{kind}").sheets[0]
    assert [(row.number, row.texts[2]) for row in sheet.rows] == [(5, "Nama"), (6, "Siti"), (8, "Ani")]
    assert sheet.height == 8
    assert sheet.merged in ((), ((8, 2, 8, 3),))


def test_long_numbers_are_written_out_and_known_as_numbers() -> None:
    sheet = open_bytes(
        xlsx_of({"A": [["NIK"], [3171061234567890], [0.5], ["3171061234567890"]]}), "a.xlsx"
    ).sheets[0]
    assert [(row.texts[0], row.kinds) for row in sheet.rows[1:]] == [
        ("3171061234567890", "n"),
        ("0.5", "n"),
        ("3171061234567890", "t"),
    ]


def zip_of(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"%PDF-1.7 ...", refusals.NotASpreadsheet),
        (b"\x89PNG\r\n\x1a\n", refusals.NotASpreadsheet),
        (b"<html><p>Nama</p></html>", refusals.NotASpreadsheet),
        (bytes(range(256)) * 40, refusals.NotASpreadsheet),
        (zip_of({"word/document.xml": b"<w/>"}), refusals.NotASpreadsheet),
        (zip_of({"xl/workbook.xml": b"<workbook/>", "xl/vbaProject.bin": b"x"}), refusals.FileHasMacros),
        (zip_of({"xl/workbook.xml": b"<broken"}), refusals.FileDamaged),
        (b"PK\x03\x04" + b"x" * 200, refusals.FileDamaged),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, refusals.FileDamaged),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 2000, refusals.FileDamaged),
        (zip_of({"xl/workbook.xml": b"<workbook/>", "xl/a.xml": b"0" * 30_000_000}), refusals.FileTooBig),
        (zip_of({f"xl/{number}.xml": b"" for number in range(6_000)}), refusals.FileTooBig),
    ],
)
def test_what_is_no_plain_list_is_refused_by_name(data: bytes, cause: type[BazarError]) -> None:
    with pytest.raises(cause):
        open_bytes(data, "daftar.xlsx")


def test_a_missing_file_is_refused_without_its_folder(tmp_path: Path) -> None:
    with pytest.raises(refusals.FileMissing) as caught:
        open_file(tmp_path / "tidak ada.xlsx")
    assert caught.value.facts == {"name": "tidak ada.xlsx"}


def test_an_empty_file_holds_no_table() -> None:
    with pytest.raises(refusals.NoTableFound):
        read_table(b"", "kosong.csv")


def test_a_file_cut_short_is_damaged_wherever_it_is_cut() -> None:
    whole = xlsx_of({"A": SMALL})
    for length in range(100, len(whole) - 30, len(whole) // 12):
        with pytest.raises((refusals.FileDamaged, refusals.NotASpreadsheet)):
            open_bytes(whole[:length], "a.xlsx")


def test_a_lone_cell_far_out_is_refused_with_bounded_memory() -> None:
    cells = [["Nama", "HP"], *[["", ""]] * 3]
    data = xlsx_of({"A": cells})
    far = data_with(data, b'<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>', 1_048_576)
    with pytest.raises(refusals.FileTooBig):
        open_bytes(far, "jauh.xlsx")


def data_with(data: bytes, cell: bytes, row: int) -> bytes:
    """The workbook with one more row that holds `cell`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                content = content.replace(b"</sheetData>", b'<row r="%d">%b</row></sheetData>' % (row, cell))
            new.writestr(info.filename, content)
    return out.getvalue()


def test_a_limit_on_rows_columns_or_cells_refuses() -> None:
    many = csv_of([["Nama", "HP"], *[["Siti", "08123"]] * 50])
    wide = csv_of([[f"k{number}" for number in range(60)], ["x"] * 60])
    long = csv_of([["Nama", "HP"], ["x" * 900, "y"]])
    for data in (many, wide, long):
        with pytest.raises(refusals.FileTooBig):
            open_bytes(data, "a.csv", Limits(rows=40, columns=50, cell_characters=800))
    with pytest.raises(refusals.FileTooBig):
        open_bytes(xlsx_of({"A": [["Nama", "HP"], *[["Siti", "08123"]] * 50]}), "a.xlsx", Limits(rows=40))
    with pytest.raises(refusals.FileTooBig):
        open_bytes(many, "a.csv", Limits(file_bytes=100))
    with pytest.raises(refusals.FileTooBig):
        open_bytes(many, "a.csv", Limits(result_bytes=100))


def test_a_reading_that_takes_too_long_is_ended() -> None:
    with pytest.raises(refusals.ReadingTookTooLong):
        open_bytes(csv_of(SMALL), "a.csv", Limits(seconds=0.0))


def test_every_refusal_has_words_with_its_facts() -> None:
    facts = {"name": "a.xlsx", "kind": "PDF", "what": "rows", "limit": 5, "seconds": 3, "column": "C"}
    for cause in vars(refusals).values():
        if isinstance(cause, type) and issubclass(cause, BazarError) and cause is not BazarError:
            assert cause.code in SENTENCES
            assert "{" not in sentence(cause(**facts))


def fail(text: str, _encoding: str) -> None:
    raise ValueError(text)


def test_a_fault_of_our_own_reader_is_no_refusal_of_the_file() -> None:
    ours, theirs = multiprocessing.Pipe()
    ours.send_bytes(csv_of(SMALL))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(child, "limit_this_process", lambda _limits: None)
        patch.setattr(child, "judge", fail)
        child.read_in_child(theirs, "text", "a.csv", Limits())
    message = msgspec.msgpack.Decoder(child.Message).decode(ours.recv_bytes())
    assert isinstance(message, child.Broke)
    assert "ValueError" in message.trace
    assert "Siti" not in message.trace
    with pytest.raises(ReadingBroke, match="ValueError"):
        _take(message, Source("a.csv", "text", ()), [])


@pytest.mark.parametrize(
    ("exit_code", "cause"),
    [
        (-9, refusals.FileTooBig),
        (0xC0000409, refusals.FileTooBig),
        (-24, refusals.ReadingTookTooLong),
        (1816, refusals.ReadingTookTooLong),
        (-11, refusals.FileDamaged),
        (1, ReadingBroke),
        (None, ReadingBroke),
    ],
)
def test_a_reading_that_ends_without_a_word_is_named_by_how_it_ended(
    exit_code: int | None, cause: type[Exception]
) -> None:
    assert type(_end_of(exit_code, "a.xlsx", Limits())) is cause


def test_a_reading_that_takes_all_memory_is_ended_and_named() -> None:
    cells = [["Nama", "HP"], *[[f"Siti {number}", "0812"] for number in range(30_000)]]
    with pytest.raises(refusals.FileTooBig) as caught:
        open_bytes(csv_of(cells) * 40, "a.csv", Limits(memory=300_000_000))
    assert caught.value.facts["what"] == "memory"


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one part in place of what it had, or beside it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info))
        new.writestr(name, content)
    return out.getvalue()


def sheet_xml(cells: bytes, doctype: bytes = b"") -> bytes:
    """A worksheet whose second row holds `cells`."""
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = b'<row r="1"><c r="A1" t="inlineStr"><is><t>Nama</t></is></c></row>'
    return (
        b'<?xml version="1.0"?>%b<worksheet xmlns="%b"><sheetData>%b<row r="2">%b</row></sheetData></worksheet>'
        % (doctype, space, head, cells)
    )


def read_or_refused(data: bytes) -> tuple[str, ...]:
    """All texts of the file, or the name of its refusal."""
    try:
        source = open_bytes(data, "jahat.xlsx", Limits(seconds=20))
    except BazarError as error:
        return (type(error).__name__,)
    return tuple(text for sheet in source.sheets for row in sheet.rows for text in row.texts)


def test_entities_that_would_grow_without_end_are_not_expanded() -> None:
    laughs = b"".join(b'<!ENTITY l%d "%b">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    doctype = b'<!DOCTYPE x [<!ENTITY l0 "ha">%b<!ENTITY f SYSTEM "file:///etc/hostname">]>' % laughs
    for entity in (b"&l9;", b"&f;"):
        cell = b'<c r="A2" t="inlineStr"><is><t>%b</t></is></c>' % entity
        data = with_part(xlsx_of({"A": SMALL}), "xl/worksheets/sheet1.xml", sheet_xml(cell, doctype))
        texts = read_or_refused(data)
        assert sum(map(len, texts)) < 100, entity
        assert Path("/etc/hostname").read_text("utf-8").strip() not in texts


def test_elements_nested_a_hundred_thousand_deep_do_not_end_the_reading() -> None:
    deep = b"".join(b"<x%d>" % n for n in range(100_000))
    data = with_part(xlsx_of({"A": SMALL}), "xl/worksheets/sheet1.xml", sheet_xml(deep))
    assert read_or_refused(data) in (("FileDamaged",), ("Nama",))


def test_a_link_to_another_file_gives_the_value_last_saved_and_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "lain.xlsx"
    other.write_bytes(xlsx_of({"A": [["rahasia"]]}))
    cell = b"<c r=\"A2\"><f>'[%b]A'!A1</f><v>7500</v></c>" % str(other).encode()
    link = b'<c r="B2" t="str"><f>WEBSERVICE("http://contoh.invalid/")</f><v></v></c>'
    data = with_part(xlsx_of({"A": SMALL}), "xl/worksheets/sheet1.xml", sheet_xml(cell + link))
    assert read_or_refused(data) == ("Nama", "7500", '=WEBSERVICE("http://contoh.invalid/")')


def test_a_zip_inside_a_zip_is_not_unpacked() -> None:
    inner = zip_of({"a.xml": b"0" * 900_000})
    data = with_part(xlsx_of({"A": SMALL}), "xl/worksheets/sheet1.xml", inner)
    assert read_or_refused(data) in (("FileDamaged",), ())


def test_the_macro_and_password_marks_of_old_excel_are_found_before_anything_is_parsed() -> None:
    for stream, cause in (
        ("_VBA_PROJECT", refusals.FileHasMacros),
        ("EncryptionInfo", refusals.FilePassworded),
    ):
        with pytest.raises(cause):
            open_bytes(ole_with(stream), "lama.xls")


def ole_with(stream: str) -> bytes:
    """The head of an OLE file, and one directory entry."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head[30:32] = (9).to_bytes(2, "little")
    coded = (stream + "\0").encode("utf-16-le")
    entry = coded.ljust(64, b"\0") + len(coded).to_bytes(2, "little")
    return bytes(head) + entry.ljust(1024, b"\0")
