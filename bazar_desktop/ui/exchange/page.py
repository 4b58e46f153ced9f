"""Sinkronisasi, at a laptop: dibuat → dibawa → diterima, for every package and every day."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bazar_desktop.domain.calendar import format_numeric_date, format_time, to_wib
from bazar_desktop.domain.money import format_number, format_rupiah
from bazar_desktop.jobs.exchange.intake import CONFIRMED, DIFFERS, Batch
from bazar_desktop.jobs.exchange.joining import JoinedWithDays
from bazar_desktop.jobs.exchange.packing import MadePackage, pack
from bazar_desktop.jobs.exchange.receipts import ReceiptResult, last_receipt
from bazar_desktop.jobs.office.enrolment import own_words
from bazar_desktop.jobs.office.identity import NotEnrolled
from bazar_desktop.language import N_, _
from bazar_desktop.messages import answer, state_words
from bazar_desktop.phrases.figures import control_sum_words, figure_name
from bazar_desktop.phrases.reports import seal_mismatch_name, seal_mismatch_why
from bazar_desktop.services.exchange.packages import (
    DayState,
    OwnChain,
    ParcelFacts,
    day_states,
    list_intake,
    list_parcels,
    mark_carried,
    own_chain,
)
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui import theme
from bazar_desktop.ui.app_session import AppSession
from bazar_desktop.ui.exchange.answers import AnswersCard, batch_words, needs_look
from bazar_desktop.ui.exchange.decision_panel import DecisionsPanel
from bazar_desktop.ui.exchange.joining import JoinedDaysPanel, join_up, joining_form
from bazar_desktop.ui.exchange.opened_file import is_wanted
from bazar_desktop.ui.exchange.parcel_actions import ParcelActions
from bazar_desktop.ui.exchange.proposals_panel import ProposalsPanel
from bazar_desktop.ui.exchange.reading import ask_folder, read_in
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.buttons import Segmented, button
from bazar_desktop.ui.kit.cards import Card, Figure
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.kit.rows import RIGHT, Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.task import Report
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.words import short_day

TINTS = {"unsent": theme.ATTENTION_TINT, "made": theme.ATTENTION_TINT, "received": theme.TINT}


def pack_up(report: Report, *, store: OpenStore, to: Path, at: datetime) -> MadePackage:
    """Make the package beside the window."""
    report(0, 0, _("Membuat dan memeriksa paket"))
    return pack(store, to=to, at=at)


class SyncPage(Page):
    """What the office has of this laptop, and the ways to hand over the rest."""

    manual = "sinkronisasi"

    def __init__(self, desk: AppSession) -> None:
        super().__init__(desk, _("Sinkronisasi"))
        self.ask_folder = ask_folder
        self.is_wanted = is_wanted
        self.carried = self.add_action(button(_("Sudah dibawa"), self.carry, icon="package-check"))
        self.read = self.add_action(
            button(_("Baca dari flashdisk"), self.read_stick, icon="package-open", shortcut="Ctrl+O")
        )
        self.make = self.add_action(
            button(_("Buat paket ke flashdisk"), self.make_package, kind="primary", icon="usb")
        )
        self.figures = {
            "unsent": Figure(_("Belum dipaketkan")),
            "office": Figure(_("Sudah di kantor")),
            "receipt": Figure(_("Tanda terima terakhir")),
            "days": Figure(_("Hari diterima kantor")),
        }
        self.views = Segmented(
            [("days", _("Hari")), ("parcels", _("Paket")), ("read", _("Yang dibaca"))], name=_("Daftar")
        )
        self.views.chosen.connect(lambda _value: self._show_list())
        self.days = RowsView(RowsModel(_day_columns(), key=lambda row: (row.bazaar, row.day)), name=_("Hari"))
        self.parcels = RowsView(RowsModel(_parcel_columns(), key=lambda row: row.id), name=_("Paket"))
        self.parcels.picked.connect(lambda _row: self._show_carry())
        self.roads = ParcelActions(self, self)
        self.answers = AnswersCard()
        self.lists: dict[str, QWidget] = {"days": self.days, "parcels": self.parcels, "read": self.answers}
        self.alone = EmptyState(
            "usb",
            _("Laptop ini belum terdaftar di kantor"),
            _(
                "Minta berkas persiapan (.siap) dan kodenya dari kantor. Hari-hari yang sudah ada di laptop ini ikut. "
                "Belum ada kantor? Pilih Mulai kantor di layar pertama komputer kantor."
            ),
            action=_("Gabungkan ke kantor"),
            act=self.ask_joining,
        )
        self._batch: Batch | None = None  # what was read last while this page is open
        self.decisions = DecisionsPanel(self)
        self.decisions.decided.connect(self.reload)
        self.proposals = ProposalsPanel(self, answers=False)
        self.body.addWidget(self.decisions)
        self.body.addWidget(self.proposals)
        self._lay_out_lists()
        self.focus_first = self.make

    def _lay_out_lists(self) -> None:
        self.main = QWidget()
        column = QVBoxLayout(self.main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE[2])
        row = FlowRow()
        for figure in self.figures.values():
            figure.setMinimumWidth(250)  # a sum of billions in the large figures
            row.addWidget(figure)
        column.addLayout(row)
        roads = QHBoxLayout()
        roads.setSpacing(theme.SPACE[1])
        roads.addWidget(self.views)
        roads.addStretch(1)
        roads.addWidget(self.roads)
        column.addLayout(roads)
        card = Card(tight=True)
        for view in self.lists.values():
            card.add(view, 1)
        column.addWidget(card, 1)
        self.body.addWidget(self.main, 1)
        self.body.addWidget(self.alone, 1)

    def reload(self) -> None:
        try:
            words = self.desk.read(own_words)
        except NotEnrolled:
            words = ()
        enrolled = bool(words)
        for part in (self.main, self.carried, self.read, self.make):
            part.setVisible(enrolled)
        self.alone.setVisible(not enrolled)
        chain, heard = self.desk.read(own_chain), self.desk.read(last_receipt) if enrolled else None
        days = self.desk.read(day_states)
        if enrolled:
            said = _("Enam kata pencocok dengan kantor: {words}").format(words=" ".join(words))
            self.subtitle.setText(said)
        self._show_figures(chain, heard, days)
        self.days.set_rows(days)
        self.parcels.set_rows(self.desk.read(list_parcels))
        if self._batch is None:
            self.answers.show_answers(self.desk.read(list_intake))
        self.decisions.reload()
        self.proposals.reload()
        self._show_list()

    def _show_figures(self, chain: OwnChain, heard: ReceiptResult | None, days: list[DayState]) -> None:
        unsent = chain.unsent
        note = _("perubahan sejak paket terakhir") if unsent else _("semua sudah ada di paket")
        self.figures["unsent"].show_figure(format_number(unsent), note, tone="warning" if unsent else "")
        done = sum(day.state == "received" for day in days)
        entered = sum(day.state != "open" for day in days)
        number = _("{n} dari {of}").format(n=done, of=entered)
        on_way = sum(day.state in {"made", "carried"} for day in days)
        note = _("{n} hari masih di jalan").format(n=on_way)
        self.figures["days"].show_figure(number, note, part=done / entered if entered else None)
        part = chain.acknowledged / chain.last if chain.last else None
        there = _("s.d. no. {last} dari {of}").format(last=chain.acknowledged, of=chain.last)
        self.figures["office"].show_figure(
            _("no. {n}").format(n=chain.acknowledged) if chain.acknowledged else "–", there, part=part
        )
        if heard is None:
            self.figures["receipt"].show_figure("–", _("belum ada tanda terima"))
        else:
            mark = _("cocok") if heard.agrees else _("TIDAK cocok, hubungi kantor")
            note = _("{name}, mitra ikut, s.d. no. {last}, {mark}").format(
                name=figure_name("control_sum"), last=heard.last, mark=mark
            )
            self.figures["receipt"].show_figure(format_rupiah(heard.rupiah), note)

    def _show_list(self) -> None:
        for name, view in self.lists.items():
            view.setVisible(self.views.value == name)
        self._show_carry()

    def _show_carry(self) -> None:
        row = self.parcels.current
        wanted = self.views.value == "parcels" and row is not None and row.state == "made"
        self.carried.setEnabled(wanted)
        self.roads.setVisible(self.views.value == "parcels")
        self.roads.show_parcel(row)

    def parcel(self) -> ParcelFacts | None:
        """Give the package in hand."""
        return self.parcels.current

    def folder(self, words: str) -> Path | None:
        """Ask for a folder or stick."""
        return self.ask_folder(self, words)

    # -- joining an office

    def ask_joining(self) -> None:
        """Ask for the office's file and code."""
        self.joining().exec()

    def joining(self) -> FormDialog:
        """The form of joining; it goes on beside the window once it is accepted."""
        return joining_form(self.desk.store, self._join, self)

    def _join(self, file: Path, code: str) -> None:
        words = _("Menggabungkan ke kantor")
        now = self.desk.clock()
        self.run(words, join_up, self._joined, store=self.desk.store, file=file, code=code, at=now)

    def _joined(self, joined: JoinedWithDays) -> None:
        self.desk.take_store(joined.store)
        self.reload()
        self.say(
            _("Bergabung dengan {sudin}. Bawa jawaban dan paketnya ke kantor.").format(sudin=joined.sudin)
        )
        JoinedDaysPanel(joined, self.window()).open()

    def make_package(self) -> None:
        """Ask for the stick and write what the office does not have yet."""
        to = self.ask_folder(self, _("Pilih flashdisk atau folder"))
        if to is not None:
            self.run(
                _("Membuat paket"), pack_up, self._made, store=self.desk.store, to=to, at=self.desk.clock()
            )

    def _made(self, made: MadePackage) -> None:
        words = _("Dibuat dan diperiksa: {file}, no. {first}–{last}, {rupiah}.")
        self.say(
            words.format(
                file=made.file.name, first=made.first, last=made.last, rupiah=control_sum_words(made.rupiah)
            )
        )
        self.views.choose("parcels")
        self.reload()
        self.parcels.pick(made.id)

    def carry(self) -> None:
        """The selected package is on its way."""
        row = self.parcels.current
        if row is not None and self.perform(mark_carried, parcel_id=row.id, at=self.desk.clock()):
            self.say(_("{file} tercatat dibawa ke kantor.").format(file=row.file_name))
            self.reload()

    def read_stick(self) -> None:
        """Ask for the stick and read its packages and receipts."""
        folder = self.ask_folder(self, _("Pilih flashdisk atau folder"))
        if folder is not None:
            self._read_in(folder)

    def take_file(self, file: Path) -> None:
        if self.is_wanted(self, file):
            self._read_in(file)

    def _read_in(self, path: Path) -> None:
        words = _("Membaca flashdisk")
        self.run(words, read_in, self._read, store=self.desk.store, paths=[path], at=self.desk.clock())

    def _read(self, batch: Batch) -> None:
        self._batch = batch
        self.answers.show_answers(batch.files)
        heard = [answer(file) for file in batch.files if file.answer in {CONFIRMED, DIFFERS}]
        (self.warn if needs_look(batch) else self.say)(" ".join([*heard[-1:], batch_words(batch)]))
        self.views.choose("read")
        self.reload()


