"""One usul opened: what it would do, field by field, and a supervisor's yes or no."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bazar_desktop.domain.money import format_number
from bazar_desktop.language import N_, _
from bazar_desktop.messages.values import column_name, entity_name
from bazar_desktop.phrases.field_values import proposed_value_words
from bazar_desktop.phrases.journal import field_words
from bazar_desktop.phrases.proposals import (
    acts_words,
    counts_words,
    entered_words,
    moment_words,
    names_words,
    rupiah_moved_words,
)
from bazar_desktop.services.exchange.proposals import LaptopProposal, ProposedField
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Facts
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.rows import Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label


class ProposalPanel(Panel):
    """What one usul would do; *Terima* and *Tolak* only where the person may answer.

    Signals:
        accepted_asked(), rejected_asked(): the person wants that; the panel has closed.
    """

    accepted_asked = Signal()
    rejected_asked = Signal()

    def __init__(
        self,
        proposal: LaptopProposal,
        officers: str,
        category_name: Callable[[str], str],
        *,
        answers: bool,
        parent: QWidget | None = None,
    ) -> None:
        """`officers`: who wrote it by the laptop's word. `answers`: the person at the desk may say yes or no.

        `category_name` gives the name of a category's key.
        """
        title = _("Usul {laptop}").format(laptop=proposal.laptop or _("laptop ini"))
        words = _("Petugas dan waktu menurut laptop itu. NIK dan HP ditutup sebagian.")
        super().__init__(title, words, parent, width=820)
        for line in _long(proposal):
            self.body.addWidget(Label(line, "strong", wrap=True))
        self.body.addWidget(Facts(_facts(proposal, officers)))
        self.view = RowsView(
            RowsModel(
                _columns(category_name), proposal.fields, key=lambda row: (row.entity, row.row_id, row.field)
            ),
            name=_("Isi usul"),
        )
        self.view.setMinimumHeight(220)
        self.body.addWidget(self.view, 1)
        if proposal.more:
            words = _("Hanya {n} baris pertama yang tampil, dan {more} lagi tidak tampil.").format(
                n=format_number(len(proposal.fields)), more=format_number(proposal.more)
            )
            self.body.addWidget(Label(words, "strong", wrap=True))
        if answers:
            self.accept_key = button(_("Terima"), self._accept, kind="primary", icon="check")
            if proposal.standing != "rejected":
                self.reject_key = button(_("Tolak"), self._reject, kind="danger", icon="x")
                self.buttons.addWidget(self.reject_key)
            self.buttons.addWidget(self.accept_key)
        done = button(_("Tutup"), self.accept)
        done.setDefault(True)
        self.buttons.addWidget(done)

    def _accept(self) -> None:
        self.accept()
        self.accepted_asked.emit()

    def _reject(self) -> None:
        self.accept()
        self.rejected_asked.emit()


def _long(proposal: LaptopProposal) -> list[str]:
    """What may need more than a line: how much of what, about whom, and why it was rejected."""
    lines = [f"{acts[0].upper()}{acts[1:]}."] if (acts := acts_words(proposal.acts)) else []
    if brings := entered_words(proposal.enters):
        lines.append(brings)
    lines.append(_("Isi: {what}").format(what=counts_words(proposal.entities)))
    if proposal.names:
        lines.append(_("Tentang {names}").format(names=names_words(proposal.names)))
    if proposal.reason:
        lines.append(_("Ditolak: {reason}").format(reason=proposal.reason))
    return lines


def _facts(proposal: LaptopProposal, officers: str) -> tuple[tuple[str, str], ...]:
    since, until = moment_words(proposal.since), moment_words(proposal.until)
    return (
        (_("Jumlah rupiah"), rupiah_moved_words(proposal.rupiah)),
        (
            _("Ditulis"),
            since if since == until else _("{since} s.d. {until}").format(since=since, until=until),
        ),
        (_("Petugas"), officers or "–"),
    )


def _columns(category_name: Callable[[str], str]) -> list[Column[ProposedField]]:
    def before(row: ProposedField) -> str:
        return proposed_value_words(row, row.before, category_name)

    def after(row: ProposedField) -> str:
        return proposed_value_words(row, row.after, category_name)

    return [
        Column(N_("Tentang"), _subject, bold=True, stretch=2, width=130, tip=_subject),
        Column(N_("Jenis"), lambda row: row.entity, entity_name),
        Column(N_("Isian"), lambda row: row.field, field_words),
        Column(
            N_("Dari"),
            before,
            stretch=1,
            width=90,
            tip=before,
        ),
        Column(
            N_("Menjadi"),
            after,
            stretch=1,
            width=90,
            tip=after,
        ),
    ]


def _subject(row: ProposedField) -> str:
    return (column_name(row.subject) if row.entity == "setting" else row.subject) or "–"
