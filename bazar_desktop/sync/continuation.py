"""Whether a package's run goes on where our copy of its maker's journal ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bazar_desktop.domain.journal.changes import Change
from bazar_desktop.sync.answers import Answer, ClonedLaptop, PackageDamaged
from bazar_desktop.sync.envelope import Package
from bazar_desktop.sync.sums import MONEY, ChainPoint, sums_of


@dataclass(frozen=True, slots=True)
class Continuation:
    """What to do with a package: DUPLICATE (nothing new), HELD (wait for `missing`), or MERGED by applying `fresh`.

    `point` is where the origin's journal stands with us afterwards.
    """

    answer: Answer
    fresh: tuple[Change, ...]
    missing: tuple[int, int] | None
    point: ChainPoint


def continuation(
    package: Package,
    ours: ChainPoint,
    hash_at: Callable[[int], str | None],
    money: Mapping[str, tuple[str, ...]] = MONEY,
) -> Continuation:
    """Tell how `package` stands to `ours`, the point up to which we hold that origin without a gap.

    `hash_at` gives the hash of our change with that number. One comparison is enough: each hash covers all before
    it. Raises ClonedLaptop where the same number has another content, PackageDamaged where the sums do not go on.
    """
    run = package.manifest.run
    if run.first > ours.last + 1:
        return Continuation(Answer.HELD, (), (ours.last + 1, run.first - 1), ours)
    meeting = min(run.last, ours.last)
    if _hash_in(package, meeting) != (ours.hash if meeting == ours.last else hash_at(meeting)):
        raise ClonedLaptop(name=package.manifest.name, number=meeting)
    fresh = package.changes[meeting - run.first + 1 :]
    if not fresh:
        return Continuation(Answer.DUPLICATE, (), None, ours)
    sums = ours.sums.plus(sums_of(fresh, money))
    if sums != package.control.after:
        raise PackageDamaged(what="sums")
    return Continuation(Answer.MERGED, fresh, None, ChainPoint(run.origin, run.last, run.hash_after, sums))


def _hash_in(package: Package, number: int) -> str:
    """The hash that `package` gives to change `number`, which is in it or the last before it."""
    run = package.manifest.run
    return run.hash_before if number == run.first - 1 else package.changes[number - run.first].hash
