"""What is missing before a day is closed, each with the row to go to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.course import is_ahead
from bazar_desktop.domain.calendar import to_wib
from bazar_desktop.domain.closing.proofs import is_partly
from bazar_desktop.domain.day.contradictions import LEDGER_NOT_GRID, Contradiction, is_away
from bazar_desktop.domain.day.model import (
    BLANK,
    CHANNELS,
    COACH,
    EXPECTED,
    PARTNER,
    REPORTED,
    VENDOR,
    DayRow,
    SealMismatch,
)
from bazar_desktop.domain.figures.day import DayFigures, day_figures
from bazar_desktop.domain.omzet.oddness import oddities
from bazar_desktop.services.attendance.check_in import is_let_in
from bazar_desktop.services.bazaars.bazaars import bazaar_of
from bazar_desktop.services.bazaars.days import day_among, off_course
from bazar_desktop.services.day.as_sealed import CountedDay, counted_day
from bazar_desktop.services.day.sheet import (
    BazaarRead,
    DayRead,
    read_bazaar,
    read_day,
    rows_of_day,
    seal_rows,
    standing_among,
)
from bazar_desktop.services.journal.undecided import TO_DECIDE
from bazar_desktop.services.ledger.clashes import day_contradictions
from bazar_desktop.services.omzet.grid import past_omzet
from bazar_desktop.services.papers.attachments import pages_not_attached
from bazar_desktop.services.settings.values import asked_channels
from bazar_desktop.store.tables import OF_A_BAZAAR, Attendance, ChangeRow, Conflict, DayClose, OmzetEntry

NOT_ANSWERED, PARTLY, CONTRADICTORY = "not_answered", "partly", "contradictory"
PARTNER_NOT_ANSWERED = "partner_not_answered"
NOT_MARKED, UNDECIDED, HALF_ARRIVED = "not_marked", "undecided", "half_arrived"
STILL_HOLDS, NOT_CONFIRMED = "still_holds", "not_confirmed"
PAGE_NOT_ATTACHED, STILL_AHEAD = "page_not_attached", "still_ahead"
# The gravest first.
KINDS = (
    STILL_AHEAD,
    CONTRADICTORY,
    UNDECIDED,
    HALF_ARRIVED,
    NOT_CONFIRMED,
    STILL_HOLDS,
    NOT_MARKED,
    NOT_ANSWERED,
    PARTNER_NOT_ANSWERED,
    PARTLY,
    PAGE_NOT_ATTACHED,
)


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to look at. Where no row of the day is concerned, participation, booth and business are "".

    still_ahead: the day is after today by the laptop's clock, so that it cannot be sealed whatever is accepted.
    contradictory: two facts that exclude each other; `clash` says which, as `domain.day.contradictions` has them,
    with its two figures. not_answered: a row of a present vendor without omzet, though they may have told in another
    session (*Belum lapor* is the figure of who told in none); partner_not_answered: such a row of a mitra. partly: a
    channel asked for is blank. not_confirmed: a total looks odd (`first` is its rupiah) and nobody has said that it is
    right. still_holds: an applicant, cancelled or rejected party that was not marked and holds a booth all the same.
    not_marked: neither present nor izin or alpa. undecided: a conflict in `field` of the journal's row `entity`,
    `row_id`. half_arrived: a row whose party has not come to this store yet.
    page_not_attached: a page of the daftar hadir that was printed here has no photo; `page` is its code.
    """

    kind: str
    participation_id: str = ""
    session: int = 1
    booth: str = ""
    business: str = ""
    entity: str = ""
    row_id: str = ""
    field: str = ""
    page: str = ""
    clash: str = ""
    first: int | None = None
    second: int | None = None
    goods: str = ""


@dataclass(frozen=True, slots=True)
class ClosingList:
    """What is missing, grouped in the order of KINDS, within a kind in booth order; and the figures of the day.

    `umkm` and `mitra` are the figures as they stand, in a closed day as its seal covers them; `rows` how many parties
    take part on the day; `asked` are the channels that every vendor is asked for. With a `seal_mismatch` the standing
    seal is not that of the rows it claims. `counted` are the rows that the figures are of. Of a day that was called off
    nothing is missing, and nobody takes part.
    """

    items: tuple[Missing, ...]
    rows: int
    umkm: DayFigures
    mitra: DayFigures
    asked: tuple[str, ...] = CHANNELS
    seal_mismatch: SealMismatch = SealMismatch.NONE
    counted: tuple[DayRow, ...] = ()

    @property
    def undecided(self) -> int:
        """Decisions to take: above 0 the totals are *sementara*."""
        return sum(item.kind == UNDECIDED for item in self.items)

    @property
    def still_ahead(self) -> bool:
        """Whether the day is after today, so that nothing can be accepted yet."""
        return any(item.kind == STILL_AHEAD for item in self.items)

    @property
    def contradictory(self) -> int:
        """Pairs of facts that exclude each other: above 0 closing needs a reason."""
        return sum(item.kind == CONTRADICTORY for item in self.items)

    @property
    def groups(self) -> tuple[tuple[str, int], ...]:
        """How many there are of each kind, in the order of KINDS."""
        counted = Counter(item.kind for item in self.items)
        return tuple((kind, counted[kind]) for kind in KINDS if counted[kind])


def closing_list(session: Session, bazaar_id: str, day: date) -> ClosingList:
    """What is missing before the day can be closed. Raises UnknownBazaar, NotADayOfThisBazaar."""
    bazaar = bazaar_of(session, bazaar_id)
    day_among(bazaar.days, day)
    read = read_bazaar(session, bazaar)
    known = read_day(session, read, day)
    seals = seal_rows(session, bazaar_id, day)
    live = CountedDay(rows_of_day(read, known), asked_channels(session))
    counted = counted_day(session, bazaar, day, live, standing_among(seals))
    return missing_of(session, read, day, known, seals, counted, counted.asked)


