"""lists look, and what the three imports share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from bazar_desktop.cli.context import FILE, CliContext, command, writes_file
from bazar_desktop.cli.root import root
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.money import format_number
from bazar_desktop.jobs.imports.plan import (
    KINDS,
    Wish,
    has_rejects,
    plan_list,
    save_rejects,
    saver_of,
)
from bazar_desktop.jobs.imports.questions import OTHER_DAY
from bazar_desktop.jobs.imports.recall import recalled
from bazar_desktop.jobs.imports.source import (
    Look,
    correct_columns,
    listed_tables,
    look_at,
    move_range,
    sheet_facts,
    take_sheets,
    tell_rows,
    tell_units,
)
from bazar_desktop.jobs.settings.backup import back_up_own
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.imports import ACCEPTABLE, BUCKET_NAMES, proof_words, why
from bazar_desktop.services.imports.plan import ImportPlan
from bazar_desktop.services.imports.proof import SUMS_DIFFER, require_proven
from bazar_desktop.services.register.list_model import CHANGED, LOOK, NEW, REFUSED, ListChoices
from bazar_desktop.spreadsheets.reading.accepted_table import LEAVE, TAKE, Told, asked_units
from bazar_desktop.spreadsheets.reading.fields import AS_MONEY, WANTED
from bazar_desktop.spreadsheets.reading.header_shapes import look as look_of
from bazar_desktop.spreadsheets.reading.money_columns import OTHER_MONEY
from bazar_desktop.spreadsheets.reading.refusals import ColumnMissing
from bazar_desktop.spreadsheets.reading.tables import Range, Table

SHOWN = 40


class FieldUnknown(BazarError):
    """No list has such a field. Facts: field, fields."""


class FieldGivenTwice(BazarError):
    """Two columns were given one field that cannot be added up. Facts: field, columns (letters)."""


class UnitMalformed(BazarError):
    """A unit is FIELD=1, FIELD=1000 or FIELD=1000000, of a money column. Facts: text."""


class FilterMalformed(BazarError):
    """A filter is COLUMN=TEXT. Facts: text."""


class RejectsOverSource(BazarError):
    """The rejects would overwrite the list itself. Facts: name."""


@root.group(help=N_("Daftar di lembar kerja orang lain."))
def lists() -> None:
    """Lists in other people's spreadsheets."""


