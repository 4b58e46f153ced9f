"""Rekap bazar: every vendor with a column a day, totals by day, category and pengampu, the sum in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bazar_desktop.domain.bazaars.course import is_ahead, is_known, printed_on
from bazar_desktop.domain.calendar import format_date
from bazar_desktop.domain.closing.proofs import TotalsDisagree
from bazar_desktop.domain.day import model as day
from bazar_desktop.domain.day.model import DayRow, DaySheet
from bazar_desktop.domain.figures.day import DayFigures, day_figures, known_sum
from bazar_desktop.domain.money import format_number
from bazar_desktop.language import _, language
from bazar_desktop.phrases.bazaars import off_words
from bazar_desktop.phrases.figures import NOTHING, figure_name, number_or_none, rupiah_or_none
from bazar_desktop.phrases.omzet import state_of
from bazar_desktop.printing.toolkit import figures, flow, frame, pieces, words
from bazar_desktop.printing.toolkit.document import Part, reading_size
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
    umkm = [figures.figures_of(day_sheet) for day_sheet in days]
    last, today = _last_told(days), printed_on(sheet)
    size, scale = reading_size(paper)
    width = size[0] - 2 * frame.MARGIN
    name = _("Rekap bazar")
    omzet = [figures_of_day.omzet for figures_of_day in umkm]
    said = _("Dalam rupiah. Jumlah dihitung program dari baris-barisnya.")
    blocks = [pieces.title(name, said, width), _event(sheet, width), *_undecided(days, width)]
    blocks += _days(days, umkm, today, width)
    blocks += [flow.space(2), *_in_words(days, today, omzet, width), *_off_days(days, width)]
    vendors = _by_vendor(days)
    if vendors:
        blocks.append(pieces.heading(_("Tiap pelaku UMKM"), width))
        blocks += _grid(days, vendors, omzet, _("Usaha"), width)
    groups = (
        (_("Menurut jenis usaha (UMKM)"), _("Jenis usaha"), _category_key(days)),
        (_("Menurut pengampu (UMKM)"), _("Pengampu"), lambda row: row.agency or _("Tanpa pengampu")),
    )
    for title, head, key in groups if vendors else ():
        blocks.append(pieces.heading(title, width))
        blocks += _grid(days, _by_group(days, key), omzet, head, width, keep=True)
    told = [words.signed_on(day_sheet) for day_sheet in days if is_known(day_sheet)]
    blocks += [flow.space(3), *pieces.signatures(days[max(last, 0)], width, on=max(told, default=None))]
    draft = not all(day_sheet.seal or day_sheet.off is not None for day_sheet in days)
    return Part("RB", name, size, flow.pages_of(sheet, size, blocks), scale, draft=draft, of_days=True)


def _last_told(days: Sequence[DaySheet]) -> int:
    """The place of the last day that is sealed, or that somebody's entry tells of; -1 where there is none yet."""
    return max((at for at, sheet in enumerate(days) if is_known(sheet)), default=-1)


def _course_words(sheet: DaySheet, today: date | None) -> str:
    """The seal of a day or that it is open; of a day without entries whether it is to come or only not filled in."""
    if sheet.off is not None:
        return off_words(sheet.off)
    if is_known(sheet):
        return words.state_words(sheet)
    return _("belum berlangsung") if is_ahead(sheet.day, today) else _("belum ada isian")


def _nothing_yet(days: Sequence[DaySheet], today: date | None) -> str:
    """Why the bazaar has no sums: no day was or will be, none has come, none is filled in; "" where one has figures."""
    if any(map(is_known, days)):
        return ""
    on = [sheet.day for sheet in days if sheet.off is None]
    if not on:
        return _("tidak ada hari yang berlangsung")
    return _("belum ada hari yang berlangsung") if is_ahead(on[0], today) else _("belum ada isian")


def _up_to(days: Sequence[DaySheet]) -> str:
    """Which days a sum of the bazaar takes in: all, those up to the last that has figures, or how many of them."""
    last, known = _last_told(days), sum(map(is_known, days))
    if known <= last:
        return _("{known} dari {days} hari").format(known=known, days=len(days))
    if known == len(days):
        return _("seluruh hari")
    return _("sampai hari ke-{number} dari {days}").format(number=days[last].day_number, days=len(days))


def _event(sheet: DaySheet, width: float) -> flow.Block:
    first, last = (format_date(item, language()) for item in (sheet.days[0], sheet.days[-1]))
    span = _("{first} s.d. {last} ({days} hari)").format(first=first, last=last, days=len(sheet.days))
    pairs = [
        (_("Acara"), f"{sheet.bazaar_name} ({sheet.shown_code})"),
        (_("Tanggal"), span),
        (_("Tempat"), words.place_words(sheet)),
    ]
    return pieces.facts(pairs, width)


def _undecided(days: Sequence[DaySheet], width: float) -> list[flow.Block]:
    return [
        block
        for sheet in days
        if sheet.undecided or sheet.seal_mismatch
        for block in pieces.provisional(sheet, width)
    ]


