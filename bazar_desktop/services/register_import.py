"""A list into the register: first a plan with every source row in one bucket, then one action that writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from bazar_desktop.domain.changes import canonical
from bazar_desktop.domain.day import COACH
from bazar_desktop.services.list_entries import EntryReader
from bazar_desktop.services.list_terms import Terms
from bazar_desktop.services.lists import (
    CHANGED,
    DUPLICATE_IN_FILE,
    EMPTY_NAME,
    LOOK,
    NEW,
    REFUSED,
    REPORT_EVERY,
    SAME,
    UNDECIDED,
    Choices,
    Difference,
    Imported,
    ImportPlan,
    ListColumn,
    Listing,
    NothingToSave,
    PlannedRow,
    ReadRow,
    Reason,
    Report,
    require_unmoved,
    store_mark,
)
from bazar_desktop.services.register_index import Keys, RegisterIndex, keys_of, read_extra
from bazar_desktop.services.vendor_entries import Known, VendorEntry, differences, title_of
from bazar_desktop.services.vendors import agency_id
from bazar_desktop.store.bulk import enter_many
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Agency, Registration, Vendor, new_ids

REGISTER = "register"
PERHAPS_TOTAL = "perhaps_total"  # a flag of the reading: the row may be a total under another name
CHOSEN = "chosen"  # the officer said which vendor it is
MARKED = (Vendor, Registration, Agency)


class Placed(NamedTuple):
    """Whose row it is: `known` is the vendor it meets, None for a new one."""

    bucket: str
    entry: VendorEntry
    reasons: tuple[Reason, ...]
    known: Known | None = None
    differences: tuple[Difference, ...] = ()
    candidates: tuple[str, ...] = ()


class VendorPlanner:
    """Finds for one row after another whether its vendor is new, known, or to be asked about."""

    def __init__(
        self,
        session: Session,
        columns: Mapping[str, ListColumn],
        choices: Choices,
        elsewhere: frozenset[str] = frozenset(),
    ) -> None:
        self.terms = Terms(session)
        self.index = RegisterIndex(session)
        self._reader = EntryReader(columns, self.terms, choices.accepted, elsewhere)
        self._choices = choices
        self._met: dict[str, int] = {}

    def place(self, row: ReadRow) -> Placed:
        """The bucket of `row`; new vendors and vendors met are remembered for the rows that follow."""
        entry, reasons = self._reader.read(row)
        if not entry.get("name") and not entry.get("business"):
            return Placed(REFUSED, entry, (Reason(EMPTY_NAME), *_but_no_name(reasons)))
        keys = keys_of(entry)
        placed = self._judge(row, entry, tuple(reasons), keys)
        if placed.bucket == NEW:
            self.index.add(Known("", entry, row.number), keys)
        elif placed.bucket != LOOK and placed.known is not None and placed.known.id:
            self._met.setdefault(placed.known.id, row.number)
        return placed

    def _judge(self, row: ReadRow, entry: VendorEntry, reasons: tuple[Reason, ...], keys: Keys) -> Placed:
        chosen = self._choices.of(row.number)
        if chosen in self.index.by_id:
            return self._meets(self.index.by_id[chosen], entry, (*reasons, Reason(CHOSEN)))
        match = self.index.find(entry, keys)
        if match is None:
            doubtful = any(reason.code == PERHAPS_TOTAL for reason in reasons) and chosen != NEW
            return Placed(LOOK if doubtful else NEW, entry, reasons)
        known = match.known
        if not match.doubt:
            placed = self._meets(known, entry, reasons)
            if placed.bucket != LOOK or chosen != NEW:
                return placed
        elif chosen != NEW:
            why = Reason(match.doubt, row=known.row, known=known.title)
            candidates = tuple(one.id for one in (known, *match.others) if one.id)
            return Placed(LOOK, entry, (why, *reasons), known, differences(entry, known.entry), candidates)
        return Placed(NEW, entry, reasons)

    def _meets(self, known: Known, entry: VendorEntry, reasons: tuple[Reason, ...]) -> Placed:
        """The row of a certain vendor. A second row of the same list that is not spelled the same needs a look."""
        found = differences(entry, known.entry)
        earlier = known.row or self._met.get(known.id, 0)
        if earlier:
            reasons = (Reason(DUPLICATE_IN_FILE, row=earlier, known=known.title), *reasons)
        other_spelling = bool(known.row) and entry.values != known.entry.values
        if not found and not other_spelling:
            return Placed(SAME, entry, reasons, known)
        candidates = (known.id,) if known.id else ()
        return Placed(LOOK if earlier else CHANGED, entry, reasons, known, found, candidates)


def plan_register(
    session: Session,
    listing: Listing,
    choices: Choices = UNDECIDED,
    report: Report | None = None,
) -> ImportPlan:
    """What importing `listing` into the register would do; nothing is written.

    Matches by NIK, phone, Jakpreneur number, then name, business and kecamatan. Raises RowsUnaccounted.
    """
    planner = VendorPlanner(session, listing.columns, choices)
    rows = []
    for done, row in enumerate(listing.rows):
        if report is not None and done % REPORT_EVERY == 0:
            report(done, len(listing.rows))
        placed = planner.place(row)
        rows.append(
            PlannedRow(
                row.number,
                placed.bucket,
                title_of(placed.entry),
                placed.reasons,
                placed.differences,
                placed.known.id if placed.known else "",
                placed.candidates,
                placed.entry,
            )
        )
    plan = ImportPlan(
        REGISTER, listing.name, tuple(rows), listing.others, listing.blank, listing.height,
        store_mark(session, *MARKED),
    )  # fmt: skip
    plan.counts()
    return plan


def import_register(session: Session, plan: ImportPlan) -> Imported:
    """Write what `plan` says, as one action. Raises StoreMovedOn, NothingToSave."""
    require_unmoved(session, plan.mark, *MARKED)
    fresh, changed = plan.of(NEW), plan.of(CHANGED)
    if not fresh and not changed:
        raise NothingToSave()
    enter_vendors(session, [row.entry for row in fresh])
    for row in changed:
        change_vendor(session, row.target, row.entry, row.differences)
    session.flush()
    return Imported(len(fresh), len(changed))


def enter_vendors(session: Session, entries: Sequence[VendorEntry]) -> list[str]:
    """Enter new vendors with their registrations; returns their ids in the order given."""
    agencies = {name: agency_id(session, name, COACH) for name in sorted({entry.agency for entry in entries})}
    ids = new_ids(len(entries))
    enter_many(session, Vendor, map(_vendor_row, ids, entries, repeat(agencies)))
    permits = [(id_, *one) for id_, entry in zip(ids, entries, strict=True) for one in entry.registrations]
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


def _vendor_row(id_: str, entry: VendorEntry, agencies: Mapping[str, str | None]) -> dict[str, Any]:
    return {
        "name": "",
        "business": "",
        **entry.values,
        "id": id_,
        "walk_in": False,
        "agency_id": agencies[entry.agency],
        "extra": canonical(entry.extra) if entry.extra else None,
    }


def change_vendor(session: Session, vendor_id: str, entry: VendorEntry, found: Sequence[Difference]) -> None:
    """Let the vendor say what `entry` says otherwise; what the list leaves blank stays."""
    row = session.get_one(Vendor, vendor_id)
    extra: dict[str, str] = {}
    for one in found:
        if one.field == "agency":
            row.agency_id = agency_id(session, entry.agency, COACH)
        elif one.field.startswith("extra:"):
            extra[one.field.removeprefix("extra:")] = str(one.after)
        elif one.field in entry.values:
            setattr(row, one.field, one.after)
        else:
            enter(session, Registration, vendor_id=vendor_id, kind=one.field, number=one.after)
    if "nik" in {one.field for one in found} and row.nik_damaged:
        row.nik_damaged = False
    if extra:
        row.extra = canonical({**read_extra(row.extra), **extra})


def _but_no_name(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    return tuple(reason for reason in reasons if reason.code != "no_name")
