"""F1: the manual at the page in hand, from Markdown files."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeyEvent, QTextDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from bazar_desktop.language import RESOURCES, _, language
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import button

MANUAL = RESOURCES / "manual"
FIRST = "mulai"


class ManualWindow(QDialog):
    """Shows `resources/manual/<page>.md`; links between pages work, Esc closes. Stays beside the work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Panduan"))
        self.setModal(False)
        self.resize(768, 560)  # as wide as its pictures
        self.page = ""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 14, 14, 14)
        self.text = QTextBrowser()
        self.text.setFont(theme.font())
        self.text.setOpenLinks(False)
        self.text.setSearchPaths([str(MANUAL)])
        self.text.setAccessibleName(_("Panduan"))
        self.text.anchorClicked.connect(self._on_link)
        outer.addWidget(self.text, 1)
        row = QHBoxLayout()
        outer.addLayout(row)
        row.addWidget(button(_("Daftar isi"), lambda: self.show_page(FIRST), icon="book-open"))
        row.addStretch(1)
        row.addWidget(button(_("Tutup"), self.close))

    def show_page(self, name: str) -> None:
        """Open the page of that name; a page that is not written yet leads to the first one."""
        path = MANUAL / f"{name}.md"
        if not re.fullmatch(r"[a-z0-9-]+", name) or not path.is_file():
            name, path = FIRST, MANUAL / f"{FIRST}.md"
        self.page = name
        translated = MANUAL / language() / f"{name}.md"
        shown = translated if translated.is_file() else path
        self.text.setHtml(as_html(shown.read_text(encoding="utf-8")))

    def _on_link(self, link: QUrl) -> None:
        self.show_page(link.fileName().removesuffix(".md"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def as_html(markdown: str) -> str:
    """`markdown` as rich text with our distances, which Markdown itself cannot carry."""
    document = QTextDocument()
    document.setMarkdown(markdown)
    parts = re.split(r"(<table.*?</table>)", document.toHtml(), flags=re.DOTALL)
    return "".join(_table(part) if part.startswith("<table") else _prose(part) for part in parts)


def _table(html: str) -> str:
    look = '<table border="0" cellpadding="5" style="margin-bottom: 10px;"'
    return re.sub(r"<table[^>]*", look, html, count=1)


def _prose(html: str) -> str:
    spaced = re.sub(
        r"(<p [^>]*?)margin-top:\d+px; margin-bottom:\d+px", r"\1margin-top:0px; margin-bottom:8px", html
    )
    return re.sub(
        r"(<h\d [^>]*?)margin-top:\d+px; margin-bottom:\d+px", r"\1margin-top:14px; margin-bottom:6px", spaced
    )
