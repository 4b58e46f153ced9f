"""What a person does to the event in hand when it does not go on as planned."""

from __future__ import annotations

from typing import Any

from bazar_desktop.domain.calendar import format_date, format_numeric_date
from bazar_desktop.language import _, language
from bazar_desktop.messages import sentence
from bazar_desktop.phrases.bazaars import event_state_words
from bazar_desktop.phrases.events import halt_follows, hear_words, move_words
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, bazaar_of
from bazar_desktop.services.bazaars.halts import EventHeld, halt_bazaar, halt_day, resume_bazaar, resume_day
from bazar_desktop.services.bazaars.moving import move_bazaar, plan_move
from bazar_desktop.services.office.must_hear import must_hear
from bazar_desktop.ui.app_session import Done
from bazar_desktop.ui.bazaars import forms
from bazar_desktop.ui.bazaars.event_forms import (
    DAY_OFF,
    DAY_ON,
    WHOLE_OFF,
    EventForm,
    StateAct,
    chosen_act,
    move_form,
    state_acts,
    state_form,
)
from bazar_desktop.ui.context import PageContext
from bazar_desktop.ui.kit.forms import FormDialog


class EventActions:
    """Calling the event in hand off, opening it again, and moving it."""

    def __init__(self, page: PageContext) -> None:
        self._page = page

    def ask_state(self) -> EventForm | None:
        """Ask how the event in hand stands from now on; None where none is in hand, or every day of it was held."""
        bazaar = self._in_hand()
        if bazaar is None:
            return None
        if not state_acts(bazaar):
            days = ", ".join(format_numeric_date(day.day) for day in bazaar.days)
            self._page.refuse(sentence(EventHeld(days=days)))
            return None

        def follows(act: StateAct) -> list[str]:
            days = None if act.day is None else [act.day]
            hear = self._page.desk.read(must_hear, bazaar_id=bazaar.id, days=days)
            return halt_follows(hear) if act.calls_off else hear_words(hear)

        def save(form: FormDialog) -> object:
            act = chosen_act(form)
            done = self._perform(bazaar, act, form.text("reason"))
            self._after(bazaar, _said(done.result, act), done)
            return done.result

        return _opened(state_form(bazaar, follows, save, self._page.window()))

    def ask_move(self) -> EventForm | None:
        """Ask where the event in hand goes, and when; None where none is in hand."""
        bazaar = self._in_hand()
        if bazaar is None:
            return None

        def follows(form: FormDialog) -> list[str]:
            desk = self._page.desk
            planned = desk.read(
                plan_move,
                bazaar_id=bazaar.id,
                lokasi=form.text("lokasi"),
                kecamatan=forms.kecamatan_of(form),
                days=forms.days_of(form),
            )
            return move_words(planned, desk.read(must_hear, bazaar_id=bazaar.id))

        def save(form: FormDialog) -> object:
            done = self._page.desk.perform(
                move_bazaar,
                bazaar_id=bazaar.id,
                lokasi=form.text("lokasi"),
                kecamatan=forms.kecamatan_of(form),
                days=forms.days_of(form),
                lokasi_kind=form.text("lokasi_kind"),
                seen=bazaar.changed_at,
            )
            self._after(bazaar, _("Bazar {code} dipindahkan.").format(code=bazaar.label), done)
            return done.result

        return _opened(move_form(bazaar, follows, save, self._page.window()))

    def _after(self, bazaar: BazaarFacts, said: str, done: Done[Any]) -> None:
        """Say what was done once its days are known: an undo is remembered for the day in hand."""
        self._page.desk.choose(bazaar.id, self._page.desk.day)
        self._page.say(said, undo=done)
        self._page.reload()
        self._page.tell_saved()

    def _in_hand(self) -> BazaarFacts | None:
        bazaar = self._page.desk.bazaar
        return None if bazaar is None else self._page.desk.read(bazaar_of, bazaar_id=bazaar.id)

    def _perform(self, bazaar: BazaarFacts, act: StateAct, reason: str) -> Done[BazaarFacts]:
        desk, today = self._page.desk, self._page.desk.clock().date()
        if act.kind == WHOLE_OFF:
            return desk.perform(
                halt_bazaar,
                bazaar_id=bazaar.id,
                state=act.state,
                reason=reason,
                on=today,
                seen=bazaar.changed_at,
            )
        if act.kind == DAY_OFF and act.day is not None:
            return desk.perform(halt_day, bazaar_id=bazaar.id, day=act.day, reason=reason, on=today)
        if act.kind == DAY_ON and act.day is not None:
            return desk.perform(resume_day, bazaar_id=bazaar.id, day=act.day)
        return desk.perform(resume_bazaar, bazaar_id=bazaar.id, seen=bazaar.changed_at)


def _said(bazaar: BazaarFacts, act: StateAct) -> str:
    if act.kind == WHOLE_OFF:
        return _("Bazar {code} {state}.").format(code=bazaar.label, state=event_state_words(act.state))
    if act.day is None:
        return _("Bazar {code} dibuka lagi.").format(code=bazaar.label)
    day = format_date(act.day, language())
    if act.kind == DAY_OFF:
        return _("Hari {day} bazar {code} gugur.").format(day=day, code=bazaar.label)
    return _("Hari {day} bazar {code} dibuka lagi.").format(day=day, code=bazaar.label)


def _opened(form: EventForm) -> EventForm:
    form.open()
    return form
