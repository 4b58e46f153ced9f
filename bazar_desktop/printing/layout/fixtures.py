"""The denah's fixtures: zones below everything, then stage, gate, points and the rest with their words or a key."""

from __future__ import annotations

from collections.abc import Iterator

from bazar_desktop.domain.layout.model import ZONE, Fixture
from bazar_desktop.printing.layout import legend
from bazar_desktop.printing.layout.scene import Scene
from bazar_desktop.printing.toolkit.fonts import BOLD, SEMIBOLD, fit, line_height, width_of
from bazar_desktop.printing.toolkit.pen import DARK, MUTED, WASH, Pen

LARGEST, SMALLEST = 8.0, 3.5  # points of a fixture's words
ZONE_SIZES = (7.0, 6.0, 5.0, 4.0)

Box = tuple[float, float, float, float]  # x, y, width, height on paper


def draw(pen: Pen, scene: Scene) -> None:
    """All fixtures of the plan; those without room for their words show their key."""
    for zone in (each for each in scene.plan.fixtures if each.kind == ZONE):
        x, y, width, height = scene.box(zone)
        pen.box(x, y, width, height, stroke=DARK, line=0.18, dash=(2.4, 0.8, 0.5, 0.8))
        spot = _spot_in_zone(scene, zone)
        if spot is not None:
            left, base, size = spot
            pen.text(left, base, zone.label, font=SEMIBOLD, size=size, colour=DARK)
    for fixture in (each for each in scene.plan.fixtures if each.kind != ZONE):
        _draw_fixture(pen, scene, fixture)


def has_room(scene: Scene, fixture: Fixture) -> bool:
    """Whether the fixture's words can stand on the plan."""
    if fixture.kind == ZONE:
        return _spot_in_zone(scene, fixture) is not None
    _x, _y, width, height = scene.box(fixture)
    return fit(fixture.label, SEMIBOLD, width - 1, height - 0.6, LARGEST, SMALLEST) is not None


def _draw_fixture(pen: Pen, scene: Scene, fixture: Fixture) -> None:
    x, y, width, height = scene.box(fixture)
    pen.box(x, y, width, height, fill=WASH, stroke=MUTED, radius=0.6, line=0.15, dash=(0.8, 0.6))
    if fixture in scene.keyed:
        key = legend.key_of(scene.keyed, fixture)
        pen.boxed(x - 1, y, width + 2, height, key, font=BOLD, largest=6, smallest=3)
    else:
        place = (x + 0.5, y + 0.3, width - 1, height - 0.6)
        pen.boxed(*place, fixture.label, font=SEMIBOLD, largest=LARGEST, smallest=SMALLEST)


def _spot_in_zone(scene: Scene, zone: Fixture) -> tuple[float, float, float] | None:
    """Left, baseline and size of a zone's words where no booth or fixture covers them; None where all do."""
    others = [scene.box(each) for each in scene.plan.booths]
    others += [scene.box(each) for each in scene.plan.fixtures if each.id != zone.id]
    for size in ZONE_SIZES:
        wide, high = width_of(zone.label, SEMIBOLD, size), line_height(size)
        for left, top in _corners(scene.box(zone), wide, high):
            words = (left, top, wide, high)
            if not any(_covers(words, other) for other in others):
                return left, top + high * 0.78, size
    return None


def _corners(zone: Box, wide: float, high: float) -> Iterator[tuple[float, float]]:
    """Along the upper edge, then lower and lower."""
    x, y, width, height = zone
    if wide > width - 1.6 or high > height - 1.0:
        return
    lines = int((height - 1.0) / high)
    for line in range(lines):
        top = y + 0.5 + line * high
        for share in (0.0, 0.5, 1.0):
            yield x + 0.8 + (width - 1.6 - wide) * share, top


def _covers(box: Box, other: Box) -> bool:
    across = min(box[0] + box[2], other[0] + other[2]) - max(box[0], other[0])
    down = min(box[1] + box[3], other[1] + other[3]) - max(box[1], other[1])
    return across > -0.5 and down > -0.5
