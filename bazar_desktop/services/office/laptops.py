"""The laptops of an office: prepared, enrolled, revoked, and what each of them carries."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.attendance.cards import DEVICE_LETTERS
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.journal.changes import Change
from bazar_desktop.domain.journal.merging import fold_row
from bazar_desktop.services.bazaars.bazaars import find_bazaar
from bazar_desktop.services.settings.officers import require_supervisor
from bazar_desktop.store.actions import action
from bazar_desktop.store.authority import key_id
from bazar_desktop.store.chains import chain_ends, chain_owners
from bazar_desktop.store.changes import changes_of_rows
from bazar_desktop.store.fields import merge_rules
from bazar_desktop.store.journal import act_of
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Device

LAPTOP, OFFICE = "laptop", "office"
HEARD = "heard"  # store facts: how far each laptop said it holds the chains of others
SENT = "sent"  # store facts: how far the news written for each laptop reached


class NotAnOffice(BazarError):
    """Only an office's store prepares and enrols laptops."""


class NotALaptop(BazarError):
    """Only a laptop's store does this."""


class DeviceNameMissing(BazarError):
    """A laptop needs a name that people use for it."""


class DeviceNameTaken(BazarError):
    """Another laptop that is still in use has this name."""


class UnknownLaptop(BazarError):
    """No laptop of this office has this name."""


class LaptopOfAnotherOffice(BazarError):
    """The laptop was prepared by an office below, which alone answers for it here. Facts: name, office."""


class LaptopAmbiguous(BazarError):
    """Several laptops have or had this name, and nobody guesses which is meant. Facts: name, laptops."""


class AnsweredAlready(BazarError):
    """Another laptop has answered this preparation: it was opened twice."""


class LetterTaken(BazarError):
    """Two laptops of one bazaar may not write the same letter on cards. Facts: name, other, letter."""


class OriginTaken(BazarError):
    """The laptop answers with a chain that another one writes. Facts: name."""


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """A laptop or office as the office's own chain describes it; `key_id` is "" until it has answered.

    `state`: prepared, enrolled or revoked. `is_below`: it is of an office below, which alone reads its packages.
    """

    preparation: str
    name: str
    letter: str
    role: str
    key_id: str
    sign_key: str
    age_key: str
    bazaars: tuple[str, ...]
    given: Mapping[str, int]
    origins: tuple[str, ...]
    prepared_at: datetime | None
    enrolled_at: datetime | None
    revoked_at: datetime | None
    contact: str = ""
    is_below: bool = False

    @property
    def state(self) -> str:
        if self.revoked_at:
            return "revoked"
        return "enrolled" if self.key_id else "prepared"

    @property
    def code(self) -> str:
        """By what it is named where several have its name: the key id, or until it has one its preparation's id."""
        return self.key_id or self.preparation


def require_office(session: Session) -> None:
    """Require that this store is an office. Raises NotAnOffice."""
    if get_fact(session, "kind") != OFFICE:
        raise NotAnOffice()


def require_laptop(session: Session) -> None:
    """Require that this store is a laptop. Raises NotALaptop."""
    if get_fact(session, "kind") != LAPTOP:
        raise NotALaptop()


def stands_alone(session: Session) -> bool:
    """Tell whether this is a laptop that no office prepared, so that nobody else holds a key to it."""
    return get_fact(session, "kind") == LAPTOP and not get_fact(session, "office_id", "")


def trusted_devices(session: Session, ids: Sequence[str] | None = None) -> list[DeviceFacts]:
    """Give every device (or those with `ids`, their preparations) by name, as told by the chains of the office alone.

    No laptop can vouch for another.
    """
    offices = office_origins(session)
    ids = list(session.execute(select(Device.id)).scalars()) if ids is None else ids
    changes = changes_of_rows(session, [("device", row_id) for row_id in ids])
    told = {
        key[1]: [change for change in found if change.origin in offices] for key, found in changes.items()
    }
    devices = [_facts(row_id, found) for row_id, found in told.items() if found]
    return sorted(devices, key=lambda device: (device.role, device.name, device.preparation))


