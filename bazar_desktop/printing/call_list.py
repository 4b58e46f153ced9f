"""Daftar telepon: the bazaar days that the office still waits for, whom to call about each, and room for notes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime

from reportlab.pdfgen.canvas import Canvas

from bazar_desktop.domain.calendar import format_date, format_short_date, format_time, to_wib
from bazar_desktop.language import _, language
from bazar_desktop.phrases.owed import (
    contact_words,
    due_words,
    laptop_words,
    no_laptop_words,
    owed_state_words,
    package_words,
)
from bazar_desktop.printing.toolkit import flow, pieces
from bazar_desktop.printing.toolkit.document import PROGRAM, page_size
from bazar_desktop.printing.toolkit.fonts import BOLD, MM, SEMIBOLD, load_faces
from bazar_desktop.printing.toolkit.frame import FOOT, MARGIN, TOP
from bazar_desktop.printing.toolkit.pen import MUTED, Pen
from bazar_desktop.printing.toolkit.words import page_words
from bazar_desktop.services.reports.owed import OwedDay

HEAD = 8.0  # millimetres of the office's name and its band
ROW = flow.Style(size=8.2, least=9.0, lines=True)
CODE = "DT"


@dataclass(frozen=True, slots=True)
class CallList:
    """The days that `office` waits for at the moment `at`."""

    office: str
    at: datetime
    days: tuple[OwedDay, ...]
    is_sample: bool = False


def render_call_list(calls: CallList, *, paper: str = "A4") -> bytes:
    """Give the PDF: a row a laptop, the latest day first. It holds what to call, so it is of the office's own table."""
    load_faces()
    width, height = page_size(paper, landscape=True)
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1, pageCompression=1, pagesize=(width * MM, height * MM))
    canvas.setTitle(_("Daftar telepon"))
    canvas.setAuthor(PROGRAM)
    canvas.setCreator(PROGRAM)
    room = height - TOP - HEAD - FOOT
    pages = flow.paginate(_blocks(calls, width - 2 * MARGIN), room, room)
    for number, blocks in enumerate(pages, start=1):
        pen = Pen(canvas, width, height)
        if calls.is_sample:
            pen.watermark(_("CONTOH"))
        _draw_frame(pen, calls, number, len(pages))
        y = TOP + HEAD
        for block in blocks:
            block.draw(pen, MARGIN, y)
            y += block.height
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _draw_frame(pen: Pen, calls: CallList, number: int, pages: int) -> None:
    room, foot = pen.width - 2 * MARGIN, pen.height - FOOT + 5.5
    pen.one_line(MARGIN, TOP + 3.2, calls.office, room, font=SEMIBOLD, size=9)
    pen.teeth(MARGIN, TOP + 5.2, room)
    pen.rule(MARGIN, foot - 3.6, pen.width - MARGIN, foot - 3.6)
    code = f"{CODE}-{to_wib(calls.at):%Y%m%d}-{number:02}"
    pen.text(MARGIN, foot, code, size=7, colour=MUTED)
    pen.text(pen.width - MARGIN, foot, page_words(number, pages), size=7, align="right", font=SEMIBOLD)
    kept = _("Berisi nomor yang ditelepon: untuk dipakai di kantor, jangan diteruskan.")
    pen.text(MARGIN, foot + 4.2, kept, size=6.5, colour=MUTED)


def _blocks(calls: CallList, width: float) -> list[flow.Block]:
    at = to_wib(calls.at)
    said = _(
        "Hari bazar yang belum lengkap di kantor per {day} pukul {time}, yang paling terlambat di atas"
    ).format(day=format_date(at.date(), language()), time=format_time(at, zone=True))
    title = pieces.title(_("Daftar telepon"), said, width)
    if not calls.days:
        return [title, pieces.notice(_("Semua hari bazar sampai hari ini sudah lengkap."), width)]
    columns = [
        flow.TableColumn(_("No"), 7, "right"),
        flow.TableColumn(_("Lokasi"), 44, font=BOLD),
        flow.TableColumn(_("Hari"), 22),
        flow.TableColumn(_("Keadaan"), 36),
        flow.TableColumn(_("Laptop (petugas terakhir)"), 40),
        flow.TableColumn(_("Hubungi"), 42, font=SEMIBOLD),
        flow.TableColumn(_("Paket terakhir"), 28),
        flow.TableColumn(_("Catatan telepon"), 44),
    ]
    head = flow.head_row(columns, width, ROW)
    rows = [cells for number, day in enumerate(calls.days, start=1) for cells in _rows(number, day)]
    return [title, head, *(flow.row(columns, cells, width, ROW, head) for cells in rows)]


def _rows(number: int, day: OwedDay) -> list[list[str]]:
    """A row for each laptop to ask, the day told in the first."""
    place = ", ".join(part for part in (day.lokasi, day.kecamatan) if part)
    state = f"{owed_state_words(day)}, {due_words(day)}"
    told = [str(number), place, format_short_date(day.day, language()), state]
    if not day.laptops:
        return [[*told, no_laptop_words(), "", "", ""]]
    return [
        [
            *(told if first else [""] * len(told)),
            laptop_words(laptop),
            contact_words(laptop),
            package_words(laptop),
            "",
        ]
        for first, laptop in ((at == 0, laptop) for at, laptop in enumerate(day.laptops))
    ]
