"""Lembar kunci: the spare key of an office or a lone laptop on one page, as a code to scan and as words."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime

from reportlab.pdfgen.canvas import Canvas

from bazar_desktop.domain.calendar import format_date
from bazar_desktop.language import _, language
from bazar_desktop.printing.toolkit.cutting import draw_qr
from bazar_desktop.printing.toolkit.document import PROGRAM, page_size
from bazar_desktop.printing.toolkit.fonts import BOLD, MM, REGULAR, SEMIBOLD, load_faces
from bazar_desktop.printing.toolkit.frame import MARGIN
from bazar_desktop.printing.toolkit.pen import DARK, INK, MUTED, RULE, Pen

QR_SIDE = 62.0
_TOP_OF_WORDS, _LINE = 122.0, 24.0


@dataclass(frozen=True, slots=True)
class KeySheet:
    """The spare key `identity` (AGE-SECRET-KEY-1…) of what `whose` names, and its `lines` of words.

    The last word of each line is its check.
    """

    whose: str
    made_at: datetime
    identity: str
    lines: tuple[tuple[str, ...], ...]
    is_sample: bool = False

    def __repr__(self) -> str:
        return f"KeySheet({self.whose!r}, …)"


def render_key_sheet(sheet: KeySheet, *, paper: str = "A4") -> bytes:
    """The PDF of the sheet. Its title and facts hold nothing of the key."""
    load_faces()
    width, height = page_size(paper)
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1, pageCompression=1, pagesize=(width * MM, height * MM))
    canvas.setViewerPreference("PrintScaling", "None")
    canvas.setTitle(_("Lembar kunci"))
    canvas.setAuthor(PROGRAM)
    canvas.setCreator(PROGRAM)
    pen = Pen(canvas, width, height)
    if sheet.is_sample:
        pen.watermark(_("CONTOH"))
    _draw_head(pen, sheet)
    draw_qr(pen, sheet.identity, MARGIN + 3, 46, QR_SIDE)
    _draw_use(pen)
    _draw_words(pen, sheet)
    _draw_foot(pen, sheet)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _draw_head(pen: Pen, sheet: KeySheet) -> None:
    room = pen.width - 2 * MARGIN
    pen.text(MARGIN, 20, _("LEMBAR KUNCI"), font=BOLD, size=22, colour=DARK)
    pen.one_line(MARGIN, 28, sheet.whose, room, font=SEMIBOLD, size=12)
    made = _("Dibuat {date}. Simpan di brankas, terpisah dari laptop, flashdisk, dan cadangan.")
    pen.one_line(
        MARGIN,
        34,
        made.format(date=format_date(sheet.made_at.date(), language())),
        room,
        size=9,
        colour=MUTED,
    )
    pen.teeth(MARGIN, 37, room)


def _draw_use(pen: Pen) -> None:
    x = MARGIN + QR_SIDE + 14
    room = pen.width - MARGIN - x
    words = (
        _("Siapa pun yang memegang lembar ini dan salinan data dapat membuka semua datanya."),
        _(
            "Pakai bila semua PIN terlupa, komputer dipasang ulang, hilang, atau terbakar: pilih Lupa PIN atau "
            "Pulihkan di komputer ini."
        ),
        _("Sesudah dicetak: ketik kembali dua kata yang ditanyakan program, lalu hapus berkas PDF ini."),
        _(
            "Setahun sekali: Pengaturan, Kantor, Latihan kunci. Buat lembar baru bila lembar "
            "ini mungkin pernah dilihat orang."
        ),
    )
    top = 44.0
    for number, line in enumerate(words, 1):
        pen.text(x, top + 7.1, f"{number}.", font=SEMIBOLD, size=9.5)
        pen.boxed(x + 6, top, room - 6, 16, line, largest=9.5, align="left")
        top += 16.5


def _draw_words(pen: Pen, sheet: KeySheet) -> None:
    across = len(sheet.lines[0])
    room = pen.width - 2 * MARGIN
    step = room / across
    for line, words in enumerate(sheet.lines):
        top = _TOP_OF_WORDS + line * _LINE
        pen.text(
            MARGIN, top, _("Baris {number}").format(number=line + 1), font=SEMIBOLD, size=8, colour=MUTED
        )
        pen.box(MARGIN, top + 2, room, 14, stroke=RULE, radius=1.5)
        for at, word in enumerate(words):
            middle = MARGIN + (at + 0.5) * step
            pen.text(middle, top + 6, str(line * across + at + 1), size=6.5, align="centre", colour=MUTED)
            pen.text(middle, top + 12.4, word, font=SEMIBOLD, size=11, align="centre", colour=INK)


def _draw_foot(pen: Pen, sheet: KeySheet) -> None:
    y = _TOP_OF_WORDS + len(sheet.lines) * _LINE + 4
    room = pen.width - 2 * MARGIN
    hint = _("Cukup empat huruf pertama tiap kata. Kata terakhir tiap baris memeriksa baris itu.")
    pen.text(MARGIN, y, hint, size=9)
    pen.text(MARGIN, y + 9, _("Kunci yang sama sebagai teks (isi kode QR):"), size=8, colour=MUTED)
    pen.one_line(MARGIN, y + 14, sheet.identity, room, font=REGULAR, size=9)
    pen.rule(MARGIN, y + 24, pen.width - MARGIN, y + 24)
    pen.text(MARGIN, y + 30, _("Dicek oleh"), size=8, colour=MUTED)
    pen.text(pen.width / 2, y + 30, _("Tanggal dan tempat simpan"), size=8, colour=MUTED)
