"""Closing and reopening the day from the page: the action, the words, and what to do next.

A day that changed while its questions were answered is not closed; the list is shown anew.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from datetime import date, datetime

from bazar_desktop.language import _
from bazar_desktop.phrases.closing import missing_words
from bazar_desktop.phrases.figures import rupiah_or_none
from bazar_desktop.services.closing.checklist import CONTRADICTORY
from bazar_desktop.services.closing.seal import (
    ClosingState,
    Sealed,
    close_day,
    closing_state,
    reopen as reopen_day,
)
from bazar_desktop.ui.closing.countersign import ask_countersign
from bazar_desktop.ui.kit.forms import ask_reason, ask_whether
from bazar_desktop.ui.page import Page

MOST_NAMED = 6


class SealingPage(Page):
    """A page from which a day is closed."""

    @abstractmethod
    def after_seal(self) -> None:
        """Show the day anew."""

    @abstractmethod
    def show_grid(self) -> None:
        """Go back to the table, where figures are changed."""


@dataclass(frozen=True, slots=True)
class _Sealing:
    """Which day is sealed or opened, by whom and when."""

    bazaar_id: str
    day: date
    officer: str
    at: datetime


class SealActions:
    """The actions of `page`; afterwards the page shows the day anew."""

    def __init__(self, page: SealingPage) -> None:
        self._page = page

    def _sealing(self) -> _Sealing | None:
        desk = self._page.desk
        if desk.bazaar is None or desk.day is None or desk.officer is None:
            return None
        return _Sealing(desk.bazaar.id, desk.day, desk.officer.id, desk.clock())

    def close(self) -> None:
        """Seal the day as it is; the panel has shown what is missing."""
        if not self._page.day_is_kept(stays=True):  # what the panel showed is of the other day
            return
        asked = self._sealing()
        if asked is None:
            return
        state = self._state(asked)
        reason = self._ask_why(state)
        if reason is None or not self._ask_unchanged(state, reason):
            return
        # Time went by over the questions: the seal bears the moment of the answer, and seals what was shown.
        if not self._page.day_is_kept(stays=True):
            return
        sealing = self._sealing()
        if sealing is None:
            return
        if self._state(sealing) != state:
            self._page.after_seal()
            self._page.warn(
                _("Isian hari ini berubah sementara ditanya, jadi belum ditutup. Periksa daftarnya.")
            )
            return
        done = self._page.perform(
            close_day,
            bazaar_id=sealing.bazaar_id,
            day=sealing.day,
            officer=sealing.officer,
            at=sealing.at,
            accept_missing=True,
            accept_unchanged=True,
            reason=reason,
        )
        if done is not None:
            self._page.after_seal()
            self._say_sealed(done.result)

    def _state(self, sealing: _Sealing) -> ClosingState:
        return self._page.desk.read(
            closing_state, bazaar_id=sealing.bazaar_id, day=sealing.day, at=sealing.at
        )

    def _ask_why(self, state: ClosingState) -> str | None:
        """Ask why the day is closed although facts of it exclude each other; "" where none do, None to go back."""
        clashes = [missing for missing in state.missing.items if missing.kind == CONTRADICTORY]
        if not clashes:
            return ""
        named = "\n".join(
            f"{missing.booth or '–'} {missing.business}: {missing_words(missing)}"
            for missing in clashes[:MOST_NAMED]
        )
        return ask_reason(
            _("Tutup walaupun ada isian yang bertentangan?"),
            _("{named}\n\nAlasan ini dicetak di berita acara. Lebih baik betulkan dahulu.").format(
                named=named
            ),
            confirms=_("Tutup dengan alasan"),
            parent=self._page,
            given=state.reason,
        )

    def _ask_unchanged(self, state: ClosingState, reason: str) -> bool:
        """Whether to seal a revision that differs in nothing from the one before; asked only where it would."""
        if not state.seals or state.changed or reason != state.reason:
            return True
        words = _(
            "Tidak ada isian yang berubah sejak segel revisi {revision}. Berita acara tetap mendapat kode segel baru, "
            "revisi {next}, waktu, dan alasan dibuka kembali: yang sudah ditandatangani memuat kode lama, jadi perlu "
            "dicetak dan ditandatangani lagi."
        )
        revision = state.seals[0].revision
        return ask_whether(
            _("Segel lagi tanpa perubahan?"),
            words.format(revision=revision, next=revision + 1),
            confirms=_("Segel tanpa perubahan"),
            parent=self._page,
            careful=True,
        )

    def _say_sealed(self, sealed: Sealed) -> None:
        words = _("Hari ditutup dengan segel {seal}. Omzet UMKM {total}. Selanjutnya cetak dan serahkan.")
        total = rupiah_or_none(sealed.omzet)
        self._page.banner.tell(
            "success",
            words.format(seal=sealed.seal, total=total),
            action=_("Laporan & Cetak"),
            icon="printer",
            act=lambda: self._page.went.emit("reports"),
        )

    def reopen(self) -> None:
        """Take entries again, for a reason that is asked for."""
        if not self._page.day_is_kept(stays=True) or self._sealing() is None:
            return
        reason = ask_reason(
            _("Buka kembali hari bazar ini?"),
            _(
                "Segel yang lama tetap tercatat. Penutupan berikutnya menjadi revisi baru dengan daftar perubahan."
            ),
            confirms=_("Buka kembali"),
            parent=self._page,
        )
        if reason is None or not self._page.day_is_kept(stays=True):
            return
        sealing = self._sealing()
        if sealing is None:
            return
        done = self._page.perform(
            reopen_day,
            bazaar_id=sealing.bazaar_id,
            day=sealing.day,
            officer=sealing.officer,
            at=sealing.at,
            reason=reason,
        )
        if done is not None:
            self._page.after_seal()
            self._page.show_grid()
            self._page.say(_("Hari dibuka kembali. Ubah yang perlu, lalu tutup lagi."))

    def countersign(self) -> None:
        """Let a supervisor sign for the reopening, with the PIN."""
        desk = self._page.desk
        if not self._page.day_is_kept(stays=True) or desk.bazaar is None or desk.day is None:
            return
        if ask_countersign(self._page, desk.bazaar.id, desk.day):
            self._page.after_seal()
            self._page.tell_saved()
            self._page.say(_("Paraf supervisor dicatat dan ikut ke kantor."))
