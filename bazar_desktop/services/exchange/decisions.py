"""*Perlu keputusan*: figures that two officers wrote differently, and settling them with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import BLANK, CHANNELS, REPORTED
from bazar_desktop.domain.errors import BazarError, ReasonMissing
from bazar_desktop.domain.journal.changes import Change, ChangeId, Value
from bazar_desktop.domain.journal.merging import RowState, fold_row
from bazar_desktop.domain.omzet.slip_codes import make_slip
from bazar_desktop.services.bazaars.participants import card_code
from bazar_desktop.services.exchange.named_values import named_value, party_name
from bazar_desktop.services.journal.history import moment_of
from bazar_desktop.services.journal.laptop_names import device_names
from bazar_desktop.services.journal.undecided import TO_DECIDE
from bazar_desktop.services.papers.attachments import SignedPage, list_pages, signed_pages
from bazar_desktop.services.settings.officers import officer_called, officer_names
from bazar_desktop.store import rows as store_rows
from bazar_desktop.store.actions import action
from bazar_desktop.store.changes import changes_of_rows
from bazar_desktop.store.fields import merge_rules
from bazar_desktop.store.folding import decode
from bazar_desktop.store.journal import act_of
from bazar_desktop.store.tables import (
    Allocation,
    Attendance,
    Bazaar,
    Booth,
    Conflict,
    DayClose,
    Fact,
    OmzetEntry,
    Participation,
    facts,
    row_of,
)


class NotUndecided(BazarError):
    """The field is in no conflict (any more)."""


class NotOneOfTheValues(BazarError):
    """A decision takes one of the values that stand against each other."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that stand against each other: who wrote it, when, on which laptop ("" for this one)."""

    value: Value
    words: str
    officer: str
    at: datetime
    device: str
    reason: str


@dataclass(frozen=True, slots=True)
class Undecided:
    """One field in conflict. `subject` names whom or what it is about, `booth` where that stands.

    `shown` is the value that every store shows meanwhile. `pages` are the signed pages of that day whose photos
    are here: the page that names the participant where this laptop printed it, else all of the day. `slip` is the code
    on the slip omzet that tells it, where there is one.
    """

    entity: str
    row_id: str
    field: str
    bazaar_id: str
    bazaar: str
    day: date | None
    booth: str
    subject: str
    shown: Value
    choices: tuple[Choice, ...]
    pages: tuple[SignedPage, ...] = ()
    slip: str = ""


def undecided(session: Session, bazaar_id: str | None = None) -> list[Undecided]:
    """All decisions to take in the store, or in one bazaar, by bazaar and day.

    Values keep the words of their rows' names.
    """
    query = select(Conflict).where(TO_DECIDE)
    query = query.order_by(Conflict.scope, Conflict.entity, Conflict.row_id, Conflict.field)
    conflicts = [
        row
        for row in session.execute(query).scalars()
        if bazaar_id is None or row.scope.split("/")[0] == bazaar_id
    ]
    known = changes_of_rows(session, [(row.entity, row.row_id) for row in conflicts])
    names, devices = officer_names(session), device_names(session)
    return [_undecided(session, row, known[row.entity, row.row_id], names, devices) for row in conflicts]


@action("decisions.decide")
def decide(session: Session, *, entity: str, row_id: str, field: str, value: Value, reason: str) -> None:
    """Let `value`, one of those in conflict, stand. A decided amount makes its row *diisi*; nihil clears amounts.

    The reason goes into the journal with the decision. Raises NotUndecided, ReasonMissing, NotOneOfTheValues.
    """
    if session.get(Conflict, (entity, row_id, field)) is None or entity not in facts():
        raise NotUndecided()
    if not reason.strip():
        raise ReasonMissing()
    cls = facts()[entity]
    row = session.get(cls, row_id)
    if row is None:
        raise NotUndecided()
    state = fold_row(changes_of_rows(session, [(entity, row_id)])[entity, row_id], merge_rules(cls))
    if value not in [head.value for head in state.fields[field].heads]:
        raise NotOneOfTheValues()
    act_of(session).reason = reason.strip()
    store_rows.decide(session, row, field, decode(cls, field, value))
    if isinstance(row, OmzetEntry):
        _settle_entry(session, row, field)
    if isinstance(row, DayClose):
        _settle_seal(
            session,
            row,
            state,
            field,
            next(head.id for head in state.fields[field].heads if head.value == value),
        )
    session.flush()


def _settle_entry(session: Session, row: OmzetEntry, field: str) -> None:
    """Keep state and amounts of one entry in step with what was decided."""
    if field == "state" and row.state != REPORTED:
        for name in CHANNELS:
            if getattr(row, name) is not None:
                store_rows.decide(session, row, name, None)
    holds = any(getattr(row, name) is not None for name in CHANNELS)
    if field in CHANNELS and holds and row.state != REPORTED:
        store_rows.decide(session, row, "state", REPORTED)
    if not holds and row.state == REPORTED:
        store_rows.decide(session, row, "state", BLANK)


