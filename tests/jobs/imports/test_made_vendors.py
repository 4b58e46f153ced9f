"""Vendor lists with whatever people type: every character stands on a vendor's page or in the workbook of rejects."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from bazar_desktop.jobs.imports.plan import Wish, has_rejects, plan_list, save_list, save_rejects
from bazar_desktop.jobs.imports.questions import QUESTIONS
from bazar_desktop.jobs.imports.source import Look, look_in
from bazar_desktop.services.imports.plan import ImportPlan
from bazar_desktop.services.register.list_model import LOOK, REFUSED
from bazar_desktop.services.register.vendor_page import EXTRA, extra_titles, extras_of, reveal, vendor_page
from bazar_desktop.services.settings.values import categories
from bazar_desktop.spreadsheets.reading.sheets import Source
from bazar_desktop.spreadsheets.reading.tables import find_tables
from bazar_desktop.store.database import Database, Session
from bazar_desktop.store.tables import Vendor
from tests.bazaar_day import DAYS, Field, stand_up
from tests.jobs.imports.omzet_lists import MadeList
from tests.jobs.imports.test_made_lists import PutBack
from tests.jobs.imports.vendor_lists import make_vendor_list

DOTS = "•"
REJECTS_EVERY = 10  # lists of which the workbook of rejects is read back


@pytest.fixture
def field(db: Database, tmp_path: Path) -> Field:
    return stand_up(db, vendors=8, reserves=0, partners=0)


def test_no_character_of_a_vendor_list_is_out_of_reach(
    field: Field, tmp_path: Path, count: Callable[[int, int], int]
) -> None:
    lost: list[str] = []
    asked = 0
    for seed in range(count(100, 2_000)):
        cells = make_vendor_list(seed)
        look = look_in(tuple(find_tables(source_of(cells))), "register")
        try:
            plan = field.ask(plan_list, look, Wish("register"))
        except QUESTIONS:
            asked += 1
            continue
        kept = kept_texts(field, look, plan)
        given_back = {row.number for row in plan.of(LOOK, REFUSED)}
        if seed % REJECTS_EVERY == 0 and has_rejects(plan):
            kept_back = rejected(look, plan, tmp_path / "ditolak.xlsx")
            lost += unreachable(look, cells, kept_back, given_back, seed)
        taken = set(range(1, len(cells) + 1)) - given_back - {other.number for other in plan.others}
        lost += unreachable(look, cells, kept, taken, seed)
    assert not lost, lost[:10]
    assert asked < 0.2 * count(100, 2_000)


def unreachable(
    look: Look, cells: Sequence[Sequence[object]], kept: Sequence[str], numbers: set[int], seed: int
) -> Iterator[str]:
    """What stands in rows `numbers` and in none of the texts that are `kept`; the running count may go."""
    counter = look.mapping.column_of("counter")
    for number in sorted(numbers):
        for at, cell in enumerate(cells[number - 1]):
            text = str(cell).strip()
            is_count = counter is not None and at == counter.index
            if text and not is_count and not any(is_held(text, item) for item in kept):
                yield f"{seed}: row {number} {cells[0][at]}: {text!r}"


def is_held(text: str, kept: str) -> bool:
    digits = re.sub(r"\D", "", text).removeprefix("62").removeprefix("0")
    return text in kept or (len(digits) > 7 and digits in re.sub(r"\D", "", kept))


def source_of(cells: Sequence[Sequence[object]]) -> Source:
    return MadeList([list(row) for row in cells], {}, DAYS[0]).source()


def rejected(look: Look, plan: ImportPlan, path: Path) -> list[str]:
    save_rejects(path, look, plan)
    book = openpyxl.load_workbook(path)
    return [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]


def kept_texts(field: Field, look: Look, plan: ImportPlan) -> list[str]:
    """What the pages of all vendors show or reveal after the list was saved; then it is put back."""
    kept: list[str] = []

    def save(session: Session) -> None:
        if plan.of("new", "changed"):
            save_list(session, look, plan, Wish("register"))
        kept.extend(str(category.name) for category in categories(session))
        ids = list(session.execute(select(Vendor.id)).scalars())
        for vendor_id in ids:
            kept.extend(of_page(session, vendor_id, field.at))
        exported = extras_of(session, ids)
        titles = extra_titles(session)
        assert all(title in titles for said in exported.values() for title in said)
        raise PutBack

    with pytest.raises(PutBack):
        field.do(save)
    return kept


def of_page(session: Session, vendor_id: str, at: datetime) -> Iterator[str]:
    page = vendor_page(session, vendor_id)
    facts = page.facts
    yield from (facts.name, facts.business, facts.product, facts.category, facts.agency, facts.address)
    yield from (facts.kecamatan, facts.kelurahan, page.email, page.note)
    yield from (registration.number for registration in page.registrations)
    for name, shown in (("nik", facts.nik), ("phone", facts.phone)):
        if shown:
            yield reveal(session, vendor_id, name, "uji", at=at)
    for title, text in page.extra:
        yield reveal(session, vendor_id, f"{EXTRA}{title}", "uji", at=at) if DOTS in text else text
