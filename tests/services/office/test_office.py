"""The board, the year's report, and the devices of an office: figures against naive sums, states, refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy.orm import Session

from bazar_desktop.domain.closing.proofs import totals
from bazar_desktop.domain.day.model import ABSENT, BLANK, DECLINED, NIL, PARTNER, PRESENT, REPORTED
from bazar_desktop.domain.figures.day import day_figures
from bazar_desktop.services.bazaars.bazaars import add_bazaar, add_lokasi, find_bazaar
from bazar_desktop.services.bazaars.participants import WALK_IN, add_participation, list_participants
from bazar_desktop.services.closing.seal import close_day, reopen
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.exchange.holdings import holdings
from bazar_desktop.services.office.laptops import (
    AnsweredAlready,
    DeviceNameMissing,
    DeviceNameTaken,
    NotALaptop,
    NotAnOffice,
    UnknownLaptop,
    enrol_device,
    find_device,
    prepare_device,
    require_laptop,
    require_office,
    revoke,
    trusted_devices,
)
from bazar_desktop.services.register.search import search_vendors
from bazar_desktop.services.reports.board import BoardRow, board, count_states
from bazar_desktop.services.reports.turnover import read_period
from bazar_desktop.services.reports.year import NoSuchYear, UnknownCut, report_years, year_report, year_rows
from bazar_desktop.services.settings.officers import SupervisorOnly
from bazar_desktop.store.chains import chain_ends
from bazar_desktop.store.database import Database
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Attendance, DayClose, Device, OmzetEntry, SamePerson
from bazar_desktop.sync.device_keys import generate
from tests import stores
from tests.bazaar_day import DAYS, Field, stand_up
from tests.stores import MORNING

ACCEPT = {"accept_missing": True}


@pytest.fixture
def office(tmp_path: object) -> Field:
    return stand_up(stores.sqlcipher_store(tmp_path, "K", kind="office"))  # type: ignore[arg-type]


def sell(session: Session, bazaar_id: str, who: str, day: date, cash: int | None, **more: object) -> None:
    key = {"bazaar_id": bazaar_id, "participation_id": who, "day": day, "session": 1}
    state = more.pop("state", REPORTED)
    enter(session, Attendance, who, day, 1, **key, status=more.pop("status", PRESENT))
    enter(session, OmzetEntry, who, day, 1, **key, state=state, cash=cash, **more)


def seal(session: Session, bazaar_id: str, day: date, revision: int = 1, **covers: int) -> None:
    values = {"bazaar_id": bazaar_id, "day": day, "revision": revision, "seal": f"S-{revision}"}
    reach = json.dumps(covers or chain_ends(session))
    times = {"closed_at": MORNING, "closed_by": "officer-1"}
    enter(session, DayClose, bazaar_id, day, revision, **values, totals="{}", covers=reach, **times)


# -- the year ----------------------------------------------------------------------------------------------------


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.integers(0, 14),
            st.integers(0, 1),
            st.sampled_from([REPORTED, NIL, BLANK, DECLINED]),
            st.integers(0, 9_000_000),
        ),
        max_size=25,
    )
)
def test_the_year_equals_a_naive_sum_and_the_sum_of_its_days(
    tmp_path_factory: pytest.TempPathFactory, sales: list[tuple[int, int, str, int]]
) -> None:
    field = stand_up(stores.sqlcipher_store(tmp_path_factory.mktemp("year"), "K", kind="office"))
    parties = field.ask(list_participants, field.bazaar_id)
    typed: dict[tuple[str, date], tuple[str, int]] = {}
    for number, day, state, cash in sales:
        typed[parties[number].id, DAYS[day]] = (state, cash if state == REPORTED else 0)
    for (who, day), (state, cash) in typed.items():
        field.do(sell, field.bazaar_id, who, day, cash if state == REPORTED else None, state=state)
    report = field.ask(year_report, 2023)
    kinds = {party.id: party.party for party in parties}
    naive = {
        party: sum(cash for (who, _day), (_state, cash) in typed.items() if kinds[who] == party)
        for party in ("vendor", "partner")
    }
    by_party = {party.key: party.figures for party in report.parties}
    answered = {
        party: any(
            state in {REPORTED, NIL} for (who, _day), (state, _) in typed.items() if kinds[who] == party
        )
        for party in naive
    }
    assert (report.vendors.omzet, by_party["partner"].omzet) == tuple(
        naive[party] if answered[party] else None for party in ("vendor", "partner")
    )
    assert by_party["vendor"].omzet == report.vendors.omzet
    assert sum(day.omzet or 0 for day in report.days) == naive["vendor"]
    days = [totals(field.ask(day_sheet, field.bazaar_id, day).rows).vendors for day in DAYS]
    assert [day.omzet for day in report.days] == [day.total if day.counts.answered else None for day in days]
    told = [day_figures(field.ask(day_sheet, field.bazaar_id, day).rows) for day in DAYS]
    assert report.vendors.blank == sum(day.blank for day in told)
    assert (report.vendors.answered, report.vendors.asked) == (
        sum(day.answered for day in told),
        sum(day.asked for day in told),
    )
    for cut in (report.by_kind, report.by_kota, report.by_kecamatan, report.by_agency, report.by_category):
        assert sum(item.figures.omzet or 0 for item in cut) == naive["vendor"]
    for cut in report.by_category:
        rows = field.ask(year_rows, 2023, "category", cut.key)
        assert sum(row.row.total or 0 for row in rows) == (cut.figures.omzet or 0)
    field.db.close()


def test_people_participations_and_newcomers_are_three_numbers(office: Field) -> None:
    ids = office.ask(lambda session: [vendor.id for vendor in search_vendors(session)])
    lokasi = office.do(add_lokasi, name="RPTRA Menteng", kind="rptra", kecamatan="Menteng")
    before = office.do(add_bazaar, name="Tahun lalu", days=[date(2022, 5, 2)], lokasi_id=lokasi)
    again = office.do(add_bazaar, name="Lagi", days=[date(2023, 5, 2)], lokasi_id=lokasi, kind="pameran")
    places: dict[str, list[str]] = {}
    for code in (before, again):
        bazaar = office.ask(find_bazaar, code).id
        places[bazaar] = [office.do(add_participation, bazaar, vendor_id=row_id) for row_id in ids[:3]]
    (old, old_who), (new, new_who) = places.items()
    office.do(sell, old, old_who[0], date(2022, 5, 2), 1_000)
    for who in new_who:
        office.do(sell, new, who, date(2023, 5, 2), 2_000)
    office.do(sell, new, new_who[2], date(2023, 5, 2), None, state=BLANK, status=ABSENT)
    report = office.ask(year_report, 2023)
    reach = report.vendors.reach
    assert (reach.participations, reach.people, reach.newcomers) == (2, 2, 1)
    pair = sorted(ids[:2])
    office.do(enter, SamePerson, *pair, first_id=pair[0], second_id=pair[1])
    reach = office.ask(year_report, 2023).vendors.reach
    assert (reach.participations, reach.people, reach.newcomers) == (2, 1, 0)
    assert [cut.key for cut in report.by_kind] == ["offline", "pameran"]
    assert office.ask(report_years) == [2023, 2022]


def test_a_year_or_cut_that_is_none_is_refused_and_an_empty_year_is_zero(office: Field) -> None:
    with pytest.raises(NoSuchYear):
        office.ask(year_report, 23)
    with pytest.raises(UnknownCut):
        office.ask(year_rows, 2023, "warna", "merah")
    empty = office.ask(year_report, 2031)
    assert (empty.bazaars, empty.vendors.omzet, empty.by_kota, empty.is_provisional) == (0, None, (), False)


def test_rows_read_for_a_period_are_those_of_the_day_sheet(office: Field) -> None:
    who = [participant.id for participant in office.ask(list_participants, office.bazaar_id)]
    office.do(sell, office.bazaar_id, who[0], DAYS[0], 5_000, qris=2_000, transactions=3)
    office.do(sell, office.bazaar_id, who[13], DAYS[0], 9_000)
    period = office.ask(read_period, [office.bazaar_id])
    for day in DAYS:
        sheet = office.ask(day_sheet, office.bazaar_id, day)
        mine = sorted(period.days[office.bazaar_id, day], key=lambda row: row.participation_id)
        theirs = sorted(sheet.rows, key=lambda row: row.participation_id)
        assert [(row.participation_id, row.total, row.category) for row in mine] == [
            (their.participation_id, their.total, their.category) for their in theirs
        ]
        assert totals(mine).vendors.total == totals(sheet.rows).vendors.total


# -- the board ----------------------------------------------------------------------------------------------------


def test_a_day_goes_from_nothing_to_draft_to_received_to_revised(office: Field) -> None:
    def state() -> tuple[str, int]:
        row = next(board_row for board_row in office.ask(board) if board_row.day == DAYS[0])
        return row.state, row.late

    who = [participant.id for participant in office.ask(list_participants, office.bazaar_id)]
    assert state() == ("nothing", 0)
    office.do(sell, office.bazaar_id, who[0], DAYS[0], 5_000)
    assert state() == ("draft", 0)
    office.do(seal, office.bazaar_id, DAYS[0])
    assert state() == ("received", 0)
    office.do(sell, office.bazaar_id, who[1], DAYS[0], 5_000)
    assert state() == ("received", 2)
    office.do(seal, office.bazaar_id, DAYS[0], 2)
    assert state() == ("revised", 0)
    assert count_states(office.ask(board))["revised"] == 1


def test_a_seal_that_covers_more_than_has_come_is_closed_not_received(office: Field) -> None:
    office.do(seal, office.bazaar_id, DAYS[0], other_laptop=40)
    row = next(board_row for board_row in office.ask(board) if board_row.day == DAYS[0])
    assert row.state == "closed"
    assert office.ask(board, since=DAYS[1] + timedelta(days=1)) == []
    assert [board_row.day for board_row in office.ask(board, until=DAYS[0])] == [DAYS[0]]


def test_the_board_sums_what_the_seals_cover_and_shows_what_came_since(office: Field) -> None:
    who = [participant.id for participant in office.ask(list_participants, office.bazaar_id)]

    def row() -> BoardRow:
        return next(item for item in office.ask(board) if item.day == DAYS[0])

    office.do(sell, office.bazaar_id, who[0], DAYS[0], 5_000)
    assert (row().omzet, row().from_seal, row().since_seal, row().sealed) == (5_000, False, 0, None)
    office.do(
        close_day, bazaar_id=office.bazaar_id, day=DAYS[0], officer=office.officer, at=office.at, **ACCEPT
    )
    office.do(sell, office.bazaar_id, who[1], DAYS[0], 7_000)
    office.do(sell, office.bazaar_id, who[0], DAYS[0], 1_000)
    board_row = row()
    assert (board_row.omzet, board_row.sealed, board_row.from_seal) == (5_000, 5_000, True)
    assert (board_row.live, board_row.since_seal, board_row.present) == (8_000, 3_000, 1)
    assert (
        office.ask(year_report, 2023).vendors.omzet == board_row.omzet
    )  # the board and the report are one number
    office.do(
        reopen,
        bazaar_id=office.bazaar_id,
        day=DAYS[0],
        officer=office.officer,
        at=office.at,
        reason="susulan",
    )
    assert (row().omzet, row().from_seal, row().since_seal) == (8_000, False, 0)
    office.do(
        close_day, bazaar_id=office.bazaar_id, day=DAYS[0], officer=office.officer, at=office.at, **ACCEPT
    )
    assert (row().omzet, row().sealed, row().since_seal, row().state) == (8_000, 8_000, 0, "revised")


def test_a_seal_that_is_not_whole_here_tells_its_own_sum_beside_what_has_come(office: Field) -> None:
    who = [participant.id for participant in office.ask(list_participants, office.bazaar_id)]
    office.do(sell, office.bazaar_id, who[0], DAYS[0], 5_000)
    office.do(seal, office.bazaar_id, DAYS[0], other_laptop=40)
    close = office.ask(lambda session: session.query(DayClose).one().id)

    def name_sum(session: Session) -> None:
        session.get_one(DayClose, close).totals = json.dumps(
            {"vendors": {"total": 9_000, "counts": {"answered": 2}}}
        )

    office.do(name_sum)
    row = next(board_row for board_row in office.ask(board) if board_row.day == DAYS[0])
    assert (row.state, row.omzet, row.sealed, row.from_seal) == ("closed", 5_000, 9_000, False)


def test_a_walk_in_is_expected_on_the_day_it_came_alone(office: Field) -> None:
    vendor = office.ask(lambda session: search_vendors(session)[-1].id)
    lokasi = office.do(add_lokasi, name="RPTRA Menteng", kind="rptra", kecamatan="Menteng")
    code = office.do(add_bazaar, name="Dua hari", days=DAYS, lokasi_id=lokasi)
    bazaar = office.ask(find_bazaar, code).id
    who = office.do(add_participation, bazaar, vendor_id=vendor, source=WALK_IN)
    office.do(sell, bazaar, who, DAYS[0], 5_000)
    rows = {row.day: row.registered for row in office.ask(board) if row.bazaar_id == bazaar}
    assert rows == {DAYS[0]: 1, DAYS[1]: 0}
    assert [len(office.ask(day_sheet, bazaar, day).rows) for day in DAYS] == [1, 0]


def test_partners_stand_apart_on_the_board(office: Field) -> None:
    parties = office.ask(list_participants, office.bazaar_id)
    mitra = next(party.id for party in parties if party.party == PARTNER)
    office.do(sell, office.bazaar_id, mitra, DAYS[0], 700_000)
    office.do(sell, office.bazaar_id, parties[0].id, DAYS[0], 5_000)
    row = next(board_row for board_row in office.ask(board) if board_row.day == DAYS[0])
    assert (row.omzet, row.partners, row.present, row.registered) == (5_000, 700_000, 1, 12)


# -- devices ------------------------------------------------------------------------------------------------------


def test_letters_of_laptops_at_one_bazaar_differ_and_no_letter_is_the_offices(office: Field) -> None:
    letters = [
        office.do(prepare_device, name=f"Laptop {number}", bazaars=[office.code], at=MORNING).letter
        for number in range(21)
    ]
    assert len(set(letters)) == 21
    assert "K" not in letters
    assert office.do(prepare_device, name="Lebih", bazaars=[office.code], at=MORNING).letter in letters


def test_only_the_offices_own_chain_says_whom_to_believe(
    office: Field, make_rogue: Callable[..., None]
) -> None:
    device = office.do(prepare_device, name="Laptop 1", bazaars=[office.code], at=MORNING)
    keys = generate().public
    office.do(enrol_device, preparation=device.preparation, sign_key=keys.sign, age_key=keys.age, at=MORNING)
    make_rogue(office, device.preparation)
    (known,) = office.ask(trusted_devices)
    assert (known.name, known.sign_key, known.state) == ("Laptop 1", keys.sign, "enrolled")


@pytest.fixture
def make_rogue(db: Database) -> Callable[..., None]:
    """Another store that claims to know a device and names its own keys for the known one."""
    from bazar_desktop.store.apply import apply
    from tests.stores import all_changes

    def write(office: Field, preparation: str) -> None:
        stranger = Field(db, at=MORNING + timedelta(hours=2))
        evil = generate().public
        values = {"name": "Palsu", "letter": "Z", "role": "laptop", "bazaars": "[]", "sign_key": evil.sign}
        stranger.do(enter, Device, **values, age_key=evil.age, prepared_at=MORNING)

        def overwrite(session: Session) -> None:
            row = Device(id=preparation, withdrawn=False, **values, age_key=evil.age, prepared_at=MORNING)
            session.add(row)

        stranger.do(overwrite)
        office.do(apply, all_changes(db), stranger.at)

    return write


def test_what_was_on_a_laptop_counts_people_and_their_fields(office: Field) -> None:
    office.do(prepare_device, name="Laptop 1", bazaars=[office.code], at=MORNING)
    found = office.ask(holdings, "laptop 1")
    assert (found.persons, found.with_nik, found.with_phone, found.with_address) == (14, 14, 14, 0)
    assert found.bazaars == (office.code,)
    assert all("•" in person.nik for person in found.people)


def test_devices_refuse_what_makes_no_sense(office: Field, db: Database) -> None:
    with pytest.raises(DeviceNameMissing):
        office.do(prepare_device, name=" ", bazaars=[office.code], at=MORNING)
    device = office.do(prepare_device, name="Laptop 1", bazaars=[office.code], at=MORNING)
    keys, others = generate().public, generate().public
    for _time in range(2):
        office.do(
            enrol_device, preparation=device.preparation, sign_key=keys.sign, age_key=keys.age, at=MORNING
        )
    with pytest.raises(AnsweredAlready):
        office.do(
            enrol_device, preparation=device.preparation, sign_key=others.sign, age_key=others.age, at=MORNING
        )
    with pytest.raises(DeviceNameTaken):
        office.do(prepare_device, name="LAPTOP 1", bazaars=[office.code], at=MORNING)
    with pytest.raises(UnknownLaptop):
        office.ask(find_device, "Laptop 2")
    with pytest.raises(SupervisorOnly):
        office.do(revoke, "Laptop 1", officer="nobody", at=MORNING)
    with db.read() as session, pytest.raises(NotAnOffice):
        require_office(session)
    with pytest.raises(NotALaptop):
        office.ask(require_laptop)
