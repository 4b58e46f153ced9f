"""One lokasi of the board, day by day."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from bazar_desktop.domain.day.model import SealMismatch
from bazar_desktop.domain.money import format_rupiah, signed_rupiah
from bazar_desktop.language import _
from bazar_desktop.messages import state_words
from bazar_desktop.phrases.bazaars import contradicted_words, course_words, off_words
from bazar_desktop.phrases.figures import figure_name, marked_or_none, of_words, rupiah_or_none
from bazar_desktop.phrases.owed import hours_words
from bazar_desktop.phrases.reports import seal_mismatch_name, seal_mismatch_why
from bazar_desktop.services.reports.board import BoardRow
from bazar_desktop.services.settings.due import due_rule
from bazar_desktop.ui import theme
from bazar_desktop.ui.closing.countersign import countersign_line
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card, Facts
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.reports.occasions import AsOf, LokasiRow
from bazar_desktop.ui.words import moment_words, short_day

_TONES = {SealMismatch.NONE: "card", SealMismatch.WAITS: "warning", SealMismatch.DIFFERS: "error"}
TALLEST = 460  # px: days of which there are more are scrolled


class LokasiPanel(Panel):
    """One lokasi: seal, figures and packages of each day, and the laptops that stood there."""

    def __init__(self, row: LokasiRow, page: Page) -> None:
        first, as_of = row.first, AsOf(page.desk.clock(), page.desk.read(due_rule))
        laptops = ", ".join(first.laptops) or _("belum ada laptop yang disiapkan")
        parts = [first.code, first.name, laptops]
        if first.contacts:
            parts.append(_("hubungi {contacts}").format(contacts=", ".join(first.contacts)))
        super().__init__(first.lokasi, " · ".join(parts), page, width=560)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(1, 1, 10, 1)
        column.setSpacing(theme.SPACE[2])
        for day in row.days:
            card = Card(short_day(day.day), tone=_TONES[day.seal_mismatch])
            card.add(Facts(_day_facts(day, as_of) if not day.is_off else ((_("Keadaan"), day_state(day)),)))
            if said := off_words(day.course) or contradicted_words(day.course):
                card.add(Label(said, "muted", wrap=True))
            if day.seal_mismatch:
                card.add(Label(seal_mismatch_why(day.seal_mismatch), "muted", wrap=True))
            waits = countersign_line(page, first.bazaar_id, day.day) if day.revision else None
            if waits is not None:
                card.add(waits)
            column.addWidget(card)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumHeight(min(inner.sizeHint().height() + 4, TALLEST))
        self.body.addWidget(scroll, 1)
        done = button(_("Tutup"), self.accept, kind="primary")
        done.setDefault(True)
        self.buttons.addWidget(done)


def _day_facts(day: BoardRow, as_of: AsOf) -> tuple[tuple[str, str], ...]:
    facts = [
        (_("Keadaan"), day_state(day)),
        (figure_name("present"), of_words(day.present, day.registered)),
        (
            (_("{figure}, dari segel") if day.from_seal else _("{figure}, yang sudah masuk")).format(
                figure=figure_name("omzet")
            ),
            _sum_of(day),
        ),
    ]
    if day.since_seal:
        now = _("{amount} ({apart})").format(
            amount=rupiah_or_none(day.live), apart=signed_rupiah(day.since_seal)
        )
        facts.append((_("Menurut isian sekarang"), now))
    if not day.from_seal and day.sealed is not None:
        facts.append((_("Menurut segelnya"), format_rupiah(day.sealed)))
    if day.partners is not None:
        facts.append((figure_name("partner_omzet"), marked_or_none(day.partners, day.undecided)))
    if day.seal:
        facts.append((_("Kode segel"), day.seal))
    if late := hours_words(day.hours_late(as_of.rule, as_of.now)):
        facts.append((_("Terlambat"), late))
    if day.waiting:
        facts.append((figure_name("waiting"), ", ".join(day.waiting)))
    if day.late:
        facts.append((_("Perubahan setelah tutup"), str(day.late)))
    if day.undecided:
        facts.append((_("Belum diputuskan"), str(day.undecided)))
    facts.append((_("Paket terakhir"), last_words(day.last_package)))
    return tuple(facts)


def _sum_of(day: BoardRow) -> str:
    """The day's omzet, and of how many where some have not told it."""
    amount = marked_or_none(day.omzet, day.undecided)
    if day.answered == day.asked:
        return amount
    told = _("{told} melapor").format(told=of_words(day.answered, day.asked))
    return f"{amount}, {told}"


def day_state(day: BoardRow) -> str:
    """Its state in words, a revision with its number."""
    if day.seal_mismatch:
        is_waiting = day.seal_mismatch is SealMismatch.WAITS
        return _("menunggu usul") if is_waiting else seal_mismatch_name(day.seal_mismatch)
    if day.is_off:
        return course_words(day.course)
    words = state_words(day.state)
    return f"{words} {day.revision}" if day.state == "revised" else words


def last_words(moment: datetime | None) -> str:
    """When the last package was read."""
    return moment_words(moment) if moment is not None else "–"
