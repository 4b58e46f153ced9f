"""Content that runs over pages: blocks, what stays together, tables whose head is repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bazar_desktop.domain.day.model import DaySheet
from bazar_desktop.domain.money import is_figure
from bazar_desktop.printing.toolkit import frame
from bazar_desktop.printing.toolkit.document import Drawing
from bazar_desktop.printing.toolkit.fonts import REGULAR, SEMIBOLD, line_height, one_line_size, width_of, wrap
from bazar_desktop.printing.toolkit.pen import DARK, INK, MUTED, RULE, TINT, Pen

PAD = 1.5
LEAST_OF_NAMES = 0.55  # of its width, what a column of names keeps beside wide figures


@dataclass(frozen=True, slots=True)
class Block:
    """Something `height` millimetres high, drawn from its top left corner.

    `keep` holds it on one page with the next block. `header` is drawn again above it where it begins a page.
    """

    height: float
    draw: Callable[[Pen, float, float], None]
    keep: bool = False
    header: Block | None = None


def space(height: float) -> Block:
    """Empty millimetres before the next block, on its page."""
    return Block(height, lambda pen, x, y: None, keep=True)


def paginate(blocks: Sequence[Block], first: float, others: float) -> list[list[Block]]:
    """The blocks of each page, where the first has `first` and the others `others` millimetres of room."""
    pages: list[list[Block]] = [[]]
    left = first
    for group in _groups(blocks):
        height = sum(block.height for block in group)
        pieces = [group] if height <= others else [[block] for block in group]
        for piece in pieces:
            height = sum(block.height for block in piece)
            if height > left and pages[-1]:
                header = piece[0].header
                pages.append([header] if header else [])
                left = others - (header.height if header else 0)
            pages[-1].extend(piece)
            left -= height
    return pages


def _groups(blocks: Sequence[Block]) -> list[list[Block]]:
    groups: list[list[Block]] = []
    open_group = False
    for block in blocks:
        if open_group:
            groups[-1].append(block)
        else:
            groups.append([block])
        open_group = block.keep
    return groups


def pages_of(sheet: DaySheet, size: tuple[float, float], blocks: Sequence[Block]) -> tuple[Drawing, ...]:
    """`blocks` as framed pages."""
    areas = [frame.body(sheet, size, first=first) for first in (True, False)]
    pages = paginate(blocks, areas[0].height, areas[1].height)
    return tuple(_stack(page, areas[min(at, 1)]) for at, page in enumerate(pages))


def _stack(blocks: Sequence[Block], area: frame.Area) -> Drawing:
    def draw(pen: Pen) -> None:
        y = area.y
        for block in blocks:
            block.draw(pen, area.x, y)
            y += block.height

    return draw


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A table's column: heading, share of the width, and how its cells stand."""

    heading: str
    share: float
    align: str = "left"
    font: str = REGULAR


def fitted(
    columns: Sequence[TableColumn], rows: Iterable[Sequence[str]], width: float, style: Style
) -> list[TableColumn]:
    """`columns` with the room that the widest figure of each needs, as far as names can give way for it.

    The shares add up to the same whole, so that a row of merged columns still fits. `rows` are the cells of all rows.
    """
    table = list(rows)
    whole = sum(column.share for column in columns)
    have = widths(columns, width)
    lacking, spare = [0.0] * len(columns), [0.0] * len(columns)
    for at, column in enumerate(columns):
        cells, heading = [row[at] for row in table], column.heading.split()
        unbroken = [*heading, *(figure for cell in cells for figure in _figures_in(cell))]
        lacking[at] = max(0.0, _widest(unbroken, style) - have[at])
        if column.align != "right":
            least = _widest([*heading, *(word for cell in cells for word in cell.split())], style)
            spare[at] = max(0.0, have[at] - max(LEAST_OF_NAMES * have[at], least))
    given = min(sum(lacking), sum(spare))
    grow = given / sum(lacking) if given else 0.0
    shrink = given / sum(spare) if given else 0.0
    return [
        replace(column, share=(have[at] + grow * lacking[at] - shrink * spare[at]) * whole / width)
        for at, column in enumerate(columns)
    ]


