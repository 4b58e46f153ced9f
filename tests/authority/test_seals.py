"""A seal's code is made again from the rows it claims: one that does not fit is named, and its total is not taken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bazar_desktop.domain.closing.proofs import seal_code
from bazar_desktop.services.day.as_sealed import sheet_at
from bazar_desktop.services.reports.board import DRAFT, RECEIVED, BoardRow, board
from bazar_desktop.services.reports.year import year_report
from bazar_desktop.store.chains import chain_ends
from bazar_desktop.store.tables import DayClose, natural_id
from tests.authority.liar import Liar
from tests.authority.shapes import DAY
from tests.authority.test_hostile_shapes import bring
from tests.bazaar_day import DAYS
from tests.offices import Post


def sealed(liar: Liar, code: str = "", **more: Any) -> None:
    """The liar's seal of its own day, with the code that fits or another one."""
    with liar.post.store.db.read() as session:
        covers = more.pop("covers", None) or json.dumps(chain_ends(session))
        row = DayClose(bazaar_id=liar.own, day=DAYS[0], revision=1, covers=json.dumps(chain_ends(session)))
        right = seal_code(sheet_at(session, row))
    said = {"bazaar_id": liar.own, "day": DAY, "revision": 1, "covers": covers, "totals": "{}"}
    where = natural_id("day_close", liar.own, DAY, 1)
    liar.enter("day_close", where, {**said, "seal": code or right}, scope=f"{liar.own}/{DAY}")


def row_of(office: Post, liar: Liar, *, check: bool = True) -> BoardRow:
    with office.store.db.read() as session:
        rows = board(session, check_seals=check)
    return next(row for row in rows if (row.bazaar_id, row.day) == (liar.own, DAYS[0]))


def test_a_seal_that_fits_is_taken(world: tuple[Post, Liar], tmp_path: Path) -> None:
    office, liar = world
    sealed(liar)
    bring(office, liar, tmp_path)
    row = row_of(office, liar)
    assert (row.seal_mismatch, row.state) == (False, RECEIVED)


def test_a_seal_of_another_code_is_named_and_its_day_counts_as_open(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    sealed(liar, code="AAAA-AAAA-A")
    bring(office, liar, tmp_path)
    row = row_of(office, liar)
    assert (row.seal_mismatch, row.state, row.seal, row.omzet) == (True, DRAFT, "", 150_000)
    assert row_of(office, liar, check=False).state == RECEIVED
    with office.store.db.read() as session:
        days = year_report(session, 2023, check_seals=True).days
    (day,) = [item for item in days if (item.bazaar_id, item.day) == (liar.own, DAYS[0])]
    assert (day.seal_mismatch, day.revision, day.omzet) == (True, 0, 150_000)


def test_a_seal_that_covers_what_has_not_come_cannot_be_checked_yet(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    sealed(liar, code="AAAA-AAAA-A", covers='{"ffff0000ffff0000":99}')
    bring(office, liar, tmp_path)
    assert not row_of(office, liar).seal_mismatch


def test_no_proposal_hides_a_seal_of_another_code(world: tuple[Post, Liar], tmp_path: Path) -> None:
    """A harmless usul leaves a true seal as it is; a false one stays false beside it."""
    office, liar = world
    liar.write("vendor", liar.id("vendor"), {"phone": "+628129999000"})
    sealed(liar)
    bring(office, liar, tmp_path)
    assert not row_of(office, liar).seal_mismatch


def test_a_false_seal_beside_a_proposal_is_named(world: tuple[Post, Liar], tmp_path: Path) -> None:
    office, liar = world
    liar.write("vendor", liar.id("vendor"), {"phone": "+628129999000"})
    sealed(liar, code="AAAA-AAAA-A")
    bring(office, liar, tmp_path)
    row = row_of(office, liar)
    assert (row.seal_mismatch, row.state) == (True, DRAFT)
