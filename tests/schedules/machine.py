"""Officers, sticks and accidents in any order: a state machine over real stores, judged by `truth`."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, precondition, rule
from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import DECLINED, EXCUSED, PRESENT, REPORTED
from bazar_desktop.domain.journal.changes import Change
from bazar_desktop.services.day.sheet import standing_seal
from bazar_desktop.services.exchange.decisions import decide, undecided
from bazar_desktop.services.exchange.proposals import accept, proposals, reject
from bazar_desktop.services.exchange.taking_back import (
    NothingBrought,
    NothingTakenBack,
    let_count_again,
    take_back,
)
from bazar_desktop.services.office.laptops import revoke
from bazar_desktop.services.register.erasures import erase_person
from bazar_desktop.services.settings.values import put_setting
from bazar_desktop.store import backup, restoring
from bazar_desktop.store.chains import chain_ends
from bazar_desktop.store.journal import encode
from bazar_desktop.store.rows import enter, find, withdraw
from bazar_desktop.store.tables import (
    AsideChange,
    Attendance,
    Base,
    Chain,
    ChangeRow,
    Conflict,
    Erasure,
    OmzetEntry,
    Vendor,
    facts,
    row_of,
)
from bazar_desktop.store.undo import ErasureStands, FieldMovedOn, NothingToUndo, StillInUse, undo_action
from bazar_desktop.sync.payload import NothingToPack
from tests.bazaar_day import DAYS
from tests.offices import Post
from tests.schedules.posts import FILE, LAPTOPS, WRITTEN, Template, changes_of, reopened
from tests.schedules.truth import Truth

ANYONE = st.integers(0, LAPTOPS)
A_LAPTOP = st.integers(1, LAPTOPS)
PARTY = st.integers(0, 2)
AMOUNT = st.integers(1, 4)


# What a store keeps for itself: how each file was answered, what was packed, whose chains are whose, its keys, its
# clock, drafts and settings of its window. Everything else must be the same where the same changes have been seen.
OWN = ("aside", "intake", "parcel", "chain_note", "store_fact", "attachment_file")
JOURNAL = (
    "change",
    "chain",
    "conflict",
)  # compared apart: as the set of changes, and as the list of conflicts


class Schedules(RuleBasedStateMachine):
    """One schedule. `held_by_set` maps a set of changes to the digest and conflicts that it must always give."""

    packages: Bundle[Path] = Bundle("packages")

    def __init__(self, template: Template, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.template = template
        self.truth = Truth()
        self.by_hash: dict[str, Change] = {}
        self.held_by_set: dict[str, tuple[object, ...]] = {}
        self.done: dict[int, list[str]] = {}
        self.backups: dict[int, list[Path]] = {}
        self.made = self.revisions = 0
        self.is_whole = True  # nothing was lost for good: no life, no laptop

    @initialize()
    def begin(self) -> None:
        self.posts = self.template.copy(self.folder)
        for change in changes_of(self.posts[0]):
            self.truth.makers.setdefault(change.origin, 0)
            self.truth.wrote(change, list(self.by_hash.values()), 0)
            self.by_hash[change.hash] = change

    def teardown(self) -> None:
        if hasattr(self, "posts"):
            self._exchange_everything()
            if self.is_whole:
                assert len(self._sets()) == 1
                self._answer_everything()
            for post in self.posts:
                post.store.db.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    # -- what officers do -------------------------------------------------------------------------------------

    @rule(at=ANYONE, party=PARTY, cash=AMOUNT, qris=st.none() | AMOUNT)
    def enter_or_edit(self, at: int, party: int, cash: int, qris: int | None) -> None:
        amounts = {"cash": cash} if qris is None else {"qris": qris}
        self._enter(at, OmzetEntry, party, state=REPORTED, **amounts)

    @rule(number=ANYONE, other=ANYONE, party=PARTY, cash=AMOUNT, theirs=AMOUNT)
    def both_enter(self, number: int, other: int, party: int, cash: int, theirs: int) -> None:
        self._enter(number, OmzetEntry, party, state=REPORTED, cash=cash)
        self._enter(other, OmzetEntry, party, state=REPORTED, cash=theirs)

    @rule(at=ANYONE, party=PARTY)
    def refuse_to_tell(self, at: int, party: int) -> None:
        self._enter(at, OmzetEntry, party, state=DECLINED, cash=None, qris=None)

    @rule(at=ANYONE, party=PARTY, hour=st.integers(7, 9), status=st.sampled_from([PRESENT, EXCUSED]))
    def arrive(self, at: int, party: int, hour: int, status: str) -> None:
        arrived = self.posts[at].at.replace(hour=hour, minute=0, second=0)
        self._enter(at, Attendance, party, status=status, arrived_at=arrived)

    @rule(at=ANYONE, value=AMOUNT)
    def set_a_setting(self, at: int, value: int) -> None:
        self._act(at, "settings", lambda session: put_setting(session, "cut_off", f"0{value}.30"))

    @rule(at=ANYONE, party=PARTY, cls=st.sampled_from([OmzetEntry, Attendance]))
    def take_back(self, at: int, party: int, cls: Any) -> None:
        def verb(session: Any) -> None:
            row = find(session, cls, self.template.parties[party], DAYS[0], 1)
            if row is not None:
                withdraw(session, row)

        self._act(at, "withdraw", verb)

    @rule(which=st.integers(0, 5), yes=st.booleans())
    def answer_a_proposal(self, which: int, yes: bool) -> None:
        """The supervisor at the office says yes or no to what a laptop proposes."""
        office = self.posts[0]
        with office.store.db.read() as session:
            waiting = proposals(session)
        if waiting:
            self._answer(waiting[which % len(waiting)], yes)

    @rule(at=A_LAPTOP, back=st.integers(0, 40), for_good=st.booleans())
    def take_back_what_came(self, at: int, back: int, for_good: bool) -> None:
        """The last stick of a laptop comes in; then it turns out in whose hands the laptop was."""
        office = self.posts[0]
        file = self._pack(self.posts[at], everything=True)
        if file:
            self._read(office, file)
        facts_ = {"reason": "hilang", "officer": office.store.officer.id, "at": office.at}
        since = {"laptop": f"Laptop {at}", "since": office.at - timedelta(minutes=back)}
        with suppress(NothingBrought):
            self._act(
                0,
                "proposals.take_back",
                lambda session: take_back(session, **since, **facts_, for_good=for_good),
            )

    @rule(at=A_LAPTOP)
    def let_it_count_again(self, at: int) -> None:
        facts_ = {"laptop": f"Laptop {at}", "reason": "ketemu", "officer": self.posts[0].store.officer.id}
        with suppress(NothingTakenBack):
            self._act(0, "proposals.let_count_again", lambda session: let_count_again(session, **facts_))

    @rule(at=ANYONE, party=PARTY, digit=AMOUNT)
    def correct_a_phone(self, at: int, party: int, digit: int) -> None:
        def verb(session: Any) -> None:
            row = row_of(session, Vendor, self.template.vendors[party])
            if row is not None:
                row.phone = f"+62812000{digit}"

        self._act(at, "vendors.change", verb)

    @rule(at=ANYONE, party=PARTY)
    def erase(self, at: int, party: int) -> None:
        officer, moment = self.posts[at].store.officer.id, self.posts[at].at
        facts_ = {"reason": "surat", "officer": officer, "at": moment}

        def verb(session: Any) -> None:
            if row_of(session, Vendor, self.template.vendors[party]) is not None:
                erase_person(session, vendor_id=self.template.vendors[party], **facts_)

        self._act(at, "erasures.erase_person", verb)

    @rule(at=ANYONE, back=st.integers(1, 3))
    def undo(self, at: int, back: int) -> None:
        done = self.done.get(at, [])
        if len(done) >= back:
            try:
                self._act(at, "history.undo", lambda session: undo_action(session, done[-back]))
            except (ErasureStands, FieldMovedOn, NothingToUndo, StillInUse):
                self._learn(self.posts[at])

    @rule(at=ANYONE)
    def seal(self, at: int) -> None:
        post = self.posts[at]
        with post.store.db.read() as session:
            standing = standing_seal(session, post.bazaar_id, DAYS[0])
            revision = standing.revision + 1 if standing else 1
        post.seal(revision=revision)
        self._learn(post)

    @rule(at=ANYONE, which=st.integers(0, 5), choice=st.integers(0, 3))
    def settle(self, at: int, which: int, choice: int) -> None:
        with self.posts[at].store.db.read() as session:
            waiting = undecided(session)
        if waiting:
            one = waiting[which % len(waiting)]
            facts_ = {"entity": one.entity, "row_id": one.row_id, "field": one.field, "reason": "struk"}
            value = one.choices[choice % len(one.choices)].value
            self._act(at, "decisions.decide", lambda session: decide(session, value=value, **facts_))

    # -- sticks -----------------------------------------------------------------------------------------------

    @rule(target=packages, at=ANYONE, everything=st.booleans())
    def export(self, at: int, everything: bool) -> Path:
        return self._pack(self.posts[at], everything) or self.folder / "tidak ada.bazar"

    @rule(file=packages, at=ANYONE)
    def hand_over(self, file: Path, at: int) -> None:
        """A stick comes: late, twice, out of order or overlapping, as the machine likes; or it was lost."""
        if file.exists():
            self._read(self.posts[at], file)
            if at == 0:
                for receipt in file.parent.glob("*.terima"):
                    for laptop in self.posts[1:]:
                        laptop.read(receipt)

    @rule(maker=ANYONE, reader=ANYONE)
    def meet(self, maker: int, reader: int) -> None:
        file = self._pack(self.posts[maker], everything=True)
        if file:
            self._read(self.posts[reader], file)

    @rule(file=packages)
    def lose(self, file: Path) -> None:
        file.unlink(missing_ok=True)

    # -- accidents --------------------------------------------------------------------------------------------

    @rule(at=ANYONE)
    def back_up(self, at: int) -> None:
        store = self.posts[at].store
        place = self.folder / "cadangan" / f"{at}-{len(self.backups.get(at, []))}"
        place.parent.mkdir(exist_ok=True)
        made = backup.make_backup(store.folder / FILE, store.key, place, self.posts[at].tick())
        self.backups.setdefault(at, []).append(made.path)

    @precondition(lambda self: bool(self.backups))
    @rule(which=st.integers(0, 5))
    def restore(self, which: int) -> None:
        at = sorted(self.backups)[which % len(self.backups)]
        post = self.posts[at]
        post.store.db.close()
        restoring.restore(post.store.folder / FILE, post.store.key, self.backups[at][-1], post.tick())
        self.posts[at].store = reopened(post.store)
        self.done[at] = []
        self.is_whole = False
        self._learn(post)

    @precondition(lambda self: not self._is_forked())
    @rule(target=packages, at=A_LAPTOP, cash=AMOUNT)
    def clone(self, at: int, cash: int) -> Path:
        """Somebody copies the laptop's folder and works on the copy."""
        post = self.posts[at]
        place = self.folder / f"kembaran {self.made}"
        place.mkdir()
        source = post.store.folder / FILE
        twin = backup.make_backup(source, post.store.key, place, post.at).path.rename(place / FILE)
        store = reopened(replace(post.store, folder=place))
        other = Post(store, post.at, post.bazaar_id)
        other.sell({self.template.parties[0]: 10 + cash})
        self._learn(other, at)
        file = self._pack(other, everything=True)
        store.db.close()
        self.is_whole = False
        return file or twin

    @rule(at=A_LAPTOP)
    @precondition(lambda self: self.is_whole)
    def revoke(self, at: int) -> None:
        office = self.posts[0]
        officer = office.store.officer.id

        def verb(session: Any) -> None:
            revoke(session, f"Laptop {at}", officer=officer, at=office.at)

        self._act(0, "devices.revoke", verb)
        self.is_whole = False

    # -- how it is done and judged ----------------------------------------------------------------------------

    def _enter(self, at: int, cls: Any, party: int, **values: Any) -> None:
        who = self.template.parties[party]
        key = {"bazaar_id": self.template.bazaar_id, "participation_id": who, "day": DAYS[0], "session": 1}
        self._act(at, "enter", lambda session: enter(session, cls, who, DAYS[0], 1, **key, **values))

    def _act(self, at: int, name: str, verb: Any) -> None:
        post = self.posts[at]
        with post.store.db.write(post.store.officer.id, name, post.tick()) as session:
            verb(session)
            action = str(session.info["act"].action)
        self.done.setdefault(at, []).append(action)
        self._learn(post)

    def _learn(self, post: Post, place: int | None = None) -> None:
        """Tell the judge what was written at `post` and what was there then."""
        place = self.posts.index(post) if place is None else place
        held = changes_of(post)
        fresh = [change for change in held if change.hash not in self.by_hash]
        known = [change for change in held if change.hash in self.by_hash]
        for change in sorted(fresh, key=lambda item: item.seq):
            self.truth.makers.setdefault(change.origin, place)
            self.truth.wrote(change, known, place)
            self.by_hash[change.hash] = change
            known.append(change)
        self._check(post, place, held)

    def _answer(self, proposal: Any, yes: bool) -> None:
        office = self.posts[0]
        numbers = {"origin": proposal.origin, "first": proposal.first, "last": proposal.last}
        facts_ = {**numbers, "officer": office.store.officer.id, "at": office.at, "reason": "diperiksa"}
        verb, name = (accept, "proposals.accept") if yes else (reject, "proposals.reject")
        self._act(0, name, lambda session: verb(session, **facts_))

    def _answer_everything(self) -> None:
        """Once the office's word has travelled, all stores hold the same: nothing is proposed any more."""
        with self.posts[0].store.db.read() as session:
            waiting = proposals(session)
        for number, proposal in enumerate(waiting):
            self._answer(proposal, yes=number % 2 == 0)
        self._exchange_everything()
        digests = set()
        for post in self.posts:
            with post.store.db.read() as session:
                assert not _proposed(session)
                digests.add(_digest(session))
        assert len(digests) == 1

    def _pack(self, post: Post, everything: bool) -> Path | None:
        self.made += 1
        try:
            made = post.pack(self.folder / f"stick {self.made}", everything=everything)
        except NothingToPack:
            return None
        return made.file

    def _read(self, post: Post, *files: Path) -> None:
        before = self._numbers(post)
        batch = post.read(*files)
        after = self._numbers(post)
        assert before <= after
        assert len(after) - len(before) >= batch.merged  # what was held may have been applied too
        self._learn(post)

    @staticmethod
    def _numbers(post: Post) -> set[tuple[str, int]]:
        """What the journal holds, which goes from 1 on without a gap for each origin."""
        with post.store.db.read() as session:
            found = [tuple(row) for row in session.execute(select(ChangeRow.origin, ChangeRow.seq))]
            ends = chain_ends(session)
        assert len(found) == len(set(found)) == sum(ends.values())
        return set(found)

    def _check(self, post: Post, place: int, held: list[Change]) -> None:
        with post.store.db.read() as session:
            listed = [
                (conflict.entity, conflict.row_id, conflict.field)
                for conflict in session.execute(select(Conflict)).scalars()
            ]
            found = (_digest(session), frozenset(listed))
            assert len(listed) == len(set(listed))
            assert not _left_of_the_erased(session)
            own = repr(_proposed(session))  # what a laptop proposes counts there alone
            assert self.held_by_set.setdefault(self._set_of(session) + own, found) == found
            if any(change.hash not in self.by_hash for change in held) or self._is_forked():
                return
            wanted = self.truth.wanted(held, place)
            assert {item for item in listed if item[0] in WRITTEN} == wanted.conflicts
            for (entity, row_id, name), value in wanted.shown.items():
                row = session.get(facts()[entity], row_id)
                assert row is not None, (entity, row_id)
                assert encode(getattr(row, name)) == value, (entity, name)
            rows = {(key[0], key[1]) for key in wanted.shown}
            for entity in WRITTEN:
                here = {(entity, row_id) for row_id in session.execute(select(facts()[entity].id)).scalars()}
                assert here == {row for row in rows if row[0] == entity}

    def _is_forked(self) -> bool:
        """Whether two lives wrote the same number: parents by number may then mean another change."""
        return len({change.id for change in self.by_hash.values()}) < len(self.by_hash)

    @staticmethod
    def _set_of(session: Session) -> str:
        """The set of changes a store holds: each chain's last hash covers all before it."""
        query = select(Chain.origin, Chain.seq, Chain.hash).order_by(Chain.origin)
        return repr([tuple(row) for row in session.execute(query)])

    def _sets(self) -> set[str]:
        found = set()
        for post in self.posts:
            with post.store.db.read() as session:
                found.add(self._set_of(session))
        return found

    def _exchange_everything(self) -> None:
        """All hand everything over to all; then the office tells what it noted while reading."""
        office, laptops = self.posts[:1], self.posts[1:]
        for makers, readers in ((laptops, self.posts), (office, laptops)):
            files = [file for post in makers if (file := self._pack(post, everything=True))]
            for post in readers if files else ():
                self._read(post, *files)


