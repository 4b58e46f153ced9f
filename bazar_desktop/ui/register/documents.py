"""The documents of one vendor: what is there, until when, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from bazar_desktop.domain.calendar import format_date
from bazar_desktop.language import N_, _, language
from bazar_desktop.services.register.documents import EXPIRED, MISSING, SOON, VALID, Document
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.inputs import Tag
from bazar_desktop.ui.kit.text import Label

STATES = {
    VALID: (N_("berlaku"), "success"),
    SOON: (N_("segera habis"), "warning"),
    EXPIRED: (N_("sudah habis"), "error"),
    MISSING: (N_("belum ada"), "neutral"),
}


class Papers(Card):
    """One line a document.

    Signals:
        asked(object): that Document is to be changed or filled in, None for a new one.
        gone(object): that Document is to be taken back.
    """

    asked = Signal(object)
    gone = Signal(object)

    def __init__(self, papers: Sequence[Document]) -> None:
        super().__init__(_("Dokumen"))
        for paper in papers:
            line = QHBoxLayout()
            words, tone = STATES[paper.state]
            line.addWidget(Label(paper.kind, "strong"))
            line.addWidget(Label(_says(paper), "body", tabular=True), 1)
            line.addWidget(Tag(_(words), tone))
            changes = button(
                _("Ubah") if paper.id else _("Isi"), partial(self.asked.emit, paper), kind="quiet"
            )
            changes.setAccessibleName(f"{changes.text()} {paper.kind}")
            line.addWidget(changes)
            if paper.id:
                takes = button(_("Cabut"), partial(self.gone.emit, paper), kind="quiet")
                takes.setAccessibleName(_("Cabut {kind}").format(kind=paper.kind))
                line.addWidget(takes)
            self.add(line)
        self.add_button = button(
            _("Tambah dokumen"), partial(self.asked.emit, None), kind="quiet", icon="plus"
        )
        line = QHBoxLayout()
        line.addWidget(self.add_button)
        line.addStretch(1)
        self.add(line)


def _says(document: Document) -> str:
    parts = [document.number, document.grade]
    if document.until:
        parts.append(_("sampai {day}").format(day=format_date(document.until, language())))
    return " · ".join(part for part in parts if part)
