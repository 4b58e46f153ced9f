"""A desk of made-up people and a page that shows every widget, for the tests of frame and kit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from bazar_desktop.domain.day.in_hand import DayOffer
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.language import N_
from bazar_desktop.store.actions import name_of
from bazar_desktop.ui import theme
from bazar_desktop.ui.app_session import AppSession, BazaarInHand, DataState, Done, OfficerAtDesk
from bazar_desktop.ui.frame.sidebar import NavEntry
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card, Facts, Figure
from bazar_desktop.ui.kit.charts import ATTENTION, HERE, MISSING, Bar, BarChart, MiniMap, Square
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.inputs import CategoryMark, SearchBox, Tag
from bazar_desktop.ui.kit.rows import RIGHT, Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.page import Page

WIB = timezone(timedelta(hours=7), "WIB")
NOW = datetime(2023, 3, 20, 8, 42, tzinfo=WIB)
DAYS = (date(2023, 3, 20), date(2023, 3, 21))
RINI = OfficerAtDesk("p1", "Rini Wulandari", "Petugas lapangan")
DEDI = OfficerAtDesk("p2", "Dedi Saputra", "Pengawas", is_supervisor=True)
RAMADAN = BazaarInHand(
    "b1", "JP23-014", "Bazar Jakpreneur Ramadan", "Rusun Karang Anyar", "Sawah Besar", DAYS
)
LONG = BazaarInHand(
    "b2",
    "JP23-015",
    "Bazar Jakpreneur & Pangan Murah Hari Ulang Tahun Kota",
    "Halaman Kantor Kecamatan Tanah Abang",
    "Tanah Abang",
    (*DAYS, date(2023, 3, 22)),
)


class PinIsWrong(BazarError):
    """The demo desk's refusal of a PIN."""


class BoothIsTaken(BazarError):
    """The demo desk's broken rule."""


class DemoDesk:
    """Keeps everything in memory; `breaks` holds errors that the next calls of `perform` raise."""

    office = "Sudin PPKUKM Jakarta Pusat"
    is_sample = True

    def __init__(self) -> None:
        self.officer: OfficerAtDesk | None = RINI
        self.bazaar: BazaarInHand | None = RAMADAN
        self.day: date | None = DAYS[0]
        self.known = (RAMADAN, LONG)
        self.breaks: list[Exception] = []
        self.performed: list[tuple[str, dict[str, Any]]] = []
        self.undone: list[str] = []

    def clock(self) -> datetime:
        return NOW

    def officers(self) -> tuple[OfficerAtDesk, ...]:
        return (RINI, DEDI)

    def sign_in(self, officer_id: str, pin: str) -> None:
        if pin != "2468":
            raise PinIsWrong(name="x")
        self.officer = {RINI.id: RINI, DEDI.id: DEDI}[officer_id]

    def bazaars(self) -> tuple[BazaarInHand, ...]:
        return self.known

    def choose(self, bazaar_id: str, day: date | None = None) -> None:
        self.bazaar = next(bazaar for bazaar in self.known if bazaar.id == bazaar_id)
        self.day = day or self.bazaar.days[0]

    def day_offer(self) -> DayOffer | None:
        return None

    def asks_day(self) -> bool:
        return False

    def asks_for(self, function: Any, /, *args: Any, **facts: Any) -> bool:
        return False

    def ask_by(self, question: Any) -> None:
        pass

    def keep_day(self) -> None:
        pass

    def data_state(self) -> DataState:
        return DataState(backup_at=datetime(2023, 3, 20, 1, 30, tzinfo=UTC), made=1, carried=2)

    def read(self, function: Any, /, **facts: Any) -> Any:
        return function(None, **facts)

    def perform(self, function: Any, /, *args: Any, **facts: Any) -> Done[Any]:
        if self.breaks:
            raise self.breaks.pop(0)
        self.performed.append((name_of(function), facts))
        return Done(function(None, *args, **facts), f"a{len(self.performed)}")

    def perform_as(self, officer_id: str, pin: str, function: Any, /, *args: Any, **facts: Any) -> Done[Any]:
        return self.perform(function, *args, **facts)

    def undo(self, action: str) -> str:
        if self.breaks:
            raise self.breaks.pop(0)
        self.undone.append(action)
        return f"u{len(self.undone)}"


