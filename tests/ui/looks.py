"""Checks of looks for any widget: nothing clipped, no sideways scrolling, our font, named and reachable controls.

Scaling of 125 and 150 % is emulated by a window of 1366 x 768 divided by the factor, in logical pixels: Qt lays out in
logical pixels, so the layout is the same; only the sharpness of what is drawn is not tried this way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTableView,
    QWidget,
)

from bazar_desktop.domain.money import is_figure
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.figures import written
from bazar_desktop.ui.kit.rows_view import PADDING, RowsView, needed_width

SCALES = {100: (1366, 768), 125: (1093, 614), 150: (911, 512)}
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b|Qt\.GlobalColor\.(?!transparent)|\brgba?\(")


def shown(widget: QWidget, kind: type[QWidget] = QWidget) -> Iterator[QWidget]:
    """All visible descendants of that kind."""
    return (item for item in widget.findChildren(kind) if item.isVisible())


def settle(widget: QWidget, size: tuple[int, int] | None = None) -> None:
    """Give the widget its size and let layouts finish."""
    if size is not None:
        widget.resize(*size)
    before: list[tuple[int, ...]] = []
    for _turn in range(100):
        for _again in range(4):
            QApplication.processEvents()
        now = [item.geometry().getRect() for item in shown(widget)]
        if now == before:
            return
        before = now


def faults_of(widget: QWidget) -> list[str]:
    """Everything these checks find wrong with a shown widget, in words; empty when it looks right."""
    return [
        *clipped(widget),
        *sideways(widget),
        *foreign_fonts(widget),
        *nameless(widget),
        *unreachable(widget),
        *outside(widget),
        *below(widget),
        *narrow_fields(widget),
    ]


def clipped(widget: QWidget) -> list[str]:
    """Labels, buttons and table cells whose words have no room."""
    found = [_label_fault(item) for item in shown(widget, QLabel)]
    found += [_button_fault(item) for item in shown(widget, QAbstractButton)]
    for view in shown(widget, RowsView):
        found += _cell_faults(view)
    return [fault for fault in found if fault]


def cut_figures(widget: QWidget) -> list[str]:
    """Figures of which less is drawn than stands there: in grids, lists, labels and figure cards."""
    found = []
    for view in shown(widget, QTableView):
        assert isinstance(view, QTableView)
        found += _cut_in(view)
    for label in shown(widget, QLabel):
        assert isinstance(label, QLabel)
        metrics, room = QFontMetrics(label.font()), label.contentsRect().width() + 1
        figures = [word for word in label.text().split() if is_figure(word.strip("();:,.·"))]
        found += [f"{word} in {_name(label)}" for word in figures if metrics.horizontalAdvance(word) > room]
    return found


def _cut_in(view: QTableView) -> list[str]:
    model, found = view.model(), []
    for column in range(model.columnCount()):
        room = view.columnWidth(column) - 2 * PADDING
        for row in range(model.rowCount() if not view.isColumnHidden(column) else 0):
            index = model.index(row, column)
            words, font = str(index.data()), index.data(Qt.ItemDataRole.FontRole)
            drawn, size = written(words, font, room)
            half = bool(re.search(r"\d…$", drawn)) and words[len(drawn) - 1 :][:2].strip(".,")[:1].isdigit()
            lost = is_figure(words) and drawn != words
            if half or lost or (is_figure(words) and QFontMetrics(size).horizontalAdvance(drawn) > room):
                found.append(f"{words} as {drawn} in {view.accessibleName()}, column {column}")
    return found


def sideways(widget: QWidget) -> list[str]:
    """Areas that can be scrolled sideways."""
    areas = [
        area
        for area in (widget, *shown(widget, QAbstractScrollArea))
        if isinstance(area, QAbstractScrollArea)
    ]
    found = [
        f"sideways scroll bar: {_name(area)}" for area in areas if area.horizontalScrollBar().isVisible()
    ]
    for area in areas:
        if (
            isinstance(area, QScrollArea)
            and area.widget()
            and area.widget().width() > area.viewport().width()
        ):
            found.append(f"wider than its window: {_name(area)}")
    return found


def outside(widget: QWidget) -> list[str]:
    """Visible widgets that stick out of their parent at a side (below may be scrolled to)."""
    found = []
    for item in shown(widget):
        parent = item.parentWidget()
        if item.isWindow() or parent is None or item.objectName().startswith("qt_") or not item.width():
            continue
        if item.x() < 0 or item.geometry().right() > parent.width():
            found.append(f"sticks out: {_name(item)} {item.geometry().getRect()} in {parent.width()}")
    return found


def below(widget: QWidget) -> list[str]:
    """Visible widgets whose lower edge no scroll bar reaches: cut off by their parent or by the window."""
    found = []
    for item in shown(widget):
        parent = item.parentWidget()
        if item.isWindow() or parent is None or item.objectName().startswith("qt_") or not item.height():
            continue
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and parent is area.viewport():
            is_reached = area.verticalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if not isinstance(area, QScrollArea) or is_reached:
                continue
        if isinstance(parent, QAbstractScrollArea):
            continue  # its bars and corners are its own
        if item.y() < 0 or item.geometry().bottom() > parent.height():
            found.append(f"cut off below: {_name(item)} {item.geometry().getRect()} in {parent.height()}")
    return found


def narrow_fields(widget: QWidget) -> list[str]:
    """Fields whose hint, chosen word or figure has no room; what a person types scrolls."""
    found = []
    for item in shown(widget):
        option, words = QStyleOptionFrame(), ""
        if isinstance(item, QComboBox):
            box = QStyleOptionComboBox()
            item.initStyleOption(box)
            part = QStyle.SubControl.SC_ComboBoxEditField
            room = item.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, box, part, item).width()
            words = "" if item.isEditable() or item.toolTip() else item.currentText()
        elif isinstance(item, QLineEdit):
            item.initStyleOption(option)
            room = (
                item.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, item).width() - 4
            )
            is_own = not isinstance(item.parentWidget(), QAbstractSpinBox)
            words = item.placeholderText() if is_own and not item.text() else "" if is_own else item.text()
        if words and QFontMetrics(item.font()).horizontalAdvance(words) > room + 1:
            found.append(f"clipped field: {words!r} in {room} of {_name(item)}")
    return found


def foreign_fonts(widget: QWidget) -> list[str]:
    """Visible widgets with another font family than ours."""
    return [
        f"font {item.font().family()}: {_name(item)}"
        for item in shown(widget)
        if item.font().family() != theme.FAMILY
    ]


def nameless(widget: QWidget) -> list[str]:
    """Controls that take the focus and have neither words nor an accessible name."""
    found = []
    for item in shown(widget):
        takes = (
            bool(item.focusPolicy() & Qt.FocusPolicy.TabFocus)
            and item.isEnabled()
            and item.focusProxy() is None
        )
        if not takes or item.objectName().startswith("qt_") or isinstance(item, QScrollArea):
            continue
        words = item.accessibleName() or (item.text() if isinstance(item, QAbstractButton) else "")
        if not words:
            found.append(f"no accessible name: {_name(item)}")
    return found


def unreachable(widget: QWidget) -> list[str]:
    """Buttons that the tab key never comes to; of a group of choices it comes to one, arrows go on from there."""
    chain, one = set(), widget.nextInFocusChain()
    while one is not widget and one not in chain:
        chain.add(one)
        one = one.nextInFocusChain()
    buttons = [
        item for item in shown(widget, QPushButton) if item.isEnabled() and not _in_reachable_group(item)
    ]
    return [
        f"the tab key never comes to: {_name(button)}"
        for button in buttons
        if not button.focusPolicy() & Qt.FocusPolicy.TabFocus
        or (button.window() is widget.window() and button not in chain)
    ]


def colours() -> Iterator[str]:
    """All colours that may be on the screen, blends of anti-aliasing aside."""
    yield from theme.tokens().values()
    yield from theme.CATEGORIES.values()
    yield from (theme.soft(colour) for colour in theme.CATEGORIES.values())


def contrast(text: str, ground: str) -> float:
    """The contrast ratio of WCAG 2.1, 1 to 21."""
    light, dark = sorted((_luminance(text), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def foreign_colours(widget: QWidget, *, most: float = 0.002) -> list[str]:
    """Colours that fill more than `most` of the picture and are neither of the theme nor between two of its colours."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    counts: dict[int, int] = {}
    for y in range(0, image.height(), 2):
        for x in range(0, image.width(), 2):
            value = image.pixel(x, y) & 0xFFFFFF
            counts[value] = counts.get(value, 0) + 1
    known = {int(colour[1:], 16) for colour in colours()}
    total = sum(counts.values())
    return [
        f"#{value:06X} fills {count / total:.1%}"
        for value, count in counts.items()
        if value not in known and count > most * total
    ]


