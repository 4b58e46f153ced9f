"""What laptops propose beyond their authority (*usul*), and a supervisor's yes or no to it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError, ReasonMissing
from bazar_desktop.domain.identifiers import mask_nik, mask_phone
from bazar_desktop.domain.journal.authority import ChangeStanding, is_first_entry
from bazar_desktop.domain.journal.changes import Change, FieldChange, Value, field_changes
from bazar_desktop.services.exchange.effects import Effect, effects_of, moves_of
from bazar_desktop.services.exchange.named_values import named_value
from bazar_desktop.services.exchange.proposed_plans import ProposedPlan, without_plans
from bazar_desktop.services.exchange.settling_in import own_settings_in, settle_in
from bazar_desktop.services.exchange.subjects import subject_of
from bazar_desktop.services.exchange.told_acts import ToldAct, told_acts
from bazar_desktop.services.journal.history import moment_of
from bazar_desktop.services.journal.laptop_names import device_names
from bazar_desktop.services.office.laptops import LAPTOP, OFFICE, require_office, trusted_devices
from bazar_desktop.services.register.erasures import withdraw_erased
from bazar_desktop.services.settings.officers import require_still_supervisor, require_supervisor
from bazar_desktop.store.actions import action
from bazar_desktop.store.authority import Bench
from bazar_desktop.store.chains import chain_ends, chain_owners
from bazar_desktop.store.changes import Key, rows_here
from bazar_desktop.store.journal import act_of
from bazar_desktop.store.own_facts import get_fact, set_fact
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import (
    AsideChange,
    Intake,
    Layout,
    Verdict,
)

WAITING = (ChangeStanding.WAITING, ChangeStanding.PROPOSED)
MOST_LINES = 200
VOUCH = "vouch"  # store fact: an older program wrote this store
OFFICES_OWN = "pengaturan kantor yang berlaku"
BEFORE_THE_RULE = "sebelum ada aturan kewenangan"
MASKED = {"nik": mask_nik, "phone": mask_phone}


class NothingProposed(BazarError):
    """Nothing of this laptop waits for a supervisor's word in these numbers."""


@dataclass(frozen=True, slots=True)
class ProposedField:
    """One field that a usul would change: of what, about whom, from what to what. NIK and phone are masked."""

    entity: str
    row_id: str
    subject: str
    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class LaptopProposal:
    """What one chain proposes in one package: numbers `first` to `last`, of which `count` changes wait.

    A denah with all its parts is one of them.
    `laptop` is "" for this store's own. `entities` counts the changes by entity; `rupiah` is what it would move by,
    mitra too; `names` are whom it is about. `officer` and `at` are the laptop's word. `fields` are the first MOST_LINES
    of it, `more` how many there are beyond. `acts` are those that must be named before anybody says yes.
    `enters` counts the rows by entity that it enters.
    `moves_others`: by entry under what it adds or takes out, the rupiah that begin to count or stop: in `rupiah` too.
    `standing`: waiting or proposed; in a list of answers accepted or rejected, with the `reason`.
    """

    origin: str
    first: int
    last: int
    laptop: str
    count: int
    entities: Mapping[str, int]
    rupiah: int
    names: tuple[str, ...]
    officers: tuple[str, ...]
    since: datetime
    until: datetime
    standing: str
    fields: tuple[ProposedField, ...]
    reason: str = ""
    acts: tuple[ToldAct, ...] = ()
    more: int = 0
    moves_others: Mapping[str, int] = field(default_factory=dict)
    enters: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decided:
    """A supervisor's word: over which numbers, how many changes, and whether they count now."""

    origin: str
    first: int
    last: int
    laptop: str
    count: int
    accepted: bool


def proposals(session: Session) -> list[LaptopProposal]:
    """What waits for the office's word, by laptop and package, the earliest first; at a laptop its own."""
    return _listed(session, WAITING)


def waiting_count(session: Session) -> int:
    """How many usul wait for the office's word, as `proposals` lists them."""
    return len(_runs(session, WAITING))


def rejected(session: Session) -> list[LaptopProposal]:
    """What the office has rejected, with its reason: at a laptop its own, as the word to who made it."""
    return _listed(session, (ChangeStanding.REJECTED,))


@action("proposals.accept")
def accept(
    session: Session, *, origin: str, first: int, last: int, officer: str, at: datetime, reason: str = ""
) -> Decided:
    """Let what the chain `origin` proposes in these numbers count, here and wherever this word comes.

    Raises NotAnOffice, SupervisorOnly, NothingProposed, and LastSupervisor or OwnOfficer where whoever says so could
    not answer the next one.
    """
    return _decide(session, origin, first, last, officer, at, reason, accepted=True)


