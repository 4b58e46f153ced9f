"""Ringkasan for the head of section: one page, the day's figures and four charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime

from reportlab.graphics.shapes import Drawing

from bazar_desktop.domain.bazaars.course import is_known
from bazar_desktop.domain.calendar import to_wib
from bazar_desktop.domain.day import model as day
from bazar_desktop.domain.day.model import DayRow, DaySheet
from bazar_desktop.domain.figures.day import DayFigures, figures_by, share
from bazar_desktop.domain.money import format_number
from bazar_desktop.language import _
from bazar_desktop.phrases.figures import NOTHING, figure_name, of_words, percent_words, rupiah_or_none
from bazar_desktop.printing.toolkit import charts, figures, flow, frame, pieces, words
from bazar_desktop.printing.toolkit.document import Part, reading_size
from bazar_desktop.printing.toolkit.fonts import SEMIBOLD
from bazar_desktop.printing.toolkit.pen import DARK, PRIMARY, RULE, Pen, tinted
from bazar_desktop.printing.toolkit.tiles import tiles
from bazar_desktop.services.papers.press import partners_here

GAP = 5.0
MOST_BARS = 8
HEADING = 7.0
QUARTER = 15  # minutes of one bar of arrivals


def compose_summary(sheet: DaySheet, *, paper: str = "A4") -> Part:
    """The day at a glance. Raises TotalsDisagree where a sealed day's rows and columns differ."""
    sheet = words.masked(sheet)
    size, scale = reading_size(paper)
    area = frame.body(sheet, size, first=True)
    umkm = figures.figures_of(sheet)
    name = _("Ringkasan hari")
    fixed = [
        pieces.title(name, f"{sheet.bazaar_name} ({sheet.shown_code})", area.width),
        pieces.facts(
            [
                (_("Hari, tanggal"), f"{words.day_words(sheet)} · {words.day_number_words(sheet)}"),
                (_("Tempat"), words.place_words(sheet)),
            ],
            area.width,
        ),
        *pieces.provisional(sheet, area.width),
        tiles(_money(sheet), area.width),
        flow.space(2),
        tiles(_people(sheet), area.width),
        flow.space(3),
    ]
    notes = _notes(sheet, umkm, area.width)
    room = area.height - sum(block.height for block in [*fixed, *notes]) - 2
    blocks = [*fixed, _grid(sheet, umkm, area.width, room), *notes]
    kept = [flow.Block(block.height, block.draw, keep=True) for block in blocks]
    return Part("RK", name, size, flow.pages_of(sheet, size, kept), scale, figures=True)


def _money(sheet: DaySheet) -> list[tuple[str, str, str]]:
    umkm, mitra = figures.figures_of(sheet), figures.figures_of(sheet, day.PARTNER)
    return [
        (
            figure_name("omzet"),
            rupiah_or_none(umkm.omzet),
            words.provisional_words(sheet) or _before(sheet),
        ),
        (figure_name("cashless_share"), percent_words(umkm.cashless_share), rupiah_or_none(umkm.cashless)),
        (
            figure_name("average"),
            rupiah_or_none(umkm.average),
            _("dari {count} yang melapor").format(count=umkm.answered),
        ),
        (_("Omzet mitra, terpisah"), rupiah_or_none(mitra.omzet), _("di luar omzet UMKM")),
    ]


def _before(sheet: DaySheet) -> str:
    """How the day compares with the one before, where that was another day of the bazaar.

    A sealed day says it as it stood at its seal, whatever was corrected there since, and of an open one that it is not
    yet certain.
    """
    earlier = [of_day for of_day in sheet.omzet_by_day if of_day.day < sheet.day]
    if not earlier:
        return ""
    text = _("hari sebelumnya {amount} saat disegel") if sheet.seal else _("hari sebelumnya {amount}")
    said = text.format(amount=rupiah_or_none(earlier[-1].omzet))
    return said if earlier[-1].sealed else _("{said}, belum ditutup").format(said=said)


