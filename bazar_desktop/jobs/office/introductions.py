"""Offices that know each other: a Sudin and the Dinas above it exchange keys and compare six words by phone.

An office is admitted by the office above it as a laptop is, by six words that both screens show.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.office.identity import office_of, own_keys
from bazar_desktop.services.office.laptops import (
    OFFICE,
    LaptopAmbiguous,
    UnknownLaptop,
    admit_office,
    find_device,
    require_office,
    trusted_devices,
)
from bazar_desktop.services.settings.values import OWN_SETTINGS
from bazar_desktop.store.actions import action, name_of
from bazar_desktop.store.files import safe_name
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.outputs import write_beside
from bazar_desktop.store.own_facts import get_fact, set_fact
from bazar_desktop.sync.device_keys import PublicKeys, comparison_words
from bazar_desktop.sync.envelope import KnownDevice
from bazar_desktop.sync.news import INTRODUCED, Introduction, make_introduction, read_introduction

ABOVE = "office_above"  # the store fact that tells the office this one hands on to


class OwnIntroduction(BazarError):
    """An office cannot be its own office above."""


@dataclass(frozen=True, slots=True)
class Above:
    """The office above this one; `words` are to be compared by phone."""

    key_id: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownOffice:
    """Another office: the one above, or one that hands on to this one. `state` is enrolled or revoked."""

    key_id: str
    name: str
    is_above: bool
    state: str
    words: tuple[str, ...]


def known_offices(session: Session) -> list[KnownOffice]:
    """Give the office above first, then those admitted here by name. Raises NotAnOffice."""
    require_office(session)
    own, above = own_keys(session).public, office_above(session)
    offices = []
    if above is not None:
        words = comparison_words(above.keys, own)
        offices.append(KnownOffice(above.keys.id, above.name, True, "enrolled", words))
    for device in trusted_devices(session):
        if device.role == OFFICE and device.key_id:
            words = comparison_words(own, PublicKeys(device.sign_key, device.age_key))
            offices.append(KnownOffice(device.key_id, device.name, False, device.state, words))
    return offices


def introduce(store: OpenStore, *, to: Path, at: datetime) -> Path:
    """Write this office's public keys and name into the folder `to`. Raises NotAnOffice, OutputFailed."""
    with store.db.read() as session:
        require_office(session)
        keys, name = own_keys(session), office_of(session).sudin
    data = make_introduction(keys, name, at.isoformat(timespec="seconds"), sample=store.is_sample)
    return write_beside(to / f"{safe_name(name)}{INTRODUCED}", data)


def admit(store: OpenStore, data: bytes, *, at: datetime) -> Above:
    """Read, from now on, what the office that introduces itself hands on. If the words differ, revoke it.

    Raises NotAnOffice, OwnIntroduction and what `read_introduction` raises.
    """
    with store.db.write(store.officer.id, name_of(admit_office), at) as session:
        own, introduction = _met(store, session, data)
        made = admit_office(
            session,
            name=introduction.name,
            sign_key=introduction.keys.sign,
            age_key=introduction.keys.age,
            at=at,
        )
        set_fact(session, OWN_SETTINGS, "1")
        return Above(made.key_id, made.name, comparison_words(own, introduction.keys))


@action("devices.set_above")
def set_above(store: OpenStore, data: bytes, *, at: datetime) -> Above:
    """Hand on, from now on, to the office that introduces itself.

    Raises NotAnOffice, OwnIntroduction and what `read_introduction` raises.
    """
    with store.db.write(store.officer.id, name_of(set_above), at) as session:
        own, introduction = _met(store, session, data)
        facts = {"name": introduction.name, "sign": introduction.keys.sign, "age": introduction.keys.age}
        set_fact(session, ABOVE, json.dumps(facts))
        set_fact(session, OWN_SETTINGS, "1")  # its news bring the settings of the office above
        return Above(introduction.keys.id, introduction.name, comparison_words(introduction.keys, own))


def _met(store: OpenStore, session: Session, data: bytes) -> tuple[PublicKeys, Introduction]:
    """Our keys, and the other office that introduces itself."""
    require_office(session)
    introduction = read_introduction(data, sample=store.is_sample)
    own = own_keys(session).public
    if own.sign == introduction.keys.sign:
        raise OwnIntroduction()
    return own, introduction


def office_above(session: Session) -> KnownDevice | None:
    """Give the office that this one hands on to; None where there is none."""
    text = get_fact(session, ABOVE, "")
    if not text:
        return None
    facts = json.loads(text)
    return KnownDevice(PublicKeys(facts["sign"], facts["age"]), facts["name"])


def news_senders(session: Session) -> dict[str, KnownDevice]:
    """Whose news are read here, by key id: a laptop's office; at an office, those it admitted and the one above."""
    if get_fact(session, "kind") != OFFICE:
        office = office_of(session)
        return {office.id: KnownDevice(office.keys, office.sudin)}
    admitted = {
        device.key_id: KnownDevice(
            PublicKeys(device.sign_key, device.age_key), device.name, device.revoked_at is not None
        )
        for device in trusted_devices(session)
        if device.role == OFFICE and device.key_id
    }
    own = own_keys(session).public  # a stick read whole shows our own as known
    admitted[own.id] = KnownDevice(own, office_of(session).sudin)
    above = office_above(session)
    return admitted if above is None else admitted | {above.keys.id: above}


def _only(session: Session, above: KnownDevice) -> KnownDevice:
    """Give `above` where nothing else here has its name. Raises LaptopAmbiguous."""
    same = [
        (device.name, device.letter, device.code, device.state)
        for device in trusted_devices(session)
        if device.name.casefold() == above.name.casefold() and device.code != above.keys.id
    ]
    if same:
        raise LaptopAmbiguous(name=above.name, laptops=((above.name, "", above.keys.id, "enrolled"), *same))
    return above


def words_with(session: Session, name: str) -> tuple[str, ...]:
    """Give the six words to compare with a laptop, an office below or the office above, once more.

    `name` is its name or key id. Raises NotAnOffice, UnknownLaptop, LaptopAmbiguous.
    """
    require_office(session)
    own, above = own_keys(session).public, office_above(session)
    if above is not None and name.strip() == above.keys.id:
        return comparison_words(above.keys, own)
    if above is not None and name.strip().casefold() == above.name.casefold():
        return comparison_words(_only(session, above).keys, own)
    known = find_device(session, name)
    if not known.key_id:
        raise UnknownLaptop(name=name)
    return comparison_words(own, PublicKeys(known.sign_key, known.age_key))
