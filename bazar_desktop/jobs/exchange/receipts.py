"""Receipts: the office signs how far it has a laptop's journal; the laptop compares it with its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.exchange.intake import ReadFile
from bazar_desktop.jobs.office.identity import chain_point, known_makers, office_of, origin_owners, own_keys
from bazar_desktop.services.exchange.packages import mark_received, own_origins, take_back_received
from bazar_desktop.services.office.laptops import find_device, require_laptop, require_office
from bazar_desktop.store.actions import action
from bazar_desktop.store.chains import chain_ends
from bazar_desktop.store.files import safe_name
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.outputs import write_own
from bazar_desktop.store.own_facts import get_fact, set_fact
from bazar_desktop.sync.answers import Answer, PackageRefused
from bazar_desktop.sync.envelope import KnownDevice
from bazar_desktop.sync.receipt import SUFFIX, PackageAnswer, make_receipt, read_receipt

AT_ONCE = 8  # receipts written together: a disk syncs several files as quickly as one
LAST_RECEIPT = "last_receipt"  # what the status line says: agreement, number, rupiah
RECEIPT_MADE = "receipt_made"  # when the newest receipt heard here was made, by the office's clock


class NothingReceived(BazarError):
    """Nothing of this laptop has come to the office yet. Facts: name."""


@dataclass(frozen=True, slots=True)
class ReceiptResult:
    """What a receipt says of our own chain; `agrees` is None where it does not speak of it."""

    sudin: str
    agrees: bool | None
    last: int
    rupiah: int


def write_receipts(store: OpenStore, folders: Mapping[Path, Sequence[ReadFile]], at: datetime) -> list[Path]:
    """Write one receipt a laptop into each folder its packages came from; written again, the newer takes its place.

    Raises DiskFull, OutputFailed.
    """
    written: dict[Path, bytes] = {}
    with store.db.read() as session:
        clerk = _Clerk(session, at, store.is_sample)
        for folder, answers in folders.items():
            by_device: dict[str, list[ReadFile]] = {}
            for answer in answers:
                if answer.device:
                    by_device.setdefault(answer.device, []).append(answer)
            for device, mine in sorted(by_device.items()):
                file = folder / f"terima_{safe_name(mine[0].maker)}_{device[:4]}{SUFFIX}"
                written[file] = clerk.receipt(device, mine)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(clerk.put, written, written.values()))


def write_receipt(store: OpenStore, *, device: str, to: Path, at: datetime) -> Path:
    """Write the receipt of one laptop (by name or key id) into the folder `to`, whenever it is asked for.

    Raises NotAnOffice, UnknownLaptop, LaptopAmbiguous, NothingReceived, DiskFull, OutputFailed.
    """
    with store.db.read() as session:
        require_office(session)
        known = find_device(session, device)
        clerk = _Clerk(session, at, store.is_sample)
        if not clerk.knows(known.key_id):
            raise NothingReceived(name=known.name)
        data = clerk.receipt(known.key_id, ())
    return clerk.put(to / f"terima_{safe_name(known.name)}_{known.key_id[:4]}{SUFFIX}", data)


class _Clerk:
    """Writes receipts from one look at the store."""

    def __init__(self, session: Session, at: datetime, sample: bool) -> None:
        self._session = session
        self._made_at = at.isoformat(timespec="seconds")
        self._sample = sample
        self._keys, self._sudin = own_keys(session), office_of(session).sudin
        ends = chain_ends(session)
        self._origins: dict[str, list[str]] = {}
        for origin, owner in origin_owners(session).items():
            if ends.get(origin):
                self._origins.setdefault(owner, []).append(origin)

    def put(self, file: Path, data: bytes) -> Path:
        """Write a receipt in place of an earlier one of this office, beside whatever else stands there."""
        return write_own(file, data, self._is_ours)

    def _is_ours(self, data: bytes) -> bool:
        public = self._keys.public
        try:
            read_receipt(data, offices={public.id: KnownDevice(public, self._sudin)}, sample=self._sample)
        except PackageRefused:
            return False
        return True

    def knows(self, device: str) -> bool:
        """Whether anything of this laptop has come."""
        return device in self._origins

    def receipt(self, device: str, answers: Sequence[ReadFile]) -> bytes:
        """Give the signed receipt for the laptop with key id `device`: where each of its chains stands here."""
        origins = {
            *self._origins.get(device, ()),
            *(origin for answer in answers for origin in answer.origins),
        }
        return make_receipt(
            [chain_point(self._session, origin) for origin in sorted(origins)],
            [_answer(answer) for answer in answers],
            keys=self._keys,
            sudin=self._sudin,
            made_at=self._made_at,
            device=device,
            sample=self._sample,
        )


def _answer(file: ReadFile) -> PackageAnswer:
    answer = Answer(file.answer)
    return PackageAnswer(
        # a laptop of 0.2.0 knows no other word for what was not taken in, and would refuse the whole receipt
        answer=Answer.DAMAGED if answer == Answer.BROKEN_CONTENT else answer,
        package=file.package,
        origin=file.origin or None,
        first=file.first,
        last=file.last,
        missing=[file.missing] if file.missing else [],
        clock_odd=file.clock_odd,
        file="" if file.package else file.file[:255],
    )


@action("packages.apply_receipt")
def apply_receipt(session: Session, data: bytes, *, at: datetime) -> ReceiptResult:
    """Compare the office's receipt with our own chain, and keep how far it has been received.

    Raises NotALaptop and what `read_receipt` raises.
    """
    require_laptop(session)
    office = office_of(session)
    known = known_makers(session)
    receipt = read_receipt(
        data, offices={office.id: known[office.id]}, sample=get_fact(session, "sample") == "1"
    )
    if receipt.device not in (None, own_keys(session).public.id):
        return ReceiptResult(receipt.sudin, None, 0, 0)
    current, ends = get_fact(session, "origin"), chain_ends(session)
    is_newest = receipt.made_at >= get_fact(session, RECEIPT_MADE, "")
    for chain in receipt.chains:
        # Of an earlier life the office may hold more than the backup kept: all that is left here has arrived.
        if chain.origin in own_origins(session) and chain.origin != current:
            mark_received(session, chain.origin, min(chain.last, ends.get(chain.origin, 0)), at)
            if is_newest:
                take_back_received(session, chain.origin, chain.last)
    if is_newest:
        set_fact(session, RECEIPT_MADE, receipt.made_at)
    chain_now = next((chain for chain in receipt.chains if chain.origin == current), None)
    if chain_now is None:
        return ReceiptResult(receipt.sudin, None, 0, 0)
    agrees = chain_now.last <= ends.get(current, 0) and bool(
        receipt.agrees(chain_point(session, current, chain_now.last))
    )
    if agrees:
        mark_received(session, current, chain_now.last, at)
        if is_newest:  # an office that restored a backup holds less than it once said
            take_back_received(session, current, chain_now.last)
    set_fact(session, LAST_RECEIPT, f"{'cocok' if agrees else 'beda'}:{chain_now.last}:{chain_now.rupiah}")
    return ReceiptResult(receipt.sudin, agrees, chain_now.last, chain_now.rupiah)


def last_receipt(session: Session) -> ReceiptResult | None:
    """Tell what the latest receipt said, for the status line; None before the first."""
    text = get_fact(session, LAST_RECEIPT, "")
    if not text:
        return None
    word, last, rupiah = text.split(":")
    return ReceiptResult(office_of(session).sudin, word == "cocok", int(last), int(rupiah))
