"""The figures of the window, read from its real widgets; a number must have room to be seen whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from bazar_desktop.phrases.attendance import summary_text
from bazar_desktop.services.attendance.roll_call import roll_call
from bazar_desktop.services.closing.seal import closing_state
from bazar_desktop.services.omzet.grid import grid
from bazar_desktop.ui.attendance.figures import Figures as GateFigures
from bazar_desktop.ui.closing.panel import ClosingPanel
from bazar_desktop.ui.exchange.page import SyncPage
from bazar_desktop.ui.home.page import HomePage
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.ledger.model import COLUMNS
from bazar_desktop.ui.ledger.panel import LedgerPanel
from bazar_desktop.ui.omzet.figures import Figures as OmzetFigures
from bazar_desktop.ui.omzet.row_details import RowDetails
from bazar_desktop.ui.store_session import StoreSession
from tests.truth.figure_cards import told
from tests.truth.model import BILLION
from tests.truth.places import AMOUNT, OFF, find, maybe, of, off_words
from tests.truth.seen import Reader, Seen
from tests.truth.shown import NUMBER, PERCENT, ROWS, RUPIAH, NotShown, Shown, rows_of

WIDTH = 1180
_made: dict[type[QWidget], Any] = {}


def _part(cls: Callable[..., QWidget]) -> Any:
    """One widget of each class is made and shown other days; a desk is given to pages anew."""
    if cls not in _made:
        widget = cls()
        widget.resize(WIDTH, 700)
        _made[cls] = widget  # type: ignore[index]
    return _made[cls]  # type: ignore[index]


def close_pages() -> None:
    """Let go of the widgets, at the end of the tests."""
    for widget in _made.values():
        widget.deleteLater()
    _made.clear()


def read_home(seen: Seen) -> Iterator[Shown]:
    desk = StoreSession(seen.store, lambda: seen.now)
    desk.choose(seen.bazaar_id, seen.day)
    page = HomePage(desk)
    try:
        page._printer_task = page  # type: ignore[assignment]  # no printer is asked for
        page.reload()
        place = "Beranda"
        if re.search(OFF, page.subtitle.text()):
            yield from find(place, OFF, page.subtitle.text(), ("off", ROWS))
            numbers = {told(figure) for figure in page.figures.values()}
            if numbers != {("–", "")} or re.search(r"\d+ (?:UMKM|mitra)", page.subtitle.text()):
                raise NotShown(f"{place}: figures of a day that was called off: {numbers}")
            return
        number, note = told(page.figures["present"])
        yield from find(place, r"(\d+) dari (\d+)", number, *of("present", "registered"))
        yield from find(
            place,
            r"(\d+) belum dicatat, (\d+) izin atau alpa · mitra (\d+) dari (\d+)",
            note,
            ("expected", NUMBER),
            ("away", NUMBER),
            *of("partners_present", "partners_registered"),
        )
        number, note = told(page.figures["omzet"])
        yield Shown(place, "omzet", number, RUPIAH)
        yield from find(
            place,
            rf"(\d+) dari (\d+) melapor, mitra ({AMOUNT})",
            note,
            *of("answered", "asked"),
            ("partner_omzet", RUPIAH),
        )
        yield Shown(place, "cashless_share", told(page.figures["cashless"])[0], PERCENT)
        number, note = told(page.figures["new"])
        yield Shown(place, "newcomers", number, NUMBER)
        yield from find(place, r"dari (\d+) yang ikut", note, ("took_part", NUMBER))
        yield from find(
            place,
            r"(\d+) UMKM, (\d+) mitra",
            page.subtitle.text(),
            *of("registered", "partners_registered"),
        )
        steps = "\n".join(label.text() for label in page.findChildren(Label))
        waited = (("answered", NUMBER), ("asked", NUMBER), ("blank", NUMBER))
        yield from maybe(
            f"{place}, langkah",
            r"(?m)^(\d+) dari (\d+) UMKM yang ditunggu melapor, (\d+) belum\.",
            steps,
            *waited,
        )
        everybody = r"Semua UMKM yang ditunggu menjawab, (\d+) dari (\d+) melapor\."
        yield from maybe(f"{place}, langkah", everybody, steps, *waited[:2])
    finally:
        page.deleteLater()


def read_gate(seen: Seen) -> Iterator[Shown]:
    with seen.store.db.read() as session:
        roll = roll_call(session, seen.bazaar_id, seen.day)
    part, place = _part(GateFigures), "Kehadiran"
    part.show_roll(roll, seen.now)
    number, _note = told(part.here)
    yield from find(place, r"(\d+) dari (\d+)", number, *of("present", "registered"))
    number, note = told(part.missing)
    yield Shown(place, "expected", number, NUMBER)
    for key, word in (("excused", "izin"), ("absent", "alpa")):
        match = re.search(rf"{word} (\d+)", note)
        yield Shown(place, key, match[1] if match else "0", NUMBER)
    text = summary_text(roll, seen.now)
    if roll.off is not None:
        yield from off_words("ringkasan gerbang", text)
        return
    yield from find("ringkasan gerbang", r"Hadir (\d+) dari (\d+)", text, *of("present", "registered"))


def read_omzet_page(seen: Seen) -> Iterator[Shown]:
    with seen.store.db.read() as session:
        known = grid(session, seen.bazaar_id, seen.day)
    part, place = _part(OmzetFigures), "Omzet"
    tinted = [row.row for row in known.rows if row.odd is not None and row.row.party == "vendor"]
    yield Shown(place, "far off", str(sum((row.total or 0) >= BILLION for row in tinted)), NUMBER)
    part.show_rows([row.row for row in known.rows], known)
    number, note = told(part.omzet)
    yield Shown(place, "omzet", number, RUPIAH)
    yield from maybe(place, rf"susulan ({AMOUNT})", note, ("late", RUPIAH))
    yield from maybe(
        place,
        rf"(?:kemarin|[A-Z][a-z]{{2}} \d+ [A-Z][a-z]{{2}}) ({AMOUNT})",
        note,
        ("omzet · kemarin", RUPIAH),
    )
    number, note = told(part.reported)
    yield from find(place, r"(\d+) dari (\d+)", number, *of("answered", "asked"))
    match = re.search(r"(\d+) menolak", note)
    yield Shown(place, "declined", match[1] if match else "0", NUMBER)
    number, note = told(part.cashless)
    yield Shown(place, "cashless_share", number, PERCENT)
    yield Shown(place, "cashless", note, RUPIAH)
    number, note = told(part.average)
    yield Shown(place, "average", number, RUPIAH)
    yield from maybe(place, rf"median ({AMOUNT})", note, ("median", RUPIAH))
    yield from find(
        "Omzet, satu baris",
        rf"Omzet UMKM ({AMOUNT}) · melapor (\d+) dari (\d+) · non-tunai ([\d,]+%|–)",
        part._line.text(),
        ("omzet", RUPIAH),
        *of("answered", "asked"),
        ("cashless_share", PERCENT),
    )


def read_row_details(seen: Seen) -> Iterator[Shown]:
    """What stands under the grid for each row of a vendor: its own past, and the middle of its kind that day."""
    with seen.store.db.read() as session:
        known = grid(session, seen.bazaar_id, seen.day)
    part, lines = _part(RowDetails), []
    for row in known.rows:
        if row.row.party == "vendor":
            part.show_row(row, known.rows, known.sheet.categories)
            parts = part.words.text().split(" · ")
            said = [words for words in parts[1:] if words.startswith(("sebelumnya", "median"))]
            lines.append(" · ".join([row.row.business or row.row.name, *said]))
    yield Shown("Omzet, baris bawah", "beside", rows_of(lines), ROWS)


CLOSING = {
    "Omzet mitra, terpisah": ("partner_omzet", RUPIAH),
    "Omzet UMKM": ("omzet", RUPIAH),
    "Omzet UMKM disegel": ("omzet", RUPIAH),
    "Terdaftar": ("registered", NUMBER),
    "Hadir": ("present", NUMBER),
    "Ditunggu laporannya": ("asked", NUMBER),
    "Melapor": ("answered", NUMBER),
    "Nihil": ("nil", NUMBER),
    "Menolak menyebut": ("declined", NUMBER),
    "Belum lapor": ("blank", NUMBER),
    "Izin": ("excused", NUMBER),
    "Alpa": ("absent", NUMBER),
}


def read_closing(seen: Seen) -> Iterator[Shown]:
    with seen.store.db.read() as session:
        state = closing_state(session, seen.bazaar_id, seen.day, at=seen.now)
    part = _part(ClosingPanel)
    part.show_state(state)
    lines = [line for line in part.facts.findChildren(QWidget) if len(line.findChildren(Label)) == 2]
    words = [[label.text() for label in line.findChildren(Label)] for line in lines if not line.isHidden()]
    for name, value in words:
        if name in CLOSING:
            key, style = CLOSING[name]
            yield Shown("Tutup hari", key, value.removesuffix(" (sementara)"), style)


def read_sync_page(seen: Seen) -> Iterator[Shown]:
    """What the page says of the latest package and of the receipt: the control sum of this store."""
    page = SyncPage(StoreSession(seen.store, lambda: seen.now))
    try:
        page.reload()
        rows = page.parcels.model().sourceModel() if hasattr(page.parcels.model(), "sourceModel") else None
        if rows is not None and rows.rowCount():
            titles = [rows.headerData(at, Qt.Orientation.Horizontal) for at in range(rows.columnCount())]
            at = titles.index("Angka kontrol rupiah")
            yield Shown("Sinkronisasi, paket", "control_sum", rows.index(0, at).data(), RUPIAH)
    finally:
        page.deleteLater()


class _Went(QObject):
    """Where the page would go."""

    went = Signal(str)


class _DayInHand:
    """What the ledgers ask of the grid beside them: which day is in hand, and steps that nobody takes here."""

    def __init__(self, seen: Seen) -> None:
        self.place = (seen.bazaar_id, seen.day)

    def step(self, forward: bool) -> None:
        """Nothing is taken back."""

    def did(self, action: str, what: str) -> None:
        """Nothing is done."""

    def show_history(self, *_facts: object) -> None:
        """Nobody asks."""


def read_ledger_page(seen: Seen) -> Iterator[Shown]:
    """The ledgers of the day in their grid, without the rows that are only remembered."""
    desk = SimpleNamespace(desk=StoreSession(seen.store, lambda: seen.now), went=_Went().went)
    panel = LedgerPanel(desk, _DayInHand(seen))  # type: ignore[arg-type]
    try:
        panel.read()
        cells, of_mitra = [], ["", ""]
        for row, line in enumerate(panel.model.rows):
            texts = [str(panel.model.index(row, at).data() or "") for at in range(len(COLUMNS))]
            if line.place == 0:  # booth and name stand once, over all its goods
                of_mitra = texts[:2]
            if line.line and not line.line.remembered:
                cells.append([*of_mitra, *texts[2:]])
        yield Shown("Buku barang mitra", "ledger page", rows_of(" ".join(row) for row in cells), ROWS)
        yield Shown("Buku barang mitra", "ledger page in words", panel.says.text(), ROWS)
    finally:
        panel.deleteLater()


PAGES: dict[str, Reader] = {
    "home": read_home,
    "gate": read_gate,
    "omzet": read_omzet_page,
    "row details": read_row_details,
    "closing": read_closing,
    "ledger page": read_ledger_page,
}
