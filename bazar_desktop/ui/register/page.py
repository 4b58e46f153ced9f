"""Pelaku UMKM: the register, searched as one types, narrowed by facets; Enter opens a vendor."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bazar_desktop.domain.day.model import COACH
from bazar_desktop.domain.money import format_number
from bazar_desktop.jobs.register.save import save_register
from bazar_desktop.language import _
from bazar_desktop.services.register.facets import Facets, facets
from bazar_desktop.services.register.search import Found, VendorFilter
from bazar_desktop.services.register.vendor_page import vendor_page
from bazar_desktop.services.register.vendors import VendorFacts, vendors_by_ids
from bazar_desktop.services.reports.correcting import sealed_differences
from bazar_desktop.services.settings.editing import agency_suggestions, put_register_columns
from bazar_desktop.services.settings.values import categories, get_setting
from bazar_desktop.store.database import Database
from bazar_desktop.ui import theme
from bazar_desktop.ui.app_session import AppSession, Done
from bazar_desktop.ui.exchange.reading import ask_place
from bazar_desktop.ui.imports import ImportDialog, open_import
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.kit.inputs import SearchBox
from bazar_desktop.ui.kit.task import Task
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.office_hints import with_office_hint
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.register.actions import OpenVendor
from bazar_desktop.ui.register.columns import CHOSEN, ColumnsDialog, columns
from bazar_desktop.ui.register.facets import FacetBar
from bazar_desktop.ui.register.form import vendor_form
from bazar_desktop.ui.register.listing import Listing
from bazar_desktop.ui.register.long_list import VendorList
from bazar_desktop.ui.register.panel import VendorPanel
from bazar_desktop.ui.register.same_person_dialog import look_for_duplicates

COUNTED_AT_ONCE = 20_000  # vendors up to which the facets are counted in between


class VendorsPage(Page):
    """The register. Nothing of a person is shown in full here."""

    manual = "pelaku-umkm"

    def __init__(self, desk: AppSession) -> None:
        super().__init__(desk, _("Pelaku UMKM"))
        self.twice = button(
            _("Cari ganda"), partial(look_for_duplicates, self), icon="users", shortcut="Ctrl+D"
        )
        self.add_action(self.twice)
        self.add_action(button(_("Kolom"), self.ask_columns, icon="list-checks", shortcut="Ctrl+K"))
        self.add_action(
            button(_("Simpan ke Excel"), self.save_file, icon="file-spreadsheet", shortcut="Ctrl+E")
        )
        self.add_action(button(_("Tambah"), self.ask_new, icon="user-plus", shortcut="Ctrl+N"))
        self.add_action(
            button(_("Impor daftar"), self.ask_import, kind="primary", icon="upload", shortcut="Ctrl+I")
        )
        self.box = SearchBox(_("Cari usaha, pemilik, produk, atau angka HP"), delay=0)
        self.listing = Listing(desk, self)
        self.facets = FacetBar()
        self.ask_place = ask_place
        self._counting: Task | None = None
        self._counted = False  # whether the boxes show the counts of what was read last
        self._to_pick = ""  # a vendor that becomes the current one when the list has it
        self._opens = False  # Enter was pressed before there was an answer
        self._marks: dict[str, tuple[str, str]] = {}
        self._names: dict[str, str] = {}
        self.list = VendorList(name=_("Pelaku UMKM"))
        self.empty = EmptyState(
            "store",
            _("Belum ada pelaku UMKM"),
            _("Impor daftar dari Excel."),
            action=_("Impor daftar"),
            act=self.ask_import,
        )
        self.nobody = EmptyState(
            "search", _("Tidak ada yang cocok"), _("Kurangi kata, atau kosongkan saringan.")
        )
        self._lay_out_list()
        self.box.searched.connect(lambda _words: self.search())
        self.box.moved.connect(self.list.step)
        self.box.returnPressed.connect(self._open_shown)
        self.list.opened.connect(self.open)
        self.list.sort_asked.connect(lambda _sort: self.search())
        self.facets.narrowed.connect(self.search)
        self.listing.found.connect(self._show)
        self.listing.failed.connect(self._on_failed)

    def _lay_out_list(self) -> None:
        self.found = QWidget()
        column = QVBoxLayout(self.found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE[1])
        column.addWidget(self.box)
        column.addWidget(self.facets)
        self.near = Label("", "muted", wrap=True)
        column.addWidget(self.near)
        card = Card(tight=True)
        card.add(self.list, 1)
        card.add(self.nobody)
        column.addWidget(card, 1)
        self.body.addWidget(self.found, 1)
        self.body.addWidget(self.empty, 1)

    def reload(self) -> None:
        count = self.listing.begin()
        self.empty.hint.setText(with_office_hint(self.desk, _("Impor daftar dari Excel.")))
        self.found.setVisible(bool(count))
        self.empty.setVisible(not count)
        self.focus_first = self.box if count else self.empty.action
        known = self.desk.read(categories)
        self._marks = {category.key: (category.letter, category.colour) for category in known}
        self._names = {category.key: category.name for category in known}
        chosen = self.desk.read(get_setting, key=CHOSEN)
        self.list.show_columns(columns(lambda key: self._marks.get(key), chosen, self.category_name))
        self._counted = False
        self.search()

    def _count_facets(self) -> None:
        """Fill the boxes once the list is painted; a long register is counted beside the window."""
        if self.fault is not None:
            return
        if (self.listing.everybody or 0) < COUNTED_AT_ONCE:
            self._show_facets(self.ask(facets))
        elif self._counting is None or not self._counting.running:
            self._counting = Task(_counted, db=self.desk.store.db)
            self._counting.finished.connect(self._show_facets)
            self._counting.start()

    def _show_facets(self, found: object) -> None:
        if isinstance(found, Facets):
            self.facets.fill(found, self._names)

    def _wanted(self) -> VendorFilter:
        return self.facets.filter(self.box.text().strip(), self.list.sort, self.desk.clock().date())

    def search(self) -> None:
        """Show who fits the words and the facets."""
        self.listing.ask(self._wanted())
        if self.listing.waits:
            self.set_heading(_("Pelaku UMKM"), _("Mencari…"))

    def _show(self, found: Found) -> None:
        self.list.show_ids(found.ids, lambda some: self.desk.read(vendors_by_ids, ids=some))
        self.list.setVisible(bool(found.ids))
        self.nobody.setVisible(not found.ids)
        self.near.setVisible(bool(found.near))
        self.near.setText(
            _("Tidak ada yang persis begitu. Ini yang mirip: {words}.").format(words=", ".join(found.near))
        )
        self.set_heading(_("Pelaku UMKM"), _heading(found, self.listing.everybody))
        if self._to_pick and (self.list.pick(self._to_pick) or not found.more):
            self._to_pick = ""
        if self._opens:
            self._opens = False
            self._open_current()
        if not found.more and not self._counted:
            self._counted = True
            QTimer.singleShot(0, self, self._count_facets)

    def ask_import(self) -> ImportDialog:
        """Open the import window."""
        return open_import(self, "register")

    def ask_new(self) -> FormDialog:
        """Ask for a new vendor."""
        return self._ask(vendor_form(self.desk, self._agencies(), self._categories(), None, self))

    def open(self, vendor: VendorFacts) -> VendorPanel:
        """Show one vendor whole."""
        self.opened = OpenVendor(self, vendor.id)
        return self.opened.panel

    def category_name(self, key: str) -> str:
        """What people call a category."""
        return self._names.get(key, key)

    def _open_shown(self) -> None:
        """Enter: open who is found, once the list has followed the typing."""
        self.search()
        self._opens = self.listing.waits
        if not self._opens:
            self._open_current()

    def _open_current(self) -> None:
        if self.list.current is None:
            self.list.step(0)
        if self.list.current is not None:
            self.open(self.list.current)

    def ask_change(self, vendor_id: str) -> FormDialog:
        """Ask for a vendor's data anew."""
        page = self.desk.read(vendor_page, vendor_id=vendor_id)
        return self._ask(vendor_form(self.desk, self._agencies(), self._categories(), page, self))

    def _ask(self, form: FormDialog) -> FormDialog:
        form.accepted.connect(lambda: self._on_typed(form.result_value))
        form.open()
        return form

    def _on_typed(self, done: object) -> None:
        if isinstance(done, Done):
            vendor_id = self._to_pick = str(done.result)
            self.reload()
            words = _("Data pelaku UMKM disimpan.")
            if earlier := len(self.desk.read(sealed_differences, vendor_id=vendor_id)):
                reach = _(
                    "{n} hari yang sudah ditutup tetap memakai data sebelumnya, kecuali diberlakukan juga."
                )
                words = f"{words} {reach.format(n=earlier)}"
            self.say(words, undo=done)
            self.tell_saved()

    def ask_columns(self) -> ColumnsDialog:
        """Ask which columns are shown, and keep the answer."""
        dialog = ColumnsDialog(self.list.column_names, self)

        def keep() -> None:
            if self.perform(put_register_columns, names=dialog.names) is not None:
                self.reload()

        dialog.accepted.connect(keep)
        dialog.open()
        return dialog

    def save_file(self) -> None:
        """Ask where, and write what is shown to Excel."""
        path = self.ask_place(self, _("Simpan ke Excel"), "pelaku-umkm.xlsx")
        if path is not None:
            columns = [name for name in self.list.column_names if name != "remark"]
            self.run(
                _("Menyimpan ke Excel"),
                save_register,
                self._saved,
                path=path,
                store=self.desk.store,
                wanted=self._wanted(),
                at=self.desk.clock(),
                columns=columns,
            )

    def _saved(self, rows: int) -> None:
        self.say(
            _("{rows} pelaku UMKM disimpan. NIK dan HP tetap disamarkan.").format(rows=format_number(rows))
        )

    def _agencies(self) -> list[str]:
        return self.desk.read(agency_suggestions, role=COACH)

    def _categories(self) -> list[tuple[str, str]]:
        return [("", _("Tanpa kategori")), *self._names.items()]


def _counted(_report: object, *, db: Database) -> Facets:
    with db.read() as session:
        return facets(session)


def _heading(found: Found, everybody: int | None) -> str:
    if found.more or everybody is None:
        return _("Menghitung yang cocok…")
    words = _("{all} pelaku UMKM")
    if len(found.ids) != everybody:
        words = _("{found} dari {all} pelaku UMKM")
    return words.format(found=format_number(len(found.ids)), all=format_number(everybody))
