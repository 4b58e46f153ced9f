"""Kehadiran: one box that always has the focus, a big answer, the list in booth order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from bazar_desktop.domain.calendar import format_time, format_time_on, is_another_day, to_wib
from bazar_desktop.domain.day.model import ABSENT, EXCUSED, PRESENT, DayLine, StandChange
from bazar_desktop.language import _
from bazar_desktop.phrases.attendance import since_words, summary_text, turned_away_words
from bazar_desktop.services.attendance.check_in import Arrival
from bazar_desktop.services.attendance.roll_call import RollCall, attendance_history, roll_call
from bazar_desktop.services.attendance.stand_changes import stand_changes
from bazar_desktop.services.attendance.walk_in import WalkIn
from bazar_desktop.services.settings.laptop import put_sound, sound_is_on
from bazar_desktop.services.settings.values import categories
from bazar_desktop.store.database import Session
from bazar_desktop.ui.app_session import AppSession
from bazar_desktop.ui.attendance.cut_off import CutOffDialog
from bazar_desktop.ui.attendance.everybody import EverybodyDialog
from bazar_desktop.ui.attendance.figures import Figures
from bazar_desktop.ui.attendance.gate import Gate
from bazar_desktop.ui.attendance.history import popover
from bazar_desktop.ui.attendance.lines import STATUS_WORDS, Line, Marks
from bazar_desktop.ui.attendance.papers import GatePapers
from bazar_desktop.ui.attendance.roster import Key, Roster
from bazar_desktop.ui.attendance.scanner import Scanner
from bazar_desktop.ui.attendance.signed_pages import SignedPagesDialog
from bazar_desktop.ui.attendance.walk_in import walk_in_dialog
from bazar_desktop.ui.day_off import day_off_state, not_held_words, show_day_off
from bazar_desktop.ui.day_question import LEFT, OPENED
from bazar_desktop.ui.frame.window import MainWindow
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.buttons import button, make_key
from bazar_desktop.ui.kit.photo_chooser import PhotoChooser, SystemPhotos
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.papers.places import Places, SystemPlaces
from bazar_desktop.ui.words import day_words

SIDE_WIDTH = 290
WIDEST = 16_777_215  # Qt's own word for no limit
NARROW_BELOW = 1000  # px of the page: below, the figures stand under the list


def _read(session: Session, bazaar_id: str, day: date) -> tuple[RollCall, Marks]:
    marks = {
        category.key: (category.name, category.letter, category.colour) for category in categories(session)
    }
    return roll_call(session, bazaar_id, day), marks


class CheckInPage(Page):
    """The gate in the morning.

    Keys: Enter present, arrows choose, Ctrl+Z undo, Ctrl+Y redo, F2 missing and reserve, F3 new card, F4 izin, F5 alpa,
    F6 pulang, F7 history, F8 all present except, F9 walk-in, F10 sound, F11 signed pages, Ctrl+Shift+C the figures.
    """

    manual = "kehadiran"
    writes_to_day = True

    def __init__(
        self, desk: AppSession, places: Places | None = None, photos: PhotoChooser | None = None
    ) -> None:
        super().__init__(desk, _("Kehadiran"))
        self.gate = Gate(self)
        self.papers = GatePapers(self, self.gate, places or SystemPlaces())
        self.photos = photos or SystemPhotos()
        self.signed_dialog: SignedPagesDialog | None = None
        self.roll: RollCall | None = None
        self._waiting: list[str] = []  # codes scanned while the question for the day is open
        self._in_hand: tuple[str | None, date | None] = (None, None)
        self.roster = Roster(self.undo_history.undo_last)
        self.answer, self.sound = self.roster.answer, self.roster.sound
        self.figures = Figures()
        self.focus_first = self.roster.box
        self.cut_off_dialog: CutOffDialog | None = None
        self._stands_before: tuple[StandChange, ...] = ()
        self._lay_out_gate()
        self._bind()
        self.scanner = Scanner(self)
        self.scanner.scanned.connect(self.take_scan)
        self.scanner.slip_scanned.connect(lambda code: self.handed.emit("omzet", code))
        if (application := QApplication.instance()) is not None:
            application.installEventFilter(self.scanner)

    def _lay_out_gate(self) -> None:
        self._acts = [
            self.add_action(made)
            for made in (
                button(_("Belum hadir"), self.open_cut_off, icon="users", tip="F2"),
                button(_("Semua hadir kecuali…"), self.open_everybody, icon="list-checks", tip="F8"),
                button(_("Datang langsung"), self.open_walk_in, kind="primary", icon="user-plus", tip="F9"),
            )
        ]
        self._full = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._full)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(14)
        self._columns.addWidget(self.roster, 1)
        self._columns.addWidget(self.figures)
        self._empty = EmptyState(
            "users",
            _("Belum ada peserta di bazar ini"),
            _("Masukkan daftar peserta di halaman Bazar, lalu kembali ke sini untuk mencatat kehadiran."),
            action=_("Buka halaman Bazar"),
            act=lambda: self.went.emit("bazaars"),
        )
        self._off = day_off_state(lambda: self.went.emit("bazaars"))
        for part in (self._full, self._empty, self._off):
            self.body.addWidget(part, 1)

    def _bind(self) -> None:
        self.roster.chosen.connect(self._arrive)
        self.roster.card_typed.connect(self._take_typed)
        self.figures.chosen.connect(self.roster.choose)
        self.sound.clicked.connect(self._keep_sound)
        for words, act, keys in (
            (_("Belum hadir dan pengganti"), self.open_cut_off, "F2"),
            (_("Kartu baru"), self.reissue_card, "F3"),
            (_("Izin"), lambda: self._mark(EXCUSED), "F4"),
            (_("Alpa"), lambda: self._mark(ABSENT), "F5"),
            (_("Pulang"), lambda: self._mark(PRESENT), "F6"),
            (_("Riwayat"), self.show_history, "F7"),
            (_("Semua hadir kecuali"), self.open_everybody, "F8"),
            (_("Datang langsung"), self.open_walk_in, "F9"),
            (_("Bunyi"), self.sound.click, "F10"),
            (_("Halaman bertanda tangan"), self.open_signed_pages, "F11"),
            (_("Salin ringkasan"), self.copy_summary, "Ctrl+Shift+C"),
        ):
            make_key(words, act, keys, self)

    def reload(self) -> None:
        bazaar, day = self.desk.bazaar, self.desk.day
        in_hand = (bazaar.id if bazaar else None, day)
        if in_hand != self._in_hand:
            self._in_hand = in_hand
            self.roster.box.clear()
            self.answer.be_ready()
        self.sound.setChecked(self.desk.read(sound_is_on))
        self.roll = None
        if bazaar is not None and day is not None:
            self.roll, marks = self.desk.read(_read, bazaar_id=bazaar.id, day=day)
            self.roster.show_roll(self.roll, marks)
            self.figures.show_roll(self.roll, self.desk.clock())
        filled = self.roll is not None and bool(self.roll.rows or self.roll.reserve)
        self._full.setVisible(filled)
        is_off = show_day_off(self._off, self.roll.off if self.roll is not None else None)
        self._empty.setVisible(not filled and not is_off)
        for act in self._acts:
            act.setEnabled(not is_off)
        self.set_heading(_("Kehadiran"), self._subtitle())

    def only_shows_day(self) -> bool:
        return self.roll is not None and (self.roll.closed or self.roll.off is not None)

    def _subtitle(self) -> str:
        bazaar, day = self.desk.bazaar, self.desk.day
        if self.roll is None or bazaar is None or day is None:
            return ""
        if self.roll.off is not None:
            return not_held_words(day)
        if self.roll.closed:
            words = _("{day} sudah ditutup: hanya dapat dilihat.").format(day=day_words(day))
            return f"{words} {since_words(len(self.roll.since))}." if self.roll.since else words
        return _("Hari ke-{n} dari {of} · {count} peserta · batas waktu {at}").format(
            n=bazaar.days.index(day) + 1,
            of=len(bazaar.days),
            count=len({row.participation_id for row in self.roll.rows}),
            at=format_time(self.roll.cut_off),
        )

    def refuse(self, words: str, *, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Say why not, where the eyes are: in the big answer, and in the dialog that is open."""
        if self._full.isHidden():
            super().refuse(words, action=action, act=act)
        self.answer.refuse(words, action=action, act=act)
        self.sound.refuse()
        for dialog in (self.cut_off_dialog, self.signed_dialog):
            if dialog is not None:
                dialog.refuse(words)

    def take_scan(self, code: str) -> None:
        """A card was scanned, whatever page or dialog is open; while the day is asked for, it waits."""
        self._waiting.append(code)
        while self._waiting and not self.day_in_hand.asks_now:
            self._scan(self._waiting.pop(0))

    def _take_typed(self, code: str) -> None:
        """The code of a card was typed; it stays in the box where the day was not chosen."""
        self.take_scan(code)
        if self.day_in_hand.settled != LEFT:
            self.roster.box.clear()

    def _scan(self, code: str) -> None:
        arrival = self.gate.scan(code)
        if arrival is not None:
            self._arrived(arrival)
        kind = "error" if arrival is None else "success"
        self._say_elsewhere(kind, _("Urungkan") if arrival is not None else "")
        if self.cut_off_dialog is not None:
            self.cut_off_dialog.read()
            self.cut_off_dialog.banner.tell(kind, self.answer.says)

    def _say_elsewhere(self, kind: str, way_back: str = "") -> None:
        """Say the answer on the page that is open, where that is another one."""
        window = self.window()
        if isinstance(window, MainWindow) and window.page is not self:
            banner, (offer, act) = window.page.banner, self.answer.offer
            if act is not None:
                banner.tell(kind, self.answer.says, action=offer, act=act)
            else:
                undo_last = self.undo_history.undo_last
                banner.tell(kind, self.answer.says, action=way_back, icon="undo-2", act=undo_last)

    def tell_undo(self, kind: str, words: str) -> None:
        """Say what was undone or done again where the eyes are, as `refuse` does."""
        if kind != "success":
            self.refuse(words)
            return
        self.answer.tell("", words, undo=self.undo_history.can_undo)
        self._say_elsewhere(kind)
        for dialog in (self.cut_off_dialog, self.signed_dialog):
            if dialog is not None:
                dialog.read()
                dialog.banner.tell(kind, words)

    def _arrive(self, line: Line) -> None:
        arrival = self.gate.arrive(line)
        if arrival is not None:
            self._arrived(arrival)
        elif self.day_in_hand.settled != LEFT:
            self._after(line.key)

    def _arrived(self, arrival: Arrival) -> None:
        words = _("terlambat, hadir pukul {at}") if arrival.late else _("hadir pukul {at}")
        if arrival.back:
            words = _("kembali, hadir sejak {at}")
        day = self.gate.day
        more = f"{arrival.name} · {words.format(at=format_time_on(arrival.arrived_at, day))}"
        more = " · ".join(part for part in (more, self.day_in_hand.not_today) if part)
        business, tone = (
            arrival.business,
            "warning" if arrival.late or self.day_in_hand.not_today else "success",
        )
        if is_another_day(arrival.arrived_at, day):
            came = day_words(to_wib(arrival.arrived_at).date())
            said = _("{business}: datang {came}, dicatat ke {day}")
            business = said.format(business=business, came=came, day=day_words(day))
        self.answer.tell(arrival.booth, business, more, tone=tone)
        self.answer.repaint()  # the queue waits for this; reading 300 rows anew comes after
        self.sound.tell()
        self._after(arrival.key)

    def _keep_sound(self, on: bool) -> None:
        self.perform(put_sound, on=on)

    def _after(self, key: Key) -> None:
        self.roster.be_ready(None)
        self.reload()
        self.roster.be_ready(key)

    def _mark(self, status: str) -> None:
        """Izin or alpa for the row at hand; PRESENT is who was here and goes home."""
        line = self.roster.current
        if line is None:
            self.roster.ask_for_one()
            return
        mark = self.gate.leave(line) if status == PRESENT else self.gate.mark(line, status)
        if mark is not None:
            self._after(line.key)
            more = f"{mark.name} · {_mark_words(mark)}"
            clash = self.gate.clash_words(mark.participation_id, mark.session)
            self.answer.tell(mark.booth, mark.business, clash or more, tone="warning")

    def reissue_card(self) -> None:
        """A new card for the row at hand; the lost one is refused from now on."""
        line = self.roster.current
        if line is None:
            self.roster.ask_for_one()
        elif line.reserve:
            self.refuse(_("Kartu cadangan dicetak sesudah ia mendapat booth."))
        else:
            code = self.papers.reissue(line)
            if code is not None:
                self._after(line.key)
                words = _("Kartu baru {card}. Kartu lama tidak berlaku lagi.").format(card=code)
                self.answer.tell(line.booth, line.business, words)

    def _ready_to_open(self) -> bool:
        """Whether there is a list to work on, of the day that is meant."""
        return self.roll is not None and bool(self.roll.rows) and self.day_in_hand.settle(OPENED) != LEFT

    def open_cut_off(self) -> None:
        """Who is missing, and the reserve."""
        if self._ready_to_open():
            self._stands_before = self.desk.read(
                stand_changes, bazaar_id=self.gate.bazaar_id, day=self.gate.day
            )
            self.cut_off_dialog = CutOffDialog(self, self.gate)
            self.cut_off_dialog.finished.connect(self._cut_off_closed)
            self.cut_off_dialog.open()

    def _cut_off_closed(self) -> None:
        self.cut_off_dialog = None
        self.answer.be_ready()
        self.reload()
        self.roster.box.setFocus()
        if set(self.desk.read(stand_changes, bazaar_id=self.gate.bazaar_id, day=self.gate.day)) - set(
            self._stands_before
        ):
            words = _("Booth berganti pemegang. Kartu, lembar perubahan, dan daftar hadir ikut berubah.")
            self.banner.tell(
                "success",
                words,
                action=_("Simpan kertas yang berubah"),
                icon="file-down",
                act=self.papers.save_changed,
            )

    def open_signed_pages(self) -> None:
        """The printed pages: what differs from the screen, and their photos."""
        if self._ready_to_open():
            self.signed_dialog = SignedPagesDialog(self, self.gate, self.photos)
            self.signed_dialog.finished.connect(self._signed_closed)
            self.signed_dialog.open()

    def _signed_closed(self) -> None:
        self.signed_dialog = None
        self.answer.be_ready()
        self.reload()
        self.roster.box.setFocus()

    def open_everybody(self) -> None:
        """Everybody present except those who are ticked off."""
        if self._ready_to_open() and self.roll is not None:
            dialog = EverybodyDialog(self.roll, self)
            dialog.confirmed.connect(lambda absent: self._everybody_came(dialog, absent))
            dialog.open()

    def _everybody_came(self, dialog: EverybodyDialog, absent: frozenset[str]) -> None:
        done = self.gate.all_present(absent)
        if self.day_in_hand.settled == LEFT:  # who was left out stays marked
            dialog.banner.tell("warning", self.answer.says)
            return
        dialog.accept()
        if done is not None:
            self.reload()
            more = turned_away_words(done.turned_away)
            words = _("{count} peserta dicatat hadir").format(count=len(done.came))
            tone = "warning" if more else "success"
            self.answer.tell("", words, more, tone=tone, undo=bool(done.came))

    def open_walk_in(self) -> None:
        """Somebody who came without being on the list."""
        if self.roll is not None and self.roll.off is None and self.day_in_hand.settle(OPENED) != LEFT:
            dialog = walk_in_dialog(self, self.gate)
            dialog.accepted.connect(lambda: self._walked_in(dialog.result_value))
            dialog.open()

    def _walked_in(self, made: object) -> None:
        if isinstance(made, WalkIn):
            self._arrived(made.arrival)

    def show_history(self) -> None:
        """Who recorded the row at hand, and when."""
        line = self.roster.current
        if line is None:
            self.roster.ask_for_one()
            return
        entries = self.desk.read(
            attendance_history,
            day=self.gate.day,
            participation_id=line.participation_id,
            session_no=line.session,
        )
        rows = self.roster.list
        place = rows.visualRect(rows.currentIndex()).bottomLeft() + QPoint(80, 4)
        popover(line, entries, self).show_at(rows.viewport().mapToGlobal(place))

    def copy_summary(self) -> None:
        """The figures for the kasi's chat, on the clipboard."""
        if self.roll is not None:
            text = summary_text(self.roll, self.desk.clock())
            QGuiApplication.clipboard().setText(text)
            self.say(_("Disalin: {text}").format(text=text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW_BELOW
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(way)
        self.figures.setMinimumWidth(0 if narrow else SIDE_WIDTH)
        self.figures.setMaximumWidth(WIDEST if narrow else SIDE_WIDTH)


def _mark_words(mark: DayLine) -> str:
    if mark.attendance == PRESENT and mark.left_at is not None:
        return _("pulang pukul {at}").format(at=format_time(mark.left_at))
    return _(STATUS_WORDS[mark.attendance])
