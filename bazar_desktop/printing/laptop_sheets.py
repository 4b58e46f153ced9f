"""A sheet for each prepared laptop: what it is for, the code that opens its preparation, room for the six words."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reportlab.pdfgen.canvas import Canvas

from bazar_desktop.domain.calendar import format_date, format_short_date
from bazar_desktop.language import _, language
from bazar_desktop.printing.toolkit.document import PROGRAM, page_size
from bazar_desktop.printing.toolkit.fonts import BOLD, MM, SEMIBOLD, load_faces
from bazar_desktop.printing.toolkit.frame import MARGIN
from bazar_desktop.printing.toolkit.pen import DARK, INK, MUTED, RULE, Pen

_WORDS = 6
_MOST_PLACES = 6


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """A bazaar that the laptop is for."""

    lokasi: str
    kecamatan: str
    code: str
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class LaptopSheet:
    """What stands on a laptop's sheet; `code` opens the preparation in `file`."""

    name: str
    letter: str
    file: str
    code: str
    contact: str
    places: tuple[SheetPlace, ...]

    def __repr__(self) -> str:
        return f"LaptopSheet({self.name!r}, …)"


def render_laptop_sheets(
    sheets: Sequence[LaptopSheet], *, office: str, at: datetime, is_sample: bool = False, paper: str = "A4"
) -> bytes:
    """Give the PDF, a page a laptop. Its title and facts hold no code."""
    load_faces()
    width, height = page_size(paper)
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1, pageCompression=1, pagesize=(width * MM, height * MM))
    canvas.setViewerPreference("PrintScaling", "None")
    canvas.setTitle(_("Lembar laptop"))
    canvas.setAuthor(PROGRAM)
    canvas.setCreator(PROGRAM)
    for number, sheet in enumerate(sheets, 1):
        pen = Pen(canvas, width, height)
        if is_sample:
            pen.watermark(_("CONTOH"))
        _draw_head(pen, sheet, office, at)
        y = _draw_code(pen, sheet, _draw_places(pen, sheet))
        _draw_words(pen, _draw_steps(pen, sheet, y))
        counted = _("Lembar {number} dari {of}").format(number=number, of=len(sheets))
        pen.text(pen.width - MARGIN, pen.height - 12, counted, size=7, align="right", colour=MUTED)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _draw_head(pen: Pen, sheet: LaptopSheet, office: str, at: datetime) -> None:
    room = pen.width - 2 * MARGIN
    pen.one_line(MARGIN, 17, office, room, font=SEMIBOLD, size=10, colour=MUTED)
    pen.one_line(MARGIN, 28, sheet.name, room - 26, font=BOLD, size=24, colour=DARK)
    pen.text(pen.width - MARGIN, 28, sheet.letter, font=BOLD, size=24, align="right", colour=DARK)
    made = _("Disiapkan {date}. Hubungi: {contact}").format(
        date=format_date(at.date(), language()), contact=sheet.contact or "–"
    )
    pen.one_line(MARGIN, 35, made, room - 26, size=9, colour=MUTED)
    pen.text(pen.width - MARGIN, 35, _("huruf kartu"), size=9, align="right", colour=MUTED)
    pen.teeth(MARGIN, 38, room)


def _draw_places(pen: Pen, sheet: LaptopSheet) -> float:
    """The bazaars; returns where the next part begins."""
    room, y = pen.width - 2 * MARGIN, 50.0
    pen.text(MARGIN, y, _("Untuk bazar"), font=SEMIBOLD, size=9, colour=MUTED)
    for place in sheet.places[:_MOST_PLACES]:
        y += 7.5
        days = ", ".join(format_short_date(day, language()) for day in place.days)
        where = ", ".join(part for part in (place.lokasi, place.kecamatan) if part)
        pen.one_line(MARGIN, y, where, room * 0.58, font=SEMIBOLD, size=12)
        pen.one_line(MARGIN + room * 0.6, y, f"{place.code}   {days}", room * 0.4, size=10)
    if len(sheet.places) > _MOST_PLACES:
        y += 7
        more = _("dan {n} bazar lagi").format(n=len(sheet.places) - _MOST_PLACES)
        pen.text(MARGIN, y, more, size=10, colour=MUTED)
    return y + 12


def _draw_code(pen: Pen, sheet: LaptopSheet, y: float) -> float:
    room = pen.width - 2 * MARGIN
    pen.box(MARGIN, y, room, 30, stroke=DARK, radius=2)
    pen.text(MARGIN + 6, y + 8, _("Kode serah terima"), font=SEMIBOLD, size=9, colour=MUTED)
    pen.text(pen.width / 2, y + 20, sheet.code, font=BOLD, size=30, align="centre", colour=INK)
    kept = _("Serahkan lembar ini langsung kepada petugasnya, terpisah dari flashdisk berisi {file}.")
    pen.one_line(MARGIN + 6, y + 27, kept.format(file=sheet.file), room - 12, size=8.5, colour=MUTED)
    return y + 40


def _draw_steps(pen: Pen, sheet: LaptopSheet, y: float) -> float:
    room = pen.width - 2 * MARGIN
    steps = (
        _("Di laptop: buka Bazar Desktop, pilih berkas {file}, ketik kode di atas.").format(file=sheet.file),
        _("Pilih nama Anda, buat PIN. Laptop menulis jawaban (.daftar): bawa atau kirim ke kantor."),
        _("Tulis enam kata di layar laptop di bawah ini, lalu cocokkan dengan kantor lewat telepon."),
        _("Sesudah laptop terdaftar, musnahkan lembar ini: kodenya tidak diperlukan lagi."),
    )
    for number, line in enumerate(steps, 1):
        pen.text(MARGIN, y + 5.1, f"{number}.", font=SEMIBOLD, size=10)
        pen.boxed(MARGIN + 7, y, room - 7, 8, line, largest=10, align="left")
        y += 9
    return y + 6


def _draw_words(pen: Pen, y: float) -> None:
    room = pen.width - 2 * MARGIN
    pen.text(MARGIN, y, _("Enam kata"), font=SEMIBOLD, size=9, colour=MUTED)
    gap = 4.0
    step = (room + gap) / 3
    for at in range(_WORDS):
        x, top = MARGIN + at % 3 * step, y + 3 + at // 3 * 15
        pen.box(x, top, step - gap, 12, stroke=RULE, radius=1.5)
        pen.text(x + 2.5, top + 4.5, str(at + 1), size=7, colour=MUTED)
    foot = y + 42
    pen.text(MARGIN, foot, _("Dicocokkan oleh"), size=8, colour=MUTED)
    pen.text(pen.width / 2, foot, _("Tanggal dan jam"), size=8, colour=MUTED)
    pen.rule(MARGIN, foot + 10, MARGIN + room * 0.42, foot + 10)
    pen.rule(pen.width / 2, foot + 10, pen.width - MARGIN, foot + 10)