def _days(
    days: Sequence[DaySheet], umkm: Sequence[DayFigures], today: date | None, width: float
) -> list[flow.Block]:
    """One line a day: its seal, who came and reported, what was sold."""
    columns = [
        flow.TableColumn(_("Hari"), 12, "right"),
        flow.TableColumn(_("Tanggal"), 34),
        flow.TableColumn(_("Segel"), 46),
        flow.TableColumn(figure_name("present"), 18, "right"),
        flow.TableColumn(figure_name("answered"), 18, "right"),
        flow.TableColumn(figure_name("omzet"), 30, "right", SEMIBOLD),
        flow.TableColumn(_("Omzet mitra, terpisah"), 28, "right"),
    ]
    told = []
    mitra = [figures.figures_of(sheet, day.PARTNER).omzet for sheet in days]
    for sheet, of_day, partners in zip(days, umkm, mitra, strict=True):
        known = is_known(sheet)
        cells = [
            str(sheet.day_number),
            words.date_words(sheet),
            _course_words(sheet, today),
            str(of_day.present) if known else NOTHING,
            f"{of_day.answered} / {of_day.asked}" if known else NOTHING,
            number_or_none(of_day.omzet),
            number_or_none(partners),
        ]
        told.append(cells)
    sums = [known_sum(of_day.omzet for of_day in umkm), known_sum(mitra)]
    nothing = _nothing_yet(days, today)
    head_words = f"{_('Jumlah')} ({nothing})" if nothing else _("Jumlah {which}").format(which=_up_to(days))
    last = [head_words, *map(number_or_none, sums)]
    of_each = (_of_how_many(days, [of_day.omzet for of_day in umkm]), _of_how_many(days, mitra))
    last[1:] = [" ".join(filter(None, parts)) for parts in zip(last[1:], of_each, strict=True)]
    columns = flow.fitted(columns, [*told, [""] * 4 + last], width, SUM)
    head = flow.head_row(columns, width, ROW)
    blocks = [head, *(flow.row(columns, cells, width, ROW, head, keep=True) for cells in told)]
    return [*blocks, flow.row(flow.merged(columns, 5), last, width, SUM, head, keep=True)]


def _of_how_many(days: Sequence[DaySheet], omzet: Sequence[int | None]) -> str:
    """Of how many of the days that have figures a sum is, where not of all; else ""."""
    told, known = sum(amount is not None for amount in omzet), sum(map(is_known, days))
    return _of_days(told, known) if 0 < told != known else ""


def _in_words(
    days: Sequence[DaySheet], today: date | None, omzet: Sequence[int | None], width: float
) -> list[flow.Block]:
    if nothing := _nothing_yet(days, today):
        text = _("Omzet UMKM belum dapat dijumlahkan: {why}.").format(why=nothing)
        return [pieces.paragraph(text, width, size=9, font=SEMIBOLD)]
    said, whole, which = _("Omzet UMKM {which}: {amount}. {words}."), known_sum(omzet), _up_to(days)
    told = sum(amount is not None for amount in omzet)
    if _of_how_many(days, omzet):
        of_days = _("{which} ({known} dari {days} hari ada jawaban)")
        which = of_days.format(which=which, known=told, days=sum(map(is_known, days)))
    text = said.format(which=which, amount=rupiah_or_none(whole), words=words.spelled_words(whole))
    return [pieces.paragraph(text, width, size=9, font=SEMIBOLD)]


def _off_days(days: Sequence[DaySheet], width: float) -> list[flow.Block]:
    """How many days did not take place, which no sum waits for; nothing where all do."""
    off = sum(sheet.off is not None for sheet in days)
    text = _("Tidak berlangsung dan di luar jumlah: {off} dari {days} hari.").format(off=off, days=len(days))
    return [pieces.paragraph(text, width, size=9)] if off else []


Line = tuple[
    list[str], list[int | None], list[str]
]  # what stands before, rupiah a day, these and their sum as written


def _by_vendor(days: Sequence[DaySheet]) -> list[Line]:
    """A line for each vendor as its days' seals call it, in the order of the first day on which it stands.

    Who got another name or pengampu between two days has a line for each, so that the lines of a pengampu add up to
    what stands for it in *Menurut pengampu*; each refers to the other for the days that stand there.
    """
    day_rows: dict[str, dict[tuple[str, str], dict[int, list[DayRow]]]] = {}
    for at, sheet in enumerate(days):
        for row in sheet.rows:
            if row.party == day.VENDOR:
                called = day_rows.setdefault(row.participation_id, {})
                called.setdefault((words.called(row), row.agency), {}).setdefault(at, []).append(row)
    lines: list[Line] = []
    for called in day_rows.values():
        for (name, agency), known in called.items():
            booth = ", ".join(_booths_of(known)) or "—"
            amounts = [known_sum(row.total for row in known.get(at, ())) for at in range(len(days))]
            elsewhere = {at for other in called.values() for at in other} - set(known)
            written = [
                _("baris lain") if at in elsewhere else _written(days[at], known.get(at, []), amount)
                for at, amount in enumerate(amounts)
            ]
            written.append(_vendor_sum(days, known, amounts))
            lines.append(([str(len(lines) + 1), booth, name, agency], amounts, written))
    return lines