def reading_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The file, and how an officer would correct what was found in it."""
    for option in (
        click.option("--all-sheets", is_flag=True, help=N_("ambil semua lembar yang berisi daftar")),
        click.option(
            "--sheet", "sheets", multiple=True, help=N_("ambil lembar ini; boleh disebut beberapa kali")
        ),
        click.option(
            "--header-row", type=click.IntRange(0), help=N_("baris pertama kepala tabel, 0 bila tidak ada")
        ),
        click.option(
            "--header-rows", type=click.IntRange(1, 3), default=1, help=N_("banyaknya baris kepala tabel")
        ),
        click.option("--last-row", type=click.IntRange(1), help=N_("baris terakhir daftar")),
        click.option("--column", "columns", multiple=True, metavar="C=FIELD", help=N_("isi kolom")),
        click.option(
            "--unit", "units", multiple=True, metavar="FIELD=1000", help=N_("berapa rupiah nilai satu angka")
        ),
        click.option("--between", metavar="A:D", help=N_("kolom pertama dan terakhir daftar")),
        click.option(
            "--marked",
            type=click.Choice((TAKE, LEAVE)),
            default=None,
            help=N_("baris tersembunyi dan dicoret"),
        ),
        click.option(
            "--fill-down",
            "down",
            multiple=True,
            metavar="C",
            help=N_("sel kosong berarti sama dengan yang di atasnya"),
        ),
        click.option("--only", multiple=True, metavar="C=TEXT", help=N_("hanya baris yang berisi ini")),
        click.argument("file", type=FILE),
    ):
        function = option(function)
    return function


def read_list(
    context: CliContext,
    file: Path,
    kind: str,
    *,
    sheets: tuple[str, ...],
    all_sheets: bool,
    header_row: int | None,
    header_rows: int,
    last_row: int | None,
    columns: tuple[str, ...],
    units: tuple[str, ...],
    between: str | None,
    marked: str | None,
    down: tuple[str, ...],
    only: tuple[str, ...],
) -> Look:
    """The list as it is understood, with what was remembered of its header and what the options say.

    Raises what reading raises, SheetMissing, ColumnMissing, FieldUnknown, FieldGivenTwice, UnitMalformed,
    FilterMalformed.
    """
    look = look_at(file, kind)
    if all_sheets:
        look = take_sheets(look, [table.sheet for table in listed_tables(look)])
    elif sheets:
        look = take_sheets(look, sheets)
    edges = tuple(_index(look, letter) for letter in (between or "").split(":")) if between else ()
    if header_row is not None or last_row is not None or edges:
        start = look.table.first_row if header_row is None else header_row
        header = tuple(range(start, start + header_rows)) if start else ()
        header = look.table.header_rows if header_row is None else header
        look = move_range(look, Range(header, last_row or 0, (edges[0], edges[-1]) if edges else None))
    if context.names_officer:  # looking at a file needs no store: then nothing is remembered
        with context.read() as session:
            look = recalled(session, look)
    if columns:
        look = correct_columns(look, _columns(look, columns))
    if marked or down or only:
        said = _told(look, marked or "", down, only)
        look = tell_rows(look, lambda _told: said)
    return tell_units(look, _units(look, units)) if units else look


def _told(look: Look, marked: str, down: tuple[str, ...], only: tuple[str, ...]) -> Told:
    filters = []
    for item in only:
        letter, equals, text = item.partition("=")
        if not equals:
            raise FilterMalformed(text=item)
        filters.append((_index(look, letter), text))
    return Told(marked, frozenset(_index(look, letter) for letter in down), tuple(filters))


def _index(look: Look, letter: str) -> int:
    found = next(
        (column.index for column in look.table.columns if column.letter == letter.strip().upper()), None
    )
    if found is None:
        raise ColumnMissing(column=letter)
    return found


def _columns(look: Look, given: tuple[str, ...]) -> dict[int, str]:
    fields = {field.key for field in WANTED[look.kind]} | {""}
    said: dict[int, str] = {}
    for item in given:
        letter, _equals, name = item.partition("=")
        index = _index(look, letter)
        if name not in fields:
            raise FieldUnknown(field=name, fields=", ".join(sorted(fields - {""})))
        said[index] = name
    money = {field.key for field in WANTED[look.kind] if field.reads == AS_MONEY}
    for name in set(said.values()) - money - {""}:
        letters = [column.letter for column in look.table.columns if said.get(column.index) == name]
        if len(letters) > 1:
            raise FieldGivenTwice(field=name, columns=", ".join(letters))
    return said


def _units(look: Look, given: tuple[str, ...]) -> dict[str, int]:
    money = {field.key for field in WANTED[look.kind] if field.reads == AS_MONEY}
    said: dict[str, int] = {}
    for item in given:
        name, _equals, unit = item.partition("=")
        if name not in money or unit not in ("1", "1000", "1000000"):
            raise UnitMalformed(text=item)
        keys = {guess.key for guess in look.mapping.guesses if guess.field == name} or {name}
        said |= dict.fromkeys(keys, int(unit))
    return said


@command(
    lists,
    "look",
    N_("Apa yang ditemukan dalam berkas: pengodean, kepala tabel, rentang, kolom, baris yang bukan data."),
)
@click.option("--kind", type=click.Choice(KINDS), default=KINDS[0])
@reading_options
def look_(context: CliContext, file: Path, kind: str, **options: Any) -> None:
    """What is found in a file: encoding, header, range, columns, rows that are no data."""
    look = read_list(context, file, kind, **options)
    found = look_of(look.table, look.mapping, look.found)
    found["sheets"] = [sheet_facts(look, table) for table in look.tables]
    found["units"] = asked_units(look.part)
    lines = [f"{name}: {value}" for name, value in found.items() if not isinstance(value, list)]
    lines += [
        f"  {guess.column.letter:<3} {guess.column.header or '-':<32} {guess.field or '-':<14} {guess.confidence}"
        for guess in look.mapping.guesses
    ]
    context.answer(found, lines)


def import_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every import takes, and those of reading."""
    for option in (
        click.option("--look-as-new", is_flag=True, help=N_("baris yang perlu dilihat dianggap baru")),
        click.option(
            "--accept",
            multiple=True,
            type=click.Choice(sorted({*ACCEPTABLE, SUMS_DIFFER, OTHER_DAY, OTHER_MONEY})),
            help=N_("terima saran ini, atau nyatakan bahwa ini sudah dilihat"),
        ),
        click.option(
            "--all-days",
            is_flag=True,
            help=N_("dari daftar omzet dengan kolom beberapa hari, ambil semuanya"),
        ),
        writes_file("--rejects", help_=N_("BERKAS.xlsx untuk baris yang tidak diambil")),
        click.option("--dry-run", is_flag=True, help=N_("hanya sebutkan apa yang akan dilakukan")),
    ):
        function = option(function)
    return reading_options(function)


