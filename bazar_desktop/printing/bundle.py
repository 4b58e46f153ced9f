"""Simpan untuk difotokopi: all papers of a day in one PDF, in the order in which they are printed, behind a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bazar_desktop.domain.day.model import VENDOR, DaySheet
from bazar_desktop.domain.layout.model import Plan
from bazar_desktop.language import _
from bazar_desktop.printing.activity import compose_activity
from bazar_desktop.printing.attendance_sheet import (
    agency_rows_by_page,
    compose_agency_sheet,
    compose_attendance_sheet,
    rows_by_page,
)
from bazar_desktop.printing.booth_signs import compose_booth_signs
from bazar_desktop.printing.cards import compose_cards
from bazar_desktop.printing.changes import compose_changes
from bazar_desktop.printing.corrections import compose_corrections
from bazar_desktop.printing.draw_minutes import compose_draw_minutes
from bazar_desktop.printing.layout.page import compose_plan
from bazar_desktop.printing.layout.poster import compose_poster
from bazar_desktop.printing.minutes import compose_minutes
from bazar_desktop.printing.partner_sheet import compose_partner_sheet
from bazar_desktop.printing.recap import compose_recap
from bazar_desktop.printing.slips import compose_slips
from bazar_desktop.printing.summary import compose_summary
from bazar_desktop.printing.toolkit import flow, frame, pieces
from bazar_desktop.printing.toolkit.document import Part, reading_size
from bazar_desktop.printing.toolkit.fonts import SEMIBOLD
from bazar_desktop.printing.whole_recap import compose_whole_recap
from bazar_desktop.services.papers.printed import (
    ACTIVITY,
    AGENCY_LIST,
    CARDS,
    CHANGES,
    CORRECTIONS,
    DRAW,
    LIST,
    MINUTES,
    ORDER,
    PARTNERS,
    PLAN,
    RECAP,
    SIGNS,
    SLIPS,
    SUMMARY,
    WHOLE,
    Pages,
    papers_of,
)

ROW = flow.Style(size=9, least=7.5)
SUM = flow.Style(size=9, least=8, strong=True)


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen about papers. `paper`: A4, F4 or A3.

    For the daftar hadir: `filled` adds who came, `columns` are keys of its FIELDS (none: the usual ones), `apart` puts
    agencies and officers on a sheet of their own, `all_days` gives every day of the bazaar a place to sign. `cards`:
    how many cards an A4 sheet holds, 8 or 10. `poster`: the denah alone over so many sheets across and down, None
    for one. `empty_signs`: numbers for booths that nobody holds too.
    """

    paper: str = "A4"
    filled: bool = False
    columns: tuple[str, ...] = ()
    cards: int = 10
    apart: bool = False
    all_days: bool = False
    poster: tuple[int, int] | None = None
    empty_signs: bool = False


USUAL = Choices()


def compose_paper(sheet: DaySheet, plan: Plan | None, code: str, choices: Choices) -> list[Part]:
    """The paper of that code, as `services.papers.printed` names them; none where there is nothing to say.

    There is no denah without a plan, no lembar perubahan where nobody was substituted or moved, no lembar mitra without
    goods, no rekap bazar of one day, no daftar koreksi before revision 2, and no berita acara undian where nobody was
    drawn. Of a day that was called off there is none but those that `papers_of` names.

    Raises KeyError for another code, TotalsDisagree.
    """
    paper = choices.paper
    if sheet.off is not None and code in ORDER and code not in papers_of(sheet):
        return []
    if code == LIST:
        return _lists(sheet, choices)
    composers: dict[str, Callable[[], Part | None]] = {
        PLAN: lambda: _plan(sheet, plan, choices) if plan is not None else None,
        CHANGES: lambda: compose_changes(sheet, paper=paper),
        CARDS: lambda: compose_cards(sheet, paper=paper, per_sheet=choices.cards),
        SIGNS: lambda: compose_booth_signs(sheet, paper=paper, plan=plan if choices.empty_signs else None),
        SLIPS: lambda: compose_slips(sheet, paper=paper),
        PARTNERS: lambda: compose_partner_sheet(sheet, paper=paper),
        RECAP: lambda: compose_recap(sheet, paper=paper),
        WHOLE: lambda: compose_whole_recap(sheet, paper=paper),
        MINUTES: lambda: compose_minutes(sheet, paper=paper),
        DRAW: lambda: compose_draw_minutes(sheet, paper=paper),
        CORRECTIONS: lambda: compose_corrections(sheet, paper=paper),
        ACTIVITY: lambda: compose_activity(sheet, paper=paper),
        SUMMARY: lambda: compose_summary(sheet, paper=paper),
    }
    part = composers[code]()
    return [] if part is None else [part]


