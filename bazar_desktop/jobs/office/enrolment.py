"""An office and its laptops: preparing a laptop, joining it, taking its answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.changes import Change
from bazar_desktop.domain.pins import check_pin
from bazar_desktop.jobs.office.identity import (
    OFFICE_ID,
    Office,
    agree_on_recovery,
    claim_origin,
    give_keys,
    office_of,
    own_keys,
    set_office,
)
from bazar_desktop.services.exchange.proposals import vouch_for_the_past
from bazar_desktop.services.office.laptops import (
    LAPTOP,
    enrol_device,
    prepare_device,
    require_office,
    trusted_devices,
)
from bazar_desktop.services.office.officers import find_entered
from bazar_desktop.services.settings.officers import PETUGAS, SUPERVISOR, add_officer
from bazar_desktop.store.actions import action, name_of
from bazar_desktop.store.apply import apply
from bazar_desktop.store.chains import Note, chain_changes, chain_ends, put_chain_note
from bazar_desktop.store.files import safe_name
from bazar_desktop.store.founding import (
    being_made,
    forgotten_where_it_fails,
    require_free,
    write_first_answer,
)
from bazar_desktop.store.key_file import Owner
from bazar_desktop.store.keys import put_office_keys
from bazar_desktop.store.opening import (
    OpenStore,
    create_store,
    give_slot,
    keep_ways_back,
    take_slot,
)
from bazar_desktop.store.outputs import write_beside
from bazar_desktop.store.own_facts import get_fact, set_fact
from bazar_desktop.store.passwords import FIELD_COST, Cost
from bazar_desktop.store.tables import new_id
from bazar_desktop.store.unlocking import key_path
from bazar_desktop.sync.device_keys import comparison_words
from bazar_desktop.sync.enrolment import (
    Preparation,
    PreparationManifest,
    look_at_preparation,
    make_enrolment,
    make_preparation,
    new_transfer_code,
    open_preparation,
    read_enrolment,
)
from bazar_desktop.sync.payload import Control
from bazar_desktop.sync.sums import Sums
from bazar_desktop.work_log import logged

PREPARED, ANSWERED = ".siap", ".daftar"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A preparation written to `file`, and the code that opens it, to be told apart from the file."""

    file: Path
    code: str
    device: str
    letter: str
    preparation: str
    changes: int