@action("proposals.reject")
def reject(
    session: Session, *, origin: str, first: int, last: int, officer: str, at: datetime, reason: str
) -> Decided:
    """Let what the chain `origin` proposes in these numbers not count, at its maker's too, who is told the reason.

    Raises NotAnOffice, SupervisorOnly, ReasonMissing, NothingProposed, LastSupervisor, OwnOfficer.
    """
    if not reason.strip():
        raise ReasonMissing()
    return _decide(session, origin, first, last, officer, at, reason, accepted=False)


def _decide(
    session: Session,
    origin: str,
    first: int,
    last: int,
    officer: str,
    at: datetime,
    reason: str,
    *,
    accepted: bool,
) -> Decided:
    (decided,) = decide_all(session, [(origin, first, last)], officer, at, reason, accepted=accepted)
    return decided


def decide_all(
    session: Session,
    numbers: Sequence[tuple[str, int, int]],
    officer: str,
    at: datetime,
    reason: str,
    *,
    accepted: bool,
) -> list[Decided]:
    """Write the office's word over each of these: origin, first and last; what they touch is judged anew once."""
    require_office(session)
    require_supervisor(session, officer)
    session.flush()
    answered = {ChangeStanding.WAITING, ChangeStanding.ACCEPTED, ChangeStanding.REJECTED}
    names, decided = device_names(session), []
    for origin, first, last in numbers:
        query = select(AsideChange.seq).where(
            AsideChange.origin == origin, AsideChange.seq.between(first, last)
        )
        count = len(session.execute(query.where(AsideChange.standing.in_(answered))).all())
        if not count:
            raise NothingProposed()
        decided.append(Decided(origin, first, last, names.get(origin, ""), count, accepted))
    act_of(session).reason = reason.strip() or None
    said = {"accepted": accepted, "reason": reason.strip() or None, "decided_at": at, "decided_by": officer}
    with session.no_autoflush:
        for item in decided:
            _say(session, item.origin, item.first, item.last, **said)
    session.flush()
    if accepted:
        said |= {"accepted": False, "reason": OFFICES_OWN}
        for origin, first, last in own_settings_in(session, numbers):
            _say(session, origin, first, last, **said)
        session.flush()
        withdraw_erased(session)
        settle_in(session, numbers)
    require_still_supervisor(session, officer)
    return decided


def _say(session: Session, origin: str, first: int, last: int, **said: object) -> None:
    """Enter a verdict that overrules all that are known over any of these numbers."""
    query = select(func.max(Verdict.revision)).where(
        Verdict.origin == origin, Verdict.first <= last, Verdict.last >= first
    )
    revision = (session.execute(query).scalar() or 0) + 1
    key = {"origin": origin, "first": first, "last": last}
    enter(session, Verdict, *key.values(), **key, **said, revision=revision)


def vouch_for_the_past(session: Session, *, officer: str, at: datetime) -> int:
    """Let all count that laptops brought before there was a rule who may change what; returns how many chains.

    Done once, by an office whose store an older program wrote, before it reads, prepares or hands on anything.
    """
    if not get_fact(session, VOUCH, ""):
        return 0
    set_fact(session, VOUCH, "")
    if get_fact(session, "kind") != OFFICE:
        return 0
    laptops = [device for device in trusted_devices(session) if device.role == LAPTOP]
    keys = {device.key_id for device in laptops if device.key_id}
    chains = {origin for device in laptops for origin in device.origins}
    chains |= {origin for origin, owner in chain_owners(session).items() if owner in keys}
    ends = chain_ends(session)
    for origin in sorted(chains & {origin for origin, end in ends.items() if end}):
        said = {"accepted": True, "reason": BEFORE_THE_RULE, "decided_at": at, "decided_by": officer}
        _say(session, origin, 1, ends[origin], **said)
    session.flush()
    return len(chains)


# -- what it would do --------------------------------------------------------------------------------------------


def _listed(session: Session, standings: Sequence[ChangeStanding]) -> list[LaptopProposal]:
    runs = _runs(session, standings)
    keys = sorted({(row.entity, row.row_id) for rows in runs.values() for row in rows})
    held = rows_here(session.connection(), keys)
    by_id = {change.id: change for row in held.values() for change in row.changes}
    devices, words = device_names(session), _reasons(session)
    found = []
    for rows in runs.values():
        changes = [by_id[row.origin, row.seq] for row in rows if (row.origin, row.seq) in by_id]
        if changes:
            effects = effects_of(session, changes, held)
            found.append(_proposal(session, changes, effects, rows[0].standing, devices, words))
    return sorted(found, key=lambda item: (item.since, item.origin, item.first))


