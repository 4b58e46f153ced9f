"""What lies above the plan while it is drawn: lines that were caught, reaches, and words at what is wrong."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from bazar_desktop.domain.layout.aligning import Snapped
from bazar_desktop.domain.layout.checks import BEYOND_REACH, NARROW, OVERLAP, Flaw
from bazar_desktop.domain.layout.model import SOURCES, Fixture, Plan, centre
from bazar_desktop.domain.layout.parts import chosen_boxes
from bazar_desktop.ui import theme
from bazar_desktop.ui.layout.faces import metrics, words_font
from bazar_desktop.ui.layout.words import flaw_short

_SIZE = 11  # px of the words at what is wrong


def paint_guides(painter: QPainter, caught: Snapped, ground: QRectF) -> None:
    """The lines that what is moved now stands on, in scene units (centimetres)."""
    painter.setPen(_cosmetic(theme.ATTENTION, Qt.PenStyle.DashLine))
    lines = [QLineF(x * 100, ground.top(), x * 100, ground.bottom()) for x in caught.upright]
    lines += [QLineF(ground.left(), y * 100, ground.right(), y * 100) for y in caught.lying]
    painter.drawLines(lines)


def paint_reaches(painter: QPainter, sources: Collection[Fixture]) -> None:
    """A circle round every point, as far as its cable goes."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_cosmetic(theme.ATTENTION, Qt.PenStyle.DotLine))
    for source in sources:
        x, y = centre(source)
        painter.drawEllipse(QPointF(x * 100, y * 100), source.reach * 100, source.reach * 100)


def reaching(plan: Plan, chosen: Collection[str], flaws: Collection[Flaw]) -> list[Fixture]:
    """The points whose reach is worth showing: those in hand, or all where a booth lies beyond them."""
    sources = [fixture for fixture in plan.fixtures if fixture.kind in SOURCES and fixture.reach > 0]
    if any(flaw.code == BEYOND_REACH for flaw in flaws):
        return sources
    return [source for source in sources if source.id in chosen]


def paint_flaws(painter: QPainter, plan: Plan, flaws: Collection[Flaw], zoom: float) -> list[QRectF]:
    """Short words at each thing that is wrong, none over another; the fields they took, in px of the scene."""
    taken: list[QRectF] = []
    painter.save()
    painter.scale(1 / zoom, 1 / zoom)
    painter.setFont(words_font(_SIZE, theme.SEMIBOLD))
    measure = metrics(_SIZE, theme.SEMIBOLD)
    for flaw in flaws:
        words = flaw_short(flaw)
        at = _spot(plan, flaw) * zoom
        wide, high = measure.horizontalAdvance(words) + 12, measure.height() + 4
        field = QRectF(at.x() - wide / 2, at.y() - high / 2, wide, high)
        if any(field.intersects(other) for other in taken):
            continue
        taken.append(field)
        narrow = flaw.code == NARROW
        painter.setPen(QPen(QColor(theme.ATTENTION if narrow else theme.ERROR), 1))
        painter.setBrush(QColor(theme.ATTENTION_TINT if narrow else theme.ERROR_TINT))
        painter.drawRoundedRect(field, 5, 5)
        painter.setPen(QColor(theme.ATTENTION_INK if narrow else theme.ERROR_DARK))
        painter.drawText(field, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()
    return taken


def overlaid(
    plan: Plan, chosen: Collection[str], flaws: Collection[Flaw], caught: Snapped, ground: QRectF, zoom: float
) -> list[QRectF]:
    """What the three above cover, in scene units: only this is drawn anew while something is moved."""
    thick, wide, high = 3 / zoom, 90 / zoom, 14 / zoom
    areas = [QRectF(x * 100 - thick, ground.top(), 2 * thick, ground.height()) for x in caught.upright]
    areas += [QRectF(ground.left(), y * 100 - thick, ground.width(), 2 * thick) for y in caught.lying]
    for flaw in flaws:
        spot = _spot(plan, flaw)
        areas.append(QRectF(spot.x() - wide, spot.y() - high, 2 * wide, 2 * high))
    for fixture in reaching(plan, chosen, flaws):
        x, y = centre(fixture)
        side = fixture.reach * 100 + thick
        areas.append(QRectF(x * 100 - side, y * 100 - side, 2 * side, 2 * side))
    return areas


def _spot(plan: Plan, flaw: Flaw) -> QPointF:
    """Where the words stand: in the overlap, in the narrow aisle, or at the foot of the thing."""
    boxes = [QRectF(b.x * 100, b.y * 100, b.width * 100, b.depth * 100) for b in chosen_boxes(plan, flaw.ids)]
    if not boxes:
        return QPointF()
    if flaw.code == OVERLAP and len(boxes) == 2:
        return boxes[0].intersected(boxes[1]).center()
    if flaw.code == NARROW and len(boxes) == 2:
        return (boxes[0].center() + boxes[1].center()) / 2
    return QPointF(boxes[0].center().x(), boxes[0].bottom())


def _cosmetic(colour: str, style: Qt.PenStyle) -> QPen:
    pen = QPen(QColor(colour), 1.5, style)
    pen.setCosmetic(True)
    return pen
