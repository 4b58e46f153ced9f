"""*Gabungkan ke kantor*: a laptop that worked alone joins an office, and its days go to it as one chain.

The laptop stays its own authority for what it entered before: all of it counts there as it did. At the office it waits
as one usul, until a supervisor has seen what it brings.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.exchange.packing import MadePackage, pack
from bazar_desktop.jobs.office.enrolment import ANSWERED, office_first
from bazar_desktop.jobs.office.identity import Office, agree_on_recovery, give_keys, set_office
from bazar_desktop.services.office.laptops import stands_alone
from bazar_desktop.services.settings.officers import require_supervisor
from bazar_desktop.store.actions import action, name_of
from bazar_desktop.store.apply import apply
from bazar_desktop.store.authority import ALONE_UNTIL
from bazar_desktop.store.chains import Note, chain_ends, chain_note, put_chain_note
from bazar_desktop.store.files import safe_name
from bazar_desktop.store.folding import Anew, judge_anew
from bazar_desktop.store.keys import put_office_keys
from bazar_desktop.store.opening import OpenStore, keep_ways_back
from bazar_desktop.store.outputs import write_beside
from bazar_desktop.store.own_facts import get_fact, set_fact
from bazar_desktop.store.unlocking import key_path
from bazar_desktop.sync.device_keys import DeviceKeys, comparison_words
from bazar_desktop.sync.enrolment import Preparation, PreparationManifest, make_enrolment, open_preparation
from bazar_desktop.work_log import logged


class JoinedAlready(BazarError):
    """This laptop has an office; another one would need a laptop of its own. Facts: sudin."""


class PreparationOfAnotherKind(BazarError):
    """A preparation for training was opened on real data, or the other way round."""


@dataclass(frozen=True)
class JoinedWithDays:
    """A laptop that has an office now: `answer` and `package` are for it, `words` are to be compared by phone."""

    store: OpenStore
    answer: Path
    package: MadePackage
    words: tuple[str, ...]
    sudin: str


@logged("joining")
def join_office(
    store: OpenStore, file: Path, *, code: str, at: datetime, to: Path | None = None
) -> JoinedWithDays:
    """Let the open store of a lone laptop join the office that wrote the preparation `file`.

    The answer and the package with all that was entered before are written beside it (or into `to`); where the answer
    cannot be written nothing has changed. Raises JoinedAlready, SupervisorOnly, PreparationOfAnotherKind,
    WrongTransferCode, what `look_at_preparation` raises, DiskFull, OutputFailed.
    """
    preparation = _opened(store, file, code)
    manifest = preparation.manifest
    to = to or file.parent
    with store.db.write(store.officer.id, name_of(_take_in), at) as session:
        _require_alone(session, store.officer.id)
        keys = _take_in(session, preparation, at)
        answer = _answer(session, manifest, keys, at, to)
    slots = {"kantor": manifest.office.age} | ({"cadangan": manifest.spare} if manifest.spare else {})
    put_office_keys(key_path(store.folder), store.key, slots)
    joined = replace(store, name=manifest.name, letter=manifest.letter)
    keep_ways_back(joined)
    package = pack(joined, to=to, at=at)
    words = comparison_words(manifest.office, keys.public)
    return JoinedWithDays(joined, answer, package, words, manifest.sudin)


def check_joining(store: OpenStore, file: Path, *, code: str) -> PreparationManifest:
    """Look whether this laptop can join by this file and code; nothing is written. Raises as `join_office` does."""
    with store.db.read() as session:
        _require_alone(session, store.officer.id)
    return _opened(store, file, code).manifest


def _require_alone(session: Session, officer: str) -> None:
    if not stands_alone(session):
        raise JoinedAlready(sudin=get_fact(session, "sudin", ""))
    require_supervisor(session, officer)


def _opened(store: OpenStore, file: Path, code: str) -> Preparation:
    preparation = open_preparation(file.read_bytes(), code)
    if preparation.manifest.sample != store.is_sample:
        raise PreparationOfAnotherKind()
    return preparation


@action("devices.join_with_days")
def _take_in(session: Session, preparation: Preparation, at: datetime) -> DeviceKeys:
    """Take in what the office prepared, beside what was entered here; what was before stays as it counted."""
    manifest = preparation.manifest
    before = {origin: seq for origin, seq in chain_ends(session).items() if seq}
    keys = give_keys(session)
    for origin in before:
        note = chain_note(session, origin)
        put_chain_note(session, origin, Note(keys.public.id, note.seq, note.counts, note.rupiah))
    set_fact(session, ALONE_UNTIL, json.dumps(before, sort_keys=True))
    set_office(session, Office(manifest.office.id, manifest.office, manifest.sudin, manifest.spare or ""))
    agree_on_recovery(session)
    for key, value in (
        ("preparation", manifest.preparation),
        ("name", manifest.name),
        ("letter", manifest.letter),
    ):
        set_fact(session, key, value)
    for (changes, control), device in office_first(preparation, manifest.office.id):
        apply(session, changes, at)
        kept = Note(device, changes[-1].seq, control.after.counts, control.after.rupiah)
        put_chain_note(session, changes[0].origin, kept)
    judge_anew(session, Anew(whole=[(origin, 1, None) for origin in sorted(before)]))
    return keys


def _answer(
    session: Session, manifest: PreparationManifest, keys: DeviceKeys, at: datetime, to: Path
) -> Path:
    made_at, origin = at.isoformat(timespec="seconds"), get_fact(session, "origin")
    data = make_enrolment(manifest, keys=keys, made_at=made_at, origin=origin)
    return write_beside(to / f"{safe_name(manifest.name)}_{at.date().isoformat()}{ANSWERED}", data)
