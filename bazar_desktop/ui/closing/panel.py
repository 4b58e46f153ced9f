"""Closing the day: what is missing with a key to go there, the totals, the seal in large letters, reopening."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bazar_desktop.domain.calendar import format_date
from bazar_desktop.domain.day.model import CellChange
from bazar_desktop.language import N_, _, language, ngettext
from bazar_desktop.phrases.closing import group_words, missing_words, row_words, silent_words
from bazar_desktop.phrases.figures import figure_name, marked_or_none
from bazar_desktop.phrases.journal import change_field_words, field_words, value_words
from bazar_desktop.phrases.reports import seal_mismatch_name, seal_mismatch_why
from bazar_desktop.services.closing.checklist import ClosingList, Missing
from bazar_desktop.services.closing.seal import ClosingState, SealFacts
from bazar_desktop.ui import theme
from bazar_desktop.ui.closing.countersign import countersign_facts
from bazar_desktop.ui.kit.buttons import button, make_key
from bazar_desktop.ui.kit.cards import Card, Facts
from bazar_desktop.ui.kit.rows import Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label

_MISSING: tuple[Column[Missing], ...] = (
    Column(N_("Yang kurang"), missing_words, width=190, wrap=True),
    Column(N_("Booth"), row_words, bold=True),
    Column(
        N_("Usaha"), lambda item: item.business or item.page or field_words(item.field), stretch=1, wrap=True
    ),
)
_CHANGED: tuple[Column[CellChange], ...] = (
    Column(N_("Booth"), lambda change: change.booth or "-", bold=True),
    Column(N_("Isian"), change_field_words, wrap=True),
    Column(N_("Perubahan"), lambda change: _change_words(change), stretch=1, wrap=True),
    Column(N_("Usaha"), lambda change: change.business, drop=1, stretch=1),
    Column(N_("Petugas"), lambda change: change.officer, drop=2),
    Column(N_("Alasan"), lambda change: change.reason, drop=3, wrap=True),
)


def _change_words(change: CellChange) -> str:
    before, after = value_words(change.before) or _("kosong"), value_words(change.after) or _("kosong")
    return f"{before} → {after}"


class ClosingPanel(QWidget):
    """The panel in place of the grid. Esc goes back to the grid.

    Signals:
        went_to(object): the Missing on which Enter fell.
        close_asked(): seal the day as it is.
        reopen_asked(): take entries again.
        countersign_asked(): a supervisor signs for the reopening.
        left(): back to the grid.
    """

    went_to = Signal(object)
    close_asked = Signal()
    reopen_asked = Signal()
    countersign_asked = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.missing = RowsView(RowsModel(_MISSING), name=_("Yang masih kurang"))
        self.missing.opened.connect(self.went_to)
        self.changed = RowsView(RowsModel(_CHANGED), name=_("Berubah sejak segel"))
        self.back = button(_("Kembali ke tabel"), self.left.emit, icon="chevron-left")
        self.close_button = button(_("Tutup hari"), self.close_asked.emit, kind="primary", icon="lock")
        self.reopen_button = button(_("Buka kembali"), self.reopen_asked.emit, icon="lock-open")
        self.countersign_button = button(
            _("Beri paraf supervisor"),
            self.countersign_asked.emit,
            icon="key-round",
            tip=_("Beri paraf supervisor (Ctrl+Shift+P)"),
        )
        make_key(_("Beri paraf supervisor"), self._ask_countersign, "Ctrl+Shift+P", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE[2])
        row.addWidget(self._list_card(), 3)
        seal = self._seal_card()
        seal.setMinimumWidth(290)
        row.addWidget(seal, 2)

    def _list_card(self) -> Card:
        card = Card()
        self.list_title = Label("", "heading", wrap=True)
        self.list_hint = Label("", "muted", wrap=True)
        for part in (self.list_title, self.list_hint):
            card.add(part)
        card.add(self.missing, 1)
        card.add(self.changed, 1)
        return card

    def _seal_card(self) -> Card:
        card = Card()
        self.seal_title = Label("", "heading", wrap=True)
        self.seal_code = Label("", "figure", tabular=True)
        self.seal_code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts = Facts()
        card.add(self.seal_title)
        card.add(self.seal_code)
        keys = QVBoxLayout()
        for item in (self.close_button, self.reopen_button, self.countersign_button, self.back):
            keys.addWidget(item)
        card.add(keys)
        card.add(self.facts)  # below: in a low window the buttons come first
        return card

    def show_state(self, state: ClosingState) -> None:
        """Show the day as it stands."""
        standing, missing = state.standing, state.missing.items
        self.missing.set_rows(missing)
        self.changed.set_rows(state.changed)
        self.missing.setVisible(bool(missing) and standing is None)
        self.changed.setVisible(bool(state.changed) and standing is not None)
        self.close_button.setVisible(standing is None)
        self.close_button.setText(" " + (_("Tutup apa adanya") if missing else _("Tutup hari")))
        self.close_button.setAccessibleName(_("Tutup apa adanya") if missing else _("Tutup hari"))
        self.reopen_button.setVisible(standing is not None)
        self.countersign_button.setVisible(any(seal.awaits_countersign for seal in state.seals))
        if standing is not None:
            self._show_sealed(standing, state)
        else:
            self._show_open(state)

    def _show_open(self, state: ClosingState) -> None:
        count = len(state.missing.items)
        if count:
            words = ngettext("{count} hal masih kurang", "{count} hal masih kurang", count)
            self.list_title.setText(words.format(count=count))
            hint = (
                _("Tutup sesudah hari itu berlangsung. Bila jam laptop salah, setel jamnya dahulu.")
                if state.missing.still_ahead
                else _(
                    "Panah memilih, Enter menuju barisnya. Yang tetap kosong dicatat belum lapor, bukan nol."
                )
            )
            self.list_hint.setText(f"{group_words(state.missing)}\n{hint}")
        else:
            self.list_title.setText(_("Semua sudah lengkap"))
            self.list_hint.setText(
                _("Tutup hari menghitung ulang semua jumlah dari dua arah, lalu memberi kode segel.")
            )
        if said := silent_words(state.silent):
            self.list_hint.setText(f"{self.list_hint.text()}\n{said}")
        last = state.seals[0] if state.seals else None
        self.seal_title.setText(
            _("Dibuka kembali: {reason}").format(reason=last.reopen_reason)
            if last
            else _("Hari belum ditutup")
        )
        self.seal_code.setVisible(False)
        self.facts.show_facts((*_total_facts(state.missing), *_reopened_facts(state)))

    def _show_sealed(self, seal: SealFacts, state: ClosingState) -> None:
        count = len(state.changed)
        if count:
            words = ngettext("{count} isian berubah sejak segel", "{count} isian berubah sejak segel", count)
            self.list_title.setText(words.format(count=count))
            self.list_hint.setText(
                _("Susulan dan data dari laptop lain berdiri terpisah sampai segel berikutnya.")
            )
        else:
            self.list_title.setText(_("Tidak ada yang berubah sejak segel"))
            self.list_hint.setText(
                _(
                    "Usaha yang belum lapor masih dapat menyusul. Mengubah angka perlu buka kembali dengan alasan."
                )
            )
        mismatch = state.seal_mismatch
        title = seal_mismatch_name(mismatch, begins=True) if mismatch else _("Hari sudah ditutup")
        self.seal_title.setText(title)
        self.seal_code.setText(seal.seal)
        self.seal_code.setAccessibleName(_("Kode segel {code}").format(code=seal.seal))
        self.seal_code.setVisible(True)
        when = (
            f"{format_date(seal.closed_at.date(), language())} {seal.closed_at:%H.%M}"
            if seal.closed_at
            else ""
        )
        total = (_("Omzet UMKM disegel"), marked_or_none(seal.vendors_total, state.missing.undecided))
        if mismatch:
            self.list_hint.setText(seal_mismatch_why(mismatch))
            total = (figure_name("omzet"), marked_or_none(state.missing.umkm.omzet, state.missing.undecided))
        self.facts.show_facts(
            (
                (_("Revisi"), str(seal.revision)),
                total,
                (_("Ditutup"), when),
                (_("Petugas"), seal.closed_by),
                *_reopened_facts(state),
            )
        )

    def _ask_countersign(self) -> None:
        if self.countersign_button.isVisible():
            self.countersign_asked.emit()

    def take_focus(self) -> None:
        """Put the keys where they are needed: the list if something is missing, else the button."""
        if self.missing.isVisible():
            self.missing.setFocus()
            self.missing.step(0)
        elif self.close_button.isVisible():
            self.close_button.setFocus()
        else:
            self.back.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _total_facts(missing: ClosingList) -> tuple[tuple[str, str], ...]:
    umkm, undecided = missing.umkm, missing.undecided
    counts = ("registered", "present", "excused", "absent", "asked", "answered", "nil", "declined", "blank")
    return (
        (figure_name("omzet"), marked_or_none(umkm.omzet, undecided)),
        (_("Omzet mitra, terpisah"), marked_or_none(missing.mitra.omzet, undecided)),
        *((figure_name(key), str(getattr(umkm, key))) for key in counts),
    )


def _reopened_facts(state: ClosingState) -> tuple[tuple[str, str], ...]:
    """Whether a supervisor signed for the latest reopening, and when."""
    lifted = next((seal for seal in state.seals if seal.reopened_at is not None), None)
    return countersign_facts(lifted) if lifted is not None else ()
