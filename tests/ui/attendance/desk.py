"""A desk on a real store, with a clock that the test sets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from bazar_desktop.services.bazaars import bazaar_of
from bazar_desktop.services.history import undo
from bazar_desktop.store.database import Database
from bazar_desktop.ui.desk import BazaarInHand, DataState, Done, OfficerAtDesk
from tests.services.gate import DAY, Field
from tests.stores import MORNING

T = TypeVar("T")


class StoreDesk:
    """What the window asks, answered by the store of a `Field`."""

    office = "Sudin PPKUKM Jakarta Pusat"
    is_sample = False

    def __init__(self, field: Field) -> None:
        self.field = field
        self.db: Database = field.db
        self.at = MORNING
        self.day: date | None = DAY
        self.officer: OfficerAtDesk | None = OfficerAtDesk(
            field.officer, "Vicky Ramadhan", "Supervisor", True
        )

    @property
    def bazaar(self) -> BazaarInHand | None:
        if not self.field.bazaar_id:
            return None
        known = self.read(bazaar_of, bazaar_id=self.field.bazaar_id)
        days = tuple(one.day for one in known.days)
        return BazaarInHand(known.id, known.code, known.name, known.lokasi, known.kecamatan, days)

    def clock(self) -> datetime:
        return self.at

    def officers(self) -> tuple[OfficerAtDesk, ...]:
        return (self.officer,) if self.officer else ()

    def sign_in(self, officer_id: str, pin: str) -> None:
        raise AssertionError("nobody signs in here")

    def bazaars(self) -> tuple[BazaarInHand, ...]:
        return (self.bazaar,) if self.bazaar else ()

    def choose(self, bazaar_id: str, day: date | None = None) -> None:
        self.day = day or self.day

    def data_state(self) -> DataState:
        return DataState(backup_at=MORNING)

    def read(self, function: Callable[..., T], /, **facts: Any) -> T:
        return self.field.ask(function, **facts)

    def perform(self, action: str, function: Callable[..., T], /, **facts: Any) -> Done[T]:
        self.field.at = max(self.field.at, self.at) + timedelta(seconds=1)
        with self.db.write(self.field.officer, action, self.field.at) as session:
            result = function(session, **facts)
            action_id = session.info["act"].action
        return Done(result, action_id)

    def undo(self, action: str) -> None:
        self.field.do(undo, action=action)
