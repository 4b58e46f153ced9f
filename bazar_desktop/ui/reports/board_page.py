"""Papan lokasi: who has handed in what, what it adds up to, and whom to call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from bazar_desktop.domain.bazaars.owed import DueRule
from bazar_desktop.domain.day.model import SealMismatch
from bazar_desktop.domain.figures.day import known_sum
from bazar_desktop.domain.figures.definitions import BY_KEY
from bazar_desktop.domain.money import format_number, signed_rupiah
from bazar_desktop.jobs.office.call_list import read_call_list
from bazar_desktop.language import N_, _
from bazar_desktop.messages import provisional, state_words
from bazar_desktop.phrases.bazaars import contradicted_words, off_words
from bazar_desktop.phrases.figures import NOTHING, figure_name, marked_or_none, number_or_none, rupiah_or_none
from bazar_desktop.phrases.owed import hours_words, late_words
from bazar_desktop.phrases.reports import made_of_words, seal_mismatch_why
from bazar_desktop.services.exchange.decisions import undecided
from bazar_desktop.services.exchange.proposals import waiting_count
from bazar_desktop.services.reports.board import BoardRow, board, made_of
from bazar_desktop.services.settings.due import MIDNIGHT, due_rule
from bazar_desktop.ui import theme
from bazar_desktop.ui.app_session import AppSession
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.buttons import button, set_words
from bazar_desktop.ui.kit.cards import Card, Figure
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.inputs import SearchBox
from bazar_desktop.ui.kit.rows import CENTRE, RIGHT, Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.reports.call_list import CallListPanel
from bazar_desktop.ui.reports.lokasi import LokasiPanel, day_state, last_words
from bazar_desktop.ui.reports.occasions import (
    MOST_DAYS,
    AsOf,
    LokasiRow,
    Occasion,
    occasion_to_open,
    occasions,
)
from bazar_desktop.ui.words import short_day

TINTS = {
    "nothing": theme.ERROR_TINT,
    "draft": theme.ATTENTION_TINT,
    "closed": theme.ATTENTION_TINT,
    "received": theme.TINT,
    "revised": theme.TINT,
}


class BoardPage(Page):
    """Every lokasi of one occasion, day by day."""

    manual = "kantor"

    def __init__(self, desk: AppSession) -> None:
        super().__init__(desk, _("Papan lokasi"))
        self.missing = self.add_action(button("", self.show_missing, icon="phone"))
        self.missing.setCheckable(True)
        self.calls = self.add_action(
            button(_("Daftar telepon"), self.show_calls, icon="printer", shortcut="Ctrl+T")
        )
        self.add_action(
            button(
                _("Baca paket dari flashdisk"), lambda: self.went.emit("intake"), kind="primary", icon="usb"
            )
        )
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("Kegiatan"))
        self.choice.currentIndexChanged.connect(lambda _index: self._show())
        self.search = SearchBox(_("Cari lokasi, kecamatan, laptop"))
        self.figures = {
            "in": Figure(_("Lokasi diterima")),
            "omzet": Figure(figure_name("omzet")),
            "undecided": Figure(_("Perlu keputusan")),
            "late": Figure(_("Berubah sejak segel")),
        }
        self.made_of = Label("", "muted", wrap=True)
        self.holder = Card(tight=True)
        self._as_of = AsOf(desk.clock(), DueRule(MIDNIGHT, 0))  # the rule is read with the board
        self.view: RowsView[LokasiRow] = self._new_view(None)
        self.search.searched.connect(lambda words: self.view.proxy.search(words))
        self.search.moved.connect(lambda by: self.view.step(by))
        self._occasions: list[Occasion] = []
        self._lay_out_board()
        self.focus_first = self.search

    def _lay_out_board(self) -> None:
        self.main = QWidget()
        column = QVBoxLayout(self.main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE[2])
        figures = FlowRow()
        for figure in self.figures.values():
            figure.setMinimumWidth(250)  # a sum of billions in the large figures
            figures.addWidget(figure)
        column.addLayout(figures)
        column.addWidget(self.made_of)
        tools = FlowRow()
        tools.addWidget(self.choice)
        tools.addWidget(self.search)
        column.addLayout(tools)
        column.addWidget(self.holder, 1)
        self.body.addWidget(self.main, 1)
        self.nothing = EmptyState(
            "calendar-days",
            _("Belum ada bazar"),
            _("Buat bazar dan pesertanya, lalu siapkan laptop untuk tiap lokasi."),
            action=_("Buka Bazar"),
            act=lambda: self.went.emit("bazaars"),
        )
        self.body.addWidget(self.nothing, 1)

    def reload(self) -> None:
        self._as_of = AsOf(self.desk.clock(), self.desk.read(due_rule))
        chosen = self.choice.currentText()
        self._occasions = occasions(self.desk.read(board, check_seals=True))
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItems([occasion.name for occasion in self._occasions])
        known = self.choice.findText(chosen)
        self.choice.setCurrentIndex(
            known if chosen and known >= 0 else occasion_to_open(self._occasions, self._today)
        )
        self.choice.blockSignals(False)
        self.main.setVisible(bool(self._occasions))
        for part in (self.missing, self.calls):
            part.setVisible(bool(self._occasions))
        self.nothing.setVisible(not self._occasions)
        self._show()

    @property
    def _today(self) -> date:
        return self._as_of.today

    @property
    def occasion(self) -> Occasion | None:
        """The programme or month that is shown."""
        index = self.choice.currentIndex()
        return self._occasions[index] if 0 <= index < len(self._occasions) else None

    def _show(self) -> None:
        occasion = self.occasion
        if occasion is None:
            self.subtitle.setText(_("Belum ada bazar di kantor ini."))
            return
        present = known_sum(row.present(self._as_of) for row in occasion.rows)
        registered = sum(row.registered(self._as_of) for row in occasion.rows)
        words = _("{name} · {span} · {n} lokasi · {present} dari {registered} hadir").format(
            name=occasion.name,
            span=occasion.span,
            n=len(occasion.rows),
            present=number_or_none(present),
            registered=format_number(registered),
        )
        off = sum(row.is_off for row in occasion.rows)
        if off:
            words = _("{words} · {n} lokasi tidak berlangsung").format(words=words, n=off)
        self.subtitle.setText(words)
        days = [day for row in occasion.rows for day in row.days]
        self.made_of.setText(made_of_words(made_of(days, self._today)))
        self._show_figures(occasion)
        old, self.view = self.view, self._new_view(occasion)
        had_focus = old.hasFocus()
        self.holder.body.removeWidget(old)
        old.hide()
        old.setParent(None)
        old.deleteLater()
        self.holder.add(self.view, 1)
        self.view.show()
        self.view.set_rows(occasion.by_lateness(self._as_of))
        self.view.proxy.search(self.search.text().strip())
        self.show_missing()
        if had_focus:
            self.view.setFocus()

    def _show_figures(self, occasion: Occasion) -> None:
        rows = [row for row in occasion.rows if not row.is_off]
        done = sum(row.is_in for row in rows)
        waiting = sum(row.owes(self._today) for row in rows)
        set_words(self.missing, _("Yang belum ({n})").format(n=waiting), icon=True)
        note = _("semua sudah lengkap") if done == len(rows) else _("lainnya akan datang")
        if waiting:
            note = _("{n} belum menyerahkan").format(n=waiting)
        if overdue := sum(row.hours_late(self._as_of) is not None for row in rows):
            note = _("{n} terlambat, {note}").format(n=overdue, note=note)
        mismatches = Counter(day.seal_mismatch for row in rows for day in row.days)
        if waits := mismatches[SealMismatch.WAITS]:
            note = _("{n} hari segelnya menunggu usul, {note}").format(n=waits, note=note)
        if unfit := mismatches[SealMismatch.DIFFERS]:
            note = _("{n} hari segelnya tidak cocok, {note}").format(n=unfit, note=note)
        number = _("{n} dari {of}").format(n=done, of=len(rows))
        self.figures["in"].show_figure(number, note, part=done / len(rows) if rows else None)
        open_fields = sum(row.undecided for row in rows)
        total = known_sum(row.omzet for row in rows)
        self.figures["omzet"].show_figure(
            rupiah_or_none(total), _basis_words(occasion, open_fields, self._today)
        )
        proposed = self.desk.read(waiting_count)
        every = len(self.desk.read(undecided)) + proposed
        note = (
            _("{n} di antaranya di sini").format(n=open_fields) if every else _("tidak ada yang berselisih")
        )
        if proposed:
            note = _("{n} di antaranya usul laptop").format(n=format_number(proposed))
        self.figures["undecided"].show_figure(str(every), note, tone="warning" if every else "")
        late = [row for row in rows if row.late]
        fits = not any(mismatches[mismatch] for mismatch in mismatches if mismatch)
        note = ", ".join(row.first.lokasi for row in late[:2]) or (
            _("segel semua masih cocok") if fits else ""
        )
        if apart := sum(row.since_seal for row in rows):
            note = _("selisih {amount}: {places}").format(amount=signed_rupiah(apart), places=note)
        self.figures["late"].show_figure(str(len(late)), note, tone="warning" if late else "")

    def show_missing(self) -> None:
        """Keep the lokasi that have not handed in everything, while the button is down."""
        wanted = self.missing.isChecked()
        self.view.proxy.keep((lambda row: row.owes(self._today)) if wanted else None)

    def _new_view(self, occasion: Occasion | None) -> RowsView[LokasiRow]:
        view = RowsView(
            RowsModel(_columns(occasion, self._as_of), key=lambda row: row.first.bazaar_id),
            name=_("Papan lokasi"),
        )
        view.opened.connect(self.open_lokasi)
        return view

    def show_calls(self) -> None:
        """Show what of the occasion is still waited for, to print and to copy."""
        if self.occasion is not None:
            days = [day for row in self.occasion.rows for day in row.days]
            sample = self.desk.store.is_sample
            calls = self.desk.read(read_call_list, rows=days, at=self.desk.clock(), is_sample=sample)
            CallListPanel(calls, self).exec()

    def open_lokasi(self, row: LokasiRow) -> None:
        """Show one lokasi day by day."""
        LokasiPanel(row, self).exec()


def _basis_words(occasion: Occasion, undecided: int, today: date) -> str:
    """Which rows the sum is of, and whether it can still change by a decision; today's silence is no lack yet."""
    days = [day for row in occasion.rows for day in row.held_days]
    sealed = sum(day.from_seal for day in days)
    open_days = [day for day in days if not day.from_seal]
    to_come = [day for day in open_days if not day.is_due(today)]
    parts = [_("{n} hari dari segel").format(n=sealed) if open_days else _("semua dari segel")]
    over = [day for day in open_days if day.day < today]
    if running := len(open_days) - len(to_come) - len(over):
        parts.append(_("{n} hari masih berjalan").format(n=running))
    if over:
        parts.append(_("{n} hari belum ditutup").format(n=len(over)))
    if silent := sum(not day.answered for day in over):
        parts.append(_("{n} di antaranya belum ada jawaban").format(n=silent))
    if to_come:
        parts.append(_("{n} hari akan datang").format(n=len(to_come)))
    if silent := sum(not day.answered for day in days if day.from_seal):
        parts.append(_("{n} hari segel tanpa jawaban").format(n=silent))
    basis = ", ".join(parts)
    return f"{provisional(undecided)} · {basis}" if undecided else basis


