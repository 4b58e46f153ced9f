"""Rekap bazar: every vendor with a column a day, totals by day, category and pengampu, the sum in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from bazar_desktop.domain.calendar import format_date
from bazar_desktop.domain.closing.proofs import DayTotals, TotalsDisagree
from bazar_desktop.domain.day import model as day
from bazar_desktop.domain.day.model import DayRow, DaySheet
from bazar_desktop.domain.money import format_number, format_rupiah
from bazar_desktop.language import _, language
from bazar_desktop.printing.toolkit import figures, flow, frame, pieces, words
from bazar_desktop.printing.toolkit.document import Part, reading_size, write
from bazar_desktop.printing.toolkit.fonts import SEMIBOLD

ROW = flow.Style(size=7.6, least=5.9)
SUM = flow.Style(size=7.8, least=7.0, strong=True)
ABREAST = 5  # days beside each other on a page; more go into a second table


def compose_whole_recap(sheet: DaySheet, *, paper: str = "A4") -> Part | None:
    """The rekap of all days in `sheet.whole`; None where the bazaar has one day.

    Raises TotalsDisagree where the days added up differ from the vendors added up.
    """
    if len(sheet.whole) < 2:
        return None
    days = [words.masked(day_sheet) for day_sheet in sheet.whole]
    totals = [figures.totals_of(day_sheet) for day_sheet in days]
    size, scale = reading_size(paper)
    width = size[0] - 2 * frame.MARGIN
    name = _("Rekap bazar")
    omzet = [total.vendors.total for total in totals]
    said = _("Dalam rupiah. Jumlah dihitung program dari baris-barisnya.")
    blocks = [pieces.title(name, said, width), _event(sheet, width), *_undecided(days, width)]
    blocks += _days(days, totals, width)
    blocks += [flow.space(2), *_in_words(sum(omzet), width)]
    blocks.append(pieces.heading(_("Tiap pelaku UMKM"), width))
    blocks += _grid(days, _by_vendor(days), omzet, _("Usaha"), width)
    for title, head, key in (
        (_("Menurut jenis usaha (UMKM)"), _("Jenis usaha"), _category_key(days)),
        (_("Menurut pengampu (UMKM)"), _("Pengampu"), lambda row: row.agency or _("Tanpa pengampu")),
    ):
        blocks.append(pieces.heading(title, width))
        blocks += _grid(days, _by_group(days, key), omzet, head, width, keep=True)
    blocks += [flow.space(3), *pieces.signatures(days[-1], width)]
    return Part("RB", name, size, flow.pages_of(sheet, size, blocks), scale)


def draw_whole_recap(sheet: DaySheet, path: Path, *, paper: str = "A4") -> None:
    """Write the rekap bazar to `path`, where there is one. Raises TotalsDisagree, DiskFull, OutputFailed."""
    part = compose_whole_recap(sheet, paper=paper)
    if part is not None:
        write(sheet, [part], part.title, path)


def _event(sheet: DaySheet, width: float) -> flow.Block:
    first, last = (format_date(item, language()) for item in (sheet.days[0], sheet.days[-1]))
    span = _("{first} s.d. {last} ({days} hari)").format(first=first, last=last, days=len(sheet.days))
    pairs = [
        (_("Acara"), f"{sheet.bazaar_name} ({sheet.bazaar_code})"),
        (_("Tanggal"), span),
        (_("Tempat"), words.place_words(sheet)),
    ]
    return pieces.facts(pairs, width)


def _undecided(days: Sequence[DaySheet], width: float) -> list[flow.Block]:
    return [block for sheet in days if sheet.undecided for block in pieces.provisional(sheet, width)]


def _days(days: Sequence[DaySheet], totals: Sequence[DayTotals], width: float) -> list[flow.Block]:
    """One line a day: its seal, who came and reported, what was sold."""
    columns = [
        flow.Column(_("Hari"), 12, "right"),
        flow.Column(_("Tanggal"), 34),
        flow.Column(_("Segel"), 46),
        flow.Column(_("Hadir"), 18, "right"),
        flow.Column(_("Melapor"), 18, "right"),
        flow.Column(_("Omzet UMKM"), 30, "right", SEMIBOLD),
        flow.Column(_("Mitra, terpisah"), 28, "right"),
    ]
    told = []
    for sheet, total in zip(days, totals, strict=True):
        present = {
            r.participation_id for r in sheet.rows if r.party == day.VENDOR and r.attendance == day.PRESENT
        }
        counts = total.vendors.counts
        cells = [
            str(sheet.day_number),
            words.date_words(sheet),
            words.state_words(sheet),
            str(len(present)),
            f"{counts.answered} / {counts.rows}",
            format_number(total.vendors.total),
            format_number(total.partners.total),
        ]
        told.append(cells)
    sums = [sum(total.vendors.total for total in totals), sum(total.partners.total for total in totals)]
    last = [_("Jumlah seluruh hari"), *map(format_number, sums)]
    columns = flow.fitted(columns, [*told, [""] * 4 + last], width, SUM)
    head = flow.head_row(columns, width, ROW)
    blocks = [head, *(flow.row(columns, cells, width, ROW, head, keep=True) for cells in told)]
    return [*blocks, flow.row(flow.merged(columns, 5), last, width, SUM, head, keep=True)]


def _in_words(omzet: int, width: float) -> list[flow.Block]:
    said = _("Omzet UMKM seluruh bazar {amount}. Terbilang: {words} rupiah.")
    text = said.format(amount=format_rupiah(omzet), words=words.spelled(omzet))
    return [pieces.paragraph(text, width, size=9, font=SEMIBOLD)]


Line = tuple[
    list[str], list[int], list[str]
]  # what stands before, rupiah a day, these and their sum as written


def _by_vendor(days: Sequence[DaySheet]) -> list[Line]:
    """A line for each vendor, in the order of the first day on which it stands."""
    day_rows: dict[str, dict[int, list[DayRow]]] = {}
    for at, sheet in enumerate(days):
        for row in sheet.rows:
            if row.party == day.VENDOR:
                day_rows.setdefault(row.participation_id, {}).setdefault(at, []).append(row)
    lines = []
    for number, known in enumerate(day_rows.values(), start=1):
        last = known[max(known)][0]
        amounts = [sum(row.total or 0 for row in known.get(at, ())) for at in range(len(days))]
        written = [_written(known.get(at, []), amount) for at, amount in enumerate(amounts)]
        told = any(row.total is not None for rows in known.values() for row in rows)
        written.append(format_number(sum(amounts)) if told else "")
        lines.append(([str(number), last.booth or "—", words.called(last), last.agency], amounts, written))
    return lines


def _written(rows: Sequence[DayRow], amount: int) -> str:
    """A day's amount, or in words why there is none: a blank is never 0."""
    if not rows:
        return "–"
    if any(row.total is not None for row in rows):
        return format_number(amount)
    return figures.state_of(rows[0])


