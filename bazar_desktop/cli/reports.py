"""report year and report concentration."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from bazar_desktop.cli.context import DAY, CliContext, command, writes_file
from bazar_desktop.cli.root import root
from bazar_desktop.domain.day.model import Category
from bazar_desktop.domain.money import format_number
from bazar_desktop.domain.turns.concentration import Concentration
from bazar_desktop.jobs.reports.year_file import write_year
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.figures import figure_name, marked_or_none, number_or_none, of_words
from bazar_desktop.phrases.reports import (
    behind_words,
    category_namer,
    correction_words,
    coverage_words,
    event_notes,
    group_words,
    held_words,
    uncounted_words,
    unfit_seals_words,
)
from bazar_desktop.phrases.turns import concentration_words
from bazar_desktop.services.reports.concentration import KECAMATAN, PLACES, ConcentrationReport, concentration
from bazar_desktop.services.reports.corrections import words_changed
from bazar_desktop.services.reports.year import (
    CUTS,
    NoSuchYear,
    ReportRow,
    YearReport,
    find_group,
    year_bazaars,
    year_report,
    year_rows,
)
from bazar_desktop.services.settings.values import categories


@root.group(help=N_("Laporan yang dihitung dari baris, tidak pernah diketik."))
def report() -> None:
    """Reports that are computed from the rows, never typed."""


@command(report, "year", N_("Laporan tahun itu; dengan --rows, baris di balik salah satu angkanya."))
@click.argument("year", type=int)
@click.option("--rows", "cut", type=click.Choice(CUTS), help=N_("baris di balik satu angka: menurut apa"))
@click.option("--key", help=N_("kunci angka itu; untuk party kelompok pelaku UMKM bila tidak diisi"))
@writes_file("--xlsx", help_=N_("tulis seluruh laporan dengan barisnya"))
def year_(context: CliContext, year: int, cut: str | None, key: str | None, xlsx: Path | None) -> None:
    """The year's report; with --rows, the rows behind one of its figures."""
    with context.read() as session:
        if cut is not None:
            key = find_group(session, year, cut, _key_called(categories(session), cut, key))
            rows = year_rows(session, year, cut, key, check_seals=True)
            bazaars = year_bazaars(session, year, cut, key, check_seals=True)
            codes = [bazaar.label for bazaar in bazaars]
            answer = {"rows": [_row(row) for row in rows], "bazaars": codes}
            context.answer(answer, [behind_words(rows, bazaars), *codes])
            return
        today = context.now().date()
        found = year_report(session, year, today, check_seals=True)
        category_name = category_namer(categories(session))
        if xlsx is not None:
            write_year(session, year, xlsx, today=today)
    context.answer({**_fields(found), "provisional": found.is_provisional}, _words(found, category_name))


def _key_called(known: Iterable[Category], cut: str, said: str | None) -> str | None:
    """The key of the group that is shown as `said`, in whatever letters; as it is where none is called so."""
    named = {group_words(cut, "", str).casefold(): ""}
    if cut == "category":
        named |= {category.name.casefold(): category.key for category in known}
    return named.get(said.casefold(), said) if said is not None else None


def _fields(found: YearReport) -> dict[str, object]:
    return {name: getattr(found, name) for name in YearReport.__dataclass_fields__}


def _row(report_row: ReportRow) -> dict[str, object]:
    row = report_row.row
    return {
        "bazaar": report_row.bazaar.label,
        "day": report_row.day,
        "participation_id": row.participation_id,
        "party": row.party,
        "business": row.business,
        "category": row.category,
        "agency": row.agency,
        "omzet": row.omzet,
        "total": row.total,
        "undecided": report_row.undecided,
        "sealed": dict(_as_sealed(report_row)),
    }


def _as_sealed(report_row: ReportRow) -> list[tuple[str, str]]:
    """What the seal says of the party where a correction says otherwise."""
    sealed = report_row.sealed
    return [(name, was) for name, was, _now in words_changed(sealed, report_row.row)] if sealed else []


def _words(found: YearReport, category_name: Callable[[str], str]) -> list[str]:
    reach = found.vendors.reach
    figures = [
        (figure_name("bazaars"), f"{format_number(found.bazaars)} ({held_words(found)})"),
        (figure_name("participations"), format_number(reach.participations)),
        (figure_name("people"), format_number(reach.people)),
        (figure_name("newcomers"), number_or_none(reach.newcomers)),
        (figure_name("omzet"), marked_or_none(found.vendors.omzet, found.undecided)),
        (figure_name("answered"), of_words(found.vendors.answered, found.vendors.asked)),
    ]
    lines = [f"{name:<14} {figure}" for name, figure in figures]
    lines.append(f"{coverage_words(found.coverage)}.")
    lines += unfit_seals_words(found.days)
    lines += [correction_words(note, category_name) for note in found.corrections]
    lines += uncounted_words(found.days)
    lines += event_notes(found.days)
    if found.is_provisional:
        lines.append(_("Sementara ({n} belum diputuskan).").format(n=found.undecided))
    return lines


@command(
    report,
    "concentration",
    N_(
        "Apakah selalu orang yang sama? Bagian sepersepuluh tersering, Gini, yang pertama kali; "
        "juga menurut tempat."
    ),
)
@click.argument("year", type=int)
@click.option("--from", "first", type=DAY, help=N_("sebagai ganti 1 Januari"))
@click.option("--until", "last", type=DAY, help=N_("sebagai ganti 31 Desember"))
@click.option("--by", type=click.Choice(PLACES), default=KECAMATAN)
def concentration_(context: CliContext, year: int, first: date | None, last: date | None, by: str) -> None:
    """Are they always the same people? Share of the most frequent tenth, Gini, first-timers; also by place."""
    if not 2000 <= year <= 2999:
        raise NoSuchYear(year=year)
    with context.read() as session:
        concentration_report = concentration(
            session, first=first or date(year, 1, 1), last=last or date(year, 12, 31), by=by
        )
    context.answer(_concentration(concentration_report), _concentration_words(concentration_report))


def _concentration(concentration_report: ConcentrationReport) -> dict[str, object]:
    def figures(one: Concentration) -> dict[str, object]:
        return {**asdict(one), "top_share": round(one.top_share, 4), "gini": round(one.gini, 4)}

    places = [{"place": place.place, **figures(place.figures)} for place in concentration_report.places]
    return {
        "first": concentration_report.first,
        "last": concentration_report.last,
        **figures(concentration_report.whole),
        "places": places,
    }


def _concentration_words(concentration_report: ConcentrationReport) -> list[str]:
    lines = list(concentration_words(concentration_report.whole))
    lines += [
        f"{place.place or _('(tidak diisi)')}: {' '.join(concentration_words(place.figures))}"
        for place in concentration_report.places
    ]
    return lines
