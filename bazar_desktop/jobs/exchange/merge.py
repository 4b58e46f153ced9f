"""One proven package into the store, inside one transaction: does it go on, is it late, what does it change."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.changes import Change
from bazar_desktop.jobs.exchange.packing import day_scopes
from bazar_desktop.jobs.office.identity import OFFICE_ID, chain_point, keep_point, note_maker
from bazar_desktop.services.day.seal_reach import standing_covers
from bazar_desktop.services.exchange.packages import DAY_ENTITIES
from bazar_desktop.services.journal.laptop_names import laptop_of
from bazar_desktop.services.office.laptops import HEARD, note_origin
from bazar_desktop.services.papers.attachments import keep_photos
from bazar_desktop.store.actions import action
from bazar_desktop.store.apply import apply
from bazar_desktop.store.chains import chain_hash, chain_note
from bazar_desktop.store.own_facts import get_fact, set_fact
from bazar_desktop.sync.answers import Answer, ClonedLaptop
from bazar_desktop.sync.continuation import continuation
from bazar_desktop.sync.envelope import Package


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of one package; `rupiah` is its origin's control sum here afterwards.

    `ahead` names whose clocks run more than a day before that of here: of an office's news, whoever wrote them ("" for
    another office).
    """

    answer: Answer
    new: int = 0
    conflicts: int = 0
    rupiah: int = 0
    missing: tuple[int, int] | None = None
    late: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()


@action("packages.read")
def merge(session: Session, package: Package, sign_key: str, at: datetime) -> Merged:
    """Apply what is new in `package`, which `sign_key` (hex) has signed.

    Raises ClonedLaptop, PackageDamaged, ChainForked; then nothing is committed."""
    origin, device = package.manifest.run.origin, package.manifest.device
    _require_one_past(session, package)
    note = chain_note(session, origin)
    found = continuation(
        package, chain_point(session, origin, note=note), lambda number: chain_hash(session, origin, number)
    )
    if found.answer != Answer.MERGED:
        return Merged(found.answer, rupiah=found.point.sums.rupiah, missing=found.missing)
    note_maker(session, origin, device)  # first: what comes is judged by whose it is
    applied = apply(session, found.fresh, at)
    keep_photos(session, found.fresh, package.files)
    keep_point(session, found.point, device)
    if package.manifest.heard:
        numbers = {item: seq for item, (seq, _) in package.manifest.heard.items()}
        set_fact(session, f"{HEARD}:{device}", json.dumps(numbers, sort_keys=True))
    if (
        note.device != device
        and get_fact(session, "kind") == "office"
        and device != get_fact(session, OFFICE_ID)
    ):
        note_origin(session, sign_key, origin)
    late = late_days(session, found.fresh)
    return Merged(
        answer=Answer.MERGED_LATE if late else Answer.MERGED,
        new=applied.new,
        conflicts=applied.conflicts,
        rupiah=found.point.sums.rupiah,
        late=late,
        scopes=day_scopes(package.changes),
        ahead=(package.manifest.name,) if applied.clock_odd else (),
    )


def _require_one_past(session: Session, package: Package) -> None:
    """Refuse what was built on another copy of a chain than ours: somewhere a laptop was cloned.

    Its changes name their parents by number, which here would mean other changes. Raises ClonedLaptop.
    """
    for origin, (seq, hash_) in package.manifest.heard.items():
        if chain_hash(session, origin, seq) not in (None, hash_):
            raise ClonedLaptop(name=laptop_of(session, origin) or package.manifest.name, number=seq)


def late_days(session: Session, changes: Iterable[Change]) -> tuple[str, ...]:
    """Give the sealed bazaar days that `changes` alter beyond what their standing seal covers."""
    latest: dict[str, dict[str, int]] = {}
    for change in changes:
        if "/" in change.scope and change.entity in DAY_ENTITIES:
            latest.setdefault(change.scope, {})[change.origin] = change.seq
    covered = standing_covers(session, sorted({scope.split("/")[0] for scope in latest}))
    return tuple(
        scope
        for scope, ends in sorted(latest.items())
        if scope in covered and any(seq > covered[scope].get(origin, 0) for origin, seq in ends.items())
    )
