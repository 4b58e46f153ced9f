"""Lembar perubahan: only what moved after the papers were printed, to lie beside the daftar hadir and the denah."""

from __future__ import annotations

from dataclasses import replace

from bazar_desktop.domain.calendar import format_date, format_time, to_wib
from bazar_desktop.domain.day.model import ABSENT, EXCUSED, PRESENT, DaySheet, StandChange
from bazar_desktop.domain.day.stands import held_changes
from bazar_desktop.language import _, language
from bazar_desktop.printing.toolkit import flow, frame, pieces, words
from bazar_desktop.printing.toolkit.document import Part, reading_size
from bazar_desktop.printing.toolkit.fonts import BOLD, SEMIBOLD

ROW = flow.Style(size=8.6, least=10.5, lines=True)


def compose_changes(sheet: DaySheet, *, paper: str = "A4") -> Part | None:
    """Who left which booth to whom and why, then who stands elsewhere than on the printed denah; None where nobody."""
    sheet = words.masked(replace(sheet, changes=held_changes(sheet.changes, sheet.rows)))
    if not sheet.changes and not sheet.moves:
        return None
    size, scale = reading_size(paper)
    width = size[0] - 2 * frame.MARGIN
    name = _("Lembar perubahan")
    blocks = [
        pieces.title(name, _what_changed(sheet), width),
        pieces.day_facts(sheet, width),
    ]
    if sheet.changes:
        blocks += _substitutions(sheet, width)
    if sheet.moves:
        blocks += _moves(sheet, width)
    blocks += [flow.space(2), *pieces.signatures(sheet, width)]
    return Part("LP", name, size, flow.pages_of(sheet, size, blocks), scale)


def _what_changed(sheet: DaySheet) -> str:
    """What the sheet is of: stands change hands whether or not a denah was printed before."""
    if sheet.changes and sheet.moves:
        return _("Yang berganti pemegang, dan yang pindah sesudah denah dicetak")
    if sheet.moves:
        return _("Yang pindah sesudah denah dicetak")
    return _("Booth yang berganti pemegang")


def _substitutions(sheet: DaySheet, width: float) -> list[flow.Block]:
    columns = [
        flow.TableColumn(_("Booth"), 14, font=BOLD),
        flow.TableColumn(_("Pukul"), 13),
        flow.TableColumn(_("Sebelumnya"), 42),
        flow.TableColumn(_("Sekarang"), 42, font=SEMIBOLD),
        flow.TableColumn(_("Kartu"), 38),
        flow.TableColumn(_("Alasan"), 32),
    ]
    rows = [_cells(change) for change in sheet.changes]
    return [pieces.heading(_("Booth yang berganti pemegang"), width), *_table(columns, rows, width)]


def _moves(sheet: DaySheet, width: float) -> list[flow.Block]:
    columns = [
        flow.TableColumn(_("Sekarang"), 26, font=BOLD),
        flow.TableColumn(_("Usaha"), 62, font=SEMIBOLD),
        flow.TableColumn(_("Nama"), 48),
        flow.TableColumn(_("Di denah yang dicetak"), 45),
    ]
    rows = [
        [
            move.after or _("tanpa booth"),
            move.business or move.name,
            move.name if move.business else "",
            move.before or _("belum ada booth"),
        ]
        for move in sheet.moves
    ]
    since = sheet.moves_since
    title = _("Pindah booth sejak denah dicetak")
    if since is not None:
        title = _("Pindah booth sejak denah dicetak {day} pukul {time}").format(
            day=format_date(to_wib(since).date(), language()), time=format_time(to_wib(since))
        )
    return [pieces.heading(title, width), *_table(columns, rows, width)]


def _table(columns: list[flow.TableColumn], rows: list[list[str]], width: float) -> list[flow.Block]:
    head = flow.head_row(columns, width, ROW)
    last = len(rows) - 1
    lines = [flow.row(columns, cells, width, ROW, head, keep=at >= last) for at, cells in enumerate(rows)]
    return [head, *lines]


def _cells(change: StandChange) -> list[str]:
    booth = change.booth or "—"
    if change.session > 1:
        booth = f"{booth} {_('sesi {number}').format(number=change.session)}"
    left = _party(change.left_business, change.left_name)
    state = {EXCUSED: _("izin"), ABSENT: _("alpa"), PRESENT: _("hadir")}.get(change.left_attendance, "")
    return [
        booth,
        format_time(to_wib(change.at)) if change.at else "",
        f"{left} ({state})" if state else left,
        _party(change.joined_business, change.joined_name),
        change.card,
        change.reason,
    ]


def _party(business: str, name: str) -> str:
    return ", ".join(dict.fromkeys(part for part in (business, name) if part))
