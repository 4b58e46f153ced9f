"""The look: colours, fonts, spacing, icons and the style sheet. No colour stands anywhere else."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QByteArray, QDir, QSize, Qt, QTemporaryDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from bazar_desktop.language import RESOURCES

FAMILY = "Plus Jakarta Sans"

INK, MUTED, LINE = "#12231F", "#5E6F6A", "#E3E9E6"
PAGE, CARD = "#F5F7F6", "#FFFFFF"
PRIMARY, DARK, TINT = "#0B6E5B", "#084F42", "#E4F3EF"
PRIMARY_HOVER, PRIMARY_LINE = "#095C4C", "#B5DACF"
ATTENTION, ATTENTION_TINT, ATTENTION_INK = "#F59E0B", "#FEF4DC", "#7A4A00"
ERROR, ERROR_TINT, ERROR_DARK = "#C2410C", "#FDF0EA", "#9A3412"
FIELD_LINE, TRACK, EMPTY = "#C3CFCA", "#E3E9E6", "#D5DDDA"
DARK_ACTIVE, DARK_HOVER, ON_DARK, ON_DARK_MUTED = "#2B675B", "#175B4E", "#E6F2EE", "#A5CBC1"

CATEGORIES = {
    "kuliner": "#E07A2F",
    "fesyen": "#7C5CC4",
    "kriya": "#2F7DB8",
    "minuman": "#3A9D7A",
    "jasa": "#8A8F98",
    "mitra": "#B8433A",
}
TINT_STRENGTH = 0.14  # how much of a category's colour stays when it fills a field under ink

# Every pair of text and ground that the program draws; a test proves at least 4.5 : 1 for each.
PAIRS = (
    (INK, CARD), (INK, PAGE), (INK, TINT), (INK, ATTENTION_TINT), (INK, ERROR_TINT), (INK, ATTENTION),
    (MUTED, CARD), (MUTED, PAGE), (MUTED, TINT), (PRIMARY, CARD), (PRIMARY, TINT), (PRIMARY, PAGE),
    (CARD, PRIMARY), (CARD, PRIMARY_HOVER), (CARD, DARK), (CARD, DARK_ACTIVE), (CARD, ERROR),
    (CARD, ERROR_DARK), (CARD, INK), (ERROR, CARD), (ERROR, ERROR_TINT), (ERROR_DARK, ERROR_TINT),
    (ERROR, PAGE), (ATTENTION_INK, ATTENTION_TINT), (ATTENTION_INK, CARD), (ON_DARK, DARK),
    (ON_DARK, DARK_HOVER), (ON_DARK_MUTED, DARK), (INK, EMPTY),
)  # fmt: skip

SPACE = (4, 8, 14, 22)
RADIUS = 12
ROW_HEIGHT = 36
TEXT, SMALL, HEADING, TITLE, FIGURE = 13, 12, 14, 19, 25  # px
REGULAR, MEDIUM, SEMIBOLD, BOLD = (
    QFont.Weight.Normal,
    QFont.Weight.Medium,
    QFont.Weight.DemiBold,
    QFont.Weight.Bold,
)
ICONS = RESOURCES / "icons"

_INDICATORS = {
    "check": ("check", CARD),
    "down": ("chevron-down", MUTED),
    "up": ("chevron-up", MUTED),
    "left": ("chevron-left", INK),
    "right": ("chevron-right", INK),
    "dot": ("circle-dot", PRIMARY),
}


class IconMissing(KeyError):
    """No SVG of that name is shipped in `resources/icons`."""


def tokens() -> dict[str, str]:
    """Every colour of this module by its name in lower case."""
    return {name.lower(): value for name, value in globals().items() if _is_colour(value)}


def soft(colour: str) -> str:
    """A pale ground of `colour` on which ink can be read."""
    front, back = QColor(colour), QColor(CARD)
    mixed = [
        round(part * TINT_STRENGTH + other * (1 - TINT_STRENGTH))
        for part, other in zip(front.getRgb()[:3], back.getRgb()[:3], strict=True)  # type: ignore[index]
    ]
    return QColor(*mixed).name().upper()


def font(size: int = TEXT, weight: QFont.Weight = REGULAR, *, tabular: bool = False) -> QFont:
    """Our face at `size` px. `tabular` gives all digits one width: for every column of numbers."""
    result = QFont(FAMILY)
    result.setPixelSize(size)
    result.setWeight(weight)
    if tabular:
        result.setFeature(QFont.Tag("tnum"), 1)
    return result


@cache
def icon(name: str, colour: str = INK) -> QIcon:
    """The Lucide drawing `name` in `colour`, sharp at every device pixel ratio. Raises IconMissing."""
    result = QIcon()
    for mode, shade in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, MUTED)):
        renderer = QSvgRenderer(QByteArray(_tinted(name, shade)))
        for side in (14, 16, 18, 20, 22, 24, 27, 30, 32, 36, 40, 48, 64, 96):
            pixmap = QPixmap(side, side)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter)
            painter.end()
            result.addPixmap(pixmap, mode)
    return result


def picture(name: str, colour: str, side: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a pixmap of `side` logical px for a screen of the given device pixel ratio."""
    return icon(name, colour).pixmap(QSize(side, side), ratio)


