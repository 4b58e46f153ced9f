"""What stands round the content of every page: letterhead with its gigi balang band, running head, footer, marks."""

from __future__ import annotations

from dataclasses import dataclass

from bazar_desktop.domain.day.model import DaySheet
from bazar_desktop.language import _
from bazar_desktop.printing.toolkit import words
from bazar_desktop.printing.toolkit.fonts import BOLD, REGULAR, SEMIBOLD, width_of
from bazar_desktop.printing.toolkit.pen import DARK, GOLD, INK, MARK, MUTED, PRIMARY, RULE, Pen

MARGIN = 14.0
TOP = 11.0
FOOT = 17.0
RUNNING = 12.0
SIDE = 42.0  # of the foot, at each end of what stands in its middle
LOGO = 19.0


@dataclass(frozen=True, slots=True)
class PageNumber:
    """Which page of which paper: page `number` of `pages` of the paper `code`."""

    code: str
    title: str
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class Area:
    """The room for content, in millimetres."""

    x: float
    y: float
    width: float
    height: float


def head_height(sheet: DaySheet, first: bool) -> float:
    """Millimetres that letterhead (first page) or running head take, from the top margin."""
    if not first:
        return RUNNING
    heights = sum(_head_line(at)[2] for at in range(len(sheet.letterhead.lines)))
    if sheet.letterhead.logo is not None:
        heights = max(heights, LOGO)
    return heights + 6.0


def body(sheet: DaySheet, size: tuple[float, float], *, first: bool) -> Area:
    """Where the content of a framed page goes."""
    top = TOP + head_height(sheet, first)
    return Area(MARGIN, top, size[0] - 2 * MARGIN, size[1] - top - FOOT)


def _head_line(at: int) -> tuple[str, float, float]:
    """Face, size and millimetres of the letterhead's line `at`."""
    return ((SEMIBOLD, 10.0, 5.0), (BOLD, 13.0, 6.2))[at] if at < 2 else (REGULAR, 8.0, 3.9)


def draw_head(pen: Pen, sheet: DaySheet, page: PageNumber) -> None:
    """The letterhead on a paper's first page, a running head on the others."""
    if page.number == 1:
        _draw_letterhead(pen, sheet)
    else:
        _draw_running(pen, sheet, page)


def _draw_letterhead(pen: Pen, sheet: DaySheet) -> None:
    head = sheet.letterhead
    room = pen.width - 2 * MARGIN
    aside = 0.0
    if head.logo is not None:
        pen.picture(MARGIN, TOP, LOGO, LOGO, head.logo)
        aside = LOGO + 3
    y = TOP
    if head.logo is not None:
        y += max(0.0, LOGO - sum(_head_line(at)[2] for at in range(len(head.lines)))) / 2
    for at, line in enumerate(head.lines):
        font, size, height = _head_line(at)
        colour = (INK, DARK)[at] if at < 2 else MUTED
        pen.one_line(
            pen.width / 2,
            y + height * 0.72,
            line,
            room - 2 * aside,
            font=font,
            size=size,
            align="centre",
            colour=colour,
        )
        y += height
    pen.teeth(MARGIN, TOP + head_height(sheet, True) - 4.4, room)


def _draw_running(pen: Pen, sheet: DaySheet, page: PageNumber) -> None:
    room = pen.width - 2 * MARGIN
    right = words.day_words(sheet)
    taken = width_of(right, REGULAR, 8)
    title = f"{page.title} – {sheet.bazaar_name}"
    pen.one_line(MARGIN, TOP + 3.2, title, room - taken - 6, font=SEMIBOLD, size=8.5, colour=DARK)
    pen.text(pen.width - MARGIN, TOP + 3.2, right, size=8, align="right", colour=MUTED)
    pen.teeth(MARGIN, TOP + 5.2, room)


def draw_foot(
    pen: Pen, sheet: DaySheet, page: PageNumber, *, figures: bool, draft: bool = False, of_days: bool = False
) -> None:
    """Page code, state of the figures, page X of Y; under them the office's footer line and when it was printed."""
    y = pen.height - FOOT + 5.5
    right = pen.width - MARGIN
    pen.rule(MARGIN, y - 3.6, right, y - 3.6, colour=RULE)
    pen.text(MARGIN, y, page_code(sheet, page), size=7, colour=MUTED)
    pen.text(right, y, words.page_words(page.number, page.pages), size=7, align="right", font=SEMIBOLD)
    if figures or draft or sheet.seal:
        # The seal of one day says nothing of a paper of several.
        sealed = _("Segel tiap hari tercantum di tabelnya") if of_days else words.state_words(sheet)
        state = _("DRAF — ada hari yang belum ditutup") if draft else sealed
        middle = pen.width - 2 * MARGIN - 2 * SIDE
        loud = draft or not sheet.seal or sheet.undecided > 0
        if loud:
            half = min(width_of(state, SEMIBOLD, 7), middle) / 2 + 2
            pen.box(
                pen.width / 2 - half,
                y - 2.9,
                2 * half,
                4.1,
                fill=MARK,
                stroke=GOLD,
                radius=1.2,
                line=0.15,
            )
        ink = INK if loud else PRIMARY
        pen.one_line(pen.width / 2, y, state, middle, size=7, font=SEMIBOLD, align="centre", colour=ink)
    room = (pen.width - 2 * MARGIN) * 0.55
    pen.one_line(MARGIN, y + 4.2, sheet.letterhead.footer, room, size=6.5, colour=MUTED)
    pen.text(right, y + 4.2, words.print_words(sheet), size=6.5, align="right", colour=MUTED)


def draw_small_foot(pen: Pen, sheet: DaySheet, page: PageNumber) -> None:
    """One small line in the lower margin, outside the cut marks."""
    y = pen.height - 3.6
    pen.text(MARGIN, y, page_code(sheet, page), size=6, colour=MUTED)
    marks = [_("CONTOH")] if sheet.is_sample else []
    marks += [words.state_words(sheet)] if sheet.seal else []
    pen.text(pen.width / 2, y, " · ".join(marks), size=6, font=BOLD, align="centre", colour=MUTED)
    label = words.page_words(page.number, page.pages)
    pen.text(pen.width - MARGIN, y, label, size=6, align="right", colour=MUTED)


def page_code(sheet: DaySheet, page: PageNumber) -> str:
    """What names this page among all papers: DH-BZR014-20230320-02."""
    return f"{page.code}-{sheet.bazaar_code}-{sheet.day:%Y%m%d}-{page.number:02}"