def missing_of(
    session: Session,
    read: BazaarRead,
    day: date,
    known: DayRead,
    seals: Sequence[DayClose],
    counted: CountedDay | None = None,
    asked: tuple[str, ...] = (),
    *,
    at: datetime | None = None,
) -> ClosingList:
    """What is missing in a day of which this much is `known`, and which had these `seals`.

    The figures are those of `counted`, where it is given; `asked` are the channels asked for now, where they were read.
    Without `at`, when this is asked, no day counts as still ahead, and nobody as coming after the day is closed.
    """
    bazaar_id = read.bazaar.id
    asked = asked or asked_channels(session)
    if off_course(read.bazaar.days, day) is not None:  # nobody is waited for, and there is nothing to close
        return ClosingList((), 0, day_figures((), asked), day_figures((), asked, PARTNER), asked)
    rows = rows_of_day(read, known)
    clashes = day_contradictions(session, bazaar_id, day, rows, seals, closing_at=at)
    items = [*_contradictory(clashes), *_of_rows(rows, asked, clashes, _odd_rows(session, read, day, rows))]
    items += [Missing(STILL_AHEAD)] if at and is_ahead(day, to_wib(at).date()) else []
    items += _undecided(session, bazaar_id, day)
    items += _half_arrived(session, bazaar_id, day, read.participations)
    items += [Missing(PAGE_NOT_ATTACHED, page=item) for item in pages_not_attached(session, bazaar_id, day)]
    ordered = tuple(sorted(items, key=lambda item: KINDS.index(item.kind)))
    counted = counted or CountedDay(rows, asked)
    figures, mitra = (day_figures(counted.rows, counted.asked, party) for party in (VENDOR, PARTNER))
    return ClosingList(ordered, len(rows), figures, mitra, asked, counted.seal_mismatch, counted.rows)


def _contradictory(clashes: Sequence[Contradiction]) -> list[Missing]:
    return [
        Missing(
            CONTRADICTORY,
            clash.row.participation_id,
            clash.row.session,
            clash.row.booth,
            clash.row.business,
            clash=clash.clash,
            first=clash.first,
            second=clash.second,
            goods=clash.goods,
        )
        for clash in clashes
    ]


def _of_rows(
    rows: Sequence[DayRow],
    asked: tuple[str, ...],
    clashes: Sequence[Contradiction],
    odd: frozenset[tuple[str, int]],
) -> list[Missing]:
    """What is missing row by row; a blank grid that is one of two facts that exclude each other is named there."""
    named = {
        (PARTNER_NOT_ANSWERED, clash.row.participation_id)
        for clash in clashes
        if clash.clash == LEDGER_NOT_GRID and clash.second is None
    }
    return [
        Missing(
            kind,
            row.participation_id,
            row.session,
            row.booth,
            row.business,
            first=row.total if kind == NOT_CONFIRMED else None,
        )
        for row in rows
        for kind in [*_kinds(row, asked), *([NOT_CONFIRMED] if row.key in odd else [])]
        if (kind, row.participation_id) not in named
    ]


def _odd_rows(
    session: Session, read: BazaarRead, day: date, rows: Sequence[DayRow]
) -> frozenset[tuple[str, int]]:
    """Which rows hold a total that the grid tints and nobody has confirmed."""
    past = {
        who: [omzet.per_day for omzet in before] for who, before in past_omzet(session, read, day).items()
    }
    return frozenset(key for key, odd in oddities(rows, past).items() if odd is not None)


def _kinds(row: DayRow, asked: tuple[str, ...]) -> list[str]:
    found = []
    if row.attendance == EXPECTED:
        found.append(NOT_MARKED if is_let_in(row.status, row.booth) or not row.booth else STILL_HOLDS)
    if row.party == COACH:  # a coach's desk sells nothing
        return found
    blank = row.omzet == BLANK or (row.omzet == REPORTED and row.total is None)
    if blank and not is_away(row) and row.attendance != EXPECTED:
        found.append(PARTNER_NOT_ANSWERED if row.party == PARTNER else NOT_ANSWERED)
    if is_partly(row, asked):
        found.append(PARTLY)
    return found


def _undecided(session: Session, bazaar_id: str, day: date) -> list[Missing]:
    query = select(Conflict).where(Conflict.scope == f"{bazaar_id}/{day.isoformat()}", TO_DECIDE)
    rows = session.execute(query.order_by(Conflict.entity, Conflict.row_id, Conflict.field)).scalars()
    return [Missing(UNDECIDED, entity=row.entity, row_id=row.row_id, field=row.field) for row in rows]


def _half_arrived(session: Session, bazaar_id: str, day: date, known: Container[str]) -> list[Missing]:
    """Rows of this day that no row of the sheet stands for, because their party or their entry is not here."""
    scope = f"{bazaar_id}/{day.isoformat()}"
    missings = []
    for cls in (OmzetEntry, Attendance):
        headless = select(ChangeRow.row_id).where(
            OF_A_BAZAAR, ChangeRow.scope == scope, ChangeRow.entity == cls.__tablename__
        )
        query = select(cls.id, cls.participation_id).where(
            cls.withdrawn.is_(False),
            or_(
                (cls.bazaar_id == bazaar_id) & (cls.day == day),
                cls.bazaar_id.is_(None) & cls.id.in_(headless),
            ),
        )
        for row in session.execute(query):
            if row.participation_id not in known:
                missings.append(Missing(HALF_ARRIVED, entity=cls.__tablename__, row_id=row.id))
    return missings