def _figures_in(cell: str) -> list[str]:
    """What of a cell must not be broken: the cell as a whole where it is a figure, else the figures among its words."""
    return [cell] if is_figure(cell) else [word for word in cell.split() if is_figure(word)]


def _widest(words: Iterable[str], style: Style) -> float:
    """Millimetres of a column in which none of `words` is broken."""
    return max((width_of(word, SEMIBOLD, style.size) for word in words), default=0.0) + 2 * PAD + 0.2


def merged(columns: Sequence[TableColumn], count: int) -> list[TableColumn]:
    """`columns` with the first `count` as one, for the words of a sum."""
    return [TableColumn("", sum(column.share for column in columns[:count])), *columns[count:]]


def widths(columns: Sequence[TableColumn], width: float) -> list[float]:
    whole = sum(column.share for column in columns)
    return [column.share / whole * width for column in columns]


@dataclass(frozen=True, slots=True)
class Style:
    """How the rows of a table look: font size, least height, whether they are strong (totals) or quiet (absent)."""

    size: float = 7.8
    least: float = 6.0
    strong: bool = False
    quiet: bool = False
    lines: bool = False  # upright lines between the columns


def head_row(columns: Sequence[TableColumn], width: float, style: Style) -> Block:
    """The head of a table, to be given to its rows as `header`."""
    each = widths(columns, width)
    cells = [
        wrap(column.heading, SEMIBOLD, style.size, room - 2 * PAD)
        for column, room in zip(columns, each, strict=True)
    ]
    step = line_height(style.size)
    height = max(7.0, max(len(cell) for cell in cells) * step + 2 * PAD)

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.box(x, y, width, height, fill=TINT)
        for column, room, cell in zip(columns, each, cells, strict=True):
            top = y + (height - len(cell) * step) / 2
            pen.lines(
                _anchor(column, x, room),
                top,
                cell,
                font=SEMIBOLD,
                size=style.size,
                align=column.align,
                colour=DARK,
            )
            x += room
        pen.rule(x - width, y + height, x, y + height, colour=DARK, line=0.3)

    return Block(height, draw, keep=True)


def row(
    columns: Sequence[TableColumn],
    cells: Sequence[str],
    width: float,
    style: Style,
    header: Block | None = None,
    *,
    keep: bool = False,
) -> Block:
    """One row; its words wrap and it grows with them, a figure stays in one line and shrinks."""
    each = widths(columns, width)
    fonts = [SEMIBOLD if style.strong else column.font for column in columns]
    broken, sizes = [], []
    for cell, font, room in zip(cells, fonts, each, strict=True):
        fits = [one_line_size(figure, font, style.size, room - 2 * PAD) for figure in _figures_in(cell)]
        sizes.append(min(fits, default=style.size))
        broken.append([cell] if is_figure(cell) else wrap(cell, font, sizes[-1], room - 2 * PAD))
    step = line_height(style.size)
    height = max(style.least, max(len(cell) for cell in broken) * step + 2 * PAD * 0.7)
    colour = MUTED if style.quiet else INK

    def draw(pen: Pen, x: float, y: float) -> None:
        left = x
        if style.strong:
            pen.rule(x, y, x + width, y, colour=DARK, line=0.3)
        for column, font, size, room, cell in zip(columns, fonts, sizes, each, broken, strict=True):
            top = y + (height - len(cell) * line_height(size)) / 2
            at = _anchor(column, x, room)
            pen.lines(at, top, cell, font=font, size=size, align=column.align, colour=colour)
            if style.lines and x > left:
                pen.rule(x, y, x, y + height)
            x += room
        pen.rule(left, y + height, left + width, y + height, colour=RULE)
        if style.lines:
            pen.rule(left, y, left, y + height)
            pen.rule(left + width, y, left + width, y + height)

    return Block(height, draw, keep=keep, header=header)


def _anchor(column: TableColumn, x: float, room: float) -> float:
    if column.align == "right":
        return x + room - PAD
    return x + room / 2 if column.align == "centre" else x + PAD
