"""Signing in where no store is open yet: the key file says who, the PIN opens, and what is broken has its way out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from bazar_desktop.domain.calendar import WIB
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.recovery.sign_in import admitted
from bazar_desktop.jobs.settings.restoring import restore_points, restore_store
from bazar_desktop.language import _
from bazar_desktop.messages import sentence
from bazar_desktop.services.settings.officers import SUPERVISOR
from bazar_desktop.store.files import MachineError
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.opening import OpenStore, open_with_key
from bazar_desktop.store.own_keys import KeysDisagree, KeysForeign, keys_disagree
from bazar_desktop.store.passwords import FIELD_COST, Cost
from bazar_desktop.store.unlocking import officers_of, unlock
from bazar_desktop.ui.app_session import OfficerAtDesk
from bazar_desktop.ui.faults import fault_of
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.dialogs import FaultDialog, WayOut
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.rescue.keys import KeyFilePanel
from bazar_desktop.ui.rescue.restore import RestoreDialog
from bazar_desktop.ui.rescue.ways import way_out_of
from bazar_desktop.ui.start.forgotten_pin import ForgottenPin, LockedStore


class Entrance:
    """The store in `folder` before it is open; `store` is set once somebody has signed in."""

    def __init__(
        self,
        folder: Path,
        database: str | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(WIB),
        *,
        cost: Cost = FIELD_COST,
    ) -> None:
        self.folder = folder
        self._clock, self._cost = clock, cost
        self.database = database
        self.store: OpenStore | None = None
        self.parent: QWidget | None = None  # over which dialog the ways out open
        self.keys_came_back = False  # others may sign in than those who were listed
        self._known: tuple[Owner, bytes] | None = None  # who gave a PIN that fits, and the key

    def officers(self) -> tuple[OfficerAtDesk, ...]:
        """Who can open it. Raises NoStoreHere, KeyFileMissing, KeysDamaged, KeysTooNew."""
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
        """Open the store. Raises what `unlock` and `open_with_key` raise, and OfficerDismissed."""
        self._known = None
        self._known = unlock(self.folder, officer_id, pin)
        self._open(*self._known)

    def _open(self, owner: Owner, key: bytes) -> None:
        self.store = admitted(open_with_key(self.folder, owner, key, database=self.database))

    def trouble(self) -> MachineError | None:
        """What is amiss with the key file, before anybody has typed a PIN."""
        return KeysDisagree(folder=str(self.folder)) if keys_disagree(self.folder) else None

    def way_out(self, error: Exception) -> WayOut | None:
        """What can be done at once about a store that cannot be opened; None where nothing can.

        But for a key file of other data, only where the PIN fits.
        """
        if isinstance(error, KeysForeign | KeysDisagree):
            return WayOut(_("Kembalikan berkas kunci"), lambda: self._bring_keys_back(error))
        if self._known is None or not isinstance(error, MachineError):
            return None
        way = way_out_of(error.code, self.folder, self._restore)
        if way is None:
            return WayOut(_("Coba lagi"), self._try_again)
        return WayOut(way.words, lambda: way.act() and self._try_again())

    def _restore(self) -> bool:
        """Ask for a backup and put it in the store's place; whether that was done."""
        if self._known is None:
            return False
        owner, key = self._known
        dialog = RestoreDialog(
            lambda: restore_points(self.folder, key),
            lambda backup: restore_store(self.folder, owner, key, backup, self._clock()),
            self.parent,
        )
        return dialog.exec() == QDialog.DialogCode.Accepted

    def _bring_keys_back(self, error: MachineError) -> bool:
        """Offer to bring the key file back from its copy; whether that was done."""
        panel = KeyFilePanel(self.folder, error, self._clock, self.parent)
        self.keys_came_back = panel.exec() == QDialog.DialogCode.Accepted
        return self.keys_came_back

    def _try_again(self) -> bool:
        """Open the store now; what stands in the way is said. Whether it is open."""
        if self._known is None:
            return False
        try:
            self._open(*self._known)
        except BazarError as error:
            panel = Panel("Bazar Desktop", sentence(error), self.parent)
            panel.buttons.addWidget(button(_("Tutup"), panel.accept, kind="primary"))
            panel.exec()
        except MachineError as error:
            way = way_out_of(error.code, self.folder, self._restore)
            dialog = FaultDialog(fault_of(error), self.parent, way)
            return dialog.exec() == QDialog.DialogCode.Accepted and self._try_again()
        return self.store is not None

    def offer_new_pin(self, officer: OfficerAtDesk, parent: QWidget) -> tuple[bool, str]:
        """Offer the ways to a new PIN; whether one of them opened the store, and what was done in words."""
        others = tuple(other for other in self.officers() if other.id != officer.id)
        panel = ForgottenPin(
            LockedStore(self.folder, self.database, officer, others, self._clock, self._cost), parent
        )
        panel.exec()
        self.store = panel.store or self.store
        return self.store is not None, panel.words
