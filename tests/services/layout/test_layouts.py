"""Layouts in the store: made, edited, reused, and what is refused because people stand on them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bazar_desktop.domain.layout.blocks import LayoutNotPossible
from bazar_desktop.domain.layout.editing import (
    LabelTaken,
    add_fixture,
    add_tent,
    move_booths,
    relabel,
    remove_booths,
    renumber,
    set_flags,
)
from bazar_desktop.domain.layout.model import SNAKE, Plan, in_order
from bazar_desktop.services.bazaars.bazaars import add_bazaar, bazaar_of, find_bazaar
from bazar_desktop.services.bazaars.halts import halt_day
from bazar_desktop.services.day.undo_guard import undo
from bazar_desktop.services.layout.layouts import (
    LayoutFacts,
    LayoutUnknown,
    NoLayoutYet,
    generate_layout,
    layout_of,
    layout_of_bazaar,
    plan_of,
    save_plan,
)
from bazar_desktop.services.layout.sealed_guard import (
    ClosedUnderHolders,
    LabelMissing,
    LayoutInUse,
    LayoutSealed,
)
from bazar_desktop.services.layout.templates import clone_layout, template_of
from bazar_desktop.services.placement.moves import pin
from bazar_desktop.store.database import Database
from bazar_desktop.store.own_facts import get_fact
from bazar_desktop.store.rows import MovedOn
from bazar_desktop.store.tables import Lokasi
from tests.bazaar_day import DAYS, Field, stand_up
from tests.services.placement.placed import booth, laid_out, placed, seal, standing
from tests.stores import last_action


def facts(field: Field) -> LayoutFacts:
    return field.ask(layout_of_bazaar, field.bazaar_id)


def shape(plan: Plan) -> Plan:
    """The plan without the store's ids."""
    names: dict[str, str] = {}
    booths = tuple(
        replace(item, id="", tent=item.tent and names.setdefault(item.tent, f"t{len(names)}"))
        for item in sorted(plan.booths, key=lambda one: one.label)
    )
    fixtures = sorted(plan.fixtures, key=lambda fixture: (fixture.label, fixture.x, fixture.y))
    return replace(plan, booths=booths, fixtures=tuple(replace(fixture, id="") for fixture in fixtures))


def take_back(field: Field) -> None:
    origin = field.ask(get_fact, "origin")
    field.do(undo, field.ask(last_action, field.officer, origin))


def test_fifteen_tents_make_thirty_booths_and_leave_the_lokasi_alone(db: Database) -> None:
    field = stand_up(db)
    with pytest.raises(NoLayoutYet):
        facts(field)
    made = field.do(generate_layout, bazaar_id=field.bazaar_id)
    layout = facts(field)
    assert (layout.id, layout.tents, len(layout.plan.booths), layout.partner_booths) == (made, 15, 33, 3)
    assert layout.name == "Rusun Karang Anyar"
    lokasi = field.ask(bazaar_of, field.bazaar_id).lokasi_id
    assert lokasi is not None
    assert field.ask(lambda session: session.get_one(Lokasi, lokasi).layout_id) is None


def test_a_layout_that_is_laid_out_anew_keeps_booths_with_their_numbers(db: Database) -> None:
    field = placed(db)
    before, people = {item.label: item.id for item in facts(field).plan.booths}, standing(field)
    field.do(generate_layout, bazaar_id=field.bazaar_id, tents=10, mitra=2)
    after = {item.label: item.id for item in facts(field).plan.booths}
    assert before.items() <= after.items()
    assert len(after) == 22
    assert standing(field) == people


def test_numbers_that_make_no_plan_are_refused(db: Database) -> None:
    field = stand_up(db)
    with pytest.raises(LayoutNotPossible):
        field.do(generate_layout, bazaar_id=field.bazaar_id, tents=0)
    with pytest.raises(NoLayoutYet):
        field.do(generate_layout, lokasi_id="nowhere")


def test_a_plan_comes_back_as_it_was_saved(db: Database) -> None:
    field = laid_out(db)
    plan = facts(field).plan
    plan = set_flags(plan, [plan.booths[0].id], power=True, water=True, open_fire=False, accessible=False)
    plan = move_booths(plan, [plan.booths[1].id], 0.25, -0.5)
    plan = add_tent(add_fixture(plan, "other", "TENDA P3K", 1.0, 1.0, 2.0, 1.5), 2.0, 30.0)
    plan = replace(plan, north=45.0)
    saved = field.do(save_plan, facts(field).id, plan)
    assert (saved.added, saved.removed) == (3, 0)
    assert shape(facts(field).plan) == shape(plan)
    again = field.do(save_plan, facts(field).id, facts(field).plan)
    assert (again.added, again.changed, again.removed) == (0, 0, 0)


def test_saving_is_one_action_that_can_be_undone(db: Database) -> None:
    field = laid_out(db)
    before = facts(field).plan
    gone = [item.id for item in before.booths if item.tent == before.booths[0].tent]
    plan = add_tent(remove_booths(move_booths(before, [before.booths[5].id], 1.0, 0.0), gone), 3.0, 30.0)
    field.do(save_plan, facts(field).id, plan)
    assert facts(field).plan != before
    take_back(field)
    assert facts(field).plan == before


