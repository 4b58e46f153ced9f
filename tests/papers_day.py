"""A bazaar day as its papers need it: an open store, a plan, booths, who came, what was sold, a seal."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bazar_desktop.domain.day.model import NIL
from bazar_desktop.jobs.papers.day_papers import DayToPrint, read_day
from bazar_desktop.services.attendance.check_in import present_all_except
from bazar_desktop.services.closing.seal import close_day, reopen
from bazar_desktop.services.layout.layouts import generate_layout
from bazar_desktop.services.omzet.entry import set_omzet
from bazar_desktop.services.placement.search import place_now
from bazar_desktop.services.settings.officers import SUPERVISOR
from bazar_desktop.store.creating import LAPTOP
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.opening import OpenStore, create_store, open_store
from bazar_desktop.store.unlocking import secret_folder
from tests.bazaar_day import DAYS, Field, stand_up
from tests.commands import CHEAP, PIN
from tests.stores import MORNING

DAY = DAYS[0]
EVENING = MORNING + timedelta(hours=9)


@dataclass
class PapersDay:
    """An open store and the bazaar in it."""

    store: OpenStore
    field: Field

    @property
    def bazaar_id(self) -> str:
        return self.field.bazaar_id

    @property
    def read(self) -> DayToPrint:
        """The day as its papers see it, printed in the evening."""
        return self.field.ask(
            read_day, bazaar_id=self.bazaar_id, day=DAY, officer=self.store.officer.name, at=EVENING
        )


_made: dict[tuple[tuple[str, Any], ...], tuple[dict[Path, bytes], dict[Path, bytes], Field]] = {}


def papers_day(folder: Path, **how: Any) -> PapersDay:
    """A day of `_make`: made once a test process for each way, its files laid down again for later ones."""
    key = tuple(sorted(how.items()))
    if key not in _made:
        made = _make(folder, **how)
        made.store.db.close()
        _made[key] = _files_of(folder), _files_of(secret_folder()), replace(made.field)
    files, secrets, field = _made[key]
    _lay_down(folder, files)
    _lay_down(secret_folder(), secrets)
    store = open_store(folder, "Vicky Ramadhan", PIN)
    return PapersDay(store, replace(field, db=store.db))


def _files_of(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _lay_down(folder: Path, files: dict[Path, bytes]) -> None:
    for name, content in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def _make(
    folder: Path,
    *,
    vendors: int = 12,
    partners: int = 1,
    is_sample: bool = False,
    placed: bool = True,
    came: bool = True,
    sealed: bool = True,
) -> PapersDay:
    """A day with everybody `placed`; `came`: present, and all but one told what they sold; `sealed`: closed.

    Without `vendors` an empty store.
    """
    owner = Owner("officer-1", "Vicky Ramadhan", SUPERVISOR)
    store = create_store(
        folder,
        owner,
        PIN,
        kind=LAPTOP,
        letter="A",
        name="Laptop A",
        at=MORNING,
        is_sample=is_sample,
        cost=CHEAP,
    )
    if vendors == 0:
        return PapersDay(store, Field(store.db))
    field = stand_up(store.db, vendors=vendors, partners=partners)
    made = PapersDay(store, field)
    if placed:
        field.do(generate_layout, bazaar_id=made.bazaar_id, tents=-(-vendors // 2))
        field.do(place_now, bazaar_id=made.bazaar_id, seed=1)
    if came:
        _sell(made)
    if sealed:
        close(made)
    return made


def _sell(day: PapersDay) -> None:
    """All come; the second says nihil, the third nothing yet."""
    dice = random.Random(7)
    day.field.do(present_all_except, bazaar_id=day.bazaar_id, day=DAY, absent=(), at=day.field.at)
    for number, row in enumerate(day.read.sheet.rows):
        amounts = {"cash": dice.randrange(100, 900) * 500, "qris": dice.randrange(0, 900) * 500}
        if number != 2:
            sell(day, row.participation_id, **({"state": NIL} if number == 1 else amounts))


def sell(day: PapersDay, participation_id: str, **values: Any) -> None:
    """Enter what one party sold."""
    day.field.do(set_omzet, bazaar_id=day.bazaar_id, day=DAY, participation_id=participation_id, **values)


def close(day: PapersDay) -> None:
    day.field.do(
        close_day, bazaar_id=day.bazaar_id, day=DAY, officer="officer-1", at=EVENING, accept_missing=True
    )


def sell_more(day: PapersDay, number: int, cash: int) -> None:
    """Reopen the day and enter another cash amount for its row `number`."""
    day.field.do(
        reopen, bazaar_id=day.bazaar_id, day=DAY, officer="officer-1", at=EVENING, reason="Salah ketik"
    )
    sell(day, day.read.sheet.rows[number].participation_id, cash=cash)


class Progress:
    """A report that keeps what it was told; its call number `stop_at`, or the first that says it, does `act`."""

    def __init__(self, stop_at: int | str = 0, act: Callable[[], object] = list) -> None:
        self.told: list[tuple[int, int, str]] = []
        self._stop_at, self._act = stop_at, act

    def __call__(self, done: int, total: int, what: str) -> None:
        self.told.append((done, total, what))
        said = [item for _done, _total, item in self.told]
        if self._stop_at in {len(self.told), what} and said.count(what) <= 1:
            self._act()
