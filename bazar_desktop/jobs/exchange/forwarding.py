"""What an office hands on: news for its laptops, and everything it has merged for the office above it (the Dinas).

Nothing is sent twice that the reader is known to hold: laptops say so in their packages, the office above in its
receipts.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.exchange.merge import Merged, late_days
from bazar_desktop.jobs.exchange.packing import day_scopes
from bazar_desktop.jobs.office.identity import (
    chain_point,
    claim_origin,
    keep_point,
    note_maker,
    office_of,
    origin_owners,
    own_keys,
)
from bazar_desktop.jobs.office.introductions import office_above
from bazar_desktop.services.exchange.offices_to_tell import offices_to_tell
from bazar_desktop.services.exchange.proposals import vouch_for_the_past
from bazar_desktop.services.journal.laptop_names import laptop_of
from bazar_desktop.services.office.laptops import (
    HEARD,
    LAPTOP,
    SENT,
    DeviceFacts,
    find_device,
    require_office,
    trusted_devices,
)
from bazar_desktop.store.actions import action, name_of
from bazar_desktop.store.apply import apply
from bazar_desktop.store.chains import chain_changes, chain_ends, chain_hash
from bazar_desktop.store.files import OutputFailed, safe_name
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.outputs import write_beside
from bazar_desktop.store.own_facts import get_fact, set_fact
from bazar_desktop.sync.answers import Answer, ClonedLaptop, ForeignOrigin, PackageDamaged, PackageRefused
from bazar_desktop.sync.device_keys import DeviceKeys
from bazar_desktop.sync.envelope import KnownDevice
from bazar_desktop.sync.news import SUFFIX, News, make_news, read_news
from bazar_desktop.sync.payload import Control, NothingToPack, Run
from bazar_desktop.sync.sums import ChainPoint, sums_of
from bazar_desktop.work_log import logged

HANDED = "handed"  # store facts: how far the office above has each chain
TO_ABOVE = "atasan"


class NoOfficeAbove(BazarError):
    """This office hands on to nobody yet."""


class NewsGap(PackageRefused):
    """The news go on from changes that are not here: ask for everything. Facts: name, first, last."""

    answer = Answer.HELD


class NewsForOfficesBelow(BazarError):
    """Nobody who reads the news for all lacks anything, but offices below have not heard our word. Facts: names."""


@dataclass(frozen=True, slots=True)
class MadeNews:
    """News that stand in `file`: how many chains and changes, for how many readers.

    `to_tell` names offices below that have not heard yet what was said of their laptops' usul: news go to them alone,
    since they hold what other offices handed on.
    """

    package: str
    file: Path
    chains: int
    changes: int
    readers: int
    to_tell: tuple[str, ...] = ()


# -- making -----------------------------------------------------------------------------------------------------


@action("packages.hand_on")
@logged("news", lambda made: {"chains": made.chains, "changes": made.changes, "readers": made.readers})
def hand_on(
    store: OpenStore, *, to: Path, at: datetime, only: str = "", everything: bool = False
) -> MadeNews:
    """Write what the readers do not hold yet into the folder `to`: news for all laptops and the office above.

    `only` names one laptop, one office below, or `TO_ABOVE`. Raises NotAnOffice, NoOfficeAbove, UnknownLaptop,
    NothingToPack, NewsForOfficesBelow, DiskFull, OutputFailed.
    """
    with store.db.write(store.officer.id, name_of(hand_on), at) as session:
        require_office(session)
        vouch_for_the_past(session, officer=store.officer.id, at=at)
        keys, office = own_keys(session), office_of(session)
        claim_origin(session, keys)
        readers = _readers(session, only)
        starts = dict.fromkeys(chain_ends(session), 0) if everything else _starts(session, readers)
        origins = sorted(item for item, last in chain_ends(session).items() if last > starts[item])
        if not readers or not origins:
            names = () if only else offices_to_tell(session)
            raise NewsForOfficesBelow(names=", ".join(names)) if names else NothingToPack()
        runs = [
            (
                chain_changes(session, origin, starts[origin] + 1),
                chain_point(session, origin, starts[origin]).sums,
            )
            for origin in origins
        ]
        owners = origin_owners(session)
        package = str(uuid.uuid4())
        data = make_news(
            runs,
            [owners.get(origin, "") for origin in origins],
            keys=keys,
            name=office.sudin,
            recipients=sorted({office.keys.age, *filter(None, [office.spare]), *(age for _, age in readers)}),
            package=package,
            made_at=_iso(at),
            sample=store.is_sample,
        )
        reader = readers[0][0].name if only and readers[0][0] is not None else only
        name = f"kabar_{safe_name(reader or office.sudin)}_{at:%Y-%m-%d_%H%M}{SUFFIX}"
        file = write_beside(to / name, data)
        _read_back(file, data, keys, office.sudin, store.is_sample)
        _note_sent(session, readers)
        to_tell = offices_to_tell(session)
    count = sum(len(changes) for changes, _ in runs)
    return MadeNews(package, file, len(runs), count, len(readers), to_tell)


_Reader = tuple[DeviceFacts | None, str]  # a laptop, or None for the office above; its age recipient


def _read_back(file: Path, data: bytes, keys: DeviceKeys, name: str, sample: bool) -> None:
    """Prove that what stands on the disk is whole and can be read by us, as by any reader. Raises OutputFailed."""
    part = file.read_bytes()
    known = {keys.public.id: KnownDevice(keys.public, name)}
    try:
        read_news(part, offices=known, identities=[keys.identity], sample=sample)
    except PackageRefused as error:
        raise OutputFailed(file=file.name, folder=str(file.parent), reason=error.code) from error
    if part != data:
        raise OutputFailed(file=file.name, folder=str(file.parent), reason="read back differs")


def _note_sent(session: Session, readers: list[_Reader]) -> None:
    """From now on each reader may hold all that is here, whether or not the stick reached it."""
    ends = json.dumps(chain_ends(session), sort_keys=True)
    for laptop, _ in readers:
        if laptop is not None:
            set_fact(session, f"{SENT}:{laptop.key_id}", ends)


def _readers(session: Session, only: str) -> list[_Reader]:
    above = office_above(session)
    if only == TO_ABOVE:
        if above is None:
            raise NoOfficeAbove()
        return [(None, above.keys.age)]
    if only:
        device = find_device(session, only)
        return [(device, device.age_key)] if device.state == "enrolled" else []
    laptops = [item for item in trusted_devices(session) if item.state == "enrolled" and item.role == LAPTOP]
    readers: list[_Reader] = [(laptop, laptop.age_key) for laptop in laptops]
    return readers if above is None else [*readers, (None, above.keys.age)]


def _starts(session: Session, readers: list[_Reader]) -> dict[str, int]:
    """How far all readers hold each chain, as far as they have told."""
    above = office_above(session)
    held: list[dict[str, int]] = []
    for laptop, _ in readers:
        if laptop is not None:
            numbers: dict[str, int] = json.loads(get_fact(session, f"{HEARD}:{laptop.key_id}", "{}"))
            own = {origin: 2**53 for origin in laptop.origins if origin not in numbers}
            known = {
                number: max(numbers.get(number, 0), laptop.given.get(number, 0))
                for number in {*numbers, *laptop.given}
            }
            held.append(known | own)
        elif above is not None:
            held.append(json.loads(get_fact(session, f"{HANDED}:{above.keys.id}", "{}")))
    ends = chain_ends(session)
    return {item: min([last, *(some.get(item, 0) for some in held)]) for item, last in ends.items()}


# -- reading ----------------------------------------------------------------------------------------------------


@action("packages.read_news")
def merge_news(session: Session, news: News, at: datetime) -> Merged:
    """Apply what is new in every part. Raises NewsGap, ClonedLaptop, ForeignOrigin, PackageDamaged, ChainForked."""
    owners = origin_owners(session)
    new = conflicts = 0
    late: set[str] = set()
    scopes: dict[str, None] = {}
    ahead: dict[str, None] = {}
    parts = zip(news.manifest.chapters, news.parts, strict=True)
    # The office's own part first: it tells whose the others are and what each was prepared for.
    for chapter, (changes, control) in sorted(parts, key=lambda part: part[0].maker != news.manifest.device):
        run, maker = chapter.run, chapter.maker or ""
        if maker and owners.get(run.origin, maker) != maker:
            raise ForeignOrigin(name=news.manifest.name)
        ours = chain_point(session, run.origin)
        point = _goes_on(session, news.manifest.name, run, control, ours)
        fresh = [change for change in changes if change.seq > ours.last]
        if not fresh:
            continue
        if ours.sums.plus(sums_of(fresh)) != control.after:
            raise PackageDamaged(what="sums")
        if maker and not owners.get(run.origin):
            note_maker(session, run.origin, maker)  # first: what comes is judged by whose it is
        applied = apply(session, fresh, at)
        keep_point(session, point, owners.get(run.origin) or maker)
        new, conflicts = new + applied.new, conflicts + applied.conflicts
        if applied.clock_odd:
            sent = maker == news.manifest.device
            writer = news.manifest.name if sent else laptop_of(session, run.origin)
            ahead[writer] = None
        late.update(late_days(session, fresh))
        scopes |= dict.fromkeys(day_scopes(fresh))
    answer = Answer.DUPLICATE if not new else Answer.MERGED_LATE if late else Answer.MERGED
    return Merged(answer, new, conflicts, late=tuple(sorted(late)), scopes=tuple(scopes), ahead=tuple(ahead))


def _goes_on(session: Session, name: str, run: Run, control: Control, ours: ChainPoint) -> ChainPoint:
    """The point of `run`'s end, where it meets our copy of that chain. Raises NewsGap, ClonedLaptop."""
    if run.first > ours.last + 1:
        raise NewsGap(name=name, first=ours.last + 1, last=run.first - 1)
    if ours.last >= run.first - 1 and chain_hash(session, run.origin, run.first - 1) != run.hash_before:
        raise ClonedLaptop(name=laptop_of(session, run.origin) or name, number=run.first - 1)
    if run.last <= ours.last and chain_hash(session, run.origin, run.last) != run.hash_after:
        raise ClonedLaptop(name=laptop_of(session, run.origin) or name, number=run.last)
    return ChainPoint(run.origin, run.last, run.hash_after, control.after)


@action("packages.hear_above")
def hear_above(session: Session, points: list[ChainPoint], above: str) -> bool:
    """Keep how far the office above holds our chains; returns whether it holds the same as we."""
    ends = chain_ends(session)
    known: dict[str, int] = json.loads(get_fact(session, f"{HANDED}:{above}", "{}"))
    agrees = True
    for point in points:
        if point.last and point.last <= ends.get(point.origin, 0):
            same = chain_point(session, point.origin, point.last) == point
            agrees = agrees and same
            if same:
                known[point.origin] = max(point.last, known.get(point.origin, 0))
    set_fact(session, f"{HANDED}:{above}", json.dumps(known, sort_keys=True))
    return agrees


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
