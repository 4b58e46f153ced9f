"""Perlu keputusan, at the office: what laptops propose, and what two officers wrote differently."""

from __future__ import annotations

from bazar_desktop.language import _
from bazar_desktop.ui.app_session import AppSession
from bazar_desktop.ui.exchange.breaches import BreachesPanel
from bazar_desktop.ui.exchange.decision_panel import DecisionsPanel
from bazar_desktop.ui.exchange.met_twice_panel import MetTwicePanel
from bazar_desktop.ui.exchange.proposals_panel import ProposalsPanel
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.page import Page


class DecisionsPage(Page):
    """Usul, a line a package; every conflict with a button a value; who was entered twice; what else does not fit."""

    manual = "usul"

    def __init__(self, desk: AppSession) -> None:
        super().__init__(desk, _("Perlu keputusan"))
        self.proposals = ProposalsPanel(self, answers=True)
        self.proposals.decided.connect(self.reload)
        self.panel = DecisionsPanel(self)
        self.panel.decided.connect(self.reload)
        self.nothing = EmptyState(
            "circle-check",
            _("Tidak ada yang perlu diputuskan"),
            _(
                "Bila dua laptop mengisi hal yang sama dengan angka berbeda, keduanya tampil di sini, "
                "begitu pula usul laptop di luar wewenangnya dan orang yang didaftarkan dua kali."
            ),
        )
        self.twice = MetTwicePanel(self)
        self.twice.decided.connect(self.reload)
        self.breaches = BreachesPanel(self)
        self.body.addWidget(self.proposals)
        self.body.addWidget(self.panel)
        self.body.addWidget(self.twice)
        self.body.addWidget(self.breaches)
        self.body.addWidget(self.nothing, 1)
        self.body.addStretch(1)

    def reload(self) -> None:
        proposed = self.proposals.reload()
        count = self.panel.reload()
        self.focus_first = self.proposals.view if proposed else self.panel.first
        broken = self.breaches.reload() + self.twice.reload()
        self.panel.setVisible(count > 0)
        self.nothing.setVisible(proposed + count + broken == 0)
