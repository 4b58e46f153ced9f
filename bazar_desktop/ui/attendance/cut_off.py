"""The cut-off: who is missing in one list, izin or alpa by one key, the stand to the next of the reserve by another."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from bazar_desktop.domain.calendar import format_time
from bazar_desktop.domain.day.model import ABSENT, EXCUSED, EXPECTED, PRESENT
from bazar_desktop.language import N_, _
from bazar_desktop.services.attendance.reserve import Candidate, reserve
from bazar_desktop.services.attendance.roll_call import RollCall, roll_call
from bazar_desktop.ui import theme
from bazar_desktop.ui.attendance.gate import Gate
from bazar_desktop.ui.attendance.lines import STATUS_WORDS, Line, lines_of, state_ink, state_words
from bazar_desktop.ui.kit.banner import Banner
from bazar_desktop.ui.kit.buttons import Segmented, button, make_key
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.rows import Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.page import Page

NEEDS = {
    "power": N_("listrik"),
    "water": N_("air"),
    "open_fire": N_("tempat api"),
    "vendor_zone": N_("booth di luar daerah mitra"),
    "blocked": N_("booth yang dibuka"),
}
COLUMNS: tuple[Column[Line], ...] = (
    Column(N_("Booth"), lambda line: line.booth, bold=True),
    Column(N_("Usaha"), lambda line: line.business, stretch=3, tip=lambda line: line.business),
    Column(N_("Pemilik"), lambda line: line.name, stretch=2, drop=1, tip=lambda line: line.name),
    Column(N_("Kehadiran"), lambda line: line, show=state_words, ink=state_ink, width=90),
)


class CutOffDialog(Panel):
    """I izin, A alpa, Enter gives the stand to the one proposed, the right arrow proposes another; Esc closes.

    S shows who is present instead: their stand may go to another for the next session (midday).
    """

    def __init__(self, page: Page, gate: Gate) -> None:
        super().__init__(
            _("Belum hadir dan pengganti"),
            _(
                "I izin · A alpa · Enter beri booth kepada cadangan · → cadangan lain · S serah tengah hari · "
                "Ctrl+Z urungkan, Ctrl+Y ulangi · Esc selesai"
            ),
            page,
            width=760,
        )
        self._page, self._gate = page, gate
        self._candidates: tuple[Candidate, ...] = ()
        self._fitting: tuple[Candidate, ...] = ()
        self._chosen = 0
        self.shows = Segmented(
            [(False, _("Belum hadir")), (True, _("Serah tengah hari (S)"))], name=_("Yang ditampilkan")
        )
        self.shows.chosen.connect(lambda _value: self._show_others())
        self.banner = Banner()
        self.list = RowsView(RowsModel(COLUMNS, key=lambda line: line.key), name=_("Belum hadir"))
        self.list.setMinimumHeight(5 * theme.ROW_HEIGHT)
        self._proposal = Label("", "heading", wrap=True)
        self._why = Label("", "muted", wrap=True)
        self._lay_out()
        self.list.picked.connect(lambda _line: self._propose())
        self.list.opened.connect(lambda _line: self.hand_over())
        for words, act, keys in (
            (_("Izin"), lambda: self.mark(EXCUSED), "I"),
            (_("Alpa"), lambda: self.mark(ABSENT), "A"),
            (_("Cadangan lain"), self.propose_another, "Right"),
            (_("Serah tengah hari"), self.show_midday, "S"),
            (_("Urungkan"), page.undo_history.undo_last, "Ctrl+Z"),
            (_("Ulangi"), page.undo_history.redo_last, "Ctrl+Y"),
        ):
            make_key(words, act, keys, self)
        self.read()
        self.list.setFocus()

    def _lay_out(self) -> None:
        proposal = Card(tone="chosen")
        proposal.add(self._proposal)
        proposal.add(self._why)
        row = QHBoxLayout()
        row.addWidget(self.shows)
        row.addStretch(1)
        self.body.addLayout(row)
        for part in (self.banner, self.list, proposal):
            self.body.addWidget(part, 1 if part is self.list else 0)
        self.give = button(_("Beri booth (Enter)"), self.hand_over, kind="primary", icon="arrow-left-right")
        self.buttons.addWidget(button(_("Selesai"), self.accept))
        self._marks = (
            button(_("Izin (I)"), lambda: self.mark(EXCUSED)),
            button(_("Alpa (A)"), lambda: self.mark(ABSENT)),
        )
        for mark in self._marks:
            self.buttons.addWidget(mark)
        self.buttons.addWidget(self.give)

    @property
    def proposed(self) -> Candidate | None:
        """The one of the reserve who would get the stand of the row at hand."""
        return self._fitting[self._chosen] if self._fitting else None

    @property
    def says(self) -> str:
        """The proposal and its reason."""
        return f"{self._proposal.text()} {self._why.text()}".strip()

    def read(self) -> None:
        """Read the list anew: who is still expected, and whose stand is still theirs though they do not come."""
        roll = self._page.desk.read(roll_call, bazaar_id=self._gate.bazaar_id, day=self._gate.day)
        self._cut_off = format_time(roll.cut_off)
        row = self.list.currentIndex().row()
        self.list.set_rows(_holders_here(roll) if self.midday else _open_lines(roll))
        for mark in self._marks:
            mark.setEnabled(not self.midday)
        if self.list.current is None and self.list.visible_rows:
            last = len(self.list.visible_rows) - 1
            self.list.pick(self.list.visible_rows[max(0, min(row, last))].key)
        self._propose()

    @property
    def midday(self) -> bool:
        """Whether it shows who is present, for a handover to the next session."""
        return bool(self.shows.value)

    def show_midday(self) -> None:
        """Show who is present instead of who is missing, or the other way round."""
        self.shows.choose(not self.midday)
        self._show_others()

    def _show_others(self) -> None:
        self.banner.hide()
        self.read()
        self.list.setFocus()

    def mark(self, status: str) -> None:
        """Izin or alpa for the row at hand, among those who are missing."""
        line = self.list.current
        if line is not None and not self.midday and self._gate.mark(line, status) is not None:
            self.banner.hide()
            self.read()
            self._say_clash(self._gate.clash_words(line.participation_id, line.session))

    def _say_clash(self, words: str) -> None:
        """Say that who was marked away sold all the same, with the way back."""
        if words:
            undo = self._page.undo_history.undo_last
            self.banner.tell("warning", words, action=_("Urungkan"), icon="undo-2", act=undo)

    def hand_over(self) -> None:
        """The one proposed takes the stand; who was not marked is alpa."""
        line, candidate = self.list.current, self.proposed
        if line is None or candidate is None:
            self.refuse(_("Tidak ada cadangan untuk booth ini."))
            return
        done = self._gate.substitute(line, candidate, self._reason(line), session=self._session(line))
        if done is not None:
            self.read()
            words = _("Booth {booth}: {joined} menggantikan {left}, pukul {at}.")
            self.banner.tell(
                "success",
                words.format(booth=done.booth, joined=done.joined, left=done.left, at=format_time(done.at)),
            )
            self._say_clash(self._gate.clash_words(line.participation_id, line.session))

    def propose_another(self) -> None:
        """Propose the next of the reserve who fits; after the last the first again."""
        if self._fitting:
            self._chosen = (self._chosen + 1) % len(self._fitting)
            self._tell()

    def refuse(self, words: str) -> None:
        """Say why not."""
        self.banner.tell("error", words)

    def _session(self, line: Line) -> int:
        """In which session the stand of `line` would change hands."""
        return line.session + 1 if self.midday else line.session

    def _reason(self, line: Line) -> str:
        if self.midday:
            return _("serah tengah hari, sesi {number}").format(number=self._session(line))
        if line.attendance == EXPECTED:
            return _("tidak datang sampai {at}").format(at=self._cut_off)
        return _(STATUS_WORDS[line.attendance])

    def _propose(self) -> None:
        line = self.list.current
        self._candidates = ()
        if line is not None and line.booth:
            self._candidates = self._page.desk.read(
                reserve,
                bazaar_id=self._gate.bazaar_id,
                day=self._gate.day,
                left_id=line.participation_id,
                session_no=self._session(line),
            )
        self._fitting = tuple(candidate for candidate in self._candidates if candidate.fits)
        self._chosen = 0
        self._tell()

    def _tell(self) -> None:
        line, candidate = self.list.current, self.proposed
        self.give.setEnabled(candidate is not None)
        if line is None:
            nobody = _("Belum ada yang hadir") if self.midday else _("Semua sudah tercatat")
            self._proposal.setText(nobody)
            self._why.setText(
                _("Tekan S untuk melihat yang belum hadir, Esc untuk kembali.")
                if self.midday
                else _("Tidak ada lagi yang belum hadir. Tekan Esc untuk kembali.")
            )
        elif candidate is None:
            self._proposal.setText(_no_candidate(line, self._candidates))
            self._why.setText(" ".join(_passed_over(self._candidates)))
        else:
            words = _("Booth {booth} → {business} (cadangan ke-{turn})")
            facts = {"booth": line.booth, "business": candidate.business, "turn": candidate.turn}
            self._proposal.setText(words.format(**facts))
            before = self._candidates[: candidate.turn - 1]
            self._why.setText(" ".join([_fits(candidate), *_passed_over(before)]))


def _open_lines(roll: RollCall) -> list[Line]:
    return [
        line
        for line in lines_of(roll).values()
        if not line.reserve and line.attendance != PRESENT and (line.booth or line.attendance == EXPECTED)
    ]


def _holders_here(roll: RollCall) -> list[Line]:
    """Who is present at a stand that has not been handed on."""
    return [
        line
        for line in lines_of(roll).values()
        if not line.reserve and line.booth and line.attendance == PRESENT and line.row.left_at is None
    ]


def _no_candidate(line: Line, candidates: tuple[Candidate, ...]) -> str:
    if not line.booth:
        return _("{business} tidak punya booth pada hari bazar ini").format(business=line.business)
    if not candidates:
        return _("Tidak ada cadangan yang menunggu")
    return _("Tidak ada cadangan yang cocok untuk booth {booth}").format(booth=line.booth)


def _fits(candidate: Candidate) -> str:
    needs = ", ".join(_(NEEDS[code]) for code in candidate.needs if code in NEEDS)
    if needs:
        return _("Perlu {needs}: booth ini punya.").format(needs=needs)
    return _("Tidak perlu listrik, air, atau api.")


def _passed_over(candidates: tuple[Candidate, ...]) -> list[str]:
    words = _("Cadangan ke-{turn} {business} dilewati: perlu {lacks}.")
    return [
        words.format(
            turn=candidate.turn,
            business=candidate.business,
            lacks=", ".join(_(NEEDS[code]) for code in candidate.lacks if code in NEEDS),
        )
        for candidate in candidates
        if candidate.lacks
    ]
