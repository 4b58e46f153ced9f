"""Entering a party's turnover of a day: amounts by channel, nihil, declined; blank is never 0."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import CHANNELS, REPORTED
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.omzet.cells import read_cell
from bazar_desktop.services.attendance.check_in import (
    GATE_REFUSALS,
    TurnedAway,
    check_in_participation,
)
from bazar_desktop.services.bazaars.days import require_day
from bazar_desktop.services.bazaars.participants import UnknownParticipant, participation, party_words
from bazar_desktop.services.day.away import MarkedAway, marked_away
from bazar_desktop.services.day.seal_guard import day_and_seal
from bazar_desktop.services.day.stands import booths_of
from bazar_desktop.services.omzet.drafts import drop_draft
from bazar_desktop.services.omzet.row import (
    KEEP,
    Keep,
    OmzetFacts,
    OmzetInput,
    enter_row,
    facts_of,
    read_rows,
)
from bazar_desktop.store.actions import action, same_action
from bazar_desktop.store.rows import find
from bazar_desktop.store.tables import OmzetEntry


class NothingToConfirm(BazarError):
    """Only a row with a total can be confirmed."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one of many was refused: its place in what was given, and the broken rule."""

    place: int
    error: BazarError


@dataclass(frozen=True, slots=True)
class SetMany:
    """What became of many entries, in the order given."""

    accepted: tuple[OmzetFacts, ...]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class PastedCell:
    """One cell of a pasted block; `column` is one of `domain.omzet.cells.COLUMNS`."""

    participation_id: str
    session_no: int
    column: str
    text: str
    seen: str | Keep = KEEP


@dataclass(frozen=True, slots=True)
class CellAnswer:
    """What became of one pasted cell. `shown_back`: it was read in a way that wants a look; `error`: refused."""

    cell: PastedCell
    value: int | str | None = None
    shown_back: bool = False
    error: BazarError | None = None


@dataclass(frozen=True, slots=True)
class Pasted:
    """What became of a block, cell by cell in the order given, and the rows as they stand now.

    `turned_away`: who was to be marked as present and was refused at the gate; the amounts stand all the same.
    """

    cells: tuple[CellAnswer, ...]
    rows: tuple[OmzetFacts, ...]
    turned_away: tuple[TurnedAway, ...] = ()


@action("omzet.set_omzet")
def set_omzet(
    session: Session,
    /,
    *,
    bazaar_id: str,
    day: date,
    participation_id: str,
    session_no: int = 1,
    **values: Any,
) -> OmzetFacts:
    """Enter what one party sold; `values` as in OmzetInput. A blank row of a sealed day takes a late answer.

    Raises NotADayOfThisBazaar, UnknownParticipant, SessionOutOfRange, DayIsClosed (a figure that the seal covers),
    NegativeAmount, AmountTooLarge, NotACount, NoteTooLong, AmountWithoutReport, NothingReported,
    UnknownOmzetState, MovedOn.
    """
    _row, seal = day_and_seal(session, bazaar_id, day)
    read = read_rows(session, bazaar_id, day, [(participation_id, session_no)])
    row = enter_row(session, read, OmzetInput(participation_id, session_no, **values), seal)
    session.flush()
    return facts_of(row)


@action("omzet.confirm_odd")
def confirm_odd(
    session: Session, *, bazaar_id: str, day: date, participation_id: str, session_no: int = 1
) -> OmzetFacts:
    """Confirm that the total of a row is right though it looks odd. Another total later is looked at anew.

    No figure changes, so a sealed day takes it too. Raises NotADayOfThisBazaar, UnknownParticipant, NothingToConfirm.
    """
    require_day(session, bazaar_id, day)
    if participation(session, participation_id).bazaar_id != bazaar_id:
        raise UnknownParticipant()
    row = find(session, OmzetEntry, participation_id, day, session_no)
    amounts = [getattr(row, name) for name in CHANNELS] if row is not None else []
    filled = [amount for amount in amounts if amount is not None]
    if row is None or row.state != REPORTED or not filled:
        raise NothingToConfirm()
    row.confirmed = sum(filled)
    session.flush()
    return facts_of(row)


