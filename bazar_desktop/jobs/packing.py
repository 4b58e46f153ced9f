"""Making a package: what the office does not have yet, written to a folder or stick and read back before *dibuat*."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bazar_desktop.domain.changes import Change
from bazar_desktop.jobs.identity import chain_point, claim_origin, own_keys, recipients
from bazar_desktop.services.bazaars import UnknownBazaar, bazaar_of
from bazar_desktop.services.packages import ParcelFacts, acknowledged, note_parcel
from bazar_desktop.store.chains import chain_changes
from bazar_desktop.store.files import OutputFailed, write_whole
from bazar_desktop.store.ledger import get_fact
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.sync.device_keys import DeviceKeys
from bazar_desktop.sync.envelope import KnownDevice, file_name, make_package, open_package
from bazar_desktop.sync.payload import NothingToPack, Run, run_of
from bazar_desktop.sync.sums import ChainPoint


@dataclass(frozen=True, slots=True)
class MadePackage:
    """A package that stands in `file` and was read back whole. `rupiah` is the control sum of changes 1 to `last`."""

    id: str
    file: Path
    first: int
    last: int
    rupiah: int
    sha256: str
    recipients: int
    carried: bool


@dataclass(frozen=True)
class _Draft:
    data: bytes
    keys: DeviceKeys
    run: Run
    name: str
    after: ChainPoint
    scopes: tuple[str, ...]
    recipients: int


def pack(store: OpenStore, *, to: Path, at: datetime, everything: bool = False) -> MadePackage:
    """Write the package of what the office has not acknowledged (or of `everything`) into the folder `to`.

    A lost stick heals by itself: the next package holds the same changes again. On another disk than the store's, as
    a stick is, the package counts as carried. Raises NotEnrolled, NothingToPack, DiskFull, OutputFailed.
    """
    package = str(uuid.uuid4())
    with store.db.read() as session:
        draft = _draft(session, package, at, store.is_sample, everything)
    file = to / draft.name
    write_whole(file, draft.data)
    _read_back(file, draft, store.name)
    carried = _is_elsewhere(file, store.folder)
    made = ParcelFacts(
        id=package,
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
    with store.db.write(store.officer.id, "packages.make", at) as session:
        claim_origin(session, draft.keys)
        note_parcel(session, made, sha256=sha256, scopes=draft.scopes)
    return MadePackage(package, file, made.first, made.last, made.rupiah, sha256, draft.recipients, carried)


def _draft(session: Session, package: str, at: datetime, sample: bool, everything: bool) -> _Draft:
    origin, keys, readers = get_fact(session, "origin"), own_keys(session), recipients(session)
    before = chain_point(session, origin, 0 if everything else acknowledged(session))
    changes = chain_changes(session, origin, before.last + 1)
    if not changes:
        raise NothingToPack()
    name = get_fact(session, "name")
    data = make_package(
        changes,
        keys=keys,
        name=name,
        recipients=readers,
        before=before.sums,
        package=package,
        made_at=at.isoformat(timespec="seconds"),
        sample=sample,
    )
    run = run_of(changes)
    scopes = day_scopes(changes)
    place, day = _place_and_day(session, scopes, name, at.date())
    after = chain_point(session, origin)
    return _Draft(data, keys, run, file_name(place, day, name, run), after, scopes, len(readers))


def day_scopes(changes: Sequence[Change]) -> tuple[str, ...]:
    """The bazaar days (`<bazaar id>/<day>`) that `changes` touch, the day last entered last."""
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
    found = file.read_bytes()
    public = draft.keys.public
    opened = open_package(found, {public.id: KnownDevice(public, name)})
    if found != draft.data or opened.manifest.run != draft.run:
        raise OutputFailed(file=file.name, folder=str(file.parent), reason="read back differs")


def _is_elsewhere(file: Path, folder: Path) -> bool:
    return file.stat().st_dev != folder.stat().st_dev
