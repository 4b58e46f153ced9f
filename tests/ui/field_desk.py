"""A desk over a test's real store: what the window asks, answered by the use cases themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from bazar_desktop.services.bazaars import bazaar_of
from bazar_desktop.services.history import undo
from bazar_desktop.ui.desk import BazaarInHand, DataState, Done, OfficerAtDesk
from tests.bazaar_day import Field

T = TypeVar("T")


class FieldDesk:
    """The door of a page to the store of `field`; its clock goes on by a second an action."""

    office = "Sudin PPKUKM Jakarta Pusat"
    is_sample = False

    def __init__(self, field: Field, day: date | None) -> None:
        self.field = field
        self.day = day
        self.actions: list[str] = []
        self.officer: OfficerAtDesk | None = OfficerAtDesk(
            field.officer, "Vicky Ramadhan", "Supervisor", is_supervisor=True
        )

    @property
    def bazaar(self) -> BazaarInHand | None:
        if self.day is None:
            return None
        one = self.field.ask(bazaar_of, self.field.bazaar_id)
        days = tuple(day.day for day in one.days)
        return BazaarInHand(one.id, one.code, one.name, one.lokasi, one.kecamatan, days)

    def clock(self) -> datetime:
        return self.field.at

    def officers(self) -> tuple[OfficerAtDesk, ...]:
        return (self.officer,) if self.officer else ()

    def sign_in(self, officer_id: str, pin: str) -> None:
        raise NotImplementedError

    def bazaars(self) -> tuple[BazaarInHand, ...]:
        return (self.bazaar,) if self.bazaar else ()

    def choose(self, bazaar_id: str, day: date | None = None) -> None:
        self.day = day

    def data_state(self) -> DataState:
        return DataState(backup_at=self.field.at - timedelta(minutes=12))

    def read(self, function: Callable[..., T], /, **facts: Any) -> T:
        return self.field.ask(function, **facts)

    def perform(self, action: str, function: Callable[..., T], /, **facts: Any) -> Done[T]:
        self.field.at += timedelta(seconds=1)
        with self.field.db.write(self.field.officer, action, self.field.at) as session:
            result = function(session, **facts)
            name = str(session.info["act"].action)
        self.actions.append(name)
        return Done(result, name)

    def undo(self, action: str) -> None:
        self.perform("history.undo", undo, action=action)