def _settle_seal(session: Session, row: DayClose, state: RowState, decided: str, chosen: ChangeId) -> None:
    """Let the other fields in conflict follow the seal that was chosen: code, totals and cover belong together."""
    for name, field_state in state.fields.items():
        follows = [head for head in field_state.heads if head.id == chosen]
        if field_state.conflict and name != decided and follows:
            store_rows.decide(session, row, name, decode(DayClose, name, follows[0].value))


def _undecided(
    session: Session,
    conflict: Conflict,
    changes: list[Change],
    names: dict[str, str],
    devices: dict[str, str],
) -> Undecided:
    cls = facts()[conflict.entity]
    state = fold_row(changes, merge_rules(cls)).fields[conflict.field]
    by_id = {change.id: change for change in changes}
    bazaar_id, _, day = conflict.scope.partition("/")
    bazaar = row_of(session, Bazaar, bazaar_id)
    booth, subject = _subject(session, session.get(cls, conflict.row_id))
    choices: dict[Value, Choice] = {}
    for head in state.heads:
        change = by_id[head.id]
        choices[head.value] = Choice(
            value=head.value,
            words=_words(session, conflict, head.value),
            officer=officer_called(names, change.officer),
            at=moment_of(change.at),
            device=devices.get(change.origin, ""),
            reason=change.reason or "",
        )
    return Undecided(
        entity=conflict.entity,
        row_id=conflict.row_id,
        field=conflict.field,
        bazaar_id=bazaar.id if bazaar else "",
        bazaar=(bazaar.name or "") if bazaar else "",
        day=date.fromisoformat(day) if day else None,
        booth=booth,
        subject=subject,
        shown=state.value,
        choices=tuple(choices.values()),
        pages=_pages(session, session.get(cls, conflict.row_id)),
        slip=_slip(session, session.get(cls, conflict.row_id), bazaar),
    )


def _slip(session: Session, row: Fact | None, bazaar: Bazaar | None) -> str:
    """The code on the slip of an omzet entry; "" for anything else, or where no card was given out."""
    if not isinstance(row, OmzetEntry) or bazaar is None or row.day is None:
        return ""
    who = session.get(Participation, row.participation_id or "")
    card = card_code(bazaar.code or "", who) if who is not None else ""
    return make_slip(card, row.day, row.session or 1) if card else ""


def _pages(session: Session, row: Fact | None) -> tuple[SignedPage, ...]:
    """The photos of signed pages that may tell what is right about this entry of a day."""
    if not isinstance(row, Attendance | OmzetEntry | Allocation):
        return ()
    bazaar_id, day = row.bazaar_id, row.day
    if not bazaar_id or day is None or row_of(session, Bazaar, bazaar_id) is None:
        return ()
    photos = [page for page in signed_pages(session, bazaar_id, day) if page.here]
    who = row.holder if isinstance(row, Allocation) else row.participation_id
    theirs = {
        code
        for code, keys in list_pages(session, bazaar_id, day).items()
        if who in {participation for participation, _ in keys}
    }
    return tuple(photo for photo in photos if photo.page_code in theirs) or tuple(photos)


def _subject(session: Session, row: Fact | None) -> tuple[str, str]:
    """(booth, name) of what the row is about; "" where it has neither."""
    if isinstance(row, Allocation):
        booth = session.get(Booth, row.booth_id or "")
        return (booth.label or "") if booth else "", ""
    party_id = row.id if isinstance(row, Participation) else getattr(row, "participation_id", None)
    if party_id:
        return _booth_of(session, party_id, getattr(row, "day", None)), party_name(session, party_id)
    return "", str(getattr(row, "business", None) or getattr(row, "name", None) or "")


def _booth_of(session: Session, participation_id: str, day: date | None) -> str:
    query = (
        select(Booth.label)
        .join(Allocation, Allocation.booth_id == Booth.id)
        .where(Allocation.holder == participation_id, Allocation.withdrawn.is_(False))
    )
    if day is not None:
        query = query.where(Allocation.day == day)
    return ", ".join(sorted({label for label in session.execute(query).scalars() if label}))


def _words(session: Session, conflict: Conflict, value: Value) -> str:
    """The name behind an id where the value is one, the code of a seal that stands twice; "" else."""
    if conflict.entity == DayClose.__tablename__ and conflict.field != "seal":
        sealed = session.get(DayClose, conflict.row_id)
        return (sealed.seal or "") if sealed else ""
    name = named_value(session, conflict.entity, conflict.field, value, lambda _entity, _id: "")
    if isinstance(name, str) and name != value:
        return name
    return ""
