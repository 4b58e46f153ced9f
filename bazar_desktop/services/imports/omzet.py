"""A list of what was sold into a day: rows find their party by booth, card, business or name; blank stays blank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from bazar_desktop.domain.attendance.cards import read_card
from bazar_desktop.domain.day.contradictions import is_away
from bazar_desktop.domain.day.model import BLANK, CASH, CHANNELS, DECLINED, EXCUSED, NIL, REPORTED, DayRow
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.language import _
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.bazaars.days import require_day
from bazar_desktop.services.day.sheet import day_rows, standing_seal
from bazar_desktop.services.imports.plan import ImportPlan, PlannedRow, PlannedRows
from bazar_desktop.services.omzet.entry import set_many
from bazar_desktop.services.omzet.row import KEEP, OmzetInput
from bazar_desktop.services.register.entry import SEVERAL_MATCH
from bazar_desktop.services.register.list_model import (
    CHANGED,
    DUPLICATE_IN_FILE,
    LOOK,
    NEW,
    REFUSED,
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
    reason_of,
    require_unmoved,
    store_mark,
)
from bazar_desktop.services.register.name_keys import name_key
from bazar_desktop.store.tables import Allocation, DayClose, OmzetEntry, Participation, Vendor

OMZET = "omzet"
NOT_IN_BAZAAR = "not_in_bazaar"
NAMES_DISAGREE = "names_disagree"  # the booth is one party's, the business another's
TOTAL_AS_CASH = "total_as_cash"  # the list has one sum and no channel: it is entered as tunai
TOTAL_DIFFERS = "total_differs"
DAY_CLOSED = "day_closed"
MARKED_AWAY = "marked_away"  # izin or alpa on that day: an omzet would exclude it
MARKED = (OmzetEntry, Participation, Allocation, Vendor, DayClose)
_MONEY = (*CHANNELS, "total")
_CARD_WORDS = ("kartu", "card", "qr")


def plan_omzet(
    session: Session,
    bazaar_id: str,
    day: date,
    listing: ReadList,
    choices: ListChoices = UNDECIDED,
    report: Report | None = None,
) -> ImportPlan:
    """Work out what importing `listing` into the day would do; nothing is written.

    Amounts that could not be read with certainty need a look; a blank row says nothing. Raises UnknownBazaar,
    NotADayOfThisBazaar, RowsUnaccounted.
    """
    require_day(session, bazaar_id, day)
    rows_of_day = day_rows(session, bazaar_of(session, bazaar_id), day)
    parties = _Parties(rows_of_day)
    sealed = standing_seal(session, bazaar_id, day) is not None
    met: dict[tuple[str, int], int] = {}
    rows = []
    for done, row in enumerate(listing.rows):
        if report is not None:
            report(done, len(listing.rows))
        rows.append(_plan_row(row, listing, parties, choices, met, sealed=sealed))
    plan = ImportPlan(
        OMZET, listing.name, PlannedRows(rows), listing.others, listing.blank, listing.height,
        store_mark(session, *MARKED), bazaar_id,
    )  # fmt: skip
    plan.counts()
    return plan


def import_omzet(session: Session, plan: ImportPlan, *, day: date) -> Imported:
    """Write what `plan` says, as one action. Raises StoreMovedOn, NothingToSave, and what breaks a rule of omzet."""
    require_unmoved(session, plan.mark, *MARKED)
    fresh, changed = plan.of(NEW), plan.of(CHANGED)
    if not fresh and not changed:
        raise NothingToSave()
    entries = [row.entry for row in (*fresh, *changed)]
    done = set_many(session, bazaar_id=plan.bazaar_id, day=day, entries=entries)
    if done.refused:
        raise done.refused[0].error
    return Imported(len(fresh), len(changed))


class _Parties:
    """The parties of a day by what lists call them."""

    def __init__(self, rows: tuple[DayRow, ...]) -> None:
        self.by_key: dict[tuple[str, str], list[DayRow]] = defaultdict(list)
        self.by_id = {row.participation_id: row for row in reversed(rows)}
        for row in rows:
            for label in row.booth.split(", "):
                self._add("booth", label, row)
            self._add("card", row.card, row)
            self._add("business", row.business, row)
            self._add("name", row.name, row)

    def _add(self, by: str, text: str, row: DayRow) -> None:
        if name_key(text):
            self.by_key[by, name_key(text)].append(row)

    def find(self, by: str, text: str) -> list[DayRow]:
        return self.by_key.get((by, name_key(text)), []) if name_key(text) else []


def _plan_row(
    row: ReadRow,
    listing: ReadList,
    parties: _Parties,
    choices: ListChoices,
    met: dict[tuple[str, int], int],
    *,
    sealed: bool,
) -> PlannedRow:
    title = _title(row)
    reasons = [reason_of(flag, listing.columns) for flag in row.flags if flag.code != "no_name"]
    rows, doubt = _party(row, parties)
    chosen = choices.of(row.number)
    if chosen in parties.by_id:
        rows, doubt = [parties.by_id[chosen]], ""
    if not rows:
        return PlannedRow(row.number, REFUSED, title, (*reasons, RowReason(NOT_IN_BAZAAR, _named_by(row))))
    candidates = tuple(day_row.participation_id for day_row in rows)
    if doubt:
        return PlannedRow(row.number, LOOK, title, (*reasons, RowReason(doubt)), candidates=candidates)
    party = rows[0]
    values, more = _amounts(row, listing, choices)
    reasons += more
    planned = _compare(row, party, values, tuple(reasons), sealed=sealed)
    unread = [reason for reason in reasons if _stops(reason, choices)]
    if unread:
        bucket = LOOK if any(reason.proposal is not None for reason in unread) else REFUSED
        return planned._replace(bucket=bucket, entry=None, candidates=candidates)
    key = (party.participation_id, party.session)
    if key in met and planned.bucket != SAME:
        why = RowReason(DUPLICATE_IN_FILE, row=met[key], known=party.business)
        return planned._replace(bucket=LOOK, entry=None, reasons=(*reasons, why), candidates=candidates)
    if values.get("state") != BLANK:
        met.setdefault(key, row.number)
    if is_away(party) and planned.bucket in {NEW, CHANGED}:
        mark = _("izin") if party.attendance == EXCUSED else _("alpa")
        why = RowReason(MARKED_AWAY, proposal=True, known=mark)
        planned = planned._replace(reasons=(*planned.reasons, why))
        if MARKED_AWAY not in choices.accepted and chosen != party.participation_id:
            return planned._replace(bucket=LOOK, entry=None, candidates=candidates)
    return planned


def _party(row: ReadRow, parties: _Parties) -> tuple[list[DayRow], str]:
    """The parties that the row may mean, and why that is not certain."""
    for text in _cards(row):
        if rows := parties.find("card", text):
            return rows[:1], ""
    business, name = str(row.values.get("business") or ""), str(row.values.get("owner") or "")
    named = parties.find("business", business) or parties.find("name", name) or parties.find("business", name)
    both = [day_row for day_row in named if day_row in parties.find("name", name)]
    named = both or named
    standing = parties.find("booth", str(row.values.get("booth") or ""))
    if standing:
        agree = [day_row for day_row in standing if day_row in named]
        if agree:
            return agree[:1], ""
        if (business or name) and named:
            return [*standing, *named], NAMES_DISAGREE
        return standing, "" if len(standing) == 1 else SEVERAL_MATCH
    ids = {day_row.participation_id for day_row in named}
    return named, "" if len(ids) <= 1 else SEVERAL_MATCH


def _cards(row: ReadRow) -> Iterator[str]:
    for header, text in row.extras.items():
        if any(word in header.casefold() for word in _CARD_WORDS):
            try:
                read_card(text)
            except BazarError:
                continue
            yield text.strip().upper()


def _amounts(row: ReadRow, listing: ReadList, choices: ListChoices) -> tuple[dict[str, Any], list[RowReason]]:
    """What the row says was sold, as fields of OmzetInput; and what is to be looked at."""
    read = dict(row.values)
    for flag in row.flags:
        if flag.code in choices.accepted and flag.proposal is not None and flag.code != TOTAL_DIFFERS:
            read[flag.field] = flag.proposal
    reasons = []
    values: dict[str, Any] = {name: read[name] for name in CHANNELS if isinstance(read.get(name), int)}
    total = read.get("total")
    if not values and isinstance(total, int) and total > 0:
        column = listing.columns.get("total")
        reasons.append(RowReason(TOTAL_AS_CASH, "total", column.index if column else None, str(total)))
        values[CASH] = total
    state = str(read.get("state") or BLANK)
    if any(values.values()):
        state = REPORTED
    if state in {NIL, DECLINED}:
        return {"state": state, **_count(read)}, reasons
    if state == REPORTED:
        values.update(_count(read))
    return {**values, "state": state}, reasons


def _count(read: dict[str, Any]) -> dict[str, Any]:
    return {"transactions": read["transactions"]} if isinstance(read.get("transactions"), int) else {}


def _stops(reason: RowReason, choices: ListChoices) -> bool:
    """Whether an amount was not read, or not with certainty, so that the row is not written."""
    if reason.code == TOTAL_DIFFERS:
        return TOTAL_DIFFERS not in choices.accepted
    unsure = {"check_amount", TOTAL_AS_CASH, "from_merged_cell"}
    return reason.field in _MONEY and reason.code not in unsure | choices.accepted


def _compare(
    row: ReadRow, party: DayRow, values: dict[str, Any], reasons: tuple[RowReason, ...], *, sealed: bool
) -> PlannedRow:
    now: dict[str, Any] = {
        **dict(zip(CHANNELS, party.amounts, strict=True)),
        "state": party.omzet,
        "transactions": party.transactions,
    }
    title = " ".join(part for part in (party.booth, party.business) if part)
    if values["state"] == BLANK:
        return PlannedRow(row.number, SAME, title, reasons, target=party.participation_id)
    differences = tuple(
        Difference(name, now[name], value) for name, value in values.items() if now[name] != value
    )
    entry = OmzetInput(
        party.participation_id,
        party.session,
        **{name: values.get(name, KEEP) for name in (*CHANNELS, "transactions")},
        state=values["state"] if values["state"] != REPORTED else KEEP,
    )
    bucket = SAME if not differences else NEW if party.omzet == BLANK else CHANGED
    if bucket == CHANGED and sealed and not party.late:
        reasons = (*reasons, RowReason(DAY_CLOSED))
        return PlannedRow(row.number, REFUSED, title, reasons, differences, party.participation_id)
    return PlannedRow(row.number, bucket, title, reasons, differences, party.participation_id, entry=entry)


def _title(row: ReadRow) -> str:
    parts = (row.values.get(name) for name in ("booth", "business", "owner"))
    return " · ".join(str(part) for part in parts if part)


def _named_by(row: ReadRow) -> str:
    return next((name for name in ("business", "owner", "booth") if row.values.get(name)), "business")
