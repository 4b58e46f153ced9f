"""An office and three laptops, made once and copied for every schedule."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, select

from bazar_desktop.domain.journal.changes import Change
from bazar_desktop.store.database import Database
from bazar_desktop.store.engine import sqlite_engine
from bazar_desktop.store.opening import STORE_FILE, OpenStore
from bazar_desktop.store.tables import ChangeRow, Participation
from tests.offices import Post, found

FILE = "salinan.bazardb"  # not the name that makes each reading start with a backup
LAPTOPS = 3
WRITTEN = ("omzet_entry", "attendance", "setting", "day_close", "verdict", "take_back")


@dataclass(frozen=True)
class Template:
    """Closed stores, the office first, that know each other."""

    stores: tuple[OpenStore, ...]
    bazaar_id: str
    parties: tuple[str, ...]
    vendors: tuple[str, ...]
    at: datetime

    def copy(self, folder: Path) -> list[Post]:
        """The stores again, in `folder`, with clocks some minutes apart."""
        posts = []
        for number, store in enumerate(self.stores):
            place = folder / f"{number}"
            place.mkdir(parents=True)
            shutil.copyfile(store.folder / STORE_FILE, place / FILE)
            at = self.at + timedelta(minutes=(0, 7, -4, 2)[number])
            posts.append(Post(reopened(replace(store, folder=place)), at, self.bazaar_id))
        return posts


_FIRST: list[Engine] = []


def reopened(store: OpenStore) -> OpenStore:
    """The store opened anew. All engines share one dialect and its compiled statements: thousands are opened."""
    engine = sqlite_engine(store.folder / FILE, store.key)
    if _FIRST:
        engine.dialect, engine._compiled_cache = _FIRST[0].dialect, _FIRST[0]._compiled_cache
    else:
        engine.connect().close()
        _FIRST.append(engine)
    return replace(store, db=Database(engine))


def make_template(folder: Path) -> Template:
    """An office whose laptops have been told of each other."""
    world = found(folder, vendors=3, reserves=0, partners=0)
    laptops = [world.join(f"Laptop {number}") for number in range(1, LAPTOPS + 1)]
    parties = tuple(laptops[0].parties()[:3])
    world.office.sell(dict.fromkeys(parties, 1))
    news = world.office.pack(world.stick("kabar"), everything=True)
    for laptop in laptops:
        laptop.read(news.file)
    with world.office.store.db.read() as session:
        vendors = tuple(str(session.get_one(Participation, party).vendor_id) for party in parties)
    posts = [world.office, *laptops]
    world.close()
    return Template(
        tuple(post.store for post in posts),
        world.office.bazaar_id,
        parties,
        vendors,
        max(post.at for post in posts),
    )


def changes_of(post: Post) -> list[Change]:
    """All changes at `post` of the facts that schedules write, oldest first."""
    table = ChangeRow.__table__
    query = select(table).where(ChangeRow.entity.in_(WRITTEN))
    with post.store.db.read() as session:
        result = session.execute(query.order_by(ChangeRow.at, ChangeRow.origin, ChangeRow.seq))
        return [Change(**row._mapping) for row in result]
