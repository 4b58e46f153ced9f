"""A long list is planned and written by column: it must come to the same as each row alone."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from bazar_desktop.jobs.imports.plan import Wish, apply_plan, plan_list
from bazar_desktop.jobs.imports.source import Look, type_cells
from bazar_desktop.services.imports.plan import ImportPlan, PlannedRow, PlannedRows
from bazar_desktop.services.register.list_model import UNDECIDED, ListChoices
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.services.settings.regions import regions
from bazar_desktop.spreadsheets.reading import row_chains, rows
from bazar_desktop.spreadsheets.reading.accepted_table import take
from bazar_desktop.spreadsheets.reading.columns import recognise
from bazar_desktop.spreadsheets.reading.fields import REGISTER
from bazar_desktop.spreadsheets.reading.sheets import BLANK, NUMBER, TEXT, Row, Sheet, Source
from bazar_desktop.spreadsheets.reading.tables import find_tables
from bazar_desktop.store.database import Database
from bazar_desktop.store.tables import Fact, Registration, Vendor
from tests.bazaar_day import Field
from tests.jobs.imports.lists import filled
from tests.stores import MORNING, sqlcipher_store

HEADER = (
    "No", "Nama Pemilik", "Nama Usaha", "NIK", "No HP", "Kecamatan", "Kelurahan", "Produk", "Kategori", "Pengampu",
    "NIB", "No Jakpreneur", "Ukuran Baju",
)  # fmt: skip
CELLS = (
    ("1", "2", "", "Total"),
    ("Marni Suryani", "marni  suryani", "Jali", "Gado² Sri", " Siti ", "", "Jumlah"),
    ("Dapur Bu Marni", "dapur bu marni", "Kerak Telor", "Batik", "", "Keterangan: lunas"),
    ("3171010101850001", "3171014101850003", "3171 0101 0185 0001", 3171010101850001, "31710101", "", "x"),
    ("081234560000", "081234560001", "62812-3456-0001", 81234560000, "", "tidak ada"),
    ("Senen", "senen", "Kec. Gambir", "Gambir", "Planet", ""),
    ("Kenari", "Kwitang", "Mars", ""),
    ("nasi uduk", "batik tulis", "gamis", " nasi uduk", ""),
    ("Kuliner", "kuliner", "Makanan", "Fashion", "entah", ""),
    ("PPKUKM", "Sudin PPKUKM", "Dinas Parekraf", "Sanggar Baru", ""),
    ("9120001234567", "", "", "12"),
    ("JP-0001", "jp 0001", "JP-2", "", ""),
    ("XL", "", ""),
)
PEOPLE = [
    ("1", f"Orang {who}", f"Usaha {who}", f"317101010185000{who}", f"08123456000{who}", "Senen", "Kenari",
     "nasi uduk", "Kuliner", "PPKUKM", "", f"JP-{who}" if who > 3 else "", "")
    for who in range(1, 7)
]  # fmt: skip
KEYS = ("no", "name", "business", "nik", "phone", "kecamatan", "kelurahan", "product", "category", "agency", "nib",
        "jakpreneur", "size")  # fmt: skip
ANY = st.tuples(*map(st.sampled_from, CELLS))


@st.composite
def almost(draw: st.DrawFn) -> tuple[str | int, ...]:
    """Somebody of a few, with up to two cells saying something else."""
    row: list[str | int] = list(draw(st.sampled_from(PEOPLE)))
    for at in draw(st.lists(st.integers(1, len(HEADER) - 1), max_size=2)):
        row[at] = draw(st.sampled_from([*CELLS[at], PEOPLE[0][at], PEOPLE[4][at]]))
    return tuple(row)


ROWS = st.lists(almost() | almost() | almost() | ANY, min_size=1, max_size=24)
CHOICES = st.builds(
    ListChoices,
    accepted=st.sampled_from(
        [frozenset(), frozenset({"lost_zero", "region_unknown", "damaged_by_spreadsheet"})]
    ),
    rows=st.dictionaries(st.integers(2, 20), st.just("new"), max_size=3),
    look_as_new=st.booleans(),
)
MERGED = st.sampled_from(
    [(), ((3, 6, 5, 6),), ((2, 5, 9, 5), (3, 1, 4, 1))]
)  # cells that hold for rows below them
Cells = list[tuple[str | int, ...]]
Merged = tuple[tuple[int, int, int, int], ...]


def look_of(cells: Cells, merged: Merged = ()) -> Look:
    """The list as if it had been read from a file."""
    written = [HEADER, *cells]
    made = tuple(
        Row(
            number,
            tuple(map(str, row)),
            "".join(
                NUMBER if isinstance(item, int) else TEXT if item.strip() else BLANK for item in row
            ).rstrip(BLANK),
        )
        for number, row in enumerate(written, start=1)
    )
    shortened = tuple(Row(row.number, row.texts[: len(row.kinds)], row.kinds) for row in made)
    sheet = Sheet("Daftar", True, len(written), len(HEADER), merged, shortened)
    table = find_tables(Source("daftar.xlsx", "xlsx", (sheet,)))[0]
    return Look((table,), (take(table, recognise(table, REGISTER), regions()),))


class _Undone(Exception):
    """Ends a write so that the store stays as it was."""


@dataclass
class Planner:
    """Plans and writes lists, by column or each row alone."""

    field: Field
    patch: pytest.MonkeyPatch

    def plan(self, look: Look, choices: ListChoices = UNDECIDED) -> ImportPlan:
        return self.field.ask(plan_list, look, Wish(REGISTER, choices=choices))

    def look(self, cells: Cells, merged: Merged = (), *, column: bool) -> Look:
        self.patch.setattr(rows, "READ_AGAIN", -1 if column else 1_000_000)
        return look_of(cells, merged)

    def written(self, plan: ImportPlan) -> list[Any]:
        """What the plan writes: vendors, registrations and journal, but for ids. The store stays as it was."""
        found: list[Any] = []
        with (
            contextlib.suppress(_Undone),
            self.field.db.write("officer", "register.import", MORNING) as session,
        ):
            apply_plan(session, plan, Wish(REGISTER))
            session.flush()
            found += _facts(session, Vendor, "changed_at", "agency_id")
            found += _facts(session, Registration, "changed_at", "vendor_id")
            journal = session.execute(
                text("SELECT entity, seq, scope, fields, personal FROM change ORDER BY seq")
            )
            found += [re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "id", str(row)) for row in journal]
            raise _Undone
        return found


def _facts(session: Session, cls: type[Fact], *without: str) -> list[Any]:
    names = [column.name for column in cls.__table__.columns if column.name not in {"id", *without}]
    result = session.execute(select(*(getattr(cls, name) for name in names)))
    return sorted(((cls.__name__, *row) for row in result), key=str)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A register of three: one whole, one without a business, one with a Jakpreneur number."""
    made = sqlcipher_store(tmp_path_factory.mktemp("store"), "A")
    field = Field(made)
    field.do(
        add_vendor, name="Marni Suryani", business="Dapur Bu Marni", kecamatan="Senen", product="nasi uduk"
    )
    field.do(add_vendor, name="Siti", business="", kecamatan="Gambir")
    field.do(add_vendor, name="Jali", business="Kerak Telor", phone="081234560001")
    yield made
    made.close()


