"""Reading what comes on sticks: packages, receipts and laptops' answers, in any order, by either kind of store.

Each file gets one answer; one bad file never stops the rest. A package is proven before anything is written, then
merged in one transaction of its own. What waits for a gap is kept aside and applied when the gap arrives.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.exchange.answering import (
    log_answer,
    of_news,
    of_package,
    when_enrolled,
    when_heard,
    when_merged,
    when_not_merged,
    when_not_understood,
    when_refused,
    when_unreadable,
)
from bazar_desktop.jobs.exchange.forwarding import hear_above, merge_news
from bazar_desktop.jobs.exchange.intake import Batch, ReadFile
from bazar_desktop.jobs.exchange.merge import merge
from bazar_desktop.jobs.exchange.receipts import ReceiptResult, apply_receipt, write_receipts
from bazar_desktop.jobs.office.enrolment import ANSWERED, office_enrol
from bazar_desktop.jobs.office.identity import known_makers, office_of, origin_owners, own_keys
from bazar_desktop.jobs.office.introductions import news_senders, office_above
from bazar_desktop.jobs.settings.backup import back_up
from bazar_desktop.services.exchange.held_packages import has_room
from bazar_desktop.services.exchange.packages import is_waiting, settle_intake, waiting_packages, waits_for
from bazar_desktop.services.exchange.proposals import VOUCH, vouch_for_the_past
from bazar_desktop.services.office.laptops import LAPTOP, OFFICE, NotALaptop
from bazar_desktop.store.actions import name_of
from bazar_desktop.store.apply import ChainForked, GapInChain
from bazar_desktop.store.files import MachineError
from bazar_desktop.store.folding import ChangeUnsound
from bazar_desktop.store.opening import STORE_FILE, OpenStore
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.values import ContentBroken
from bazar_desktop.sync.answers import Answer, PackageRefused, UnknownDevice
from bazar_desktop.sync.envelope import KnownDevice, Package, read_package
from bazar_desktop.sync.news import SUFFIX as NEWS, read_news
from bazar_desktop.sync.receipt import SUFFIX as RECEIPT, read_receipt
from bazar_desktop.work_log import logged

PACKAGE = ".bazar"
HELD_FULL = "held_full"  # under which `bazar_desktop.messages` says that a package was not kept
SUFFIXES = (ANSWERED, NEWS, PACKAGE, RECEIPT)
READ_BY = {OFFICE: (ANSWERED, NEWS, PACKAGE), LAPTOP: (NEWS, PACKAGE, RECEIPT)}
REFUSALS = (PackageRefused, ChainForked, ChangeUnsound, ContentBroken, GapInChain)
Progress = Callable[[int, int, str], bool]


class NothingToRead(BazarError):
    """There is no package, receipt or answer at the places that were named."""


@logged(
    "reading", lambda batch: {"files": len(batch.files), "new": batch.merged, "receipts": len(batch.receipts)}
)
def read_files(
    store: OpenStore,
    paths: Iterable[Path],
    *,
    at: datetime,
    receipts: Path | None = None,
    progress: Progress | None = None,
) -> Batch:
    """Read every package, receipt and answer in `paths` (files or folders, searched whole).

    A checked backup is made once, before the first package (PostgreSQL's are the server's duty). An office writes
    its receipts into `receipts`, else beside the packages. Raises NothingToRead, NotEnrolled, and what
    `back_up` raises.
    """
    files = find_files(paths, _suffixes(store))
    if not files:
        raise NothingToRead()
    reader = _Reader(store, at)
    if any(file.suffix in {PACKAGE, NEWS} for file in files) and (store.folder / STORE_FILE).exists():
        back_up(store, at)
    stopped = False
    for number, file in enumerate(files):
        if progress is not None and not progress(number, len(files), file.name):
            stopped = True
            break
        reader.read(file)
    reader.read_strangers_again()
    if progress is not None and not stopped:
        progress(len(files), len(files), "")
    written = write_receipts(store, _by_folder(reader, receipts), at) if store.kind == OFFICE else ()
    return Batch(tuple(answer for _, answer in reader.answers), tuple(written), stopped)


def _suffixes(store: OpenStore) -> tuple[str, ...]:
    """What this store looks for in a folder. Only an office that hands on is given receipts."""
    with store.db.read() as session:
        hands_on = store.kind == OFFICE and office_above(session) is not None
    return SUFFIXES if hands_on else READ_BY[store.kind]


def find_files(paths: Iterable[Path], suffixes: Sequence[str] = SUFFIXES) -> list[Path]:
    """Find the files named, and those with one of `suffixes` in the folders named, in the order that needs the least
    waiting: answers, packages by number, receipts.
    """
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            inside = (item for item in path.rglob("*") if item.suffix in suffixes and item.is_file())
            found.update(item for item in inside if not item.name.startswith("."))
        else:
            found.add(path)
    return sorted(found, key=lambda item: (_rank(item), _numbers_last(item.name), str(item)))


def _rank(file: Path) -> int:
    return SUFFIXES.index(file.suffix) if file.suffix in SUFFIXES else len(SUFFIXES)


def _numbers_last(name: str) -> list[tuple[int, str]]:
    """A sort key by which 2-9 stands before 10-12."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.findall(r"\d+|\D+", name)]


