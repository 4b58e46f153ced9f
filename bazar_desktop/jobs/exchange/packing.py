"""Making a package: what the office does not have yet, written to a folder or stick and read back before *dibuat*."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.changes import Change
from bazar_desktop.jobs.office.identity import chain_point, claim_origin, own_keys, recipients
from bazar_desktop.services.bazaars.bazaars import UnknownBazaar, bazaar_of
from bazar_desktop.services.exchange.packages import ParcelFacts, acknowledged, note_parcel, own_origins
from bazar_desktop.services.papers.attachments import photos_of
from bazar_desktop.store.actions import name_of
from bazar_desktop.store.chains import chain_changes, chain_points
from bazar_desktop.store.files import OutputFailed
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.outputs import write_own
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.sync.answers import PackageRefused
from bazar_desktop.sync.device_keys import DeviceKeys
from bazar_desktop.sync.envelope import KnownDevice, file_name, make_package, open_package
from bazar_desktop.sync.payload import NothingToPack, Run, run_of
from bazar_desktop.sync.sums import ChainPoint
from bazar_desktop.work_log import logged


@dataclass(frozen=True, slots=True)
class MadePackage:
    """A package that stands in `file` and was read back whole. `rupiah` is the control sum of changes 1 to `last`.

    `earlier` are the files with what is left of an earlier life of the store.
    """

    id: str
    file: Path
    first: int
    last: int
    rupiah: int
    sha256: str
    recipients: int
    carried: bool
    earlier: tuple[Path, ...] = ()


@dataclass(frozen=True)
class _Draft:
    package: str
    data: bytes
    keys: DeviceKeys
    run: Run
    name: str
    after: ChainPoint
    scopes: tuple[str, ...]
    recipients: int


@logged("packing", lambda made: {"first": made.first, "last": made.last, "readers": made.recipients})
def pack(store: OpenStore, *, to: Path, at: datetime, everything: bool = False) -> MadePackage:
    """Write the package of what the office has not acknowledged (or of `everything`) into the folder `to`.

    A lost stick heals by itself: the next package holds the same changes again. A store that was restored from a
    backup writes what is left of its earlier life first, as a package of its own (`earlier`). On another disk than the
    store's, as a stick is, the package counts as carried. Raises NotEnrolled, NothingToPack, DiskFull, OutputFailed.
    """
    with store.db.read() as session:
        drafts = list(_drafts(session, at, store.is_sample, everything))
    if not drafts:
        raise NothingToPack()
    made = [_write(store, draft, to, at) for draft in drafts]
    return replace(made[-1], earlier=tuple(package.file for package in made[:-1]))


def _write(store: OpenStore, draft: _Draft, to: Path, at: datetime) -> MadePackage:
    file = write_own(to / draft.name, draft.data, lambda found: _is_parcel(found, draft, store.name))
    _read_back(file, draft, store.name)
    carried = _is_elsewhere(file, store.folder)
    facts = ParcelFacts(
        id=draft.package,
        origin=draft.run.origin,
        file_name=file.name,
        folder=str(to),
        first=draft.run.first,
        last=draft.run.last,
        rupiah=draft.after.sums.rupiah,
        made_at=at,
        carried_at=at if carried else None,
        received_at=None,
    )
    sha256 = hashlib.sha256(draft.data).hexdigest()
    with store.db.write(store.officer.id, name_of(note_parcel), at) as session:
        claim_origin(session, draft.keys)
        note_parcel(session, facts, sha256=sha256, scopes=draft.scopes)
    return MadePackage(
        draft.package, file, facts.first, facts.last, facts.rupiah, sha256, draft.recipients, carried
    )


def _drafts(session: Session, at: datetime, sample: bool, everything: bool) -> Iterator[_Draft]:
    """A draft for every chain of ours that the office does not have whole."""
    keys, readers, name = own_keys(session), recipients(session), get_fact(session, "name")
    for origin in own_origins(session):
        before = chain_point(session, origin, 0 if everything else acknowledged(session, origin))
        changes = chain_changes(session, origin, before.last + 1)
        if not changes:
            continue
        package = str(uuid.uuid4())
        data = make_package(
            changes,
            keys=keys,
            name=name,
            recipients=readers,
            before=before.sums,
            package=package,
            made_at=at.isoformat(timespec="seconds"),
            sample=sample,
            files=photos_of(session, changes),
            heard=_heard(session),
        )
        run, scopes = run_of(changes), day_scopes(changes)
        place, day = _place_and_day(session, scopes, name, at.date())
        named = file_name(place, day, name, run)
        after = chain_point(session, origin)
        yield _Draft(package, data, keys, run, named, after, scopes, len(readers))


def _heard(session: Session) -> dict[str, tuple[int, str]]:
    """How far all other chains have come here, so that the office sends only what is new.

    Our own earlier lives too: what a backup had lost of them comes back.
    """
    current = get_fact(session, "origin")
    return {origin: end for origin, end in chain_points(session).items() if end[0] and origin != current}


def day_scopes(changes: Sequence[Change]) -> tuple[str, ...]:
    """Give the bazaar days (`<bazaar id>/<day>`) that `changes` touch, the day last entered last."""
    last = {change.scope: change.seq for change in changes if "/" in change.scope}
    return tuple(sorted(last, key=lambda scope: last[scope]))


def _place_and_day(session: Session, scopes: Sequence[str], name: str, today: date) -> tuple[str, date]:
    """What the file is named after: the bazaar day that was entered last, else this device and today."""
    for scope in reversed(scopes):
        bazaar_id, day = scope.split("/")
        try:
            return bazaar_of(session, bazaar_id).lokasi or name, date.fromisoformat(day)
        except UnknownBazaar:
            continue
    return name, today


def _read_back(file: Path, draft: _Draft, name: str) -> None:
    """Prove that what stands on the disk is a whole, signed package. Raises OutputFailed."""
    part = file.read_bytes()
    if part != draft.data or not _is_parcel(part, draft, name):
        raise OutputFailed(file=file.name, folder=str(file.parent), reason="read back differs")


def _is_parcel(data: bytes, draft: _Draft, name: str) -> bool:
    """Whether `data` is a whole package, signed by this laptop, of the changes that `draft` holds."""
    public = draft.keys.public
    try:
        return open_package(data, {public.id: KnownDevice(public, name)}).manifest.run == draft.run
    except PackageRefused:
        return False


def _is_elsewhere(file: Path, folder: Path) -> bool:
    return file.stat().st_dev != folder.stat().st_dev