def set_many(session: Session, *, bazaar_id: str, day: date, entries: Iterable[OmzetInput]) -> SetMany:
    """Enter many rows as one action. A row that breaks a rule is not entered and stands in `refused`; the rest is.

    Raises NotADayOfThisBazaar.
    """
    _row, seal = day_and_seal(session, bazaar_id, day)
    given = list(entries)
    read = read_rows(session, bazaar_id, day, [(entry.participation_id, entry.session_no) for entry in given])
    rows, refused = [], []
    for place, entry in enumerate(given):
        try:
            rows.append(enter_row(session, read, entry, seal))
        except BazarError as error:
            refused.append(Refusal(place, error))
    session.flush()
    return SetMany(tuple(facts_of(row) for row in rows), tuple(refused))


@action("omzet.paste_block")
def paste_block(session: Session, *, bazaar_id: str, day: date, cells: Sequence[PastedCell]) -> Pasted:
    """Enter a block of cells as one action: each is accepted, accepted and shown back, or refused.

    An empty text makes its cell blank. The draft of the day is forgotten. Raises NotADayOfThisBazaar.
    """
    _row, seal = day_and_seal(session, bazaar_id, day)
    drop_draft(session, bazaar_id, day)
    read = read_rows(session, bazaar_id, day, [(cell.participation_id, cell.session_no) for cell in cells])
    rows: dict[tuple[str, int], OmzetEntry] = {}
    answers = []
    for cell in cells:
        try:
            typed = read_cell(cell.column, cell.text)
            touched = (cell.participation_id, cell.session_no)
            values: dict[str, Any] = {"state": typed.state} if typed.state else {cell.column: typed.value}
            entry = OmzetInput(
                cell.participation_id,
                cell.session_no,
                **values,
                seen=KEEP if touched in rows else cell.seen,
            )
            rows[touched] = enter_row(session, read, entry, seal)
            answers.append(CellAnswer(cell, typed.value, typed.shown_back))
        except BazarError as error:
            answers.append(CellAnswer(cell, error=error))
    session.flush()
    return Pasted(tuple(answers), tuple(facts_of(row) for row in rows.values()))


def away_in_block(
    session: Session, bazaar_id: str, day: date, cells: Sequence[PastedCell]
) -> tuple[MarkedAway, ...]:
    """Read who of those whose omzet a block would enter is marked izin or alpa, in the order of the block."""
    told = [cell for cell in cells if cell.column in CHANNELS and cell.text.strip()]
    keys = dict.fromkeys((cell.participation_id, cell.session_no) for cell in told)
    return marked_away(session, bazaar_id, day, list(keys)) if keys else ()


@same_action(paste_block)
def paste_as_present(
    session: Session,
    *,
    bazaar_id: str,
    day: date,
    cells: Sequence[PastedCell],
    present: Collection[tuple[str, int]],
    at: datetime,
) -> Pasted:
    """Mark who is named in `present` (participation and session) as come at `at`, and enter the block, as one action.

    Whom the gate refuses is not marked, and named in what is returned. Raises as `paste_block`, and DayIsClosed; then
    neither marks nor amounts are written.
    """
    turned_away = []
    for who, number in present:
        try:
            check_in_participation(
                session, bazaar_id=bazaar_id, day=day, participation_id=who, session_no=number, at=at
            )
        except GATE_REFUSALS as error:
            business = party_words(session, participation(session, who)).business
            booth = booths_of(session, who, day, number)
            turned_away.append(TurnedAway(who, number, booth, business, error))
    return replace(
        paste_block(session, bazaar_id=bazaar_id, day=day, cells=cells), turned_away=tuple(turned_away)
    )