def _category_key(days: Sequence[DaySheet]) -> Callable[[DayRow], str]:
    names = {category.key: category.name for sheet in days for category in sheet.categories}
    return lambda row: names.get(row.category, row.category) or _("Lainnya")


def _by_group(days: Sequence[DaySheet], key: Callable[[DayRow], str]) -> list[Line]:
    """A line for each group of vendors, the largest first."""
    numbers: dict[str, list[int]] = {}
    for at, sheet in enumerate(days):
        for row in sheet.rows:
            if row.party == day.VENDOR:
                numbers.setdefault(key(row), [0] * len(days))[at] += row.total or 0
    ordered = sorted(numbers.items(), key=lambda each: (-sum(each[1]), each[0]))
    return [
        ([name], amounts, [format_number(number) for number in (*amounts, sum(amounts))])
        for name, amounts in ordered
    ]


def _grid(
    days: Sequence[DaySheet],
    lines: Sequence[Line],
    omzet: Sequence[int],
    heading: str,
    width: float,
    *,
    keep: bool = False,
) -> list[flow.Block]:
    """Lines with a column a day and the sum of all days, proven against the days. Raises TotalsDisagree."""
    sums = [sum(amounts[at] for _before, amounts, _written in lines) for at in range(len(days))]
    if sums != list(omzet):
        first, second = format_rupiah(sum(omzet)), format_rupiah(sum(sums))
        raise TotalsDisagree(first=first, second=second, booths="-")
    before = [flow.Column(heading, 70)]
    if lines and len(lines[0][0]) > 1:
        before = [
            flow.Column(_("No"), 8, "right"),
            flow.Column(_("Booth"), 13, font=SEMIBOLD),
            flow.Column(heading, 44),
            flow.Column(_("Pengampu"), 24),
        ]
    blocks: list[flow.Block] = []
    for start in range(0, len(days), ABREAST):
        these = slice(start, min(start + ABREAST, len(days)))
        columns = [
            *before,
            *(flow.Column(_day_head(sheet), 22, "right") for sheet in days[these]),
            flow.Column(_("Seluruh hari"), 25, "right", SEMIBOLD),
        ]
        told = [[*named, *written[these], written[-1]] for named, _amounts, written in lines]
        last = [_("Jumlah omzet UMKM"), *map(format_number, sums[these]), format_number(sum(sums))]
        columns = flow.fitted(columns, [*told, [""] * (len(before) - 1) + last], width, SUM)
        head = flow.head_row(columns, width, ROW)
        blocks.append(head)
        for number, cells in enumerate(told, start=1):
            blocks.append(flow.row(columns, cells, width, ROW, head, keep=keep or number == len(lines)))
        merged = flow.merged(columns, len(before))
        blocks += [flow.row(merged, last, width, SUM, head), flow.space(2)]
    return blocks


def _day_head(sheet: DaySheet) -> str:
    return _("Hari {number}, {date}").format(
        number=sheet.day_number, date=f"{sheet.day.day}/{sheet.day.month}"
    )
