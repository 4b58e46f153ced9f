"""The five tables of one bazaar day, as every file format of the day holds them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bazar_desktop.domain.day.model import (
    ABSENT,
    BLANK,
    COACH,
    DECLINED,
    EXCUSED,
    EXPECTED,
    NIL,
    PARTNER,
    PRESENT,
    REPORTED,
    VENDOR,
    DayRow,
    DaySheet,
)
from bazar_desktop.domain.figures.day import day_figures, newcomers_of
from bazar_desktop.language import _
from bazar_desktop.phrases.figures import figure_name, figure_says

TEXT, NUMBER, RUPIAH, DATE, MOMENT, YES_NO = "text", "number", "rupiah", "date", "moment", "yes_no"
OutCell = str | int | bool | date | datetime | None

PARTIES = {VENDOR: "umkm", COACH: "pengampu", PARTNER: "mitra"}
ATTENDANCE = {EXPECTED: "belum", PRESENT: "hadir", EXCUSED: "izin", ABSENT: "alpa"}
STATES = {BLANK: "belum", NIL: "nihil", REPORTED: "diisi", DECLINED: "menolak"}


@dataclass(frozen=True, slots=True)
class OutColumn:
    """`name` is for programs and never changes; `title` is for people. `one_of`: the only values, "" set apart."""

    name: str
    title: str
    kind: str = TEXT
    description: str = ""
    required: bool = False
    one_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutTable:
    """`key` are the names that tell rows apart; `links` are (names here, table, names there)."""

    name: str
    title: str
    columns: tuple[OutColumn, ...]
    rows: tuple[tuple[OutCell, ...], ...]
    key: tuple[str, ...]
    links: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()


DAY_KEY = ("bazar", "tanggal")
PERSON_KEY = (*DAY_KEY, "id_peserta")
SESSION_KEY = (*PERSON_KEY, "sesi")


def day_tables(sheet: DaySheet) -> tuple[OutTable, ...]:
    """peserta, kehadiran, omzet, booth, rekap. Phones as masked in the sheet; no NIK."""
    return (_participants(sheet), _attendance(sheet), _omzet(sheet), _booths(sheet), _totals(sheet))


def is_provisional(sheet: DaySheet) -> bool:
    """Whether the figures of the day may still change: some are in conflict, or its seal does not fit them."""
    return sheet.undecided > 0 or bool(sheet.seal_mismatch)


def mark(sheet: DaySheet) -> str:
    """What must stand beside every figure: "contoh", "sementara", both, or nothing."""
    return " ".join(
        word for word, holds in (("contoh", sheet.is_sample), ("sementara", is_provisional(sheet))) if holds
    )


def _day_columns() -> tuple[OutColumn, ...]:
    return (
        OutColumn("bazar", _("Kode bazar"), required=True),
        OutColumn("tanggal", _("Tanggal"), DATE, required=True),
    )


def _mark_columns() -> tuple[OutColumn, ...]:
    return (
        OutColumn(
            "tanda",
            _("Tanda"),
            description=_("contoh: bukan data sungguhan; sementara: masih ada angka yang perlu keputusan"),
            one_of=("contoh", "sementara", "contoh sementara"),
        ),
        OutColumn(
            "segel",
            _("Segel"),
            description=_("kode segel hari itu, sama dengan di kertas; kosong selama hari belum ditutup"),
        ),
        OutColumn("revisi", _("Revisi"), NUMBER, _("segel yang ke berapa; kosong selama hari belum ditutup")),
    )


def _marks(sheet: DaySheet) -> tuple[OutCell, ...]:
    return (mark(sheet), sheet.seal, sheet.revision or None if sheet.seal else None)


def _participant_column() -> OutColumn:
    return OutColumn("id_peserta", _("ID peserta"), required=True)


def _session_column() -> OutColumn:
    return OutColumn("sesi", _("Sesi"), NUMBER, required=True)


def _rows(
    sheet: DaySheet,
    key: Callable[[DayRow], object],
    cells: Callable[[DayRow], tuple[OutCell, ...]],
    source: Iterable[DayRow],
) -> tuple[tuple[OutCell, ...], ...]:
    """A row for each new key, in booth order: a partner with two stands is one participant with one omzet."""
    first: dict[object, DayRow] = {}
    for row in source:
        first.setdefault(key(row), row)
    return tuple((sheet.shown_code, sheet.day, *cells(row), *_marks(sheet)) for row in first.values())


def _participants(sheet: DaySheet) -> OutTable:
    columns = (
        *_day_columns(),
        _participant_column(),
        OutColumn("pihak", _("Pihak"), required=True, one_of=tuple(PARTIES.values())),
        OutColumn("nama", _("Nama")),
        OutColumn("usaha", _("Usaha")),
        OutColumn("produk", _("Jenis produk")),
        OutColumn("kategori", _("Kategori")),
        OutColumn("pengampu", _("Pengampu")),
        OutColumn("hp", _("HP (disamarkan)"), description=_("empat angka di tengah disembunyikan")),
        OutColumn("peserta_baru", _("Peserta baru"), YES_NO, required=True),
        OutColumn(
            "id_orang",
            _("ID orang"),
            required=True,
            description=_("sama bagi peserta yang dicatat sebagai satu orang: orang dihitung sekali"),
        ),
        *_mark_columns(),
    )
    new = newcomers_of(sheet.rows)
    first_of: dict[str, str] = {}
    for row in sheet.rows:
        first_of.setdefault(row.person or row.participation_id, row.participation_id)
    rows = _rows(
        sheet,
        lambda row: row.participation_id,
        lambda row: (
            row.participation_id,
            PARTIES[row.party],
            row.name,
            row.business,
            row.product,
            category_name(sheet, row.category),
            row.agency,
            row.phone,
            row.participation_id in new,
            first_of[row.person or row.participation_id],
        ),
        sheet.rows,
    )
    return OutTable("peserta", _("Peserta"), columns, rows, PERSON_KEY)


def category_name(sheet: DaySheet, key: str) -> str:
    """The category's name as the office set it; the key itself where the setting is gone."""
    return next((category.name for category in sheet.categories if category.key == key), key)


