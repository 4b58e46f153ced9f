"""Who recorded a row, when, and what it said before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from bazar_desktop.domain.calendar import format_time
from bazar_desktop.domain.journal.changes import Value
from bazar_desktop.language import _
from bazar_desktop.phrases.journal import by_words
from bazar_desktop.services.journal.history import HistoryEntry
from bazar_desktop.ui.attendance.lines import STATUS_WORDS, Line
from bazar_desktop.ui.kit.history import HistoryPopover, HistoryRow


def popover(line: Line, entries: Sequence[HistoryEntry], parent: QWidget) -> HistoryPopover:
    """The history of one row of the gate."""
    title = _("Riwayat kehadiran {business}").format(business=line.business)
    rows = [_row(entry) for entry in entries if entry.before != entry.after]
    return HistoryPopover(title, rows, parent)


def _row(entry: HistoryEntry) -> HistoryRow:
    what = {"status": _("kehadiran"), "arrived_at": _("jam datang"), "left_at": _("jam pulang")}[entry.field]
    if entry.undoes:
        what = _("{what}, diurungkan").format(what=what)
    before, after = (_words(entry.field, value) for value in (entry.before, entry.after))
    return HistoryRow(entry.at, by_words(entry), what, before, after, entry.reason)


def _words(field: str, value: Value) -> str:
    if value is None:
        return ""
    if field == "status":
        return _(STATUS_WORDS.get(str(value), str(value)))
    return format_time(datetime.fromisoformat(str(value)))