def laptops_in_use(session: Session) -> list[DeviceFacts]:
    """Give the laptops that were not revoked: of this office, and of those below as their own chains describe them.

    A laptop of an office below bears that office's name behind its own. None at a laptop.
    """
    if get_fact(session, "kind") != OFFICE:
        return []
    known = trusted_devices(session)
    below = {
        device.key_id: device.name for device in known if device.role == OFFICE and not device.revoked_at
    }
    laptops = [device for device in known if device.role == LAPTOP]
    return [device for device in [*laptops, *_laptops_below(session, below)] if device.state != "revoked"]


def _laptops_below(session: Session, offices: Mapping[str, str]) -> list[DeviceFacts]:
    """The laptops of these offices, names by key id."""
    owners = chain_owners(session) if offices else {}
    names = {origin: offices[owner] for origin, owner in owners.items() if owner in offices}
    if not names:
        return []
    ids = session.execute(select(Device.id)).scalars()
    told: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for (_entity, row_id), changes in changes_of_rows(session, [("device", item) for item in ids]).items():
        for change in changes:
            if change.origin in names:
                told[row_id, names[change.origin]].append(change)
    facts = [(office, _facts(row_id, changes)) for (row_id, office), changes in told.items()]
    laptops = [
        replace(device, name=f"{device.name} ({office})", is_below=True)
        for office, device in facts
        if device.role == LAPTOP
    ]
    return sorted(laptops, key=lambda device: (device.name, device.preparation))


def office_origins(session: Session) -> set[str]:
    """Give the origins of the office: its own lives in its own store; elsewhere those signed with its keys."""
    office = get_fact(session, "office_id", "")
    found = set(chain_owners(session, office)) if office else set()
    if get_fact(session, "kind") == OFFICE:
        found.add(get_fact(session, "origin"))
    return found


def _facts(row_id: str, changes: list[Change]) -> DeviceFacts:
    values: dict[str, Any] = fold_row(changes, merge_rules(Device)).values()

    def moment(name: str) -> datetime | None:
        return datetime.fromisoformat(values[name]) if values.get(name) else None

    sign_key = values.get("sign_key") or ""
    return DeviceFacts(
        preparation=row_id,
        name=values.get("name") or "",
        letter=values.get("letter") or "",
        role=values.get("role") or LAPTOP,
        key_id=key_id(sign_key),
        sign_key=sign_key,
        age_key=values.get("age_key") or "",
        bazaars=tuple(json.loads(values.get("bazaars") or "[]")),
        given=json.loads(values.get("given") or "{}"),
        origins=tuple(json.loads(values.get("origins") or "[]")),
        prepared_at=moment("prepared_at"),
        enrolled_at=moment("enrolled_at"),
        revoked_at=moment("revoked_at"),
        contact=values.get("contact") or "",
    )


def own_bazaars(session: Session) -> tuple[str, ...]:
    """The ids of the bazaars this laptop was prepared for; none where it was not made from a preparation."""
    preparation = get_fact(session, "preparation", "")
    return next(
        (device.bazaars for device in trusted_devices(session) if device.preparation == preparation), ()
    )


def find_device(session: Session, name: str) -> DeviceFacts:
    """Find the laptop or admitted office with this key id or preparation's id, or the only one of this name.

    Raises UnknownLaptop, LaptopOfAnotherOffice, LaptopAmbiguous.
    """
    wanted, devices = name.strip().casefold(), trusted_devices(session)
    known = [device for device in devices if wanted and wanted in {device.preparation, device.key_id}]
    known = known or [device for device in devices if wanted and device.name.casefold() == wanted]
    if not known:
        if office := _office_below(session, devices, wanted):
            raise LaptopOfAnotherOffice(name=name.strip(), office=office)
        raise UnknownLaptop(name=name)
    if len({device.code for device in known}) > 1:
        choices = tuple((device.name, device.letter, device.code, device.state) for device in known)
        raise LaptopAmbiguous(name=name.strip(), laptops=choices)
    return max(known, key=lambda device: (device.revoked_at is None, str(device.prepared_at)))


