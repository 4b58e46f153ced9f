"""Laptop: prepare one, take its answer, compare the six words, see what is on it, revoke it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit

from bazar_desktop.domain.money import format_number
from bazar_desktop.jobs.exchange.forwarding import MadeNews
from bazar_desktop.jobs.exchange.intake import Batch
from bazar_desktop.jobs.office.enrolment import Prepared
from bazar_desktop.jobs.office.introductions import Above, known_offices, words_with
from bazar_desktop.language import N_, _
from bazar_desktop.messages import answer, state_words
from bazar_desktop.phrases.offices import to_tell_words
from bazar_desktop.phrases.proposals import revoked_words
from bazar_desktop.services.bazaars.bazaars import list_bazaars
from bazar_desktop.services.day.sheet import booth_order
from bazar_desktop.services.exchange.holdings import holdings
from bazar_desktop.services.exchange.taking_back import changes_brought
from bazar_desktop.services.office.laptops import (
    OFFICE,
    DeviceFacts,
    assign_bazaars,
    check_preparation,
    revoke,
    trusted_devices,
)
from bazar_desktop.ui import theme
from bazar_desktop.ui.app_session import AppSession
from bazar_desktop.ui.exchange.reading import ask_file, ask_folder, read_in
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.forms import FormDialog, reason_dialog
from bazar_desktop.ui.kit.inputs import SearchBox
from bazar_desktop.ui.kit.rows import Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.office.brought_panel import BroughtPanel
from bazar_desktop.ui.office.held_card import HeldCard
from bazar_desktop.ui.office.laptop_panels import CodePanel, HoldingsPanel, day_words
from bazar_desktop.ui.office.laptop_work import make_news, make_ready, make_receipt
from bazar_desktop.ui.office.many_actions import ManyLaptops
from bazar_desktop.ui.office.offices import (
    OfficesPanel,
    met_words,
    read_introduction,
    write_for_above,
    write_for_below,
    write_introduction,
)
from bazar_desktop.ui.office.pin_answer import answer_laptop
from bazar_desktop.ui.page import Page

TINTS = {"prepared": theme.ATTENTION_TINT, "enrolled": theme.TINT, "revoked": theme.ERROR_TINT}


class LaptopsPage(Page):
    """All laptops of this office."""

    manual = "kantor"

    def __init__(self, desk: AppSession) -> None:
        super().__init__(
            desk,
            _("Laptop"),
            _("Siapkan di kantor, buka di lapangan, terima jawabannya, cocokkan enam kata."),
        )
        self.ask_folder, self.ask_file = ask_folder, ask_file
        self.many = ManyLaptops(self, lambda words: self.ask_folder(self, words))
        self._codes: dict[str, str] = {}
        self.lost = self.add_action(button(_("Cabut"), self.ask_revoke, kind="danger", icon="lock"))
        self.inside = self.add_action(button(_("Isi laptop"), self.show_holdings, icon="users"))
        self.news = self.add_action(button(_("Buat kabar"), self.ask_news, icon="send", shortcut="Ctrl+K"))
        self.offices = self.add_action(
            button(_("Kantor lain"), self.show_offices, icon="building-2", shortcut="Ctrl+L")
        )
        self.answer = self.add_action(button(_("Terima jawaban"), self.take_answer, icon="key-round"))
        self.prepare = self.add_action(
            button(_("Siapkan laptop"), self.ask_preparation, kind="primary", icon="plus", shortcut="Ctrl+N")
        )
        self.view = RowsView(
            RowsModel(_columns(self._bazaars), key=lambda row: row.preparation), name=_("Daftar laptop")
        )
        self.view.picked.connect(lambda _row: self._show_actions())
        self.view.opened.connect(lambda _row: self.show_holdings())
        self.search = SearchBox(_("Cari laptop, bazar, atau pemegangnya"))
        self.search.searched.connect(lambda words: self.view.proxy.search(words))
        self.search.moved.connect(lambda by: self.view.step(by))
        self.card = Card(tight=True)
        self.card.add(self.view, 1)
        self.nothing = EmptyState(
            "hard-drive",
            _("Belum ada laptop"),
            _(
                "Siapkan satu laptop untuk tiap lokasi: daftar induk, peserta, dan denah ikut di dalamnya. Laptop yang "
                "sudah bekerja sendiri bergabung dengan harinya."
            ),
            action=_("Siapkan laptop"),
            act=self.ask_preparation,
        )
        many = QHBoxLayout()
        many.setSpacing(theme.SPACE[1])
        self.prepare_many = button(
            _("Siapkan semua"), self.many.ask, icon="list-checks", shortcut="Ctrl+Shift+N"
        )
        self.answers = button(
            _("Jawaban sefolder"), self.many.take_answers, icon="folder-open", shortcut="Ctrl+J"
        )
        many.addWidget(self.search, 1)
        many.addStretch(0)
        many.addWidget(self.prepare_many)
        many.addWidget(self.answers)
        self.body.addLayout(many)
        self.body.addWidget(self.card, 1)
        self.body.addWidget(self.nothing, 1)
        self.held = HeldCard(self)
        self.body.addWidget(self.held)
        self.focus_first = self.prepare

    def reload(self) -> None:
        self._codes = {bazaar.id: bazaar.code for bazaar in self.desk.bazaars()}
        devices = sorted(
            self.desk.read(trusted_devices), key=lambda item: (item.role, booth_order(item.name))
        )
        self.view.set_rows(devices)
        for part in (self.card, self.search):
            part.setVisible(bool(devices))
        self.nothing.setVisible(not devices)
        self.answers.setVisible(bool(devices))
        self.held.reload()
        self._show_actions()

    def _bazaars(self, row: DeviceFacts) -> str:
        return ", ".join(self._codes.get(bazaar, "?") for bazaar in row.bazaars)

    def _show_actions(self) -> None:
        row = self.view.current
        self.inside.setEnabled(row is not None)
        self.lost.setEnabled(row is not None and row.state != "revoked")

    # -- preparing ----------------------------------------------------------------------------------------------

    def ask_preparation(self) -> None:
        """Ask for the laptop's name and bazaars."""
        self.preparation_form().exec()

    def preparation_form(self) -> FormDialog:
        """The form of a new laptop; it goes on to the stick when it is accepted."""
        known = self.desk.read(list_bazaars)
        in_hand = self.desk.bazaar
        form = FormDialog(
            _("Siapkan laptop"),
            self._start,
            explains=_("Berkas persiapan dikunci dengan kode yang tampil sesudah ini."),
            saves=_("Pilih flashdisk"),
            refusals={
                "device_name_missing": "device",
                "device_name_taken": "device",
                "unknown_bazaar": "bazaars",
            },
            parent=self,
        )
        form.add_field("device", _("Nama laptop"), QLineEdit(), hint=_("Misalnya Laptop 3."))
        codes = QLineEdit(in_hand.code if in_hand else "")
        hint = _("Boleh beberapa, dipisah koma. Yang ada: {codes}")
        listed = ", ".join(bazaar.label for bazaar in known[:12]) or "–"
        form.add_field(
            "contact", _("Hubungi siapa"), QLineEdit(), hint=_("Nama dan nomor telepon pemegangnya.")
        )
        form.add_field("bazaars", _("Kode bazar"), codes, hint=hint.format(codes=listed))
        joins = QCheckBox(_("Laptop ini bergabung dengan harinya sendiri"))
        form.add_field(
            "joins",
            _("Sudah bekerja sendiri?"),
            joins,
            hint=_("Di laptop itu: Sinkronisasi, Gabungkan ke kantor. Kode bazar boleh kosong."),
        )
        return form

    def _start(self, form: FormDialog) -> None:
        device = str(form.value("device"))
        if not device:
            form.refuse("device", _("Isi nama laptop yang dipakai sehari-hari."))
            return
        codes = [item.strip() for item in str(form.value("bazaars")).split(",") if item.strip()]
        if not codes and not form.value("joins"):
            form.refuse("bazaars", _("Isi kode sedikitnya satu bazar."))
            return
        self.desk.read(check_preparation, name=device, bazaars=codes)
        to = self.ask_folder(self, _("Pilih flashdisk atau folder"))
        if to is None:
            form.banner.tell("warning", _("Flashdisk belum dipilih, jadi belum ada yang disiapkan."))
        else:
            self.run(
                _("Menyiapkan laptop"),
                make_ready,
                self._prepared,
                store=self.desk.store,
                bazaars=codes,
                device=device,
                to=to,
                contact=str(form.value("contact")),
                at=self.desk.clock(),
            )

    def _prepared(self, made: Prepared) -> None:
        self.reload()
        self.view.pick(made.preparation)
        self.say(_("Berkas persiapan {name} siap: {file}").format(name=made.device, file=made.file.name))
        CodePanel(made, self).open()

    def ask_news(self) -> None:
        """Ask for the stick, and write on it what the laptops do not hold yet."""
        to = self.ask_folder(self, _("Pilih flashdisk atau folder"))
        if to is not None:
            words = _("Membuat kabar")
            self.run(words, make_news, self._told, store=self.desk.store, to=to, at=self.desk.clock())

    def _told(self, made: MadeNews) -> None:
        words = _("Kabar siap: {file}, {changes} perubahan untuk {readers} pembaca.")
        done = words.format(file=made.file.name, changes=format_number(made.changes), readers=made.readers)
        self.say(" ".join(filter(None, [done, to_tell_words(made.to_tell)])))

    # -- the answer ---------------------------------------------------------------------------------------------

    def take_answer(self) -> None:
        """Ask for the laptop's answer and take it."""
        file = self.ask_file(self, _("Pilih jawaban laptop"), _("Jawaban laptop (*.daftar)"))
        if file is not None:
            words = _("Membaca jawaban")
            self.run(
                words, read_in, self._answered, store=self.desk.store, paths=[file], at=self.desk.clock()
            )

    def _answered(self, batch: Batch) -> None:
        self.reload()
        for file in batch.files:
            (self.say if file.answer == "ENROLLED" else self.refuse)(answer(file))

    # -- one laptop ---------------------------------------------------------------------------------------------

    def show_holdings(self) -> None:
        """Show what is on the current laptop."""
        row = self.view.current
        if row is not None and row.role == OFFICE:
            self.show_offices()
        elif row is not None:
            words = self.desk.read(words_with, name=row.preparation) if row.key_id else ()
            panel = HoldingsPanel(self.desk.read(holdings, name=row.preparation), words, self)
            panel.receipt_asked.connect(lambda: self._write_receipt(row))
            panel.bazaars_asked.connect(lambda: self.bazaars_form(row).exec())
            panel.brought_asked.connect(lambda: self.show_brought(row))
            panel.pin_asked.connect(lambda: answer_laptop(self, row))
            panel.open()

    def show_brought(self, row: DeviceFacts) -> None:
        """Show what that laptop brought from a moment on, and the way to take it back."""
        panel = BroughtPanel(row, self)
        panel.answered.connect(self._after_brought)
        panel.open()

    def _after_brought(self, words: str) -> None:
        self.tell_saved()
        self.reload()
        self.say(words)

    def bazaars_form(self, row: DeviceFacts) -> FormDialog:
        """The form that gives a laptop in use other bazaars."""
        known = ", ".join(bazaar.label for bazaar in self.desk.read(list_bazaars)[:12]) or "–"
        form = FormDialog(
            _("Bazar {name}").format(name=row.name),
            lambda form: self._assign(row, form),
            explains=_("Laptop mendapat peserta dan denah bazar itu dari kabar berikutnya."),
            refusals={"unknown_bazaar": "bazaars", "letter_taken": "bazaars"},
            parent=self,
        )
        hint = _("Boleh beberapa, dipisah koma. Yang ada: {codes}").format(codes=known)
        form.add_field("bazaars", _("Kode bazar"), QLineEdit(self._bazaars(row)), hint=hint)
        return form

    def _assign(self, row: DeviceFacts, form: FormDialog) -> None:
        codes = [item.strip() for item in str(form.value("bazaars")).split(",") if item.strip()]
        if not codes:
            form.refuse("bazaars", _("Isi kode sedikitnya satu bazar."))
            return
        done = self.desk.perform(assign_bazaars, name=row.preparation, codes=codes)
        words = _("{name} kini untuk {codes}. Buat kabar agar laptop tahu.")
        self.say(words.format(name=row.name, codes=", ".join(codes)), undo=done)
        self.reload()

    def _write_receipt(self, row: DeviceFacts) -> None:
        to = self.ask_folder(self, _("Pilih flashdisk atau folder"))
        if to is not None:
            self.run(
                _("Menulis tanda terima"),
                make_receipt,
                self._receipted,
                store=self.desk.store,
                device=row.preparation,
                to=to,
                at=self.desk.clock(),
            )

    def _receipted(self, file: Path) -> None:
        self.say(_("Tanda terima siap: {file}").format(file=file.name))

    # -- other offices --------------------------------------------------------------------------------------------

    def show_offices(self) -> None:
        """Show the offices known here, and what can be done with another one."""
        panel = OfficesPanel(self.desk.read(known_offices), self)
        panel.introduced.connect(
            lambda: self._to_stick(_("Menulis perkenalan"), write_introduction, self._introduced)
        )
        panel.handed_on.connect(lambda: self._to_stick(_("Membuat kabar"), write_for_above, self._told))
        panel.handed_down.connect(
            lambda office: self._to_stick(
                _("Membuat kabar"), partial(write_for_below, office=office), self._told
            )
        )
        panel.admitted.connect(lambda: self._meet(above=False))
        panel.above_named.connect(lambda: self._meet(above=True))
        panel.open()

    def _to_stick(self, what: str, job: Callable[..., Any], done: Callable[[Any], object]) -> None:
        to = self.ask_folder(self, _("Pilih flashdisk atau folder"))
        if to is not None:
            self.run(what, job, done, store=self.desk.store, to=to, at=self.desk.clock())

    def _introduced(self, file: Path) -> None:
        self.say(_("Perkenalan kantor ini siap: {file}").format(file=file.name))

    def _meet(self, *, above: bool) -> None:
        file = self.ask_file(self, _("Pilih perkenalan kantor"), _("Perkenalan kantor (*.kantor)"))
        if file is not None:
            self.run(
                _("Membaca perkenalan"),
                read_introduction,
                self._met,
                store=self.desk.store,
                file=file,
                at=self.desk.clock(),
                above=above,
            )

    def _met(self, above: Above) -> None:
        self.reload()
        self.warn(met_words(above))

    def ask_revoke(self) -> None:
        """Ask why, and revoke the current laptop."""
        row = self.view.current
        if row is None:
            return
        dialog = self.revoke_form(row)
        if dialog.exec():
            self.revoke(row, str(dialog.result_value))

    def revoke_form(self, row: DeviceFacts) -> FormDialog:
        """The question before a laptop is revoked."""
        words = _(
            "Paket dari laptop ini tidak diterima lagi. Lihat Isi laptop untuk tahu data siapa di sana."
        )
        if count := self.desk.read(changes_brought, device=row):
            already = _("{n} perubahannya sudah ada di sini; sesudah ini dapat ditarik kembali.")
            words += " " + already.format(n=format_number(count))
        question = _("Cabut {name} ({state})?").format(name=row.name, state=state_words(row.state))
        return reason_dialog(question, words, confirms=_("Cabut"), parent=self)

    def revoke(self, row: DeviceFacts, reason: str) -> None:
        """Revoke that laptop."""
        officer = self.desk.officer
        done = self.perform(
            revoke,
            name=row.preparation,
            officer=officer.id if officer else "",
            reason=reason,
            at=self.desk.clock(),
        )
        if done is not None:
            count = self.desk.read(changes_brought, device=row)
            offer = _("Lihat yang dibawanya") if count else ""
            words = revoked_words(row.name, count)
            self.say(words, action=offer, icon="history", act=lambda: self.show_brought(row))
            self.reload()


def _name_words(row: DeviceFacts) -> str:
    return _("{name} (kantor)").format(name=row.name) if row.role == OFFICE else row.name


def _columns(bazaars: Callable[[DeviceFacts], str]) -> list[Column[DeviceFacts]]:
    return [
        Column(
            N_("Laptop"), _name_words, bold=True, stretch=1, width=130, sort=lambda row: booth_order(row.name)
        ),
        Column(N_("Huruf"), lambda row: row.letter),
        Column(N_("Keadaan"), lambda row: row.state, state_words, tint=lambda row: TINTS[row.state]),
        Column(N_("Bazar"), bazaars, drop=1),
        Column(N_("Hubungi"), lambda row: row.contact or "–", drop=3),
        Column(N_("Disiapkan"), lambda row: row.prepared_at, day_words),
        Column(N_("Terdaftar"), lambda row: row.enrolled_at, day_words, drop=1),
        Column(N_("Dicabut"), lambda row: row.revoked_at, day_words, drop=2),
    ]
