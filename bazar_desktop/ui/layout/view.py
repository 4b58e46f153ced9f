"""The window onto the plan: zoom to the pointer, pan, choose, carry somebody by mouse or by keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QRubberBand

from bazar_desktop.domain.layout_editing import snap
from bazar_desktop.language import _
from bazar_desktop.ui.layout.items import BoothItem
from bazar_desktop.ui.layout.scene import PlanScene

NEAREST, FARTHEST = 1.0, 0.02  # px a centimetre
STEP = 1.2  # one turn of the wheel
SLACK = 6  # px that a hand may shake before a press becomes a drag
PARTY = "application/x-bazar-participation"
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PlanView(QGraphicsView):
    """Shows a PlanScene. In edit mode drags move what is chosen; else they carry somebody to another booth.

    Signals:
        chosen(): other booths or fixtures are chosen (`scene.chosen`).
        considered(str, str): somebody from the first booth is held over the second; "" and "" when let go.
        dropped(str, str): whoever is in the first booth goes to the second.
        given(str, str): the participation dropped from the list, and the booth.
        shifted(float, float): move what is chosen by metres (edit mode).
        entered(): Enter on a booth where nobody is picked up.
    """

    chosen = Signal()
    considered = Signal(str, str)
    dropped = Signal(str, str)
    given = Signal(str, str)
    shifted = Signal(float, float)
    entered = Signal()

    def __init__(self, scene: PlanScene) -> None:
        super().__init__(scene)
        self.plan_scene = scene
        self.editing = False
        self._fits = True
        self._layout = ""
        self._ghost_shift: QPointF | None = None
        self._press: QPoint | None = None
        self._on_item = False
        self._pan: QPoint | None = None
        self._carried = ""
        self._ghost: BoothItem | None = None
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, self)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
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

    # -- carrying --

    @property
    def carried(self) -> str:
        """The booth whose holder is picked up; "" for nobody."""
        return self._carried

    def pick_up(self, booth: str) -> None:
        """Take whoever is in the booth along; `let_go` or `put_down` ends it."""
        item = self.plan_scene.booths.get(booth)
        if item is None or not item.face.words:
            return
        self._carried = booth
        self._consider(booth)

    def put_down(self, booth: str) -> None:
        """Leave whoever is carried in a booth."""
        here = self._carried
        self.let_go()
        if here and booth and booth != here and booth in self.plan_scene.booths:
            self.plan_scene.choose([booth])
            self.dropped.emit(here, booth)

    def let_go(self) -> None:
        """Carry nobody any more."""
        self._carried = ""
        if self._ghost is not None:
            self.plan_scene.removeItem(self._ghost)
            self._ghost = None
        self.plan_scene.show_carry("", "")
        self.considered.emit("", "")

    def _consider(self, booth: str) -> None:
        target = booth if booth in self.plan_scene.booths and booth != self._carried else ""
        if target != self.plan_scene.target or self.plan_scene.held != self._carried:
            self.plan_scene.show_carry(self._carried, target)
            self.considered.emit(self._carried, target)

    def _choose(self, names: tuple[str, ...]) -> None:
        self.plan_scene.choose(names)
        self.chosen.emit()

    def _tent_of(self, name: str) -> tuple[str, ...]:
        """In edit mode a tent is chosen as one."""
        item = self.plan_scene.booths.get(name)
        tent = item.plan_booth.tent if item else ""
        if not self.editing or not tent:
            return (name,) if name else ()
        return tuple(booth.id for booth in self.plan_scene.plan.booths if booth.tent == tent)

    def _at(self, place: QPoint) -> str:
        return self.plan_scene.at(self.mapToScene(place))

    def _finish_press(self, place: QPoint) -> None:
        start, self._press = self._press, None
        if self._carried:
            self.put_down(self._at(place))
        elif self._band.isVisible() and start is not None:
            self._band.hide()
            corner, other = self.mapToScene(start), self.mapToScene(place)
            self._choose(self.plan_scene.within(QRectF(corner, other).normalized()))
        elif self._ghost_shift is not None:
            way = self._ghost_shift
            self._ghost_shift = None
            self.shifted.emit(snap(way.x() / 100), snap(way.y() / 100))

    def _drag(self, place: QPoint, start: QPoint) -> None:
        if not self.editing:
            if not self._carried:
                self.pick_up(self._at(start))
                self._ghost = self.plan_scene.ghost_of(self._carried)
            if self._carried and self._ghost is not None:
                self._ghost.setPos(self.mapToScene(place + QPoint(10, 10)))  # leaves the target readable
                self._consider(self._at(place))
            return
        if not self._on_item:
            self._band.setGeometry(QRect(start, place).normalized())
            self._band.show()
            return
        way = self.mapToScene(place) - self.mapToScene(start)
        self._ghost_shift = way
        for name in self.plan_scene.chosen:
            item = self.plan_scene.item_of(name)
            if item is not None:
                item.setPos(
                    item.box.x * 100 + snap(way.x() / 100) * 100,
                    item.box.y * 100 + snap(way.y() / 100) * 100,
                )

    def _on_arrow(self, across: int, down: int, *, fine: bool) -> None:
        if self.editing:
            far = 0.1 if fine else 0.5
            self.shifted.emit(across * far, down * far)
            return
        if self._carried:
            self._consider(self.plan_scene.next_to(self.plan_scene.target or self._carried, across, down))
            self._reveal(self.plan_scene.target)
            return
        last = self.plan_scene.chosen[-1] if self.plan_scene.chosen else ""
        self._choose((self.plan_scene.next_to(last, across, down),))
        self._reveal(self.plan_scene.chosen[-1])

    def _reveal(self, name: str) -> None:
        item = self.plan_scene.item_of(name)
        if item is not None:
            self.ensureVisible(item, 20, 20)

    def _on_enter(self) -> None:
        if self._carried:
            self.put_down(self.plan_scene.target)
        elif len(self.plan_scene.chosen) == 1 and not self.editing:
            name = self.plan_scene.chosen[0]
            item = self.plan_scene.booths.get(name)
            if item is not None and item.face.words:
                self.pick_up(name)
            else:
                self.entered.emit()

    # -- Qt --

    def sizeHint(self) -> QSize:
        return QSize(600, 220)  # it takes what is left, and never makes the page scroll

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(STEP ** (event.angleDelta().y() / 120))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        name = self._at(place)
        if event.button() == Qt.MouseButton.MiddleButton or (
            event.button() == Qt.MouseButton.LeftButton and not name and not self.editing
        ):
            self._pan = place
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._press, self._on_item = place, bool(name)
        adds = bool(
            event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        )
        before = self.plan_scene.chosen
        if adds and self.editing:
            tent = self._tent_of(name)
            kept = tuple(one for one in before if one not in tent)
            self._choose(kept if name in before else (*before, *tent))
        elif name not in before or not self.editing:
            self._choose(self._tent_of(name))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._pan is not None:
            way, self._pan = place - self._pan, place
            for bar, length in ((self.horizontalScrollBar(), way.x()), (self.verticalScrollBar(), way.y())):
                bar.setValue(bar.value() - length)
            return
        if self._press is not None and (self._carried or (place - self._press).manhattanLength() > SLACK):
            self._drag(place, self._press)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan is not None:
            self._pan = None
            self.unsetCursor()
        elif self._press is not None:
            self._finish_press(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)
        name = self._at(event.position().toPoint())
        if self.editing and name:
            self._choose((name,))  # one booth of a tent

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._on_arrow(*_ARROWS[key], fine=fine)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        elif key == Qt.Key.Key_Escape and (self._carried or self._press is not None):
            self._press = None
            self.let_go()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(PARTY):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.plan_scene.show_carry("", self._at(event.position().toPoint()))
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        booth = self._at(event.position().toPoint())
        self.plan_scene.show_carry("", "")
        if booth in self.plan_scene.booths:
            self.given.emit(bytes(event.mimeData().data(PARTY).data()).decode(), booth)
            event.acceptProposedAction()
