"""A supervisor's countersign with the PIN: at the laptop in the closing of the day, at the office on the board."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from bazar_desktop.domain.calendar import format_date, format_time, to_wib
from bazar_desktop.language import _, language
from bazar_desktop.services.closing.countersign import countersign
from bazar_desktop.services.closing.seal import SealFacts, seals
from bazar_desktop.ui.app_session import AppSession, OfficerAtDesk
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.login import LoginDialog
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.page import Page


class SupervisorSigns:
    """Who may countersign here, and what their PIN does: it signs, and leaves the officer at the desk as it was."""

    def __init__(self, desk: AppSession, bazaar_id: str, day: date) -> None:
        self._desk, self._bazaar_id, self._day = desk, bazaar_id, day

    def officers(self) -> tuple[OfficerAtDesk, ...]:
        return tuple(officer for officer in self._desk.officers() if officer.is_supervisor)

    def sign_in(self, officer_id: str, pin: str) -> None:
        self._desk.perform_as(
            officer_id,
            pin,
            countersign,
            bazaar_id=self._bazaar_id,
            day=self._day,
            officer=officer_id,
            at=self._desk.clock(),
        )


def countersign_facts(seal: SealFacts) -> tuple[tuple[str, str], ...]:
    """Who signed for the reopening and when; *belum diketahui* while nobody has."""
    if seal.countersigned_at is None:
        return ((_("Paraf supervisor"), seal.countersigned_by or _("belum diketahui")),)
    at = to_wib(seal.countersigned_at)
    return (
        (_("Paraf supervisor"), seal.countersigned_by),
        (_("Diparaf"), f"{format_date(at.date(), language())} {format_time(at)}"),
    )


def countersign_dialog(page: Page, bazaar_id: str, day: date) -> LoginDialog:
    """The question for a supervisor's PIN; it signs for the latest reopening of the day that waits."""
    return LoginDialog(
        SupervisorSigns(page.desk, bazaar_id, day),
        page,
        asks=_("Paraf supervisor"),
        explains=_("Supervisor menyetujui hari bazar ini dibuka kembali. Pilih nama, ketik PIN, lalu Enter."),
        confirms=_("Beri paraf"),
    )


def ask_countersign(page: Page, bazaar_id: str, day: date) -> bool:
    """Ask until a supervisor signed or left; whether one signed. Says so where this place has no supervisor."""
    if not SupervisorSigns(page.desk, bazaar_id, day).officers():
        page.warn(_("Tidak ada supervisor di laptop ini. Paraf dapat diberikan di kantor."))
        return False
    return countersign_dialog(page, bazaar_id, day).exec() == QDialog.DialogCode.Accepted


class CountersignLine(QWidget):
    """At the office: a day that was reopened and waits for a countersign, and the key to give it."""

    def __init__(self, page: Page, bazaar_id: str, day: date, lifted: SealFacts) -> None:
        super().__init__()
        self._page, self._bazaar_id, self._day = page, bazaar_id, day
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        words = _("Revisi {number} dibuka kembali oleh {name}: {reason}. Paraf supervisor belum diketahui.")
        self.said = Label(
            words.format(number=lifted.revision, name=lifted.reopened_by, reason=lifted.reopen_reason),
            "muted",
            wrap=True,
        )
        self.sign = button(_("Beri paraf supervisor"), self.ask, icon="key-round")
        column.addWidget(self.said)
        column.addWidget(self.sign)

    def ask(self) -> None:
        """Let a supervisor sign; then say so."""
        if ask_countersign(self._page, self._bazaar_id, self._day):
            self.said.setText(_("Paraf supervisor dicatat. Laptop menerimanya dengan paket dari kantor."))
            self.sign.hide()
            self._page.tell_saved()


def countersign_line(page: Page, bazaar_id: str, day: date) -> CountersignLine | None:
    """What asks for the countersign of a day; None where none is waited for."""
    made = page.desk.read(seals, bazaar_id=bazaar_id, day=day)
    lifted = next((seal for seal in made if seal.awaits_countersign), None)
    return CountersignLine(page, bazaar_id, day, lifted) if lifted is not None else None
