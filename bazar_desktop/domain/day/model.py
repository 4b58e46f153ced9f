"""One bazaar day as papers, files and totals see it: plain rows in booth order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bazar_desktop.domain.day.halts import DayCourse
from bazar_desktop.domain.turns.draw import DrawPaper

VENDOR, COACH, PARTNER = "vendor", "coach", "partner"  # party kinds; UMKM omzet takes vendors only
EXPECTED, PRESENT, EXCUSED, ABSENT = "expected", "present", "excused", "absent"  # belum, hadir, izin, alpa
BLANK, NIL, REPORTED, DECLINED = "blank", "nil", "reported", "declined"  # belum, nihil, diisi, menolak
CALLED_OFF = frozenset({"reserve", "cancelled", "rejected"})  # who of a bazaar's list is not expected there
CASH, QRIS, NONCASH, MARKETPLACE = "cash", "qris", "noncash", "marketplace"
CHANNELS = (CASH, QRIS, NONCASH, MARKETPLACE)  # tunai, QRIS, non-tunai lain, lokapasar


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The kop: lines from the top, a logo (PNG or JPEG bytes) or None, and a footer line. All settings."""

    lines: tuple[str, ...]
    logo: bytes | None = None
    footer: str = ""


@dataclass(frozen=True, slots=True)
class Signatory:
    title: str
    name: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of goods, a setting: key ("kuliner"), name ("Kuliner"), letter ("K"), colour ("#E07A2F")."""

    key: str
    name: str
    letter: str
    colour: str


@dataclass(frozen=True, slots=True)
class DayLine:
    """A party's line in a day: who stands where in one session, and whether they came.

    `name` is the person (or the agency), `business` the business; `booth` is "" for none.
    """

    participation_id: str
    session: int
    booth: str
    business: str
    name: str
    attendance: str
    arrived_at: datetime | None
    left_at: datetime | None

    @property
    def key(self) -> tuple[str, int]:
        """What tells the lines of a day apart: participation and session."""
        return (self.participation_id, self.session)

    @property
    def booths(self) -> tuple[str, ...]:
        """The booths one by one: a mitra may hold two."""
        return tuple(self.booth.split(", ")) if self.booth else ()


@dataclass(frozen=True, slots=True)
class DayRow(DayLine):
    """A party's line with all that papers, files and totals say of it.

    `phone` is masked already. `amounts` has one
    entry a channel of CHANNELS, None where blank. `card` is the code on the vendor card, "" where none is issued.
    `late` marks a *susulan*: answered after the seal that stands, and apart from it until the next one.
    `promised` and `follow_up` (janji, pesanan lanjutan) stand beside the omzet and are never summed into it.
    `confirmed` is the total that an officer confirmed where it looked odd. `person` is the one vendor id that stands
    for the person where several were joined, "" for who is no vendor. `status` is that of the participation.
    """

    party: str
    product: str
    category: str
    agency: str
    phone: str
    card: str
    omzet: str
    amounts: tuple[int | None, int | None, int | None, int | None]
    transactions: int | None
    note: str = ""
    first_time: bool = False
    late: bool = False
    best_product: str = ""
    promised: int | None = None
    follow_up: int | None = None
    confirmed: int | None = None
    person: str = ""
    status: str = ""

    @property
    def total(self) -> int | None:
        """Rupiah of all channels that are filled; 0 for nihil; None where nothing is known."""
        if self.omzet == NIL:
            return 0
        filled = [amount for amount in self.amounts if amount is not None]
        return sum(filled) if self.omzet == REPORTED and filled else None


@dataclass(frozen=True, slots=True)
class StandChange:
    """A stand that went from one party to another at `at`, in this session and for this reason.

    `card` is the code on the card of who joined; `left_attendance` how the one who left is marked, `left_id` their
    participation.
    """

    booth: str
    session: int
    left_business: str
    left_name: str
    left_attendance: str
    joined_id: str
    joined_business: str
    joined_name: str
    card: str
    at: datetime | None
    reason: str
    left_id: str = ""


@dataclass(frozen=True, slots=True)
class CellChange:
    """One figure that differs between two states of a day: which, from what to what, who, when and why.

    `field`: omzet, attendance, a channel, transactions, category, agency, or row (it came or went); any other word that
    papers show of the row; status (of the participation); stand (who holds the booth); opening, price, sold and unit of
    `goods` in a mitra's ledger; weather, visitors, obstacles, notes or photo of the day itself, which has no party;
    bazaar_name and the like of what its bazaar is called.
    `person` tells who else of the day is the same person. `officer` and `at` are those of the last change in between,
    "" and None where the journal names none. `party` is the row's kind, "" where it concerns no row.
    """

    participation_id: str
    session: int
    booth: str
    business: str
    field: str
    before: str | int | bool | None
    after: str | int | bool | None
    officer: str
    at: datetime | None
    reason: str
    goods: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True)
class DayOmzet:
    """The vendors' omzet of one day of a bazaar in rupiah, None where nobody told; whether a seal stood on it then."""

    day: date
    omzet: int | None
    sealed: bool