def _vendor_sum(
    days: Sequence[DaySheet], known: Mapping[int, Sequence[DayRow]], amounts: Sequence[int | None]
) -> str:
    """The sum of a vendor's days, with on how many of those that were waited for it was told, where not on all."""
    if known_sum(amounts) is None:
        return ""
    return _sum_of(amounts, sum(day_figures(rows, days[at].asked).asked for at, rows in known.items()))


def _sum_of(amounts: Sequence[int | None], asked: int) -> str:
    """The sum of all days, with how many of the `asked` ones it is of where not all were answered."""
    whole, told = known_sum(amounts), sum(amount is not None for amount in amounts)
    words = number_or_none(whole)
    return words if whole is None or told >= asked else f"{words} {_of_days(told, asked)}"


def _of_days(told: int, asked: int) -> str:
    return _("({known} dari {days} hari)").format(known=told, days=asked)


def _written(sheet: DaySheet, rows: Sequence[DayRow], amount: int | None) -> str:
    """A day's amount, or in words why there is none: a blank is never 0."""
    if not rows or not is_known(sheet):
        return NOTHING
    return state_of(_speaking(rows), sheet.asked) if amount is None else format_number(amount)


def _speaking(rows: Sequence[DayRow]) -> DayRow:
    """The session that says of a vendor's day what the figures count: a refusal, else the mark that counts."""
    refused = [row for row in rows if row.omzet == day.DECLINED]
    marks = (day.PRESENT, day.EXCUSED, day.ABSENT)
    return next(iter([*refused, *(row for mark in marks for row in rows if row.attendance == mark), *rows]))


def _booths_of(known: Mapping[int, Sequence[DayRow]]) -> list[str]:
    """The booths that a vendor held over the days, each once, in the order of the days."""
    rows = (row for _at, of_day in sorted(known.items()) for row in of_day)
    return list(dict.fromkeys(booth for row in rows for booth in row.booths))


def _category_key(days: Sequence[DaySheet]) -> Callable[[DayRow], str]:
    names = {category.key: category.name for sheet in days for category in sheet.categories}
    return lambda row: names.get(row.category, row.category) or _("Lainnya")


def _by_group(days: Sequence[DaySheet], key: Callable[[DayRow], str]) -> list[Line]:
    """A line for each group of vendors, the largest first; its sum says of how many days where some did not answer."""
    amounts: dict[str, list[int | None]] = {}
    asked: Counter[str] = Counter()
    for at, sheet in enumerate(days):
        groups: defaultdict[str, list[DayRow]] = defaultdict(list)
        for row in sheet.rows:
            if row.party == day.VENDOR:
                groups[key(row)].append(row)
        for name, rows in groups.items():
            amounts.setdefault(name, [None] * len(days))[at] = known_sum(row.total for row in rows)
            asked[name] += day_figures(rows, sheet.asked).asked > 0
    ordered = sorted(amounts.items(), key=lambda each: (-(known_sum(each[1]) or 0), each[0]))
    return [
        ([name], of_group, [*map(number_or_none, of_group), _sum_of(of_group, asked[name])])
        for name, of_group in ordered
    ]


def _grid(
    days: Sequence[DaySheet],
    lines: Sequence[Line],
    omzet: Sequence[int | None],
    heading: str,
    width: float,
    *,
    keep: bool = False,
) -> list[flow.Block]:
    """Lines with a column a day and the sum of all days, proven against the days. Raises TotalsDisagree."""
    sums = [known_sum(amounts[at] for _before, amounts, _written in lines) for at in range(len(days))]
    if sums != list(omzet):
        first, second = rupiah_or_none(known_sum(omzet)), rupiah_or_none(known_sum(sums))
        raise TotalsDisagree(first=first, second=second, booths="-")
    before = [flow.TableColumn(heading, 70)]
    if lines and len(lines[0][0]) > 1:
        before = [
            flow.TableColumn(_("No"), 8, "right"),
            flow.TableColumn(_("Booth"), 13, font=SEMIBOLD),
            flow.TableColumn(heading, 44),
            flow.TableColumn(_("Pengampu"), 24),
        ]
    blocks: list[flow.Block] = []
    for start in range(0, len(days), ABREAST):
        these = slice(start, min(start + ABREAST, len(days)))
        columns = [
            *before,
            *(flow.TableColumn(_day_head(sheet), 22, "right") for sheet in days[these]),
            flow.TableColumn(_("Jumlah hari"), 25, "right", SEMIBOLD),
        ]
        told = [[*named, *written[these], written[-1]] for named, _amounts, written in lines]
        whole = " ".join(filter(None, (number_or_none(known_sum(sums)), _of_how_many(days, sums))))
        last = [_("Jumlah omzet UMKM"), *map(number_or_none, sums[these]), whole]
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
