"""Blocks between this grid, LibreOffice Calc and Excel, in their own clipboard forms, undone and redone whole."""

from __future__ import annotations

import csv
import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData

from bazar_desktop.store.database import Database
from bazar_desktop.ui.kit.grid.clipboard import read_block, write_block
from tests.omzet_day import OmzetDay, open_day
from tests.ui.omzet.sheets import Block, as_text, calc_html, excel_html, grouped
from tests.ui.omzet_window import Sit

BLOCK: Block = [((row + 1) * 10_500, (row + 2) * 7_500, row + 3) for row in range(30)]
FORMS = {
    "text": {"text": as_text(BLOCK)},
    "calc": {"text": as_text(BLOCK), "html": calc_html(BLOCK)},
    "excel": {"text": as_text(BLOCK), "html": excel_html(BLOCK)},
    "excel 2003": {"text": as_text(BLOCK), "html": excel_html(BLOCK, exact=True)},
}
PLAIN = [[str(cell) for cell in line] for line in BLOCK]
GROUPED = [[grouped(cell) for cell in line] for line in BLOCK]


def digest(day: OmzetDay) -> str:
    return hashlib.sha256(repr(day.rows()).encode()).hexdigest()


def test_every_form_of_the_clipboard_says_the_same_thirty_rows() -> None:
    for name, exact in (("text", False), ("calc", True), ("excel", False), ("excel 2003", True)):
        mime = QMimeData()
        mime.setText(FORMS[name]["text"])
        if "html" in FORMS[name]:
            mime.setHtml(FORMS[name]["html"])
        assert read_block(mime) == (PLAIN if exact else GROUPED), name


@pytest.mark.parametrize("form", ["calc", "excel"])
def test_thirty_rows_of_three_are_pasted_undone_to_the_empty_day_and_redone(
    db: Database, sit: Sit, form: str
) -> None:
    day = open_day(db, vendors=30, partners=0)
    empty = digest(day)
    page = sit(day)
    page.carry(**FORMS[form])
    page.press("Ctrl+V")
    assert "90 sel tersimpan" in page.says
    assert [(*row.amounts[:2], row.transactions) for row in day.rows()] == BLOCK
    for words in ("77", "n", "menolak"):
        page.enter(words)
    page.press("Delete", "Up", "Ctrl+D")
    full = digest(day)
    for _turn in range(7):  # one more than there is to take back
        page.press("Ctrl+Z")
    assert digest(day) == empty
    for _turn in range(7):
        page.press("Ctrl+Y")
    assert digest(day) == full


def test_a_rounded_figure_is_refused_and_not_silently_another() -> None:
    mime = QMimeData()
    mime.setHtml(
        '<table><tr><td sdval="1250000.4">1.250.000</td><td x:num="2.5E6">2.500.000</td></tr></table>'
    )
    assert read_block(mime) == [["1250000,4", "2500000"]]
    mime.setHtml(
        '<table><tr><td sdval="1250000.0000000002">1.250.000</td><td sdval="nan">x</td></tr></table>'
    )
    assert read_block(mime) == [["1250000", "x"]]


def test_a_cell_that_reaches_down_leaves_blanks_below() -> None:
    mime = QMimeData()
    mime.setHtml(
        "<table><tr><td rowspan=2 colspan=2>1</td><td>2</td></tr><tr><td>3</td></tr><tr><td>4</td></tr></table>"
    )
    assert read_block(mime) == [["1", "", "2"], ["", "", "3"], ["4"]]


@pytest.mark.neighbour("soffice")
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_what_is_copied_here(tmp_path: Path) -> None:
    file = tmp_path / "salinan.html"
    file.write_text(write_block([["1500000", "nihil", "<b>&"], ["", "12", "=1+1"]]).html(), "utf-8")
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "csv",
         "--infilter=HTML (StarCalc)", "--outdir", str(tmp_path), str(file)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    with (tmp_path / "salinan.csv").open(encoding="utf-8") as stream:
        rows = list(csv.reader(stream))
    assert rows[0] == ["1500000", "nihil", "<b>&"]
    assert rows[1][:2] == ["", "12"]
