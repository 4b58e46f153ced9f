"""What differs from office to office: its name, times, kinds of goods, agencies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from bazar_desktop.domain.bazaars.issuing import ISSUERS
from bazar_desktop.domain.bazaars.owed import MOST_HOURS, DueRule
from bazar_desktop.domain.calendar import format_time
from bazar_desktop.domain.day.model import COACH, PARTNER, Category
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.offices import area_name
from bazar_desktop.services.settings.editing import AgencyFacts
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import Segmented, button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.kit.inputs import CategoryMark, number_box
from bazar_desktop.ui.kit.rows import Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label


class OfficeCard(Card):
    """The office's name and the day's times.

    Signals:
        saved(str, str, str, str): name, area, cut-off, from when omzet is asked.
    """

    saved = Signal(str, str, str, str)

    def __init__(self) -> None:
        super().__init__(_("Kantor dan jam"))
        self.setMinimumWidth(300)
        self.name, self.cut_off, self.omzet_from = QLineEdit(), QLineEdit(), QLineEdit()
        self.area = QComboBox()
        for area in ("", *ISSUERS):
            self.area.addItem(area_name(area), area)
        fields: tuple[tuple[QWidget, str], ...] = (
            (self.name, _("Nama kantor")),
            (self.area, _("Tingkat (huruf depan kode bazar baru)")),
            (self.cut_off, _("Batas hadir bazar baru")),
            (self.omzet_from, _("Omzet ditanyakan mulai")),
        )
        for box, words in fields:
            box.setAccessibleName(words)
            label = Label(words, "strong")
            self.add(label)
            self.add(box)
            if box is self.area:
                self._area_label = label
        self.add(
            button(
                _("Simpan kantor dan jam"),
                self._save,
                icon="save",
            )
        )

    def _save(self) -> None:
        area = str(self.area.currentData())
        self.saved.emit(self.name.text(), area, self.cut_off.text(), self.omzet_from.text())

    def show_area(self, *, shown: bool) -> None:
        """Show what the office is for, or hide it where there is none."""
        self._area_label.setVisible(shown)
        self.area.setVisible(shown)

    def show_office(self, name: str, area: str, cut_off: str, omzet_from: str) -> None:
        """Show what is set."""
        self.name.setText(name)
        self.area.setCurrentIndex(max(0, self.area.findData(area)))
        self.cut_off.setText(cut_off)
        self.omzet_from.setText(omzet_from)


class DueCard(Card):
    """Until when the days of its bazaars are to be at the office; the board tells by it who is late.

    Signals:
        saved(str, int): at what time days are over, and how many hours later they are due.
    """

    saved = Signal(str, int)

    def __init__(self) -> None:
        super().__init__(_("Batas menyerahkan"))
        self.setMinimumWidth(300)
        ends, hours = _("Hari bazar selesai pukul"), _("Ditunggu di kantor dalam (jam sesudahnya)")
        self.ends, self.hours = QLineEdit(), number_box(hours, 0, most=MOST_HOURS)
        self.ends.setAccessibleName(ends)
        for box, words in ((self.ends, ends), (self.hours, hours)):
            self.add(Label(words, "strong"))
            self.add(box)
        self.add(Label(_("Lewat dari itu, papan lokasi menandainya terlambat."), "muted", wrap=True))
        self.add(
            button(
                _("Simpan batas"),
                lambda: self.saved.emit(self.ends.text(), self.hours.value()),
                icon="save",
            )
        )

    def show_rule(self, rule: DueRule) -> None:
        """Show what is set."""
        self.ends.setText(format_time(rule.ends))
        self.hours.setValue(rule.hours)


class CategoriesCard(Card):
    """Names, letters and colours of the kinds of goods.

    Signals:
        saved(object): the categories as typed.
    """

    saved = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Kategori barang"))
        self.setMinimumWidth(340)
        self._known: tuple[Category, ...] = ()
        self.boxes: list[tuple[QLineEdit, QLineEdit, QLineEdit]] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.add(self._grid)
        self.add(button(_("Simpan kategori"), self._on_save, icon="save"))

    def show_categories(self, categories: Sequence[Category]) -> None:
        """Show these, one a line."""
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._known, self.boxes = tuple(categories), []
        for row, category in enumerate(categories):
            name, letter, colour = (
                QLineEdit(category.name),
                QLineEdit(category.letter),
                QLineEdit(category.colour),
            )
            letter.setFixedWidth(44)
            colour.setFixedWidth(96)
            name.setAccessibleName(_("Nama kategori {number}").format(number=row + 1))
            letter.setAccessibleName(_("Huruf {name}").format(name=category.name))
            colour.setAccessibleName(_("Warna {name}").format(name=category.name))
            mark = CategoryMark("", category.letter, category.colour)
            for column, part in enumerate((mark, name, letter, colour)):
                self._grid.addWidget(part, row, column)
            self.boxes.append((name, letter, colour))

    def _on_save(self) -> None:
        typed = [
            replace(category, name=name.text(), letter=letter.text(), colour=colour.text().strip())
            for category, (name, letter, colour) in zip(self._known, self.boxes, strict=True)
        ]
        self.saved.emit(typed)


class AgenciesCard(Card):
    """Coaches and partners.

    Signals:
        add_asked(): another agency is to be added.
        removed(object): that agency is no longer offered.
    """

    add_asked = Signal()
    removed = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Pengampu dan mitra"))
        self.setMinimumWidth(300)
        column = Column[AgencyFacts]
        columns = (
            column(N_("Instansi"), lambda agency: agency.name, stretch=2, width=130, bold=True),
            column(N_("Sebagai"), lambda agency: _("pengampu") if agency.role == COACH else _("mitra")),
        )
        self.list = RowsView(
            RowsModel(columns, key=lambda agency: agency.id, parent=self), name=_("Pengampu dan mitra")
        )
        tools = FlowRow(even=False, gap=theme.SPACE[1])
        tools.addWidget(button(_("Tambah instansi"), self.add_asked.emit, icon="plus"))
        tools.addWidget(button(_("Hapus dari daftar"), self._on_remove, icon="trash-2"))
        self.add(tools)
        self.add(self.list, 1)

    def show_agencies(self, agencies: Sequence[AgencyFacts]) -> None:
        """Show these."""
        self.list.set_rows(list(agencies))
        self.list.fit_columns()

    def _on_remove(self) -> None:
        if self.list.current is not None:
            self.removed.emit(self.list.current)


def agency_form(save: Callable[[FormDialog], object], parent: QWidget | None = None) -> FormDialog:
    """Asks for a new agency."""
    refusals = {"agency_name_missing": "name", "agency_exists": "name"}
    form = FormDialog(_("Tambah instansi"), save, refusals=refusals, parent=parent)
    form.add_field("name", _("Nama instansi"), QLineEdit())
    roles = ((COACH, _("Pengampu")), (PARTNER, _("Mitra")))
    form.add_field("role", _("Sebagai"), Segmented(roles, name=_("Sebagai")))
    return form
