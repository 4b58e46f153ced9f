"""A laptop whose keys are known and whose owner lies: it signs whatever it is told to."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bazar_desktop.domain.journal.changes import SCHEMA, Change, ChangeId, FieldChange, Value, make_change
from bazar_desktop.domain.journal.clock import wall
from bazar_desktop.jobs.office.identity import own_keys
from bazar_desktop.store.chains import chain_changes
from bazar_desktop.store.journal import personal_fields
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.tables import facts
from bazar_desktop.sync.device_keys import DeviceKeys
from bazar_desktop.sync.envelope import make_package
from bazar_desktop.sync.news import make_news
from bazar_desktop.sync.sums import sums_of
from tests.offices import Post

MADE_AT = "2023-03-21T16:05:00+07:00"


@dataclass(frozen=True)
class Liar:
    """Its true keys and chain; `clock` is that of what it says next."""

    keys: DeviceKeys
    changes: tuple[Change, ...]
    clock: str

    @property
    def origin(self) -> str:
        return self.changes[-1].origin

    def says(
        self,
        entity: str,
        row_id: str,
        values: Mapping[str, Value],
        *,
        parents: Sequence[ChangeId] = (),
        **members: Any,
    ) -> Change:
        """The next change of its chain: `values` of one row, whatever they are."""
        last = self.changes[-1]
        cls = facts().get(entity)
        members = {
            "seq": last.seq + 1,
            "schema": SCHEMA,
            "at": self.clock,
            "officer": last.officer,
            "action": "test.lie/0",
            "scope": "store",
            "reason": None,
            "origin": last.origin,
            **members,
        }
        return make_change(
            {name: FieldChange(None, value, tuple(parents)) for name, value in values.items()},
            personal_fields(cls) if cls else frozenset(),
            "s" * 32,
            entity=entity,
            row_id=row_id,
            prev_hash=last.hash,
            **members,
        )

    def after(self, *changes: Change) -> Liar:
        """The same laptop once it has said that too."""
        return replace(self, changes=(*self.changes, *changes))

    def package(self, to: Path, reader: Post, changes: Sequence[Change]) -> Path:
        """Its package of `changes`, which go on where its chain ends, for the office `reader`."""
        with reader.store.db.read() as session:
            office = own_keys(session).public
        to.write_bytes(
            make_package(
                changes,
                keys=self.keys,
                name="Laptop 1",
                recipients=[office.age],
                before=sums_of(self.changes),
                package=str(uuid.uuid4()),
                made_at=MADE_AT,
            )
        )
        return to

    def news(self, to: Path, office: Post, reader: Post, changes: Sequence[Change]) -> Path:
        """News of an office that is as broken: `changes` of this laptop under the office's own signature."""
        with office.store.db.read() as session:
            keys = own_keys(session)
        with reader.store.db.read() as session:
            public = own_keys(session).public
        to.write_bytes(
            make_news(
                [(changes, sums_of(self.changes))],
                [self.keys.public.id],
                keys=keys,
                name="Sudin",
                recipients=[public.age],
                package=str(uuid.uuid4()),
                made_at=MADE_AT,
            )
        )
        return to


def liar_of(post: Post) -> Liar:
    """The laptop at `post`, from now on a liar."""
    with post.store.db.read() as session:
        changes = chain_changes(session, get_fact(session, "origin"))
        return Liar(own_keys(session), tuple(changes), wall(post.tick()))
