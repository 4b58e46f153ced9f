"""Denah: the plan of the lokasi to scale, with who stands where; then an index by booth and by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bazar_desktop.domain.day.model import Category, DayRow, DaySheet
from bazar_desktop.domain.layout.model import Booth, Fixture, Plan
from bazar_desktop.language import _
from bazar_desktop.printing.layout import (
    fixtures,
    index,
    legend,
)
from bazar_desktop.printing.layout.scene import LARGEST, Scene
from bazar_desktop.printing.toolkit import frame, words
from bazar_desktop.printing.toolkit.document import Part, page_size
from bazar_desktop.printing.toolkit.fonts import BOLD, MM, REGULAR, SEMIBOLD, fit, line_height, width_of
from bazar_desktop.printing.toolkit.pen import DARK, INK, MUTED, RULE, Pen, tinted

FINE = (20, 25, 40, 50, 60, 75, 80, 100, 120, 125, 150, 160, 175, 200, 225, 250, 300, 350, 400)
COARSE = (500, 600, 750, 1000, 1250, 1500, 2000, 2500, 5000, 10_000)
SCALES = (*FINE, *COARSE)
TITLE, SIDE, UNDER = 10.0, 44.0, 34.0
READABLE, SMALLEST = 3.5, 2.25  # points of names: most stand at READABLE or larger


def compose_plan(sheet: DaySheet, plan: Plan, *, paper: str = "A4") -> Part:
    """The denah on whichever way of the paper shows it larger, and its index."""
    sheet = words.masked(sheet)
    sides = [page_size(paper, landscape=landscape) for landscape in (True, False)]
    size, scene = min(
        ((size, scene_on(sheet, plan, size)) for size in sides), key=lambda found: found[1].scale
    )
    listing = index.pages(sheet, plan, size)
    return Part("DN", _("Denah booth"), size, (lambda pen: draw_scene(pen, scene), *listing))


def scene_on(sheet: DaySheet, plan: Plan, size: tuple[float, float], enlarged: float = 1.0) -> Scene:
    """The plan as large as a page of that size takes it; `enlarged` as in Scene."""
    area = frame.body(sheet, size, first=True)
    landscape = size[0] > size[1]
    extent = _extent(plan)
    width = area.width - (SIDE if landscape else 0)
    height = area.height - TITLE - (0 if landscape else UNDER)
    scale = next(
        (
            s * enlarged
            for s in SCALES
            if extent.width * 1000 / (s * enlarged) <= width
            and extent.height * 1000 / (s * enlarged) <= height
        ),
        SCALES[-1] * enlarged,
    )
    left = area.x + (width - extent.width * 1000 / scale) / 2 - extent.x * 1000 / scale
    top = area.y + TITLE + (height - extent.height * 1000 / scale) / 2 - extent.y * 1000 / scale
    if landscape:
        panel = frame.Area(area.x + width + 5, area.y + TITLE, SIDE - 5, height)
    else:
        panel = frame.Area(area.x, area.y + TITLE + height + 3, area.width, UNDER - 3)
    holders = holders_of(sheet)
    scene = Scene(sheet, plan, scale, left, top, panel, 1 if landscape else 4, holders, enlarged=enlarged)
    return _with_common_size(scene)


def _extent(plan: Plan) -> frame.Area:
    """The plan in metres, with whatever stands outside its edges."""
    things: tuple[Booth | Fixture, ...] = (*plan.booths, *plan.fixtures)
    x, y = min([0.0, *(each.x for each in things)]), min([0.0, *(each.y for each in things)])
    right = max([plan.width, *(each.x + each.width for each in things)])
    bottom = max([plan.depth, *(each.y + each.depth for each in things)])
    return frame.Area(x, y, right - x, bottom - y)


def holders_of(sheet: DaySheet) -> dict[str, tuple[DayRow, ...]]:
    """Who stands in each booth, by its label, one for each session."""
    rows: dict[str, tuple[DayRow, ...]] = {}
    for row in sheet.rows:
        for booth in row.booths:
            rows[booth] = (*rows.get(booth, ()), row)
    return rows


def _with_common_size(scene: Scene) -> Scene:
    """Most names stand at one size: the largest at which eight of ten fit without a broken word."""
    found = []
    for booth in scene.plan.booths:
        rows = scene.holders.get(booth.label, ())
        if rows:
            _x, _y, width, height = _name_box(scene, booth)
            found.append(fit(stand_name(rows), REGULAR, width, height, LARGEST, scene.points(READABLE)))
    sizes = sorted((each[0] for each in found if each), reverse=True)
    size: float | None = sizes[int(len(sizes) * 0.8)] if sizes else None
    if len(sizes) < 0.7 * len(found):
        size = None
    keyed = tuple(each for each in scene.plan.fixtures if not fixtures.has_room(scene, each))
    return replace(scene, size=size, keyed=keyed)


def stand_name(rows: Sequence[DayRow]) -> str:
    """The business; where the booth changes hands, all of them in the order of their sessions."""
    return " / ".join(words.called(row) for row in rows)


def _number_size(scene: Scene, booth: Booth) -> float:
    """Points at which number, symbols and letter stand beside each other; larger where no name stands below."""
    _x, _y, width, height = scene.box(booth)
    size = min(11.0, height * (0.3 if scene.size else 0.42) / line_height(1))
    needed = width_of(booth.label, BOLD, size)
    if scene.size:
        most = max(len(legend.symbols_of(each)) for each in scene.plan.booths)
        needed += size / MM * (0.72 * most + 0.85) + 0.8
    return min(size, size * (width - 1.2) / needed)


def _name_box(scene: Scene, booth: Booth) -> tuple[float, float, float, float]:
    x, y, width, height = scene.box(booth)
    head = line_height(_number_size(scene, booth)) + 0.5
    return x + 0.7, y + head, width - 1.4, height - head - 0.9


def draw_scene(pen: Pen, scene: Scene) -> None:
    """The page of the plan: title, plan, legend."""
    sheet, plan = scene.sheet, scene.plan
    area = frame.body(sheet, (pen.width, pen.height), first=True)
    pen.text(area.x, area.y + 4.6, _("Denah booth").upper(), font=BOLD, size=13, colour=DARK)
    facts = _("{place} · {day} · {booths} booth · skala 1 : {scale}").format(
        place=sheet.lokasi, day=words.day_words(sheet), booths=len(plan.booths), scale=scene.true_scale
    )
    room = area.width - width_of(_("Denah booth").upper(), BOLD, 13) - 6
    pen.one_line(area.x + area.width, area.y + 4.4, facts, room, size=8.5, align="right", colour=MUTED)
    pen.box(scene.left, scene.top, scene.length(plan.width), scene.length(plan.depth), stroke=RULE)
    fixtures.draw(pen, scene)
    for booth in plan.booths:
        _draw_booth(pen, scene, booth)
    _draw_tents(pen, scene)
    if scene.size is None and scene.holders:
        note = _("Booth terlalu kecil untuk nama usaha pada kertas ini; nama ada di halaman berikut.")
        pen.text(scene.left, scene.top - 1.6, note, size=7.5, colour=MUTED)
    if not plan.booths:
        pen.boxed(
            scene.left,
            scene.top,
            scene.length(plan.width),
            20,
            _("Denah ini belum punya booth."),
            font=SEMIBOLD,
        )
    legend.draw(
        pen,
        legend.Legend(sheet, plan, scene.scale, scene.true_scale, scene.keyed),
        scene.panel,
        scene.columns,
    )


def _draw_booth(pen: Pen, scene: Scene, booth: Booth) -> None:
    x, y, width, height = scene.box(booth)
    rows = scene.holders.get(booth.label, ())
    category = words.category_of(scene.sheet, rows[0]) if rows else None
    _draw_stand(pen, (x, y, width, height), booth, category)
    size = _number_size(scene, booth)
    base = y + line_height(size) * 0.78 + 0.3
    pen.text(x + 0.7, base, booth.label, font=BOLD, size=size)
    side = size / MM * 0.72
    letter_base, symbol_x = base, x + 0.9 + width_of(booth.label, BOLD, size)
    if scene.size is None:
        letter_base, symbol_x = y + height - 1.0, x + 0.7
    for at, symbol in enumerate(legend.symbols_of(booth)):
        legend.draw_symbol(pen, symbol, symbol_x + at * side, letter_base - side, side)
    if category:
        pen.text(x + width - 0.7, letter_base, category.letter, font=BOLD, size=size, align="right")
    if scene.size:
        _draw_name(pen, scene, booth, rows)


def _draw_name(pen: Pen, scene: Scene, booth: Booth, rows: Sequence[DayRow]) -> None:
    name = stand_name(rows) if rows else (_("ditutup") if booth.blocked else "")
    left, top, room, rest = _name_box(scene, booth)
    found = fit(name, REGULAR, room, rest, scene.size or LARGEST, scene.points(SMALLEST)) if name else None
    found = found or fit(
        _("lihat daftar"), REGULAR, room, rest, scene.points(READABLE), scene.points(SMALLEST)
    )
    if name and found:
        pen.lines(left, top, found[1], size=found[0], colour=INK if rows else MUTED)


def _draw_stand(
    pen: Pen, box: tuple[float, float, float, float], booth: Booth, category: Category | None
) -> None:
    """The booth's rectangle, and a thick line where its counter is."""
    x, y, width, height = box
    if category is None:
        pen.box(x, y, width, height, fill="#FFFFFF", stroke=MUTED, line=0.15, dash=(0.7, 0.5))
        return
    pen.box(x, y, width, height, fill=tinted(category.colour, 0.17), stroke=category.colour, line=0.25)
    ends = {
        "n": (x, y, x + width, y),
        "s": (x, y + height, x + width, y + height),
        "w": (x, y, x, y + height),
        "e": (x + width, y, x + width, y + height),
    }
    pen.rule(*ends.get(booth.facing, ends["s"]), colour=category.colour, line=0.8)


def _draw_tents(pen: Pen, scene: Scene) -> None:
    """One line round the booths of each tent."""
    tents: dict[str, list[tuple[float, float, float, float]]] = {}
    for booth in scene.plan.booths:
        if booth.tent:
            tents.setdefault(booth.tent, []).append(scene.box(booth))
    for boxes in tents.values():
        x, y = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
        pen.box(x - 0.35, y - 0.35, right - x + 0.7, bottom - y + 0.7, stroke=DARK, line=0.2, radius=0.5)