def _plan(sheet: DaySheet, plan: Plan, choices: Choices) -> Part:
    if choices.poster is not None:
        return compose_poster(sheet, plan, paper=choices.paper, grid=choices.poster)
    return compose_plan(sheet, plan, paper=choices.paper)


def list_rows_by_page(sheet: DaySheet, choices: Choices = USUAL) -> dict[str, Pages]:
    """Who stands on which page of the daftar hadir (participation, session), by the code on its pages (DH, DI)."""
    how = {"paper": choices.paper, "filled": choices.filled, "all_days": choices.all_days}
    if sheet.off is not None:
        return {}
    if not choices.apart:
        return {LIST: rows_by_page(sheet, columns=choices.columns, **how)}  # type: ignore[arg-type]
    vendors = replace(sheet, rows=tuple(row for row in sheet.rows if row.party == VENDOR))
    return {
        LIST: rows_by_page(vendors, columns=choices.columns, **how),  # type: ignore[arg-type]
        AGENCY_LIST: agency_rows_by_page(sheet, **how),  # type: ignore[arg-type]
    }


def _lists(sheet: DaySheet, choices: Choices) -> list[Part]:
    how = {"paper": choices.paper, "filled": choices.filled}
    columns = {"columns": choices.columns, "all_days": choices.all_days}
    if not choices.apart:
        return [compose_attendance_sheet(sheet, **how, **columns)]  # type: ignore[arg-type]
    vendors = replace(sheet, rows=tuple(row for row in sheet.rows if row.party == VENDOR))
    return [
        compose_attendance_sheet(vendors, **how, **columns),  # type: ignore[arg-type]
        compose_agency_sheet(sheet, **how, all_days=choices.all_days),  # type: ignore[arg-type]
    ]


def compose_day(sheet: DaySheet, plan: Plan | None, choices: Choices = USUAL) -> list[Part]:
    """The day's papers in print order, without the denah where there is no plan. Raises TotalsDisagree."""
    # Beside the other papers the denah lies on one sheet, with its index.
    choices = replace(choices, poster=None)
    return [part for code in papers_of(sheet) for part in compose_paper(sheet, plan, code, choices)]


def with_list(sheet: DaySheet, parts: Sequence[Part], paper: str) -> list[Part]:
    """`parts` behind their list of contents: the berkas hari ini."""
    return [_cover(sheet, parts, paper), *parts]


def _cover(sheet: DaySheet, parts: Sequence[Part], paper: str) -> Part:
    """The list of contents. It is one page long, so the first paper begins on page 2."""
    size, scale = reading_size(paper)
    width = size[0] - 2 * frame.MARGIN
    columns = [
        flow.TableColumn(_("No"), 10, "right"),
        flow.TableColumn(_("Kertas"), 74, font=SEMIBOLD),
        flow.TableColumn(_("Kode"), 20),
        flow.TableColumn(_("Halaman berkas"), 36, "right"),
        flow.TableColumn(_("Lembar"), 24, "right"),
    ]
    head = flow.head_row(columns, width, ROW)
    blocks = [
        pieces.title(
            _("Berkas hari bazar ini"),
            _("Semua kertas untuk dicetak atau difotokopi, kertas {paper}").format(paper=paper),
            width,
        ),
        pieces.day_facts(sheet, width),
        head,
    ]
    first = 2
    for number, part in enumerate(parts, start=1):
        last = first + len(part.pages) - 1
        span = str(first) if last == first else f"{first} – {last}"
        cells = [str(number), part.title, part.code, span, str(len(part.pages))]
        blocks.append(flow.row(columns, cells, width, ROW, head))
        first = last + 1
    blocks.append(
        flow.row(columns, ["", _("Seluruhnya, dengan daftar ini"), "", "", str(first - 1)], width, SUM)
    )
    return Part(
        "BH", _("Berkas hari bazar ini"), size, flow.pages_of(sheet, size, blocks), scale, figures=True
    )
