from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings, strategies as st

from bazar_desktop.spreadsheets.reading.dialects import Dialect, decode, judge, split
from bazar_desktop.spreadsheets.reading.opening import open_file
from tests.spreadsheets.reading.shared_data import DATA, needs_shared_data

MARKS = {"comma": ",", "semicolon": ";", "tab": "\t", "vslash": "|", "doublequote": '"', "singlequote": "'"}


def annotations() -> dict[str, list[str]]:
    lines = (DATA / "robustness/csv_dialects/Dialect_annotations.txt").read_text("utf-8").splitlines()
    return {parts[0]: parts[1:] for parts in (line.split("|") for line in lines) if len(parts) >= 6}


@needs_shared_data
def test_known_dialects_are_found_and_the_misses_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    known, misses = annotations(), []
    files = sorted((DATA / "robustness/csv_dialects/files").iterdir())
    for file in files:
        encoding, separator, quote, *_rest = known[file.name]
        data = file.read_bytes()
        dialect = judge(*decode(data))
        told = "ascii" if data.isascii() else dialect.encoding
        right = told == "ascii" or (encoding == "utf8" and told in ("utf-8", "utf-8-bom"))
        if not (right and dialect.separator == MARKS[separator] and dialect.quote == MARKS[quote]):
            misses.append(f"{file.name}: annotated {encoding} {separator} {quote}, found {told} {dialect}")
    with capsys.disabled():
        print("\ndialects missed:", *misses, sep="\n  ")
    assert len(files) == 55
    assert len(misses) <= 1


@needs_shared_data
def test_a_real_register_keeps_every_row_and_every_character() -> None:
    file = DATA / "real/surakarta_umkm_masked.csv"
    source = open_file(file)
    text = file.read_bytes().decode("cp1252")
    expected = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert source.encoding == "cp1252"
    assert len(source.sheets[0].rows) == 11_159
    assert "\x1f".join(cell for row in source.sheets[0].rows for cell in row.texts) == "\x1f".join(
        cell for row in expected for cell in row
    )
    assert any("gado²" in cell.lower() for row in source.sheets[0].rows for cell in row.texts)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_each_encoding_and_separator_gives_the_same_rows(encoding: str, separator: str) -> None:
    rows = [["Nama", "Usaha", "Omzet"], ["Siti", 'Warung "Asri", pojok', "1.500"], ["Gado²", "a;b\nc", "2,5"]]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    text, name = decode(out.getvalue().encode(encoding))
    assert split(text, judge(text, name)) == rows


def test_a_few_bytes_of_cp1252_far_into_utf8_are_read_line_by_line() -> None:
    data = ("Nama;Usaha\r\n" + "Siti;Kopi é\r\n" * 50_000).encode() + b"Ani;gado\xb2\r\n"
    text, encoding = decode(data)
    assert encoding == "utf-8+cp1252"
    assert text.endswith("Ani;gado²\r\n")
    assert "é" in text


def test_a_quote_that_never_closes_does_not_swallow_the_rest() -> None:
    text = 'Nama;Usaha\nSiti;"Kopi\n' + "Ani;Teh\n" * 40
    dialect = judge(text, "utf-8")
    assert dialect.quote == ""
    assert len(split(text, dialect)) == 42


def test_a_long_file_is_judged_over_its_whole_length() -> None:
    plain = "satu baris catatan, tanpa kolom\n" * 3_000
    rows = "Siti;Kopi;08123\n" * 300_000
    assert judge(plain + rows, "utf-8").separator == ";"
    assert judge(rows + plain, "utf-8").separator == ";"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=8),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(";,\t|"),
)
def test_what_was_written_in_a_dialect_is_read_back_in_it(rows: list[list[str]], separator: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(rows)
    assert split(out.getvalue(), Dialect("utf-8", separator, '"', "\r\n")) == rows
