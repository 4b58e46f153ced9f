"""Lists made from a known truth: the sum written is the true one or somebody was asked; never a third thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from bazar_desktop.domain.day.model import CHANNELS
from bazar_desktop.jobs.imports.plan import Wish, plan_list, save_list
from bazar_desktop.jobs.imports.questions import QUESTIONS
from bazar_desktop.jobs.imports.source import Look, look_in
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.imports.omzet import DayOfColumnsUnknown
from bazar_desktop.services.imports.plan import ImportPlan
from bazar_desktop.services.register.list_model import LOOK, REFUSED, ListChoices
from bazar_desktop.services.register.matching import read_extra
from bazar_desktop.services.settings.values import categories
from bazar_desktop.spreadsheets.reading.sheets import Source
from bazar_desktop.spreadsheets.reading.tables import find_tables
from bazar_desktop.store.database import Database, Session
from bazar_desktop.store.tables import Agency, Registration, Vendor
from tests.bazaar_day import DAYS, VENDORS, Field, stand_up
from tests.jobs.imports.omzet_lists import MadeList, Truth, make_list
from tests.jobs.imports.vendor_lists import make_vendor_list

BUSINESSES = [vendor[0] for vendor in VENDORS[:8]]
ASKED_AT_MOST = 0.15
TEXTS = (
    "name", "business", "nik", "phone", "email", "address", "kecamatan", "kelurahan", "product", "category", "note",
)  # fmt: skip
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


def test_no_character_of_a_vendor_list_is_out_of_reach(
    field: Field, count: Callable[[int, int], int]
) -> None:
    lost: list[str] = []
    for seed in range(count(100, 2_000)):
        cells = make_vendor_list(seed)
        look = look_in(tuple(find_tables(source_of(cells))), "register")
        try:
            plan = field.ask(plan_list, look, Wish("register"))
        except QUESTIONS:
            continue
        kept = kept_texts(field, look, plan)
        given_back = {row.number for row in plan.of(LOOK, REFUSED)}
        shown = {other.number for other in plan.others}
        counter = look.mapping.column_of("counter")
        for number, row in enumerate(cells, 1):
            for at, cell in enumerate(row):
                text = str(cell).strip()
                if not text or number in given_back | shown or (counter is not None and at == counter.index):
                    continue
                if not any(is_held(text, item) for item in kept):
                    lost.append(f"{seed}: row {number} {cells[0][at]}: {text!r}")
    assert not lost, lost[:10]


def is_held(text: str, kept: str) -> bool:
    digits = re.sub(r"\D", "", text).removeprefix("62").removeprefix("0")
    return text in kept or (len(digits) > 7 and digits in re.sub(r"\D", "", kept))


def source_of(cells: Sequence[Sequence[object]]) -> Source:
    return MadeList([list(row) for row in cells], {}, DAYS[0]).source()


def kept_texts(field: Field, look: Look, plan: ImportPlan) -> list[str]:
    """All that the store holds of vendors after the list was saved; then it is put back."""
    kept: list[str] = []

    def save(session: Session) -> None:
        if plan.of("new", "changed"):
            save_list(session, look, plan, Wish("register"))
        for vendor in session.execute(select(Vendor)).scalars():
            kept.extend(str(getattr(vendor, name) or "") for name in TEXTS)
            kept.extend(read_extra(vendor.extra).values())
        kept.extend(str(row.number) for row in session.execute(select(Registration)).scalars())
        kept.extend(str(row.name) for row in session.execute(select(Agency)).scalars())
        kept.extend(str(category.name) for category in categories(session))
        raise PutBack

    with pytest.raises(PutBack):
        field.do(save)
    return kept


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
