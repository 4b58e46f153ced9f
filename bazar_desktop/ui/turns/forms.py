"""The forms of the turns: the rules, the draw, the officer's word."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from bazar_desktop.domain.turns.draw import ALL, EQUALS, LONGEST_SEED
from bazar_desktop.domain.turns.ranking import IN, OUT, PLACE
from bazar_desktop.domain.turns.rules import (
    CRITERIA,
    DOCUMENTS,
    FEWEST,
    MOST_POINTS,
    NEWCOMER,
    POINTS,
    SINCE,
    TurnRules,
    TurnRulesMalformed,
)
from bazar_desktop.language import N_, _
from bazar_desktop.services.turns.turn_list import TurnLine, TurnList
from bazar_desktop.ui.kit.buttons import Segmented
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.kit.inputs import number_box
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.turns.quotas import QuotaEditor

Save = Callable[[FormDialog], object]
HERE, OFFICE = "here", "office"
ORDERS = (
    CRITERIA,
    (NEWCOMER, POINTS, SINCE, FEWEST),
    (SINCE, POINTS, FEWEST),
    (NEWCOMER, SINCE, POINTS, FEWEST),
    (FEWEST, SINCE),
)


class Points(QWidget):
    """Three weights beside each other; `value` gives turn, izin, alpa."""

    def __init__(self, rules: TurnRules) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.boxes = []
        weights = (
            (_("Ikut"), rules.turn_points),
            (_("Izin"), rules.excused_points),
            (_("Alpa"), rules.absent_points),
        )
        for words, value in weights:
            box = number_box(_("Poin {what}").format(what=words), value, most=MOST_POINTS)
            box.setMinimumWidth(74)
            self.boxes.append(box)
            row.addWidget(Label(words, "muted"))
            row.addWidget(box)
        row.addStretch(1)

    def value(self) -> tuple[int, int, int]:
        turn, excused, absent = (box.value() for box in self.boxes)
        return turn, excused, absent


class Documents(QWidget):
    """Which registrations are asked for."""

    def __init__(self, required: tuple[str, ...]) -> None:
        super().__init__()
        row = FlowRow(self, even=False, gap=7)
        self.boxes = {kind: QCheckBox(kind) for kind in DOCUMENTS}
        for kind, box in self.boxes.items():
            box.setChecked(kind in required)
            row.addWidget(box)

    def value(self) -> tuple[str, ...]:
        return tuple(kind for kind, box in self.boxes.items() if box.isChecked())


def rules_form(rules: TurnRules, *, own: bool, save: Save, parent: QWidget) -> FormDialog:
    """The rules to change, for this bazaar or for all of the office."""
    form = FormDialog(
        _("Aturan giliran"),
        save,
        explains=_("Poin dihitung dari tahun ini. Poin paling sedikit didahulukan."),
        refusals={
            "turn_rules_malformed": "places",
            "quota_malformed": "quotas",
            "quota_group_unknown": "quotas",
            "region_unknown": "quotas",
            "region_ambiguous": "quotas",
        },
        parent=parent,
    )
    form.setObjectName("TurnRulesForm")
    form.setFixedWidth(620)
    places = QLineEdit("" if rules.places is None else str(rules.places))
    form.add_field("places", _("Jumlah tempat untuk UMKM"), places, hint=_("Kosong: menurut booth di denah."))
    reserves = QLineEdit("" if rules.reserves is None else str(rules.reserves))
    form.add_field("reserves", _("Cadangan paling banyak"), reserves, hint=_("Kosong: semua yang lain."))
    form.add_field("points", _("Poin"), Points(rules))
    form.add_field("order", _("Urutan"), _orders(rules))
    form.add_field("required", _("Syarat yang harus berlaku"), Documents(rules.required))
    form.add_field(
        "quotas",
        _("Kuota: menurut, kelompok, paling sedikit, paling banyak"),
        QuotaEditor(rules.quotas),
        hint=_("Kelompok kosong berarti setiap kelompok. – berarti tanpa batas."),
    )
    scope = Segmented(
        ((HERE, _("Bazar ini saja")), (OFFICE, _("Semua bazar kantor ini"))), name=_("Berlaku untuk")
    )
    scope.choose(HERE if own else OFFICE)
    form.add_field("scope", _("Berlaku untuk"), scope)
    return form


def _orders(rules: TurnRules) -> QComboBox:
    box = QComboBox()
    for order in dict.fromkeys((*ORDERS, rules.order)):
        box.addItem(" · ".join(_(_SHORT[item]) for item in order), ",".join(order))
    box.setCurrentIndex(box.findData(",".join(rules.order)))
    return box


_SHORT = {
    POINTS: N_("poin paling sedikit"),
    NEWCOMER: N_("peserta baru"),
    SINCE: N_("paling lama tidak ikut"),
    FEWEST: N_("paling jarang"),
}


def rules_in(form: FormDialog) -> TurnRules:
    """What the form says. Raises TurnRulesMalformed."""
    points: tuple[int, int, int] = form.value("points")  # type: ignore[assignment]
    return TurnRules(
        places=_number(form, "places"),
        reserves=_number(form, "reserves"),
        required=form.value("required"),  # type: ignore[arg-type]
        turn_points=points[0],
        excused_points=points[1],
        absent_points=points[2],
        order=tuple(str(form.value("order")).split(",")),
        quotas=form.value("quotas"),  # type: ignore[arg-type]
    )


def _number(form: FormDialog, name: str) -> int | None:
    text = str(form.value(name))
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        raise TurnRulesMalformed(what=text)
    return int(text)


def draw_form(turn_list: TurnList, save: Save, parent: QWidget) -> FormDialog:
    """Ask for the seed that is said aloud, and where there was a draw why again."""
    form = FormDialog(
        _("Undian"),
        save,
        explains=_(
            "Minta seorang saksi menyebut kata atau angka dengan suara keras, lalu ketik. Kata dan daftar yang sama "
            "memberi hasil yang sama di mana pun. Undian tidak dapat diurungkan."
        ),
        saves=_("Undi sekarang"),
        refusals={"seed_missing": "seed", "seed_malformed": "seed", "drawn_already": "reason"},
        parent=parent,
    )
    form.setObjectName("DrawForm")
    seed = QLineEdit()
    seed.setMaxLength(LONGEST_SEED)
    form.add_field("seed", _("Kata undian"), seed, hint=_("Huruf besar dan kecil sama saja."))
    among = Segmented(
        (
            (EQUALS, _("Yang setara di batas ({count})").format(count=_equals(turn_list))),
            (ALL, _("Semua yang memenuhi syarat")),
        ),
        name=_("Diundi di antara"),
    )
    form.add_field("mode", _("Diundi di antara"), among)
    reason = QLineEdit()
    reason.setMaxLength(300)
    if turn_list.draw is not None:
        form.add_field("reason", _("Alasan mengundi lagi"), reason, hint=_("Tercantum di berita acara."))
    return form


def _equals(turn_list: TurnList) -> int:
    drawn = len(turn_list.draw.entries) if turn_list.draw and turn_list.draw.mode == EQUALS else 0
    return drawn + turn_list.undrawn


def decision_form(line: TurnLine, kind: str, save: Save, parent: QWidget) -> FormDialog:
    """Ask why, and for another place which."""
    titles = {
        IN: _("Masukkan {name}?"),
        OUT: _("Keluarkan {name}?"),
        PLACE: _("Pindahkan {name}?"),
    }
    form = FormDialog(
        titles[kind].format(name=line.business),
        save,
        explains=_("Keputusan petugas berdiri di atas aturan dan selalu terlihat bersama alasannya."),
        refusals={"reason_missing": "reason", "unknown_override": "place"},
        parent=parent,
    )
    form.setObjectName("DecisionForm")
    if kind == PLACE:
        now = max(1, line.standing.turn - 1)
        form.add_field("place", _("Ke urutan"), number_box(_("Ke urutan"), now, least=1, most=9999))
    reason = QLineEdit()
    reason.setMaxLength(300)
    form.add_field("reason", _("Alasan"), reason, hint=_("Alasan ikut tersimpan dan dapat dibaca kantor."))
    return form
