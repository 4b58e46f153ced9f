"""What happened on a day: attendance, substitutions, omzet, and the seal that closes it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped

from bazar_desktop.domain.journal.merging import EARLIEST, LATEST
from bazar_desktop.store.tables.base import Fact, fact


class Attendance(Fact):
    """Natural key: participation, day, session. `status`: expected, present, excused (izin), absent (alpa)."""

    __tablename__ = "attendance"
    bazaar_id: Mapped[str] = fact(index=True)
    participation_id: Mapped[str] = fact(index=True)
    day: Mapped[date] = fact()
    session: Mapped[int] = fact()
    status: Mapped[str] = fact()
    arrived_at: Mapped[datetime | None] = fact(EARLIEST)
    left_at: Mapped[datetime | None] = fact(LATEST)
    reason: Mapped[str | None] = fact(LATEST)


class RefusedScan(Fact):
    """A check-in that was refused: which code, which rule. The code holds nothing personal."""

    __tablename__ = "refused_try"
    bazaar_id: Mapped[str] = fact(index=True)
    day: Mapped[date] = fact()
    code: Mapped[str] = fact()
    rule: Mapped[str] = fact()
    tried_at: Mapped[datetime] = fact()


class Substitution(Fact):
    """Who took whose place at which booth, when and why."""

    __tablename__ = "substitution"
    bazaar_id: Mapped[str] = fact(index=True)
    day: Mapped[date] = fact()
    session: Mapped[int] = fact()
    booth_id: Mapped[str] = fact()
    left_id: Mapped[str] = fact()
    joined_id: Mapped[str] = fact()
    reason: Mapped[str] = fact()
    done_at: Mapped[datetime] = fact()


class OmzetEntry(Fact):
    """A party's turnover of one session. Natural key: participation, day, session.

    `state`: blank, nil, reported, declined. Amounts in whole rupiah, None where blank. `promised` and `follow_up`
    (janji, pesanan lanjutan) are never summed into omzet. `late` marks a *susulan*: answered after the seal.
    `confirmed` is the day's total that looked odd and was confirmed: while the total is this, it is odd no longer.
    """

    __tablename__ = "omzet_entry"
    bazaar_id: Mapped[str] = fact(index=True)
    participation_id: Mapped[str] = fact(index=True)
    day: Mapped[date] = fact()
    session: Mapped[int] = fact()
    state: Mapped[str] = fact()
    cash: Mapped[int | None] = fact(big=True)
    qris: Mapped[int | None] = fact(big=True)
    noncash: Mapped[int | None] = fact(big=True)
    marketplace: Mapped[int | None] = fact(big=True)
    promised: Mapped[int | None] = fact(big=True)
    follow_up: Mapped[int | None] = fact(big=True)
    transactions: Mapped[int | None] = fact()
    best_product: Mapped[str | None] = fact(LATEST)
    late: Mapped[bool | None] = fact()
    confirmed: Mapped[int | None] = fact(LATEST, big=True)
    note: Mapped[str | None] = fact(LATEST)


class PartnerStock(Fact):
    """One kind of goods in a mitra's ledger of a day. Natural key: participation, day, goods (folded).

    `unit` is kg, liter or paket; `opening` and `sold` are thousandths of it, `price` is whole rupiah for one unit.
    """

    __tablename__ = "partner_stock"
    bazaar_id: Mapped[str] = fact(index=True)
    participation_id: Mapped[str] = fact(index=True)
    day: Mapped[date] = fact()
    goods: Mapped[str] = fact(LATEST)
    unit: Mapped[str] = fact(LATEST)
    opening: Mapped[int | None] = fact(big=True)
    price: Mapped[int | None] = fact(big=True)
    sold: Mapped[int | None] = fact(big=True)


class Attachment(Fact):
    """A photo that belongs to a day. Natural key: bazaar, day, kind, page code.

    `kind` is signed_page: a page of the daftar hadir with its signatures; `page_code` is what is printed at its foot.
    Or it is activity: a photo for the laporan kegiatan; `page_code` is then the beginning of its hash.
    `sha256` and `size` (bytes) name the photo, whose bytes `AttachmentFile` keeps where they have come.
    """

    __tablename__ = "attachment"
    bazaar_id: Mapped[str] = fact(index=True)
    day: Mapped[date] = fact()
    kind: Mapped[str] = fact()
    page_code: Mapped[str] = fact()
    sha256: Mapped[str] = fact(LATEST)
    size: Mapped[int] = fact(LATEST)
    caption: Mapped[str | None] = fact(LATEST)
    added_at: Mapped[datetime | None] = fact(EARLIEST)


class DayActivity(Fact):
    """What an officer tells of a day in the laporan kegiatan. `visitors` is an estimate. Natural key: bazaar, day."""

    __tablename__ = "day_activity"
    bazaar_id: Mapped[str] = fact(index=True)
    day: Mapped[date] = fact()
    weather: Mapped[str | None] = fact(LATEST)
    visitors: Mapped[int | None] = fact(LATEST)
    obstacles: Mapped[str | None] = fact(LATEST)
    notes: Mapped[str | None] = fact(LATEST)


class DayClose(Fact):
    """A seal: the n-th of its day is *revisi n*. `covers` is JSON of the last seq it covers by origin.

    `totals` is JSON of what was sealed; `seal` is the seal code. A reopened seal names when, by whom and why;
    `countersigned_by` is the supervisor who stands by the reopening, nobody while that is not known.
    Natural key: bazaar, day, revision.
    """

    __tablename__ = "day_close"
    bazaar_id: Mapped[str] = fact(index=True)
    day: Mapped[date] = fact()
    revision: Mapped[int] = fact()
    seal: Mapped[str] = fact()
    totals: Mapped[str] = fact()
    covers: Mapped[str] = fact()
    closed_at: Mapped[datetime] = fact()
    closed_by: Mapped[str] = fact()
    reopened_at: Mapped[datetime | None] = fact(LATEST)
    reopened_by: Mapped[str | None] = fact(LATEST)
    reopen_reason: Mapped[str | None] = fact(LATEST)
    countersigned_by: Mapped[str | None] = fact(LATEST)
    countersigned_at: Mapped[datetime | None] = fact(LATEST)


class SealedCorrection(Fact):
    """A vendor's entry in the register that also holds for a day sealed before it. Natural key: bazaar, day, vendor.

    `register` is JSON of the last seq by origin up to which the vendor is to be read: no value is copied, so that a
    person's erasure reaches it. The seal's papers keep their words; a seal that covers this fact makes it idle.
    """

    __tablename__ = "sealed_correction"
    bazaar_id: Mapped[str] = fact(index=True)
    day: Mapped[date] = fact()
    vendor_id: Mapped[str] = fact(index=True)
    register: Mapped[str] = fact(LATEST)
    reason: Mapped[str] = fact(LATEST)
    corrected_by: Mapped[str] = fact(LATEST)
    corrected_at: Mapped[datetime] = fact(LATEST)