def colours_in_source(folder: Path, *, owner: str = "theme.py") -> list[str]:
    """Places in Python files and style sheets under `folder`, other than `owner`, that write a colour down."""
    found = []
    for path in (*folder.rglob("*.py"), *folder.rglob("*.qss")):
        if path.name == owner:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if _COLOUR.search(line):
                found.append(f"{path.name}:{number}: {line.strip()}")
    return found


def _in_reachable_group(pressed: QWidget) -> bool:
    assert isinstance(pressed, QPushButton)
    group = pressed.group()
    return group is not None and any(
        button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in group.buttons()
    )


def _label_fault(label: QWidget) -> str:
    assert isinstance(label, QLabel)
    if not label.text() or not label.width():
        return ""
    room = label.contentsRect()
    metrics = QFontMetrics(label.font())
    if label.wordWrap():
        need = metrics.boundingRect(
            QRect(0, 0, room.width(), 10_000), Qt.TextFlag.TextWordWrap.value, label.text()
        )
        too_small = need.height() > room.height() + 1 or need.width() > room.width() + 1
    else:
        too_small = (
            metrics.horizontalAdvance(label.text()) > room.width() + 1 or metrics.height() > room.height() + 1
        )
    return f"clipped label: {label.text()!r} in {room.width()} x {room.height()}" if too_small else ""


def _button_fault(button: QWidget) -> str:
    assert isinstance(button, QAbstractButton)
    if not button.text() or not isinstance(button, QPushButton | QCheckBox | QRadioButton):
        return ""
    hint = button.sizeHint()
    words = button.text().replace("&&", "&")
    if button.property("kind") == "nav":
        need = QFontMetrics(button.font()).horizontalAdvance(words) + button.iconSize().width() + 24
        return f"clipped button: {words!r}" if need > button.width() else ""
    too_small = button.width() < hint.width() - 1 or button.height() < hint.height() - 1
    return f"clipped button: {words!r} {button.width()} of {hint.width()}" if too_small else ""


def _cell_faults(view: QWidget) -> list[str]:
    assert isinstance(view, RowsView)
    found = []
    for column in range(view.proxy.columnCount()):
        declared = view.rows_model.columns[column]
        gives_way = bool(declared.stretch and declared.tip)  # the whole is told beside it
        if view.isColumnHidden(column) or gives_way:
            continue
        room = view.columnWidth(column)
        for row in range(min(50, view.proxy.rowCount())):
            index = view.proxy.index(row, column)
            if needed_width(index) > room + 1:
                found.append(f"clipped cell: {index.data()!r} needs {needed_width(index)} of {room}")
    return found


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName() or widget.objectName()}".strip()
