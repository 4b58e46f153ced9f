"""Laporan kegiatan: one page with the day's figures, what the officer tells of it, and up to six photos."""

from __future__ import annotations

from collections.abc import Sequence

from bazar_desktop.domain.bazaars.course import is_known
from bazar_desktop.domain.day.model import PARTNER, Activity, DaySheet, Photo
from bazar_desktop.domain.money import format_number
from bazar_desktop.language import _
from bazar_desktop.phrases.figures import figure_name, of_words, percent_words, rupiah_or_none
from bazar_desktop.printing.toolkit import figures, flow, frame, pieces, words
from bazar_desktop.printing.toolkit.document import Part, reading_size
from bazar_desktop.printing.toolkit.fonts import REGULAR, SEMIBOLD, fit, line_height, wrap
from bazar_desktop.printing.toolkit.pen import DARK, MUTED, RULE, WASH, Pen
from bazar_desktop.printing.toolkit.tiles import tiles
from bazar_desktop.services.papers.press import partners_here

GAP = 3.0
CAPTION = 4.6
TEXT_SIZE = 9.0
LEAST_TEXT = 26.0  # millimetres of the texts, room to write by hand
MOST_TEXT = 0.45  # of the room: longer texts are set smaller
EMPTY = (Photo("", "", None),) * 4  # frames to paste photos into


def compose_activity(sheet: DaySheet, *, paper: str = "A4") -> Part:
    """One page whatever is told: photos and texts share the room that letterhead, figures and signatures leave.

    Raises TotalsDisagree where a sealed day's rows and columns differ.
    """
    sheet = words.masked(sheet)
    size, scale = reading_size(paper)
    area = frame.body(sheet, size, first=True)
    name = _("Laporan kegiatan")
    fixed = [
        pieces.title(name, f"{sheet.bazaar_name} ({sheet.shown_code})", area.width),
        pieces.facts(_where(sheet), area.width),
        *pieces.provisional(sheet, area.width),
        tiles(_figures(sheet), area.width),
        flow.space(3),
    ]
    signing = pieces.signatures(sheet, area.width, on=words.signed_on(sheet))[:1]
    left = area.height - sum(block.height for block in [*fixed, *signing]) - 2
    blocks = [*fixed, *_told(sheet.activity, area.width, left), *signing]
    return Part("LK", name, size, flow.pages_of(sheet, size, _kept(blocks)), scale, figures=True)


def _kept(blocks: Sequence[flow.Block]) -> list[flow.Block]:
    """All on one page: the heights were measured to fit it."""
    return [flow.Block(block.height, block.draw, keep=True) for block in blocks]


def _where(sheet: DaySheet) -> list[tuple[str, str]]:
    activity = sheet.activity
    visitors = _("sekitar {count} orang (taksiran)")
    return [
        (_("Hari, tanggal"), f"{words.day_words(sheet)} · {words.day_number_words(sheet)}"),
        (_("Tempat"), words.place_words(sheet)),
        (_("Cuaca"), activity.weather or "…" * 20),
        (
            _("Pengunjung"),
            visitors.format(count=format_number(activity.visitors))
            if activity.visitors is not None
            else "…" * 20,
        ),
    ]


def _figures(sheet: DaySheet) -> list[tuple[str, str, str]]:
    umkm, mitra = figures.figures_of(sheet), figures.figures_of(sheet, PARTNER)
    new = _("{new} peserta baru dari {took_part} yang ikut, sejauh tercatat").format(
        new=umkm.newcomers, took_part=umkm.took_part
    )
    told = _("{part} melapor").format(part=of_words(umkm.answered, umkm.asked))
    return [
        (figure_name("omzet"), rupiah_or_none(umkm.omzet), told),
        (_("Pelaku UMKM hadir"), of_words(umkm.present if is_known(sheet) else None, umkm.registered), new),
        (
            figure_name("cashless_share"),
            percent_words(umkm.cashless_share),
            rupiah_or_none(umkm.cashless),
        ),
        (
            _("Omzet mitra, terpisah"),
            rupiah_or_none(mitra.omzet),
            _("{count} mitra hadir").format(count=len(partners_here(sheet))),
        ),
    ]


