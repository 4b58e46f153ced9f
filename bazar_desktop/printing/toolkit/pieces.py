"""Blocks that several papers share: title, facts, paragraphs, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bazar_desktop.domain.calendar import format_date
from bazar_desktop.domain.day.model import DaySheet, SealMismatch, Signatory
from bazar_desktop.language import _, language
from bazar_desktop.printing.toolkit import words
from bazar_desktop.printing.toolkit.flow import Block
from bazar_desktop.printing.toolkit.fonts import BOLD, REGULAR, SEMIBOLD, line_height, width_of, wrap
from bazar_desktop.printing.toolkit.pen import DARK, GOLD, INK, MARK, MUTED, RULE, Pen

LABEL = 27.0


def title(text: str, under: str, width: float) -> Block:
    """A paper's name and the line under it, in the middle."""
    lines = wrap(under, REGULAR, 9, width)
    height = 8.0 + len(lines) * line_height(9) + 3.0

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.text(x + width / 2, y + 5.2, text.upper(), font=BOLD, size=13, align="centre", colour=DARK)
        pen.lines(x + width / 2, y + 7.4, lines, size=9, align="centre", colour=MUTED)

    return Block(height, draw, keep=True)


def facts(pairs: Sequence[tuple[str, str]], width: float, *, label: float = LABEL) -> Block:
    """Labelled values under each other: Hari, Tempat, Acara."""
    size = 8.5
    step = line_height(size)
    laid = [(name, wrap(value, REGULAR, size, width - label - 3)) for name, value in pairs]
    height = sum(len(lines) * step + 0.9 for _name, lines in laid) + 3.0

    def draw(pen: Pen, x: float, y: float) -> None:
        for name, lines in laid:
            pen.lines(x, y, [name], size=size, colour=MUTED)
            pen.lines(x + label, y, [":"], size=size, colour=MUTED)
            y = pen.lines(x + label + 3, y, lines, size=size, font=REGULAR) + 0.9

    return Block(height, draw, keep=True)


def day_facts(sheet: DaySheet, width: float, *, with_time: bool = False) -> Block:
    """Event, day, date and place; `with_time` adds a line where the hours are written by hand."""
    pairs = [
        (_("Acara"), f"{sheet.bazaar_name} ({sheet.shown_code})"),
        (_("Hari, tanggal"), f"{words.day_words(sheet)} · {words.day_number_words(sheet)}"),
        (_("Tempat"), words.place_words(sheet)),
    ]
    if with_time:
        pairs.insert(2, (_("Waktu"), _("pukul ………… s.d. ………… WIB")))
    return facts(pairs, width)


def heading(text: str, width: float) -> Block:
    def draw(pen: Pen, x: float, y: float) -> None:
        pen.one_line(x, y + 7.2, text, width, font=SEMIBOLD, size=9.5, colour=DARK)

    return Block(9.2, draw, keep=True)


def paragraph(
    text: str, width: float, *, size: float = 9.0, font: str = REGULAR, colour: str = INK, keep: bool = False
) -> Block:
    lines = wrap(text, font, size, width)

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.lines(x, y, lines, size=size, font=font, colour=colour)

    return Block(len(lines) * line_height(size) + 2.0, draw, keep=keep)


def notice(text: str, width: float) -> Block:
    """Words that must be seen: an empty list, figures that are not final."""
    lines = wrap(text, SEMIBOLD, 9, width - 8)
    height = len(lines) * line_height(9) + 4.4

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.box(x, y, width, height, fill=MARK, stroke=GOLD, radius=1.6, line=0.2)
        pen.lines(x + width / 2, y + 2.1, lines, size=9, font=SEMIBOLD, align="centre")

    return Block(height + 3.0, draw)


def provisional(sheet: DaySheet, width: float) -> list[Block]:
    """The notices over figures in conflict and over a seal that does not fit; nothing where there is none."""
    mismatch = _("Segel tidak cocok: kodenya bukan kode isian yang terhitung di sini. Angka ini tanpa segel.")
    if sheet.seal_mismatch is SealMismatch.WAITS:
        mismatch = _("Segel menunggu keputusan usul di kantor. Angka ini tanpa segel.")
    notices = [notice(mismatch, width)] if sheet.seal_mismatch else []
    if sheet.undecided == 0:
        return notices
    text = _("Angka {mark}: lihat Perlu keputusan di program.").format(mark=words.provisional_words(sheet))
    return [*notices, notice(text, width)]


def signatories(sheet: DaySheet) -> tuple[Signatory, ...]:
    """Who signs; places for an officer and for whoever acknowledges where the setting names nobody."""
    named = tuple(signatory for signatory in sheet.signatories if not is_witness(signatory))
    return named or (Signatory(_("Mengetahui,")), Signatory(_("Petugas"), sheet.officer))


def is_witness(person: Signatory) -> bool:
    """A signatory whose title begins with *Saksi* signs the berita acara alone, as a witness."""
    return person.title.strip().casefold().startswith("saksi")


def signatures(
    sheet: DaySheet, width: float, *, most: int = 3, keep: bool = False, on: date | None = None
) -> list[Block]:
    """Places to sign, `most` beside each other, with place and date over the first row's last one.

    It is signed `on` that date, else on the day itself.
    """
    people = signatories(sheet)
    rows = [people[at : at + most] for at in range(0, len(people), most)]
    dated = _("{place}, {date}").format(
        place=sheet.kota or _("Jakarta"), date=format_date(on or sheet.day, language())
    )
    return [_signing_row(group, width, dated if at == 0 else "", keep) for at, group in enumerate(rows)]


def _signing_row(people: Sequence[Signatory], width: float, dated: str, keep: bool) -> Block:
    room = width / max(2, len(people))

    def draw(pen: Pen, x: float, y: float) -> None:
        for at, person in enumerate(people):
            middle = x + room * (at + 0.5) + (width - room * len(people)) * (len(people) == 1)
            if dated and at == len(people) - 1:
                pen.one_line(middle, y + 7, dated, room - 4, size=8.5, align="centre")
            titles = [
                line for each in person.title.split("\n") for line in wrap(each, REGULAR, 8.5, room - 6)
            ]
            pen.lines(middle, y + 8.6, titles, size=8.5, align="centre")
            name = person.name or "…" * 16
            pen.one_line(
                middle, y + 33, name, room - 6, font=SEMIBOLD if person.name else REGULAR, align="centre"
            )
            if person.name:
                half = min(room - 6, width_of(name, SEMIBOLD, 8.5)) / 2
                pen.rule(middle - half, y + 34, middle + half, y + 34, colour=INK, line=0.15)
            nip = _("NIP {nip}").format(nip=person.nip or "…" * 12)
            pen.one_line(middle, y + 37.6, nip, room - 6, size=7.8, align="centre", colour=MUTED)

    return Block(39.0, draw, keep)


def note_lines(count: int, width: float) -> Block:
    """Empty lines to write on."""

    def draw(pen: Pen, x: float, y: float) -> None:
        for at in range(count):
            pen.rule(x, y + 6.5 * (at + 1), x + width, y + 6.5 * (at + 1), colour=RULE, dash=(0.6, 0.6))

    return Block(6.5 * count + 4, draw)
