"""The plan as a scene: items by id, the ground below them, and which lies next to which."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import inf

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsScene

from bazar_desktop.domain.layout.aligning import Snapped
from bazar_desktop.domain.layout.checks import NARROW, Flaw
from bazar_desktop.domain.layout.model import Plan
from bazar_desktop.ui import theme
from bazar_desktop.ui.layout.faces import Face
from bazar_desktop.ui.layout.items import (
    CHOSEN,
    DOUBTFUL,
    HELD,
    PLAIN,
    SOUND,
    TARGET,
    WRONG,
    BoothItem,
    FixtureItem,
    PlanItem,
)
from bazar_desktop.ui.layout.overlay import overlaid, paint_flaws, paint_guides, paint_reaches, reaching

EDGE = 60  # centimetres of ground around the plan


class PlanScene(QGraphicsScene):
    """All booths and fixtures of one plan."""

    def __init__(self) -> None:
        super().__init__()
        self.plan = Plan(10, 10, ())
        self.booths: dict[str, BoothItem] = {}
        self.fixtures: dict[str, FixtureItem] = {}
        self.chosen: tuple[str, ...] = ()
        self.held = ""
        self.target = ""
        self.zoom = 0.2
        self.marks_flaws = False  # words and reaches at the things themselves: while the plan is edited
        self.flaws: tuple[Flaw, ...] = ()
        self.caught = Snapped(0, 0)
        self.moving: Plan | None = None
        self._ground = QPixmap()
        self._tents: list[QRectF] = []
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)

    def show_plan(self, plan: Plan, faces: Mapping[str, Face]) -> None:
        """Draw another plan or other faces; items that stay keep their place in the scene."""
        self.plan = plan
        for known, wanted in (
            (self.booths, faces),
            (self.fixtures, {fixture.id for fixture in plan.fixtures}),
        ):
            for gone in [item for item in known if item not in wanted]:
                self.removeItem(known.pop(gone))
        for booth in plan.booths:
            if booth.id in self.booths:
                self.booths[booth.id].show_box(booth)
                self.booths[booth.id].show_face(faces[booth.id])
            else:
                self._add(self.booths, booth.id, BoothItem(booth, faces[booth.id]))
        for fixture in plan.fixtures:
            if fixture.id in self.fixtures:
                self.fixtures[fixture.id].show_fixture(fixture)
            else:
                self._add(self.fixtures, fixture.id, FixtureItem(fixture))
        self._tents = _tents(plan)
        self.setSceneRect(QRectF(-EDGE, -EDGE, plan.width * 100 + 2 * EDGE, plan.depth * 100 + 2 * EDGE))
        self.choose([item for item in self.chosen if item in self.booths or item in self.fixtures])
        self.update()

    def _add(self, known: dict[str, BoothItem] | dict[str, FixtureItem], name: str, item: PlanItem) -> None:
        known[name] = item  # type: ignore[assignment]
        item.show_zoom(self.zoom)
        self.addItem(item)

    def show_zoom(self, zoom: float) -> None:
        """Tell the items how many px a centimetre is now."""
        self.zoom = zoom
        for item in (*self.booths.values(), *self.fixtures.values()):
            item.show_zoom(zoom)

    def show_flaws(
        self, flaws: tuple[Flaw, ...], plan: Plan | None = None, caught: Snapped | None = None
    ) -> None:
        """Mark what is wrong; while something is moved, with the `plan` as it would be and the lines it caught."""
        before = self._overlaid()
        self.flaws, self.moving, self.caught = flaws, plan, caught or Snapped(0, 0)
        verdicts: dict[str, str] = {}
        for flaw in flaws:
            for name in flaw.ids[: 1 if flaw.code == NARROW else None]:
                if verdicts.get(name) != WRONG:
                    verdicts[name] = DOUBTFUL if flaw.code == NARROW else WRONG
        for name, item in (*self.booths.items(), *self.fixtures.items()):
            item.show_verdict(verdicts.get(name, SOUND))
        for area in (*before, *self._overlaid()):
            self.update(area)

    def _overlaid(self) -> list[QRectF]:
        if not self.marks_flaws:
            return []
        plan = self.moving or self.plan
        return overlaid(plan, self.chosen, self.flaws, self.caught, self.sceneRect(), self.zoom)

    def show_ground(self, picture: QPixmap) -> None:
        """Lay a photo or map below the plan, where the plan says; a null one for none."""
        self._ground = picture
        self.update()

    def item_of(self, name: str) -> PlanItem | None:
        return self.booths.get(name) or self.fixtures.get(name)

    def choose(self, names: Collection[str]) -> None:
        """Mark these as chosen."""
        self.chosen = tuple(names)
        self._show_states()
        if self.marks_flaws:
            self.update()  # the reach of a point in hand

    def show_carry(self, held: str, target: str) -> None:
        """Mark who is held and where they would go; "" for neither."""
        self.held, self.target = held, target
        self._show_states()

    def _show_states(self) -> None:
        for name, item in (*self.booths.items(), *self.fixtures.items()):
            state = CHOSEN if name in self.chosen else PLAIN
            if name == self.held:
                state = HELD
            elif name == self.target:
                state = TARGET
            item.show_state(state)

    def at(self, place: QPointF) -> str:
        """The id of the booth, or else the fixture, at a place; "" on open ground."""
        for known in (self.booths, self.fixtures):
            for name, item in known.items():
                if item.mapRectToScene(item.area()).contains(place):
                    return name
        return ""

    def within(self, frame: QRectF) -> tuple[str, ...]:
        """The ids of all that lies wholly inside a frame."""
        every = (*self.booths.items(), *self.fixtures.items())
        return tuple(name for name, item in every if frame.contains(item.mapRectToScene(item.area())))

    def next_to(self, name: str, across: int, down: int) -> str:
        """The nearest booth in a direction (one of them 0, the other 1 or -1), or the same where there is none."""
        here = self.booths.get(name)
        if here is None:
            return next(iter(self.booths), "")
        start = here.mapRectToScene(here.area()).center()
        best, nearest = name, inf
        for other, item in self.booths.items():
            way = item.mapRectToScene(item.area()).center() - start
            along = way.x() * across + way.y() * down
            aside = abs(way.x() * down) + abs(way.y() * across)
            if along > 10 and along + 3 * aside < nearest:
                best, nearest = other, along + 3 * aside
        return best

    def ghost_of(self, name: str) -> BoothItem | None:
        """A pale copy of a booth to carry under the pointer."""
        source = self.booths.get(name)
        if source is None:
            return None
        ghost = BoothItem(source.plan_booth, source.face)
        ghost.show_zoom(self.zoom)
        ghost.setOpacity(0.8)
        ghost.setZValue(5)
        self.addItem(ghost)
        return ghost

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        painter.fillRect(rect, QColor(theme.CARD))
        lies = self.plan.picture
        if lies is not None and not self._ground.isNull():
            painter.setOpacity(0.45)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            place = QRectF(lies.x * 100, lies.y * 100, lies.width * 100, lies.depth * 100)
            painter.drawPixmap(place, self._ground, QRectF(self._ground.rect()))
            painter.setOpacity(1.0)
        ground = QRectF(0, 0, self.plan.width * 100, self.plan.depth * 100)
        step = 100 if self.zoom >= 0.12 else 500
        painter.setPen(QPen(QColor(theme.PAGE), 0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        lines = [QLineF(x, 0, x, ground.bottom()) for x in range(0, int(ground.right()) + 1, step)]
        lines += [QLineF(0, y, ground.right(), y) for y in range(0, int(ground.bottom()) + 1, step)]
        painter.drawLines(lines)
        painter.setPen(QPen(QColor(theme.LINE), 0))
        painter.drawRect(ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.PAGE))
        for tent in self._tents:
            painter.drawRoundedRect(tent, 20, 20)

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        plan = self.moving or self.plan
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.marks_flaws:
            paint_guides(painter, self.caught, self.sceneRect())
            paint_reaches(painter, reaching(plan, self.chosen, self.flaws))
            paint_flaws(painter, plan, self.flaws, self.zoom)


def _tents(plan: Plan) -> list[QRectF]:
    fs: dict[str, QRectF] = {}
    for booth in plan.booths:
        if booth.tent:
            box = QRectF(booth.x * 100, booth.y * 100, booth.width * 100, booth.depth * 100)
            fs[booth.tent] = fs[booth.tent].united(box) if booth.tent in fs else box
    return [box.adjusted(-18, -18, 18, 18) for box in fs.values()]