def _columns(occasion: Occasion | None, as_of: AsOf) -> list[Column[LokasiRow]]:
    columns: list[Column[LokasiRow]] = [
        Column(N_("Lokasi"), lambda row: row.first.lokasi, bold=True, stretch=2, width=150),
        Column(N_("Kecamatan"), lambda row: row.first.kecamatan, drop=2, stretch=1),
    ]
    if occasion is None or not occasion.has_common_days:
        titles = [_("Hari {n}").format(n=number) for number in range(1, MOST_DAYS + 1)]
        columns += [_day_column(title, _nth(number), as_of) for number, title in enumerate(titles)]
    else:
        columns += [_day_column(short_day(day), _on(day), as_of) for day in occasion.days]
    since: Column[LokasiRow] = Column(
        N_("Sejak segel"), _since_words, align=RIGHT, sort=lambda row: row.since_seal, tint=_since_tint
    )
    late: Column[LokasiRow] = Column(
        N_("Terlambat"),
        lambda row: hours_words(row.hours_late(as_of)),
        sort=lambda row: -(-1 if (hours := row.hours_late(as_of)) is None else hours),
        tint=lambda row: None if row.hours_late(as_of) is None else theme.ERROR_TINT,
    )
    has_late = occasion is not None and any(row.hours_late(as_of) is not None for row in occasion.rows)
    return [
        *columns,
        *([late] if has_late else []),
        Column(
            _present_title(occasion),
            lambda row: _present_words(row, as_of),
            align=RIGHT,
            drop=3,
            sort=lambda row: row.present(as_of),
        ),
        Column(BY_KEY["omzet"].name, _omzet_words, align=RIGHT, sort=lambda row: row.omzet, tint=_omzet_tint),
        *([since] if occasion is not None and any(row.since_seal for row in occasion.rows) else []),
        Column(N_("Paket terakhir"), lambda row: row.last_package, last_words, drop=1),
        Column(N_("Laptop"), lambda row: ", ".join(row.first.laptops), drop=4),
        Column(N_("Hubungi"), lambda row: ", ".join(row.first.contacts) or "–", drop=1),
    ]


