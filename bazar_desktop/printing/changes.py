"""Lembar perubahan: only what moved after the papers were printed, to lie beside the daftar hadir and the denah."""

from __future__ import annotations

from pathlib import Path

from bazar_desktop.domain.calendar import format_time, to_wib
from bazar_desktop.domain.day import ABSENT, EXCUSED, PRESENT, DaySheet, StandChange
from bazar_desktop.language import _
from bazar_desktop.printing import flow, frame, pieces, words
from bazar_desktop.printing.document import Part, reading_size, write
from bazar_desktop.printing.fonts import BOLD, SEMIBOLD

ROW = flow.Style(size=8.6, least=10.5, lines=True)


def compose_changes(sheet: DaySheet, *, paper: str = "A4") -> Part | None:
    """Who left which booth to whom, at which minute and why; None where nobody was substituted."""
    if not sheet.changes:
        return None
    sheet = words.masked(sheet)
    size, scale = reading_size(paper)
    width = size[0] - 2 * frame.MARGIN
    name = _("Lembar perubahan")
    columns = [
        flow.Column(_("Booth"), 14, font=BOLD),
        flow.Column(_("Pukul"), 13),
        flow.Column(_("Sebelumnya"), 42),
        flow.Column(_("Sekarang"), 42, font=SEMIBOLD),
        flow.Column(_("Kartu"), 38),
        flow.Column(_("Alasan"), 32),
    ]
    head = flow.head_row(columns, width, ROW)
    last = len(sheet.changes) - 1
    blocks = [
        pieces.title(name, _("Hanya booth yang berganti pemegang"), width),
        pieces.day_facts(sheet, width),
        head,
        *(
            flow.row(columns, _cells(one), width, ROW, head, keep=number >= last)
            for number, one in enumerate(sheet.changes)
        ),
        flow.space(2),
        *pieces.signatures(sheet, width),
    ]
    return Part("LP", name, size, flow.pages_of(sheet, size, blocks), scale)


def draw_changes(sheet: DaySheet, path: Path, *, paper: str = "A4") -> None:
    """Write the lembar perubahan to `path`, where there is one. Raises DiskFull, OutputFailed."""
    part = compose_changes(sheet, paper=paper)
    if part is not None:
        write(sheet, [part], part.title, path)


def _cells(one: StandChange) -> list[str]:
    booth = one.booth or "—"
    if one.session > 1:
        booth = f"{booth} {_('sesi {number}').format(number=one.session)}"
    left = _party(one.left_business, one.left_name)
    state = {EXCUSED: _("izin"), ABSENT: _("alpa"), PRESENT: _("hadir")}.get(one.left_attendance, "")
    return [
        booth,
        format_time(to_wib(one.at)) if one.at else "",
        f"{left} ({state})" if state else left,
        _party(one.joined_business, one.joined_name),
        one.card,
        one.reason,
    ]


def _party(business: str, name: str) -> str:
    return ", ".join(dict.fromkeys(part for part in (business, name) if part))