def _people(sheet: DaySheet) -> list[tuple[str, str, str]]:
    umkm, mitra = figures.figures_of(sheet), partners_here(sheet)
    known = is_known(sheet)
    came = share(umkm.present, umkm.registered) if known else None
    gone = _("izin {excused}, alpa {absent}").format(excused=umkm.excused, absent=umkm.absent)
    took_part = _("dari {took_part} yang ikut, sejauh tercatat").format(took_part=umkm.took_part)
    states = _("{nil} nihil, {declined} menolak").format(nil=umkm.nil, declined=umkm.declined)
    return [
        (
            _("Pelaku UMKM hadir"),
            of_words(umkm.present if known else None, umkm.registered),
            f"{percent_words(came)} · {gone}" if came is not None else gone,
        ),
        (figure_name("newcomers"), format_number(umkm.newcomers), took_part),
        (
            figure_name("answered"),
            of_words(umkm.answered, umkm.asked),
            states,
        ),
        (figure_name("partners_present"), format_number(len(mitra)), ", ".join(mitra)),
    ]


def _grid(sheet: DaySheet, total: DayFigures, width: float, room: float) -> flow.Block:
    """Two charts above two, in exactly `room` millimetres."""
    half, height = (width - GAP) / 2, room / 2
    inner = height - HEADING - 4
    drawn: list[tuple[str, Drawing | None]] = [
        (_("Omzet menurut jenis usaha"), _by_category(sheet, half, inner)),
        (_("Omzet menurut pengampu"), _by_agency(sheet, half, inner)),
        (_("Omzet menurut cara bayar"), _by_channel(sheet, total, half, inner)),
        _last(sheet, half, inner),
    ]

    def draw(pen: Pen, x: float, y: float) -> None:
        for at, (name, chart) in enumerate(drawn):
            line, place = divmod(at, 2)
            left, top = x + place * (half + GAP), y + line * height
            pen.text(left, top + 4.5, name, font=SEMIBOLD, size=9.5, colour=DARK)
            pen.rule(left, top + 6, left + half, top + 6, colour=RULE)
            if chart is not None:
                charts.place(pen, chart, left, top + HEADING)
            else:
                pen.text(left, top + HEADING + 6, _("Belum ada angka."), size=8.5)

    return flow.Block(room, draw)


def _by_category(sheet: DaySheet, width: float, room: float) -> Drawing | None:
    known = {category.key: category for category in sheet.categories}
    name = lambda key: known[key].name if key in known else key or _("Lainnya")  # noqa: E731
    colour = lambda key: tinted(known[key].colour, 0.75) if key in known else tinted(PRIMARY, 0.4)  # noqa: E731
    return _lying(figures_by(sheet.rows, lambda row: row.category), name, colour, width, room)


def _by_agency(sheet: DaySheet, width: float, room: float) -> Drawing | None:
    return _lying(
        figures_by(sheet.rows, lambda row: row.agency),
        lambda key: key or _("Tanpa pengampu"),
        lambda _key: tinted(PRIMARY, 0.55),
        width,
        room,
    )


def _lying(
    groups: Mapping[str, DayFigures],
    name: Callable[[str], str],
    colour: Callable[[str], str],
    width: float,
    room: float,
) -> Drawing | None:
    """The largest groups, all others together in the last bar: the bars add up to the whole."""
    told = [(key, group.omzet) for key, group in groups.items() if group.omzet is not None]
    ordered = sorted(told, key=lambda each: (-each[1], each[0]))
    bars = [(name(key), omzet, colour(key)) for key, omzet in ordered[:MOST_BARS]]
    rest = ordered[MOST_BARS:]
    if rest:
        others = _("{count} lainnya").format(count=len(rest))
        bars.append((others, sum(omzet for _key, omzet in rest), tinted(PRIMARY, 0.25)))
    if not bars:
        return None
    return charts.lying_bars(bars, format_number, width, min(room, charts.BAR * len(bars) + 2))


