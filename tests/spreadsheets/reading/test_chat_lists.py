from __future__ import annotations

import json

import pytest

from bazar_desktop.spreadsheets.reading.chat_lists import read_pasted
from bazar_desktop.spreadsheets.reading.columns import recognise
from bazar_desktop.spreadsheets.reading.fields import OMZET, PARTICIPANTS, REGISTER
from bazar_desktop.spreadsheets.reading.header_shapes import header_key, look
from bazar_desktop.spreadsheets.reading.refusals import NoTableFound
from bazar_desktop.spreadsheets.reading.rows import read_rows
from tests.spreadsheets.reading.sheets_made import csv_of, read_table

CHAT = """*Daftar peserta besok ya bu* 🙏

1. Bu Marni - Dapur Bu Marni - 0812-3456-7801
2) Pak Jali – Kerak Telor – 081234567802 - butuh listrik
3. Dewi / Tas Rajut
*4.* Hj. Rohmah, Bir Pletok, 62812 3456 7804
makasih
"""


def test_a_numbered_chat_list_gives_name_business_and_phone() -> None:
    table = read_pasted(CHAT)
    found = read_rows(table, recognise(table, PARTICIPANTS))
    assert [[row.values.get(key) for key in ("owner", "business", "phone")] for row in found.rows] == [
        ["Bu Marni", "Dapur Bu Marni", "+6281234567801"],
        ["Pak Jali", "Kerak Telor", "+6281234567802"],
        ["Dewi", "Tas Rajut", None],
        ["Hj. Rohmah", "Bir Pletok", "+6281234567804"],
    ]
    assert found.rows[1].extras == {"E": "butuh listrik"}
    assert found.counts() == {"data": 4, "title": 2, "blank": 1}


@pytest.mark.parametrize(
    "lines",
    [
        ["1. Siti Aisyah (Batik Terogong) wa 081234567803", "2. Dewi : Tas Rajut : 081234567806"],
        [
            "1\ufe0f\u20e3 Siti Aisyah - Batik Terogong - 081234567803",
            "2\ufe0f\u20e3 Dewi - Tas Rajut - 081234567806",
        ],
        ["- Siti Aisyah, Batik Terogong, 081234567803", "• Dewi / Tas Rajut / HP 081234567806"],
        ["Siti Aisyah - Batik Terogong - 081234567803", "Dewi - Tas Rajut - 0812 3456 7806"],
        [
            "[20/03/23 08.12] +62 812-9999-0000: 1. Siti Aisyah - Batik Terogong - 081234567803",
            "20/03/2023, 08.13 - Bu RT: 2. Dewi - Tas Rajut - 081234567806",
        ],
    ],
)
def test_a_list_is_read_however_a_chat_writes_it(lines: list[str]) -> None:
    table = read_pasted("Daftar besok:\n" + "\n".join(lines))
    found = read_rows(table, recognise(table, PARTICIPANTS))
    assert [[row.values.get(key) for key in ("owner", "business", "phone")] for row in found.rows] == [
        ["Siti Aisyah", "Batik Terogong", "+6281234567803"],
        ["Dewi", "Tas Rajut", "+6281234567806"],
    ]


def test_a_pasted_csv_with_phones_is_no_chat() -> None:
    table = read_pasted("No;Nama;HP\n1;Siti - Batik;081234567803\n2;Dewi - Tas;081234567806")
    assert [column.header for column in table.columns] == ["No", "Nama", "HP"]


def test_cells_from_the_clipboard_are_a_table_like_any_other() -> None:
    table = read_pasted('No\tNama\tNIK\n1\tSiti\t3171066502850001\n2\t"Ani\nRini"\t\n')
    found = read_rows(table, recognise(table, REGISTER))
    assert [row.values["owner"] for row in found.rows] == ["Siti", "Ani\nRini"]


def test_a_blank_clipboard_holds_no_table() -> None:
    with pytest.raises(NoTableFound):
        read_pasted(" \n ")


def test_a_look_tells_what_was_found_and_hides_long_numbers() -> None:
    cells: list[list[object]] = [
        ["Rekap 3171066502850001"],
        ["Booth", "Usaha", "Tunai"],
        ["A-01", "Soto", "1.500"],
        ["A-02", "Sate", "x"],
        ["", "TOTAL", "1.600"],
    ]
    table = read_table(csv_of(cells), "a.csv")
    mapping = recognise(table, OMZET)
    seen = look(table, mapping, read_rows(table, mapping))
    assert "3171066502850001" not in json.dumps(seen)
    assert (seen["encoding"], seen["separator"], seen["header_rows"], seen["range"]) == (
        "utf-8-bom",
        ";",
        [2],
        "A2:C5",
    )
    assert seen["rows"] == {"data": 2, "title": 1, "header": 1, "total": 1, "blank": 0}
    assert seen["dropped"][-1]["differs"] == [("Tunai", 1_600, 1_500)]  # type: ignore[index]
    assert seen["flags"] == {"not_an_amount": 1}


def test_files_with_the_same_header_share_their_key() -> None:
    first = read_table(csv_of([["Nama", "Usaha"], ["a", "b"]]), "a.csv")
    second = read_table(csv_of([["Mei"], ["NAMA", "usaha"], ["c", "d"]]), "b.csv")
    assert header_key(first) == header_key(second)