LETTERS = dict(zip(theme.CATEGORIES, "KFRMJX", strict=True))


@dataclass(frozen=True, slots=True)
class Stand:
    booth: str
    business: str
    owner: str
    category: str
    omzet: int | None


STANDS = (
    Stand("A-01", "Dapur Bu Marni", "Marni Suryani", "kuliner", 487_500),
    Stand("A-02", "Kerak Telor Bang Jali", "Jali Hasan", "kuliner", 1_240_000),
    Stand("A-03", "Batik Betawi Terogong", "Siti Aisyah", "fesyen", None),
    Stand("A-04", "Bir Pletok Condet", "Nurdin Saleh", "minuman", 0),
    Stand("A-05", "Rajut Kemayoran", "Dewi Lestari", "kriya", 622_500),
    Stand("A-06", "Kopi & Teh Kebon Sirih", "Rahmat Hidayat", "minuman", 710_000),
    Stand("A-07", "Sambal Roa Mpok Ati", "Ati Rohayati", "kuliner", 580_000),
    Stand("A-08", "Sabun Herbal Tanah Abang", "Sulastri", "jasa", 447_500),
    Stand("M-1", "Pangan Murah", "Mitra pangan", "mitra", 9_000_000),
)


def rupiah(value: int | None) -> str:
    return "" if value is None else "Rp" + f"{value:,}".replace(",", ".")


COLUMNS = (
    Column[Stand](N_("Booth"), lambda row: row.booth, bold=True),
    Column[Stand](N_("Usaha"), lambda row: row.business, stretch=2, width=150),
    Column[Stand](N_("Pemilik"), lambda row: row.owner, stretch=1, width=110, drop=1),
    Column[Stand](
        N_("Jenis"),
        lambda row: row.category.capitalize(),
        mark=lambda row: (LETTERS[row.category], theme.CATEGORIES[row.category]),
    ),
    Column[Stand](
        N_("Omzet"),
        lambda row: row.omzet,
        rupiah,
        RIGHT,
        bold=True,
        tint=lambda row: theme.ATTENTION_TINT if row.omzet == 622_500 else None,
        tip=lambda row: "Tiga kali biasanya" if row.omzet == 622_500 else "",
    ),
    Column[Stand](
        N_("Keadaan"),
        lambda row: "Belum lapor" if row.omzet is None else "Tersimpan",
        ink=lambda row: theme.ERROR if row.omzet is None else theme.PRIMARY,
    ),
)


def stands_view(rows: tuple[Stand, ...] = STANDS) -> RowsView[Stand]:
    return RowsView(RowsModel(COLUMNS, rows, key=lambda row: row.booth), name="Daftar peserta")


