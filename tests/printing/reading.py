"""Reading PDFs back: words, their places, page sizes, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2

MM = 25.4 / 72
WATERMARK = 30.0  # millimetres: only words that lie across the page are as tall and as wide


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(str(path))
    try:
        yield document
    finally:
        document.close()


def page_texts(path: Path) -> list[str]:
    """The words of each page, white space made single."""
    with opened(path) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return [" ".join(text.replace("\ufffe", "-").replace("\x02", "-").split()) for text in texts]


def whole_text(path: Path) -> str:
    return " ".join(page_texts(path))


def page_sizes(path: Path) -> list[tuple[int, int]]:
    """Width and height of each page in whole millimetres."""
    with opened(path) as document:
        return [(round(page.get_width() * MM), round(page.get_height() * MM)) for page in document]


def text_boxes(path: Path, page: int = 0) -> list[tuple[float, float, float, float, str]]:
    """left, bottom, right, top in millimetres and the words of each run of text, without those across the page."""
    with opened(path) as document:
        textpage = document[page].get_textpage()
        found = []
        for at in range(textpage.count_rects()):
            left, bottom, right, top = textpage.get_rect(at)
            words = textpage.get_text_bounded(left, bottom, right, top)
            across = min(right - left, top - bottom) * MM > WATERMARK
            if across and not re.fullmatch(
                r"\w{1,2}-?\d{1,3}", words.strip()
            ):  # a booth's number is as large
                continue
            found.append((left * MM, bottom * MM, right * MM, top * MM, words))
        return found


def overlaps(
    boxes: list[tuple[float, float, float, float, str]], slack: float = 0.05
) -> list[tuple[str, str]]:
    """Pairs of runs of text that cover each other by more than `slack` millimetres both ways."""
    found = []
    for at, box in enumerate(boxes):
        for other in boxes[at + 1 :]:
            across = min(box[2], other[2]) - max(box[0], other[0])
            down = min(box[3], other[3]) - max(box[1], other[1])
            if across > slack and down > slack:
                found.append((box[4], other[4]))
    return found


def pictures(path: Path, dpi: int) -> list[Any]:
    """Each page as a picture."""
    with opened(path) as document:
        return [page.render(scale=dpi / 72).to_pil() for page in document]


def metadata(path: Path) -> dict[str, str]:
    with opened(path) as document:
        return dict(document.get_metadata_dict())


def aligned(values: list[float], slack: float = 0.1) -> bool:
    """Whether all values lie within `slack` of the next larger one."""
    return all(b - a <= slack for a, b in pairwise(sorted(values)))