def apply(app: QApplication) -> None:
    """Load the fonts and dress `app`: style, palette, style sheet."""
    load_fonts()
    app.setStyle("Fusion")
    app.styleHints().setColorScheme(
        Qt.ColorScheme.Light
    )  # a Windows that is set dark would draw frames for the dark
    app.setPalette(palette())
    app.setFont(font())
    _put_indicators(app)
    app.setStyleSheet(style_sheet())
    app.setWindowIcon(mark())


@cache
def load_fonts() -> tuple[str, ...]:
    """Load every TTF of `resources/fonts`; the families found."""
    families: set[str] = set()
    for path in sorted((RESOURCES / "fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        families.update(QFontDatabase.applicationFontFamilies(number))
    return tuple(sorted(families))


def palette() -> QPalette:
    """Colours for whatever the style sheet does not reach, so that no grey default remains."""
    result = QPalette()
    role = QPalette.ColorRole
    grounds = {
        role.Window: PAGE,
        role.Base: CARD,
        role.AlternateBase: PAGE,
        role.Button: CARD,
        role.ToolTipBase: INK,
    }
    texts = {role.WindowText: INK, role.Text: INK, role.ButtonText: INK, role.ToolTipText: CARD}
    texts[role.BrightText] = INK
    marks = {role.Highlight: TINT, role.HighlightedText: INK, role.Accent: PRIMARY}
    links = {role.Link: PRIMARY, role.LinkVisited: PRIMARY, role.PlaceholderText: MUTED}
    edges = {
        role.Light: CARD,
        role.Midlight: LINE,
        role.Mid: FIELD_LINE,
        role.Dark: FIELD_LINE,
        role.Shadow: LINE,
    }
    for which, colour in (grounds | texts | marks | links | edges).items():
        result.setColor(which, QColor(colour))
    for which in texts:
        if which is not role.ToolTipText:
            result.setColor(QPalette.ColorGroup.Disabled, which, QColor(MUTED))
    return result


def mark() -> QIcon:
    """The program's own picture, for titles and the taskbar."""
    return QIcon(str(RESOURCES / "theme" / "bazar.svg"))


def style_sheet() -> str:
    """The style sheet with its tokens filled in; its pictures are found by the search path `indicators`."""
    template = Template((RESOURCES / "theme" / "bazar.qss").read_text(encoding="utf-8"))
    return template.substitute(tokens())


def _put_indicators(app: QApplication) -> None:
    # A style sheet takes pictures from files only, and ours have to be tinted first. Their folder has the user's name
    # in it, which no url(…) must be made of: an apostrophe would end it.
    folder = QTemporaryDir()
    app.setProperty("indicators", folder.path())
    _indicator_folders.append(folder)
    for target, (name, colour) in _INDICATORS.items():
        (Path(folder.path()) / f"{target}.svg").write_bytes(_tinted(name, colour))
    QDir.setSearchPaths("indicators", [folder.path()])


_indicator_folders: list[QTemporaryDir] = []  # kept as long as the program runs, removed with it


def _tinted(name: str, colour: str) -> bytes:
    path = ICONS / f"{name}.svg"
    if not path.is_file():
        raise IconMissing(name)
    return path.read_text(encoding="utf-8").replace("currentColor", colour).encode()


def _is_colour(value: object) -> bool:
    return isinstance(value, str) and value.startswith("#")
