from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from bazar_desktop.domain.journal.changes import GENESIS, Change, FieldChange, make_change
from bazar_desktop.sync.device_keys import DeviceKeys, generate
from bazar_desktop.sync.envelope import KnownDevice, make_package
from bazar_desktop.sync.news import make_news
from bazar_desktop.sync.payload import Run, run_of
from bazar_desktop.sync.strict import encode
from bazar_desktop.sync.sums import Sums

ORIGIN = "0b5f3c1e-7a44-4d0e-9a33-5f2f8f6f0a01"
PACKAGE = "6a1d7f04-2f5b-4b5f-8a55-0b9d9a5b1c11"
MADE_AT = "2023-06-22T16:05:00+07:00"
PERSONAL = frozenset({"nik", "phone", "name"})


def chain(
    amounts: Sequence[int | None], origin: str = ORIGIN, first: int = 1, prev: str = GENESIS
) -> list[Change]:
    """A journal of one vendor and then one omzet entry an amount."""
    changes: list[Change] = []
    rows: list[tuple[str, str, dict[str, FieldChange]]] = [
        (
            "vendor",
            "v-1",
            {
                "name": FieldChange(None, "Siti Aminah"),
                "business": FieldChange(None, "Dapur ‘Gado²’ 🍲\t\\u0000"),
            },
        )
    ]
    rows += [
        (
            "omzet_entry",
            f"o-{number}",
            {"cash": FieldChange(None, amount), "state": FieldChange(None, "reported")},
        )
        for number, amount in enumerate(amounts, 1)
    ]
    for seq, (entity, row, values) in enumerate(rows, first):
        change = make_change(
            values,
            PERSONAL,
            salt=f"salt{seq}",
            origin=origin,
            seq=seq,
            schema=1,
            at=f"2023-06-22T08:00:00.{seq:06d}",
            officer="p-1",
            action=f"a-{seq}",
            scope="bazaar:day",
            entity=entity,
            row_id=row,
            reason=None,
            prev_hash=prev,
        )
        changes.append(change)
        prev = change.hash
    return changes


@dataclass(frozen=True)
class World:
    """A laptop and an office that know each other."""

    laptop: DeviceKeys
    office: DeviceKeys
    changes: list[Change]

    @property
    def known(self) -> dict[str, KnownDevice]:
        return {self.laptop.public.id: KnownDevice(self.laptop.public, "Laptop 3")}

    @property
    def offices(self) -> dict[str, KnownDevice]:
        return {self.office.public.id: KnownDevice(self.office.public, "Sudin Jakarta Timur")}

    def package(self, **changed: object) -> bytes:
        facts: dict[str, object] = {
            "keys": self.laptop,
            "name": "Laptop 3",
            "recipients": [self.office.public.age],
            "before": Sums(),
            "package": PACKAGE,
            "made_at": MADE_AT,
        }
        return make_package(self.changes, **(facts | changed))  # type: ignore[arg-type]

    def ending(self, last_hash: str) -> dict[str, object]:
        """What the manifest says where the run ends with another hash."""
        return {"run": encoded(run_of(self.changes)) | {"hash_after": last_hash}}

    def reading(self, **changed: object) -> dict[str, object]:
        return {"known": self.known, "identities": [self.office.identity]} | changed


@dataclass(frozen=True)
class NewsWorld(World):
    """The same as news: `laptop` holds the keys of the office that makes them, `office` those of the reader."""

    def package(self, **changed: object) -> bytes:
        facts: dict[str, object] = {
            "keys": self.laptop,
            "name": "Sudin Jakarta Timur",
            "recipients": [self.office.public.age],
            "package": PACKAGE,
            "made_at": MADE_AT,
        }
        return make_news([(self.changes, Sums())], [""], **(facts | changed))  # type: ignore[arg-type]

    def ending(self, last_hash: str) -> dict[str, object]:
        return {"chapters": [{**super().ending(last_hash), "maker": None}]}


def encoded(run: Run) -> dict[str, object]:
    """A run as a manifest spells it."""
    found: dict[str, object] = json.loads(encode(run))
    return found


@pytest.fixture(scope="session")
def world() -> World:
    return World(generate(), generate(), chain([100_000, None, 0, 2_500_000]))