def _attendance(sheet: DaySheet) -> OutTable:
    columns = (
        *_day_columns(),
        _participant_column(),
        _session_column(),
        OutColumn("kehadiran", _("Kehadiran"), required=True, one_of=tuple(ATTENDANCE.values())),
        OutColumn("datang", _("Datang"), MOMENT),
        OutColumn("pulang", _("Pulang"), MOMENT),
        *_mark_columns(),
    )
    rows = _rows(
        sheet,
        lambda row: (row.participation_id, row.session),
        lambda row: (
            row.participation_id,
            row.session,
            ATTENDANCE[row.attendance],
            row.arrived_at,
            row.left_at,
        ),
        sheet.rows,
    )
    return OutTable(
        "kehadiran", _("Kehadiran"), columns, rows, SESSION_KEY, ((PERSON_KEY, "peserta", PERSON_KEY),)
    )


def _omzet_columns() -> tuple[OutColumn, ...]:
    answer = _("belum: belum lapor (kosong); nihil: tidak ada penjualan; menolak: tidak bersedia lapor")
    apart = _("dicatat terpisah, tidak dijumlahkan ke omzet")
    whole = _("kosong bila belum lapor atau menolak; 0 hanya bila nihil")
    return (
        *_day_columns(),
        _participant_column(),
        _session_column(),
        OutColumn(
            "keadaan",
            _("Keadaan omzet"),
            description=answer,
            required=True,
            one_of=tuple(STATES.values()),
        ),
        OutColumn("tunai", _("Tunai"), RUPIAH),
        OutColumn("qris", _("QRIS"), RUPIAH),
        OutColumn("non_tunai", _("Non-tunai lain"), RUPIAH),
        OutColumn("lokapasar", _("Lokapasar"), RUPIAH),
        OutColumn("jumlah", _("Jumlah"), RUPIAH, whole),
        OutColumn("transaksi", _("Jumlah transaksi"), NUMBER),
        OutColumn("produk_terlaris", _("Produk terlaris")),
        OutColumn("janji", _("Janji"), RUPIAH, apart),
        OutColumn("pesanan_lanjutan", _("Pesanan lanjutan"), RUPIAH, apart),
        OutColumn("keterangan", _("Keterangan")),
        *_mark_columns(),
    )


def _omzet_cells(row: DayRow) -> tuple[OutCell, ...]:
    told = (row.total, row.transactions, row.best_product, row.promised, row.follow_up, row.note)
    return (row.participation_id, row.session, STATES[row.omzet], *row.amounts, *told)


