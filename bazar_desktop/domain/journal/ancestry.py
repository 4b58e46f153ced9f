"""Whether the changes of a row name each other in a circle: then none of them came first, and no program wrote them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bazar_desktop.domain.journal.changes import Change, ChangeId, field_changes

Circle = tuple[ChangeId, str]  # a change of it, and the field


def first_circle(changes: Iterable[Change]) -> Circle | None:
    """A change that is its own ancestor, with the field; None where the changes of the row go round nowhere."""
    parents: dict[str, dict[ChangeId, tuple[ChangeId, ...]]] = {}
    for change in changes:
        for name, field in field_changes(change).items():
            parents.setdefault(name, {})[change.id] = field.parents
    for name, named in sorted(parents.items()):
        left = _without_first_ones(named)
        if left:
            return max(left), name
    return None


def _without_first_ones(named: Mapping[ChangeId, tuple[ChangeId, ...]]) -> set[ChangeId]:
    """What is left when those without a parent among the rest go, again and again: nothing but circles and heirs."""
    waits = {child: {parent for parent in parents if parent in named} for child, parents in named.items()}
    children: dict[ChangeId, list[ChangeId]] = {}
    for child, parents in waits.items():
        for parent in parents:
            children.setdefault(parent, []).append(child)
    free = [child for child, parents in waits.items() if not parents]
    while free:
        gone = free.pop()
        del waits[gone]
        for child in children.get(gone, ()):
            waits[child].discard(gone)
            if not waits[child]:
                free.append(child)
    return set(waits)