def _office_below(session: Session, devices: Sequence[DeviceFacts], wanted: str) -> str:
    """The name of an admitted office that has prepared a laptop of this name; "" where none has."""
    query = select(Device.id).where(func.lower(Device.name) == wanted)
    keys = [("device", row_id) for row_id in session.execute(query).scalars()]
    origins = {change.origin for changes in changes_of_rows(session, keys).values() for change in changes}
    owners = chain_owners(session)
    below = {owners[origin] for origin in origins if origin in owners}
    return min((item.name for item in devices if item.role == OFFICE and item.key_id in below), default="")


def check_preparation(session: Session, *, name: str, bazaars: Sequence[str]) -> list[str]:
    """Look whether a laptop can be prepared so, before a stick is asked for; give the ids of the bazaars.

    Raises NotAnOffice, DeviceNameMissing, DeviceNameTaken, UnknownBazaar.
    """
    require_office(session)
    if not name.strip():
        raise DeviceNameMissing()
    taken = [
        device for device in trusted_devices(session) if device.name.casefold() == name.strip().casefold()
    ]
    if any(device.state == "enrolled" for device in taken):
        raise DeviceNameTaken(name=name.strip())
    return [find_bazaar(session, code).id for code in bazaars]


@action("devices.prepare_device")
def prepare_device(
    session: Session, *, name: str, bazaars: Sequence[str], at: datetime, contact: str = ""
) -> DeviceFacts:
    """Write down that a laptop is prepared for the bazaars with these codes; it gets the letter least in use.

    Raises NotAnOffice, DeviceNameMissing, DeviceNameTaken, UnknownBazaar.
    """
    ids = check_preparation(session, name=name, bazaars=bazaars)
    known = trusted_devices(session)
    given = {origin: seq for origin, seq in chain_ends(session).items() if seq}
    row = enter(
        session,
        Device,
        name=name.strip(),
        letter=_free_letter(session, known, set(ids)),
        role=LAPTOP,
        bazaars=json.dumps(ids),
        contact=contact.strip() or None,
        given=json.dumps(given, sort_keys=True),
        prepared_at=at,
    )
    session.flush()
    return _by_preparation(session, row.id)


def _free_letter(session: Session, known: Sequence[DeviceFacts], bazaars: set[str]) -> str:
    """Cards carry the letter, so laptops of one bazaar need different ones; 22 letters serve any number of bazaars."""
    near = {device.letter for device in known if bazaars & set(device.bazaars)}
    used = Counter(device.letter for device in known)
    own = get_fact(session, "letter")
    letters = [letter for letter in DEVICE_LETTERS if letter != own]
    return min(letters, key=lambda letter: (letter in near, used[letter], letter))


def _by_preparation(session: Session, preparation: str) -> DeviceFacts:
    return next(device for device in trusted_devices(session) if device.preparation == preparation)


@action("devices.enrol_device")
def enrol_device(
    session: Session, *, preparation: str, sign_key: str, age_key: str, at: datetime, origin: str = ""
) -> DeviceFacts:
    """Take the keys of the laptop that answered and the chain it writes; the same answer again changes nothing.

    Raises AnsweredAlready, OriginTaken.
    """
    known = _by_preparation(session, preparation)
    if known.sign_key == sign_key and known.age_key == age_key:
        return known
    if known.sign_key:
        raise AnsweredAlready(name=known.name)
    row = session.get_one(Device, known.preparation)
    if origin:
        _require_free(session, origin, known)
        row.origins = json.dumps(sorted({*known.origins, origin}))
    row.sign_key, row.age_key, row.enrolled_at = sign_key, age_key, at
    session.flush()
    return _by_preparation(session, preparation)


