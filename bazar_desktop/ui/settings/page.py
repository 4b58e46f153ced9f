"""Pengaturan: officers, letterhead, agencies and categories, backups, and what this program is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from bazar_desktop import __version__
from bazar_desktop.domain.day.model import Category, Signatory
from bazar_desktop.jobs.settings.backup import BackedUp, back_up
from bazar_desktop.jobs.settings.officers import dismiss_officer, edit_officer, enter_officer, set_pin
from bazar_desktop.language import _
from bazar_desktop.messages import sentence
from bazar_desktop.phrases.backups import no_second_copy_words
from bazar_desktop.services.office.laptops import OFFICE as OFFICE_STORE, stands_alone
from bazar_desktop.services.settings.about import about
from bazar_desktop.services.settings.due import due_rule, put_due_rule
from bazar_desktop.services.settings.editing import (
    AgencyFacts,
    add_agency,
    list_agencies,
    put_categories,
    put_letterhead,
    put_office_area,
    put_office_name,
    put_signatories,
    put_times,
    remove_agency,
)
from bazar_desktop.services.settings.officers import list_officers
from bazar_desktop.services.settings.values import categories, get_setting, letterhead, signatories
from bazar_desktop.store.backup import list_backups, list_set_aside, put_second_place, second_place
from bazar_desktop.store.backup_places import (
    BackupPlaceTaken,
    BackupPlaceUnclear,
    SecondPlaceInside,
    require_second_place,
)
from bazar_desktop.store.opening import backup_folder
from bazar_desktop.ui.app_session import AppSession
from bazar_desktop.ui.kit.buttons import Segmented
from bazar_desktop.ui.kit.cards import Card, Facts
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.rescue.restore import RestoreDialog
from bazar_desktop.ui.settings.backups import BackupsCard
from bazar_desktop.ui.settings.documents import DocumentsCard
from bazar_desktop.ui.settings.key_sheet import KeySheetCard
from bazar_desktop.ui.settings.laptop import LaptopCard
from bazar_desktop.ui.settings.moving import MovingCard
from bazar_desktop.ui.settings.office import AgenciesCard, CategoriesCard, DueCard, OfficeCard, agency_form
from bazar_desktop.ui.settings.officers import OfficersCard, officer_form, pin_form, typed_officer
from bazar_desktop.ui.settings.papers import PapersCard
from bazar_desktop.ui.start.first_start import pins_agree

OFFICERS, PAPERS, OFFICE, BACKUPS, ABOUT = "officers", "papers", "office", "backups", "about"


class SettingsPage(Page):
    """Five views, one at a time."""

    manual = "pengaturan"

    def __init__(self, desk: AppSession) -> None:
        super().__init__(
            desk, _("Pengaturan"), _("Yang diubah di sini berlaku untuk semua bazar di laptop ini.")
        )
        choices = (
            (OFFICERS, _("Petugas")),
            (PAPERS, _("Kop surat")),
            (OFFICE, _("Kantor")),
            (BACKUPS, _("Cadangan data")),
            (ABOUT, _("Tentang")),
        )
        self.view = Segmented(choices, name=_("Bagian"))
        self.view.chosen.connect(lambda _value: self.reload())
        self.body.addWidget(self.view)
        self.officers = OfficersCard(
            {"add": self.ask_new, "edit": self.ask_edit, "pin": self.ask_pin, "dismiss": self.dismiss}
        )
        self.papers = PapersCard()
        self.papers.saved.connect(self.save_papers)
        self.office, self.categories, self.agencies = OfficeCard(), CategoriesCard(), AgenciesCard()
        self.due = DueCard()
        self.laptop, self.documents = LaptopCard(self), DocumentsCard(self)
        self.keys, self.moving = KeySheetCard(self), MovingCard(self)
        self.backups = BackupsCard(
            {"make": self.back_up, "second": self.ask_second, "restore": self.ask_restore}
        )
        self.facts = Facts()
        about_card = Card(_("Tentang program dan data ini"))
        about_card.add(self.facts)
        self.views: dict[str, QWidget] = {
            OFFICERS: self.officers,
            PAPERS: self.papers,
            OFFICE: self._office_view(),
            BACKUPS: self.backups,
            ABOUT: about_card,
        }
        for part in self.views.values():
            self.body.addWidget(part, 1)

    def reload(self) -> None:
        for key, part in self.views.items():
            part.setVisible(key == self.view.value)
        getattr(self, f"_show_{self.view.value}")()

    # -- officers

    def ask_new(self) -> FormDialog:
        """Ask for another officer."""

        def save(form: FormDialog) -> object:
            made = enter_officer(self.desk.store, self.desk.clock(), **typed_officer(form))
            return self._saved(_("Petugas {name} ditambahkan.").format(name=made.name))

        return self._open(officer_form(save, None, self))

    def ask_edit(self) -> FormDialog | None:
        """Ask what to change on the officer who is marked."""
        officer = self.officers.list.current
        if officer is None:
            return None

        def save(form: FormDialog) -> object:
            made = edit_officer(self.desk.store, self.desk.clock(), officer.id, **typed_officer(form))
            return self._saved(_("{name} diubah. PIN barunya berlaku sekarang.").format(name=made.name))

        return self._open(officer_form(save, officer, self))

    def ask_pin(self) -> FormDialog:
        """Ask for a new PIN of the officer at the desk."""
        officer = self.desk.officer

        def save(form: FormDialog) -> object:
            if not pins_agree(form):
                return None
            typed = str(form.value("pin"))
            set_pin(self.desk.store, self.desk.clock(), officer.id if officer else "", typed)
            return self._saved(_("PIN Anda sudah diganti."))

        return self._open(pin_form(save, self, supervisor=officer is not None and officer.is_supervisor))

    def dismiss(self) -> None:
        """Let the officer who is marked no longer open this laptop."""
        officer = self.officers.list.current
        if officer is None:
            return
        dismissed = self._guarded(lambda: dismiss_officer(self.desk.store, self.desk.clock(), officer.id))
        if dismissed is not None:
            self._saved(_("{name} tidak dapat lagi membuka data di laptop ini.").format(name=officer.name))

    def _show_officers(self) -> None:
        self.officers.show_officers(self.desk.read(list_officers))
        self.focus_first = self.officers.list

    # -- papers and office

    def save_papers(self, lines: list[str], footer: str, signing: list[Signatory]) -> None:
        """Keep letterhead and signatories."""
        done = self.perform(put_letterhead, lines=lines, footer=footer)
        if done and self.perform(put_signatories, signatories=signing):
            self.say(_("Kop dan penanda tangan disimpan. Berlaku untuk cetakan berikutnya."))

    def save_office(self, name: str, area: str, cut_off: str, omzet_from: str) -> None:
        """Keep the office's name, what it is for, and its times."""
        done = self.perform(put_times, cut_off=cut_off, omzet_from=omzet_from)
        if done and self.perform(put_office_name, name=name):
            if self.desk.store.kind == OFFICE_STORE and not self.perform(put_office_area, area=area):
                return
            self.say(_("Kantor dan jam disimpan."))

    def save_due_rule(self, ends: str, hours: int) -> None:
        """Keep until when days are to be at the office."""
        if done := self.perform(put_due_rule, ends=ends, hours=hours):
            self.reload()
            self.say(_("Batas menyerahkan disimpan."), undo=done)

    def save_categories(self, typed: list[Category]) -> None:
        """Keep the kinds of goods."""
        done = self.perform(put_categories, categories=typed)
        if done:
            self.reload()
            self.say(_("Kategori disimpan."), undo=done)

    def ask_agency(self) -> FormDialog:
        """Ask for another agency."""

        def save(form: FormDialog) -> object:
            name, role = str(form.value("name")), str(form.value("role"))
            self.desk.perform(add_agency, name=name, role=role)
            return self._saved(_("{name} ditambahkan.").format(name=name))

        return self._open(agency_form(save, self))

    def remove_agency(self, agency: AgencyFacts) -> None:
        """Offer an agency no longer."""
        done = self.perform(remove_agency, agency=agency.id)
        if done:
            self.reload()
            self.say(_("{name} tidak ditawarkan lagi. Data lama tetap.").format(name=agency.name), undo=done)

    def _show_papers(self) -> None:
        self.papers.show_papers(self.desk.read(letterhead), self.desk.read(signatories))
        self.focus_first = self.papers.lines

    def _show_office(self) -> None:
        def setting(key: str) -> str:
            return str(self.desk.read(get_setting, key=key))

        self.office.show_office(
            setting("office_name"), setting("office_area"), setting("cut_off"), setting("omzet_from")
        )
        self.categories.show_categories(self.desk.read(categories))
        self.agencies.show_agencies(self.desk.read(list_agencies))
        self.laptop.read()
        self.documents.read()
        is_office = self.desk.store.kind == OFFICE_STORE
        self.keys.setVisible(is_office or self.desk.read(stands_alone))
        self.moving.setVisible(is_office)
        self.office.show_area(shown=is_office)
        self.due.setVisible(is_office)
        self.due.show_rule(self.desk.read(due_rule))
        for card in (self.keys, self.moving):
            card.read()
        self.focus_first = self.office.name

    def _office_view(self) -> QWidget:
        self.office.saved.connect(self.save_office)
        self.due.saved.connect(self.save_due_rule)
        self.categories.saved.connect(self.save_categories)
        self.agencies.add_asked.connect(self.ask_agency)
        self.agencies.removed.connect(self.remove_agency)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        row = FlowRow()
        parts = (
            self.office,
            self.due,
            self.categories,
            self.agencies,
            self.documents,
            self.laptop,
            self.keys,
            self.moving,
        )
        for part in parts:
            row.addWidget(part)
        column.addLayout(row)
        column.addStretch(1)
        return holder

    # -- backups

    def back_up(self) -> None:
        """Make a backup beside the window."""

        def job(report: Any) -> BackedUp:
            return back_up(self.desk.store, self.desk.clock(), report)

        self.run(_("Membuat cadangan"), job, self._backed_up)

    def ask_second(self) -> None:
        """Let the person choose the folder of the second copies."""
        chosen = QFileDialog.getExistingDirectory(self, _("Tempat cadangan kedua"))
        if chosen:
            self.choose_second(Path(chosen))

    def choose_second(self, folder: Path | None) -> None:
        """Copy each backup to `folder` as well."""
        try:
            if folder is not None:
                require_second_place(folder, self.desk.store.folder, self.desk.store.key)
        except (BackupPlaceTaken, BackupPlaceUnclear, SecondPlaceInside) as error:
            self.refuse(sentence(error))
            return
        if self.perform(put_second_place, folder=folder):
            self.reload()
            self.say(_("Tempat cadangan kedua disimpan."))

    def ask_restore(self) -> RestoreDialog:
        """Ask which backup takes the store's place, the marked one first."""
        marked = self.backups.list.current
        dialog = self.restore_dialog(marked.path if marked is not None else None)
        dialog.accepted.connect(
            lambda: self._saved(_("Cadangan dipulihkan. Periksa isian terakhir, lalu lanjutkan."))
        )
        dialog.open()
        return dialog

    def _backed_up(self, done: BackedUp) -> None:
        self.reload()
        if done.fault is not None:
            self.warn(no_second_copy_words(done.fault))
        else:
            self.say(_("Cadangan dibuat dan teruji."))

    def _show_backups(self) -> None:
        store = self.desk.store
        folder = backup_folder(store.folder)
        self.backups.show_backups(
            [*list_backups(folder), *list_set_aside(folder)], self.desk.read(second_place)
        )
        self.focus_first = self.backups.list

    # -- about

    def _show_about(self) -> None:
        found = self.desk.read(about)
        self.facts.show_facts(
            (
                (_("Versi program"), __version__),
                (_("Versi data"), found.schema),
                (_("Nama laptop"), f"{found.name} ({found.letter})"),
                (_("Folder data"), str(self.desk.store.folder)),
                (_("Perubahan tercatat"), f"{found.changes}"),
                (_("Nomor terakhir laptop ini"), f"{found.seq}"),
                (_("Ujung catatan"), found.hash[:12]),
                (_("Kode asal"), found.origin),
            )
        )
        self.focus_first = None

    def _open(self, form: FormDialog) -> FormDialog:
        form.open()
        return form

    def _saved(self, words: str) -> bool:
        self.reload()
        self.say(words)
        self.tell_saved()
        return True
