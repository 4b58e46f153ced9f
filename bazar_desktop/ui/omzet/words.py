"""Words of the omzet page: columns, states, what is missing, what changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from bazar_desktop.domain.closing.proofs import is_partly
from bazar_desktop.domain.day.contradictions import (
    AWAY_BUT_SOLD,
    AWAY_BUT_TOLD,
    CALLED_OFF_BUT_HERE,
    LEFT_BEFORE_COMING,
    NIL_BUT_SALES,
    NOT_ITS_SESSION,
    STATE_BUT_AMOUNT,
    TWO_HOLDERS,
)
from bazar_desktop.domain.day.model import (
    ABSENT,
    BLANK,
    DECLINED,
    EXCUSED,
    EXPECTED,
    NIL,
    VENDOR,
    Category,
    DayRow,
)
from bazar_desktop.domain.figures.day import median_of_kind
from bazar_desktop.domain.money import format_number, format_rupiah
from bazar_desktop.domain.omzet.oddness import (
    ABOVE,
    ABOVE_PEERS,
    BELOW,
    BELOW_PEERS,
    BEYOND,
    ODD_FACTOR,
    PEER_FACTOR,
    Odd,
)
from bazar_desktop.language import _, listed, ngettext
from bazar_desktop.phrases.figures import figure_name
from bazar_desktop.phrases.journal import column_words
from bazar_desktop.services.omzet.entry import CellAnswer, PastedCell
from bazar_desktop.services.omzet.grid import GridRow
from bazar_desktop.ui.kit.grid.cells import Key

MOST_NAMED = 3


def is_away(row: DayRow) -> bool:
    """Excused or absent, and nothing was entered."""
    return row.attendance in {EXCUSED, ABSENT} and row.omzet == BLANK


def status_words(
    row: DayRow,
    asked: Collection[str],
    *,
    undecided: bool = False,
    clash: str = "",
    counts_otherwise: bool = False,
) -> str:
    """The state of one row: what is known, and that it is on disk.

    `clash` names two facts that exclude each other; `counts_otherwise`: the seal covers another amount.
    """
    if undecided:
        return _("Perlu keputusan")
    if clash:
        return _clash_status(row, clash)
    if counts_otherwise:
        return _("Berubah sejak segel")
    if is_away(row):
        return figure_name("excused" if row.attendance == EXCUSED else "absent")
    if row.omzet == BLANK or (row.total is None and row.omzet != DECLINED):
        return figure_name("expected" if row.attendance == EXPECTED else "blank")
    said = {NIL: _("Nihil, tersimpan"), DECLINED: _("Menolak, tersimpan")}
    partly = _("Sebagian, tersimpan") if is_partly(row, asked) else _("Tersimpan")
    return _("Susulan, tersimpan") if row.late else said.get(row.omzet, partly)


def _clash_status(row: DayRow, clash: str) -> str:
    """Which two facts of the row exclude each other, short enough for its column."""
    away = _("Izin, tetapi ada omzet") if row.attendance == EXCUSED else _("Alpa, tetapi ada omzet")
    return {
        AWAY_BUT_TOLD: away,
        AWAY_BUT_SOLD: _("Alpa, tetapi ada penjualan"),
        CALLED_OFF_BUT_HERE: _("Dibatalkan, tetapi hadir"),
        STATE_BUT_AMOUNT: _("Status dan jumlah beda"),
        NIL_BUT_SALES: _("Transaksi tidak cocok"),
        NOT_ITS_SESSION: _("Bukan sesinya"),
        TWO_HOLDERS: _("Booth dipakai berdua"),
        LEFT_BEFORE_COMING: _("Pulang sebelum datang"),
    }.get(clash, _("Bertentangan"))


def answer_words(
    answers: Sequence[CellAnswer], homeless: int, name_of: Callable[[Key], str]
) -> tuple[str, str]:
    """What became of a pasted block: its kind for the banner (success, warning, error), and the words.

    `name_of(key)` names the row of a cell; `homeless` counts the cells that had no place.
    """
    refused = [answer for answer in answers if answer.error]
    asked = [answer for answer in answers if answer.shown_back]
    taken = [answer.cell for answer in answers if not answer.error]
    filled = sum(bool(cell.text.strip()) for cell in taken)
    words = [ngettext("{count} sel tersimpan.", "{count} sel tersimpan.", filled).format(count=filled)]
    if blank := len(taken) - filled:
        words.append(ngettext("{count} sel kosong.", "{count} sel kosong.", blank).format(count=blank))
    if asked:
        read = [f"“{item.cell.text}” = {format_number(int(item.value or 0))}" for item in asked]
        words.append(_("Periksa bacaan ini: {read}.").format(read=listed(read, MOST_NAMED, "; ")))
    if homeless:
        words.append(_("{count} sel tidak ada tempatnya di tabel.").format(count=homeless))
    if refused:
        first = listed([_refused_words(answer.cell, name_of) for answer in refused], MOST_NAMED)
        count = len(refused)
        words.append(_("{count} ditolak dan tidak diubah: {first}.").format(count=count, first=first))
    kind = "error" if refused else "warning" if asked or homeless else "success"
    return kind, " ".join(words)


def _refused_words(cell: PastedCell, name_of: Callable[[Key], str]) -> str:
    key = (cell.participation_id, cell.session_no, cell.column)
    place = f"{name_of(key)} {column_words(cell.column)}"
    return f"{place} “{cell.text[:20]}”"


def beside_words(row: GridRow, rows: Sequence[GridRow], categories: Sequence[Category] = ()) -> str:
    """The line under the grid: the vendor's own past, the day's median of its kind, and whether today is odd."""
    parts = [f"{row.row.booth or '-'} {row.row.business}"]
    if row.past:
        past = "; ".join(f"{past.bazaar} {format_rupiah(past.per_day)}" for past in row.past)
        parts.append(_("sebelumnya per hari: {past}").format(past=past))
    if row.row.party == VENDOR and (middle := median_of_kind(_sold_by_its_kind(row, rows))) is not None:
        words = _("median {category} hari itu {amount}")
        named = {item.key: item.name for item in categories}
        kind = named.get(row.row.category, row.row.category) or _("Lainnya")
        parts.append(words.format(category=kind, amount=format_rupiah(middle)))
    if row.row.total is not None and row.row.confirmed == row.row.total:
        parts.append(_("jumlah ini sudah dibenarkan"))
    if row.odd:
        parts.append(odd_words(row.odd))
    return " · ".join(parts)


def _sold_by_its_kind(row: GridRow, rows: Sequence[GridRow]) -> Iterator[tuple[str, int]]:
    for other in rows:
        if _is_of_kind(other, row.row.category) and other.counted is not None:
            yield other.row.participation_id, other.counted


def _is_of_kind(row: GridRow, category: str) -> bool:
    return row.row.party == VENDOR and row.row.category == category


def odd_words(odd: Odd) -> str:
    """Why a total is tinted."""
    words = {
        ABOVE: _(
            "Lebih dari {times} kali yang terbanyak sebelumnya ({amount} sehari). Periksa banyaknya nol."
        ),
        BELOW: _(
            "Kurang dari 1/{times} yang paling sedikit sebelumnya ({amount} sehari). Periksa banyaknya nol."
        ),
        ABOVE_PEERS: _(
            "Lebih dari {times} kali median usaha lain yang menjual hari itu ({amount}). Periksa banyaknya nol."
        ),
        BELOW_PEERS: _(
            "Kurang dari 1/{times} median usaha lain yang menjual hari itu ({amount}). Periksa banyaknya nol."
        ),
        BEYOND: _("Lebih dari {amount} sehari untuk satu usaha. Periksa banyaknya nol."),
    }[odd.kind]
    times = ODD_FACTOR if odd.kind in {ABOVE, BELOW} else PEER_FACTOR
    return words.format(times=times, amount=format_rupiah(odd.bound))
