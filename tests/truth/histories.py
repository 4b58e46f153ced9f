"""Random histories of a few stores and days, done in the program and in the model, and cut down where they fail."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bazar_desktop.domain.day import in_hand
from bazar_desktop.domain.day.in_hand import BazaarDays, DayInHand
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.exchange.receipts import last_receipt
from bazar_desktop.jobs.imports import source
from bazar_desktop.jobs.imports.plan import Wish, apply_plan, plan_list
from bazar_desktop.services.attendance.check_in import check_in_participation, leave, mark, present_all_except
from bazar_desktop.services.attendance.substitution import substitute
from bazar_desktop.services.attendance.walk_in import walk_in
from bazar_desktop.services.closing.seal import close_day, reopen
from bazar_desktop.services.day.undo_guard import undo
from bazar_desktop.services.exchange.decisions import decide, undecided
from bazar_desktop.services.ledger.goods import set_goods
from bazar_desktop.services.omzet.entry import PastedCell, paste_block, set_omzet
from bazar_desktop.services.settings.agencies import agency_id
from bazar_desktop.spreadsheets.reading import chat_lists
from bazar_desktop.spreadsheets.reading.sheets import BLANK, TEXT, Row, Sheet, Source
from bazar_desktop.store.tables import Vendor
from bazar_desktop.sync.payload import NothingToPack
from tests.offices import Post
from tests.truth import office_acts, proposing
from tests.truth.model import CONFIRMED, TWO_SEALS, VENDOR, DayKey, Goods, Party, Place, Register, View
from tests.truth.office_acts import NobodyHere
from tests.truth.period import Year
from tests.truth.proposing import Proposal
from tests.truth.stores import LAPTOPS, MAIN, Known, Template
from tests.truth.sums import ALPA, HADIR, IZIN, MENOLAK, NIHIL

AMOUNTS = (0, 1, 500, 12_345, 85_000, 90_001, 150_000, 1_000_000, 999_999_999, 1_000_000_000)
TEXTS = (("250rb", 250_000), ("1,5jt", 1_500_000), ("Rp 75.000", 75_000), ("12345", 12_345), ("-", None))
STATE_TEXTS = (("nihil", NIHIL), ("menolak", MENOLAK))
COLUMNS = ("cash", "qris", "noncash", "marketplace")
CATEGORIES, COACHES = ("kuliner", "fesyen", "kriya", "minuman"), ("PPKUKM", "KPKP", "Sosial")
Effect = Callable[[View], None]


@dataclass(frozen=True)
class Act:
    """One thing that is done: its name, at which store, and four numbers that choose what it is done to."""

    name: str
    post: int
    numbers: tuple[int, int, int, int]


@dataclass(frozen=True)
class History:
    """Which stores (0: the office), which bazaars, and what is done."""

    stores: tuple[int, ...]
    bazaars: tuple[str, ...]
    acts: tuple[Act, ...]


WEIGHTS = {
    "come": 4, "all_come": 2, "away": 3, "go_home": 1, "enter": 9, "nil": 2, "decline": 2, "paste": 3, "clear": 1,
    "walk_in": 2, "substitute": 2, "hand_over": 1, "ledger": 2, "import_list": 2, "register": 3, "seal": 5,
    "reopen": 2, "undo": 3, "midnight": 2,
} | office_acts.WEIGHTS  # fmt: skip
BETWEEN = {"merge": 4, "clash": 1, "decide": 2, "two_seals": 1} | proposing.WEIGHTS


def history(seed: int) -> History:
    """The history of that number, always the same."""
    dice = random.Random(seed)
    stores = dice.choice(((1,), (1,), (1,), (1, 2), (0, 1), (0, 1, 2)))
    main = dice.choice(MAIN[:3])
    bazaars = (main, dice.choice([name for name in MAIN if name != main])) if dice.random() < 0.4 else (main,)
    weights = WEIGHTS | (BETWEEN if len(stores) > 1 else {})
    names = dice.choices(list(weights), list(weights.values()), k=dice.randint(6, 28))
    acts = [
        Act(name, dice.randrange(len(stores)), tuple(dice.randrange(10**6) for _ in range(4)))  # type: ignore[arg-type]
        for name in names
    ]
    if dice.random() < 0.7:
        acts.insert(0, Act("all_come", 0, (0, dice.randrange(4), 0, 0)))
    return History(stores, bazaars, tuple(acts))


@dataclass
class Desk:
    """One store, what the model says it knows, and what the model did there that the others do not know yet."""

    post: Post
    view: View
    told: list[Effect] = field(default_factory=list)
    heard: dict[int, int] = field(default_factory=dict)
    undoable: list[tuple[str, View]] = field(default_factory=list)
    control: int = 0  # what all changes of rupiah at this store add up to, mitra too
    withdrawn: dict[tuple[DayKey, Place], int] = field(
        default_factory=dict
    )  # kept by rows that were taken back whole
    entered: set[DayKey] = field(default_factory=set)  # the days of which something was entered here
    proposed: int = 0  # how many of its changes count here alone


class Run:
    """A history as it runs. `wrong` are things that the program took or refused against the rules."""

    def __init__(self, template: Template, past: History, folder: Path) -> None:
        self.known: Known = template.known
        self.past = past
        self.folder = folder
        posts = template.copy(folder, past.stores)
        self.desks = [Desk(post, template.view.copy()) for post in posts]
        self.now = template.at
        self.taken = DayInHand(past.bazaars[0], template.known.days[past.bazaars[0]][0], self.now.date())
        self.meant = self.taken.day
        self.sticks = self.done = self.corrections = 0
        self.wrong: list[str] = []
        self.waiting: list[Proposal] = []
        self.is_proposing = False
        self.handed_in: dict[str, datetime] = {}  # by laptop, when its last package was made

    def close(self) -> None:
        for desk in self.desks:
            desk.post.store.db.close()

    def keys_at(self, desk: Desk) -> list[DayKey]:
        """The days that the history is about, as this store knows them."""
        return [(name, day) for name in self.past.bazaars for day in desk.view.days_of(name)]

    def year_at(self, desk: Desk, year: int) -> Year:
        """A year as the model has it at one store. Only an office waits for laptops."""
        is_office = desk.post.store.kind == "office"
        entered = frozenset(
            (laptop.post.store.name, key)
            for laptop in self.desks
            for key in (laptop.entered if is_office else ())
            if self._handed_in_whole(desk.view, laptop.post.store.name, key)
        )
        waited = LAPTOPS if is_office else {}
        return Year(desk.view, year, self.now.date(), self.known.places, waited, entered)

    def _handed_in_whole(self, view: View, laptop: str, key: DayKey) -> bool:
        """Whether the laptop's last package was made when the day was over: at four in the afternoon, or closed."""
        made, seal = self.handed_in.get(laptop), view.days[key].seal
        over = datetime.combine(key[1], time(16), self.now.tzinfo)
        return made is not None and made >= (over if seal is None else min(over, seal.at))

    def run(self) -> Run:
        for act in self.past.acts:
            self.do(act)
        if len(self.desks) > 1:
            self.merge()
        return self

    def do(self, act: Act) -> bool:
        """Do one act; False where the program refused it by name, and nothing changed."""
        self.now += timedelta(minutes=1)
        self._settle_day()
        desk = self.desks[act.post % len(self.desks)]
        try:
            self._act(act.name, desk, act.numbers)
        except BazarError as error:
            self._look_at_refusal(act, error)
            return False
        self.done += 1
        return True

    def _act(self, name: str, desk: Desk, numbers: Sequence[int]) -> None:
        if name in office_acts.ACTS:
            office_acts.ACTS[name](self, desk, *numbers)
        elif name in proposing.ACTS:
            proposing.ACTS[name](self, desk, *numbers)
        elif name == "register":
            self.register(desk, *numbers)
        else:
            getattr(self, f"_{name}")(desk, *numbers)

    def _look_at_refusal(self, act: Act, error: BazarError) -> None:
        if error.code == "totals_disagree":
            self.wrong.append(f"{act.name} ended with {error!r}")

    # -- which day is written to ----------------------------------------------------------------------------------

    def _settle_day(self) -> None:
        """Before an act on another date the program asks, and the officer goes over to today."""
        today = self.now.date()
        bazaars = [BazaarDays(name, self.known.days[name]) for name in self.past.bazaars]
        if in_hand.needs_asking(self.taken, bazaars, today):
            offer = in_hand.day_to_offer(self.taken, bazaars, today)
            if offer is not None and offer.bazaar_id == self.past.bazaars[0]:
                self.taken = DayInHand(offer.bazaar_id, offer.day, today)
        if today in self.known.days[self.past.bazaars[0]]:
            self.meant = today

    def _midnight(self, desk: Desk, *_numbers: int) -> None:
        self.now = datetime.combine(self.now.date() + timedelta(days=1), self.now.time(), self.now.tzinfo)

    def where(self, choice: int) -> tuple[dict[str, Any], DayKey]:
        """The day an act is done on, for the program and for the model: the one in hand, or one of the other bazaar."""
        name = self.past.bazaars[choice % 4 == 3 and len(self.past.bazaars) > 1]
        if name == self.past.bazaars[0]:
            return {"bazaar_id": self.known.bazaars[name], "day": self.taken.day}, (name, self.meant)
        day = self.known.days[name][0]
        return {"bazaar_id": self.known.bazaars[name], "day": day}, (name, day)

    # -- who it is done to ----------------------------------------------------------------------------------------

    def mine(self, desk: Desk, who: Sequence[str]) -> list[str]:
        """Those of a list that this store writes for: two stores never write of one party unless they clash."""
        writers = [item for item in self.desks if item.post.store.kind == "laptop"]
        if desk not in writers or len(writers) < 2:
            return list(who) if desk in writers else []
        return [item for place, item in enumerate(who) if place % len(writers) == writers.index(desk)]

    def party(self, desk: Desk, key: DayKey, choice: int, *, mitra: bool = True) -> str:
        walked_in = [
            who
            for who, party in desk.view.parties.items()
            if party.bazaar == key[0] and party.for_one_day and who not in self.known.reserves[key[0]]
        ]
        listed = [*self.known.parties[key[0]], *(self.known.partners[key[0]] if mitra else ())]
        mine = self.mine(desk, listed) + (walked_in if len(self.desks) == 1 else [])
        if not mine:
            raise NobodyHere()
        return mine[choice % len(mine)]

    # -- doing ----------------------------------------------------------------------------------------------------

    def perform(self, desk: Desk, use_case: Callable[..., Any], **facts: Any) -> Any:
        """One action in the store; the model is changed only after it was taken."""
        before = desk.view.copy()
        with desk.post.store.db.write(desk.post.store.officer.id, use_case.__name__, self.now) as session:
            result = use_case(session, **facts)
            action = str(session.info["act"].action)
        desk.undoable.append((action, before))
        return result

    def _answer(self, desk: Desk, key: DayKey, said: Sequence[tuple[Place, dict[str, Any]]]) -> None:
        """Answers about the omzet. Whether one is late is known where it is given, and goes along to the others."""

        def give(view: View) -> None:
            for place, values in said:
                view.answer(key, place, **values)

        def give_there(view: View) -> None:
            give(view)
            answers = view.days[key].answers
            answers |= {place: replace(answers[place], late=late[place]) for place, _values in said}

        self.effect(desk, give, key, there=give_there)
        late = {place: desk.view.days[key].answers[place].late for place, _values in said}

    def effect(
        self, desk: Desk, effect: Effect, entered: DayKey | None = None, *, there: Effect | None = None
    ) -> None:
        """Let the model do what was done; `entered` is the day of which attendance or omzet was entered.

        `there` is what it does in the other stores, where that is something else.
        """
        desk.entered |= {entered} if entered else set()
        self.tell(desk, effect)
        desk.told.append(there or effect)

    def tell(self, desk: Desk, effect: Effect) -> None:
        """Let the model do it at this store alone."""
        before = desk.view.rupiah
        effect(desk.view)
        for place, rupiah in desk.view.rupiah.items():
            if before.get(place) != rupiah:
                desk.control += rupiah - desk.withdrawn.pop(place, before.get(place, 0))

    # -- attendance -----------------------------------------------------------------------------------------------

    def _come(self, desk: Desk, who: int, where: int, *_more: int) -> None:
        facts, key = self.where(where)
        party = self.party(desk, key, who)
        self.perform(desk, check_in_participation, **facts, participation_id=party, at=self.now, session_no=1)
        here = desk.view.days[key].marks.get((party, 1)) == HADIR
        since = desk.view.days[key].came.get((party, 1)) if here else self.now

        def come(view: View) -> None:
            view.parties[party] = replace(view.parties[party], status=CONFIRMED)
            view.mark(key, (party, 1), HADIR, since)

        self.effect(desk, come, key)

    def _all_come(self, desk: Desk, _who: int, where: int, *_more: int) -> None:
        facts, key = self.where(where)
        everybody = [*self.known.parties[key[0]], *self.known.partners[key[0]]]
        mine = set(self.mine(desk, everybody))
        others = {who for who, party in desk.view.parties.items() if party.bazaar == key[0]} - mine
        waiting = [place for place in _places(desk.view, key) if place[0] in mine]
        day, parties = desk.view.days[key], desk.view.parties
        waiting = [place for place in waiting if not day.marks.get(place)]
        waiting = [place for place in waiting if day.lets_in(place, parties[place[0]].status)]
        self.perform(desk, present_all_except, **facts, absent=others, at=self.now)

        at = self.now

        def come(view: View) -> None:
            for place in waiting:
                view.mark(key, place, HADIR, at)
                view.parties[place[0]] = replace(view.parties[place[0]], status=CONFIRMED)

        self.effect(desk, come, key)

    def _away(self, desk: Desk, who: int, where: int, how: int, part: int) -> None:
        facts, key = self.where(where)
        party = self.party(desk, key, who)
        status = (IZIN, ALPA, "expected")[how % 3]
        session = 2 if part % 5 == 0 and (party, 2) in desk.view.days[key].stands else 1
        self.perform(desk, mark, **facts, participation_id=party, status=status, session_no=session)
        said = "" if status == "expected" else status
        self.effect(desk, lambda view: view.mark(key, (party, session), said), key)

    def _go_home(self, desk: Desk, who: int, where: int, *_more: int) -> None:
        facts, key = self.where(where)
        party = self.party(desk, key, who)
        self.perform(desk, leave, **facts, participation_id=party, at=self.now, session_no=1)

    def _walk_in(self, desk: Desk, who: int, where: int, *_more: int) -> None:
        facts, key = self.where(where)
        name = f"Datang {len(desk.view.parties)}"
        if desk.post.store.kind != "laptop":
            raise NobodyHere()
        came = self.perform(desk, walk_in, **facts, name=name, business=f"Usaha {name}", at=self.now)
        party, at = came.arrival.participation_id, self.now

        def come(view: View) -> None:
            view.register[f"walk {party}"] = Register(name, f"Usaha {name}", "", "")
            view.parties[party] = Party(party, key[0], VENDOR, f"walk {party}", for_one_day=True)
            view.mark(key, (party, 1), HADIR, at)

        self.effect(desk, come, key)

    def _substitute(self, desk: Desk, who: int, where: int, how: int, *_more: int) -> None:
        self._take_over(desk, who, where, how, 1)

    def _hand_over(self, desk: Desk, who: int, where: int, how: int, *_more: int) -> None:
        self._take_over(desk, who, where, how, 2)

    def _take_over(self, desk: Desk, who: int, where: int, how: int, session: int) -> None:
        facts, key = self.where(where)
        left = self.party(desk, key, who, mitra=False)
        reserves = self.mine(desk, self.known.reserves[key[0]])
        if not reserves:
            raise NobodyHere()
        joined, status, at = reserves[how % len(reserves)], (ALPA, IZIN)[how // 7 % 2], self.now
        self.perform(
            desk, substitute, **facts, left_id=left, joined_id=joined, reason="tidak datang", at=self.now,
            left_status=status, session_no=session, anyway=True,
        )  # fmt: skip
        called_in = desk.view.parties[joined].status != CONFIRMED

        def take_over(view: View) -> None:
            day = view.days[key]
            # who holds a stand for the day hands it over for the afternoon alone
            day.replaced.add(left)
            day.stands[joined, session] = day.stands.pop((left, session), None) or day.stands[left, 1]
            if session == 1 and day.marks.get((left, 1)) not in {IZIN, ALPA}:
                view.mark(key, (left, 1), status)
            if called_in:  # also where another laptop has confirmed them meanwhile
                view.parties[joined] = replace(view.parties[joined], status=CONFIRMED, for_one_day=True)
            view.mark(key, (joined, session), HADIR, at)

        self.effect(desk, take_over, key)

    # -- omzet ----------------------------------------------------------------------------------------------------

    def _set(self, desk: Desk, who: int, where: int, values: dict[str, Any], given: dict[str, Any]) -> None:
        facts, key = self.where(where)
        party = self.party(desk, key, who)
        session = 2 if who % 9 == 0 and (party, 2) in desk.view.days[key].stands else 1
        self.perform(desk, set_omzet, **facts, participation_id=party, session_no=session, **values)
        self._answer(desk, key, [((party, session), given)])

    def _enter(self, desk: Desk, who: int, where: int, first: int, second: int) -> None:
        cash, other = AMOUNTS[first % len(AMOUNTS)], AMOUNTS[second % len(AMOUNTS)]
        values: dict[str, Any] = {"cash": cash}
        given: dict[str, Any] = {"a0": cash}
        if second % 3:
            column = 1 + second % 3
            values[COLUMNS[column]], given[f"a{column}"] = other, other
        if first % 3 == 0:
            values["transactions"] = given["sales"] = first % 40
        self._set(desk, who, where, values, given)

    def _nil(self, desk: Desk, who: int, where: int, *_more: int) -> None:
        self._set(desk, who, where, {"state": NIHIL}, {"state": NIHIL})

    def _decline(self, desk: Desk, who: int, where: int, *_more: int) -> None:
        self._set(desk, who, where, {"state": MENOLAK}, {"state": MENOLAK})

    def _clear(self, desk: Desk, who: int, where: int, first: int, *_more: int) -> None:
        if first % 2:
            self._set(desk, who, where, {"state": "blank"}, {"state": "blank"})
        else:
            self._set(desk, who, where, {"cash": None}, {"a0": None})

    def _paste(self, desk: Desk, who: int, where: int, first: int, second: int) -> None:
        facts, key = self.where(where)
        cells, given = [], []
        for step in range(2 + first % 3):
            place = (self.party(desk, key, who + step), 1)
            choice = (second // (step + 1)) % (len(TEXTS) + len(STATE_TEXTS))
            column = (first // (step + 1)) % 2
            if choice < len(TEXTS):
                text, amount = TEXTS[choice]
                given.append((place, {f"a{column}": amount}))
            else:
                text, state = STATE_TEXTS[choice - len(TEXTS)]
                given.append((place, {"state": state}))
            cells.append(PastedCell(place[0], 1, COLUMNS[column], text))
        pasted = self.perform(desk, paste_block, **facts, cells=cells)
        taken = [said for said, answer in zip(given, pasted.cells, strict=True) if answer.error is None]
        self._answer(desk, key, taken)

    def _import_list(self, desk: Desk, who: int, where: int, first: int, second: int) -> None:
        facts, key = self.where(where)
        lines, rows = ["Usaha\tTunai\tQRIS"], []
        for step in range(1 + first % 4):
            party = self.party(desk, key, who + step, mitra=False)
            business = desk.view.register[desk.view.parties[party].person].business
            cash, qris = 5_000 * (1 + (second + step) % 90), 7_000 * (first % 50) or None
            lines.append(f"{business}\t{cash}\t{qris or ''}")
            rows.append((party, {"a0": cash, "a1": qris} if qris else {"a0": cash}))
        wish = Wish("omzet", facts["bazaar_id"], facts["day"])
        look = _look_at(lines)
        with desk.post.store.db.read() as session:
            plan = plan_list(session, look, wish)
        numbers = [row.number for row in plan.rows]
        entered = [
            (row, plan_row.entry[0].input.session_no)
            for row, plan_row in zip(
                rows, (item for item in plan.rows if item.number in numbers), strict=False
            )
            if plan_row.entry and plan_row.bucket in {"new", "changed"}
        ]
        self.perform(desk, apply_plan, plan=plan, wish=wish)
        self._answer(desk, key, [((party, number), values) for (party, values), number in entered])

    def _ledger(self, desk: Desk, who: int, where: int, first: int, second: int) -> None:
        facts, key = self.where(where)
        mine = self.mine(desk, self.known.partners[key[0]])
        if not mine:
            raise NobodyHere()
        party, name = mine[who % len(mine)], ("Beras", "Minyak")[first % 2]
        goods = Goods((first % 50) * 1000, (None, 12_500, 13_999)[second % 3], (second % 40) * 500)
        self.perform(
            desk, set_goods, **facts, participation_id=party, goods=name,
            opening=goods.opening, price=goods.price, sold=goods.sold,
        )  # fmt: skip
        self.effect(desk, lambda view: view.days[key].goods.__setitem__((party, name), goods))

    # -- register -------------------------------------------------------------------------------------------------

    def register(self, desk: Desk, who: int, what: int, value: int, *_more: int) -> None:
        vendor = self.known.vendors[who % len(self.known.vendors)]
        about = ("vendor", vendor)
        office_acts.require_authority(self, desk, *about)
        category, coach = CATEGORIES[value % len(CATEGORIES)], COACHES[value % len(COACHES)]

        def change(session: Session) -> None:
            row = session.get_one(Vendor, vendor)
            if what % 3 == 0:
                row.category = category
            elif what % 3 == 1:
                row.agency_id = agency_id(session, coach, "coach")
            else:
                row.business = f"Usaha Baru {who % 9}{value % 10}"

        self.perform(desk, change)
        changed = (
            {"category": category},
            {"agency": coach},
            {"business": f"Usaha Baru {who % 9}{value % 10}"},
        )[what % 3]
        before = desk.view.register[vendor]
        after = replace(before, **changed)
        self.say(desk, about, _registering(vendor, after), _registering(vendor, before))

    def say(self, desk: Desk, about: tuple[str, ...], effect: Effect, revert: Effect) -> None:
        """Let the model do what is the office's to do: at the office for all, as a proposal at its maker alone."""
        if not self.is_proposing:
            self.effect(desk, effect)
            return
        desk.undoable.clear()
        self.tell(desk, effect)
        self.waiting += proposing.of_this(desk, about, effect, revert)

    # -- closing --------------------------------------------------------------------------------------------------

    def _seal(self, desk: Desk, unchanged: int, where: int, reason: int, *_more: int) -> None:
        # the seal of a store over its own usul fits or not by the office's word: tests/authority/test_seals.py has that
        if desk is not self.sealer or any(item.desk is desk for item in self.waiting):
            raise NobodyHere()
        facts, key = self.where(where)
        why = "sudah ditanyakan" if reason % 3 else ""
        day = desk.view.days[key]
        lines = desk.view.lines_now(key)
        must_explain = bool(desk.view.excludes(key)) and not why
        now = (lines, day.goods, desk.view.days_of(key[0]))
        last = day.seals[-1] if day.seals else None
        is_same = last is not None and (last.lines, last.goods, last.days) == now
        accept = bool(unchanged % 2)
        self.perform(
            desk, close_day, **facts, officer=desk.post.store.officer.id, at=self.now, accept_missing=True,
            accept_unchanged=accept, reason=why,
        )  # fmt: skip
        if must_explain:
            self.wrong.append(f"sealed without a reason: {desk.view.excludes(key)}")
        if is_same and not accept:
            self.wrong.append("sealed again without a difference, unasked")
        at = self.now
        sealed = desk.view.seal(key, at, reason=why)
        desk.told.append(lambda view: view.seal(key, at, sealed) and None)
        desk.undoable.clear()

    def _two_seals(self, desk: Desk, _who: int, where: int, *_more: int) -> None:
        """Two laptops seal one day, neither having heard of the other, each for a reason of its own."""
        laptops = [item for item in self.desks if item.post.store.kind == "laptop"]
        if len(laptops) < 2 or self.waiting:
            raise NobodyHere()
        self.merge()
        facts, key = self.where(where)
        for number, laptop in enumerate(laptops):
            self.now += timedelta(minutes=1)
            self.perform(
                laptop, close_day, **facts, officer=laptop.post.store.officer.id, at=self.now,
                accept_missing=True, accept_unchanged=True, reason=f"alasan {number}",
            )  # fmt: skip
            at = self.now
            sealed = laptop.view.seal(key, at, reason=f"alasan {number}")
            laptop.view.days[key].undecided.add(TWO_SEALS)
            laptop.told.append(lambda view, sealed=sealed: view.take_seal(key, sealed))
            laptop.undoable.clear()
        self.merge()

    def _reopen(self, desk: Desk, _who: int, where: int, *_more: int) -> None:
        if desk is not self.sealer:
            raise NobodyHere()
        facts, key = self._sealed_day(desk, where)
        self.perform(
            desk, reopen, **facts, officer=desk.post.store.officer.id, at=self.now, reason="salah catat"
        )

        def lift(view: View) -> None:
            view.days[key].seals[-1].reopened = True

        self.effect(desk, lift)
        desk.undoable.clear()

    def _sealed_day(self, desk: Desk, where: int) -> tuple[dict[str, Any], DayKey]:
        """The day that is meant, or another one of the history where that is not sealed."""
        facts, key = self.where(where)
        sealed = [other for other in self.keys_at(desk) if desk.view.days[other].seal]
        if sealed and key not in sealed:
            key = sealed[where % len(sealed)]
            facts = {"bazaar_id": self.known.bazaars[key[0]], "day": key[1]}
        return facts, key

    @property
    def sealer(self) -> Desk:
        return next(desk for desk in self.desks if desk.post.store.kind == "laptop")

    def _undo(self, desk: Desk, *_numbers: int) -> None:
        if not desk.undoable:
            raise NobodyHere()
        action, before = desk.undoable[-1]
        told = len(desk.told)
        with desk.post.store.db.write(desk.post.store.officer.id, "history.undo", self.now) as session:
            undo(session, action)
        desk.undoable.pop()
        changed = desk.view
        desk.view = before
        for place, rupiah in changed.rupiah.items():
            if place in before.rupiah:
                desk.control += before.rupiah[place] - rupiah
            else:  # its first entry: the row is withdrawn with what it holds, which is no change of rupiah
                desk.withdrawn[place] = rupiah
        if told and _differs(changed, before):
            desk.told.pop()

    # -- between stores -------------------------------------------------------------------------------------------

    def _merge(self, desk: Desk, *_numbers: int) -> None:
        self.merge()

    def merge(self) -> None:
        """Everybody gives everything to everybody."""
        self._tell_withdrawn()
        for maker in self.desks:
            self.sticks += 1
            maker.post.at = self.now
            of_laptop = maker.post.store.kind == "laptop"  # what an office has made is long known to all
            try:
                made = maker.post.pack(self.folder / f"stick {self.sticks}", everything=of_laptop)
            except NothingToPack:
                continue
            self.handed_in[maker.post.store.name] = maker.post.at
            self._compare("package", maker, made.rupiah)
            for reader in self.desks:
                if reader is not maker:
                    reader.post.at = self.now
                    reader.post.read(made.file)
            self._hear_receipt(maker, made.file.parent)
        for place, desk in enumerate(self.desks):
            for other, teller in enumerate(self.desks):
                if other != place:
                    for effect in teller.told[desk.heard.get(other, 0) :]:
                        effect(desk.view)
                    desk.heard[other] = len(teller.told)
            desk.undoable.clear()
        for proposal in self.waiting:
            proposal.has_travelled = True

    def _tell_withdrawn(self) -> None:
        """Whoever enters over a row that another store has withdrawn changes what it holds."""
        everywhere = {place: rupiah for desk in self.desks for place, rupiah in desk.withdrawn.items()}
        for desk in self.desks:
            desk.withdrawn.update(everywhere)

    def _compare(self, place: str, desk: Desk, rupiah: int) -> None:
        if desk.post.store.kind == "laptop" and rupiah != desk.control:
            self.wrong.append(f"{place}: control_sum is {rupiah}, should be {desk.control}")

    def _hear_receipt(self, maker: Desk, stick: Path) -> None:
        """The office's receipt names the same control sum."""
        for receipt in stick.glob("*.terima"):
            maker.post.read(receipt)
            with maker.post.store.db.read() as session:
                heard = last_receipt(session)
            if heard is not None:
                self._compare("receipt", maker, heard.rupiah)

    def _clash(self, desk: Desk, who: int, where: int, first: int, second: int) -> None:
        """Two laptops write another cash of one party, neither having heard of the other."""
        laptops = [item for item in self.desks if item.post.store.kind == "laptop"]
        if len(laptops) < 2:
            raise NobodyHere()
        self.merge()
        facts, key = self.where(where)
        party = self.known.parties[key[0]][who % len(self.known.parties[key[0]])]
        amounts = (3_000 + first % 1000, 5_000 + second % 1000)
        if laptops[0].view.days[key].undecided:
            raise NobodyHere()
        for laptop, amount in zip(laptops, amounts, strict=True):
            self.now += timedelta(minutes=1)
            self.perform(laptop, set_omzet, **facts, participation_id=party, cash=amount)
            self.effect(laptop, _entering(key, party, amount), key)
        for laptop in laptops[:1]:  # what was written later is shown meanwhile
            laptop.view.answer(key, (party, 1), a0=amounts[1])
        for item in self.desks:
            item.view.days[key].undecided.add((party, 1, 0))
        self.merge()
        for item in self.desks:
            item.view.answer(key, (party, 1), a0=amounts[1])

    def _decide(self, desk: Desk, choice: int, where: int, first: int, second: int) -> None:
        self.merge()  # what another store writes meanwhile is a new conflict: tests/jobs/exchange/test_schedules.py
        if not any(day.undecided - {TWO_SEALS} for day in desk.view.days.values()):
            self._clash(desk, choice, where, first, second)
        with desk.post.store.db.read() as session:
            waiting = [item for item in undecided(session) if item.entity == "omzet_entry"]
        if not waiting:
            raise NobodyHere()
        chosen = waiting[0]
        value = chosen.choices[choice % len(chosen.choices)].value
        facts = {"entity": chosen.entity, "row_id": chosen.row_id, "field": chosen.field}
        self.perform(desk, decide, **facts, value=value, reason="struk")
        key, (party, session_no, _column) = next(
            (key, item) for key, day in desk.view.days.items() for item in day.undecided - {TWO_SEALS}
        )

        def settle(view: View) -> None:
            view.answer(key, (party, session_no), a0=value)
            view.days[key].undecided.discard((party, session_no, 0))

        self.effect(desk, settle, key)
        self.merge()


def _look_at(lines: Sequence[str]) -> source.Look:
    """A pasted list, read in this process: starting one of its own for every list would take most of the time."""

    def read(data: bytes, name: str) -> Source:
        rows = [
            Row(number, tuple(cells), "".join(TEXT if cell else BLANK for cell in cells))
            for number, line in enumerate(data.decode().splitlines(), start=1)
            if (cells := line.split("\t"))
        ]
        width = max(len(row.texts) for row in rows)
        sheet = Sheet(name="", visible=True, height=len(rows), width=width, merged=(), rows=tuple(rows))
        return Source(name, "text", (sheet,))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chat_lists, "open_bytes", read)
        return source.look_at_pasted("\n".join(lines), "omzet")


def _registering(vendor: str, said: Register) -> Effect:
    return lambda view: view.register.__setitem__(vendor, said)


def _entering(key: DayKey, party: str, amount: int) -> Effect:
    return lambda view: view.answer(key, (party, 1), a0=amount)


def _places(view: View, key: DayKey) -> list[Place]:
    """Every row of the day: who stands, was marked or heard, and who is confirmed by the list."""
    day = view.days[key]
    places = {*day.stands, *day.marks, *day.answers}
    seen = {who for who, _session in places}
    listed = {(who, 1) for who, party in view.parties.items() if party.bazaar == key[0] and party.listed}
    return sorted(places | {place for place in listed if place[0] not in seen})


def _differs(one: View, other: View) -> bool:
    return one != other


def smaller(past: History, fails: Callable[[History], bool]) -> History:
    """The history cut down, act by act, as long as it still fails."""
    acts = list(past.acts)
    place = len(acts) - 1
    while place >= 0:
        fewer = replace(past, acts=tuple(acts[:place] + acts[place + 1 :]))
        if fails(fewer):
            acts = list(fewer.acts)
        place -= 1
    return replace(past, acts=tuple(acts))


def told(past: History) -> Iterator[str]:
    """The history in lines, for whoever has to read it."""
    yield f"stores {past.stores}, bazaars {past.bazaars}"
    yield from (f"  {act.name} at {act.post} {act.numbers}" for act in past.acts)


Days = Sequence[date]
