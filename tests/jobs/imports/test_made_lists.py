"""Lists made from a known truth: the sum written is the true one or somebody was asked; never a third thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bazar_desktop.domain.day.model import CHANNELS
from bazar_desktop.jobs.imports.plan import Wish, plan_list, save_list
from bazar_desktop.jobs.imports.questions import QUESTIONS
from bazar_desktop.jobs.imports.source import look_at_pasted, look_in
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.imports.omzet import DayOfColumnsUnknown
from bazar_desktop.services.imports.plan import ImportPlan
from bazar_desktop.services.register.list_model import LOOK, REFUSED, ListChoices
from bazar_desktop.spreadsheets.reading.tables import find_tables
from bazar_desktop.store.database import Database, Session
from tests.bazaar_day import DAYS, VENDORS, Field, stand_up
from tests.jobs.imports.omzet_lists import MadeList, Truth, make_chat, make_list

BUSINESSES = [vendor[0] for vendor in VENDORS[:8]]
ASKED_AT_MOST = 0.15
WRITTEN_EVERY = 20  # lists; of all others what would be written is looked at


class PutBack(Exception):
    """Ends a transaction of which nothing is to stay."""


@pytest.fixture
def field(db: Database, tmp_path: Path) -> Field:
    return stand_up(db, vendors=8, reserves=0, partners=0)


def test_the_sum_written_is_the_true_one_or_a_question_was_asked(
    field: Field, count: Callable[[int, int], int]
) -> None:
    asked: Counter[str] = Counter()
    wrong: list[str] = []
    lists = count(200, 5_000)
    for seed in range(lists):
        made = make_list(seed, BUSINESSES, DAYS)
        plan = planned(field, made)
        if plan is None or is_asked(plan):
            asked.update(made.features or ["plain"])
            asked["all"] += 1
        elif would_write(plan, field) != made.truth or (
            seed % WRITTEN_EVERY == 0 and written(field, made, plan) != made.truth
        ):
            wrong.append(f"{seed} {made.features}: {would_write(plan, field)} instead of {made.truth}")
    assert not wrong, wrong[:5]
    assert asked["all"] <= ASKED_AT_MOST * lists, asked


def test_a_chat_is_written_truly_and_who_is_not_understood_is_told(
    field: Field, count: Callable[[int, int], int]
) -> None:
    wrong: list[str] = []
    asked = 0
    chats = count(100, 2_000)
    for seed in range(chats):
        made = make_chat(seed, BUSINESSES)
        wish = Wish("omzet", field.bazaar_id, DAYS[0])
        try:
            plan = field.ask(plan_list, look_at_pasted(made.text, "omzet"), wish)
        except QUESTIONS:
            asked += 1
            continue
        told = [row.title for row in plan.of(LOOK, REFUSED)]
        stood = would_write(plan, field)[DAYS[0]]
        left = {*made.truth, *filter(None, [made.unread])} - stood.keys()
        untold = [name for name in left if not any(name in title for title in told)]
        if untold or any(made.truth.get(name) != amount for name, amount in stood.items()):
            wrong.append(f"{seed} {made.text!r}: {stood}, told {told}")
        asked += not made.unread and is_asked(plan)
    assert not wrong, wrong[:5]
    assert asked <= ASKED_AT_MOST * chats, asked


def planned(field: Field, made: MadeList) -> ImportPlan | None:
    """What the import would do; None where it asks before it plans."""
    wish = Wish("omzet", field.bazaar_id, made.day, ListChoices(all_days=made.all_days))
    try:
        return field.ask(plan_list, look_in(tuple(find_tables(made.source())), "omzet"), wish)
    except (*QUESTIONS, DayOfColumnsUnknown):
        return None


def is_asked(plan: ImportPlan) -> bool:
    return plan.proof is None or plan.proof.is_open or bool(plan.of(LOOK, REFUSED))


def would_write(plan: ImportPlan, field: Field) -> Truth:
    """Rupiah by day and business, out of the plan."""
    sheets = {day: field.ask(day_sheet, field.bazaar_id, day).rows for day in plan.days}
    names = {row.participation_id: row.business for rows in sheets.values() for row in rows}
    sums: Truth = {day: {} for day in plan.days}
    for row in plan.of("new", "changed"):
        for day, entry in row.entry:
            amounts = [amount for name in CHANNELS if isinstance(amount := getattr(entry, name), int)]
            sums[day][names[entry.participation_id]] = sum(amounts)
    return sums


def written(field: Field, made: MadeList, plan: ImportPlan) -> Truth:
    """The same out of the store after it was saved; then all is put back."""
    look = look_in(tuple(find_tables(made.source())), "omzet")
    stood: Truth = {}

    def save(session: Session) -> None:
        save_list(session, look, plan, Wish("omzet", field.bazaar_id, made.day))
        for day in plan.days:
            stood[day] = totals(session, field.bazaar_id, day)
        raise PutBack

    with pytest.raises(PutBack):
        field.do(save)
    return stood


def totals(session: Session, bazaar_id: str, day: date) -> dict[str, int]:
    rows = day_sheet(session, bazaar_id, day).rows
    return {row.business: row.total for row in rows if row.total is not None}
