"""Editing the layout: every change is saved at once as one action, and can be undone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from bazar_desktop.domain.layout import READING, SNAKE, Plan, flaws
from bazar_desktop.domain.layout_editing import relabel, renumber
from bazar_desktop.language import _
from bazar_desktop.ui.kit.buttons import button, make_key
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.layout import edits
from bazar_desktop.ui.layout.dialogs import fixture_dialog, label_dialog
from bazar_desktop.ui.layout.view import PlanView
from bazar_desktop.ui.layout.words import flaw_words

FLAWS_SHOWN = 5

Save = Callable[[Plan, tuple[str, ...] | None], object]


class EditBar(QWidget):
    """The editor's buttons. `save(plan, chosen)` keeps a plan and chooses those ids after (None: as before)."""

    def __init__(
        self,
        view: PlanView,
        save: Save,
        lay_out: Callable[[], object],
        keep_as_template: Callable[[], object],
    ) -> None:
        super().__init__()
        self._view, self._save = view, save
        row = FlowRow(self, even=False, gap=6)
        toggles = {
            "power": (_("Listrik"), "zap", "W"),
            "water": (_("Air"), "droplets", "A"),
            "blocked": (_("Tutup"), "lock", "B"),
        }
        parts = [
            (_("Tenda baru"), self._add_tent, "tent", "T"),
            (_("Sarana…"), self._ask_fixture, "map-pin", "S"),
            (_("Gandakan"), self._copy, "copy", "Ctrl+D"),
            (_("Putar"), self._turn, "refresh-cw", "R"),
            *(
                (words, lambda flag=flag: self._toggle(flag), icon, key)
                for flag, (words, icon, key) in toggles.items()
            ),
            (_("Hapus"), self._remove, "trash-2", "Del"),
            (_("Ganti nomor…"), self._ask_label, "tag", "F2"),
            (_("Nomor baris"), lambda: self._number(READING), "list-checks", "N"),
            (_("Nomor ular"), lambda: self._number(SNAKE), "list-checks", "U"),
            (_("Susun ulang…"), lay_out, "grid-3x3", "G"),
            (_("Jadikan denah lokasi"), keep_as_template, "layout-template", "J"),
        ]
        for words, act, icon, key in parts:
            row.addWidget(button(words, act, icon=icon, tip=f"{words} ({key})"))
            if key not in {
                "B",
                "Del",
            }:  # these two mean another thing outside the editor: the page routes them
                make_key(words, self._only_here(act), key, view)
        view.shifted.connect(self._shift)

    @property
    def plan(self) -> Plan:
        return self._view.plan_scene.plan

    @property
    def chosen(self) -> tuple[str, ...]:
        return self._view.plan_scene.chosen

    def remove(self) -> None:
        """Take away what is chosen."""
        self._remove()

    def toggle_blocked(self) -> None:
        self._toggle("blocked")

    def _only_here(self, act: Callable[[], object]) -> Callable[[], object]:
        return lambda: act() if self._view.editing else None

    def _shift(self, across: float, down: float) -> None:
        if self.chosen and (across or down):
            self._save(edits.shifted(self.plan, self.chosen, across, down), None)

    def _turn(self) -> None:
        if self.chosen:
            self._save(edits.turned(self.plan, self.chosen), None)

    def _copy(self) -> None:
        if self.chosen:
            self._save(*edits.copied(self.plan, self.chosen))

    def _remove(self) -> None:
        if self.chosen:
            self._save(edits.removed(self.plan, self.chosen), None)

    def _toggle(self, flag: str) -> None:
        if self.chosen:
            self._save(edits.toggled(self.plan, self.chosen, flag), None)

    def _number(self, order: str) -> None:
        self._save(renumber(self.plan, order=order), None)

    def _ask_label(self) -> None:
        """Another number for the one booth that is chosen (double click chooses one of a tent)."""
        booths = [booth for booth in self.plan.booths if booth.id in self.chosen]
        if len(booths) == 1:
            plan, one = self.plan, booths[0]
            label_dialog(
                one.label, lambda label: self._save(relabel(plan, one.id, label), None), self.window()
            ).open()

    def _add_tent(self) -> None:
        self._save(*edits.with_tent(self.plan))

    def _ask_fixture(self) -> None:
        def add(*, kind: str, label: str, width: float, depth: float, reach: float) -> object:
            return self._save(*edits.with_fixture(self.plan, kind, label, width, depth, reach))

        fixture_dialog(add, self.window()).open()


class FlawsCard(Card):
    """What is wrong with the plan while it is drawn."""

    def __init__(self) -> None:
        super().__init__(_("Periksa denah"), tone="warning")
        self.words = Label("", wrap=True)
        self.add(self.words)

    def show_plan(self, plan: Plan) -> None:
        found = [flaw_words(flaw, plan) for flaw in flaws(plan)]
        lines = found[:FLAWS_SHOWN]
        if len(found) > FLAWS_SHOWN:
            lines.append(_("dan {count} lagi").format(count=len(found) - FLAWS_SHOWN))
        self.words.setText("\n".join(lines))
        self.setVisible(bool(found))