def test_numbering_anew_keeps_everybody_in_place(db: Database) -> None:
    field = placed(db)
    spots = {item.id: (item.x, item.y) for item in facts(field).plan.booths}
    field.do(save_plan, facts(field).id, renumber(facts(field).plan, order=SNAKE))
    plan = facts(field).plan
    assert {item.id: (item.x, item.y) for item in plan.booths} == spots
    vendors = [item for item in plan.booths if not item.zone]
    assert [item.label for item in in_order(vendors, SNAKE)] == sorted(vendor.label for vendor in vendors)
    assert len(standing(field)) == 13


def test_a_booth_that_somebody_holds_cannot_be_removed(db: Database) -> None:
    field = placed(db)
    label = next(iter(standing(field)))
    with pytest.raises(LayoutInUse) as refusal:
        field.do(save_plan, facts(field).id, remove_booths(facts(field).plan, [booth(field, label)]))
    assert refusal.value.facts["booths"] == label
    empty = next(item for item in facts(field).plan.booths if item.label not in standing(field))
    field.do(save_plan, facts(field).id, remove_booths(facts(field).plan, [empty.id]))
    with pytest.raises(LayoutInUse):
        field.do(generate_layout, bazaar_id=field.bazaar_id, tents=2)


def test_a_booth_that_somebody_holds_or_is_pinned_to_cannot_be_closed(db: Database) -> None:
    field = placed(db)
    label = next(iter(standing(field)))
    here = booth(field, label)
    with pytest.raises(ClosedUnderHolders) as refusal:
        field.do(save_plan, facts(field).id, set_flags(facts(field).plan, [here], blocked=True))
    assert refusal.value.facts["booths"] == label
    field.do(pin, bazaar_id=field.bazaar_id, booth_id=here, day=DAYS[0])
    for day in DAYS:
        field.do(halt_day, bazaar_id=field.bazaar_id, day=day, reason="hujan", on=day)
    with pytest.raises(ClosedUnderHolders):  # nobody stands there any day, but somebody is to come there
        field.do(save_plan, facts(field).id, set_flags(facts(field).plan, [here], blocked=True))
    other = booth(field, next(item for item in standing(field) if item != label))
    field.do(save_plan, facts(field).id, set_flags(facts(field).plan, [other], blocked=True))


def test_numbers_of_a_sealed_day_stay(db: Database) -> None:
    field = placed(db)
    label = next(iter(standing(field)))
    renamed = relabel(facts(field).plan, booth(field, label), "Z-99")
    seal(field, DAYS[1])
    with pytest.raises(LayoutSealed) as refusal:
        field.do(save_plan, facts(field).id, renamed)
    assert refusal.value.facts["booths"] == label


def test_every_booth_needs_a_number_of_its_own(db: Database) -> None:
    field = laid_out(db)
    plan = facts(field).plan
    for label, refusal in ((" ", LabelMissing), (plan.booths[1].label, LabelTaken)):
        wrong = replace(plan, booths=(replace(plan.booths[0], label=label), *plan.booths[1:]))
        with pytest.raises(refusal):
            field.do(save_plan, facts(field).id, wrong)
    assert facts(field).plan == plan


def test_a_layout_that_moved_on_is_not_overwritten(db: Database) -> None:
    field = laid_out(db)
    seen = facts(field)
    field.do(save_plan, seen.id, move_booths(seen.plan, [seen.plan.booths[0].id], 1.0, 0.0), seen=seen.seen)
    with pytest.raises(MovedOn):
        field.do(save_plan, seen.id, seen.plan, seen=seen.seen)


def test_an_unknown_layout_is_refused(db: Database) -> None:
    field = laid_out(db)
    for question in (plan_of, layout_of):
        with pytest.raises(LayoutUnknown):
            field.ask(question, "nowhere")
    with pytest.raises(LayoutUnknown):
        field.do(clone_layout, "nowhere", bazaar_id=field.bazaar_id)


def test_the_next_bazaar_stands_on_a_copy_of_its_own(db: Database) -> None:
    field = placed(db)
    lokasi = field.ask(bazaar_of, field.bazaar_id).lokasi_id
    code = field.do(add_bazaar, name="Bazar Lagi", days=DAYS, lokasi_id=lokasi)
    other = field.ask(find_bazaar, code).id
    template = field.ask(template_of, other)
    assert template == facts(field).id
    copy = field.do(clone_layout, template, bazaar_id=other)
    assert copy != template
    assert shape(field.ask(plan_of, copy)) == shape(facts(field).plan)
    assert not {item.id for item in field.ask(plan_of, copy).booths} & {
        item.id for item in facts(field).plan.booths
    }
    smaller = field.do(generate_layout, bazaar_id=other, tents=4)
    assert smaller == copy
    with pytest.raises(LayoutInUse):
        field.do(clone_layout, copy, bazaar_id=field.bazaar_id)
