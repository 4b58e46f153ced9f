"""Charts of reportlab.graphics in the paper's own ink, each with its values written beside the bars."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlab.graphics import renderPDF
from reportlab.graphics.charts.barcharts import HorizontalBarChart, VerticalBarChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor

from bazar_desktop.printing.toolkit.fonts import (
    MM,
    REGULAR,
    SEMIBOLD,
    SMALLEST_FIGURE,
    printable,
    shortened,
    width_of,
)
from bazar_desktop.printing.toolkit.pen import INK, MUTED, RULE, Pen

BAR = 9.0  # millimetres of one bar and the gap below it, where there is room
LABEL_SIZE = 7.5

Bars = Sequence[tuple[str, int, str]]  # name, value, colour


def lying_bars(bars: Bars, written: Callable[[int], str], width: float, height: float) -> Drawing:
    """Bars from left to right under each other, the first on top; names at left, values at their ends."""
    drawing = Drawing(width * MM, height * MM)
    chart = HorizontalBarChart()
    shown = list(reversed(bars))
    names = max((width_of(name, REGULAR, LABEL_SIZE) for name, _value, _colour in bars), default=0.0)
    values = max(
        (width_of(written(value), SEMIBOLD, LABEL_SIZE) for _name, value, _colour in bars), default=0.0
    )
    left = min(names + 2, width * 0.42)
    chart.x, chart.y = left * MM, 1 * MM
    chart.width, chart.height = (width - left - values - 3) * MM, (height - 2) * MM
    chart.data = [[value for _name, value, _colour in shown]]
    chart.categoryAxis.categoryNames = [
        shortened(printable(name), REGULAR, LABEL_SIZE, left - 2) for name, _value, _colour in shown
    ]
    _dress(chart, shown, written)
    chart.categoryAxis.labels.boxAnchor = "e"
    chart.categoryAxis.labels.dx = -4
    chart.barLabels.boxAnchor = "w"
    chart.barLabels.dx = 3
    drawing.add(chart)
    return drawing


def standing_bars(bars: Bars, written: Callable[[int], str], width: float, height: float) -> Drawing:
    """Bars beside each other, names below, values on top; lying ones where the values have no room so."""
    slot = (width - 2) / max(1, len(bars)) - 1
    widest = max((width_of(written(value), SEMIBOLD, 1) for _name, value, _colour in bars), default=0.0)
    size = min(LABEL_SIZE, slot / widest) if widest else LABEL_SIZE
    if size < SMALLEST_FIGURE:
        return lying_bars(bars, written, width, min(height, BAR * len(bars) + 2))
    drawing = Drawing(width * MM, height * MM)
    chart = VerticalBarChart()
    chart.x, chart.y = 1 * MM, 6 * MM
    chart.width, chart.height = (width - 2) * MM, (height - 12) * MM
    chart.data = [[value for _name, value, _colour in bars]]
    chart.categoryAxis.categoryNames = [printable(name) for name, _value, _colour in bars]
    _dress(chart, bars, written)
    chart.categoryAxis.labels.boxAnchor = "n"
    chart.categoryAxis.labels.dy = -3
    chart.barLabels.fontSize = size
    chart.barLabels.boxAnchor = "s"
    chart.barLabels.dy = 3
    drawing.add(chart)
    return drawing


def _dress(chart: HorizontalBarChart | VerticalBarChart, bars: Bars, written: Callable[[int], str]) -> None:
    chart.barSpacing = 0
    chart.groupSpacing = 5
    chart.bars[0].strokeColor = HexColor(INK)
    chart.bars[0].strokeWidth = 0.3
    for at, (_name, _value, colour) in enumerate(bars):
        chart.bars[(0, at)].fillColor = HexColor(colour)
        chart.bars[(0, at)].strokeColor = HexColor(INK)
        chart.bars[(0, at)].strokeWidth = 0.3
    top = max([value for _name, value, _colour in bars] + [1])
    axis, names = chart.valueAxis, chart.categoryAxis
    axis.valueMin, axis.valueMax, axis.valueStep = 0, top, top
    axis.visible = False
    names.strokeColor = HexColor(RULE)
    names.visibleTicks = False
    names.labels.fontName, names.labels.fontSize = REGULAR, LABEL_SIZE
    names.labels.fillColor = HexColor(MUTED)
    chart.barLabelFormat = lambda value: printable(written(round(value)))
    chart.barLabels.fontName, chart.barLabels.fontSize = SEMIBOLD, LABEL_SIZE
    chart.barLabels.fillColor = HexColor(INK)
    chart.barLabels.nudge = 0


def place(pen: Pen, drawing: Drawing, x: float, y: float) -> None:
    """Draw the chart with its top left corner at x, y (millimetres)."""
    bottom = (pen.height - y) * MM - drawing.height
    renderPDF.draw(drawing, pen.canvas, x * MM, bottom)