def _runs(session: Session, standings: Sequence[ChangeStanding]) -> dict[tuple[str, int], list[AsideChange]]:
    """What stands so, by chain and package: the package that brought a change ends at the number it is filed under."""
    query = select(AsideChange).where(AsideChange.standing.in_([str(item) for item in standings]))
    rows = list(session.execute(query.order_by(AsideChange.origin, AsideChange.seq)).scalars())
    if (
        rows and get_fact(session, "kind") != OFFICE
    ):  # what other laptops proposed is for the office to tell of
        bench = Bench(session.connection())
        rows = [row for row in rows if bench.is_own(row.origin)]
    if not rows:
        return {}
    brought: dict[str, list[int]] = defaultdict(list)
    for origin, last in session.execute(select(Intake.origin, Intake.last).where(Intake.origin != "")):
        brought[origin].append(last)
    runs: dict[tuple[str, int], list[AsideChange]] = defaultdict(list)
    for row in rows:
        ends = sorted(brought[row.origin])
        place = bisect_left(ends, row.seq)
        runs[row.origin, ends[place] if place < len(ends) else 0].append(row)
    return runs


def _reasons(session: Session) -> list[Verdict]:
    query = select(Verdict).where(Verdict.withdrawn.is_(False))
    return sorted(session.execute(query).scalars(), key=lambda word: word.order)


def _proposal(
    session: Session,
    changes: list[Change],
    effects: Mapping[Key, Effect],
    standing: str,
    devices: Mapping[str, str],
    words: list[Verdict],
) -> LaptopProposal:
    origin, first, last = changes[0].origin, changes[0].seq, changes[-1].seq
    rest, plans = without_plans(session, changes, counts_here=standing == str(ChangeStanding.PROPOSED))
    subjects = {(item.entity, item.row_id): subject_of(session, item) for item in rest}
    entities = Counter(item.entity for item in rest) + Counter({Layout.__tablename__: len(plans)})
    said = [item.reason for item in words if item.origin == origin and item.first <= first <= item.last]
    fields, more = _fields(session, rest, effects, subjects)
    moves = moves_of(session, effects)
    return LaptopProposal(
        origin=origin,
        first=first,
        last=last,
        laptop=devices.get(origin, ""),
        count=len(rest) + len(plans),
        entities=dict(sorted(entities.items())),
        rupiah=sum(move.rupiah for move in moves),
        names=tuple(sorted({name for name in (*subjects.values(), *(plan.name for plan in plans)) if name})),
        officers=tuple(sorted({item.officer for item in changes})),
        since=moment_of(min(item.at for item in changes)),
        until=moment_of(max(item.at for item in changes)),
        standing=standing,
        fields=(*map(_plan_field, plans), *fields),
        reason=(said[-1] or "") if said else "",
        acts=told_acts(session, changes),
        more=more,
        moves_others={move.row_id: move.rupiah for move in moves if not move.is_own},
        enters=Counter(item.entity for item in rest if is_first_entry(item)),
    )


def _plan_field(plan: ProposedPlan) -> ProposedField:
    entity = Layout.__tablename__
    return ProposedField(entity, plan.layout_id, plan.name, "booth_count", plan.before, plan.after)


def _fields(
    session: Session,
    changes: list[Change],
    effects: Mapping[Key, Effect],
    subjects: Mapping[tuple[str, str], str],
) -> tuple[tuple[ProposedField, ...], int]:
    """The first MOST_LINES fields that would change, and how many more there are.

    What is there now is read here: a laptop may say of that what it likes.
    """
    after: dict[tuple[Key, str], Value] = {}
    for change in changes:
        for name, value in field_changes(change).items():
            if is_worth_a_line(change.entity, name, value):
                after[(change.entity, change.row_id), name] = value.after
    moved = [
        (key, name, effects[key].without.get(name), value)
        for (key, name), value in after.items()
        if key in effects and effects[key].without.get(name) != value
    ]
    lines = []
    for (entity, row_id), name, *values in moved[:MOST_LINES]:
        before, then = (_shown(session, entity, name, value, subjects) for value in values)
        lines.append(ProposedField(entity, row_id, subjects[entity, row_id], name, before, then))
    return tuple(lines), len(moved) - len(lines)


def is_worth_a_line(entity: str, name: str, value: FieldChange) -> bool:
    """A setting is named in what it is about; that a new row is not withdrawn goes without saying."""
    return (entity, name) != ("setting", "key") and not (
        name == "withdrawn" and value.before is None and value.after is False
    )


def _shown(
    session: Session, entity: str, name: str, value: Value, subjects: Mapping[tuple[str, str], str]
) -> Value:
    if name in MASKED and isinstance(value, str):
        return MASKED[name](value)
    return named_value(session, entity, name, value, lambda other, id_: subjects.get((other, id_), ""))


def rupiah_of_all(chosen: Sequence[LaptopProposal]) -> int:
    """By how many rupiah all of these would move what was told: two that add or take out the same count once."""
    others = {row_id: rupiah for proposal in chosen for row_id, rupiah in proposal.moves_others.items()}
    own = sum(proposal.rupiah - sum(proposal.moves_others.values()) for proposal in chosen)
    return own + sum(others.values())