def _day_columns() -> list[Column[DayState]]:
    return [
        Column(N_("Hari"), lambda row: row.day, short_day),
        Column(N_("Bazar"), lambda row: row.name, stretch=1, width=160),
        Column(N_("Kode"), lambda row: row.bazaar, drop=1),
        Column(N_("Keadaan"), lambda row: row.state, state_words, tint=lambda row: TINTS.get(row.state)),
        Column(
            N_("Segel"),
            _seal_words,
            tint=lambda row: theme.ATTENTION_TINT if row.mismatch else None,
            tip=lambda row: seal_mismatch_why(row.mismatch) if row.mismatch else "",
        ),
    ]


def _seal_words(row: DayState) -> str:
    if row.mismatch:
        return seal_mismatch_name(row.mismatch)
    return _("ditutup") if row.sealed else _("terbuka")


def _parcel_columns() -> list[Column[ParcelFacts]]:
    return [
        Column(N_("Keadaan"), lambda row: row.state, state_words, tint=lambda row: TINTS.get(row.state)),
        Column(N_("Dibuat"), lambda row: row.made_at, _moment),
        Column(N_("No."), lambda row: f"{row.first}–{row.last}", align=RIGHT),
        Column(N_("Angka kontrol rupiah"), lambda row: row.rupiah, format_rupiah, align=RIGHT),
        Column(N_("Berkas"), lambda row: row.file_name, stretch=1, width=200, drop=1),
    ]


def _moment(moment: datetime) -> str:
    local = to_wib(moment)
    return f"{format_numeric_date(local.date())} {format_time(local)}"
