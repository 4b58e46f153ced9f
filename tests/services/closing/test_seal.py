"""Closing, verifying, reopening: what stands, what is refused, what changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bazar_desktop.domain.calendar import WIB
from bazar_desktop.domain.closing.proofs import SealCodeMistyped, TotalsDisagree
from bazar_desktop.domain.day.contradictions import ARRIVED_ANOTHER_DAY, CAME_AFTER_CLOSE
from bazar_desktop.domain.day.model import ABSENT, NIL, PRESENT
from bazar_desktop.domain.errors import ReasonMissing
from bazar_desktop.jobs.papers.day_papers import read_day
from bazar_desktop.messages import sentence
from bazar_desktop.services.attendance.check_in import check_in_participation
from bazar_desktop.services.bazaars.bazaars import add_bazaar, find_bazaar
from bazar_desktop.services.bazaars.days import NotADayOfThisBazaar
from bazar_desktop.services.closing.changes import (
    DayNotClosed,
    RevisionUnknown,
    changes_since_seal,
    what_changed,
)
from bazar_desktop.services.closing.checklist import (
    CONTRADICTORY,
    HALF_ARRIVED,
    NOT_ANSWERED,
    NOT_MARKED,
    PARTLY,
    STILL_AHEAD,
    UNDECIDED,
    closing_list,
)
from bazar_desktop.services.closing.paper_sheet import paper_sheet, sealed_sheet
from bazar_desktop.services.closing.seal import (
    AlreadyClosed,
    ContradictionsUnexplained,
    DayStillAhead,
    DayUndecided,
    MissingNotAccepted,
    NothingToClose,
    SealedUnchanged,
    close_day,
    closing_reason,
    closing_state,
    reopen,
    seals,
)
from bazar_desktop.services.closing.verify import SealUnknown, verify
from bazar_desktop.services.day.as_sealed import SealReachesFurther
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.store.apply import apply
from bazar_desktop.store.database import Database
from bazar_desktop.store.rows import enter, find
from bazar_desktop.store.tables import Attendance, DayClose, OmzetEntry, Vendor
from tests.bazaar_day import DAYS
from tests.omzet_day import OmzetDay, mark, open_day
from tests.printing.drawing import draw_attendance_sheet, draw_minutes
from tests.printing.reading import whole_text
from tests.stores import MORNING, MakeStore, all_changes


def reopened(day: OmzetDay, reason: str = "Booth A-02 salah catat") -> None:
    day.field.do(
        reopen,
        bazaar_id=day.field.bazaar_id,
        day=day.day,
        officer=day.field.officer,
        at=day.field.at,
        reason=reason,
    )


def test_the_closing_list_names_what_is_missing_first(db: Database) -> None:
    day = open_day(db, vendors=6, marked=False)
    bazaar = day.field.bazaar_id
    for number in (0, 1, 2, 6):
        day.field.do(mark, bazaar, day.ids[number], day.day, PRESENT)
    day.field.do(mark, bazaar, day.ids[3], day.day, ABSENT)
    day.sell(0, cash=5_000, qris=0)
    day.sell(1, cash=5_000)
    day.sell(6, state=NIL)

    def lone(session: Any) -> None:
        enter(session, OmzetEntry, "gone", day.day, 1, bazaar_id=bazaar, participation_id="gone", day=day.day)
        row = find(session, OmzetEntry, day.ids[6], day.day, 1)
        assert row is not None
        row.cash = 70

    day.field.do(lone)
    found = day.field.ask(closing_list, bazaar, day.day)
    assert [(item.kind, item.booth) for item in found.items] == [
        (CONTRADICTORY, "A-07"),
        (HALF_ARRIVED, ""),
        (NOT_MARKED, "A-05"),
        (NOT_MARKED, "A-06"),
        (NOT_ANSWERED, "A-03"),
        (PARTLY, "A-02"),
    ]
    assert found.groups == (
        (CONTRADICTORY, 1),
        (HALF_ARRIVED, 1),
        (NOT_MARKED, 2),
        (NOT_ANSWERED, 1),
        (PARTLY, 1),
    )
    with pytest.raises(ContradictionsUnexplained) as refused:
        day.close()
    assert refused.value.facts == {"count": 1}
    with pytest.raises(TotalsDisagree, match="A-07"):
        day.close(reason="dicatat dua laptop")


def test_blanks_must_be_accepted_and_the_seal_then_proves_the_totals(db: Database) -> None:
    day = open_day(db)
    day.sell(0, cash=250_000, qris=50_000)
    day.sell(4, cash=9_000_000)
    with pytest.raises(MissingNotAccepted) as refused:
        day.close(accept_missing=False)
    assert refused.value.facts["count"] == 4
    sealed = day.close()
    assert sealed.revision == 1
    assert sealed.totals.vendors.total == 300_000
    assert sealed.totals.partners.total == 9_000_000
    with pytest.raises(AlreadyClosed) as again:
        day.close()
    assert again.value.facts["seal"] == sealed.seal
    (facts,) = day.field.ask(seals, day.field.bazaar_id, day.day)
    assert (facts.standing, facts.closed_by, facts.vendors_total) == (True, "Vicky Ramadhan", 300_000)


def test_a_sealed_day_still_says_who_takes_part_for_the_first_time(db: Database) -> None:
    day = open_day(db, vendors=6, partners=0)
    for number in range(6):
        day.sell(number, cash=5_000, qris=0)
    where = {"bazaar_id": day.field.bazaar_id, "day": day.day}
    open_rows = day.field.ask(day_sheet, **where).rows
    day.close()
    sealed = day.field.ask(sealed_sheet, **where)
    assert sealed is not None
    assert [row.first_time for row in sealed.rows] == [row.first_time for row in open_rows] == [True] * 6


def test_an_empty_day_is_not_closed(db: Database) -> None:
    day = open_day(db, vendors=1)
    code = day.field.do(add_bazaar, name="Kosong", days=[DAYS[0]], place="Monas")
    day.field.bazaar_id = day.field.ask(find_bazaar, code).id
    with pytest.raises(NothingToClose):
        day.close()
    day.day = date(2023, 4, 1)
    with pytest.raises(NotADayOfThisBazaar):
        day.close()


def test_a_seal_is_verified_from_the_journal_whatever_came_after(db: Database) -> None:
    day = open_day(db)
    day.sell(0, cash=250_000)
    sealed = day.close()
    bazaar = day.field.bazaar_id

    def recategorise(session: Any) -> None:
        for row in session.query(Vendor):
            row.category, row.business = "jasa", f"{row.business} Baru"

    day.field.do(recategorise)
    day.sell(1, cash=70_000)
    verified = day.field.ask(verify, sealed.seal.lower().replace("-", " "))
    assert verified.matches
    assert (verified.bazaar_id, verified.day, verified.facts.revision) == (bazaar, day.day, 1)
    assert [row.total for row in verified.sheet.rows[:2]] == [250_000, None]
    fields = {(change.booth, change.field, change.before, change.after) for change in verified.changed}
    assert ("A-02", "cash", None, 70_000) in fields
    assert ("A-02", "omzet", "blank", "reported") in fields
    assert ("A-01", "category", "kuliner", "jasa") in fields
    assert not any(change.field == "cash" and change.booth == "A-01" for change in verified.changed)
    assert day.field.ask(sealed_sheet, bazaar, day.day).rows == verified.sheet.rows


def test_a_seal_over_other_figures_does_not_match(db: Database) -> None:
    day = open_day(db)
    day.sell(0, cash=250_000)
    sealed = day.close()

    def forge(session: Any) -> None:
        row = find(session, DayClose, day.field.bazaar_id, day.day, 1)
        assert row is not None
        row.covers = "{}"

    day.field.do(forge)
    assert not day.field.ask(verify, sealed.seal).matches


def test_a_seal_code_is_refused_by_name_where_it_is_mistyped_or_unknown(db: Database) -> None:
    day = open_day(db)
    sealed = day.close()
    with pytest.raises(SealCodeMistyped):
        day.field.ask(verify, sealed.seal[:-1] + ("0" if sealed.seal[-1] != "0" else "1"))
    with pytest.raises(SealUnknown):
        day.field.ask(verify, "0000-0000-0")
    with pytest.raises(RevisionUnknown):
        day.field.ask(sealed_sheet, day.field.bazaar_id, day.day, 2)


def test_reopening_needs_a_reason_and_a_seal(db: Database) -> None:
    day = open_day(db)
    with pytest.raises(DayNotClosed):
        reopened(day)
    with pytest.raises(DayNotClosed):
        day.field.ask(changes_since_seal, day.field.bazaar_id, day.day)
    with pytest.raises(DayNotClosed):
        day.field.ask(sealed_sheet, day.field.bazaar_id, day.day)
    day.close()
    with pytest.raises(ReasonMissing):
        reopened(day, "  ")
    reopened(day)
    (facts,) = day.field.ask(seals, day.field.bazaar_id, day.day)
    assert (facts.standing, facts.reopen_reason) == (False, "Booth A-02 salah catat")


def test_the_second_revision_tells_what_changed_by_whom_and_why(db: Database) -> None:
    day = open_day(db)
    day.sell(0, cash=250_000)
    day.sell(1, cash=97_000)
    first = day.close()
    day.sell(2, cash=11_000)
    assert len(day.field.ask(changes_since_seal, day.field.bazaar_id, day.day)) == 2
    reopened(day)
    day.sell(1, cash=79_000)
    second = day.close()
    assert (second.revision, second.late) == (2, 1)
    assert second.seal != first.seal
    assert not day.row(2).late
    changes = day.field.ask(what_changed, day.field.bazaar_id, day.day, 1, 2)
    assert [
        (change.booth, change.field, change.before, change.after, change.officer, change.reason)
        for change in changes
    ] == [
        ("A-02", "cash", 97_000, 79_000, "Vicky Ramadhan", "Booth A-02 salah catat"),
        ("A-03", "omzet", "blank", "reported", "Vicky Ramadhan", "Booth A-02 salah catat"),
        ("A-03", "cash", None, 11_000, "Vicky Ramadhan", "Booth A-02 salah catat"),
    ]
    assert all(change.at is not None and change.at.date() == MORNING.date() for change in changes)
    for sealed in (first, second):
        assert day.field.ask(verify, sealed.seal).matches
    assert day.field.ask(changes_since_seal, day.field.bazaar_id, day.day) == ()
    with pytest.raises(RevisionUnknown):
        day.field.ask(what_changed, day.field.bazaar_id, day.day, 2, 3)


def test_the_published_sum_of_jakarta_pusat_2021_cannot_come_out_wrong(db: Database) -> None:
    """Rp87.922.000 and Rp79.551.750 were published as Rp167.437.750; the true sum is Rp167.473.750."""
    day = open_day(db, vendors=1, partners=0)
    day.sell(0, cash=87_922_000)
    day.close()
    day.day = DAYS[1]
    day.sell(0, cash=79_551_750)
    day.close()
    both = [day.field.ask(seals, day.field.bazaar_id, item)[0].vendors_total for item in DAYS]
    assert sum(both) == 167_473_750


def test_two_stores_agree_on_a_seal_and_conflicts_keep_a_day_open(make_store: MakeStore) -> None:
    database, other = make_store("A"), make_store("B")
    day = open_day(database)
    share(database, other)
    there = OmzetDay(type(day.field)(other, "officer-2", day.field.at, day.field.bazaar_id), day.day, day.ids)
    day.sell(0, cash=100_000)
    there.sell(0, cash=10_000)
    there.sell(1, cash=5_000)
    sealed = there.close()
    with database.write("office", "sync.take_in", MORNING) as session:
        apply(session, all_changes(other), MORNING)
    found = day.field.ask(closing_list, day.field.bazaar_id, day.day)
    assert [item.field for item in found.items if item.kind == UNDECIDED] == ["cash"]
    assert day.field.ask(verify, sealed.seal).matches
    reopened(day)
    with pytest.raises(DayUndecided):
        day.close()


def share(database: Database, other: Database) -> None:
    with other.write("office", "sync.take_in", MORNING) as session:
        apply(session, all_changes(database), MORNING)


def test_a_seal_over_changes_that_are_not_here_is_refused(db: Database) -> None:
    day = open_day(db)
    sealed = day.close()

    def reach(session: Any) -> None:
        row = find(session, DayClose, day.field.bazaar_id, day.day, 1)
        assert row is not None
        row.covers = '{"elsewhere":3}'

    day.field.do(reach)
    with pytest.raises(SealReachesFurther) as refused:
        day.field.ask(verify, sealed.seal)
    assert refused.value.facts["missing"] == 3


def test_attendance_is_part_of_what_a_seal_says(db: Database) -> None:
    day = open_day(db)
    day.close()

    def leave(session: Any) -> None:
        row = find(session, Attendance, day.ids[0], day.day, 1)
        assert row is not None
        row.status = ABSENT

    day.field.do(leave)
    changes = day.field.ask(changes_since_seal, day.field.bazaar_id, day.day)
    assert [(change.field, change.before, change.after) for change in changes] == [
        ("attendance", PRESENT, ABSENT)
    ]


def test_a_day_with_facts_that_exclude_each_other_is_sealed_with_a_reason_alone(db: Database) -> None:
    day = open_day(db, vendors=2, partners=0)
    day.sell(0, cash=90_000, qris=0)
    day.sell(1, state=NIL)
    day.field.do(mark, day.field.bazaar_id, day.ids[0], day.day, ABSENT)
    with pytest.raises(ContradictionsUnexplained):
        day.close(reason="  ")
    assert day.field.ask(seals, day.field.bazaar_id, day.day) == ()
    day.close(reason="datang siang, daftar hadir sudah dibawa")
    assert (
        day.field.ask(closing_reason, day.field.bazaar_id, day.day, 1)
        == "datang siang, daftar hadir sudah dibawa"
    )
    sheet = day.field.ask(paper_sheet, day.field.bazaar_id, day.day)
    assert sheet.closing_reason == "datang siang, daftar hadir sudah dibawa"


def test_a_revision_that_differs_in_nothing_is_asked_about(db: Database) -> None:
    day = open_day(db, vendors=2, partners=0)
    day.sell(0, cash=90_000, qris=0)
    first = day.close()
    reopened(day)
    with pytest.raises(SealedUnchanged) as refused:
        day.close(accept_unchanged=False)
    assert refused.value.facts == {"revision": first.revision}
    day.sell(1, cash=5_000, qris=0)
    assert day.close(accept_unchanged=False).revision == 2


def test_a_seal_over_nobody_who_answered_has_no_omzet_instead_of_nought(db: Database) -> None:
    day = open_day(db, vendors=2, partners=0)
    assert day.close().omzet is None
    (seal,) = day.field.ask(seals, day.field.bazaar_id, day.day)
    assert seal.vendors_total is None


def test_a_day_that_is_to_come_cannot_be_sealed_and_the_closing_list_begins_with_that(db: Database) -> None:
    day = open_day(db)
    before = datetime.combine(day.day - timedelta(days=1), time(23, 59), WIB)
    facts = {
        "bazaar_id": day.field.bazaar_id,
        "day": day.day,
        "officer": day.field.officer,
        "accept_missing": True,
    }
    with pytest.raises(DayStillAhead) as refused:
        day.field.do(close_day, **facts, at=before)
    assert "20/03/2023 belum tiba" in sentence(refused.value)
    assert "jam laptop ini menunjukkan 19/03/2023" in sentence(refused.value)
    assert "setel jamnya" in sentence(refused.value)
    assert day.field.ask(seals, day.field.bazaar_id, day.day) == ()
    state = day.field.ask(closing_state, day.field.bazaar_id, day.day, at=before)
    assert state.missing.items[0].kind == STILL_AHEAD
    assert state.missing.still_ahead
    come = datetime.combine(day.day, time(0, 1), WIB)
    assert not day.field.ask(closing_state, day.field.bazaar_id, day.day, at=come).missing.still_ahead
    assert day.field.do(close_day, **facts, at=come).revision == 1


def test_the_day_of_jakarta_is_asked_and_not_that_of_another_clock(db: Database) -> None:
    day = open_day(db)
    midnight = datetime.combine(day.day - timedelta(days=1), time(17, 1), UTC)  # 00.01 in Jakarta
    facts = {
        "bazaar_id": day.field.bazaar_id,
        "day": day.day,
        "officer": day.field.officer,
        "accept_missing": True,
    }
    assert day.field.do(close_day, **facts, at=midnight).revision == 1


def test_an_arrival_of_another_date_is_late_and_needs_a_reason_that_stands_on_the_berita_acara(
    db: Database, tmp_path: Path
) -> None:
    day = open_day(db, vendors=2, partners=0, marked=False)
    where = {"bazaar_id": day.field.bazaar_id, "day": day.day}
    next_morning = MORNING + timedelta(days=1, minutes=28)
    arrival = day.field.do(check_in_participation, **where, participation_id=day.ids[0], at=next_morning)
    assert arrival.late
    (item,) = [
        item for item in day.field.ask(closing_list, *where.values()).items if item.kind == CONTRADICTORY
    ]
    assert (item.clash, item.booth) == (ARRIVED_ANOTHER_DAY, "A-01")
    with pytest.raises(ContradictionsUnexplained):
        day.close()
    day.close(reason="diketik dari daftar hadir kertas")
    sheet = day.field.ask(read_day, **where).sheet
    draw_minutes(sheet, tmp_path / "ba.pdf")
    draw_attendance_sheet(sheet, tmp_path / "dh.pdf", filled=True)
    minutes = " ".join(whole_text(tmp_path / "ba.pdf").split())
    assert "Datang atau pulang dicatat pada tanggal lain" in minutes
    assert "diketik dari daftar hadir kertas" in minutes
    assert "21/03 08.10" in " ".join(whole_text(tmp_path / "dh.pdf").split())


def test_an_arrival_of_another_clock_after_the_closing_needs_a_reason_at_the_first_seal_too(
    db: Database,
) -> None:
    day = open_day(db, vendors=3)
    day.field.do(mark, day.field.bazaar_id, day.ids[1], day.day, PRESENT)

    def come_later(session: Session) -> None:
        row = find(session, Attendance, day.ids[1], day.day, 1)
        assert row is not None
        row.arrived_at = day.field.at + timedelta(hours=1)

    day.field.do(come_later)
    state = day.field.ask(closing_state, day.field.bazaar_id, day.day, at=day.field.at)
    assert [item.clash for item in state.missing.items if item.kind == CONTRADICTORY] == [CAME_AFTER_CLOSE]
    with pytest.raises(ContradictionsUnexplained):
        day.close()
    day.close(reason="Jam laptop 2 lebih cepat satu jam")
    assert day.field.ask(seals, day.field.bazaar_id, day.day)[0].revision == 1
