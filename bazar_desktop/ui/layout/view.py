"""The plan under the hand: choose, move what is chosen, carry somebody, by mouse or by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QRubberBand

from bazar_desktop.ui.layout.ground import STEP, GroundView
from bazar_desktop.ui.layout.items import BoothItem
from bazar_desktop.ui.layout.scene import PlanScene
from bazar_desktop.ui.layout.shifting import Shifting

SLACK = 6  # px that a hand may shake before a press becomes a drag
PARTY = "application/x-bazar-participation"
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PlanView(GroundView):
    """Shows a PlanScene. In edit mode drags move what is chosen; else they carry somebody to another booth.

    Signals:
        chosen(): other booths or fixtures are chosen (`scene.chosen`).
        considered(str, str): somebody from the first booth is held over the second; "" and "" when let go.
        dropped(str, str): whoever is in the first booth goes to the second.
        given(str, str): the participation dropped from the list, and the booth.
        shifted(float, float): move what is chosen by metres (edit mode).
        entered(): Enter on a booth where nobody is picked up.
        opened(str): a fixture was double-clicked (edit mode).
    """

    chosen = Signal()
    considered = Signal(str, str)
    dropped = Signal(str, str)
    given = Signal(str, str)
    shifted = Signal(float, float)
    entered = Signal()
    opened = Signal(str)

    def __init__(self, scene: PlanScene) -> None:
        super().__init__(scene)
        self.editing = False
        self.shifting = Shifting(scene)
        self._press: QPoint | None = None
        self._on_item = False
        self._carried = ""
        self._ghost: BoothItem | None = None
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, self)
        self.setAcceptDrops(True)

    def edit(self, *, on: bool) -> None:
        """Begin or end editing: with nothing carried and nothing chosen."""
        self.editing = self.plan_scene.marks_flaws = on
        self.let_go()
        self.choose(())
        self.plan_scene.update()
        self.setFocus()

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

    def choose(self, names: Sequence[str]) -> None:
        """Take these in hand."""
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
            self.choose(self.plan_scene.within(QRectF(corner, other).normalized()))
        else:
            way = self.shifting.finish()
            if way is not None:
                self.shifted.emit(*way)

    def _drag(self, place: QPoint, start: QPoint, *, free: bool) -> None:
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
        self.shifting.drag(self.mapToScene(place) - self.mapToScene(start), free=free)

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
        self.choose((self.plan_scene.next_to(last, across, down),))
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

    def _give_up(self) -> None:
        self._press = None
        self._band.hide()
        self.shifting.cancel()
        self.let_go()
        self.stop_asking()

    # -- Qt --

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        self.follow(place)
        name = self._at(place)
        if self.asking is not None and event.button() == Qt.MouseButton.LeftButton:
            self.take_point(place)
            return
        if event.button() == Qt.MouseButton.MiddleButton or (
            event.button() == Qt.MouseButton.LeftButton and not name and not self.editing
        ):
            self.begin_pan(place)
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
            kept = tuple(item for item in before if item not in tent)
            self.choose(kept if name in before else (*before, *tent))
        elif name not in before or not self.editing:
            self.choose(self._tent_of(name))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self.follow(place):
            return
        if self._press is not None and (
            self._carried or self.shifting.is_held or (place - self._press).manhattanLength() > SLACK
        ):
            self._drag(place, self._press, free=bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.end_pan():
            return
        if self._press is not None:
            self._finish_press(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)
        name = self._at(event.position().toPoint())
        if self.editing and name:
            self._press = None
            self.choose((name,))  # one booth of a tent
            if name in self.plan_scene.fixtures:
                self.opened.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._on_arrow(*_ARROWS[key], fine=fine)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        elif key == Qt.Key.Key_Escape and (
            self._carried or self._press is not None or self.asking is not None
        ):
            self._give_up()
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
