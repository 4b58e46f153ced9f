"""The forms of an event that does not go on as planned: called off, a day fallen out, or moved.

What follows is said before it is done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from bazar_desktop.domain.bazaars.day_list import format_days
from bazar_desktop.domain.calendar import format_date
from bazar_desktop.domain.day.halts import HALTS
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.values.documents import CANCELLED, POSTPONED
from bazar_desktop.language import _, language
from bazar_desktop.messages import sentence
from bazar_desktop.phrases.bazaars import halt_words
from bazar_desktop.services.bazaars.bazaars import BazaarFacts
from bazar_desktop.ui.bazaars import forms, words
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.kit.text import Label

MARGIN = 22  # px of a panel beside its words
WHOLE_OFF, WHOLE_ON, DAY_OFF, DAY_ON = "whole_off", "whole_on", "day_off", "day_on"
REFUSALS = {
    **forms.REFUSALS,
    "reason_missing": "reason",
    "place_in_use": "lokasi",
    "nowhere_to_move": "lokasi",
}


@dataclass(frozen=True, slots=True)
class StateAct:
    """One way to change how an event stands: `state` for a whole event called off, `day` for one day."""

    kind: str
    state: str = ""
    day: date | None = None

    @property
    def key(self) -> str:
        """The act in one word, as the list of the form keeps it."""
        return "|".join((self.kind, self.state, self.day.isoformat() if self.day else ""))

    @property
    def calls_off(self) -> bool:
        """Whether it takes something out, which needs a reason."""
        return self.kind in {WHOLE_OFF, DAY_OFF}


class EventForm(FormDialog):
    """A form that says below its fields what the act leads to."""

    def __init__(
        self,
        title: str,
        save: Callable[[FormDialog], object],
        *,
        explains: str = "",
        saves: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, save, explains=explains, saves=saves, refusals=REFUSALS, parent=parent)
        self.outcome = Label("", wrap=True)
        self.body.addWidget(Label(_("Akibatnya"), "strong"))
        self.body.addWidget(self.outcome)

    def tell(self, sentences: list[str]) -> None:
        """Say what follows, a line each."""
        self.outcome.setText("\n".join(f"• {said}" for said in sentences))
        inside = self.contentsRect().width() - 2 * MARGIN
        self.outcome.setMinimumHeight(self.outcome.heightForWidth(inside))
        self.adjustSize()


def state_acts(bazaar: BazaarFacts) -> list[tuple[StateAct, str]]:
    """What can be done to the event as it stands, each with its words."""
    acts: list[tuple[StateAct, str]] = []
    if bazaar.halt is not None:
        acts.append((StateAct(WHOLE_ON), _("Buka lagi bazar ini")))
    offers = {POSTPONED: _("Tunda seluruh bazar"), CANCELLED: _("Batalkan seluruh bazar")}
    said = bazaar.halt.state if bazaar.halt is not None else ""
    if not any(day.course.is_held for day in bazaar.days):
        acts += [(StateAct(WHOLE_OFF, state), offers[state]) for state in HALTS if state != said]
    for day in bazaar.days:
        named = format_date(day.day, language())
        if day.course.halt is not None and day.course.is_alone:
            acts.append((StateAct(DAY_ON, day=day.day), _("Buka lagi hari {day}").format(day=named)))
        elif not day.course.is_held:
            acts.append((StateAct(DAY_OFF, day=day.day), _("Gugurkan hari {day}").format(day=named)))
    return acts


def state_form(
    bazaar: BazaarFacts,
    follows: Callable[[StateAct], list[str]],
    save: Callable[[FormDialog], object],
    parent: QWidget | None = None,
) -> EventForm:
    """Ask how the event stands from now on; `follows` tells what an act leads to, before it is done."""
    said = halt_words(bazaar.halt) if bazaar.halt is not None else ""
    form = EventForm(_("Ubah keadaan {code}").format(code=bazaar.label), save, explains=said, parent=parent)
    box = QComboBox()
    for act, offer in state_acts(bazaar):
        box.addItem(offer, act.key)
    form.add_field("act", _("Yang terjadi"), box)
    form.add_field(
        "reason", _("Alasan"), QLineEdit(), hint=_("Misalnya hujan lebat, atau lokasi dipakai acara lain.")
    )

    def show_outcome() -> None:
        act = chosen_act(form)
        form.show_field("reason", shown=act.calls_off)
        form.tell(follows(act))

    box.currentIndexChanged.connect(show_outcome)
    show_outcome()
    return form


def chosen_act(form: FormDialog) -> StateAct:
    """The act that is chosen in a state form."""
    kind, state, day = form.text("act").split("|")
    return StateAct(kind, state, date.fromisoformat(day) if day else None)


def move_form(
    bazaar: BazaarFacts,
    follows: Callable[[FormDialog], list[str]],
    save: Callable[[FormDialog], object],
    parent: QWidget | None = None,
) -> EventForm:
    """Ask where the event goes, and when; `follows` tells what that leads to while it is typed."""
    form = EventForm(
        _("Pindahkan {code}").format(code=bazaar.label),
        save,
        explains=_("Isi lokasi atau tanggal yang baru; yang tetap dibiarkan."),
        saves=_("Pindahkan"),
        parent=parent,
    )
    form.add_field("lokasi", _("Lokasi"), QLineEdit(bazaar.lokasi))
    form.add_field("lokasi_kind", _("Jenis lokasi"), forms.choice(words.lokasi_kinds()))
    kecamatan = forms.kecamatan_box(list(forms.place_names()))
    kecamatan.setText(bazaar.kecamatan)
    form.add_field("kecamatan", _("Kecamatan"), kecamatan)
    days = QLineEdit(format_days(tuple(day.day for day in bazaar.days)))
    form.add_field("days", _("Tanggal"), days)
    place = form.fields["lokasi"]

    def show_outcome() -> None:
        is_elsewhere = form.text("lokasi").casefold() != bazaar.lokasi.casefold()
        form.show_field("lokasi_kind", shown=is_elsewhere)
        try:
            form.tell(follows(form))
        except BazarError as error:
            form.tell([sentence(error)])

    for field in (place, kecamatan, days):
        if isinstance(field, QLineEdit):
            field.textChanged.connect(show_outcome)
    show_outcome()
    return form
