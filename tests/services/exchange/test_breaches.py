"""What two laptops broke together is listed after the merge, with both sides; a merge alone decides nothing."""

from __future__ import annotations

from datetime import timedelta

from bazar_desktop.domain.day.contradictions import CAME_AFTER_CLOSE, LEDGER_NOT_GRID, OVERSOLD
from bazar_desktop.domain.day.model import ABSENT
from bazar_desktop.services.exchange.breaches import CONTRADICTORY, SOLD_UNSEEN, TWO_BOOTHS, breaches
from bazar_desktop.services.ledger.goods import set_goods
from bazar_desktop.store.rows import enter, find
from bazar_desktop.store.tables import Allocation, Attendance, Booth
from tests.omzet_day import OmzetDay
from tests.services.exchange.test_decisions import take_in, two_laptops
from tests.stores import MakeStore, facts_digest


def give_booth(day: OmzetDay, who: int, label: str) -> None:
    def verb(session: object) -> None:
        booth = enter(session, Booth, label, label=label)  # type: ignore[arg-type]
        key = (booth.id, day.day, 1)
        values = {"bazaar_id": day.field.bazaar_id, "booth_id": booth.id, "day": day.day, "session": 1}
        enter(session, Allocation, *key, holder=day.ids[who], **values)  # type: ignore[arg-type]

    day.field.do(verb)


def mark_absent(day: OmzetDay, who: int) -> None:
    def verb(session: object) -> None:
        row = find(session, Attendance, day.ids[who], day.day, 1)  # type: ignore[arg-type]
        assert row is not None
        row.status = ABSENT

    day.field.do(verb)


def test_a_party_that_two_laptops_gave_a_booth_each_is_listed_with_both_officers(
    make_store: MakeStore,
) -> None:
    here, there = two_laptops(make_store)
    assert here.field.ask(breaches) == []
    give_booth(there, 0, "Z-09")
    take_in(here.field.db, there.field.db)
    (breach,) = here.field.ask(breaches, bazaar_id=here.field.bazaar_id)
    assert (breach.kind, breach.subject, breach.day) == (TWO_BOOTHS, "Dapur Bu Marni", here.day)
    assert [side.what for side in breach.sides] == ["A-01", "Z-09"]
    assert [side.officer for side in breach.sides] == ["Vicky Ramadhan", "Rina Kusuma"]


def test_an_omzet_of_somebody_marked_absent_elsewhere_is_listed_with_both_sides(
    make_store: MakeStore,
) -> None:
    here, there = two_laptops(make_store)
    here.sell(1, cash=250_000)
    mark_absent(there, 1)
    take_in(here.field.db, there.field.db)
    take_in(there.field.db, here.field.db)
    (breach,) = here.field.ask(breaches)
    assert (breach.kind, breach.participation_id) == (SOLD_UNSEEN, here.ids[1])
    assert [(side.what, side.officer) for side in breach.sides] == [
        ("omzet_entry", "Vicky Ramadhan"),
        ("attendance", "Rina Kusuma"),
    ]
    assert there.field.ask(breaches) == [breach]
    assert here.field.ask(facts_digest) == there.field.ask(facts_digest)
    assert here.field.ask(breaches, bazaar_id="lain") == []


def test_a_ledger_that_says_other_than_the_grid_of_another_laptop_is_listed_with_both_sides(
    make_store: MakeStore,
) -> None:
    here, there = two_laptops(make_store)
    here.sell(3, cash=190_000)
    rice = {
        "bazaar_id": here.field.bazaar_id,
        "day": here.day,
        "participation_id": here.ids[3],
        "goods": "Beras",
    }
    there.field.do(set_goods, **rice, opening=10_000, price=13_000, sold=12_000)
    assert here.field.ask(breaches) == []
    take_in(here.field.db, there.field.db)
    found = here.field.ask(breaches)
    assert {breach.kind for breach in found} == {CONTRADICTORY}
    clashes = {breach.clash.clash: breach for breach in found if breach.clash}
    assert set(clashes) == {LEDGER_NOT_GRID, OVERSOLD}
    apart = clashes[LEDGER_NOT_GRID]
    assert apart.clash is not None
    assert (apart.subject, apart.clash.first, apart.clash.second) == ("Bulog", 156_000, 190_000)
    assert [(side.what, side.officer) for side in apart.sides] == [
        ("omzet_entry", "Vicky Ramadhan"),
        ("partner_stock", "Rina Kusuma"),
    ]


def test_an_arrival_that_another_laptop_took_after_the_seal_is_listed(make_store: MakeStore) -> None:
    here, there = two_laptops(make_store)
    here.close()
    there.field.at = here.field.at + timedelta(hours=1)

    def come(session: object) -> None:
        row = find(session, Attendance, there.ids[1], there.day, 1)  # type: ignore[arg-type]
        assert row is not None
        row.arrived_at = there.field.at

    there.field.do(come)
    take_in(here.field.db, there.field.db)
    (breach,) = here.field.ask(breaches)
    assert breach.clash is not None
    assert (breach.clash.clash, breach.participation_id) == (CAME_AFTER_CLOSE, here.ids[1])