def _present_title(occasion: Occasion | None) -> str:
    """The figure's own name is of one day; the sum over several says so."""
    one_day = occasion is not None and all(len(row.days) == 1 for row in occasion.rows)
    return BY_KEY["present"].name if one_day else N_("Hadir, jumlah semua hari")


def _present_words(row: LokasiRow, as_of: AsOf) -> str:
    """How many came of how many, on the days that were held; a dash for how many where nothing is entered."""
    came = f"{number_or_none(row.present(as_of))} / {row.registered(as_of)}"
    return came if row.due_days(as_of) else NOTHING


def _omzet_words(row: LokasiRow) -> str:
    return marked_or_none(row.omzet, row.undecided)


def _omzet_tint(row: LokasiRow) -> str | None:
    return theme.ATTENTION_TINT if row.undecided else None


def _since_tint(row: LokasiRow) -> str | None:
    return theme.ATTENTION_TINT if row.since_seal else None


def _since_words(row: LokasiRow) -> str:
    return signed_rupiah(row.since_seal) if row.since_seal else ""


Pick = Callable[[LokasiRow], BoardRow | None]


def _nth(number: int) -> Pick:
    return lambda row: row.days[number] if number < len(row.days) else None


def _on(day: object) -> Pick:
    return lambda row: next((board_row for board_row in row.days if board_row.day == day), None)


