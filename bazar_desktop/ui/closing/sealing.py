"""Closing and reopening the day from the page: the action, the words, and what to do next."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from bazar_desktop.domain.money import format_rupiah
from bazar_desktop.language import _
from bazar_desktop.services.closing.seal import Sealed, close_day, reopen as reopen_day
from bazar_desktop.ui.closing.countersign import ask_countersign
from bazar_desktop.ui.kit.forms import ask_reason
from bazar_desktop.ui.page import Page


class SealingPage(Page):
    """A page from which a day is closed."""

    @abstractmethod
    def after_seal(self) -> None:
        """Show the day anew."""


class SealActions:
    """The actions of `page`; afterwards the page shows the day anew."""

    def __init__(self, page: SealingPage) -> None:
        self._page = page

    def _facts(self) -> dict[str, Any] | None:
        desk = self._page.desk
        if desk.bazaar is None or desk.day is None or desk.officer is None:
            return None
        where = {"bazaar_id": desk.bazaar.id, "day": desk.day}
        return {**where, "officer": desk.officer.id, "at": desk.clock()}

    def close(self) -> None:
        """Seal the day as it is; the panel has shown what is missing."""
        if not self._page.day_is_kept():  # what the panel showed is of the other day
            return
        facts = self._facts()
        if facts is None:
            return
        done = self._page.perform(
            "day_close.close_day",
            close_day,
            **facts,
            accept_missing=True,
        )
        if done is not None:
            self._page.after_seal()
            self._say_sealed(done.result)

    def _say_sealed(self, sealed: Sealed) -> None:
        words = _("Hari ditutup dengan segel {seal}. Omzet UMKM {total}. Selanjutnya cetak dan serahkan.")
        total = format_rupiah(sealed.totals.vendors.total)
        self._page.banner.tell(
            "success",
            words.format(seal=sealed.seal, total=total),
            action=_("Laporan & Cetak"),
            icon="printer",
            act=lambda: self._page.went.emit("reports"),
        )

    def reopen(self) -> None:
        """Take entries again, for a reason that is asked for."""
        if not self._page.day_is_kept() or self._facts() is None:
            return
        reason = ask_reason(
            _("Buka kembali hari ini?"),
            _(
                "Segel yang lama tetap tercatat. Penutupan berikutnya menjadi revisi baru dengan daftar perubahan."
            ),
            confirms=_("Buka kembali"),
            parent=self._page,
        )
        facts = self._facts()
        if reason is None or facts is None:
            return
        done = self._page.perform(
            "day_close.reopen",
            reopen_day,
            **facts,
            reason=reason,
        )
        if done is not None:
            self._page.after_seal()
            self._page.say(_("Hari dibuka kembali. Ubah yang perlu, lalu tutup lagi."))

    def countersign(self) -> None:
        """Let a supervisor sign for the reopening, with the PIN."""
        desk = self._page.desk
        if not self._page.day_is_kept() or desk.bazaar is None or desk.day is None:
            return
        if ask_countersign(self._page, desk.bazaar.id, desk.day):
            self._page.after_seal()
            self._page.changed.emit()
            self._page.say(_("Paraf supervisor dicatat dan ikut ke kantor."))
