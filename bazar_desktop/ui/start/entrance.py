"""Signing in where no store is open yet: the key file says who, the PIN opens."""

from __future__ import annotations

from pathlib import Path

from bazar_desktop.jobs.settings.officers import open_for
from bazar_desktop.language import _
from bazar_desktop.services.settings.officers import SUPERVISOR
from bazar_desktop.store.opening import OpenStore, officers_of, open_store
from bazar_desktop.ui.app_session import OfficerAtDesk


class Entrance:
    """The store in `folder` before it is open; `store` is set once somebody has signed in."""

    def __init__(self, folder: Path, database: str | None = None) -> None:
        self.folder = folder
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
        """Open the store. Raises what `open_store` raises, and OfficerDismissed."""
        self.store = open_for(open_store(self.folder, officer_id, pin, database=self.database))