def _day_column(title: str, pick: Pick, as_of: AsOf) -> Column[LokasiRow]:
    def words(row: LokasiRow) -> str:
        board_row = pick(row)
        return day_state(board_row) if board_row else ""

    def tint(row: LokasiRow) -> str | None:
        found = pick(row)
        if found is not None and found.hours_late(as_of.rule, as_of.now) is not None:
            return theme.ERROR_TINT
        return _day_tint(found) if found is not None else None

    def tip(row: LokasiRow) -> str:
        found = pick(row)
        if found is None:
            return ""
        if said := off_words(found.course) or contradicted_words(found.course):
            return f"{short_day(found.day)}: {said}"
        mismatch = found.seal_mismatch
        why = seal_mismatch_why(mismatch) if mismatch else found.seal or state_words(found.state)
        if found.waiting and found.is_due(as_of.today):
            why = f"{why} · {figure_name('waiting')}: {', '.join(found.waiting)}"
        late = late_words(found.hours_late(as_of.rule, as_of.now))
        return ". ".join(part for part in (f"{short_day(found.day)}: {why}", late) if part)

    return Column(title, words, align=CENTRE, tint=tint, tip=tip, width=96)


def _day_tint(day: BoardRow) -> str:
    if day.is_off:
        return theme.EMPTY
    waits = day.seal_mismatch is SealMismatch.WAITS
    if waits or day.course.is_contradicted or (day.from_seal and day.waiting):
        return theme.ATTENTION_TINT
    return theme.ERROR_TINT if day.seal_mismatch else TINTS[day.state]
