"""Who this store is to others: its keys, whom it believes, where each chain stands. Glue between store and packages."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.recovery.phone import agreed_secret
from bazar_desktop.services.exchange.packages import DEVICE_ID
from bazar_desktop.services.office.laptops import LAPTOP, OFFICE, DeviceFacts, own_bazaars, trusted_devices
from bazar_desktop.store.chains import (
    Note,
    chain_changes,
    chain_hash,
    chain_note,
    chain_owners,
    put_chain_note,
)
from bazar_desktop.store.folding import Anew, judge_anew
from bazar_desktop.store.opening import RECOVERY_FACT, SPARE
from bazar_desktop.store.own_facts import chain_end, get_fact, set_fact
from bazar_desktop.sync.device_keys import DeviceKeys, PublicKeys, from_text, generate, to_text
from bazar_desktop.sync.envelope import KnownDevice
from bazar_desktop.sync.sums import ChainPoint, Sums, sums_of

KEYS, OFFICE_ID, SUDIN = "device_keys", "office_id", "sudin"
OFFICE_SIGN, OFFICE_AGE = "office_sign_key", "office_age_key"


class NotEnrolled(BazarError):
    """This laptop has no office yet: it was not made from an office's preparation."""


@dataclass(frozen=True, slots=True)
class Office:
    """The office as this store knows it; `spare` is its spare age recipient, "" for none."""

    id: str
    keys: PublicKeys
    sudin: str
    spare: str


def give_keys(session: Session) -> DeviceKeys:
    """Make new keys for this store, kept in it and nowhere else."""
    keys = generate()
    set_fact(session, KEYS, to_text(keys))
    set_fact(session, DEVICE_ID, keys.public.id)
    claim_origin(session, keys)
    return keys


def own_keys(session: Session) -> DeviceKeys:
    """Give this store's keys. Raises NotEnrolled, KeysUnreadable."""
    text = get_fact(session, KEYS, "")
    if not text:
        raise NotEnrolled()
    return from_text(text)


def claim_origin(session: Session, keys: DeviceKeys) -> None:
    """Note that the chain this store writes now is its own; a restored store writes a new one."""
    origin = get_fact(session, "origin")
    note = chain_note(session, origin)
    if note.device != keys.public.id:
        put_chain_note(session, origin, Note(keys.public.id, note.seq, note.counts, note.rupiah))


def set_office(session: Session, office: Office) -> None:
    set_fact(session, OFFICE_ID, office.id)
    set_fact(session, OFFICE_SIGN, office.keys.sign)
    set_fact(session, OFFICE_AGE, office.keys.age)
    set_fact(session, SUDIN, office.sudin)
    set_fact(session, SPARE, office.spare)


def put_spare(session: Session, recipient: str) -> None:
    """Let this office's packages and preparations be for another spare key (age1…)."""
    set_fact(session, SPARE, recipient)


def office_of(session: Session) -> Office:
    """Give the office of this laptop, or this office itself. Raises NotEnrolled."""
    id_ = get_fact(session, OFFICE_ID, "")
    if not id_:
        raise NotEnrolled()
    keys = PublicKeys(get_fact(session, OFFICE_SIGN), get_fact(session, OFFICE_AGE))
    return Office(id_, keys, get_fact(session, SUDIN), get_fact(session, SPARE, ""))


def agree_on_recovery(session: Session) -> None:
    """Keep the secret that this laptop and its office have in common, for PINs that are forgotten."""
    own, office = own_keys(session), office_of(session)
    secret = agreed_secret(own.shared_with(office.keys.age), office=office.keys.age, laptop=own.public.age)
    set_fact(session, RECOVERY_FACT, secret.hex())


def secret_of_laptop(session: Session, device: DeviceFacts) -> bytes:
    """Give the secret that this office has in common with one of its laptops."""
    own = own_keys(session)
    return agreed_secret(own.shared_with(device.age_key), office=own.public.age, laptop=device.age_key)


def known_makers(session: Session) -> dict[str, KnownDevice]:
    """Tell whose packages are read here, by key id: the office, this store, and the laptops the office named."""
    office = office_of(session)
    own = own_keys(session).public
    known = {device.key_id: _known(device) for device in trusted_devices(session) if device.key_id}
    known.setdefault(own.id, KnownDevice(own, get_fact(session, "name")))
    known[office.id] = KnownDevice(office.keys, office.sudin)
    return known


def _known(device: DeviceFacts) -> KnownDevice:
    return KnownDevice(
        PublicKeys(device.sign_key, device.age_key), device.name, device.revoked_at is not None
    )


def origin_owners(session: Session) -> dict[str, str]:
    """Tell whose each chain is (key id): what the office says, then what was seen in signed packages first."""
    told = {
        origin: device.key_id
        for device in trusted_devices(session)
        for origin in device.origins
        if device.key_id
    }
    return chain_owners(session) | told


def recipients(session: Session) -> list[str]:
    """Whom our packages are for (age1…): the office and its spare, ourselves, and laptops that share a bazaar with us.

    An office writes for all of its laptops. We ourselves, so that a stick read whole shows our own as known.
    """
    office, own = office_of(session), own_keys(session).public
    laptops = [
        device for device in trusted_devices(session) if device.state == "enrolled" and device.role == LAPTOP
    ]
    if get_fact(session, "kind") != OFFICE:
        ours = {bazaar for laptop in laptops if laptop.key_id == own.id for bazaar in laptop.bazaars}
        ours |= set(own_bazaars(session))
        laptops = [laptop for laptop in laptops if ours & set(laptop.bazaars)]
    ages = [office.keys.age, office.spare, own.age, *(laptop.age_key for laptop in laptops)]
    return sorted({age for age in ages if age})


def chain_point(
    session: Session, origin: str, last: int | None = None, note: Note | None = None
) -> ChainPoint:
    """Tell where `origin` stands here (at number `last`, or at its end), with its control sums.

    `note` is what `chain_note` has just told of it, where that is known.
    """
    end, hash_ = chain_end(session, origin)
    if not end and not last:
        return ChainPoint(origin)
    note = note or chain_note(session, origin)
    if last is None or last == end:
        if note.seq == end and note.counts is not None:
            return ChainPoint(origin, end, hash_, Sums(note.counts, note.rupiah))
        return _added(session, origin, note, end)
    return _added(session, origin, Note(), last)


def _added(session: Session, origin: str, note: Note, last: int) -> ChainPoint:
    """The point at `last`, from the sums kept in `note` on."""
    sums = Sums(note.counts or {}, note.rupiah).plus(
        sums_of(chain_changes(session, origin, note.seq + 1, last))
    )
    return ChainPoint(origin, last, chain_hash(session, origin, last) or "", sums)


def note_maker(session: Session, origin: str, device: str) -> None:
    """Note whose chain `origin` is (key id); what is here of it already is judged anew."""
    note = chain_note(session, origin)
    if note.device != device:
        put_chain_note(session, origin, Note(device, note.seq, note.counts, note.rupiah))
        if note.seq or chain_end(session, origin)[0]:
            judge_anew(session, Anew(whole=[(origin, 1, None)]))


def keep_point(session: Session, point: ChainPoint, device: str | None = None) -> None:
    """Keep the sums of `point`, so that they need not be added again; `device` is its maker where it is known."""
    owner = device if device is not None else chain_note(session, point.origin).device
    put_chain_note(session, point.origin, Note(owner, point.last, point.sums.counts, point.sums.rupiah))