@dataclass(frozen=True, slots=True)
class Reopening:
    """A seal that was lifted: which revision, by whom, when and why, and the supervisor's countersign.

    `countersigned_by` is "" and `countersigned_at` None while the countersign is *belum diketahui*. `closing_reason` is
    the one for which that seal was set although facts excluded each other.
    """

    revision: int
    seal: str
    by: str
    at: datetime | None
    reason: str
    countersigned_by: str = ""
    countersigned_at: datetime | None = None
    closing_reason: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of the day. `data` is a JPEG, None where its bytes have not come to this store."""

    sha256: str
    caption: str
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Activity:
    """What the laporan kegiatan tells besides figures. `visitors` is an estimate, None where nobody made one."""

    weather: str = ""
    visitors: int | None = None
    obstacles: str = ""
    notes: str = ""
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True, slots=True)
class StandMove:
    """A party that stands elsewhere than the printed denah says; `before` or `after` is "" for no booth."""

    participation_id: str
    session: int
    business: str
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PartnerGoods:
    """One kind of goods in a mitra's ledger of a day, apart from UMKM omzet.

    `unit` is kg, liter or paket. `opening` and `sold` are thousandths of it, None where blank; `price` is whole rupiah
    for one unit. `booth` and `partner` name the mitra.
    """

    participation_id: str
    booth: str
    partner: str
    goods: str
    unit: str
    opening: int | None = None
    price: int | None = None
    sold: int | None = None

    @property
    def left(self) -> int | None:
        """Thousandths that are left; below 0 where more was sold than there was."""
        return None if self.opening is None or self.sold is None else self.opening - self.sold

    @property
    def rupiah(self) -> int | None:
        """Price times what was sold, whole rupiah, half a rupiah up; None where either is blank."""
        return None if self.price is None or self.sold is None else (self.price * self.sold + 500) // 1000


def goods_rupiah(goods: Iterable[PartnerGoods]) -> int | None:
    """What goods add up to, as far as it is known; None where nothing is: blank is never nought."""
    known = [line.rupiah for line in goods if line.rupiah is not None]
    return sum(known) if known else None


class SealMismatch(StrEnum):
    """How the seal that stands on a day differs from the rows it claims; nothing where it fits or none stands."""

    NONE = ""
    WAITS = "waits"  # it would fit if the usul that wait for the office's word counted
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class DaySheet:
    """Everything that the papers and files of one day say. Rows are in booth order, those without one last.

    `changes` are the stands that changed hands, `moves` who stands elsewhere than the denah that was printed at
    `moves_since`, and `officers` those on duty; `reopening` is the lifting of the seal before this one and
    `corrections` what has changed since; `whole` holds every day of the bazaar, this one too. `draw` is the undian
    that the participants were drawn by, if any, and `goods` the mitra's ledgers. Only papers ask for these and for
    `activity`.

    `seal` is the seal code ("" while the day is open) and `revision` its number (0 while open); `undecided` counts
    the figures in conflict: above 0 every total is *sementara*. `chain_head` is the journal's head, shortened.
    `asked` are the channels that everybody is asked for: a row that lacks one of them is *sebagian*.
    `omzet_by_day` is that of the vendors on each day of the bazaar: under a seal as far as that seal tells, so that a
    sealed paper never says another figure of another day.
    `closing_reason` says why the day was sealed although some of its facts exclude each other; `sealed_before` are the
    times under the seals before this one. With a `seal_mismatch` the day is shown as it stands, without a seal.
    `days_off` are the days of the bazaar that were called off, and how; `closed_at` is when the seal was made.
    """

    bazaar_code: str
    bazaar_name: str
    lokasi: str
    address: str
    kecamatan: str
    kota: str
    day: date
    day_number: int
    days: tuple[date, ...]
    officer: str
    letterhead: Letterhead
    signatories: tuple[Signatory, ...]
    categories: tuple[Category, ...]
    rows: tuple[DayRow, ...]
    seal: str = ""
    revision: int = 0
    undecided: int = 0
    chain_head: str = ""
    is_sample: bool = False
    printed_at: datetime | None = None
    changes: tuple[StandChange, ...] = ()
    moves: tuple[StandMove, ...] = ()
    moves_since: datetime | None = None
    officers: tuple[Signatory, ...] = ()
    reopening: Reopening | None = None
    corrections: tuple[CellChange, ...] = ()
    activity: Activity = Activity()
    whole: tuple[DaySheet, ...] = ()
    draw: DrawPaper | None = None
    goods: tuple[PartnerGoods, ...] = ()
    asked: tuple[str, ...] = CHANNELS
    closing_reason: str = ""
    sealed_before: tuple[tuple[datetime, datetime | None], ...] = ()
    omzet_by_day: tuple[DayOmzet, ...] = ()
    seal_mismatch: SealMismatch = SealMismatch.NONE
    days_off: tuple[tuple[date, DayCourse], ...] = ()
    code_tail: str = ""
    closed_at: datetime | None = None

    @property
    def shown_code(self) -> str:
        """The bazaar's code as papers and files name it: with its tail where another bazaar has the code too."""
        return self.bazaar_code + self.code_tail

    @property
    def off(self) -> DayCourse | None:
        """How the day was called off; None where it takes place."""
        return dict(self.days_off).get(self.day)