def _require_free(session: Session, origin: str, device: DeviceFacts) -> None:
    """Raise OriginTaken where another device, this store or a chain from elsewhere is known to write `origin`."""
    others = (item for item in trusted_devices(session) if item.preparation != device.preparation)
    taken = chain_ends(session).keys() | chain_owners(session).keys() | {get_fact(session, "origin")}
    if origin in taken or any(origin in item.origins for item in others):
        raise OriginTaken(name=device.name)


@action("devices.put_contact")
def put_contact(session: Session, name: str, contact: str) -> DeviceFacts:
    """Say whom to call about this laptop, and how. Raises NotAnOffice, UnknownLaptop, LaptopAmbiguous."""
    require_office(session)
    known = find_device(session, name)
    session.get_one(Device, known.preparation).contact = contact.strip() or None
    session.flush()
    return _by_preparation(session, known.preparation)


@action("devices.assign_bazaars")
def assign_bazaars(session: Session, name: str, codes: Sequence[str]) -> DeviceFacts:
    """Let a laptop that is in use serve these bazaars from now on; the next news tell it, with their participants.

    Raises NotAnOffice, UnknownLaptop, LaptopAmbiguous, UnknownBazaar, LetterTaken.
    """
    require_office(session)
    known = find_device(session, name)
    ids = [find_bazaar(session, code).id for code in codes]
    added = set(ids) - set(known.bazaars)
    for device in trusted_devices(session):
        same = (
            device.letter == known.letter
            and device.state != "revoked"
            and device.preparation != known.preparation
        )
        if same and device.role == LAPTOP and added & set(device.bazaars):
            raise LetterTaken(name=known.name, other=device.name, letter=known.letter)
    session.get_one(Device, known.preparation).bazaars = json.dumps(ids)
    session.flush()
    return _by_preparation(session, known.preparation)


@action("devices.admit_office")
def admit_office(session: Session, *, name: str, sign_key: str, age_key: str, at: datetime) -> DeviceFacts:
    """Write down an office whose news this one reads; the same one again changes nothing."""
    for device in trusted_devices(session):
        if device.role == OFFICE and device.sign_key == sign_key and device.revoked_at is None:
            return device
    row = enter(
        session,
        Device,
        name=name,
        role=OFFICE,
        bazaars="[]",
        given="{}",
        prepared_at=at,
        sign_key=sign_key,
        age_key=age_key,
        enrolled_at=at,
    )
    session.flush()
    return _by_preparation(session, row.id)


def note_origin(session: Session, sign_key: str, origin: str) -> None:
    """Write down, at the office, that the device with this signing key (hex) writes the chain `origin`."""
    device = key_id(sign_key)
    ids = list(session.execute(select(Device.id).where(Device.sign_key == sign_key)).scalars())
    known = next((item for item in trusted_devices(session, ids) if item.key_id == device), None)
    if known is not None and origin not in known.origins:
        row = session.get_one(Device, known.preparation)
        row.origins = json.dumps(sorted({*known.origins, origin}))
        session.flush()


@action("devices.revoke")
def revoke(session: Session, name: str, *, officer: str, at: datetime, reason: str = "") -> DeviceFacts:
    """Stop believing the laptop's keys and writing for it; the reason goes into the journal.

    Raises UnknownLaptop, LaptopAmbiguous, NotAnOffice, SupervisorOnly.
    """
    require_office(session)
    require_supervisor(session, officer)
    if reason.strip():
        act_of(session).reason = reason.strip()
    known = find_device(session, name)
    if known.revoked_at is None:
        session.get_one(Device, known.preparation).revoked_at = at
        session.flush()
    return _by_preparation(session, known.preparation)
