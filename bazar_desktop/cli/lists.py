"""lists look, and what the three imports share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from bazar_desktop.cli.door import FILE, Door, command
from bazar_desktop.cli.root import root
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.backup import back_up_own
from bazar_desktop.jobs.import_lists import (
    KINDS,
    Look,
    Wish,
    action_of,
    apply_plan,
    look_at,
    plan_list,
    rejects_of,
    save_rejects,
)
from bazar_desktop.jobs.import_words import ACCEPTABLE, BUCKET_NAMES, why
from bazar_desktop.language import _
from bazar_desktop.services.lists import CHANGED, LOOK, NEW, REFUSED, Choices, ImportPlan
from bazar_desktop.spreadsheets.looks import look as look_of

SHOWN = 40


class RejectsOverSource(BazarError):
    """The rejects would overwrite the list itself. Facts: name."""


@root.group()
def lists() -> None:
    """Lists in other people's spreadsheets."""


@command(lists, "look")
@click.argument("file", type=FILE)
@click.option("--kind", type=click.Choice(KINDS), default=KINDS[0])
@click.option("--sheet", default="")
def look_(door: Door, file: Path, kind: str, sheet: str) -> None:
    """What is found in a file: encoding, header, range, columns, rows that are no data."""
    look = look_at(file, kind, sheet=sheet)
    found = look_of(look.table, look.mapping, look.found)
    lines = [f"{name}: {value}" for name, value in found.items() if not isinstance(value, list)]
    lines += [
        f"  {guess.column.letter:<3} {guess.column.header or '-':<32} {guess.field or '-':<14} {guess.confidence}"
        for guess in look.mapping.guesses
    ]
    door.answer(found, lines)


def import_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The file and the options that every import takes."""
    for option in (
        click.option("--look-as-new", is_flag=True, help="rows that need a look are new ones"),
        click.option(
            "--accept", multiple=True, type=click.Choice(sorted(ACCEPTABLE)), help="take these proposals"
        ),
        click.option("--rejects", type=FILE, help="FILE.xlsx for the rows that are not taken over"),
        click.option("--dry-run", is_flag=True, help="only say what would be done"),
        click.option("--sheet", default="", help="name of the sheet"),
        click.argument("file", type=FILE),
    ):
        function = option(function)
    return function


def run_import(
    door: Door,
    file: Path,
    wish_of: Callable[[Choices], Wish],
    *,
    sheet: str,
    dry_run: bool,
    rejects: Path | None,
    accept: tuple[str, ...],
    look_as_new: bool,
) -> None:
    """Look, plan, write unless it is a dry run, give back the rest, and say where every row went.

    Raises RejectsOverSource before anything is read, and what the steps raise.
    """
    if rejects is not None and rejects.resolve() == file.resolve():
        raise RejectsOverSource(name=file.name)
    wish = wish_of(Choices(frozenset(accept), look_as_new=look_as_new))
    look = look_at(file, wish.kind, sheet=sheet)
    with door.read() as session:
        plan = plan_list(session, look, wish, door.progress)
    given_back = save_rejects(rejects, look, plan) if rejects is not None and rejects_of(plan) else 0
    written = not dry_run and bool(plan.of(NEW, CHANGED))
    if written:
        back_up_own(door.store, door.now())
        with door.write(action_of(wish.kind)) as session:
            apply_plan(session, plan, wish)
    answer = _answer(look, plan, written=written)
    answer["rejects"] = {"file": rejects if given_back else None, "rows": given_back}
    door.answer(answer, _lines(plan, written=written))


def _answer(look: Look, plan: ImportPlan, *, written: bool) -> dict[str, Any]:
    """Every source row is in `rows`; the ones not taken over are listed with the reason."""
    return {
        "file": plan.name,
        "sheet": look.table.sheet,
        "source_rows": plan.height,
        "rows": plan.counts(),
        "not_vendor": look.found.counts() | {"data": 0},
        "flags": plan.flag_counts(),
        "written": written,
        "not_taken": [
            {
                "row": row.number,
                "bucket": row.bucket,
                "reasons": [
                    {"code": reason.code, "field": reason.field, "row": reason.row} for reason in row.reasons
                ],
            }
            for row in plan.of(LOOK, REFUSED)
        ],
    }


def _lines(plan: ImportPlan, *, written: bool) -> list[str]:
    counts = plan.counts()
    lines = [f"{_(BUCKET_NAMES[bucket]):<22} {count:>7}" for bucket, count in counts.items()]
    lines.append(f"{_('Baris di berkas'):<22} {plan.height:>7}")
    not_taken = plan.of(LOOK, REFUSED)
    lines += [
        _("Baris {row}: {why}").format(row=row.number, why="; ".join(map(why, row.reasons)))
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
