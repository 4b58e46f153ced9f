"""How the paper in hand is made: size, blank or filled, columns, cards; and on which printer, how often."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from bazar_desktop.jobs.papers.day_papers import ALL
from bazar_desktop.language import _
from bazar_desktop.printing.attendance_sheet import BLANK_COLUMNS, FILLED_COLUMNS
from bazar_desktop.printing.bundle import Choices
from bazar_desktop.printing.layout.poster import GRIDS
from bazar_desktop.printing.toolkit.pen import SIZES
from bazar_desktop.services.papers.printed import ACTIVITY, CARDS, LIST, PLAN, SIGNS
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import Segmented, button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.inputs import number_box
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.papers.columns_dialog import ColumnsDialog

NAME_WIDTH = 172  # px that a printer's name has in its box


def tick(words: str) -> QCheckBox:
    """A small tick with words; they are short enough for the narrow card."""
    box = QCheckBox(words)
    box.setFont(theme.font(12))
    box.setAccessibleName(words)
    return box


class OptionsCard(Card):
    """The choices for the paper in hand.

    Signals:
        chosen(): something that the paper shows was changed by the person.
        told(): the person wants to write the laporan kegiatan.
    """

    chosen = Signal()
    told = Signal()

    def __init__(self) -> None:
        super().__init__(_("Pilihan"))
        self.columns: tuple[str, ...] = ()
        self.paper = Segmented([(size, size) for size in SIZES], name=_("Kertas"))
        self.filled = Segmented([(False, _("Kosong")), (True, _("Terisi"))], name=_("Daftar hadir"))
        self.apart = tick(_("Instansi di lembar sendiri"))
        self.all_days = tick(_("Semua hari berdampingan"))
        self.cards = Segmented([(10, "10"), (8, "8")], name=_("Kartu selembar"))
        self.poster = QComboBox()
        self.poster.setAccessibleName(_("Lembar denah"))
        self.poster.addItem(_("Satu lembar"), (0, 0))
        for across, down in GRIDS:
            self.poster.addItem(
                _("Poster {across} × {down} lembar").format(across=across, down=down), (across, down)
            )
        self.empty_signs = tick(_("Juga booth kosong"))
        self.pick = button(_("Kolom daftar hadir…"), self.ask_columns, icon="list-checks")
        self.tell = button(_("Isi laporan kegiatan…"), self.told.emit, icon="notebook-pen")
        self.tell.setToolTip(_("Isi laporan kegiatan (Ctrl+K)"))
        self.printer = QComboBox()
        self.printer.setAccessibleName(_("Printer"))
        self.printer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.printer.setMinimumContentsLength(12)
        self.printer.addItem(_("Mencari printer…"))
        self.printer.setEnabled(False)
        self.copies = number_box(_("Rangkap"), 1, least=1, most=50)
        self._lines: dict[str, list[QWidget]] = {}
        self._add("", _("Ukuran kertas"), self.paper)
        self._add(LIST, _("Daftar hadir"), self.filled, self.apart, self.all_days, self.pick)
        self._add(CARDS, _("Kartu selembar A4"), self.cards)
        self._add(PLAN, _("Denah"), self.poster)
        self._add(SIGNS, _("Nomor booth"), self.empty_signs)
        self._add(ACTIVITY, _("Isi laporan"), self.tell)
        self._add("", _("Printer"), self.printer)
        self._add("", _("Rangkap"), self.copies)
        for segmented in (self.paper, self.filled, self.cards):
            segmented.chosen.connect(lambda _value: self.chosen.emit())
        self.poster.activated.connect(lambda _at: self.chosen.emit())
        for box in (self.apart, self.all_days, self.empty_signs):
            box.clicked.connect(lambda _on: self.chosen.emit())

    @property
    def choices(self) -> Choices:
        """What is chosen now."""
        return Choices(
            paper=str(self.paper.value),
            filled=bool(self.filled.value),
            columns=self.columns,
            cards=8 if self.cards.value == 8 else 10,
            apart=self.apart.isChecked(),
            all_days=self.all_days.isChecked(),
            poster=GRIDS[self.poster.currentIndex() - 1] if self.poster.currentIndex() > 0 else None,
            empty_signs=self.empty_signs.isChecked(),
        )

    @property
    def printer_name(self) -> str:
        """The printer that is chosen, "" where there is none."""
        return str(self.printer.currentData() or "")

    def show_printers(self, names: Sequence[str]) -> None:
        """Offer these printers; the one that was chosen stays chosen."""
        before = self.printer_name
        self.printer.clear()
        metrics = QFontMetrics(self.printer.font())
        for name in names:
            self.printer.addItem(metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, NAME_WIDTH), name)
            self.printer.setItemData(self.printer.count() - 1, name, Qt.ItemDataRole.ToolTipRole)
        if not names:
            self.printer.addItem(_("Belum ada printer"))
        self.printer.setEnabled(bool(names))
        self.printer.setCurrentIndex(max(0, self.printer.findData(before)))

    def show_for(self, code: str) -> None:
        """Show only what concerns the paper of that code."""
        for concerned, widgets in self._lines.items():
            for widget in widgets:
                widget.setVisible(concerned in ("", code) or code == ALL)

    def ask_columns(self) -> ColumnsDialog:
        """Open the list of columns of the daftar hadir."""
        dialog = ColumnsDialog(self.columns or self._usual(), self)
        dialog.accepted.connect(lambda: self._take_columns(dialog.columns))
        dialog.open()
        return dialog

    def _usual(self) -> tuple[str, ...]:
        return FILLED_COLUMNS if self.filled.value else BLANK_COLUMNS

    def _take_columns(self, columns: tuple[str, ...]) -> None:
        self.columns = () if columns == self._usual() else columns
        self.chosen.emit()

    def _add(self, concerned: str, words: str, *fields: QWidget) -> None:
        label = Label(words, "muted")
        label.setBuddy(fields[0])
        for part in (label, *fields):
            self.add(part)
            self._lines.setdefault(concerned, []).append(part)
