"""Daftar hadir: who is expected at which booth, with places to sign that lie left and right in turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bazar_desktop.domain.day.model import COACH, PARTNER, VENDOR, DayRow, DaySheet, Signatory
from bazar_desktop.language import N_, _
from bazar_desktop.printing.toolkit import flow, frame, pieces, words
from bazar_desktop.printing.toolkit.document import Part, reading_size
from bazar_desktop.printing.toolkit.fonts import REGULAR, SEMIBOLD
from bazar_desktop.printing.toolkit.pen import MUTED, RULE, Pen


@dataclass(frozen=True, slots=True)
class _Field:
    heading: str
    share: float
    read: Callable[[DaySheet, DayRow], str]
    font: str = REGULAR
    align: str = "left"


FIELDS = {
    "booth": _Field(N_("Booth"), 14, lambda sheet, row: _booth(row), SEMIBOLD),
    "name": _Field(N_("Nama"), 29, lambda sheet, row: row.name),
    "business": _Field(N_("Usaha"), 30, lambda sheet, row: row.business, SEMIBOLD),
    "product": _Field(N_("Jenis produk"), 25, lambda sheet, row: row.product),
    "agency": _Field(N_("Pengampu"), 21, lambda sheet, row: row.agency),
    "phone": _Field(N_("HP"), 23, lambda sheet, row: row.phone),
    "attendance": _Field(N_("Kehadiran"), 19, lambda sheet, row: _came(sheet, row)),
    "loan": _Field(N_("Pinjam / kembali"), 24, lambda sheet, row: ""),
    "signature": _Field(N_("Tanda tangan"), 36, lambda sheet, row: ""),
}
BLANK_COLUMNS = ("booth", "name", "business", "product", "agency", "phone", "signature")
FILLED_COLUMNS = ("booth", "name", "business", "agency", "phone", "attendance", "signature")
OFFICER = "officer"  # no party of the bazaar: only this sheet has them
ROW = flow.Style(size=7.6, least=10.5, lines=True)


def _came(sheet: DaySheet, row: DayRow) -> str:
    return words.attendance_words(row, sheet.day) if row.party != OFFICER else ""


def _booth(row: DayRow) -> str:
    booth = row.booth or "—"
    return f"{booth} {_('sesi {number}').format(number=row.session)}" if row.session > 1 else booth


def compose_attendance_sheet(
    sheet: DaySheet,
    *,
    paper: str = "A4",
    filled: bool = False,
    columns: Sequence[str] = (),
    all_days: bool = False,
) -> Part:
    """The daftar hadir in booth order; `filled` adds who came and when.

    `columns` are keys of FIELDS, in their order; `all_days` gives every day of the bazaar its own place to sign.
    Raises KeyError for another key.
    """
    sheet = words.masked(sheet)
    size, scale = reading_size(paper)
    name = _("Daftar hadir")
    blocks = _blocks(sheet, size, filled=filled, columns=columns, all_days=all_days)
    return Part("DH", name, size, flow.pages_of(sheet, size, blocks), scale, figures=filled)


def _blocks(
    sheet: DaySheet, size: tuple[float, float], *, filled: bool, columns: Sequence[str], all_days: bool
) -> list[flow.Block]:
    width = size[0] - 2 * frame.MARGIN
    keys = tuple(columns) or (FILLED_COLUMNS if filled else BLANK_COLUMNS)
    return [
        pieces.title(_("Daftar hadir"), _whose(sheet), width),
        pieces.day_facts(sheet, width, with_time=True),
        *_table(sheet, keys, width, all_days=all_days),
        flow.space(2),
        *pieces.signatures(sheet, width),
    ]


def rows_by_page(
    sheet: DaySheet,
    *,
    paper: str = "A4",
    filled: bool = False,
    columns: Sequence[str] = (),
    all_days: bool = False,
) -> tuple[tuple[tuple[str, int], ...], ...]:
    """Participation and session of each row, page by page, of what `compose_attendance_sheet` draws."""
    sheet = words.masked(sheet)
    size, _scale = reading_size(paper)
    return _by_page(sheet, size, _blocks(sheet, size, filled=filled, columns=columns, all_days=all_days))


def agency_rows_by_page(
    sheet: DaySheet, *, paper: str = "A4", filled: bool = False, all_days: bool = False
) -> tuple[tuple[tuple[str, int], ...], ...]:
    """The same of what `compose_agency_sheet` draws; an officer's row is of no participation."""
    sheet = _of_agencies(sheet)
    size, _scale = reading_size(paper)
    return _by_page(sheet, size, _agency_blocks(sheet, size, filled=filled, all_days=all_days))


def _by_page(
    sheet: DaySheet, size: tuple[float, float], blocks: Sequence[flow.Block]
) -> tuple[tuple[tuple[str, int], ...], ...]:
    rooms = [frame.body(sheet, size, first=first).height for first in (True, False)]
    rows = iter(sheet.rows)
    return tuple(
        tuple(
            (row.participation_id, row.session) for _block, row in zip(_row_blocks(page), rows, strict=False)
        )
        for page in flow.paginate(blocks, *rooms)
    )


def _row_blocks(page: Sequence[flow.Block]) -> list[flow.Block]:
    return [block for block in page if block.header is not None]