def _digest(session: Session) -> str:
    """One hash over every fact row, and over what the journal knows of people: the chain does not cover that."""
    digest = hashlib.sha256()
    journal = "SELECT hash, personal, salt FROM change WHERE digest != '' ORDER BY hash"
    compared = sorted(set(Base.metadata.tables) - {*OWN, *JOURNAL})
    tables = [f"SELECT * FROM {entity} ORDER BY id" for entity in compared]
    for query in (*tables, journal):
        rows = session.connection().exec_driver_sql(query).fetchall()
        digest.update(repr([tuple(row) for row in rows]).encode())
    return digest.hexdigest()


def _proposed(session: Session) -> list[tuple[str, int]]:
    """What this store has proposed and the office has not answered, as far as it has heard."""
    query = select(AsideChange.origin, AsideChange.seq).where(AsideChange.standing == "proposed")
    return sorted((row.origin, row.seq) for row in session.execute(query))


def _left_of_the_erased(session: Session) -> list[str]:
    """Changes and rows that still hold values of somebody this store knows to be erased."""
    erased = [item for item in session.execute(select(Erasure.vendor_id)).scalars()]
    query = select(ChangeRow.hash).where(ChangeRow.row_id.in_(erased), ChangeRow.personal.is_not(None))
    shown = select(Vendor.id).where(Vendor.id.in_(erased), Vendor.phone.is_not(None))
    return [*session.execute(query).scalars(), *session.execute(shown).scalars()]
