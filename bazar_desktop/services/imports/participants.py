"""A list into a bazaar: who takes part, with which status; vendors the register does not know are entered too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import PARTNER, VENDOR
from bazar_desktop.domain.identifiers import mask_nik, mask_phone
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.bazaars.participants import (
    APPLICANT,
    CONFIRMED,
    REJECTED,
    RESERVE,
    STATUSES,
    add_participation,
)
from bazar_desktop.services.imports.plan import ImportPlan, PlannedRow, PlannedRows
from bazar_desktop.services.imports.vendor_writer import enter_vendors
from bazar_desktop.services.imports.vendors import MARKED, Placed, VendorPlanner
from bazar_desktop.services.register.entry import VendorEntry, title_of
from bazar_desktop.services.register.list_model import (
    CHANGED,
    DUPLICATE_IN_FILE,
    LOOK,
    NEW,
    NOT_VENDOR,
    REFUSED,
    REPORT_EVERY,
    SAME,
    UNDECIDED,
    Difference,
    Imported,
    ListChoices,
    NothingToSave,
    ReadList,
    ReadRow,
    Report,
    RowReason,
    Value,
    require_unmoved,
    store_mark,
)
from bazar_desktop.services.register.name_keys import name_key
from bazar_desktop.services.settings.agencies import agency_id, agency_names
from bazar_desktop.store.tables import Booth, Participation

PARTICIPANTS = "participants"
NEW_VENDOR = "new_vendor"
DIFFERS_FROM_REGISTER = "differs_from_register"
ELSEWHERE = frozenset({"power", "status", "wish", "booth", "partner", "note"})
_STATUS = {"applied": APPLICANT, "refused": REJECTED}
_RESERVE_HEADING = re.compile(r"\b(cadangan|waiting list|daftar tunggu)\b", re.IGNORECASE)
_HEADING_ALONE = re.compile(
    r"(daftar\s+)?(peserta\s+)?(cadangan|utama|terkonfirmasi|waiting list)\W*", re.IGNORECASE
)
_LIST_HEADING = re.compile(r"\b(peserta|utama|terkonfirmasi)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ParticipantEntry:
    """What a row says of a participation: the vendor, or the mitra by name; `values` by column, filled ones only."""

    vendor: VendorEntry | None
    partner: str
    status: str
    values: dict[str, Any]


class TakingPart:
    """Who takes part already, and the booths by label."""

    def __init__(self, session: Session, bazaar_id: str = "") -> None:
        """Read who takes part in the bazaar; "" is one that is still to be made."""
        names = agency_names(session)
        query = select(Participation).where(
            Participation.bazaar_id == bazaar_id, Participation.withdrawn.is_(False)
        )
        self.of_vendor: dict[str, Participation] = {}
        self.of_partner: dict[str, Participation] = {}
        self.booths: dict[str, str] = {}
        if not bazaar_id:
            return
        for row in session.execute(query).scalars():
            if row.vendor_id:
                self.of_vendor[row.vendor_id] = row
            elif row.agency_id and row.party == PARTNER:
                self.of_partner[name_key(names.get(row.agency_id))] = row
        layout = bazaar_of(session, bazaar_id).layout_id
        booths = select(Booth.label, Booth.id).where(Booth.layout_id == layout, Booth.withdrawn.is_(False))
        if layout:
            self.booths = {name_key(label): id_ for label, id_ in session.execute(booths)}


def plan_participants(
    session: Session,
    bazaar_id: str,
    listing: ReadList,
    choices: ListChoices = UNDECIDED,
    report: Report | None = None,
) -> ImportPlan:
    """What importing `listing` into the bazaar would do; nothing is written, and the register's facts are kept.

    A row without a status is confirmed, unless it stands below a heading "Cadangan". Raises UnknownBazaar,
    RowsUnaccounted.
    """
    bazaar = TakingPart(session, bazaar_id)
    planner = VendorPlanner(session, listing.columns, choices, ELSEWHERE)
    partners_met: dict[str, int] = {}
    reserve = ReserveHeadings(listing)
    rows = []
    for done, row in enumerate(listing.rows):
        if report is not None and done % REPORT_EVERY == 0:
            report(done, len(listing.rows))
        heading = RESERVE if reserve.is_below(row.number) else CONFIRMED
        partner = partner_of(row, planner)
        if row.number in reserve.numbers:
            rows.append(PlannedRow(row.number, NOT_VENDOR, lone_text(row)))
        elif partner:
            rows.append(plan_partner(row, partner, heading, bazaar, partners_met))
        else:
            rows.append(_plan_vendor(row, planner.place(row), heading, bazaar))
    plan = ImportPlan(
        PARTICIPANTS, listing.name, PlannedRows(rows), listing.others, listing.blank, listing.height,
        store_mark(session, *MARKED, Participation), bazaar_id,
    )  # fmt: skip
    plan.counts()
    return plan


def import_participants(session: Session, plan: ImportPlan) -> Imported:
    """Write what `plan` says, as one action; the reserve keeps the order of the list.

    Raises StoreMovedOn, NothingToSave.
    """
    require_unmoved(session, plan.mark, *MARKED, Participation)
    fresh, changed = plan.of(NEW), plan.of(CHANGED)
    if not fresh and not changed:
        raise NothingToSave()
    unknown = [row for row in fresh if row.entry.vendor is not None and not row.target]
    entered = dict(
        zip(
            (row.number for row in unknown),
            enter_vendors(session, [row.entry.vendor for row in unknown]),
            strict=True,
        )
    )
    for row in fresh:
        add_party(session, plan.bazaar_id, row.entry, row.target or entered.get(row.number, ""))
    for row in changed:
        change_party(session, row)
    session.flush()
    return Imported(len(fresh), len(changed))


def add_party(session: Session, bazaar_id: str, entry: ParticipantEntry, vendor_id: str) -> None:
    """Let the vendor, or the mitra that `entry` names, take part."""
    who: dict[str, Any] = {"party": VENDOR, "vendor_id": vendor_id}
    if entry.partner:
        who = {"party": PARTNER, "agency_id": agency_id(session, entry.partner, PARTNER)}
    add_participation(session, bazaar_id, status=entry.status, **who, **entry.values)


def change_party(session: Session, row: PlannedRow) -> None:
    """Let the participation that `row` meets say what the list says otherwise."""
    party = session.get_one(Participation, row.target)
    for difference in row.differences:
        setattr(party, difference.field, difference.after)


def _plan_vendor(row: ReadRow, placed: Placed, heading: str, bazaar: TakingPart) -> PlannedRow:
    title = title_of(placed.entry)
    if placed.bucket in (LOOK, REFUSED):
        return PlannedRow(
            row.number, placed.bucket, title, placed.reasons, placed.differences, candidates=placed.candidates
        )
    entry = ParticipantEntry(placed.entry, "", status_of(row, heading), wishes_of(row, bazaar))
    known = placed.known
    if known is None:
        return PlannedRow(row.number, NEW, title, (*placed.reasons, RowReason(NEW_VENDOR)), entry=entry)
    reasons = placed.reasons + tuple(
        RowReason(
            DIFFERS_FROM_REGISTER, difference.field, known=hidden_value(difference.field, difference.before)
        )
        for difference in placed.differences
        if not difference.field.startswith("extra:")
    )
    twice = any(reason.code == DUPLICATE_IN_FILE for reason in placed.reasons)
    party = bazaar.of_vendor.get(known.id)
    if twice:
        return PlannedRow(row.number, SAME, title, reasons, target=party.id if party else "")
    if party is None:
        return PlannedRow(row.number, NEW, title, reasons, target=known.id, entry=entry)
    return plan_known(row, title, reasons, party, entry)


def hidden_value(field: str, value: Value) -> str:
    """What the register says, with its long numbers hidden: the list may belong to somebody else."""
    text = "" if value is None else str(value)
    return mask_phone(text) if field == "phone" else mask_nik(text) if field == "nik" else text


def plan_partner(
    row: ReadRow, partner: str, heading: str, bazaar: TakingPart, met: dict[str, int]
) -> PlannedRow:
    """Plan the row of a mitra; `met` holds those of rows before."""
    entry = ParticipantEntry(None, partner, status_of(row, heading), wishes_of(row, bazaar))
    key = name_key(partner)
    if key in met:
        why = RowReason(DUPLICATE_IN_FILE, row=met[key], known=partner)
        return PlannedRow(row.number, SAME, partner, (why,))
    met[key] = row.number
    party = bazaar.of_partner.get(key)
    if party is None:
        return PlannedRow(row.number, NEW, partner, entry=entry)
    return plan_known(row, partner, (), party, entry)


def plan_known(
    row: ReadRow, title: str, reasons: tuple[RowReason, ...], party: Participation, entry: ParticipantEntry
) -> PlannedRow:
    """Somebody who takes part already: only what the list says is compared, a blank cell says nothing."""
    wanted = dict(entry.values)
    if row.values.get("status") or entry.status == RESERVE:
        wanted["status"] = entry.status
    differences = tuple(
        Difference(name, getattr(party, name), value)
        for name, value in wanted.items()
        if getattr(party, name) != value
    )
    return PlannedRow(
        row.number, CHANGED if differences else SAME, title, reasons, differences, party.id, entry=entry
    )


def status_of(row: ReadRow, heading: str) -> str:
    """Give the status that a row says, else that of the `heading` above it."""
    read = str(row.values.get("status") or "")
    status = _STATUS.get(read, read)
    return status if status in STATUSES else heading


def wishes_of(row: ReadRow, bazaar: TakingPart) -> dict[str, Any]:
    """Give what a row says of the place in the bazaar, by column; a booth that is none there is a wish in words."""
    power, wish = row.values.get("power"), [str(row.values.get("wish") or "")]
    values: dict[str, Any] = {}
    if isinstance(power, bool):
        values["needs_power"] = power
    elif power:
        wish.append(str(power))
    booth = str(row.values.get("booth") or "")
    if name_key(booth) in bazaar.booths:
        values["pinned_booth_id"] = bazaar.booths[name_key(booth)]
    elif booth:
        wish.append(booth)
    if preference := "; ".join(part for part in wish if part):
        values["preference"] = preference
    if row.values.get("note"):
        values["note"] = str(row.values["note"])
    return values


def partner_of(row: ReadRow, planner: VendorPlanner) -> str:
    """The mitra's name where the row is a mitra's, by its own column or because the agency is known as one."""
    says: Value = row.values.get("partner")
    name = str(row.values.get("business") or row.values.get("owner") or "")
    if says is True:
        return planner.terms.partner(name)
    if isinstance(says, str) and says:
        return planner.terms.partner(says)
    known = planner.terms.partner(name)
    return known if name and says is None and known in planner.terms.partners.values() else ""


class ReserveHeadings:
    """The headings between the rows that say where the reserve begins and ends; some stand alone in a name's cell."""

    def __init__(self, listing: ReadList) -> None:
        header = min((other.number for other in listing.others if other.reason == "header"), default=0)
        lone = [(row.number, lone_text(row)) for row in listing.rows]
        self.numbers = {number for number, text in lone if _HEADING_ALONE.fullmatch(text)}
        texts = [(number, text) for number, text in lone if number in self.numbers]
        texts += [
            (other.number, other.text)
            for other in listing.others
            if other.reason == "title" and other.number > header
        ]
        self._starts = sorted(
            (number, _RESERVE_HEADING.search(text) is not None)
            for number, text in texts
            if _RESERVE_HEADING.search(text) or _LIST_HEADING.search(text)
        )

    def is_below(self, number: int) -> bool:
        """Whether the row of that number belongs to the reserve."""
        return next((begins for start, begins in reversed(self._starts) if start < number), False)


def lone_text(row: ReadRow) -> str:
    """Give what stands alone in a row; "" where several cells are filled, or none."""
    filled = [text.strip() for text in row.texts if text.strip()]
    return filled[0] if len(filled) == 1 else ""
