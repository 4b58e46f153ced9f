"""Templates of a lokasi, what a bazaar can start from, the picture of the ground and its bytes in packages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bazar_desktop.domain.journal.changes import Change
from bazar_desktop.domain.layout.blocks import MeasureNotPossible
from bazar_desktop.domain.layout.editing import remove_booths
from bazar_desktop.services.bazaars.bazaars import add_bazaar, add_lokasi, bazaar_of, list_bazaars
from bazar_desktop.services.layout.layouts import (
    LayoutUnknown,
    NoLayoutYet,
    generate_layout,
    layout_of_bazaar,
    least_aisle,
    plan_of,
    put_least_aisle,
    save_plan,
)
from bazar_desktop.services.layout.templates import (
    NotATemplate,
    TemplateNameMissing,
    clone_layout,
    drop_template,
    keep_template,
    lay_picture,
    layout_choices,
    take_plan,
    template_of,
)
from bazar_desktop.services.papers.attachments import keep_photos, photo_of, photos_of
from bazar_desktop.store.database import Database
from bazar_desktop.store.tables import ChangeRow
from tests.bazaar_day import DAYS, Field, stand_up
from tests.services.placement.placed import laid_out, placed, standing
from tests.stores import MakeStore

PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(200))


def next_bazaar(field: Field, weeks: int, lokasi: str | None = None) -> str:
    here = lokasi or field.ask(bazaar_of, field.bazaar_id).lokasi_id
    days = [DAYS[0] + timedelta(weeks=weeks)]
    field.do(add_bazaar, name=f"Bazar {weeks}", days=days, lokasi_id=here)

    return next(bazaar.id for bazaar in field.ask(list_bazaars) if bazaar.name == f"Bazar {weeks}")


def names(field: Field, bazaar_id: str) -> list[str]:
    return [choice.name for choice in field.ask(layout_choices, bazaar_id)]


def test_a_template_is_a_copy_that_later_changes_of_the_bazaar_leave_alone(db: Database) -> None:
    field = laid_out(db)
    kept = field.do(keep_template, bazaar_id=field.bazaar_id, name=" Denah  hujan ", usual=True)
    plan = field.ask(layout_of_bazaar, field.bazaar_id)
    field.do(save_plan, plan.id, remove_booths(plan.plan, [plan.plan.booths[0].id]))
    assert len(field.ask(plan_of, kept).booths) == 18
    assert field.ask(template_of, field.bazaar_id) == kept
    again = field.do(keep_template, bazaar_id=field.bazaar_id, name="denah hujan")
    assert again == kept
    assert len(field.ask(plan_of, kept).booths) == 17
    with pytest.raises(TemplateNameMissing):
        field.do(keep_template, bazaar_id=field.bazaar_id, name="  ")


def test_a_bazaar_is_offered_its_lokasi_first_then_the_latest_then_others(db: Database) -> None:
    field = laid_out(db)
    other = field.do(add_lokasi, name="RPTRA Melati", kind="rptra", kecamatan="Gambir")
    later, far = next_bazaar(field, 2), next_bazaar(field, 3, other)
    field.do(generate_layout, bazaar_id=far, tents=2)
    field.do(clone_layout, field.ask(template_of, later) or "", bazaar_id=later)
    field.do(keep_template, bazaar_id=field.bazaar_id, name="Denah hujan")
    new = next_bazaar(field, 9)
    first = field.ask(bazaar_of, field.bazaar_id).name
    assert names(field, new) == ["Denah hujan", "Bazar 2", first, "Bazar 3"]
    assert field.ask(template_of, new) == field.ask(layout_choices, new)[0].id
    field.do(keep_template, bazaar_id=field.bazaar_id, name="Denah kemarau", usual=True)
    assert names(field, new)[0] == "Denah kemarau"
    assert field.ask(layout_choices, new)[0].usual
    assert field.ask(layout_choices, new)[-1].lokasi == "RPTRA Melati"


def test_only_a_template_can_be_thrown_away(db: Database) -> None:
    field = laid_out(db)
    kept = field.do(keep_template, bazaar_id=field.bazaar_id, name="Denah hujan", usual=True)
    assert field.do(drop_template, layout_id=kept) == "Denah hujan"
    assert field.ask(template_of, field.bazaar_id) is None
    with pytest.raises(LayoutUnknown):
        field.do(drop_template, layout_id=kept)
    with pytest.raises(NotATemplate):
        field.do(drop_template, layout_id=field.ask(layout_of_bazaar, field.bazaar_id).id)


def test_a_plan_that_is_taken_in_keeps_everybody_whose_number_stays(db: Database) -> None:
    field = placed(db)
    people, plan = standing(field), field.ask(layout_of_bazaar, field.bazaar_id).plan
    strange = replace(plan, booths=tuple(replace(booth, id=f"x{at}") for at, booth in enumerate(plan.booths)))
    field.do(take_plan, bazaar_id=field.bazaar_id, plan=strange)
    assert standing(field) == people
    with pytest.raises(NoLayoutYet):
        field.do(take_plan, bazaar_id="nowhere", plan=plan)


def test_the_least_aisle_is_two_metres_until_the_office_says_otherwise(db: Database) -> None:
    field = stand_up(db)
    assert field.ask(least_aisle) == 2.0
    field.do(put_least_aisle, metres=2.5)
    assert field.ask(least_aisle) == 2.5
    for metres in (-1, 11):
        with pytest.raises(MeasureNotPossible):
            field.do(put_least_aisle, metres=metres)


def test_a_picture_stays_when_the_tents_are_laid_out_anew_and_goes_into_templates(db: Database) -> None:
    field = laid_out(db)
    layout = field.ask(layout_of_bazaar, field.bazaar_id)
    sha256 = field.do(lay_picture, layout_id=layout.id, photo=PHOTO, width=40.5, depth=30.25)
    picture = field.ask(plan_of, layout.id).picture
    assert picture is not None
    assert (picture.sha256, picture.width, picture.depth) == (sha256, 40.5, 30.25)
    field.do(generate_layout, bazaar_id=field.bazaar_id, tents=9)
    assert field.ask(plan_of, layout.id).picture == picture
    kept = field.do(keep_template, bazaar_id=field.bazaar_id, name="Denah")
    assert field.ask(plan_of, kept).picture == picture


def test_the_picture_s_bytes_travel_with_its_changes(make_store: MakeStore) -> None:
    field, other = laid_out(make_store("A")), make_store("B")
    layout = field.ask(layout_of_bazaar, field.bazaar_id)
    sha256 = field.do(lay_picture, layout_id=layout.id, photo=PHOTO, width=40, depth=30)

    def changes(session: Any) -> list[Change]:
        table = ChangeRow.__table__
        return [Change(**row._mapping) for row in session.execute(select(table))]

    found = field.ask(changes)
    assert field.ask(photos_of, found) == [PHOTO]
    with other.write("officer", "keep", field.at) as session:
        keep_photos(session, found, {sha256: PHOTO})
    with other.read() as session:
        assert photo_of(session, sha256) == PHOTO