def _by_channel(sheet: DaySheet, total: DayFigures, width: float, room: float) -> Drawing | None:
    bars = [
        (figures.channel_words(name), amount, tinted(PRIMARY, depth))
        for name, amount, depth in zip(day.CHANNELS, total.channels, (0.9, 0.6, 0.4, 0.25), strict=True)
        if amount is not None and (amount or name in sheet.asked)
    ]
    if not bars:
        return None

    def written(amount: int) -> str:
        part = percent_words(share(amount, total.omzet))
        return format_number(amount) + (f" · {part}" if part != NOTHING else "")

    return charts.lying_bars(bars, written, width, min(room, charts.BAR * len(bars) + 2))


def _last(sheet: DaySheet, width: float, room: float) -> tuple[str, Drawing | None]:
    """Where there are several days their omzet, else when vendors came."""
    tall = min(room, 58.0)
    if len(sheet.omzet_by_day) > 1:
        return _of_days(sheet, width, tall)
    arrivals = _arrivals(sheet.rows)
    if not arrivals:
        return _("Kedatangan tiap seperempat jam"), None
    bars = [(name, count, tinted(PRIMARY, 0.55)) for name, count in arrivals]
    return _("Kedatangan tiap seperempat jam"), charts.standing_bars(bars, str, width, tall)


def _of_days(sheet: DaySheet, width: float, tall: float) -> tuple[str, Drawing | None]:
    """The omzet of each day; a star marks those that no seal stood on."""
    told = [of_day for of_day in sheet.omzet_by_day if of_day.omzet is not None]
    bars = [
        (
            f"{of_day.day.day}/{of_day.day.month}{'' if of_day.sealed else '*'}",
            of_day.omzet or 0,
            tinted(PRIMARY, 0.9 if of_day.day == sheet.day else 0.4),
        )
        for of_day in told
    ]
    name = _("Omzet tiap hari, saat disegel") if sheet.seal else _("Omzet tiap hari")
    if not all(of_day.sealed for of_day in told):
        name = _("{name} (* belum ditutup)").format(name=name)
    return name, charts.standing_bars(bars, format_number, width, tall) if bars else None


def _arrivals(rows: tuple[DayRow, ...]) -> list[tuple[str, int]]:
    """How many vendors came in each quarter of an hour, from the first to the last; at most ten bars.

    Who stands in two sessions came once, as in *Hadir*: at the first of them.
    """
    came: dict[str, datetime] = {}
    for row in rows:
        if row.party == day.VENDOR and row.attendance == day.PRESENT and row.arrived_at is not None:
            came[row.participation_id] = min(row.arrived_at, came.get(row.participation_id, row.arrived_at))
    if not came:
        return []
    moments = [to_wib(arrived) for arrived in came.values()]
    quarters = Counter((at.hour * 60 + at.minute) // QUARTER for at in moments)
    first = min(quarters)
    last = min(max(quarters), first + 9)
    counted = [quarters[at] for at in range(first, last)] + [
        sum(n for at, n in quarters.items() if at >= last)
    ]
    return [
        (f"{at * QUARTER // 60:02}.{at * QUARTER % 60:02}{'+' if at == last < max(quarters) else ''}", count)
        for at, count in zip(range(first, last + 1), counted, strict=True)
    ]


def _notes(sheet: DaySheet, total: DayFigures, width: float) -> list[flow.Block]:
    """What a reader must know: what is missing, what was reopened."""
    said = [_("Keadaan laporan: {states}.").format(states=figures.state_counts(total))]
    if not total.registered:
        said = [_("Belum ada pelaku UMKM pada hari bazar ini.")]
    lifted = sheet.reopening
    if lifted is not None:
        text = _("Revisi {new}: {count} koreksi sejak revisi {old} ({reason}); paraf supervisor {signed}.")
        said.append(
            text.format(
                new=sheet.revision,
                count=len(sheet.corrections),
                old=lifted.revision,
                reason=lifted.reason,
                signed=lifted.countersigned_by or _("belum diketahui"),
            )
        )
    if sheet.activity.obstacles:
        said.append(_("Kendala: {text}").format(text=sheet.activity.obstacles[:240]))
    return [pieces.paragraph(text, width, size=8.5) for text in said]
