"""The two halves of the page: the plan with its tools, and the column of cards."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from bazar_desktop.language import _
from bazar_desktop.services.placement.board import Board
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.layout.cards import BoothCard, FlawsCard, LegendCard, QualityCard
from bazar_desktop.ui.layout.editor import EditBar
from bazar_desktop.ui.layout.ground import STEP
from bazar_desktop.ui.layout.view import PlanView
from bazar_desktop.ui.layout.waiting import WaitingCard

SIDE = 296  # px


class PlanSheet(Card):
    """The plan, the editor's buttons above it while editing, and below it what the keys do."""

    def __init__(self, view: PlanView, edit_bar: EditBar) -> None:
        super().__init__(tight=True)
        self.view, self.edit_bar = view, edit_bar
        self.view.setMinimumSize(280, 200)
        self.edit_bar.hide()
        self.add(self.edit_bar)
        self.add(self.view, 1)
        foot = QHBoxLayout()
        self.add(foot)
        self.keys = Label("", "small", wrap=True)
        foot.addWidget(self.keys, 1)
        for icon, tip, act in (
            ("zoom-out", _("Perkecil (-)"), lambda: self.view.zoom(1 / STEP)),
            ("zoom-in", _("Perbesar (+)"), lambda: self.view.zoom(STEP)),
            ("maximize", _("Seluruh denah (0)"), self.view.fit),
        ):
            foot.addWidget(button("", act, icon=icon, kind="quiet", tip=tip))

    def edit(self, *, on: bool) -> None:
        """Begin or end editing: with nothing carried and nothing chosen."""
        self.view.edit(on=on)
        self.edit_bar.setVisible(on)

    def show_keys(self) -> None:
        """Say what the keys do now."""
        if self.view.editing:
            words = _(
                "Seret atau panah menggeser · Alt bebas dari garis · Ctrl+Z urungkan, Ctrl+Y ulangi · E selesai"
            )
        elif self.view.carried:
            words = _("Pilih booth tujuan dengan panah · Enter menaruh · Esc batal")
        else:
            words = _("Seret untuk menukar · Panah memilih · Enter mengangkat · L kunci · Ctrl+Z urungkan")
        self.keys.setText(words)


class SideColumn(QScrollArea):
    """Quality, the booth in hand, flaws, who waits, the legend.

    `place` places everybody; `acts` are those that QualityCard and BoothCard name.
    """

    def __init__(self, place: Callable[[], object], acts: dict[str, Callable[[], object]]) -> None:
        super().__init__()
        self.quality = QualityCard(place, acts)
        self.booth = BoothCard(acts)
        self.flaws = FlawsCard()
        self.waiting = WaitingCard()
        self.legend = LegendCard()
        self.setFixedWidth(SIDE)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        self.setWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 2, 0)
        column.setSpacing(theme.SPACE[2])
        for card in (self.quality, self.booth, self.flaws, self.waiting, self.legend):
            column.addWidget(card)
        column.addStretch(1)

    def sizeHint(self) -> QSize:
        return QSize(SIDE, 220)


def heading_of(board: Board) -> str:
    """The plan in one line."""
    plan = board.layout.plan
    parts = [
        _("{tents} tenda").format(tents=board.layout.tents),
        _("{booths} booth").format(booths=len(plan.booths) - board.layout.partner_booths),
        _("{mitra} booth mitra").format(mitra=board.layout.partner_booths),
        _("{width:.0f} × {depth:.0f} m").format(width=plan.width, depth=plan.depth),
    ]
    if board.is_sealed:
        parts.append(_("hari bazar ini sudah ditutup"))
    return " · ".join(parts)
