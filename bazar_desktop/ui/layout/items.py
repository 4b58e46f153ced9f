"""What lies on the denah: booths and fixtures. Scene units are centimetres; words keep their size on the screen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from bazar_desktop.domain.layout.model import ZONE, Booth, Fixture
from bazar_desktop.ui import theme
from bazar_desktop.ui.layout.faces import (
    LEFT_TOP,
    LETTER,
    MARK_ROOM,
    PIN,
    POWER,
    WARNING,
    Face,
    fitted,
    fitted_or_cut,
    marks_of,
    metrics,
    words_font,
)

PLAIN, CHOSEN, HELD, TARGET = "plain", "chosen", "held", "target"
SOUND, DOUBTFUL, WRONG = "", "doubtful", "wrong"  # what the checks say of an item
_GROUNDS = {
    "genset": (theme.ATTENTION_TINT, theme.ATTENTION),
    "power": (theme.ATTENTION_TINT, theme.ATTENTION),
    "gate": (theme.TINT, theme.PRIMARY_LINE),
}
_LABEL, _TINY = 11, 9  # px
_EDGE = 4  # px between border and words
_USUAL = "H-08"
_MARK_COLOURS = {WARNING: theme.ERROR, PIN: theme.INK, POWER: theme.ATTENTION_INK}


class PlanItem(QGraphicsItem):
    """A rectangle of the plan that can be chosen. `zoom` is px for each centimetre."""

    level = 0  # what lies above what while nothing is chosen

    def __init__(self, box: Booth | Fixture) -> None:
        super().__init__()
        self.box = box
        self.setZValue(self.level)
        self.zoom = 0.2
        self.state = PLAIN
        self.verdict = SOUND
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.show_box(box)

    def show_box(self, box: Booth | Fixture) -> None:
        """Take on another place or size."""
        self.prepareGeometryChange()
        self.box = box
        self.setPos(box.x * 100, box.y * 100)
        self.update()

    def show_state(self, state: str) -> None:
        if state != self.state:
            self.state = state
            self.setZValue(self.level if state == PLAIN else 2)
            self.update()

    def show_verdict(self, verdict: str) -> None:
        """Say whether the checks find something wrong with it."""
        if verdict != self.verdict:
            self.verdict = verdict
            self.update()

    def show_zoom(self, zoom: float) -> None:
        self.zoom = zoom
        self.update()

    def area(self) -> QRectF:
        """The rectangle itself, in its own coordinates."""
        return QRectF(0, 0, self.box.width * 100, self.box.depth * 100)

    def paint_edge(self, painter: QPainter, box: QRectF) -> None:
        """The ring of the item that is chosen, held or about to take somebody."""
        if self.verdict != SOUND:
            wrong = theme.ERROR if self.verdict == WRONG else theme.ATTENTION
            painter.setPen(QPen(QColor(wrong), 2, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2.5, 2.5, -2.5, -2.5), 4, 4)
        colours = {CHOSEN: theme.PRIMARY, HELD: theme.ATTENTION, TARGET: theme.PRIMARY}
        if self.state in colours:
            style = Qt.PenStyle.DashLine if self.state == TARGET else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(colours[self.state]), 3, style))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)

    def boundingRect(self) -> QRectF:
        return self.area().adjusted(-6, -6, 6, 6)


class BoothItem(PlanItem):
    """One booth and who stands in it."""

    def __init__(self, box: Booth, face: Face) -> None:
        self.face = face
        self._at_foot: tuple[str, ...] = ()
        self.plan_booth = box
        super().__init__(box)
        self.setToolTip(face.tip)

    def show_face(self, face: Face) -> None:
        if face != self.face:
            self.face = face
            self.setToolTip(face.tip)
            self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.scale(1 / self.zoom, 1 / self.zoom)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.area()
        box = QRectF(0, 0, area.width() * self.zoom, area.height() * self.zoom)
        self._paint_ground(painter, box.adjusted(0.5, 0.5, -0.5, -0.5))
        self.paint_edge(painter, box)
        self._at_foot = marks_of(self.face, 0)[1]
        self._paint_words(painter, box)
        self._paint_foot(painter, box)

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        face = self.face
        edge = QColor(theme.ERROR if face.warning else face.colour or theme.FIELD_LINE)
        empty = not face.words
        painter.setPen(
            QPen(edge, 2 if face.warning else 1, Qt.PenStyle.DashLine if empty else Qt.PenStyle.SolidLine)
        )
        painter.setBrush(QColor(theme.CARD if empty else theme.soft(face.colour)))
        painter.drawRoundedRect(box, 5, 5)
        if face.blocked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.EMPTY))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.MUTED), 1))
            painter.drawLine(box.topLeft(), box.bottomRight())
            painter.drawLine(box.bottomLeft(), box.topRight())

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        face = self.face
        painter.setPen(QColor(theme.INK))
        room = box.width() - 2 * _EDGE
        size = _LABEL if _widest(_LABEL, face.label) + 14 <= room else _TINY
        label = metrics(size, theme.BOLD)
        wide = label.horizontalAdvance(face.label)
        if _widest(size, face.label) > box.width() - 2 or label.height() > box.height():
            self._paint_letter(painter, box)
            return
        painter.setFont(words_font(size, theme.BOLD))
        left = _EDGE if wide <= room else (box.width() - wide) / 2
        painter.drawText(QRectF(left, 2, box.width() + 20, label.height()), LEFT_TOP, face.label)
        has_letter = self._paint_marks(painter, box, left + wide + 2)
        below = box.adjusted(_EDGE, label.height() + 2, -_EDGE, -2)
        name, lines = fitted_or_cut(face.words, round(room), round(below.height()))
        if lines:
            painter.setFont(words_font(name))
            high = metrics(name).height()
            for number, line in enumerate(lines):
                place = QRectF(_EDGE, below.top() + number * high, room + 8, high)
                painter.drawText(place, LEFT_TOP, line)
        elif not has_letter:
            self._paint_letter(painter, below)

    def _paint_letter(self, painter: QPainter, box: QRectF) -> None:
        """The category alone, where nothing else has room."""
        if box.height() >= metrics(_TINY, theme.BOLD).capHeight():
            painter.setFont(words_font(_TINY, theme.BOLD))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.face.letter)

    def _paint_marks(self, painter: QPainter, box: QRectF, free: float) -> bool:
        """Letter of the category, warning, pin and power, from the right, as far as there is room.

        Returns whether the letter had room.
        """
        face, right = self.face, box.width() - 3
        beside, self._at_foot = marks_of(face, right - free)
        if LETTER in beside:
            painter.setFont(words_font(10, theme.BOLD))
            painter.drawText(QRectF(right - 10, 3, 10, 13), Qt.AlignmentFlag.AlignCenter, face.letter)
            right -= MARK_ROOM[LETTER]
        for name in beside:
            if name != LETTER:
                self._paint_mark(painter, name, right - 10, 4)
                right -= MARK_ROOM[name]
        return LETTER in beside

    def _paint_foot(self, painter: QPainter, box: QRectF) -> None:
        """The warning and the pin that had no room beside the number, over the end of the name."""
        right, top = box.width() - 3, box.height() - 13
        ground = QColor(theme.soft(self.face.colour) if self.face.words else theme.CARD)
        for name in self._at_foot if min(box.width(), box.height()) > 14 else ():
            painter.fillRect(QRectF(right - 11, top, 12, 11), ground)
            self._paint_mark(painter, name, right - 10, top)
            right -= MARK_ROOM[name]

    def _paint_mark(self, painter: QPainter, name: str, x: float, y: float) -> None:
        picture = theme.picture(name, _MARK_COLOURS[name], 10, self._ratio())
        painter.drawPixmap(round(x), round(y), picture)

    def _ratio(self) -> float:
        scene = self.scene()
        views = scene.views() if scene else []
        return views[0].devicePixelRatioF() if views else 1.0


def _widest(size: int, label: str) -> float:
    """Px of the label, or of a usual wide one: all booths of a plan show their number, or none does."""
    measure = metrics(size, theme.BOLD)
    return max(measure.horizontalAdvance(label), measure.horizontalAdvance(_USUAL))


class FixtureItem(PlanItem):
    """A stage, gate, genset …: a labelled rectangle with a dashed edge."""

    level = -1

    def __init__(self, box: Fixture) -> None:
        super().__init__(box)
        self.show_fixture(box)
        if box.kind == ZONE:
            self.level = -2
            self.setZValue(self.level)

    def boundingRect(self) -> QRectF:
        # Words that have no room inside run over its sides.
        return self.area().adjusted(-120, -6, 120, 6) if self.box.width >= 1 else super().boundingRect()

    def show_fixture(self, fixture: Fixture) -> None:
        self.kind, self.label = fixture.kind, fixture.label
        self.show_box(fixture)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        ground, edge = _GROUNDS.get(self.kind, (theme.PAGE, theme.FIELD_LINE))
        painter.scale(1 / self.zoom, 1 / self.zoom)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.area()
        box = QRectF(0, 0, area.width() * self.zoom, area.height() * self.zoom)
        if self.kind == ZONE:
            self._paint_zone(painter, box)
            return
        painter.setPen(QPen(QColor(edge), 1, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        self.paint_edge(painter, box)
        size, lines = fitted(self.label, round(box.width() - 4), round(box.height() - 2))
        if lines or self.kind not in ("power", "genset"):
            painter.setPen(QColor(theme.INK))
            painter.setFont(words_font(size or _TINY - 1, theme.REGULAR))
            beyond = self.boundingRect().width() * self.zoom - box.width()
            words = box if lines else box.adjusted(-beyond / 2, 0, beyond / 2, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, "\n".join(lines) or self.label)
        elif min(box.width(), box.height()) >= 7:
            side = round(min(12, box.width() - 1, box.height() - 1))
            place = box.center().toPoint()
            mark = theme.picture("zap", theme.ATTENTION_INK, side)
            painter.drawPixmap(place.x() - side // 2, place.y() - side // 2, mark)

    def _paint_zone(self, painter: QPainter, box: QRectF) -> None:
        """A pale field with its name in the upper left corner: booths stand on it."""
        painter.setPen(QPen(QColor(theme.PRIMARY_LINE), 1, Qt.PenStyle.DashDotLine))
        painter.setBrush(QColor(theme.TINT))
        painter.setOpacity(0.55)
        painter.drawRect(box)
        painter.setOpacity(1.0)
        painter.setPen(QColor(theme.PRIMARY))
        painter.setFont(words_font(_TINY + 1, theme.BOLD))
        painter.drawText(box.adjusted(_EDGE, 1, 0, 0), LEFT_TOP, self.label)
        self.paint_edge(painter, box)