def _whose(sheet: DaySheet) -> str:
    """Which parties stand on the list."""
    parties = {row.party for row in sheet.rows}
    names = ((VENDOR, _("pelaku UMKM")), (PARTNER, _("mitra")), (COACH, _("pengampu")))
    *before, last = [name for party, name in names if party in parties] or [_("Peserta")]
    words = _("{names} dan {last}").format(names=", ".join(before), last=last) if before else last
    return words[:1].upper() + words[1:]


def compose_agency_sheet(
    sheet: DaySheet, *, paper: str = "A4", filled: bool = False, all_days: bool = False
) -> Part:
    """The daftar hadir of who is no vendor: coaches, mitra, and the officers on duty after them."""
    sheet = _of_agencies(sheet)
    size, scale = reading_size(paper)
    blocks = _agency_blocks(sheet, size, filled=filled, all_days=all_days)
    return Part("DI", _agency_title(), size, flow.pages_of(sheet, size, blocks), scale, figures=filled)


def _agency_title() -> str:
    return _("Daftar hadir instansi dan petugas")


def _of_agencies(sheet: DaySheet) -> DaySheet:
    others = tuple(row for row in sheet.rows if row.party != VENDOR)
    rows = others + tuple(_officer(number, officer) for number, officer in enumerate(sheet.officers))
    return words.masked(replace(sheet, rows=rows))


def _agency_blocks(
    sheet: DaySheet, size: tuple[float, float], *, filled: bool, all_days: bool
) -> list[flow.Block]:
    width = size[0] - 2 * frame.MARGIN
    keys = ("booth", "name", "product", *(("attendance",) if filled else ()), "signature")
    return [
        pieces.title(_agency_title(), _("Pengampu, mitra, dan petugas"), width),
        pieces.day_facts(sheet, width, with_time=True),
        *_table(sheet, keys, width, all_days=all_days, headings={"product": _("Sebagai")}),
        flow.space(2),
        *pieces.signatures(sheet, width),
    ]


def _officer(number: int, signatory: Signatory) -> DayRow:
    """An officer as a row: nobody scans them in, so the filled sheet says nothing of whether they came."""
    return DayRow(
        participation_id=f"officer-{number}",
        session=1,
        booth="",
        business="",
        name=signatory.name,
        attendance="",
        arrived_at=None,
        left_at=None,
        party=OFFICER,
        product=_("Petugas"),
        category="",
        agency="",
        phone="",
        card="",
        omzet="",
        amounts=(None, None, None, None),
        transactions=None,
    )


def _table(
    sheet: DaySheet,
    keys: Sequence[str],
    width: float,
    *,
    all_days: bool = False,
    headings: Mapping[str, str] | None = None,
) -> list[flow.Block]:
    fields = [FIELDS[key] for key in keys]
    columns = [flow.TableColumn(_("No"), 8, "right")]
    for key, field in zip(keys, fields, strict=True):
        heading = (headings or {}).get(key) or _(field.heading)
        columns.append(flow.TableColumn(heading, field.share, field.align, field.font))
    if all_days and len(sheet.days) > 1 and "signature" in keys:
        return _days_table(sheet, keys, columns, width)
    head = flow.head_row(columns, width, ROW)
    if not sheet.rows:
        return [head, flow.space(3), pieces.notice(_("Belum ada peserta pada hari bazar ini."), width)]
    signing = keys.index("signature") + 1 if "signature" in keys else None
    blocks = [head]
    for number, row in enumerate(sheet.rows, start=1):
        cells = [str(number), *(field.read(sheet, row) for field in fields)]
        block = flow.row(columns, cells, width, ROW, head, keep=number >= len(sheet.rows) - 1)
        if signing is not None:
            block = _with_place_to_sign(block, number, flow.widths(columns, width), signing)
        blocks.append(block)
    return blocks


def _days_table(
    sheet: DaySheet, keys: Sequence[str], columns: Sequence[flow.TableColumn], width: float
) -> list[flow.Block]:
    """The rows with a place to sign a day, side by side, instead of one."""
    at = keys.index("signature") + 1
    share = max(20.0, FIELDS["signature"].share / len(sheet.days))
    days = [flow.TableColumn(_("Tanda tangan {day}").format(day=f"{day:%d/%m}"), share) for day in sheet.days]
    columns = [*columns[:at], *days, *columns[at + 1 :]]
    head = flow.head_row(columns, width, ROW)
    blocks = [head]
    for number, row in enumerate(sheet.rows, start=1):
        said = [FIELDS[key].read(sheet, row) for key in keys]
        cells = [str(number), *said[: at - 1], *("" for _day in days), *said[at:]]
        blocks.append(flow.row(columns, cells, width, ROW, head, keep=number >= len(sheet.rows) - 1))
    return blocks


def _with_place_to_sign(block: flow.Block, number: int, widths: Sequence[float], column: int) -> flow.Block:
    """`block` with its numbered place to sign: odd numbers left, even ones right."""
    left, room = sum(widths[:column]), widths[column]

    def draw(pen: Pen, x: float, y: float) -> None:
        block.draw(pen, x, y)
        start = x + left + (0 if number % 2 else room / 2)
        pen.text(start + 1.2, y + 3.4, f"{number}.", size=6.5, colour=MUTED)
        base = y + block.height - 1.8
        pen.rule(start + 1.2, base, start + room / 2 - 1.2, base, colour=RULE, dash=(0.4, 0.5))

    return flow.Block(block.height, draw, block.keep, block.header)
