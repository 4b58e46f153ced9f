"""How much each rule of placing weighs, and what smells beside cloth: the dialog behind *Aturan*."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict

from PySide6.QtWidgets import QCheckBox, QLineEdit, QScrollArea, QWidget

from bazar_desktop.domain.day.model import Category
from bazar_desktop.domain.placement.request import Rules, Weights
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.placement import RULES_AT_LENGTH
from bazar_desktop.services.placement.rules import MOST_POINTS, usual_rules, words_of
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.kit.inputs import number_box

_HINTS = {
    "moved": N_("Makin besar, makin sedikit yang pindah saat menempatkan ulang."),
    "front_again": N_("Kali banyaknya booth depan yang sudah didapatnya tahun ini."),
    "corner_again": N_("Kali banyaknya booth sudut yang sudah didapatnya tahun ini."),
}


class CategoryChecks(QWidget):
    """Kinds of goods to tick; `value` is the keys of those that are."""

    def __init__(self, name: str, categories: Iterable[Category], chosen: frozenset[str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        row = FlowRow(self, even=False, gap=10)
        self.boxes: dict[str, QCheckBox] = {}
        for category in categories:
            box = QCheckBox(category.name.replace("&", "&&"))
            self.boxes[category.key] = box
            row.addWidget(box)
        self.choose(chosen)

    def value(self) -> frozenset[str]:
        return frozenset(key for key, box in self.boxes.items() if box.isChecked())

    def choose(self, keys: frozenset[str]) -> None:
        for key, box in self.boxes.items():
            box.setChecked(key in keys)


def rules_dialog(
    rules: Rules,
    categories: tuple[Category, ...],
    save: Callable[[Rules], object],
    parent: QWidget | None = None,
) -> FormDialog:
    """Ask for the rules; `save(rules)`."""
    dialog = FormDialog(
        _("Aturan penempatan"),
        lambda form: save(_typed(form)),
        explains=_(
            "Poin untuk setiap pelanggaran. Susunan dengan poin paling sedikit yang dipakai; 0 mematikan aturan."
        ),
        parent=parent,
    )
    for rule, points in asdict(rules.weights).items():
        words = _(RULES_AT_LENGTH[rule])
        hint = _(_HINTS[rule]) if rule in _HINTS else ""
        dialog.add_field(rule, words, number_box(words, points, most=MOST_POINTS), hint=hint)
    for name, words, hint in (
        (
            "smelly",
            _("Yang berbau atau berasap"),
            _("Kata dalam nama produk. Yang memakai api selalu termasuk."),
        ),
        ("textile", _("Yang menyerap bau"), _("Kata dalam nama produk, dan jenis usahanya.")),
    ):
        checks = CategoryChecks(words, categories, getattr(rules, f"{name}_categories"))
        dialog.add_field(f"{name}_categories", words, checks)
        field = QLineEdit(", ".join(sorted(getattr(rules, f"{name}_products"))))
        field.setAccessibleName(words)
        dialog.add_field(f"{name}_products", _("Produk"), field, hint=hint)
    scroll = dialog.findChild(QScrollArea)
    if scroll is not None and parent is not None:
        scroll.setMinimumHeight(max(160, min(430, parent.height() - 260)))
        dialog.setMaximumHeight(max(400, parent.height() - 24))
    dialog.buttons.insertWidget(
        0, button(_("Seperti semula"), lambda: _fill(dialog, usual_rules()), kind="quiet")
    )
    return dialog


def _typed(form: FormDialog) -> Rules:
    points = {rule: int(str(form.value(rule))) for rule in asdict(Weights())}
    lists: dict[str, frozenset[str]] = {}
    for name in ("smelly", "textile"):
        checks = form.fields[f"{name}_categories"]
        if isinstance(checks, CategoryChecks):
            lists[f"{name}_categories"] = checks.value()
        lists[f"{name}_products"] = words_of(str(form.value(f"{name}_products")))
    return Rules(Weights(**points), **lists)


def _fill(form: FormDialog, rules: Rules) -> None:
    for rule, points in asdict(rules.weights).items():
        form.fields[rule].setProperty("value", points)
    for name in ("smelly", "textile"):
        checks = form.fields[f"{name}_categories"]
        if isinstance(checks, CategoryChecks):
            checks.choose(getattr(rules, f"{name}_categories"))
        form.fields[f"{name}_products"].setProperty(
            "text", ", ".join(sorted(getattr(rules, f"{name}_products")))
        )
