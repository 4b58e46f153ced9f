"""From papers to a PDF: pages with letterhead, footer and marks, the same bytes for the same input."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from bazar_desktop.domain.day.model import DaySheet
from bazar_desktop.language import _
from bazar_desktop.printing.toolkit import frame
from bazar_desktop.printing.toolkit.fonts import MM, load_faces
from bazar_desktop.printing.toolkit.pen import SIZES, Pen
from bazar_desktop.store.files import write_whole

PROGRAM = "Bazar Desktop"
Drawing = Callable[[Pen], None]


@dataclass(frozen=True, slots=True)
class Part:
    """One paper, composed and not yet drawn.

    `code` is its short name on the page code ("DH"). `size` is width and height in millimetres as drawn; `scale`
    enlarges it onto the sheet. `framed` papers have letterhead and full footer, others a small line in the lower
    margin. `figures`: the paper shows figures of the day, so it says whether they are sealed. `draft`: it shows figures
    of days that are not sealed, and says so across each page. `of_days`: it shows figures of several days, each under a
    seal of its own, so that no one seal stands for it.
    """

    code: str
    title: str
    size: tuple[float, float]
    pages: tuple[Drawing, ...]
    scale: float = 1.0
    framed: bool = True
    figures: bool = False
    draft: bool = False
    of_days: bool = False


def page_size(paper: str, *, landscape: bool = False) -> tuple[float, float]:
    """Width and height in millimetres of "A4", "F4" or "A3". Raises KeyError for another name."""
    width, height = SIZES[paper]
    return (height, width) if landscape else (width, height)


def reading_size(paper: str) -> tuple[tuple[float, float], float]:
    """For papers of text: the size to lay out on and its enlargement. A3 is A4 enlarged, to hang on a wall."""
    return (SIZES["A4"], SIZES["A3"][0] / SIZES["A4"][0]) if paper == "A3" else (SIZES[paper], 1.0)


def file_name(sheet: DaySheet, code: str) -> str:
    """What the file of the paper of that code is called: RO-P233M01-20230320.pdf, or -R2.pdf under that seal."""
    revision = f"-R{sheet.revision}" if sheet.seal else ""
    return f"{code}-{sheet.shown_code}-{sheet.day:%Y%m%d}{revision}.pdf"


def render(sheet: DaySheet, parts: Sequence[Part], title: str) -> bytes:
    """The PDF of `parts`, each with its own page numbers."""
    load_faces()
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1, pageCompression=1)
    canvas.setViewerPreference("PrintScaling", "None")  # scales and cards keep their size on paper
    canvas.setTitle(f"{title} – {sheet.shown_code} – {sheet.day.isoformat()}")
    canvas.setAuthor(PROGRAM)
    canvas.setCreator(PROGRAM)
    canvas.setSubject(_("Contoh") if sheet.is_sample else title)
    for part in parts:
        for number, drawing in enumerate(part.pages, start=1):
            _draw_page(canvas, sheet, part, drawing, number)
    canvas.save()
    return stream.getvalue()


def _draw_page(canvas: Canvas, sheet: DaySheet, part: Part, drawing: Drawing, number: int) -> None:
    width, height = part.size
    canvas.setPageSize((width * part.scale * MM, height * part.scale * MM))
    if part.scale != 1.0:
        canvas.scale(part.scale, part.scale)
    pen = Pen(canvas, width, height)
    draft = part.draft or (part.figures and not sheet.seal and sheet.off is None)
    marks = [word for word, holds in ((_("CONTOH"), sheet.is_sample), (_("DRAF"), draft)) if holds]
    if marks:
        pen.watermark(" · ".join(marks))
    if number == 1:
        canvas.bookmarkPage(part.code)
        canvas.addOutlineEntry(part.title, part.code)
    drawing(pen)
    of_pages = frame.PageNumber(part.code, part.title, number, len(part.pages))
    if part.framed:
        frame.draw_head(pen, sheet, of_pages)
        frame.draw_foot(pen, sheet, of_pages, figures=part.figures, draft=part.draft, of_days=part.of_days)
    else:
        frame.draw_small_foot(pen, sheet, of_pages)
    canvas.showPage()


def write(sheet: DaySheet, parts: Sequence[Part], title: str, path: Path) -> None:
    """Render and write whole. Raises DiskFull, OutputFailed."""
    write_whole(path, render(sheet, parts, title))
