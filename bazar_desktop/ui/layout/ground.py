"""The window onto the ground of a plan: zoom to the pointer, pan, and points that are clicked on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView

from bazar_desktop.language import _
from bazar_desktop.ui.layout.scene import PlanScene

NEAREST, FARTHEST = 1.0, 0.02  # px a centimetre
STEP = 1.2  # one turn of the wheel


class GroundView(QGraphicsView):
    """Shows a PlanScene as large or small as the officer likes."""

    def __init__(self, scene: PlanScene) -> None:
        super().__init__(scene)
        self.plan_scene = scene
        self._fits = True
        self._layout = ""
        self._pan: QPoint | None = None
        self._pointer: QPoint | None = None
        self.asking: list[QPointF] | None = None
        self._asked: tuple[int, Callable[[list[QPointF]], object]] = (0, lambda _points: None)
        self.setMouseTracking(True)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Denah"))

    # -- zoom --

    def fit(self) -> None:
        """Show the whole plan."""
        self._fits = True
        self.fitInView(self.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
        self.plan_scene.show_zoom(self.transform().m11())

    def fit_if_new(self, layout: str) -> None:
        """Show the whole plan where it is another than before."""
        if layout != self._layout or self._fits:
            self._layout = layout
            self.fit()

    def zoom(self, factor: float) -> None:
        """Come closer (above 1) or go farther, at the pointer."""
        now = self.transform().m11()
        wanted = min(NEAREST, max(FARTHEST, now * factor))
        self._fits = False
        self.scale(wanted / now, wanted / now)
        self.plan_scene.show_zoom(self.transform().m11())

    @property
    def metre(self) -> float:
        """Px a metre."""
        return self.transform().m11() * 100

    # -- pan --

    def begin_pan(self, place: QPoint) -> None:
        """Take hold of the ground."""
        self._pan = place
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def follow(self, place: QPoint) -> bool:
        """The pointer is at `place`; whether the ground went along."""
        self._pointer = place
        if self._pan is None:
            return False
        way, self._pan = place - self._pan, place
        for bar, length in ((self.horizontalScrollBar(), way.x()), (self.verticalScrollBar(), way.y())):
            bar.setValue(bar.value() - length)
        return True

    def end_pan(self) -> bool:
        """Let the ground go; whether it was held."""
        held = self._pan is not None
        if held:
            self._pan = None
            self.unsetCursor()
        return held

    # -- where --

    def spot(self) -> tuple[float, float]:
        """Where new things go, in metres: at the pointer while it is over the plan, else in the middle of the view."""
        port = self.viewport().rect()
        inside = self._pointer is not None and port.contains(self._pointer)
        place = self.mapToScene(self._pointer if inside and self._pointer is not None else port.center())
        return place.x() / 100, place.y() / 100

    def ask_points(self, count: int, take: Callable[[list[QPointF]], object]) -> None:
        """Let the next `count` clicks be points of the ground, in scene units, for `take`; Esc gives up."""
        self.asking, self._asked = [], (count, take)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def take_point(self, place: QPoint) -> None:
        """A click while points are asked for."""
        points = self.asking if self.asking is not None else []
        points.append(self.mapToScene(place))
        count, take = self._asked
        if len(points) >= count:
            self.stop_asking()
            take(points)

    def stop_asking(self) -> None:
        """No click is a point any more."""
        if self.asking is not None:
            self.asking = None
            self.unsetCursor()

    # -- Qt --

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        super().leaveEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(600, 220)  # it takes what is left, and never makes the page scroll

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(STEP ** (event.angleDelta().y() / 120))
