"""Yang dibawa laptop ini: what one laptop brought from a moment on, and taking it back with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time

from PySide6.QtCore import QDate, QDateTime, QTime, Signal
from PySide6.QtWidgets import QCheckBox, QDateTimeEdit, QHBoxLayout

from bazar_desktop.domain.calendar import WIB, to_wib
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.money import format_number, signed_rupiah
from bazar_desktop.language import N_, _
from bazar_desktop.messages import sentence
from bazar_desktop.phrases.proposals import (
    counts_words,
    moment_words,
    packages_words,
    read_since_words,
    rupiah_moved_words,
)
from bazar_desktop.services.exchange.taking_back import (
    Brought,
    BroughtDay,
    Clock,
    brought_by,
    let_count_again,
    take_back,
)
from bazar_desktop.services.office.laptops import DeviceFacts
from bazar_desktop.services.settings.officers import is_supervisor
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.banner import Banner
from bazar_desktop.ui.kit.buttons import Segmented, button
from bazar_desktop.ui.kit.cards import Facts
from bazar_desktop.ui.kit.forms import Panel, ask_reason
from bazar_desktop.ui.kit.rows import RIGHT, Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.words import short_day

Ask = Callable[[str, str], str | None]


class BroughtPanel(Panel):
    """What the laptop wrote since the moment in the field; *Tarik kembali* and *Hitung lagi* ask for the reason.

    Signals:
        answered(str): it was taken back or counts again, in words; the panel has closed.
    """

    answered = Signal(str)

    def __init__(self, device: DeviceFacts, page: Page, ask: Ask | None = None) -> None:
        """`ask` puts the question of the first words, for the button of the second (None: the person gave up)."""
        words = _("Tidak ada yang dihapus: yang ditarik hanya tidak dihitung.")
        super().__init__(_("Yang dibawa {name}").format(name=device.name), words, page, width=820)
        self._page, self._name = page, device.preparation
        self.ask = ask or self._ask_reason
        self.brought: Brought | None = None
        self.banner = Banner()
        self.since = QDateTimeEdit(_begin(device, page.desk.clock()))
        self.since.setDisplayFormat("dd/MM/yyyy HH.mm")
        self.since.setCalendarPopup(True)
        self.since.setMinimumWidth(220)
        self.since.setAccessibleName(_("Sejak"))
        self.since.dateTimeChanged.connect(lambda _moment: self.reload())
        clocks = [(Clock.WRITTEN, _("menurut jam laptop itu")), (Clock.READ, _("dibaca di sini"))]
        self.by = Segmented(clocks, name=_("Menurut"))
        self.by.chosen.connect(lambda _value: self.reload())
        self.contents = Label("", "strong", wrap=True)
        self.older = Label("", "muted", wrap=True)
        self.packages = Label("", "muted", wrap=True)
        self.facts = Facts()
        self.view = RowsView(RowsModel(_columns(), key=_key), name=_("Hari yang ditulisnya"))
        self.view.setMinimumHeight(190)
        self.for_good = QCheckBox(_("Juga yang masih akan datang dari laptop ini"))
        self.only_boss = Label(_("Hanya supervisor yang menarik kembali."), "muted", wrap=True)
        self.back = button(_("Tarik kembali"), self.take_back, kind="danger", icon="undo-2")
        self.again = button(_("Hitung lagi"), self.count_again, icon="redo-2")
        self._lay_out()
        self.reload()

    def _lay_out(self) -> None:
        moment = QHBoxLayout()
        label = Label(_("Sejak"), "strong")
        label.setBuddy(self.since)
        moment.addWidget(label)
        moment.addWidget(self.since)
        moment.addWidget(self.by)
        moment.addStretch(1)
        self.body.addWidget(self.banner)
        self.body.addLayout(moment)
        for part in (
            self.contents,
            self.older,
            self.packages,
            self.facts,
            self.view,
            self.for_good,
            self.only_boss,
        ):
            self.body.addWidget(part)
        self.buttons.addWidget(self.again)
        self.buttons.addWidget(self.back)
        done = button(_("Tutup"), self.accept)
        done.setDefault(True)
        self.buttons.addWidget(done)

    @property
    def moment(self) -> datetime:
        """From when on, with its zone."""
        shown = self.since.dateTime()
        day, clock = shown.date(), shown.time()
        return datetime(day.year(), day.month(), day.day(), clock.hour(), clock.minute(), tzinfo=WIB)

    @property
    def clock(self) -> Clock:
        """By which clock the moment is meant."""
        return Clock(str(self.by.value))

    def reload(self) -> None:
        """List what the laptop brought since the moment in the field."""
        self.brought = brought = self._page.desk.read(
            brought_by, laptop=self._name, since=self.moment, by=self.clock
        )
        self.contents.setText(_("Isi: {what}").format(what=counts_words(brought.entities) or "–"))
        self.older.setText(read_since_words(brought))
        self.older.setVisible(brought.read_since > 0)
        self.packages.setText(packages_words(brought.packages))
        self.packages.setVisible(bool(brought.packages))
        self.facts.show_facts(_facts(brought))
        self.view.set_rows(brought.days)
        may = self._page.desk.read(is_supervisor, officer=self._page.officer_id)
        self.only_boss.setVisible(not may)
        self.back.setEnabled(may and brought.changes > 0 and not brought.is_taken_back)
        self.for_good.setVisible(not brought.is_taken_back)
        self.again.setVisible(brought.is_taken_back)
        self.again.setEnabled(may)

    def take_back(self) -> None:
        """Ask why, and let nothing of it count."""
        if self.brought is None:
            return
        words = _("Tarik {n} perubahan {name} sejak {since}?")
        if self.clock is Clock.READ:
            words = _("Tarik {n} perubahan {name} yang dibaca di sini sejak {since}?")
        question = words.format(
            n=format_number(self.brought.changes), name=self.brought.laptop, since=moment_words(self.moment)
        )
        reason = self.ask(question, _("Tarik kembali"))
        if reason is None:
            return
        done = self._try(
            lambda: self._page.desk.perform(
                take_back,
                laptop=self._name,
                since=self.moment,
                reason=reason,
                officer=self._page.officer_id,
                at=self._page.desk.clock(),
                by=self.clock,
                for_good=self.for_good.isChecked(),
            )
        )
        if done:
            self._close(
                _("Ditarik kembali. Angka kini tanpa bawaan itu; kabar berikutnya memberi tahu semua laptop.")
            )

    def count_again(self) -> None:
        """Ask why, and let what was taken back count again."""
        reason = self.ask(_("Hitung lagi yang ditarik dari laptop ini?"), _("Hitung lagi"))
        if reason is None:
            return
        done = self._try(
            lambda: self._page.desk.perform(
                let_count_again, laptop=self._name, officer=self._page.officer_id, reason=reason
            )
        )
        if done:
            self._close(_("Dihitung lagi. Kabar berikutnya memberi tahu semua laptop."))

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except BazarError as error:
            self.banner.tell("error", sentence(error))
            return False
        return True

    def _close(self, words: str) -> None:
        self.accept()
        self.answered.emit(words)

    def _ask_reason(self, question: str, confirms: str) -> str | None:
        words = _("Alasannya ikut ke semua laptop.")
        return ask_reason(question, words, confirms=confirms, parent=self)


def _begin(device: DeviceFacts, now: datetime) -> QDateTime:
    """The day on which the laptop was prepared, from its morning on: all that it brought."""
    day = to_wib(device.prepared_at or now).date()
    return QDateTime(QDate(day.year, day.month, day.day), QTime(time().hour, time().minute))


def _facts(brought: Brought) -> tuple[tuple[str, str], ...]:
    facts = [
        (_("Perubahan"), format_number(brought.changes)),
        (_("Jumlah rupiah"), rupiah_moved_words(brought.rupiah)),
    ]
    if brought.aside:
        facts.append((_("Tidak dihitung"), format_number(brought.aside)))
    if brought.is_taken_back:
        facts.append((_("Keadaan"), _("sudah ditarik kembali")))
    return tuple(facts)


def _key(row: BroughtDay) -> tuple[str, str]:
    return (row.bazaar_id, row.day.isoformat())


def _columns() -> list[Column[BroughtDay]]:
    return [
        Column(N_("Hari"), lambda row: row.day, short_day),
        Column(N_("Bazar"), lambda row: row.bazaar or "–", bold=True, stretch=1, width=160),
        Column(N_("Perubahan"), lambda row: row.changes, format_number, align=RIGHT),
        Column(N_("Jumlah rupiah"), lambda row: row.rupiah, signed_rupiah, align=RIGHT),
        Column(N_("Segel"), lambda row: row.sealed, _sealed, tint=_tint),
    ]


def _sealed(sealed: bool) -> str:
    return _("hari tertutup") if sealed else _("hari terbuka")


def _tint(row: BroughtDay) -> str | None:
    return theme.ATTENTION_TINT if row.sealed else None
