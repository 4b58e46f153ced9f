"""Ringkasan for the head of section: one page, the day's figures and four charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from reportlab.graphics.shapes import Drawing

from bazar_desktop.domain.calendar import to_wib
from bazar_desktop.domain.closing.proofs import GroupTotal, PartyTotals
from bazar_desktop.domain.day import model as day
from bazar_desktop.domain.day.model import DayRow, DaySheet
from bazar_desktop.domain.money import format_number, format_rupiah
from bazar_desktop.language import _
from bazar_desktop.printing.toolkit import charts, figures, flow, frame, pieces, words
from bazar_desktop.printing.toolkit.document import Part, reading_size
from bazar_desktop.printing.toolkit.fonts import SEMIBOLD
from bazar_desktop.printing.toolkit.pen import DARK, PRIMARY, RULE, Pen, tinted
from bazar_desktop.printing.toolkit.tiles import tiles
from bazar_desktop.services.papers.press import count_day

GAP = 5.0
MOST_BARS = 8
HEADING = 7.0
QUARTER = 15  # minutes of one bar of arrivals


def compose_summary(sheet: DaySheet, *, paper: str = "A4") -> Part:
    """The day at a glance. Raises TotalsDisagree where a sealed day's rows and columns differ."""
    sheet = words.masked(sheet)
    size, scale = reading_size(paper)
    area = frame.body(sheet, size, first=True)
    totals = figures.totals_of(sheet)
    name = _("Ringkasan hari")
    fixed = [
        pieces.title(name, f"{sheet.bazaar_name} ({sheet.bazaar_code})", area.width),
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
    notes = _notes(sheet, totals.vendors, area.width)
    room = area.height - sum(block.height for block in [*fixed, *notes]) - 2
    blocks = [*fixed, _grid(sheet, totals.vendors, area.width, room), *notes]
    kept = [flow.Block(block.height, block.draw, keep=True) for block in blocks]
    return Part("RK", name, size, flow.pages_of(sheet, size, kept), scale, figures=True)


def _money(sheet: DaySheet) -> list[tuple[str, str, str]]:
    totals = figures.totals_of(sheet)
    vendors = totals.vendors
    cashless = vendors.total - vendors.channels[0]
    answered = vendors.counts.answered
    average = vendors.total // answered if answered else None
    return [
        (_("Omzet UMKM"), format_rupiah(vendors.total), words.provisional_words(sheet) or _before(sheet)),
        (_("QRIS / non-tunai"), figures.share(cashless, vendors.total) or "–", format_rupiah(cashless)),
        (
            _("Rata-rata per usaha"),
            format_rupiah(average) if average is not None else "–",
            _("dari {count} yang melapor").format(count=answered),
        ),
        (_("Mitra, terpisah"), format_rupiah(totals.partners.total), _("di luar omzet UMKM")),
    ]


def _before(sheet: DaySheet) -> str:
    """How the day compares with the one before, where that was another day of the bazaar."""
    earlier = [day_sheet for day_sheet in sheet.whole if day_sheet.day < sheet.day]
    if not earlier:
        return ""
    amount = figures.totals_of(earlier[-1]).vendors.total
    return _("hari sebelumnya {amount}").format(amount=format_rupiah(amount))


def _people(sheet: DaySheet) -> list[tuple[str, str, str]]:
    counted = count_day(sheet)
    counts = figures.totals_of(sheet).vendors.counts
    came = figures.share(counted.present, counted.registered)
    away = Counter(row.attendance for row in sheet.rows if row.party == day.VENDOR)
    gone = _("izin {excused}, alpa {absent}").format(excused=away[day.EXCUSED], absent=away[day.ABSENT])
    states = _("{nil} nihil, {declined} menolak").format(nil=counts.nil, declined=counts.declined)
    return [
        (
            _("Pelaku UMKM hadir"),
            _("{present} dari {registered}").format(present=counted.present, registered=counted.registered),
            f"{came} · {gone}" if came else gone,
        ),
        (_("Peserta baru"), format_number(counted.newcomers), _("dari yang hadir")),
        (
            _("Sudah melapor"),
            _("{done} dari {rows}").format(done=counts.answered, rows=counts.rows),
            states,
        ),
        (_("Mitra hadir"), format_number(len(counted.partners)), ", ".join(counted.partners)),
    ]


def _grid(sheet: DaySheet, total: PartyTotals, width: float, room: float) -> flow.Block:
    """Two charts above two, in exactly `room` millimetres."""
    half, height = (width - GAP) / 2, room / 2
    inner = height - HEADING - 4
    drawn: list[tuple[str, Drawing | None]] = [
        (_("Omzet menurut jenis usaha"), _by_category(sheet, total, half, inner)),
        (_("Omzet menurut pengampu"), _by_agency(total, half, inner)),
        (_("Omzet menurut cara bayar"), _by_channel(total, half, inner)),
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


def _by_category(sheet: DaySheet, total: PartyTotals, width: float, room: float) -> Drawing | None:
    known = {category.key: category for category in sheet.categories}
    name = lambda key: known[key].name if key in known else key or _("Lainnya")  # noqa: E731
    colour = lambda key: tinted(known[key].colour, 0.75) if key in known else tinted(PRIMARY, 0.4)  # noqa: E731
    return _lying(total.by_category, name, colour, width, room)


def _by_agency(total: PartyTotals, width: float, room: float) -> Drawing | None:
    return _lying(
        total.by_agency,
        lambda key: key or _("Tanpa pengampu"),
        lambda _key: tinted(PRIMARY, 0.55),
        width,
        room,
    )


def _lying(
    lines: tuple[GroupTotal, ...],
    name: Callable[[str], str],
    colour: Callable[[str], str],
    width: float,
    room: float,
) -> Drawing | None:
    """The largest groups, all others together in the last bar: the bars add up to the whole."""
    ordered = sorted(lines, key=lambda each: (-each.total, each.key))
    bars = [(name(line.key), line.total, colour(line.key)) for line in ordered[:MOST_BARS]]
    rest = ordered[MOST_BARS:]
    if rest:
        others = _("{count} lainnya").format(count=len(rest))
        bars.append((others, sum(line.total for line in rest), tinted(PRIMARY, 0.25)))
    if not bars:
        return None
    return charts.lying_bars(bars, format_number, width, min(room, charts.BAR * len(bars) + 2))


def _by_channel(total: PartyTotals, width: float, room: float) -> Drawing | None:
    bars = [
        (figures.channel_words(name), amount, tinted(PRIMARY, depth))
        for name, amount, depth in zip(day.CHANNELS, total.channels, (0.9, 0.6, 0.4, 0.25), strict=True)
        if amount or name in figures.ASKED
    ]
    written = lambda amount: " · ".join(  # noqa: E731
        part for part in (format_number(amount), figures.share(amount, total.total)) if part
    )
    return charts.lying_bars(bars, written, width, min(room, charts.BAR * len(bars) + 2))


def _last(sheet: DaySheet, width: float, room: float) -> tuple[str, Drawing | None]:
    """Where there are several days their omzet, else when vendors came."""
    tall = min(room, 58.0)
    if len(sheet.whole) > 1:
        bars = [
            (
                f"{day_sheet.day.day}/{day_sheet.day.month}",
                figures.totals_of(day_sheet).vendors.total,
                tinted(PRIMARY, 0.9 if day_sheet.day == sheet.day else 0.4),
            )
            for day_sheet in sheet.whole
        ]
        return _("Omzet tiap hari"), charts.standing_bars(bars, format_number, width, tall)
    arrivals = _arrivals(sheet.rows)
    if not arrivals:
        return _("Kedatangan tiap seperempat jam"), None
    bars = [(name, count, tinted(PRIMARY, 0.55)) for name, count in arrivals]
    return _("Kedatangan tiap seperempat jam"), charts.standing_bars(bars, str, width, tall)


def _arrivals(rows: tuple[DayRow, ...]) -> list[tuple[str, int]]:
    """How many vendors came in each quarter of an hour, from the first to the last; at most ten bars."""
    moments = [
        to_wib(row.arrived_at)
        for row in rows
        if row.party == day.VENDOR and row.attendance == day.PRESENT and row.arrived_at is not None
    ]
    if not moments:
        return []
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


def _notes(sheet: DaySheet, total: PartyTotals, width: float) -> list[flow.Block]:
    """What a reader must know: what is missing, what was reopened."""
    said = [_("Keadaan laporan: {states}.").format(states=figures.state_counts(_vendors(sheet)))]
    if not total.counts.rows:
        said = [_("Belum ada pelaku UMKM pada hari ini.")]
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


def _vendors(sheet: DaySheet) -> list[DayRow]:
    return [row for row in sheet.rows if row.party == day.VENDOR]
