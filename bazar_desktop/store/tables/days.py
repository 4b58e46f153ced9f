"""What happened on a day: attendance, substitutions, omzet, and the seal that closes it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped

from bazar_desktop.domain.day.model import ABSENT, BLANK, DECLINED, EXCUSED, EXPECTED, NIL, PRESENT, REPORTED
from bazar_desktop.domain.journal.merging import EARLIEST, LATEST
from bazar_desktop.domain.ledger.quantities import MOST, MOST_PRICE, UNITS
from bazar_desktop.domain.values.documents import REACH, RUNS, TOTALS
from bazar_desktop.domain.values.kinds import (
    ENTRY,
    MONEY,
    PARAGRAPH,
    TRUTH,
    Day,
    MomentText,
    OneOf,
    Reference,
    Whole,
    Words,
    hexadecimal,
)
from bazar_desktop.domain.values.shapes import JsonOf
from bazar_desktop.store.tables.base import Fact, fact
from bazar_desktop.store.tables.bazaars import SESSION


class Attendance(Fact):
    """Natural key: participation, day, session. `status`: expected, present, excused (izin), absent (alpa)."""

    __tablename__ = "attendance"
    bazaar_id: Mapped[str] = fact(Reference(entity="bazaar"), index=True)
    participation_id: Mapped[str] = fact(Reference(entity="participation"), index=True)
    day: Mapped[date] = fact(Day())
    session: Mapped[int] = fact(SESSION)
    status: Mapped[str] = fact(OneOf((EXPECTED, PRESENT, EXCUSED, ABSENT)))
    arrived_at: Mapped[datetime | None] = fact(MomentText(), merge=EARLIEST)
    left_at: Mapped[datetime | None] = fact(MomentText(), merge=LATEST)
    reason: Mapped[str | None] = fact(Words(PARAGRAPH), merge=LATEST)


class RefusedScan(Fact):
    """A check-in that was refused: which code, which rule. The code holds nothing personal."""

    __tablename__ = "refused_try"
    bazaar_id: Mapped[str] = fact(Reference(entity="bazaar"), index=True)
    day: Mapped[date] = fact(Day())
    code: Mapped[str] = fact(Words(120))
    rule: Mapped[str] = fact(Words(120))
    tried_at: Mapped[datetime] = fact(MomentText())


class Substitution(Fact):
    """Who took whose place at which booth, when and why."""

    __tablename__ = "substitution"
    bazaar_id: Mapped[str] = fact(Reference(entity="bazaar"), index=True)
    day: Mapped[date] = fact(Day())
    session: Mapped[int] = fact(SESSION)
    booth_id: Mapped[str] = fact(Reference(entity="booth"))
    left_id: Mapped[str] = fact(Reference(entity="participation"))
    joined_id: Mapped[str] = fact(Reference(entity="participation"))
    reason: Mapped[str] = fact(Words(PARAGRAPH))
    done_at: Mapped[datetime] = fact(MomentText())


class OmzetEntry(Fact):
    """A party's turnover of one session. Natural key: participation, day, session.

    `state`: blank, nil, reported, declined. Amounts in whole rupiah, None where blank. `promised` and `follow_up`
    (janji, pesanan lanjutan) are never summed into omzet. `late` marks a *susulan*: answered after the seal.
    `confirmed` is the day's total that looked odd and was confirmed: while the total is this, it is odd no longer.
    """

    __tablename__ = "omzet_entry"
    bazaar_id: Mapped[str] = fact(Reference(entity="bazaar"), index=True)
    participation_id: Mapped[str] = fact(Reference(entity="participation"), index=True)
    day: Mapped[date] = fact(Day())
    session: Mapped[int] = fact(SESSION)
    state: Mapped[str] = fact(OneOf((BLANK, NIL, REPORTED, DECLINED)))
    cash: Mapped[int | None] = fact(MONEY, big=True)
    qris: Mapped[int | None] = fact(MONEY, big=True)
    noncash: Mapped[int | None] = fact(MONEY, big=True)
    marketplace: Mapped[int | None] = fact(MONEY, big=True)
    promised: Mapped[int | None] = fact(MONEY, big=True)
    follow_up: Mapped[int | None] = fact(MONEY, big=True)
    transactions: Mapped[int | None] = fact(Whole(0, 99_999))
    best_product: Mapped[str | None] = fact(Words(), merge=LATEST)
    late: Mapped[bool | None] = fact(TRUTH)
    confirmed: Mapped[int | None] = fact(Whole(0, 4 * ENTRY), merge=LATEST, big=True)
    note: Mapped[str | None] = fact(Words(), merge=LATEST)


class PartnerStock(Fact):
    """One kind of goods in a mitra's ledger of a day. Natural key: participation, day, goods (folded).

    `unit` is kg, liter or paket; `opening` and `sold` are thousandths of it, `price` is whole rupiah for one unit.
    """

    __tablename__ = "partner_stock"
    bazaar_id: Mapped[str] = fact(Reference(entity="bazaar"), index=True)
    participation_id: Mapped[str] = fact(Reference(entity="participation"), index=True)
    day: Mapped[date] = fact(Day())
    goods: Mapped[str] = fact(Words(120), merge=LATEST)
    unit: Mapped[str] = fact(OneOf(UNITS), merge=LATEST)
    opening: Mapped[int | None] = fact(Whole(0, MOST), big=True)
    price: Mapped[int | None] = fact(Whole(0, MOST_PRICE), big=True)
    sold: Mapped[int | None] = fact(Whole(0, MOST), big=True)


class Attachment(Fact):
    """A photo that belongs to a day. Natural key: bazaar, day, kind, page code.

    `kind` is signed_page: a page of the daftar hadir with its signatures; `page_code` is what is printed at its foot.
    Or it is activity: a photo for the laporan kegiatan; `page_code` is then the beginning of its hash.
    `sha256` and `size` (bytes) name the photo, whose bytes `AttachmentFile` keeps where they have come.
    """

    __tablename__ = "attachment"
    bazaar_id: Mapped[str] = fact(Reference(entity="bazaar"), index=True)
    day: Mapped[date] = fact(Day())
    kind: Mapped[str] = fact(OneOf(("signed_page", "activity")))
    page_code: Mapped[str] = fact(Words(60))
    sha256: Mapped[str] = fact(hexadecimal(64), merge=LATEST)
    size: Mapped[int] = fact(Whole(0, 100_000_000), merge=LATEST)
    caption: Mapped[str | None] = fact(Words(), merge=LATEST)
    added_at: Mapped[datetime | None] = fact(MomentText(), merge=EARLIEST)


class DayActivity(Fact):
    """What an officer tells of a day in the laporan kegiatan. `visitors` is an estimate. Natural key: bazaar, day."""

    __tablename__ = "day_activity"
    bazaar_id: Mapped[str] = fact(Reference(entity="bazaar"), index=True)
    day: Mapped[date] = fact(Day())
    weather: Mapped[str | None] = fact(Words(), merge=LATEST)
    visitors: Mapped[int | None] = fact(Whole(0, 1_000_000), merge=LATEST)
    obstacles: Mapped[str | None] = fact(Words(PARAGRAPH), merge=LATEST)
    notes: Mapped[str | None] = fact(Words(PARAGRAPH), merge=LATEST)


class DayClose(Fact):
    """A seal: the n-th of its day is *revisi n*. `covers` is JSON of the last seq it covers by origin, and
    `without` of those before it that did not count where it was made: usul that waited, what was taken back.

    `totals` is JSON of what was sealed; `seal` is the seal code. A reopened seal names when, by whom and why;
    `countersigned_by` is the supervisor who stands by the reopening, nobody while that is not known.
    Natural key: bazaar, day, revision.
    """

    __tablename__ = "day_close"
    bazaar_id: Mapped[str] = fact(Reference(entity="bazaar"), index=True)
    day: Mapped[date] = fact(Day())
    revision: Mapped[int] = fact(Whole(1, 9_999))
    seal: Mapped[str] = fact(Words(60))
    totals: Mapped[str] = fact(JsonOf(TOTALS))
    covers: Mapped[str] = fact(JsonOf(REACH))
    without: Mapped[str | None] = fact(JsonOf(RUNS))
    closed_at: Mapped[datetime] = fact(MomentText())
    closed_by: Mapped[str] = fact(Reference(entity="officer"))
    reopened_at: Mapped[datetime | None] = fact(MomentText(), merge=LATEST)
    reopened_by: Mapped[str | None] = fact(Reference(entity="officer"), merge=LATEST)
    reopen_reason: Mapped[str | None] = fact(Words(PARAGRAPH), merge=LATEST)
    countersigned_by: Mapped[str | None] = fact(Reference(entity="officer"), merge=LATEST)
    countersigned_at: Mapped[datetime | None] = fact(MomentText(), merge=LATEST)


class SealedCorrection(Fact):
    """A vendor's entry in the register that also holds for a day sealed before it. Natural key: bazaar, day, vendor.

    `register` is JSON of the last seq by origin up to which the vendor is to be read: no value is copied, so that a
    person's erasure reaches it. The seal's papers keep their words; a seal that covers this fact makes it idle.
    """

    __tablename__ = "sealed_correction"
    bazaar_id: Mapped[str] = fact(Reference(entity="bazaar"), index=True)
    day: Mapped[date] = fact(Day())
    vendor_id: Mapped[str] = fact(Reference(entity="vendor"), index=True)
    register: Mapped[str] = fact(JsonOf(REACH), merge=LATEST)
    reason: Mapped[str] = fact(Words(PARAGRAPH), merge=LATEST)
    corrected_by: Mapped[str] = fact(Reference(entity="officer"), merge=LATEST)
    corrected_at: Mapped[datetime] = fact(MomentText(), merge=LATEST)