def _omzet(sheet: DaySheet) -> OutTable:
    rows = _rows(sheet, lambda row: (row.participation_id, row.session), _omzet_cells, sheet.rows)
    links = ((PERSON_KEY, "peserta", PERSON_KEY), (SESSION_KEY, "kehadiran", SESSION_KEY))
    return OutTable("omzet", _("Omzet"), _omzet_columns(), rows, SESSION_KEY, links)


def _booths(sheet: DaySheet) -> OutTable:
    columns = (
        *_day_columns(),
        OutColumn("booth", _("Booth"), required=True),
        _session_column(),
        _participant_column(),
        *_mark_columns(),
    )
    rows = _rows(
        sheet,
        lambda row: (row.booth, row.session, row.participation_id),
        lambda row: (row.booth, row.session, row.participation_id),
        [row for row in sheet.rows if row.booth],
    )
    key = (*DAY_KEY, "booth", "sesi", "id_peserta")
    return OutTable("booth", _("Booth"), columns, rows, key, ((PERSON_KEY, "peserta", PERSON_KEY),))


COUNTED = {  # the names of the columns, and the figures that stand in them
    "terdaftar": "registered",
    "hadir": "present",
    "izin": "excused",
    "alpa": "absent",
    "belum_dicatat": "expected",
    "peserta_baru": "newcomers",
    "ditunggu": "asked",
    "melapor": "answered",
    "nihil": "nil",
    "sebagian": "partly",
    "menolak": "declined",
    "belum_lapor": "blank",
}


def _totals(sheet: DaySheet) -> OutTable:
    kinds = ("pihak", "kategori", "pengampu", "saluran")
    columns = (
        *_day_columns(),
        OutColumn("kelompok", _("Kelompok"), required=True, one_of=kinds),
        OutColumn("nama", _("Nama"), required=True),
        *(OutColumn(name, figure_name(key), NUMBER, figure_says(key)) for name, key in COUNTED.items()),
        OutColumn(
            "omzet",
            _("Omzet"),
            RUPIAH,
            _("jumlah yang dilaporkan; kosong bila belum ada yang melapor, 0 hanya bila semua nihil"),
        ),
        *_mark_columns(),
    )
    rows: list[tuple[OutCell, ...]] = [
        (sheet.shown_code, sheet.day, kind, name, *_counts(sheet, party, members), *_marks(sheet))
        for kind, name, party, members in _groups(sheet)
        if members
    ]
    channels = day_figures(sheet.rows, sheet.asked).channels
    for name, amount in zip(("tunai", "qris", "non_tunai", "lokapasar"), channels, strict=True):
        if amount is not None:
            counts = (None,) * len(COUNTED)
            rows.append((sheet.shown_code, sheet.day, "saluran", name, *counts, amount, *_marks(sheet)))
    return OutTable("rekap", _("Rekap"), columns, tuple(rows), (*DAY_KEY, "kelompok", "nama"))


# As the papers call them; values of the file, the same in every language.
NO_CATEGORY, NO_AGENCY = "Lainnya", "Tanpa pengampu"


def _groups(sheet: DaySheet) -> list[tuple[str, str, str, list[DayRow]]]:
    """Party kinds first; then the vendors alone by category and by coaching agency."""
    vendors = [row for row in sheet.rows if row.party == VENDOR]
    categories = dict.fromkeys(category_name(sheet, row.category) for row in vendors)
    agencies = dict.fromkeys(row.agency for row in vendors)
    groups = [
        ("pihak", word, party, [row for row in sheet.rows if row.party == party])
        for party, word in PARTIES.items()
    ]
    groups += [
        (
            "kategori",
            name or NO_CATEGORY,
            VENDOR,
            [row for row in vendors if category_name(sheet, row.category) == name],
        )
        for name in categories
    ]
    groups += [
        ("pengampu", name or NO_AGENCY, VENDOR, [row for row in vendors if row.agency == name])
        for name in agencies
    ]
    return groups


def _counts(sheet: DaySheet, party: str, rows: list[DayRow]) -> tuple[int | None, ...]:
    """What the figures in COUNTED say of these rows, and their rupiah; each participation once."""
    figures = day_figures(rows, sheet.asked, party)
    return (*(getattr(figures, key) for key in COUNTED.values()), figures.omzet)