def _told(activity: Activity, width: float, room: float) -> list[flow.Block]:
    """Photos and texts in exactly `room` millimetres; the photos take what the texts leave."""
    half = (width - GAP) / 2
    lines = max(
        len(wrap(text, REGULAR, TEXT_SIZE, half))
        for text in (activity.obstacles or " ", activity.notes or " ")
    )
    texts = min(MOST_TEXT * room, max(LEAST_TEXT, lines * line_height(TEXT_SIZE) + 11))
    photos = _photos(activity.photos or EMPTY, width, room - texts)
    return [photos, _texts(activity, width, room - photos.height)]


def _photos(photos: Sequence[Photo], width: float, room: float) -> flow.Block:
    """The photos in at most `room` millimetres, as many beside each other as makes them largest."""
    across = max((1, 2, 3), key=lambda many: _area(len(photos), many, width, room))
    wide, height = _photo_size(len(photos), across, width, room)
    left = (width - across * wide - (across - 1) * GAP) / 2
    step = height + CAPTION

    def draw(pen: Pen, x: float, y: float) -> None:
        for at, photo in enumerate(photos):
            line, place = divmod(at, across)
            at_x, top = x + left + place * (wide + GAP), y + line * step
            if not photo.sha256:
                pen.box(at_x, top, wide, height, stroke=RULE, dash=(0.8, 0.8))
                pen.boxed(at_x, top, wide, height, _("Tempat foto"), colour=MUTED)
                continue
            pen.box(at_x, top, wide, height, fill=WASH, radius=1)
            if photo.data is None:
                pen.boxed(at_x, top, wide, height, _("Foto belum sampai di laptop ini"), colour=MUTED)
            else:
                pen.picture(at_x, top, wide, height, photo.data)
            caption = f"{at + 1}. {photo.caption}".rstrip(" .")
            pen.one_line(
                at_x + wide / 2, top + height + 3.2, caption, wide, size=7.5, align="centre", colour=MUTED
            )

    return flow.Block(step * -(-len(photos) // across) + 1, draw)


def _photo_size(count: int, across: int, width: float, room: float) -> tuple[float, float]:
    """Millimetres of one photo: a landscape of 4 to 3, or lower where the room is."""
    rows = -(-count // across)
    wide = (width - GAP * (across - 1)) / across
    height = min(wide * 3 / 4, (room - 1) / rows - CAPTION)
    return min(wide, height * 3 / 2), height


def _area(count: int, across: int, width: float, room: float) -> float:
    wide, height = _photo_size(count, across, width, room)
    return min(wide, height * 4 / 3) * height if across <= count else 0.0


def _texts(activity: Activity, width: float, room: float) -> flow.Block:
    """Obstacles and notes beside each other, shrunk until they fit; lines to write on where nothing was typed."""
    half = (width - GAP) / 2

    def draw(pen: Pen, x: float, y: float) -> None:
        for at, (name, text) in enumerate(
            ((_("Kendala"), activity.obstacles), (_("Catatan"), activity.notes))
        ):
            left = x + at * (half + GAP)
            pen.text(left, y + 5, name, font=SEMIBOLD, size=9, colour=DARK)
            top, bottom = y + 7, y + room - 2
            found = fit(text, REGULAR, half, bottom - top, TEXT_SIZE, 4.5) if text else None
            if found:
                pen.lines(left, top, found[1], size=found[0])
            else:
                for line in range(1, min(8, int((bottom - top) / 7)) + 1):
                    pen.rule(left, top + line * 7, left + half, top + line * 7, colour=RULE, dash=(0.6, 0.6))

    return flow.Block(room, draw)
