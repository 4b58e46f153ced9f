"""Bazar: all bazaars, the one in hand, who takes part in it and whose turn it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from bazar_desktop.domain.calendar import format_short_date
from bazar_desktop.domain.day.halts import HALTS
from bazar_desktop.domain.day.model import CALLED_OFF, PARTNER
from bazar_desktop.language import N_, _, language, ngettext
from bazar_desktop.phrases.bazaars import event_state_words, halt_words, made_words, off_words
from bazar_desktop.services.bazaars.bazaars import (
    BazaarFacts,
    bazaar_of,
    change_bazaar_and_times,
    list_bazaars,
    open_bazaar,
)
from bazar_desktop.services.bazaars.participants import (
    APPLICANT,
    CONFIRMED,
    RESERVE,
    ParticipantFacts,
    add_participation,
    add_partner,
    change_participation,
    list_participants,
)
from bazar_desktop.services.day.held_booths import change_and_free, held_booths
from bazar_desktop.services.imports.programme import makes_programmes
from bazar_desktop.services.register.vendors import VendorFacts
from bazar_desktop.services.settings.editing import agency_suggestions
from bazar_desktop.services.settings.values import categories
from bazar_desktop.ui import theme
from bazar_desktop.ui.app_session import AppSession, Done
from bazar_desktop.ui.bazaars import forms, words
from bazar_desktop.ui.bazaars.event_actions import EventActions
from bazar_desktop.ui.bazaars.from_register import FromRegister
from bazar_desktop.ui.bazaars.participants import ParticipantsPanel
from bazar_desktop.ui.imports import ImportDialog, open_import
from bazar_desktop.ui.imports.programme_page import ProgrammeDialog, open_programme
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.buttons import Segmented, button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.kit.inputs import SearchBox
from bazar_desktop.ui.kit.rows import RIGHT, Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.office_hints import with_office_hint
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.turns.panel import TurnsPanel

PARTICIPANTS, TURNS, ALL = "participants", "turns", "all"


class BazaarsPage(Page):
    """Three views: who takes part in the bazaar in hand, whose turn it is, and all bazaars to take one in hand."""

    manual = "bazar"

    def __init__(self, desk: AppSession) -> None:
        super().__init__(desk, _("Bazar"))
        self.imports = self.add_action(
            button(_("Impor peserta"), self.ask_import, icon="upload", shortcut="Ctrl+I")
        )
        self.programme = self.add_action(
            button(
                _("Program dari daftar"), self.ask_programme, icon="file-spreadsheet", shortcut="Ctrl+Shift+N"
            )
        )
        self.events = EventActions(self)
        self.state = self.add_action(button(_("Ubah keadaan"), self.events.ask_state, icon="cloud-rain"))
        self.move_event = self.add_action(button(_("Pindahkan"), self.events.ask_move, icon="move"))
        self.edit = self.add_action(button(_("Ubah bazar"), self.ask_edit, icon="pencil"))
        self.add_action(button(_("Buat bazar"), self.ask_new, kind="primary", icon="plus", shortcut="Ctrl+N"))
        self.view = Segmented(
            (
                (PARTICIPANTS, _("Peserta bazar ini")),
                (TURNS, _("Giliran")),
                (ALL, _("Semua bazar")),
            ),
            name=_("Yang ditampilkan"),
        )
        key = QShortcut(QKeySequence("Ctrl+G"), self)
        key.setWhatsThis(_("Giliran"))
        key.activated.connect(self.show_turns)
        self.view.chosen.connect(lambda _value: self.reload())
        self.participants = ParticipantsPanel()
        self.participants.opened.connect(self.ask_change)
        self.participants.register_asked.connect(lambda: self.ask_from_register())
        self.participants.partner_asked.connect(self.ask_partner)
        self.turns = TurnsPanel(self)
        self.turns.applicants_asked.connect(lambda: self.ask_from_register(APPLICANT))
        self.all = self._all_bazaars()
        self.empty = EmptyState(
            "calendar-days",
            _("Belum ada bazar"),
            _("Buat bazar pertama."),
            action=_("Buat bazar"),
            act=self.ask_new,
        )
        self.body.addWidget(self.view)
        for part in (self.participants, self.turns, self.all, self.empty):
            self.body.addWidget(part, 1)

    def reload(self) -> None:
        bazaars = self.desk.read(list_bazaars)
        self.empty.hint.setText(with_office_hint(self.desk, _("Buat bazar pertama.")))
        bazaar = self.desk.bazaar
        self.view.setVisible(bazaar is not None)
        shows_all = bazaar is None or self.view.value == ALL
        self.empty.setVisible(not bazaars)
        self.all.setVisible(bool(bazaars) and shows_all)
        shows_turns = bazaar is not None and self.view.value == TURNS
        self.turns.setVisible(shows_turns)
        self.manual = "giliran" if shows_turns else "bazar"
        self.participants.setVisible(bazaar is not None and not shows_all and not shows_turns)
        for act in (self.edit, self.state, self.move_event):
            act.setVisible(bazaar is not None)
        self.imports.setVisible(bazaar is not None)
        self.programme.setVisible(shows_all and self.desk.read(makes_programmes))
        self.list.set_rows(bazaars)
        self.list.fit_columns()
        if bazaar is None:
            self.set_heading(_("Bazar"), _("Semua bazar di laptop ini."))
            self.focus_first = self.empty.action if not bazaars else self.search
            return
        participants = self.desk.read(list_participants, bazaar_id=bazaar.id)
        self.participants.show_participants(participants, self.desk.read(categories))
        self.set_heading(bazaar.name, _summary(self.desk.read(bazaar_of, bazaar_id=bazaar.id), participants))
        if shows_turns:
            self.focus_first = self.turns.reload()
        elif shows_all:
            self.list.pick(bazaar.id)
            self.focus_first = self.search
        else:
            self.focus_first = self.participants.box if participants else self.participants.empty.action

    def show_turns(self) -> None:
        """Show whose turn it is."""
        if self.desk.bazaar is not None:
            self.view.choose(TURNS)
            self.reload()
            if self.focus_first is not None:
                self.focus_first.setFocus()

    def take(self, bazaar: BazaarFacts) -> None:
        """Take that bazaar in hand."""
        self.desk.choose(bazaar.id)
        self.view.choose(PARTICIPANTS)
        self.reload()
        self.took.emit()

    def ask_import(self) -> ImportDialog | None:
        """Take a list of participants into the bazaar in hand."""
        bazaar = self.desk.bazaar
        return None if bazaar is None else open_import(self, "participants", bazaar_id=bazaar.id)

    def ask_programme(self) -> ProgrammeDialog:
        """Make the bazaars of a whole programme from one list."""
        return open_programme(self)

    def ask_new(self) -> FormDialog:
        """Ask for a new bazaar; it is then in hand."""

        def save(form: FormDialog) -> BazaarFacts:
            done = self.desk.perform(
                open_bazaar,
                name=form.text("name"),
                lokasi=form.text("lokasi"),
                lokasi_kind=form.text("lokasi_kind"),
                kecamatan=forms.kecamatan_of(form),
                days=forms.days_of(form),
                address=form.text("address"),
                code=form.text("code"),
                kind=form.text("kind"),
                programme=form.text("programme"),
            )
            self.take(done.result)
            code = done.result.code
            said = _("Bazar {code} dibuat. Sekarang tambahkan peserta.").format(code=code)
            self.say(made_words(code, form.text("code"), said), undo=done)
            return done.result

        return self._open(forms.bazaar_form(save, self))

    def ask_edit(self) -> FormDialog | None:
        """Ask what to change on the bazaar in hand."""
        bazaar = self.desk.bazaar
        if bazaar is None:
            return None
        facts = self.desk.read(bazaar_of, bazaar_id=bazaar.id)

        def save(form: FormDialog) -> object:
            done = self.desk.perform(
                change_bazaar_and_times,
                bazaar_id=facts.id,
                name=form.text("name"),
                days=forms.days_of(form),
                cut_off=form.text("cut_off"),
                programme=form.text("programme"),
                letterhead=form.text("letterhead").splitlines(),
                code=form.text("code"),
                seen=facts.changed_at,
            )
            self.desk.choose(facts.id, self.desk.day)
            self.say(_("Bazar diubah.") if done.action else _("Tidak ada yang diubah."), undo=done)
            self._after()
            return done.result

        return self._open(forms.edit_form(facts, save, self))

    def ask_change(self, participant: ParticipantFacts) -> FormDialog:
        """Ask what to change on a participant; who is called off may give the booths back at once."""
        held = self.desk.read(held_booths, participation_id=participant.id)
        name = participant.business or participant.name

        def save(form: FormDialog) -> object:
            status = form.text("status")
            called_off = bool(held) and status in CALLED_OFF
            freeing = called_off and bool(form.value("free"))
            done: Done[Any] = self.desk.perform(
                change_and_free if freeing else change_participation,
                participation_id=participant.id,
                status=status,
                reserve_order=form.number("reserve_order") or None,
                booth_count=form.number("booth_count"),
                preference=form.text("preference"),
                note=form.text("note"),
                seen=participant.changed_at,
            )
            if not done.action:
                self.say(_("Tidak ada yang diubah."))
            elif called_off and not freeing:
                self.warn(
                    words.still_held_words(name, held),
                    action=_("Urungkan"),
                    act=lambda: self.undo(done.action),
                )
            else:
                self.say(words.freed_words(name, done.result if freeing else ()), undo=done)
            self._after()
            return True

        return self._open(forms.participant_form(participant, save, self, held=held))

    def ask_from_register(self, status: str = CONFIRMED) -> FromRegister | None:
        """Open the register to take participants from it, with that status unless another is chosen."""
        bazaar = self.desk.bazaar
        if bazaar is None:
            return None

        def add(vendor: VendorFacts, status: str) -> object:
            return self.desk.perform(
                add_participation, bazaar_id=bazaar.id, vendor_id=vendor.id, status=status
            )

        dialog = FromRegister(self.desk, add, self)
        dialog.status.choose(status)
        dialog.finished.connect(lambda _code: self._after())
        dialog.open()
        return dialog

    def ask_partner(self) -> FormDialog | None:
        """Ask which mitra takes part."""
        bazaar = self.desk.bazaar
        if bazaar is None:
            return None

        def save(form: FormDialog) -> object:
            name = form.text("agency")
            done = self.desk.perform(add_partner, bazaar_id=bazaar.id, name=name)
            self.say(_("Mitra {name} ditambahkan.").format(name=name), undo=done)
            self._after()
            return True

        names = self.desk.read(agency_suggestions, role=PARTNER)
        return self._open(forms.partner_form(names, save, self))

    def _open(self, form: FormDialog) -> FormDialog:
        form.open()
        return form

    def _after(self) -> None:
        self.reload()
        self.tell_saved()

    def _all_bazaars(self) -> Card:
        card = Card(tight=True)
        self.search = SearchBox(_("Cari bazar atau lokasi"))
        column = Column[BazaarFacts]
        columns = (
            column(N_("Bazar"), lambda bazaar: bazaar.name, stretch=3, width=150, bold=True),
            column(N_("Lokasi"), lambda bazaar: bazaar.lokasi, stretch=2, width=120),
            column(N_("Kecamatan"), lambda bazaar: bazaar.kecamatan, drop=2),
            column(
                N_("Tanggal"),
                lambda bazaar: [day.day for day in bazaar.days],
                _span,
                sort=lambda bazaar: bazaar.days[0].day if bazaar.days else None,
            ),
            column(
                N_("Keadaan"),
                _state,
                tint=lambda bazaar: theme.ATTENTION_TINT if bazaar.state in HALTS else None,
                tip=lambda bazaar: halt_words(bazaar.halt) if bazaar.halt is not None else "",
            ),
            column(N_("Peserta"), lambda bazaar: bazaar.participants, align=RIGHT),
            column(N_("Program"), lambda bazaar: bazaar.programme, drop=3),
            column(N_("Kode"), lambda bazaar: bazaar.label, drop=1),
        )
        self.list = RowsView(
            RowsModel(columns, key=lambda bazaar: bazaar.id, parent=self), name=_("Semua bazar")
        )
        self.list.opened.connect(self.take)
        self.search.searched.connect(self.list.proxy.search)
        self.search.moved.connect(self.list.step)
        self.search.returnPressed.connect(self._take_found)
        inside = QVBoxLayout()
        inside.setContentsMargins(8, 8, 8, 4)
        inside.addWidget(self.search)
        inside.addWidget(self.list, 1)
        card.add(inside, 1)
        return card

    def _take_found(self) -> None:
        self.list.proxy.search(self.search.text())
        if self.list.current is None:
            self.list.step(0)
        if self.list.current is not None:
            self.take(self.list.current)


def _state(bazaar: BazaarFacts) -> str:
    """How an event stands, and how many of its days fell out of it alone."""
    state = event_state_words(bazaar.state)
    alone = sum(day.is_off and day.course.is_alone for day in bazaar.days)
    if not alone or bazaar.state in HALTS:
        return state
    return _("{state}, {n} hari gugur").format(state=state, n=alone)


def _span(days: list[date]) -> str:
    if not days:
        return ""
    first = format_short_date(days[0], language())
    return first if len(days) == 1 else _("{first}, {count} hari").format(first=first, count=len(days))


def _summary(bazaar: BazaarFacts, participants: list[ParticipantFacts]) -> str:
    confirmed = sum(participant.status == CONFIRMED for participant in participants)
    reserve = sum(participant.status == RESERVE for participant in participants)
    parts = (
        ", ".join(part for part in (bazaar.lokasi, bazaar.kecamatan) if part),
        ngettext("{count} hari", "{count} hari", len(bazaar.days)).format(count=len(bazaar.days)),
        _("{count} terkonfirmasi, {reserve} cadangan").format(count=confirmed, reserve=reserve),
        _("kode {code}").format(code=bazaar.label),
        _off(bazaar),
    )
    return " · ".join(part for part in parts if part)


def _off(bazaar: BazaarFacts) -> str:
    """What was said of the event, or of its days alone; "" where it goes on as planned."""
    if bazaar.halt is not None:
        return halt_words(bazaar.halt)
    days = [day for day in bazaar.days if day.is_off]
    return ", ".join(f"{format_short_date(day.day, language())} {off_words(day.course)}" for day in days)
