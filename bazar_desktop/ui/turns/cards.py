"""RowDetails the list: places and rules, the draw, and whether they are always the same people."""

from __future__ import annotations

from collections.abc import Callable

from bazar_desktop.domain.calendar import format_date, format_time, to_wib
from bazar_desktop.domain.money import format_number
from bazar_desktop.domain.turns import choosing
from bazar_desktop.domain.turns.concentration import Concentration
from bazar_desktop.language import _, language
from bazar_desktop.phrases.figures import figure_name
from bazar_desktop.phrases.turns import gini_words, percent_words, rules_words, unmet_words
from bazar_desktop.services.turns.turn_list import TurnList
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card, Facts
from bazar_desktop.ui.kit.text import Label


class PlacesCard(Card):
    """How many places there are and how they are given, with the rules."""

    def __init__(self, change: Callable[[], object]) -> None:
        super().__init__(_("Tempat dan aturan"))
        self.facts = Facts()
        self.unmet = Label("", "refusal", wrap=True)
        self.rules = Label("", "small", wrap=True)
        self.change = button(_("Ubah aturan"), change, icon="settings", shortcut="Ctrl+R")
        for part in (self.facts, self.unmet, self.rules, self.change):
            self.add(part)

    def show_turns(self, turn_list: TurnList) -> None:
        """Show the counts of this list."""
        counts = {
            item: len(turn_list.of(item)) for item in (choosing.FIXED, choosing.CHOSEN, choosing.RESERVE)
        }
        rows = [
            (_("Tempat untuk UMKM"), format_number(turn_list.places)),
            (_("Sudah terkonfirmasi"), format_number(counts[choosing.FIXED])),
            (_("Terpilih sekarang"), format_number(counts[choosing.CHOSEN])),
            (_("Cadangan"), format_number(counts[choosing.RESERVE])),
        ]
        self.facts.show_facts(tuple(rows))
        self.unmet.setText("\n".join(unmet_words(unmet) for unmet in turn_list.unmet))
        self.unmet.setVisible(bool(turn_list.unmet))
        scope = _("Aturan bazar ini.") if turn_list.own_rules else _("Aturan kantor.")
        self.rules.setText("\n".join((scope, *rules_words(turn_list.rules))))


class DrawCard(Card):
    """The draw that holds, or whether one is due; and its paper."""

    def __init__(self, paper: Callable[[], object]) -> None:
        super().__init__(_("Undian"))
        self.state = Label("", wrap=True)
        self.paper = button(_("Simpan berita acara"), paper, icon="file-text")
        self.add(self.state)
        self.add(self.paper)

    def show_turns(self, turn_list: TurnList) -> None:
        """Say how the draw stands."""
        draw = turn_list.draw
        self.paper.setVisible(draw is not None)
        lines = []
        if draw is not None:
            at = to_wib(draw.drawn_at)
            lines.append(
                _("Ke-{number}, kata {seed}: {count} diundi, {date} {time}, oleh {by}.").format(
                    number=draw.number,
                    seed=draw.seed,
                    count=len(draw.entries),
                    date=format_date(at.date(), language()),
                    time=format_time(at),
                    by=draw.drawn_by,
                )
            )
        if turn_list.undrawn:
            lines.append(_("{count} setara di batas tempat belum diundi.").format(count=turn_list.undrawn))
        elif draw is None:
            lines.append(_("Tidak perlu: tidak ada yang setara di batas tempat."))
        self.state.setText("\n".join(lines))
        self.set_tone("warning" if turn_list.undrawn else "card")


class ConcentrationCard(Card):
    """Are they always the same people, this year?"""

    def __init__(self) -> None:
        super().__init__(_("Selalu orang yang sama?"))
        self.facts = Facts()
        self.note = Label("", "small", wrap=True)
        self.add(self.facts)
        self.add(self.note)

    def show_year(self, year: int, concentration: Concentration) -> None:
        """Show the figures of that year's bazaars known to this store."""
        if not concentration.stands:
            self.facts.show_facts(())
            self.note.setText(_("Belum ada yang ikut tahun {year}.").format(year=year))
            return
        self.facts.show_facts(
            (
                (figure_name("top_share"), percent_words(concentration.top_share)),
                (figure_name("gini"), gini_words(concentration.gini)),
                (
                    _("Peserta baru"),
                    _("{new} dari {people}").format(new=concentration.newcomers, people=concentration.people),
                ),
            )
        )
        words = _("{times} kali ikut tahun {year}; {top} orang tersering. Gini 0 berarti rata.")
        self.note.setText(
            words.format(times=format_number(concentration.stands), year=year, top=concentration.top_people)
        )
