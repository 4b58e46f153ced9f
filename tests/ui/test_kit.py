"""The kit: tables, forms, choices, pictures of figures, and Qt's own words."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bazar_desktop.store.backup import SHARES
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.banner import Banner, EmptyState
from bazar_desktop.ui.kit.buttons import Segmented, button, make_key
from bazar_desktop.ui.kit.cards import Figure
from bazar_desktop.ui.kit.charts import HERE, MISSING, Bar, BarChart, MiniMap, Square
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.forms import FormDialog, reason_dialog, value_of
from bazar_desktop.ui.kit.history import HistoryPopover, HistoryRow
from bazar_desktop.ui.kit.inputs import SearchBox
from bazar_desktop.ui.kit.rows import RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.task import TaskPanel
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.qt.words import QtWords, speak_indonesian
from bazar_desktop.ui.words import ago, short_day
from tests.drivers import button_named, click, press, type_into, words_on
from tests.ui import looks
from tests.ui.demo import COLUMNS, NOW, STANDS, BoothIsTaken, stands_view
from tests.ui.gallery import paint


@pytest.fixture
def view(qtbot: QtBot) -> RowsView:
    made = stands_view()
    qtbot.addWidget(made)
    made.show()
    looks.settle(made, (900, 400))
    return made


def test_the_rows_model_keeps_the_rules_of_qt() -> None:
    model = RowsModel(COLUMNS, STANDS)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(STANDS[:2])
    model.set_rows(())
    assert tester.model() is model


def test_sorting_puts_unknown_values_last_both_ways(view: RowsView) -> None:
    view.sortByColumn(4, Qt.SortOrder.AscendingOrder)
    assert [row.omzet for row in view.visible_rows][:2] == [0, 447_500]
    assert view.visible_rows[-1].omzet is None
    view.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    assert view.visible_rows[0].omzet == 9_000_000
    assert view.visible_rows[-1].omzet is None


def test_searching_takes_words_from_any_column_in_any_order(view: RowsView) -> None:
    view.proxy.search("JALI kerak")
    assert [row.booth for row in view.visible_rows] == ["A-02"]
    view.proxy.search("")
    view.proxy.keep(lambda row: row.omzet is None)
    assert [row.booth for row in view.visible_rows] == ["A-03"]


def test_copied_rows_paste_into_excel(view: RowsView) -> None:
    view.selectRow(0)
    press(view, "Ctrl+C")
    copied = QGuiApplication.clipboard().text()
    assert copied == "A-01\tDapur Bu Marni\tMarni Suryani\tKuliner\tRp487.500\tTersimpan"
    titles, rows = view.table()
    assert titles[0] == "Booth"
    assert len(rows) == len(STANDS)


def test_the_current_row_stays_current_when_rows_are_read_again(view: RowsView) -> None:
    assert view.pick("A-05")
    view.set_rows(list(STANDS[2:]))
    assert view.current.booth == "A-05"
    assert not view.pick("Z-99")


def test_enter_opens_the_row_and_the_arrow_of_a_search_box_moves(view: RowsView, qtbot: QtBot) -> None:
    view.step(0)
    view.step(1)
    with qtbot.waitSignal(view.opened) as opened:
        press(view, "Return")
    assert opened.args == [STANDS[1]]


def test_headers_stand_over_their_columns(view: RowsView) -> None:
    for column in range(view.proxy.columnCount()):
        title = view.proxy.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        cell = view.proxy.index(0, column).data(Qt.ItemDataRole.TextAlignmentRole)
        assert title == cell


def test_where_there_is_no_room_the_least_needed_column_goes(view: RowsView) -> None:
    assert not view.isColumnHidden(2)
    looks.settle(view, (560, 400))
    assert view.isColumnHidden(2)
    assert not view.horizontalScrollBar().isVisible()
    looks.settle(view, (900, 400))
    assert not view.isColumnHidden(2)


def test_a_form_shows_its_refusal_under_the_field_and_keeps_what_was_typed(qtbot: QtBot) -> None:
    def save(_form: FormDialog) -> None:
        raise BoothIsTaken(booth="A-07")

    form = FormDialog("Pindah", save, refusals={"booth_is_taken": "booth"})
    qtbot.addWidget(form)
    form.add_field("booth", "Booth", QLineEdit())
    form.show()
    type_into(form, "A-07")
    press(form.fields["booth"], "Return")
    assert form.isVisible()
    assert "Booth A-07 sudah ditempati." in words_on(form)
    assert form.value("booth") == "A-07"
    assert form.fields["booth"].property("refused") == "true"
    press(form, "Esc")
    assert not form.isVisible()


def test_a_refusal_of_no_field_stands_on_top_and_a_good_form_closes(qtbot: QtBot) -> None:
    answers: list[Exception | None] = [BoothIsTaken(booth="A-07"), None]

    def save(_form: FormDialog) -> str:
        if (error := answers.pop(0)) is not None:
            raise error
        return "ok"

    form = FormDialog("Pindah", save)
    qtbot.addWidget(form)
    form.add_field("booth", "Booth", QLineEdit())
    form.show()
    form.submit()
    assert form.banner.words == "Booth A-07 sudah ditempati."
    form.submit()
    assert form.result_value == "ok"
    assert not form.isVisible()


def test_a_reason_needs_words(qtbot: QtBot) -> None:
    dialog = reason_dialog("Buka kembali?", "", confirms="Buka")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.submit()
    assert "Tulis alasannya" in words_on(dialog)
    type_into(dialog, "salah hitung")
    click(button_named(dialog, "Buka"))
    assert dialog.result_value == "salah hitung"


def test_the_value_of_every_kind_of_field_is_read(qtbot: QtBot) -> None:
    combo = QComboBox()
    combo.addItem("Kuliner", "k")
    check, spin = QCheckBox(), QSpinBox()
    check.setChecked(True)
    spin.setValue(7)
    dated = QDateEdit(QDate(2023, 3, 20))
    fields = (
        combo,
        check,
        spin,
        QLineEdit(" a "),
        QPlainTextEdit("b\n"),
        Segmented([(1, "x")], name="n"),
        dated,
    )
    for field in fields:
        qtbot.addWidget(field)
    assert [value_of(field) for field in fields[:6]] == ["k", True, 7, "a", "b", 1]
    assert str(value_of(dated)) == "2023-03-20"
    with pytest.raises(TypeError):
        value_of(Label("x"))


def test_arrows_move_between_choices_and_say_so(qtbot: QtBot) -> None:
    choices = Segmented([("a", "Satu"), ("b", "Dua")], name="Pilihan")
    qtbot.addWidget(choices)
    choices.show()
    with qtbot.waitSignal(choices.chosen) as chosen:
        press(choices, "Right")
    assert chosen.args == ["b"]
    choices.choose("a")
    assert choices.value == "a"


def test_a_search_box_waits_for_the_last_key_and_escape_empties_it(qtbot: QtBot) -> None:
    box = SearchBox("Cari", delay=0)
    qtbot.addWidget(box)
    box.show()
    with qtbot.waitSignal(box.searched) as searched:
        type_into(box, "batik ")
    assert searched.args == ["batik"]
    with qtbot.waitSignal(box.moved) as moved:
        press(box, "Down")
    assert moved.args == [1]
    press(box, "Esc")
    assert box.text() == ""


def test_a_banner_can_be_put_away_and_an_empty_list_says_what_to_do(qtbot: QtBot) -> None:
    banner, acted = Banner(), []
    state = EmptyState(
        "store", "Belum ada peserta", "Muat daftar.", action="Muat", act=lambda: acted.append(1)
    )
    for item in (banner, state):
        qtbot.addWidget(item)
        item.show()
    banner.tell("warning", "Daftar & jadwal berumur 34 hari")
    assert banner.words == "Daftar & jadwal berumur 34 hari"
    banner.clear()
    assert banner.words == ""
    click(button_named(state, "Muat"))
    assert acted == [1]


def test_a_key_does_what_its_button_does(qtbot: QtBot) -> None:
    holder, pressed = QWidget(), []
    qtbot.addWidget(holder)
    make_key("Kamera", lambda: pressed.append("key"), "Ctrl+K", holder)
    one = button("Simpan & tutup", lambda: pressed.append("button"), shortcut="Ctrl+S")
    one.setParent(holder)
    line = QLineEdit(holder)
    with qtbot.waitActive(holder):
        holder.show()
        holder.activateWindow()
    line.setFocus()
    press(holder, "Ctrl+K")
    press(holder, "Ctrl+S")
    qtbot.waitUntil(lambda: pressed == ["key", "button"])
    assert "Ctrl+S" in one.toolTip()


def test_labels_never_read_markup() -> None:
    assert Label("<b>x</b> & y").textFormat() is Qt.TextFormat.PlainText


def test_a_row_of_cards_breaks_where_the_window_is_narrow(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    row = FlowRow(holder)
    cards = [Figure("Omzet", "Rp1.482.350.000", "dua hari") for _i in range(4)]
    for card in cards:
        row.addWidget(card)
    holder.show()
    looks.settle(holder, (1100, 300))
    assert len({card.y() for card in cards}) == 1
    assert cards[-1].geometry().right() == 1099
    looks.settle(holder, (600, 300))
    assert len({card.y() for card in cards}) == 2
    assert row.heightForWidth(600) > row.heightForWidth(1100)


def test_charts_say_their_figures_and_the_map_tells_which_square(qtbot: QtBot) -> None:
    chart = BarChart("Kedatangan", [Bar("07.30", 4), Bar("08.00", 13)], whole=30)
    squares = [Square("A-01", HERE, "A-01 hadir"), Square("A-02", MISSING, "A-02 belum")]
    small = MiniMap("Peta", squares)
    for item in (chart, small):
        qtbot.addWidget(item)
        item.show()
    assert chart.accessibleName() == "Kedatangan: 07.30 4, 08.00 13"
    assert small.accessibleName() == "Peta: 1/2"
    looks.settle(small, (200, 60))
    with qtbot.waitSignal(small.chosen) as chosen:
        qtbot.mouseClick(small, Qt.MouseButton.LeftButton, pos=small._box(1).center().toPoint())
    assert chosen.args == ["A-02"]


def test_the_history_says_who_when_and_what_was_before(qtbot: QtBot) -> None:
    rows = [HistoryRow(NOW, "Rini", "Isi omzet", "", "Rp400.000", "Salah ketik")]
    popover, empty = HistoryPopover("A-07", rows), HistoryPopover("A-08", ())
    for history_popover in (popover, empty):
        qtbot.addWidget(history_popover)
        history_popover.show_at(history_popover.pos())
    said = words_on(popover)
    for words in ("kosong → Rp400.000", "Rini · Isi omzet", "20/03/2023 08.42", "Alasan: Salah ketik"):
        assert words in said
    assert "Belum pernah diisi." in words_on(empty)


def test_days_and_ages_are_said_in_words() -> None:
    assert short_day(NOW.date()) == "Sen 20 Mar"
    ages = (timedelta(seconds=5), timedelta(minutes=12), timedelta(hours=3), timedelta(days=2))
    assert [ago(NOW - age, NOW) for age in ages] == [
        "baru saja",
        "12 menit lalu",
        "3 jam lalu",
        "2 hari lalu",
    ]


@pytest.fixture
def words(qapp: QApplication) -> QtWords:
    before = QLocale()
    made = speak_indonesian(qapp)
    yield made
    qapp.removeTranslator(made)
    QLocale.setDefault(before)


def test_qt_speaks_indonesian_and_the_spy_lists_what_stays_english(words: QtWords, qtbot: QtBot) -> None:
    kinds = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(kinds.Ok | kinds.Cancel | kinds.Save | kinds.Close | kinds.Yes | kinds.No)
    qtbot.addWidget(box)
    assert {item.text() for item in box.buttons()} == {"OK", "Batal", "Simpan", "Tutup", "Ya", "Tidak"}
    line = QLineEdit("x")
    qtbot.addWidget(line)
    menu = line.createStandardContextMenu()
    qtbot.addWidget(menu)
    said = {action.text().split("\t")[0] for action in menu.actions() if action.text()}
    assert said == {"Urungkan", "Ulangi", "Potong", "Salin", "Tempel", "Hapus", "Pilih semua"}
    assert QApplication.translate("Nowhere", "Some English") == "Some English"
    assert ("Nowhere", "Some English") in words.spoken
    assert QLocale().monthName(3) == "Maret"


def test_the_file_dialog_that_qt_draws_says_nothing_in_english(
    words: QtWords, qtbot: QtBot, tmp_path: Path
) -> None:
    asked = QFileDialog(None, "Simpan", str(tmp_path))
    asked.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(asked)
    asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    asked.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    asked.show()
    said = {text for context, text in words.spoken if context.startswith(("QFile", "QPlatform"))}
    assert {text for text in said if not text.startswith("Alt+")} == set(), "names of keys are no words"
    assert QApplication.translate("QFileDialog", "Show &hidden files") == "Tampilkan berkas tersembunyi"


def test_shares_of_a_job_move_the_bar_and_count_nothing(qtbot: QtBot) -> None:
    panel = TaskPanel()
    qtbot.addWidget(panel)
    panel._on_progress(SHARES // 5, SHARES, "Cadangan data")
    assert (panel.bar.value() * 5, panel.count.text()) == (panel.bar.maximum(), "")
    panel._on_progress(3, 12, "Daftar hadir")
    assert panel.count.text() == "3 dari 12"


def test_the_gallery_paints_the_frame_and_every_widget(tmp_path, qapp: QApplication) -> None:
    made = paint(tmp_path, qapp)
    assert len(made) == 16
    assert all(path.stat().st_size > 1000 for path in made)
    assert qapp.font().family() == theme.FAMILY
