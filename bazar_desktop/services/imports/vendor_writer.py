"""Vendors of a list written to the register: new ones by column, because there may be hundreds of thousands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import COACH
from bazar_desktop.domain.journal.changes import canonical
from bazar_desktop.services.register.entry import EntryBlock, VendorEntry, joined_blocks, one_block
from bazar_desktop.services.register.list_model import Difference
from bazar_desktop.services.register.matching import read_extra
from bazar_desktop.services.settings.agencies import agency_id
from bazar_desktop.store.bulk import SLICE, Columns, enter_columns, enter_many
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Registration, Vendor, new_ids


def in_slices(entries: Sequence[VendorEntry]) -> list[EntryBlock]:
    """Give the same by column, in the pieces in which they are written."""
    return [one_block(entries[start : start + SLICE]) for start in range(0, len(entries), SLICE)]


def enter_vendors(session: Session, entries: Sequence[VendorEntry]) -> list[str]:
    """Enter new vendors with their registrations; returns their ids in the order given."""
    return enter_blocks(session, in_slices(entries))


def enter_blocks(session: Session, blocks: Sequence[EntryBlock]) -> list[str]:
    """Enter the same for entries that stand by column."""
    ids = new_ids(sum(map(len, blocks)))
    named = sorted(set[str]().union(*(block.agencies for block in blocks)))
    agencies = {name: agency_id(session, name, COACH) for name in named}
    permits: list[tuple[str, str, str]] = []

    def columns() -> Iterator[Columns]:
        end = 0
        for block in _gathered(blocks):
            part, end = ids[end : end + len(block)], end + len(block)
            permits.extend((part[place], *item) for place, some in block.permits.items() for item in some)
            yield {
                **block.values,
                "id": part,
                "name": [name or "" for name in block.column("name")],
                "business": [business or "" for business in block.column("business")],
                "walk_in": [False] * len(block),
                "agency_id": [agencies[name] for name in block.agencies],
                "extra": [_as_text(block.extra.get(place)) for place in range(len(block))]
                if block.extra
                else (),
            }

    enter_columns(session, Vendor, columns())
    numbered = zip(new_ids(len(permits)), permits, strict=True)
    enter_many(
        session,
        Registration,
        (
            {"id": id_, "vendor_id": vendor_id, "kind": kind, "number": number}
            for id_, (vendor_id, kind, number) in numbered
        ),
    )
    return ids


def _gathered(blocks: Iterable[EntryBlock]) -> Iterator[EntryBlock]:
    """The same rows in blocks of SLICE and more, but for the last."""
    some: list[EntryBlock] = []
    count = 0
    for block in blocks:
        some.append(block)
        count += len(block)
        if count >= SLICE:
            yield joined_blocks(some)
            some, count = [], 0
    if some:
        yield joined_blocks(some)


def _as_text(extra: Mapping[str, str] | None) -> str | None:
    return canonical(extra) if extra else None


def change_vendor(
    session: Session, vendor_id: str, entry: VendorEntry, differences: Sequence[Difference]
) -> None:
    """Let the vendor say what `entry` says otherwise; what the list leaves blank stays."""
    row = session.get_one(Vendor, vendor_id)
    extra: dict[str, str] = {}
    for difference in differences:
        if difference.field == "agency":
            row.agency_id = agency_id(session, entry.agency, COACH)
        elif difference.field.startswith("extra:"):
            extra[difference.field.removeprefix("extra:")] = str(difference.after)
        elif difference.field in entry.values:
            setattr(row, difference.field, difference.after)
        else:
            enter(session, Registration, vendor_id=vendor_id, kind=difference.field, number=difference.after)
    if "nik" in {difference.field for difference in differences} and row.nik_damaged:
        row.nik_damaged = False
    if extra:
        row.extra = canonical({**read_extra(row.extra), **extra})
