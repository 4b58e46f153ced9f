"""Signing in where no store is open yet: the key file says who, the PIN opens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from bazar_desktop.domain.calendar import WIB
from bazar_desktop.jobs.recovery import sign_in
from bazar_desktop.language import _
from bazar_desktop.services.settings.officers import SUPERVISOR
from bazar_desktop.store.opening import OpenStore, officers_of
from bazar_desktop.store.passwords import FIELD_COST, Cost
from bazar_desktop.ui.app_session import OfficerAtDesk
from bazar_desktop.ui.start.forgotten_pin import ForgottenPin, LockedStore


class Entrance:
    """The store in `folder` before it is open; `store` is set once somebody has signed in."""

    def __init__(
        self,
        folder: Path,
        database: str | None = None,
        *,
        clock: Callable[[], datetime] | None = None,
        cost: Cost = FIELD_COST,
    ) -> None:
        self.folder = folder
        self._clock, self._cost = clock or (lambda: datetime.now(WIB)), cost
        self.database = database
        self.store: OpenStore | None = None

    def officers(self) -> tuple[OfficerAtDesk, ...]:
        """Who can open it. Raises NoStoreHere, KeysDamaged, KeysTooNew."""
        return tuple(
            OfficerAtDesk(
                owner.id,
                owner.name,
                _("Supervisor") if owner.role == SUPERVISOR else _("Petugas lapangan"),
                owner.role == SUPERVISOR,
            )
            for owner in officers_of(self.folder)
        )

    def sign_in(self, officer_id: str, pin: str) -> None:
        """Open the store. Raises what `jobs.recovery.sign_in` raises."""
        self.store = sign_in.sign_in(self.folder, officer_id, pin, database=self.database)

    def offer_new_pin(self, officer: OfficerAtDesk, parent: QWidget) -> tuple[bool, str]:
        """Offer the ways to a new PIN; whether one of them opened the store, and what was done in words."""
        others = tuple(other for other in self.officers() if other.id != officer.id)
        panel = ForgottenPin(
            LockedStore(self.folder, self.database, officer, others, self._clock, self._cost), parent
        )
        panel.exec()
        self.store = panel.store or self.store
        return self.store is not None, panel.words
