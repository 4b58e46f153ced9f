"""Perlu keputusan: what two officers wrote differently, on a page of its own for the office."""

from __future__ import annotations

from bazar_desktop.language import _
from bazar_desktop.ui.app_session import AppSession
from bazar_desktop.ui.exchange.breaches import BreachesPanel
from bazar_desktop.ui.exchange.decision_panel import DecisionsPanel
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.page import Page


class DecisionsPage(Page):
    """Every conflict of the store, each with both values and a button a value; then what else does not go together."""

    manual = "kantor"

    def __init__(self, desk: AppSession) -> None:
        super().__init__(desk, _("Perlu keputusan"))
        self.panel = DecisionsPanel(self)
        self.panel.decided.connect(self.reload)
        self.nothing = EmptyState(
            "circle-check",
            _("Tidak ada yang perlu diputuskan"),
            _("Bila dua laptop mengisi hal yang sama dengan angka berbeda, keduanya tampil di sini."),
        )
        self.breaches = BreachesPanel(self)
        self.body.addWidget(self.panel)
        self.body.addWidget(self.breaches)
        self.body.addWidget(self.nothing, 1)
        self.body.addStretch(1)

    def reload(self) -> None:
        count = self.panel.reload()
        self.focus_first = self.panel.first
        broken = self.breaches.reload()
        self.panel.setVisible(count > 0)
        self.nothing.setVisible(count + broken == 0)
