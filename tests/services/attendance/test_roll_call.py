"""The list of the gate, whom a few letters mean, and the figures for the kasi."""

from __future__ import annotations

import pytest

from bazar_desktop.domain.day.model import ABSENT, EXCUSED
from bazar_desktop.phrases.attendance import summary_text
from bazar_desktop.services.attendance.check_in import check_in, mark
from bazar_desktop.services.attendance.reserve import next_of_reserve
from bazar_desktop.services.attendance.roll_call import (
    EXACT,
    NobodyFound,
    SeveralFound,
    equals,
    find_arrivals,
    roll_call,
    tally,
    the_one,
)
from bazar_desktop.services.attendance.substitution import substitute
from bazar_desktop.services.bazaars.participants import add_participation
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.store.database import Database
from tests.bazaar_day import DAYS, stand_up
from tests.services.attendance.gate import DAY, open_gate, people, where
from tests.stores import MORNING


def test_an_exact_booth_beats_a_beginning_and_equals_are_told_apart(db: Database) -> None:
    field = open_gate(db)
    hits = field.ask(find_arrivals, field.bazaar_id, DAY, "7")
    assert (hits[0].row.booth, hits[0].rank) == ("A-07", EXACT)
    assert len(equals(hits)) == 1
    several = field.ask(find_arrivals, field.bazaar_id, DAY, "ke")
    assert [hit.row.booth for hit in equals(several)][:2] == ["A-02", "A-05"]


def test_a_name_that_fits_nobody_or_several_is_refused_by_command(db: Database) -> None:
    field = open_gate(db)
    with pytest.raises(NobodyFound):
        field.ask(the_one, field.bazaar_id, DAY, "zzzz")
    with pytest.raises(SeveralFound) as refusal:
        field.ask(the_one, field.bazaar_id, DAY, "ke")
    assert "A-02" in str(refusal.value.facts["found"])


def test_the_reserve_is_found_too_and_says_that_it_is(db: Database) -> None:
    field = open_gate(db)
    waiting = next(person for person in people(field).values() if person.status == "reserve")
    assert field.ask(find_arrivals, field.bazaar_id, DAY, waiting.card)[0].reserve


def test_the_line_for_the_kasi_adds_up_and_names_nobody(db: Database) -> None:
    field = open_gate(db)
    everybody = list(people(field).values())
    for item in everybody[:6]:
        field.do(check_in, **where(field), code=item.card, at=MORNING)
    field.do(mark, **where(field), participation_id=everybody[6].id, status=EXCUSED)
    field.do(mark, **where(field), participation_id=everybody[7].id, status=ABSENT)
    candidate = field.ask(next_of_reserve, field.bazaar_id, DAY, everybody[7].id)
    joined = candidate.participation_id
    facts = {"left_id": everybody[7].id, "joined_id": joined, "reason": "tidak datang", "at": MORNING}
    field.do(substitute, **where(field), **facts)
    roll = field.ask(roll_call, field.bazaar_id, DAY)
    text = summary_text(roll, MORNING.replace(hour=10, minute=2))
    assert text.startswith("Hadir 7 dari 13 (izin 1, alpa 1, belum 4, termasuk pengganti 1); per pengampu: ")
    assert text.endswith("; instansi dan mitra 0/1; pukul 10.02")
    assert "PPKUKM 4/6" in text
    assert not any(item.business in text or item.name in text for item in everybody if item.party == "vendor")
    counted = tally(roll.rows)
    assert counted.total == counted.present + counted.excused + counted.absent + counted.expected


@pytest.mark.parametrize("words", ["márni", "marni s", "nuraini", "nur’aini", "nur aini"])
def test_a_name_is_found_whatever_its_accents_and_apostrophes(db: Database, words: str) -> None:
    field = stand_up(db, vendors=1, reserves=0, partners=0)
    vendor = field.do(add_vendor, name="Marni Siti Nur'aini", business="Soto")
    field.do(add_participation, field.bazaar_id, vendor_id=vendor, status="confirmed")
    hits = field.ask(find_arrivals, field.bazaar_id, DAYS[0], words)
    assert "Soto" in [hit.row.business for hit in hits]
