"""Pelaku UMKM: the register, searched as one types, narrowed by facets; Enter opens a vendor."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from bazar_desktop.domain.day import COACH
from bazar_desktop.domain.money import format_number
from bazar_desktop.jobs.import_words import field_name
from bazar_desktop.language import _
from bazar_desktop.services.erasures import erase_person, look_at_erasure
from bazar_desktop.services.history import field_history
from bazar_desktop.services.office_settings import agency_suggestions
from bazar_desktop.services.settings import categories
from bazar_desktop.services.vendor_pages import (
    join_vendors,
    masked_history,
    part_vendors,
    reveal,
    vendor_page,
)
from bazar_desktop.services.vendors import (
    Facet,
    VendorFacts,
    VendorFilter,
    count_vendors,
    facets,
    vendor_ids,
    vendors_by_ids,
)
from bazar_desktop.ui import theme
from bazar_desktop.ui.desk import Desk, Done
from bazar_desktop.ui.imports import ImportDialog, open_import
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.forms import FormDialog, reason_dialog
from bazar_desktop.ui.kit.history import HistoryPopover, HistoryRow
from bazar_desktop.ui.kit.inputs import SearchBox
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.vendors.beside import look_for_duplicates
from bazar_desktop.ui.vendors.erasing import erasing_form
from bazar_desktop.ui.vendors.form import vendor_form
from bazar_desktop.ui.vendors.long_list import VendorList
from bazar_desktop.ui.vendors.panel import VendorPanel
from bazar_desktop.ui.vendors.pick import PickVendor


class VendorsPage(Page):
    """The register. Nothing of a person is shown in full here."""

    manual = "pelaku-umkm"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Pelaku UMKM"))
        self.twice = button(
            _("Cari ganda"), partial(look_for_duplicates, self), icon="users", shortcut="Ctrl+D"
        )
        self.add_action(self.twice)
        self.add_action(button(_("Tambah"), self.ask_new, icon="user-plus", shortcut="Ctrl+N"))
        self.add_action(
            button(_("Impor daftar"), self.ask_import, kind="primary", icon="upload", shortcut="Ctrl+I")
        )
        self.box = SearchBox(_("Cari usaha, pemilik, produk, atau angka HP"), delay=60)
        self.kecamatan, self.agency, self.category = (
            self._facet(_("Semua kecamatan")),
            self._facet(_("Semua pengampu")),
            self._facet(_("Semua kategori")),
        )
        self._marks: dict[str, tuple[str, str]] = {}
        self._names: dict[str, str] = {}
        self.list = VendorList(lambda key: self._marks.get(key), name=_("Pelaku UMKM"))
        self.empty = EmptyState(
            "store",
            _("Belum ada pelaku UMKM"),
            _("Impor daftar dari Excel, atau baca berkas persiapan dari kantor di Sinkronisasi."),
            action=_("Impor daftar"),
            act=self.ask_import,
        )
        self.nobody = EmptyState(
            "search", _("Tidak ada yang cocok"), _("Kurangi kata, atau kosongkan saringan.")
        )
        self._lay_out_list()
        self.box.searched.connect(lambda _words: self.search())
        self.box.moved.connect(self.list.step)
        self.box.returnPressed.connect(self._open_current)
        self.list.opened.connect(self.open)

    def _facet(self, everything: str) -> QComboBox:
        box = QComboBox()
        box.addItem(everything, "")
        box.setAccessibleName(everything)
        box.setMinimumContentsLength(14)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.activated.connect(lambda _at: self.search())
        return box

    def _lay_out_list(self) -> None:
        self.found = QWidget()
        column = QVBoxLayout(self.found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE[1])
        column.addWidget(self.box)
        holder = QWidget()
        line = FlowRow(holder, even=True, gap=theme.SPACE[1])
        for part in (self.kecamatan, self.agency, self.category):
            line.addWidget(part)
        column.addWidget(holder)
        card = Card(tight=True)
        card.add(self.list, 1)
        card.add(self.nobody)
        column.addWidget(card, 1)
        self.body.addWidget(self.found, 1)
        self.body.addWidget(self.empty, 1)

    def reload(self) -> None:
        count = self.desk.read(count_vendors)
        self.found.setVisible(bool(count))
        self.empty.setVisible(not count)
        self.focus_first = self.box if count else self.empty.action
        known = self.desk.read(categories)
        self._marks = {one.key: (one.letter, one.colour) for one in known}
        self._names = {one.key: one.name for one in known}
        found = self.desk.read(facets)
        _fill(self.kecamatan, found.kecamatan)
        _fill(self.agency, found.agencies)
        _fill(self.category, found.categories, self._names)
        self.search()

    def search(self) -> None:
        """Show who fits the words and the facets."""
        wanted = VendorFilter(
            self.box.text().strip(),
            str(self.kecamatan.currentData()),
            str(self.agency.currentData()),
            str(self.category.currentData()),
        )
        ids = self.desk.read(vendor_ids, wanted=wanted)
        self.list.show_ids(ids, lambda some: self.desk.read(vendors_by_ids, ids=some))
        self.list.setVisible(bool(ids))
        self.nobody.setVisible(not ids)
        everybody = self.desk.read(count_vendors)
        words = _("{found} dari {all} pelaku UMKM") if len(ids) != everybody else _("{all} pelaku UMKM")
        self.set_heading(
            _("Pelaku UMKM"), words.format(found=format_number(len(ids)), all=format_number(everybody))
        )

    def ask_import(self) -> ImportDialog:
        """Open the import window."""
        return open_import(self, "register")

    def ask_new(self) -> FormDialog:
        """Ask for a new vendor."""
        return self._ask(vendor_form(self.desk, self._agencies(), self._categories(), None, self))

    def open(self, vendor: VendorFacts) -> VendorPanel:
        """Show one vendor whole."""
        page = self.desk.read(vendor_page, vendor_id=vendor.id)
        panel = VendorPanel(page, self._names.get(page.facts.category, page.facts.category), self)
        panel.edit_asked.connect(partial(self._edit, panel, vendor.id))
        panel.history_asked.connect(partial(self._history, panel, vendor.id))
        panel.reveal_asked.connect(partial(self._reveal, panel, vendor.id))
        panel.join_asked.connect(partial(self._join, panel, vendor.id))
        panel.part_asked.connect(partial(self._part, panel, vendor.id))
        panel.erase_asked.connect(partial(self._erase, panel, vendor))
        panel.open()
        return panel

    def _open_current(self) -> None:
        self.search()
        if self.list.current is None:
            self.list.step(0)
        if self.list.current is not None:
            self.open(self.list.current)

    def _edit(self, panel: VendorPanel, vendor_id: str) -> None:
        panel.accept()
        page = self.desk.read(vendor_page, vendor_id=vendor_id)
        self._ask(vendor_form(self.desk, self._agencies(), self._categories(), page, self))

    def _ask(self, form: FormDialog) -> FormDialog:
        form.accepted.connect(lambda: self._on_typed(form.result_value))
        form.open()
        return form

    def _on_typed(self, done: object) -> None:
        if isinstance(done, Done):
            self.reload()
            self.list.pick(done.result)
            self.say(_("Data pelaku UMKM disimpan."), undo=done)
            self.changed.emit()

    def _history(self, panel: VendorPanel, vendor_id: str) -> None:
        entries = self.desk.read(field_history, entity="vendor", row_id=vendor_id)
        rows = [
            HistoryRow(
                entry.at,
                entry.officer,
                field_name(entry.field),
                masked_history(entry.field, entry.before),
                masked_history(entry.field, entry.after),
                entry.reason,
            )
            for entry in entries
            if entry.field in _TOLD
        ]
        self.popover = HistoryPopover(_("Riwayat isian"), rows, panel)
        self.popover.show_at(panel.mapToGlobal(QPoint(panel.width() - 390, 60)))

    def _reveal(self, panel: VendorPanel, vendor_id: str, field: str) -> None:
        question = _("Tampilkan {field} lengkap").format(field=field_name(field))
        asked = reason_dialog(
            question, _("Siapa yang melihat dan alasannya dicatat."), confirms=_("Tampilkan"), parent=panel
        )

        def show() -> None:
            facts = {"vendor_id": vendor_id, "field": field, "reason": str(asked.result_value)}
            done = self.perform("vendors.reveal", reveal, at=self.desk.clock(), **facts)
            if done is not None:
                panel.show_number(field, done.result)

        asked.accepted.connect(show)
        asked.open()

    def _join(self, panel: VendorPanel, vendor_id: str) -> None:
        pick = PickVendor(self.desk, _("Orang yang sama"), vendor_id, panel)

        def join() -> None:
            panel.accept()
            done = self.perform("vendors.join", join_vendors, one=vendor_id, other=pick.chosen)
            if done is not None:
                self.say(_("Digabung sebagai satu orang. Riwayat keduanya tetap ada."), undo=done)

        pick.accepted.connect(join)
        pick.open()

    def _part(self, panel: VendorPanel, vendor_id: str, other: str) -> None:
        panel.accept()
        done = self.perform("vendors.part", part_vendors, one=vendor_id, other=other)
        if done is not None:
            self.say(_("Dipisahkan lagi."), undo=done)

    def _erase(self, panel: VendorPanel, vendor: VendorFacts) -> None:
        found = self.desk.read(look_at_erasure, vendor_id=vendor.id)
        asked = erasing_form(vendor.business or vendor.name, found, panel)

        def erase() -> None:
            panel.accept()
            officer = self.desk.officer
            facts = {"vendor_id": vendor.id, "officer": officer.id if officer else ""}
            reason, at = str(asked.result_value), self.desk.clock()
            if self.perform("erasures.erase_person", erase_person, **facts, reason=reason, at=at) is not None:
                self.reload()
                self.say(_("Data orang itu dihapus. Buat paket agar terhapus juga di laptop lain."))
                self.changed.emit()

        asked.accepted.connect(erase)
        asked.open()

    def _agencies(self) -> list[str]:
        return self.desk.read(agency_suggestions, role=COACH)

    def _categories(self) -> list[tuple[str, str]]:
        return [("", _("Tanpa kategori")), *self._names.items()]


_TOLD = {
    "name", "business", "product", "category", "nik", "phone", "email", "address", "kecamatan", "kelurahan", "note",
}  # fmt: skip


def _fill(box: QComboBox, found: tuple[Facet, ...], names: dict[str, str] | None = None) -> None:
    """Show these values; the one that was chosen stays chosen."""
    chosen = box.currentData()
    while box.count() > 1:
        box.removeItem(1)
    for one in found:
        name = (names or {}).get(one.value, one.name)
        box.addItem(f"{name[:28]} ({format_number(one.count)})", one.value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