class DemoPage(Page):
    """A check-in page of made-up rows, as dense as the real ones."""

    def __init__(self, desk: AppSession) -> None:
        super().__init__(desk, "Kehadiran", "Hari ke-1 dari 2 · 30 peserta · 6 instansi pengampu")
        self.reloads = 0
        self.add_action(button("Cetak daftar hadir", icon="printer"))
        self.add_action(button("Tambah & undang peserta", icon="user-plus", kind="primary"))
        self.body.addLayout(self._figures())
        middle = QHBoxLayout()
        middle.setSpacing(theme.SPACE[2])
        left = QVBoxLayout()
        left.setSpacing(theme.SPACE[2])
        self.focus_first = self.box = SearchBox(
            "Pindai kartu QR, atau ketik nama, usaha, 4 digit HP", big=True, icon="scan-line"
        )
        left.addWidget(self.box)
        self.view = stands_view()
        table = Card(tight=True)
        table.add(self.view, 1)
        left.addWidget(table, 1)
        middle.addLayout(left, 3)
        middle.addLayout(self._side(), 1)
        self.body.addLayout(middle, 1)

    def reload(self) -> None:
        self.reloads += 1

    def _figures(self) -> FlowRow:
        row = FlowRow()
        row.addWidget(Figure("Sudah hadir", "22 dari 30", "73% · terakhir 1 menit lalu", part=0.73))
        row.addWidget(Figure("Omzet UMKM", "Rp1.482.350.000", "dua hari, 1.902 keikutsertaan"))
        row.addWidget(Figure("Cadangan", "4 siap", "urut giliran: paling jarang ikut"))
        last = Figure("UMKM belum dicatat", "7", "tandai bila batal, panggil cadangan")
        last.show_figure("7", "tandai bila batal, panggil cadangan", part=0.23, tone="warning")
        row.addWidget(last)
        return row

    def _side(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(theme.SPACE[2])
        card = Card("Peta kehadiran")
        states = [HERE] * 22 + [ATTENTION] + [MISSING] * 7
        squares = [Square(f"A-{i:02}", state, f"A-{i:02}") for i, state in enumerate(states, 1)]
        card.add(MiniMap("Peta kehadiran", squares))
        side.addWidget(card)
        legend = Card("Jenis usaha")
        flow = FlowRow(gap=6)
        for name, colour in theme.CATEGORIES.items():
            flow.addWidget(CategoryMark(name.capitalize(), LETTERS[name], colour))
        legend.add(flow)
        side.addWidget(legend)
        side.addStretch(1)
        return side


class DemoHome(Page):
    """A second page: chart, facts, tags, an empty state."""

    def __init__(self, desk: AppSession) -> None:
        super().__init__(desk, "Senin, 20 Maret 2023", "Hari ke-1 dari 2 · Rusun Karang Anyar")
        self.add_action(button("Cetak semua untuk hari ini", icon="printer", kind="primary"))
        steps = FlowRow()
        for number, name in enumerate(("Siapkan", "Hadir", "Omzet", "Tutup hari", "Serahkan"), 1):
            step = Card(f"{number}  {name}", tone="chosen" if number == 2 else "card")
            step.add(Tag("Selesai" if number == 1 else "Berjalan", "success" if number == 1 else "warning"))
            step.add(button("Buka", kind="primary" if number == 2 else "secondary"))
            steps.addWidget(step)
        self.body.addLayout(steps)
        lower = FlowRow()
        chart = Card("Kedatangan hari ini")
        bars = [Bar("07.30", 4), Bar("08.00", 13), Bar("08.30", 21), Bar("09.00", 22), Bar("09.30", 1)]
        chart.add(BarChart("Kedatangan", bars, whole=30), 1)
        lower.addWidget(chart)
        quality = Card("Mutu penempatan")
        quality.add(Facts((("Kebutuhan listrik terpenuhi", "9 / 9"), ("Tetangga jenis sama", "1 pasang"))))
        lower.addWidget(quality)
        empty = Card("Perlu keputusan")
        empty.add(
            EmptyState(
                "circle-check",
                "Tidak ada yang menunggu keputusan",
                "Bila dua laptop mengisi angka berbeda, pilihannya muncul di sini.",
                action="Baca paket",
                act=lambda: None,
            )
        )
        lower.addWidget(empty)
        self.body.addLayout(lower)
        self.body.addStretch(1)


def entries() -> tuple[NavEntry, ...]:
    names = (
        ("beranda", N_("Beranda"), "layout-dashboard"),
        ("bazar", N_("Bazar"), "calendar-days"),
        ("pelaku", N_("Pelaku UMKM"), "store"),
        ("denah", N_("Denah Booth"), "map"),
        ("kehadiran", N_("Kehadiran"), "user-check"),
        ("omzet", N_("Omzet"), "wallet"),
        ("laporan", N_("Laporan & Cetak"), "printer"),
        ("sinkron", N_("Sinkronisasi"), "refresh-cw"),
        ("pengaturan", N_("Pengaturan"), "settings"),
    )
    return tuple(
        NavEntry(key, words, icon, DemoHome if key == "beranda" else DemoPage, at_bottom=key == "pengaturan")
        for key, words, icon in names
    )