def run_import(
    context: CliContext,
    file: Path,
    wish_of: Callable[[ListChoices], Wish],
    *,
    dry_run: bool,
    rejects: Path | None,
    accept: tuple[str, ...],
    look_as_new: bool,
    all_days: bool,
    **reading: Any,
) -> None:
    """Look, plan, write unless it is a dry run, give back the rest, and say where every row went.

    Raises RejectsOverSource before anything is read, and what the steps raise.
    """
    if rejects is not None and rejects.resolve() == file.resolve():
        raise RejectsOverSource(name=file.name)
    wish = wish_of(ListChoices(frozenset(accept), look_as_new=look_as_new, all_days=all_days))
    look = read_list(context, file, wish.kind, **reading)
    with context.read() as session:
        plan = plan_list(session, look, wish, context.progress)
    given_back = save_rejects(rejects, look, plan) if rejects is not None and has_rejects(plan) else 0
    written = not dry_run and bool(plan.of(NEW, CHANGED))
    if written:
        require_proven(plan.proof)
        back_up_own(context.store, context.now())
        context.perform(saver_of(wish.kind), look, plan, wish)
    answer = _answer(look, plan, written=written)
    answer["rejects"] = {"file": rejects if given_back else None, "rows": given_back}
    context.answer(answer, _lines(look, plan, written=written))


def _answer(look: Look, plan: ImportPlan, *, written: bool) -> dict[str, Any]:
    """Every source row is in `rows`; the ones not taken over are listed with the reason."""
    return {
        "file": plan.name,
        "sheet": look.table.sheet,
        "sheets": list(look.sheets),
        "other_sheets": [{"sheet": table.sheet, "rows": len(table.rows)} for table in _left_sheets(look)],
        "source_rows": plan.height,
        "rows": plan.counts(),
        "not_vendor": _not_vendors(look),
        "flags": plan.flag_counts(),
        "proof": _proof(plan),
        "days": [day.isoformat() for day in plan.days],
        "written": written,
        "not_taken": [
            {
                "sheet": look.place(row.number)[0],
                "row": look.place(row.number)[1],
                "bucket": row.bucket,
                "reasons": [
                    {
                        "code": reason.code,
                        "field": reason.field,
                        "row": look.place(reason.row)[1] if reason.row else 0,
                    }
                    for reason in row.reasons
                ],
            }
            for row in plan.of(LOOK, REFUSED)
        ],
    }


def _proof(plan: ImportPlan) -> dict[str, Any] | None:
    proof = plan.proof
    if proof is None:
        return None
    return {
        "vendors": proof.parties,
        "total": proof.total,
        "stated": proof.stated,
        "difference": proof.difference,
        "other_days": proof.elsewhere,
        "held": proof.held,
        "held_rows": proof.held_rows,
    }


def _not_vendors(look: Look) -> dict[str, int]:
    """The rows that are no vendor's, of all sheets, by reason."""
    counted: Counter[str] = Counter()
    for part in look.parts:
        counted.update(part.found.counts())
    return dict(counted) | {"data": 0}


def _left_sheets(look: Look) -> list[Table]:
    """The sheets that hold a list too and are not taken."""
    return [table for table in listed_tables(look) if table.sheet not in look.sheets]


def _lines(look: Look, plan: ImportPlan, *, written: bool) -> list[str]:
    counts = plan.counts()
    lines = [f"{_(BUCKET_NAMES[bucket]):<22} {count:>7}" for bucket, count in counts.items()]
    height = _("Baris di berkas") if len(look.tables) == 1 else _("Baris di lembarnya")
    lines.append(f"{height:<22} {plan.height:>7}")
    lines += [
        _("Lembar {sheet} juga berisi daftar ({rows} baris) dan tidak diambil; sebut dengan --sheet.").format(
            sheet=table.sheet, rows=format_number(len(table.rows))
        )
        for table in _left_sheets(look)
    ]
    if plan.proof is not None:
        lines.append(proof_words(plan.proof))
    not_taken = plan.of(LOOK, REFUSED)
    lines += [
        _("Baris {row}: {why}").format(
            row=look.row_words(row.number),
            why="; ".join(why(reason, look.row_words) for reason in row.reasons),
        )
        for row in not_taken[:SHOWN]
    ]
    if len(not_taken) > SHOWN:
        lines.append(
            _("… dan {count} baris lagi; simpan dengan --rejects.").format(count=len(not_taken) - SHOWN)
        )
    lost = plan.flag_counts().get("lost_zero", 0)
    if lost and not written:
        lines.append(_("{count} nomor HP kehilangan 0; terima dengan --accept lost_zero.").format(count=lost))
    lines.append(_("Sudah disimpan.") if written else _("Tidak ada yang disimpan."))
    return lines
