"""What an officer does with the turns: decide, draw, change the rules, settle, save the paper."""

from __future__ import annotations

from pathlib import Path

from bazar_desktop.domain.day.model import DaySheet
from bazar_desktop.domain.turns.draw import DrawRecord
from bazar_desktop.domain.turns.ranking import PLACE
from bazar_desktop.jobs.papers.day_papers import PaperMade
from bazar_desktop.jobs.papers.draw_papers import read_draw, write_draw_minutes
from bazar_desktop.language import _
from bazar_desktop.messages import sentence
from bazar_desktop.services.turns.draws import draw_lots
from bazar_desktop.services.turns.rules import put_rules, rules_of
from bazar_desktop.services.turns.turn_list import EqualsNotDrawn, clear_override, override_turn, settle
from bazar_desktop.store.backup import Report
from bazar_desktop.ui.context import PageContext
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.kit.save_dialog import documents
from bazar_desktop.ui.papers.places import Places, SystemPlaces
from bazar_desktop.ui.turns import forms
from bazar_desktop.ui.turns.context import TurnsContext


class TurnActions:
    """The verbs of the list in hand, performed and told by its page."""

    def __init__(self, page: PageContext, turns: TurnsContext) -> None:
        self._page, self._turns = page, turns
        self.places: Places = SystemPlaces()
        self.folder = documents()

    @property
    def _bazaar_id(self) -> str:
        bazaar = self._page.desk.bazaar
        return bazaar.id if bazaar is not None else ""

    def ask_decision(self, kind: str) -> FormDialog | None:
        """Ask why the row at hand should be in, out or at another place."""
        row = self._turns.row
        if row is None or row.line.standing.applicant.fixed:
            return None
        line = row.line

        def save(form: FormDialog) -> object:
            done = self._page.desk.perform(
                override_turn,
                bazaar_id=self._bazaar_id,
                participation_id=line.id,
                kind=kind,
                reason=str(form.value("reason")),
                place=form.number("place") if kind == PLACE else 0,
            )
            self._after()
            self._page.say(_("Keputusan untuk {name} disimpan.").format(name=line.business), undo=done)
            return True

        return self._open(forms.decision_form(line, kind, save, self._page.window()))

    def clear_decision(self) -> None:
        """Let the rules decide again over the row at hand."""
        row = self._turns.row
        if row is None:
            return
        done = self._page.perform(clear_override, bazaar_id=self._bazaar_id, participation_id=row.line.id)
        if done is not None:
            self._after()
            self._page.say(_("{name} kembali menurut aturan.").format(name=row.line.business), undo=done)

    def ask_draw(self) -> FormDialog | None:
        """Ask for the seed and draw."""
        turn_list = self._turns.turn_list
        if turn_list is None:
            return None

        def save(form: FormDialog) -> object:
            done = self._page.desk.perform(
                draw_lots,
                bazaar_id=self._bazaar_id,
                seed=str(form.value("seed")),
                mode=str(form.value("mode")),
                reason=str(form.value("reason")) if "reason" in form.fields else "",
            )
            self._after()
            self._page.say(_drawn(done.result))
            return True

        return self._open(forms.draw_form(turn_list, save, self._page.window()))

    def ask_rules(self) -> FormDialog:
        """Ask for other rules, of this bazaar or of the office."""
        rules, own = self._page.desk.read(rules_of, bazaar_id=self._bazaar_id)

        def save(form: FormDialog) -> object:
            scope = self._bazaar_id if form.value("scope") == forms.HERE else ""
            done = self._page.desk.perform(put_rules, rules=forms.rules_in(form), bazaar_id=scope)
            self._after()
            self._page.say(_("Aturan giliran disimpan."), undo=done)
            return True

        return self._open(forms.rules_form(rules, own=own, save=save, parent=self._page.window()))

    def settle(self) -> None:
        """Write the order; equals that were not drawn are told first."""
        turn_list = self._turns.turn_list
        if turn_list is None:
            return
        if turn_list.undrawn:
            self._page.warn(
                sentence(EqualsNotDrawn(count=turn_list.undrawn)),
                action=_("Tetapkan tanpa undian"),
                act=lambda: self._settle(without_draw=True),
            )
            return
        self._settle(without_draw=False)

    def _settle(self, *, without_draw: bool) -> None:
        turn_list = self._turns.turn_list
        done = self._page.perform(
            settle,
            bazaar_id=self._bazaar_id,
            without_draw=without_draw,
            seen=turn_list.mark if turn_list else None,
        )
        if done is None:
            return
        self._after()
        words = _("Ditetapkan: {confirmed} terkonfirmasi, {reserves} cadangan, {rejected} ditolak.")
        counts = done.result
        told = words.format(confirmed=counts.confirmed, reserves=counts.reserves, rejected=counts.rejected)
        self._page.say(told, undo=done)

    def save_paper(self) -> None:
        """Ask for a folder and write the berita acara undian."""
        desk = self._page.desk
        name = desk.officer.name if desk.officer else ""
        if self._page.ask(read_draw, bazaar_id=self._bazaar_id, officer=name, at=desk.clock()) is None:
            return
        to = self.places.folder(self._page.window(), _("Simpan berita acara di mana?"), self.folder)
        if to is None:
            return
        # As it stands after the question, and with the time of the paper.
        sheet = self._page.ask(read_draw, bazaar_id=self._bazaar_id, officer=name, at=desk.clock())
        if sheet is None:
            return
        self._page.run(_("Menyimpan berita acara"), _write, self._saved, sheet=sheet, to=to)

    def _saved(self, made: PaperMade) -> None:
        self.folder = made.path.parent
        self._page.say(_("Berita acara tersimpan: {file}").format(file=made.path.name))

    def _open(self, form: FormDialog) -> FormDialog:
        form.open()
        return form

    def _after(self) -> None:
        self._page.reload()
        self._page.tell_saved()


def _write(report: Report, *, sheet: DaySheet, to: Path) -> PaperMade:
    report(0, 1, _("Berita acara undian"))
    return write_draw_minutes(sheet, to)


def _drawn(record: DrawRecord) -> str:
    words = _("Undian ke-{number} dengan kata {seed}: {count} pendaftar diundi. Simpan berita acaranya.")
    return words.format(number=record.number, seed=record.seed, count=len(record.entries))
