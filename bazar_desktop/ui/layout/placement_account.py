"""What placing made of each rule, before and after, and why each stands where they stand: behind *Rincian*."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from bazar_desktop.domain.placement.model import score
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.placement import (
    RULES_AT_LENGTH,
    compared_words,
    from_start_words,
    proof_words,
    reason_words,
    unfit_words,
)
from bazar_desktop.services.day.sheet import booth_order
from bazar_desktop.services.placement.board import Board
from bazar_desktop.services.placement.search import DayPlaced, PlacementFacts
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import Segmented, button
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.rows import RIGHT, Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label

RULES, REASONS = "rules", "reasons"


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule as counted; `before` and `points_before` are None where nothing was placed in this sitting."""

    words: str
    before: int | None
    now: int
    points_before: int | None
    points: int


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One booth, who is there, and why in words."""

    booth_id: str
    booth: str
    business: str
    good: str
    bad: str


def _short(words: str, room: int) -> str:
    """As many characters as the column has room for; the line below the list has the whole."""
    return words if len(words) <= room else f"{words[:room].rstrip(', ')}…"


RULE_COLUMNS: tuple[Column[RuleLine], ...] = (
    Column(N_("Yang sebaiknya tidak terjadi"), lambda line: line.words, stretch=1),
    Column(N_("Sebelum"), lambda line: line.before, align=RIGHT),
    Column(N_("Sekarang"), lambda line: line.now, align=RIGHT, bold=True),
    Column(N_("Poin sebelum"), lambda line: line.points_before, align=RIGHT),
    Column(N_("Poin sekarang"), lambda line: line.points, align=RIGHT, bold=True),
)
SEAT_COLUMNS: tuple[Column[SeatLine], ...] = (
    Column(N_("Booth"), lambda line: line.booth, bold=True),
    Column(N_("Usaha"), lambda line: line.business, width=170),
    Column(N_("Di sini karena"), lambda line: line.good, show=partial(_short, room=54), stretch=3),
    Column(N_("Kurang baik"), lambda line: line.bad, show=partial(_short, room=26), stretch=2),
)


def rule_lines(board: Board, placed: DayPlaced | None) -> tuple[RuleLine, ...]:
    """Each rule and the sum, as the last placement left them, or as they are now."""
    if placed is not None:
        lines = [
            RuleLine(
                _(RULES_AT_LENGTH[rule.rule]), rule.before, rule.after, rule.points_before, rule.points_after
            )
            for rule in placed.rules
        ]
    else:
        found = score(board.model, board.holders)
        lines = [
            RuleLine(_(RULES_AT_LENGTH[rule.rule]), None, rule.count, None, rule.cost)
            for rule in found.rules
            if rule.rule != "moved"
        ]
    before = [line.points_before for line in lines if line.points_before is not None]
    count = [line.before for line in lines if line.before is not None]
    total = RuleLine(
        _("Jumlah"),
        sum(count) if count else None,
        sum(line.now for line in lines),
        sum(before) if before else None,
        sum(line.points for line in lines),
    )
    return (*lines, total)


def seat_lines(board: Board) -> tuple[SeatLine, ...]:
    """Every booth in use, in booth order."""
    lines = []
    for booth, who in board.holders.items():
        reasons = board.reasons(who)
        lines.append(
            SeatLine(
                booth,
                board.model.label(booth),
                board.people[who].business or board.people[who].name,
                ", ".join(reason_words(reason) for reason in reasons if reason.good),
                ", ".join(reason_words(reason) for reason in reasons if not reason.good),
            )
        )
    return tuple(sorted(lines, key=lambda line: booth_order(line.booth)))


def account_words(facts: PlacementFacts | None, day: date) -> str:
    """What is compared, and whether better is possible at all."""
    placed = facts.placed_on(day) if facts is not None else None
    if facts is None or placed is None:
        return _("Susunan yang sekarang, menurut bobot di Aturan penempatan.")
    unfit = [item for item in facts.unfit if item.day == day]
    return " ".join(
        [compared_words(placed), proof_words([placed]), *from_start_words(facts), *unfit_words(unfit)]
    )


class AccountPanel(Panel):
    """Rules before and after, or the reasons of each participant. Enter on a participant shows the booth."""

    def __init__(
        self,
        board: Board,
        placed: PlacementFacts | None,
        show: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Rincian penempatan"), account_words(placed, board.day), parent, width=860)
        self.part = Segmented(
            ((RULES, _("Menurut aturan")), (REASONS, _("Alasan tiap peserta"))), name=_("Bagian")
        )
        self.part.chosen.connect(self._show_part)
        self.body.addWidget(self.part)
        self.rules = RowsView(RowsModel(RULE_COLUMNS), name=_("Aturan sebelum dan sesudah"))
        self.rules.setSortingEnabled(False)  # the sum stays below its rules
        self.seats = RowsView(RowsModel(SEAT_COLUMNS), name=_("Alasan tiap peserta"))
        self.whole = Label("", wrap=True)
        self.whole.setMinimumHeight(52)
        for part in (self.rules, self.seats, self.whole):
            self.body.addWidget(part, 1 if part is not self.whole else 0)
        self.rules.set_rows(rule_lines(board, placed.placed_on(board.day) if placed is not None else None))
        self.seats.set_rows(seat_lines(board))
        self.seats.picked.connect(self._tell)
        self._show_booth = show
        self.seats.opened.connect(self._open)
        self.buttons.addWidget(button(_("Tutup"), self.accept, kind="primary"))
        self._show_part(RULES)
        wanted = 12 * theme.ROW_HEIGHT + 230
        self.resize(self.width(), min(wanted, parent.height() - 40) if parent is not None else wanted)

    def _show_part(self, part: object) -> None:
        self.rules.setVisible(part == RULES)
        self.seats.setVisible(part == REASONS)
        self.whole.setVisible(part == REASONS)
        (self.rules if part == RULES else self.seats).setFocus()

    def _open(self, line: SeatLine | None) -> None:
        if line is not None:
            self.accept()
            self._show_booth(line.booth_id)

    def _tell(self, line: SeatLine | None) -> None:
        """The whole reasons of the line in hand, which a narrow column cuts."""
        if line is None:
            self.whole.setText("")
            return
        parts = [_("{booth} · {name}: {good}").format(booth=line.booth, name=line.business, good=line.good)]
        if line.bad:
            parts.append(_("Kurang baik: {reasons}.").format(reasons=line.bad))
        self.whole.setText(". ".join(parts))