@dataclass(frozen=True)
class Joined:
    """A laptop made from a preparation; `answer` is the file for the office, `words` are to be compared by phone."""

    store: OpenStore
    answer: Path
    words: tuple[str, ...]
    sudin: str


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A laptop whose packages the office reads from now on; `words` are to be compared by phone."""

    name: str
    letter: str
    key_id: str
    words: tuple[str, ...]


@logged("preparation", lambda made: {"changes": made.changes})
def prepare(
    store: OpenStore,
    *,
    bazaars: Sequence[str],
    device: str,
    to: Path,
    at: datetime,
    contact: str = "",
    code: str | None = None,
    cost: Cost = FIELD_COST,
) -> Prepared:
    """Write the preparation of one laptop into the folder `to`.

    It carries every chain the office holds, whole: its register, settings, officers, bazaars, layouts, participants.
    Where the register is large, so is the file. Raises NotAnOffice, DeviceNameMissing, DeviceNameTaken,
    UnknownBazaar, DiskFull, OutputFailed.
    """
    code = code or new_transfer_code()
    with store.db.write(store.officer.id, name_of(prepare_device), at) as session:
        ensure_keys(session, store.name)
        vouch_for_the_past(session, officer=store.officer.id, at=at)
        made = prepare_device(session, name=device, bazaars=bazaars, at=at, contact=contact)
        keys, office = own_keys(session), office_of(session)
        claim_origin(session, keys)
        runs = whole_chains(session)
        data = make_preparation(
            runs,
            code=code,
            keys=keys,
            spare=office.spare or None,
            sudin=office.sudin,
            name=made.name,
            letter=made.letter,
            preparation=made.preparation,
            made_at=at.isoformat(timespec="seconds"),
            sample=store.is_sample,
            cost=cost,
        )
        file = write_beside(to / f"{safe_name(made.name)}_{at.date().isoformat()}{PREPARED}", data)
    count = sum(len(changes) for changes, _ in runs)
    return Prepared(file, code, made.name, made.letter, made.preparation, count)


def ensure_keys(session: Session, name: str) -> None:
    """Give keys to an office whose store was made without them. Raises NotAnOffice."""
    require_office(session)
    if not get_fact(session, OFFICE_ID, ""):
        keys = give_keys(session).public
        set_office(session, Office(keys.id, keys, name, ""))


def whole_chains(session: Session) -> list[tuple[list[Change], Sums]]:
    """Give every chain that this store holds, from its first change on."""
    ends = sorted((origin, seq) for origin, seq in chain_ends(session).items() if seq)
    return [(chain_changes(session, origin), Sums()) for origin, _ in ends]


def look(file: Path) -> PreparationManifest:
    """Tell whose preparation this is, before the code is typed. Raises what `look_at_preparation` raises."""
    return look_at_preparation(file.read_bytes())[0]


@logged("enrolment")
def enrol_laptop(
    file: Path,
    *,
    code: str,
    folder: Path,
    officer: str,
    pin: str,
    at: datetime,
    role: str = PETUGAS,
    to: Path | None = None,
    cost: Cost = FIELD_COST,
) -> Joined:
    """Make this laptop's store in `folder` from a preparation, and its answer beside it (or in `to`).

    `officer` is one whom the office has entered or accepted, by name or id, with the role that the office gave;
    somebody else is entered here with `role`. Raises WrongTransferCode and what `look_at_preparation` raises,
    StoreExists, PinTooShort, PinTooLong, PinTooPlain, OfficerDismissed, OfficerAmbiguous, OfficerNameTaken.
    """
    require_free(folder)
    preparation = open_preparation(file.read_bytes(), code)
    manifest = preparation.manifest
    with being_made(folder):
        store = create_store(
            folder,
            Owner(new_id(manifest.preparation), officer.strip(), role),
            pin,
            kind=LAPTOP,
            letter=manifest.letter,
            name=manifest.name,
            at=at,
            is_sample=manifest.sample,
            cost=cost,
        )
        with forgotten_where_it_fails(store):
            owner = _join(store, preparation, at)
            if not manifest.sample:
                check_pin(pin, supervisor=owner.role == SUPERVISOR)
            if owner != store.officer:
                give_slot(store, owner, pin, cost)
                take_slot(store, store.officer.id)
            return _answered(replace(store, officer=owner), preparation, at, to or file.parent)


@action("devices.join")
def _join(store: OpenStore, preparation: Preparation, at: datetime) -> Owner:
    """Take in what was prepared, and enter who is at the laptop where the office does not know them; returns who.

    What counts is known only when all of it is here: laptops' words over officers wait for the office's.
    """
    manifest = preparation.manifest
    office = Office(manifest.office.id, manifest.office, manifest.sudin, manifest.spare or "")
    with store.db.write(store.officer.id, name_of(_join), at) as session:
        give_keys(session)
        set_office(session, office)
        agree_on_recovery(session)
        set_fact(session, "preparation", manifest.preparation)
        for (changes, control), device in office_first(preparation, office.id):
            apply(session, changes, at)
            put_chain_note(
                session,
                changes[0].origin,
                Note(device, changes[-1].seq, control.after.counts, control.after.rupiah),
            )
        known = find_entered(session, store.officer.name)
        if known is not None:
            return Owner(known.id, known.name, known.role)
        add_officer(session, name=store.officer.name, role=store.officer.role, id_=store.officer.id)
        return store.officer


def _answered(store: OpenStore, preparation: Preparation, at: datetime, to: Path) -> Joined:
    """Write the laptop's answer, and let the office's keys open its store."""
    manifest = preparation.manifest
    with store.db.read() as session:
        office, keys, origin = office_of(session), own_keys(session), get_fact(session, "origin")
    slots = {"kantor": office.keys.age} | ({"cadangan": office.spare} if office.spare else {})
    put_office_keys(key_path(store.folder), store.key, slots)
    keep_ways_back(store)
    made_at = at.isoformat(timespec="seconds")
    data = make_enrolment(manifest, keys=keys, made_at=made_at, origin=origin)
    name = f"{safe_name(manifest.name)}_{at.date().isoformat()}{ANSWERED}"
    answer = write_first_answer(store.folder, to / name, data)
    return Joined(store, answer, comparison_words(office.keys, keys.public), office.sudin)


def office_first(
    preparation: Preparation, office_id: str
) -> list[tuple[tuple[tuple[Change, ...], Control], str]]:
    """The chains of a preparation with their owners as far as they are sure, the office's own first.

    It tells whose the others are, by which they are judged.
    """
    told = [
        (
            run,
            office_id if any(change.row_id == preparation.manifest.preparation for change in run[0]) else "",
        )
        for run in preparation.runs
    ]
    return sorted(told, key=lambda item: not item[1])


@logged("admission")
def office_enrol(store: OpenStore, data: bytes, *, at: datetime) -> Enrolled:
    """Take a laptop's answer. The laptop is believed from now on; if the words differ, revoke it.

    Raises NotAnOffice, AnswerToAnother, AnsweredAlready, OriginTaken and what `read_enrolment` raises.
    """
    with store.db.write(store.officer.id, name_of(enrol_device), at) as session:
        require_office(session)
        prepared = frozenset(item.preparation for item in trusted_devices(session))
        answer = read_enrolment(data, preparations=prepared, sample=store.is_sample)
        device = enrol_device(
            session,
            preparation=answer.preparation,
            sign_key=answer.keys.sign,
            age_key=answer.keys.age,
            origin=answer.origin or "",
            at=at,
        )
        words = comparison_words(own_keys(session).public, answer.keys)
    return Enrolled(device.name, device.letter, device.key_id, words)


def own_words(session: Session) -> tuple[str, ...]:
    """Give the six words of this laptop and its office, to compare once more. Raises NotEnrolled."""
    return comparison_words(office_of(session).keys, own_keys(session).public)
