"""Two offices whose bazaars got one code from older days: told apart everywhere, until one is renamed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

import pytest

from bazar_desktop.domain.calendar import WIB
from bazar_desktop.domain.day.model import SealMismatch
from bazar_desktop.printing.toolkit.document import file_name
from bazar_desktop.services.attendance.cards import CardOfAnotherBazaar, holder_of
from bazar_desktop.services.bazaars.bazaars import (
    BazaarCodeAmbiguous,
    BazaarCodeTaken,
    add_bazaar,
    bazaar_of,
    change_bazaar,
    find_bazaar,
    list_bazaars,
)
from bazar_desktop.services.bazaars.participants import add_participation, list_participants
from bazar_desktop.services.closing.seal import close_day
from bazar_desktop.services.closing.verify import verify
from bazar_desktop.services.day.as_sealed import standing_mismatch
from bazar_desktop.services.day.sheet import day_sheet
from bazar_desktop.services.day.vendor_bazaars import vendor_bazaars
from bazar_desktop.services.exchange.packages import day_states
from bazar_desktop.services.reports.board import board
from bazar_desktop.services.reports.year import year_bazaars, year_report, year_rows
from bazar_desktop.store.database import Database
from bazar_desktop.store.tables import Bazaar, Participation
from tests.bazaar_day import DAYS, Field, stand_up


@pytest.fixture
def field(db: Database) -> Field:
    """A bazaar, and another at another place, to which an older program gave the same code."""
    made = stand_up(db, vendors=3, reserves=0, partners=0)
    code = made.do(add_bazaar, name="Bazar Sudin B", days=DAYS, place="Balai Warga")
    other = made.ask(find_bazaar, code)
    vendor = made.ask(lambda session: session.query(Participation).first().vendor_id)
    made.do(add_participation, other.id, vendor_id=vendor)

    def collide(session: object) -> None:
        session.get_one(Bazaar, other.id).code = made.code  # type: ignore[attr-defined]

    made.do(collide)
    return made


def other_of(field: Field) -> str:
    return next(item.id for item in field.ask(list_bazaars) if item.id != field.bazaar_id)


def test_a_shared_code_is_refused_with_the_names_of_both(field: Field) -> None:
    with pytest.raises(BazaarCodeAmbiguous) as refused:
        field.ask(find_bazaar, field.code)
    labels = sorted(item.label for item in field.ask(list_bazaars))
    assert len(set(labels)) == 2
    for label in labels:
        assert label.startswith(f"{field.code}~")
        assert label in str(refused.value.facts["bazaars"])
        assert field.ask(find_bazaar, label.lower()).label == label
    assert "Balai Warga" in str(refused.value.facts["bazaars"])


def test_every_list_and_drill_down_keeps_the_two_apart(field: Field) -> None:
    other = other_of(field)
    labels = {item.label for item in field.ask(list_bazaars)}
    assert {row.code for row in field.ask(board)} == labels
    assert {row.bazaar for row in field.ask(day_states)} == labels
    vendor = field.ask(lambda session: session.query(Participation).first().vendor_id)
    seen = field.ask(vendor_bazaars, vendor, today=DAYS[0])
    assert {row.code for row in seen} == labels
    report = field.ask(year_report, DAYS[0].year, DAYS[-1])
    assert {day.code for day in report.days} == labels
    label = next(item.label for item in field.ask(list_bazaars) if item.id == other)
    rows = field.ask(year_rows, DAYS[0].year, "bazaar", label)
    assert {row.bazaar.id for row in rows} <= {other}
    assert {item.id for item in field.ask(year_bazaars, DAYS[0].year, "bazaar", label)} <= {other}


def test_papers_and_their_files_name_which_of_the_two(field: Field) -> None:
    sheets = [field.ask(day_sheet, item.id, DAYS[0]) for item in field.ask(list_bazaars)]
    assert len({sheet.shown_code for sheet in sheets}) == 2
    assert len({file_name(sheet, "DH") for sheet in sheets}) == 2
    alone = replace(sheets[0], code_tail="")
    assert alone.shown_code == field.code


def test_a_card_that_nobody_here_has_is_told_to_be_of_the_other_one(field: Field) -> None:
    other = other_of(field)
    last = field.ask(list_participants, field.bazaar_id)[-1].card
    assert last
    with pytest.raises(CardOfAnotherBazaar) as refused:
        field.ask(holder_of, other, last)
    assert "Rusun Karang Anyar" in str(refused.value.facts["place"])


def test_one_that_is_renamed_is_alone_again_and_its_cards_are_new(field: Field) -> None:
    other = other_of(field)
    card = field.ask(list_participants, other)[0].card
    known = next(item for item in field.ask(list_bazaars) if item.id == other)
    rename = {"name": known.name, "days": DAYS}
    with pytest.raises(BazaarCodeTaken):
        field.do(change_bazaar, field.bazaar_id, name="x", days=DAYS, code=other_code(field))
    field.do(change_bazaar, other, **rename, code="b-1".replace("-", ""))
    assert field.ask(find_bazaar, field.code).label == field.code
    assert field.ask(find_bazaar, "B1").id == other
    if card:
        with pytest.raises(CardOfAnotherBazaar):
            field.ask(holder_of, other, card)


def other_code(field: Field) -> str:
    return field.do(add_bazaar, name="Ketiga", days=DAYS)


def test_a_seal_still_fits_after_its_bazaar_was_renamed(field: Field) -> None:
    where = {"bazaar_id": field.bazaar_id, "day": DAYS[0]}
    sealed = field.do(
        close_day,
        **where,
        officer=field.officer,
        at=datetime.combine(DAYS[0], time(17), WIB),
        accept_missing=True,
    )
    name = field.ask(bazaar_of, field.bazaar_id).name
    field.do(change_bazaar, field.bazaar_id, name=name, days=DAYS, code="B9")
    checked = field.ask(verify, sealed.seal)
    assert (checked.matches, checked.bazaar_code, checked.sheet.bazaar_code) == (True, "B9", field.code)
    (day,) = [
        row
        for row in field.ask(board, check_seals=True)
        if (row.bazaar_id, row.day) == (field.bazaar_id, DAYS[0])
    ]
    assert (day.seal_mismatch, day.from_seal) == (SealMismatch.NONE, True)
    assert field.ask(standing_mismatch, field.ask(bazaar_of, field.bazaar_id), DAYS[0]) is SealMismatch.NONE