@pytest.fixture
def planner(store: Database, monkeypatch: pytest.MonkeyPatch) -> Planner:
    monkeypatch.setattr(row_chains, "BLOCK", 5)
    return Planner(Field(store), monkeypatch)


def but(who: int, **cells: str) -> tuple[str | int, ...]:
    """One of PEOPLE with some cells saying something else."""
    said = dict(zip(KEYS, PEOPLE[who], strict=True)) | cells
    return tuple(said.values())


# Each a way to meet a row of the same block: one that stands alone, one with the same number, one with half a name.
# The last: a merged cell.
@example(cells=[but(0, kelurahan="Mars"), but(1, phone="081234560001")], choices=UNDECIDED, merged=())
@example(cells=[but(4), but(5, jakpreneur="JP-5")], choices=UNDECIDED, merged=())
@example(cells=[but(0), but(1, name="Orang 1", business="", nik="", phone="")], choices=UNDECIDED, merged=())
@example(cells=[but(1, name="Orang 1", business="", nik="", phone=""), but(0)], choices=UNDECIDED, merged=())
@example(cells=[but(0), but(1, kecamatan=""), but(2)], choices=UNDECIDED, merged=((2, 5, 4, 5),))
@given(cells=ROWS, choices=CHOICES, merged=MERGED)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_list_by_column_is_planned_and_written_as_each_row_alone(
    planner: Planner, cells: Cells, choices: ListChoices, merged: Merged
) -> None:
    alone = planner.plan(planner.look(cells, merged, column=False), choices)
    by_column = planner.plan(planner.look(cells, merged, column=True), choices)
    assert list(by_column.rows) == list(alone.rows)
    assert [row._replace(entry=None) for row in by_column.rows.shown()] == [
        row._replace(entry=None) for row in alone.rows
    ]
    assert by_column.counts() == alone.counts()
    assert by_column.flag_counts() == alone.flag_counts()
    if alone.of("new", "changed"):
        assert planner.written(by_column) == planner.written(alone)


def plain(count: int) -> Cells:
    return [
        (str(at), f"Orang {at}", f"Usaha {at}", f"31710101018500{at:02}", f"0812345600{at:02}", "Senen", "Kenari",
         "nasi uduk", "Kuliner", "PPKUKM", "", "", "")
        for at in range(1, count + 1)
    ]  # fmt: skip


def test_plain_rows_of_a_long_list_stay_together(planner: Planner) -> None:
    cells = plain(12)
    cells[6] = (*cells[6][:5], "Planet", *cells[6][6:])
    plan = planner.plan(planner.look(cells, column=True))
    assert [getattr(piece, "number", None) for piece in plan.rows.pieces] == [None, None, 8, None, None]
    assert [row.number for row in plan.rows] == list(range(2, 14))
    assert [plan.rows[place] for place in range(-12, 12)] == 2 * list(plan.rows)
    assert filled(plan) == {"new": 12, "not_vendor": 1}


def test_a_cell_typed_into_a_long_list_leaves_the_other_rows_by_column(planner: Planner) -> None:
    look = type_cells(planner.look(plain(12), column=True), {(4, "owner"): "Orang Lain"})
    plan = planner.plan(look)
    assert [getattr(piece, "number", None) for piece in plan.rows.pieces] == [None, 4, None, None]
    assert plan.rows[2].title == "Usaha 3 · Orang Lain"


def test_rows_of_a_plan_are_counted_and_picked_without_being_made() -> None:
    row = PlannedRow(2, "look", "Usaha")
    rows_ = PlannedRows([row])
    assert (len(rows_), rows_.of("look"), rows_.of("new"), rows_[0:1]) == (1, (row,), (), [row])
    with pytest.raises(IndexError):
        _ = rows_[1]
