"""A list into the register: first a plan with every source row in one bucket, then one action that writes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from sqlalchemy.orm import Session

from bazar_desktop.services.imports.plan import ImportPlan, PlannedRow, PlannedRows, PlannedRun, length_of
from bazar_desktop.services.imports.row_parser import EntryReader
from bazar_desktop.services.imports.vendor_writer import change_vendor, enter_blocks, in_slices
from bazar_desktop.services.register.entry import (
    SAME_NAME_AND_EMAIL,
    EntryBlock,
    Known,
    VendorEntry,
    differences,
    title,
    title_of,
)
from bazar_desktop.services.register.list_model import (
    CHANGED,
    DUPLICATE_IN_FILE,
    EMPTY_NAME,
    LOOK,
    NEW,
    REFUSED,
    REPORT_EVERY,
    SAME,
    UNDECIDED,
    Difference,
    Imported,
    InBlocks,
    ListChoices,
    ListColumn,
    NothingToSave,
    ReadList,
    ReadRow,
    Report,
    RowBlock,
    RowReason,
    require_unmoved,
    store_mark,
)
from bazar_desktop.services.register.matching import (
    BlockKeys,
    Keys,
    Match,
    RegisterIndex,
    keys_of,
    keys_of_block,
)
from bazar_desktop.services.register.name_keys import Terms, name_key
from bazar_desktop.store.tables import Agency, Registration, Vendor

REGISTER = "register"
NAME_IS_LABEL = "name_is_label"  # a flag of the reading: what stands for the name is a field's name
PERHAPS_TOTAL = "perhaps_total"  # a flag of the reading: the row may be a total under another name
CELL_NOTE = "cell_note"  # a flag of the reading: somebody wrote a comment beside the row
OWNER_MISSING = "owner_missing"
CHOSEN = "chosen"  # the officer said which vendor it is
MARKED = (Vendor, Registration, Agency)


class Placed(NamedTuple):
    """Whose row it is: `known` is the vendor it meets, None for a new one."""

    bucket: str
    entry: VendorEntry
    reasons: tuple[RowReason, ...]
    known: Known | None = None
    differences: tuple[Difference, ...] = ()
    candidates: tuple[str, ...] = ()


class NewRun(NamedTuple):
    """Rows that follow one another, all of new vendors of whom nothing more is to be said."""

    entries: EntryBlock

    @property
    def bucket(self) -> str:
        return NEW

    @property
    def numbers(self) -> Sequence[int]:
        return self.entries.numbers

    @property
    def titles(self) -> Sequence[str]:
        names, businesses = self.entries.column("name"), self.entries.column("business")
        return list(map(title, businesses, names))

    def row(self, place: int) -> PlannedRow:
        """Give one of them as a planned row."""
        entry = self.entries.entry(place)
        return PlannedRow(self.numbers[place], NEW, title_of(entry), entry=entry)


class VendorPlanner:
    """Finds for one row after another whether its vendor is new, known, or to be asked about."""

    def __init__(
        self,
        session: Session,
        columns: Mapping[str, ListColumn],
        choices: ListChoices,
        elsewhere: frozenset[str] = frozenset(),
    ) -> None:
        self.terms = Terms(session)
        self.index = RegisterIndex(session)
        self._reader = EntryReader(columns, self.terms, choices.accepted, elsewhere)
        self._choices = choices
        self._met: dict[str, int] = {}
        self._by_email: dict[str, Known] | None = None

    def place(self, row: ReadRow) -> Placed:
        """Give the bucket of `row`; new vendors and vendors met are remembered for the rows that follow."""
        entry, reasons = self._reader.read(row)
        if not entry.get("name") and not entry.get("business"):
            return Placed(REFUSED, entry, (RowReason(EMPTY_NAME), *_but_no_name(reasons)))
        if not entry.get("name"):
            reasons.append(RowReason(OWNER_MISSING, "owner"))
        keys = keys_of(entry)
        placed = self._judge(row, entry, tuple(reasons), keys)
        if placed.bucket == NEW:
            known = Known("", entry, row.number)
            self.index.add(known, keys)
            if key := _email_key(entry):
                self._emails().setdefault(key, known)
        elif placed.bucket != LOOK and placed.known is not None and placed.known.id:
            self._met.setdefault(placed.known.id, row.number)
        return placed

    def rows(self, rows: Sequence[ReadRow]) -> Iterator[PlannedRow | NewRun]:
        """Give the planned rows of a list; those of a long one by column as far as they are plain."""
        if isinstance(rows, InBlocks):
            for block in rows.blocks():
                yield from self._block(block)
        else:
            yield from map(self._planned, rows)

    def _planned(self, row: ReadRow) -> PlannedRow:
        placed = self.place(row)
        return PlannedRow(
            row.number,
            placed.bucket,
            title_of(placed.entry),
            placed.reasons,
            placed.differences,
            placed.known.id if placed.known else "",
            placed.candidates,
            placed.entry,
        )

    def _block(self, block: RowBlock) -> Iterator[PlannedRow | NewRun]:
        entries, odd = self._reader.block(block)
        keys = keys_of_block(entries)
        odd |= self.index.meeting(entries, keys)
        odd.update(place for place, number in enumerate(block.numbers) if number in self._choices.rows)
        start, end = 0, len(block.numbers)
        for place in range(end):
            if place not in odd:
                continue
            yield from self._run(entries, keys, start, place)
            start = place + 1
            planned = self._planned(block.row(place))
            if planned.bucket == NEW:
                odd.update(_like(planned.entry, entries, keys, start))
            yield planned
        yield from self._run(entries, keys, start, end)

    def _run(self, entries: EntryBlock, keys: BlockKeys, start: int, end: int) -> Iterator[NewRun]:
        if start < end:
            run = entries.part(start, end)
            self.index.add_block(run, keys.part(start, end))
            yield NewRun(run)

    def _judge(self, row: ReadRow, entry: VendorEntry, reasons: tuple[RowReason, ...], keys: Keys) -> Placed:
        chosen = self._choices.of(row.number)
        if chosen in self.index.by_id:
            return self._meets(self.index.by_id[chosen], entry, (*reasons, RowReason(CHOSEN)))
        match = self.index.find(entry, keys) or self._by_name_and_email(entry)
        if match is None:
            doubtful = chosen != NEW and any(
                reason.code in {PERHAPS_TOTAL, NAME_IS_LABEL, CELL_NOTE} for reason in reasons
            )
            return Placed(LOOK if doubtful else NEW, entry, reasons)
        known = match.known
        if not match.doubt:
            placed = self._meets(known, entry, reasons)
            if placed.bucket != LOOK or chosen != NEW:
                return placed
        elif chosen != NEW:
            why = RowReason(match.doubt, row=known.row, known=known.title)
            candidates = tuple(item.id for item in (known, *match.others) if item.id)
            return Placed(LOOK, entry, (why, *reasons), known, differences(entry, known.entry), candidates)
        return Placed(NEW, entry, reasons)

    def _by_name_and_email(self, entry: VendorEntry) -> Match | None:
        """Whoever filled in a form twice under one name and e-mail."""
        key = _email_key(entry)
        known = self._emails().get(key) if key else None
        return Match(known, SAME_NAME_AND_EMAIL) if known is not None else None

    def _emails(self) -> dict[str, Known]:
        if self._by_email is None:
            known = ((_email_key(item.entry), item) for item in self.index.by_id.values())
            self._by_email = {key: item for key, item in known if key}
        return self._by_email

    def _meets(self, known: Known, entry: VendorEntry, reasons: tuple[RowReason, ...]) -> Placed:
        """The row of a certain vendor. A second row of the same list that is not spelled the same needs a look."""
        found = differences(entry, known.entry)
        earlier = known.row or self._met.get(known.id, 0)
        if earlier:
            reasons = (RowReason(DUPLICATE_IN_FILE, row=earlier, known=known.title), *reasons)
        other_spelling = bool(known.row) and entry.values != known.entry.values
        if not found and not other_spelling:
            return Placed(SAME, entry, reasons, known)
        candidates = (known.id,) if known.id else ()
        return Placed(LOOK if earlier else CHANGED, entry, reasons, known, found, candidates)


def _email_key(entry: VendorEntry) -> str:
    name, email = name_key(entry.get("name")), str(entry.get("email") or "").strip().casefold()
    return f"{name}|{email}" if name and "@" in email else ""


def _like(entry: VendorEntry, entries: EntryBlock, keys: BlockKeys, start: int) -> Iterable[int]:
    """The places from `start` on of rows that may be the vendor of `entry`, which was new."""
    own = keys_of(entry)
    places = range(start, len(entries))
    if own.numbers or not (entry.get("name") and entry.get("business")):
        return places
    columns = ((own.nik, keys.niks), (own.phone, keys.phones), (own.names, keys.names))
    return (
        place for key, column in columns if key and key in column for place in places if column[place] == key
    )


def plan_register(
    session: Session,
    listing: ReadList,
    choices: ListChoices = UNDECIDED,
    report: Report | None = None,
) -> ImportPlan:
    """Work out what importing `listing` into the register would do; nothing is written.

    Matches by NIK, phone, Jakpreneur number, then name, business and kecamatan. Raises RowsUnaccounted.
    """
    planner = VendorPlanner(session, listing.columns, choices)
    rows: list[PlannedRow | NewRun] = []
    done = 0
    for piece in planner.rows(listing.rows):
        if report is not None and done // REPORT_EVERY < (done := done + length_of(piece)) // REPORT_EVERY:
            report(done, len(listing.rows))
        rows.append(piece)
    plan = ImportPlan(
        REGISTER, listing.name, PlannedRows(rows), listing.others, listing.blank, listing.height,
        store_mark(session, *MARKED),
    )  # fmt: skip
    plan.counts()
    return plan


def import_register(session: Session, plan: ImportPlan) -> Imported:
    """Write what `plan` says, as one action. Raises StoreMovedOn, NothingToSave."""
    require_unmoved(session, plan.mark, *MARKED)
    fresh, changed = plan.counts()[NEW], plan.of(CHANGED)
    if not fresh and not changed:
        raise NothingToSave()
    enter_blocks(session, _new_blocks(plan.rows.pieces))
    for row in changed:
        change_vendor(session, row.target, row.entry, row.differences)
    session.flush()
    return Imported(fresh, len(changed))


def _new_blocks(pieces: Iterable[PlannedRow | PlannedRun]) -> list[EntryBlock]:
    """The new vendors in their order, by column."""
    new = (piece for piece in pieces if piece.bucket == NEW)
    blocks = []
    for in_run, some in groupby(new, lambda piece: isinstance(piece, NewRun)):
        if in_run:
            blocks += [piece.entries for piece in some if isinstance(piece, NewRun)]
        else:
            blocks += in_slices([piece.entry for piece in some if isinstance(piece, PlannedRow)])
    return blocks


def _but_no_name(reasons: Sequence[RowReason]) -> tuple[RowReason, ...]:
    return tuple(reason for reason in reasons if reason.code != "no_name")
