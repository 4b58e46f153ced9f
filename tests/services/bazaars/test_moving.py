"""An event that moves to another lokasi or other days after people were placed: what follows, and taken back as one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from bazar_desktop.domain.values.documents import POSTPONED
from bazar_desktop.messages import sentence
from bazar_desktop.phrases.events import move_words
from bazar_desktop.services.attendance.check_in import check_in_participation
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, bazaar_of
from bazar_desktop.services.bazaars.days import DayInUse, set_cut_off
from bazar_desktop.services.bazaars.halts import halt_bazaar
from bazar_desktop.services.bazaars.moving import NowhereToMove, PlaceInUse, move_bazaar, plan_move
from bazar_desktop.services.bazaars.participants import list_participants
from bazar_desktop.services.day.undo_guard import undo
from bazar_desktop.services.office.must_hear import must_hear
from bazar_desktop.services.placement.board import holders_on
from bazar_desktop.store.database import Database
from bazar_desktop.store.tables import ChangeRow
from tests.bazaar_day import DAYS, Field
from tests.services.placement.placed import placed

WEEK = timedelta(days=7)
LATER = (DAYS[0] + WEEK, DAYS[1] + WEEK)


def facts_of(field: Field) -> BazaarFacts:
    return field.ask(bazaar_of, field.bazaar_id)


def where(lokasi: str = "Rusun Karang Anyar", days: Sequence[date] = DAYS) -> dict[str, object]:
    return {"lokasi": lokasi, "kecamatan": "Sawah Besar", "days": days}


def holders(field: Field, day: date) -> dict[str, str]:
    return dict(field.ask(holders_on, field.bazaar_id, day))


def last_action(field: Field) -> str:
    with field.db.read() as session:
        query = select(ChangeRow.action).order_by(ChangeRow.seq.desc()).limit(1)
        return str(session.execute(query).scalar_one())


def test_at_other_days_whoever_was_placed_stands_in_the_same_booth_with_the_same_hours(db: Database) -> None:
    field = placed(db)
    field.do(set_cut_off, field.bazaar_id, DAYS[0], "09.15")
    before = [holders(field, day) for day in DAYS]
    assert before[0]
    planned = field.ask(plan_move, bazaar_id=field.bazaar_id, **where(days=LATER))
    assert (planned.days_out, planned.days_in) == (DAYS, LATER)
    assert (planned.booths.freed, planned.booths.carried) == (0, len(before[0]) + len(before[1]))
    field.do(move_bazaar, bazaar_id=field.bazaar_id, **where(days=LATER))
    assert [day.day for day in facts_of(field).days] == list(LATER)
    assert facts_of(field).days[0].cut_off == time(9, 15)
    assert [holders(field, day) for day in LATER] == before
    assert [holders(field, day) for day in DAYS] == [{}, {}]


def test_at_another_lokasi_every_booth_is_freed_and_the_denah_is_another(db: Database) -> None:
    field = placed(db)
    held = [holders(field, day) for day in DAYS]
    planned = field.ask(plan_move, bazaar_id=field.bazaar_id, **where("RPTRA Kenanga"))
    assert planned.booths.freed == sum(map(len, held))
    hear = field.ask(must_hear, bazaar_id=field.bazaar_id)
    said = " ".join(move_words(planned, hear))
    assert "Dari Rusun Karang Anyar ke RPTRA Kenanga." in said
    assert f"{planned.booths.freed} penempatan booth dilepas, {planned.booths.unplaced} peserta" in said
    assert f"{hear.people} peserta perlu diberi tahu." in said
    field.do(move_bazaar, bazaar_id=field.bazaar_id, **where("RPTRA Kenanga"))
    facts = facts_of(field)
    assert (facts.lokasi, facts.layout_id, [day.day for day in facts.days]) == (
        "RPTRA Kenanga",
        None,
        list(DAYS),
    )
    assert [holders(field, day) for day in DAYS] == [{}, {}]


@pytest.mark.parametrize(("lokasi", "days"), [("RPTRA Kenanga", LATER), ("Rusun Karang Anyar", LATER)])
def test_a_move_is_undone_as_one_act(db: Database, lokasi: str, days: tuple[date, ...]) -> None:
    field = placed(db)
    before = facts_of(field), [holders(field, day) for day in DAYS]
    field.do(move_bazaar, bazaar_id=field.bazaar_id, **where(lokasi, days))
    field.do(undo, last_action(field))
    after = facts_of(field)
    assert (after.lokasi, after.layout_id, after.days) == (
        before[0].lokasi,
        before[0].layout_id,
        before[0].days,
    )
    assert [holders(field, day) for day in DAYS] == before[1]
    assert [holders(field, day) for day in days] == [{}, {}]


def test_what_was_postponed_goes_on_at_its_new_days(db: Database) -> None:
    field = placed(db)
    field.do(halt_bazaar, bazaar_id=field.bazaar_id, state=POSTPONED, reason="banjir", on=DAYS[0])
    field.do(move_bazaar, bazaar_id=field.bazaar_id, **where(days=LATER))
    assert (facts_of(field).halt, facts_of(field).state) == (None, "planned")
    who = field.ask(list_participants, field.bazaar_id)[0].id
    key = {"bazaar_id": field.bazaar_id, "day": LATER[0], "participation_id": who}
    field.do(check_in_participation, **key, at=field.at)


def test_fewer_days_free_the_booths_of_those_that_go(db: Database) -> None:
    field = placed(db)
    second = holders(field, DAYS[1])
    planned = field.ask(plan_move, bazaar_id=field.bazaar_id, **where(days=DAYS[:1]))
    assert (planned.booths.freed, planned.booths.carried) == (len(second), 0)
    field.do(move_bazaar, bazaar_id=field.bazaar_id, **where(days=DAYS[:1]))
    assert [day.day for day in facts_of(field).days] == [DAYS[0]]
    assert holders(field, DAYS[0])


def test_what_was_entered_is_not_moved(db: Database) -> None:
    field = placed(db)
    who = field.ask(list_participants, field.bazaar_id)[0].id
    key = {"bazaar_id": field.bazaar_id, "day": DAYS[0], "participation_id": who}
    field.do(check_in_participation, **key, at=field.at)
    with pytest.raises(DayInUse, match="20/03/2023"):
        field.do(move_bazaar, bazaar_id=field.bazaar_id, **where(days=LATER))
    with pytest.raises(PlaceInUse) as refused:
        field.do(move_bazaar, bazaar_id=field.bazaar_id, **where("RPTRA Kenanga"))
    assert sentence(refused.value) == (
        "Hari 20/03/2023 sudah berisi data di Rusun Karang Anyar, jadi bazar ini tidak dapat pindah lokasi. Buat "
        "bazar baru di lokasi lain, lalu gugurkan hari yang belum berlangsung di sini."
    )
    with pytest.raises(NowhereToMove):
        field.do(move_bazaar, bazaar_id=field.bazaar_id, **where())
    assert facts_of(field).lokasi == "Rusun Karang Anyar"