def _by_folder(reader: _Reader, receipts: Path | None) -> dict[Path, list[ReadFile]]:
    folders: dict[Path, list[ReadFile]] = {}
    for file, answer in reader.answers:
        if answer.kind in {"package", "news"}:
            folders.setdefault(receipts or file.parent, []).append(answer)
    return folders


class _Reader:
    """Reads files one after the other and keeps what it answered, by file."""

    def __init__(self, store: OpenStore, at: datetime) -> None:
        self._store = store
        self._at = at
        self.answers: list[tuple[Path, ReadFile]] = []
        self._trusted: tuple[dict[str, KnownDevice], dict[str, str]] | None = None
        self._reading: ReadFile | None = None  # what is known so far of the file in hand
        self._filled: list[str] = []  # origins that have grown and of which packages wait
        with store.db.read() as session:
            office_of(session)
            is_older = bool(get_fact(session, VOUCH, ""))
        if is_older:
            with store.db.write(store.officer.id, name_of(merge), at) as session:
                vouch_for_the_past(session, officer=store.officer.id, at=at)
        with store.db.read() as session:
            self._identities = [own_keys(session).identity]

    def read(self, file: Path) -> None:
        """Answer `file`; whatever it is, the next one is read."""
        kind = {RECEIPT: "receipt", ANSWERED: "enrolment", NEWS: "news"}.get(file.suffix, "package")
        blank = ReadFile(file.name, kind, Answer.DAMAGED)
        try:
            data = file.read_bytes()
        except OSError as error:
            self.answers.append((file, when_unreadable(blank, error)))
            return
        try:
            answer = self._answer(blank, data)
        except (MachineError, OSError):
            raise
        except Exception as error:
            answer = self._not_understood(blank, data, error)
        if answer is None:
            return  # a receipt that this office wrote for a laptop
        self.answers.append((file, answer))
        if kind in {"enrolment", "news"} or (answer.new and self._store.kind == LAPTOP):
            self._trusted = None  # a new laptop, or news from the office
        if self._trusted and answer.new:
            self._trusted[1].setdefault(answer.origin, answer.device)
        while self._filled:
            self._apply_waiting(self._filled.pop())

    def _answer(self, blank: ReadFile, data: bytes) -> ReadFile | None:
        """Read one file as its kind is read; None for what is nobody's business here."""
        self._reading = blank
        if blank.kind == "package":
            return self._package(blank, data)
        if blank.kind == "news":
            return self._news(blank, data)
        if blank.kind == "receipt":
            by = self._receipt_from_above if self._store.kind == OFFICE else self._receipt
            return by(blank, data)
        return self._enrolment(blank, data)

    def _not_understood(self, blank: ReadFile, data: bytes, error: Exception) -> ReadFile:
        """Answer for a file at which the program went wrong, so that the next one is read all the same."""
        answer = when_not_understood(self._reading or blank, error)
        self._trusted = None
        if blank.kind in {"package", "news"}:
            self._log(answer, hashlib.sha256(data).hexdigest())
        return answer

    def read_strangers_again(self) -> None:
        """Read again what came from unknown laptops, where the office named new ones in this batch."""
        if not any(answer.new for _, answer in self.answers):
            return
        strangers = [file for file, answer in self.answers if answer.answer == Answer.UNKNOWN_DEVICE]
        self.answers = [answer for answer in self.answers if answer[0] not in strangers]
        for file in strangers:
            self.read(file)

    def _enrolment(self, blank: ReadFile, data: bytes) -> ReadFile:
        try:
            enrolled = office_enrol(self._store, data, at=self._at)
        except BazarError as error:
            return when_refused(blank, error)
        return when_enrolled(blank, enrolled)

    def _receipt(self, blank: ReadFile, data: bytes) -> ReadFile:
        try:
            with self._store.db.write(self._store.officer.id, name_of(apply_receipt), self._at) as session:
                heard = apply_receipt(session, data, at=self._at)
        except BazarError as error:
            return when_refused(blank, error)
        return when_heard(blank, heard)

    def _receipt_from_above(self, blank: ReadFile, data: bytes) -> ReadFile | None:
        """What the office above says it holds; None for a receipt of anybody else."""
        store = self._store
        try:
            with store.db.write(store.officer.id, name_of(hear_above), self._at) as session:
                above = office_above(session)
                if above is None:
                    raise NotALaptop()
                offices = {above.keys.id: above}
                receipt = read_receipt(data, offices=offices, sample=store.is_sample)
                agrees = hear_above(session, [chain.point for chain in receipt.chains], receipt.office)
                rupiah = sum(chain.rupiah for chain in receipt.chains)
        except UnknownDevice:
            return None
        except BazarError as error:
            return when_refused(blank, error)
        return when_heard(
            blank, ReceiptResult(receipt.sudin, agrees, max(chain.last for chain in receipt.chains), rupiah)
        )

    # -- news -------------------------------------------------------------------------------------------------

    def _news(self, blank: ReadFile, data: bytes) -> ReadFile:
        """Prove and merge what another office hands on, in one transaction."""
        store, sha256 = self._store, hashlib.sha256(data).hexdigest()
        try:
            with store.db.read() as session:
                senders = news_senders(session)
            news = read_news(data, offices=senders, identities=self._identities, sample=store.is_sample)
            blank = self._reading = of_news(blank, news)
            with store.db.write(store.officer.id, name_of(merge_news), self._at) as session:
                answer = when_merged(blank, merge_news(session, news, self._at))
                self._filled = [
                    origin for origin in blank.origins if answer.new and waits_for(session, origin)
                ]
                log_answer(session, answer, sha256, store.officer.id, self._at, None)
        except REFUSALS as error:
            answer = when_not_merged(blank, error)
            self._log(answer, sha256)
        return answer

    # -- packages ---------------------------------------------------------------------------------------------

    def _package(self, blank: ReadFile, data: bytes) -> ReadFile:
        sha256 = hashlib.sha256(data).hexdigest()
        try:
            package = self._prove(data)
        except PackageRefused as error:
            answer = when_refused(blank, error)
            self._log(answer, sha256)
            return answer
        self._reading = of_package(blank, package)
        return self._take(self._reading, package, data, sha256)

    def _signer(self, package: Package) -> str:
        """The signing key of a package that was just proven."""
        return self._trusted[0][package.manifest.device].keys.sign if self._trusted else ""

    def _prove(self, data: bytes) -> Package:
        """The package in `data`, by the keys known now. Raises PackageRefused."""
        if self._trusted is None:
            with self._store.db.read() as session:
                self._trusted = known_makers(session), origin_owners(session)
        known, owners = self._trusted
        return read_package(
            data, known=known, identities=self._identities, origins=owners, sample=self._store.is_sample
        )

    def _take(self, blank: ReadFile, package: Package, data: bytes, sha256: str) -> ReadFile:
        """Merge a proven package in one transaction, and note its answer in the same."""
        store = self._store
        try:
            with store.db.write(store.officer.id, name_of(merge), self._at) as session:
                answer = when_merged(blank, merge(session, package, self._signer(package), self._at))
                self._filled = [answer.origin] if answer.new and waits_for(session, answer.origin) else []
                kept = data if answer.answer == Answer.HELD and not is_waiting(session, sha256) else None
                if kept is not None and not has_room(session, answer.origin, len(kept)):
                    answer, kept = replace(answer, error=HELD_FULL), None
                log_answer(session, answer, sha256, store.officer.id, self._at, kept)
        except REFUSALS as error:
            answer = when_not_merged(blank, error)
            self._log(answer, sha256)
        return answer

    def _apply_waiting(self, origin: str) -> None:
        """Apply what was held for `origin`, as far as it goes on now."""
        store = self._store
        with store.db.read() as session:
            waiting = waiting_packages(session, origin)
        for intake_id, data in waiting:
            self._reading = ReadFile("", "package", Answer.HELD)
            try:
                package = self._prove(data)
                self._reading = of_package(self._reading, package)
                with store.db.write(store.officer.id, name_of(merge), self._at) as session:
                    answer = when_merged(
                        self._reading, merge(session, package, self._signer(package), self._at)
                    )
                    if answer.answer != Answer.HELD:
                        settle_intake(session, intake_id, answer=answer.answer, scopes=answer.scopes)
            except (MachineError, OSError):
                raise
            except REFUSALS as error:
                answer = when_not_merged(self._reading, error)
                self._let_go(intake_id, answer)
            except Exception as error:
                answer = when_not_understood(self._reading, error)
                self._let_go(intake_id, answer)
            self._revise(answer)

    def _let_go(self, intake_id: str, answer: ReadFile) -> None:
        """Keep why a held package was not merged after all."""
        store = self._store
        with store.db.write(store.officer.id, name_of(merge), self._at) as session:
            facts = {**answer.facts, "error": answer.error}
            settle_intake(session, intake_id, answer=answer.answer, scopes=(), facts=facts)

    def _revise(self, answer: ReadFile) -> None:
        """Where the held package came in this same batch, show what became of it."""
        for place, (file, old) in enumerate(self.answers):
            if old.package == answer.package and old.answer == Answer.HELD and answer.answer != Answer.HELD:
                self.answers[place] = (file, replace(answer, file=old.file))

    def _log(self, answer: ReadFile, sha256: str) -> None:
        store = self._store
        with store.db.write(store.officer.id, name_of(merge), self._at) as session:
            log_answer(session, answer, sha256, store.officer.id, self._at, None)
