"""A programme is made from one list by command."""

from __future__ import annotations

from pathlib import Path

from tests.commands import Shell, shell
from tests.programme_lists import PEOPLE, PLACES, write_programme

__all__ = ["shell"]
NAMED = ("--name", "Bazar Ramadan")


def test_a_dry_run_says_what_would_be_done_and_the_second_run_makes_nothing(
    shell: Shell, tmp_path: Path
) -> None:
    file = write_programme(
        tmp_path, people=(*PEOPLE, (6, "RPTRA Anggrex", "Tuti", "Tas", "081234560006", "", "", ""))
    )
    would = shell.run("bazaar", "programme", file, *NAMED, "--dry-run")
    assert would["lokasi"] == {"new": 3}
    assert would["rows"] == {"new": 5, "refused": 1}
    assert would["written"] is None
    assert shell.run("bazaar", "list")["bazaars"] == []
    back = tmp_path / "ditolak.xlsx"
    made = shell.run("bazaar", "programme", file, *NAMED, "--rejects", back)
    assert (made["written"]["new"], made["written"]["people"], made["rejects"]) == (3, 5, 1)
    assert made["not_taken"] == [{"row": "7", "bucket": "refused", "reasons": ["lokasi_unknown"]}]
    assert back.exists()
    assert len(shell.run("bazaar", "list")["bazaars"]) == 3
    again = shell.say("bazaar", "programme", file, *NAMED)
    assert "Tidak ada yang disimpan." in again
    assert "Sudah ada" in again
    assert "Baris 7: lokasi “RPTRA Anggrex” tidak ada di daftar lokasi program ini" in again
    assert len(shell.run("bazaar", "list")["bazaars"]) == 3


def test_refusals_are_named(shell: Shell, tmp_path: Path) -> None:
    file = write_programme(tmp_path)
    assert shell.refused("bazaar", "programme", file) == "programme_name_missing"
    assert (
        shell.refused("bazaar", "programme", file, *NAMED, "--rejects", file, "--replace")
        == "rejects_over_source"
    )
    other = tmp_path / "x.csv"
    other.write_text("Nama;No HP\nMarni;0812345\n", encoding="utf-8")
    assert shell.refused("bazaar", "programme", other, *NAMED) == "no_programme_in_file"
    wrong = write_programme(tmp_path, places=(*PLACES[:2], (1, "RPTRA X", "Bandung", "20/3/2023", 4, "")))
    said = shell.run("bazaar", "programme", wrong, *NAMED, "--dry-run")
    assert [(place["row"], place["reason"]) for place in said["places"]] == [("Lokasi 3", "region_unknown")]
