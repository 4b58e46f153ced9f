"""Blocks of cells: from and to Excel and LibreOffice, fill down, cut, and all of it undone and redone."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from bazar_desktop.ui.kit.grid.clipboard import read_block, read_tsv, write_block
from tests.omzet_day import OmzetDay
from tests.ui.omzet_window import Sit

LIBREOFFICE = (
    '<html><body><table cellspacing="0"><colgroup width="85"></colgroup><tr>'
    '<td height="17" align="right" sdval="1250000" sdnum="1057;0;#.##0">1.250.000</td>'
    '<td align="right" sdval="75000" sdnum="1057;">75000</td><td sdval="12" sdnum="1057;">12</td></tr>'
    '<tr><td align="left">nihil</td><td></td><td><br></td></tr></table></body></html>'
)
EXCEL = (
    "<html><body><!--StartFragment--><table><tr><td class=xl65 align=right x:num='1250000'> 1,250,000 </td>"
    "<td x:num>75000</td><td>12</td></tr><tr><td>nihil</td><td></td><td></td></tr></table></body></html>"
)


def test_the_clipboards_of_libreoffice_and_excel_say_the_same() -> None:
    for html in (LIBREOFFICE, EXCEL):
        mime = QMimeData()
        mime.setHtml(html)
        mime.setText("1.3E+06\t75000\t12\nnihil\t\t\n")
        assert read_block(mime) == [["1250000", "75000", "12"], ["nihil", "", ""]]


def test_a_quoted_cell_may_hold_tabs_and_line_ends() -> None:
    assert read_tsv('"a\tb"\t2\n"c\nd"\t4\n') == [["a\tb", "2"], ["c\nd", "4"]]
    assert read_tsv("") == []


def test_a_merged_cell_leaves_blanks_and_only_the_first_table_counts() -> None:
    mime = QMimeData()
    mime.setHtml("<table><tr><td colspan=2>1</td><td>2</td></tr></table><table><tr><td>9</td></tr></table>")
    assert read_block(mime) == [["1", "", "2"]]


def test_what_is_written_is_read_back() -> None:
    rows = [["1500", "a\tb"], ["", "<b>&"]]
    mime = write_block(rows)
    assert read_tsv(mime.text()) == rows
    assert mime.hasHtml()
    assert "<b>" not in mime.html()


def test_a_pasted_block_is_answered_cell_by_cell(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    page.carry(text="250rb\tsepuluh\n28,000\t-5\n")
    page.press("Ctrl+V")
    assert "2 ditolak" in page.says
    assert "sepuluh" in page.says
    assert "28.000" in page.says
    assert page.column("cash")[:2] == ["250.000", "28.000"]
    assert page.column("qris")[:2] == ["", ""]
    index = page.page.model.index(0, page.page.model.columns.index("qris"))
    assert "bukan jumlah uang" in page.page.model.data(index, 3)
    page.go(0, "qris")
    page.enter("10rb")
    assert not page.page.model.data(index, 3)


def test_cells_without_a_place_are_counted(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    page.go(5, "transactions")
    page.carry(text="1\t2\n3\t4\n")
    page.press("Ctrl+V")
    assert "3 sel tidak ada tempatnya" in page.says
    assert day.row(5).transactions == 1


def test_copy_cut_fill_and_delete_work_on_blocks(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    for words in ("1000", "2000"):
        page.type(words)
        page.press("Tab")
        page.enter(f"{words}0")
    page.go(0, "cash")
    page.press("Shift+Down", "Shift+Right", "Ctrl+C")
    assert QGuiApplication.clipboard().text() == "1000\t10000\n2000\t20000\n"
    page.go(2, "cash")
    page.press("Ctrl+V")
    assert page.column("cash")[:4] == ["1.000", "2.000", "1.000", "2.000"]
    page.go(0, "qris")
    page.press("Shift+Down", "Shift+Down", "Ctrl+D")
    assert page.column("qris")[:4] == ["10.000", "10.000", "10.000", "20.000"]
    page.go(3, "cash")
    page.press("Shift+Right", "Ctrl+X")
    assert day.row(3).total is None
    page.go(4, "cash")
    page.press("Shift+Down")
    page.carry(text="5rb")
    page.press("Ctrl+V")
    assert page.column("cash")[4:] == ["5.000", "5.000"]
    page.press("Ctrl+Z")
    assert page.column("cash")[4:] == ["", ""]


def test_ctrl_d_on_one_cell_takes_the_one_above(day: OmzetDay, sit: Sit) -> None:
    page = sit(day)
    page.enter("4000")
    page.press("Ctrl+D")
    assert page.column("cash")[:2] == ["4.000", "4.000"]
