"""What an office sets for itself is checked before it is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bazar_desktop.services.settings.editing import CategoryMalformed, put_categories
from bazar_desktop.services.settings.values import categories
from bazar_desktop.store.database import Database
from tests.bazaar_day import Field


@pytest.mark.parametrize(
    "change", [{"name": " "}, {"letter": ""}, {"letter": "KK"}, {"colour": "orange"}, {"letter": "f"}]
)
def test_a_category_needs_a_name_a_letter_of_its_own_and_a_colour(
    db: Database, change: dict[str, str]
) -> None:
    field = Field(db)
    known = field.ask(categories)
    with pytest.raises(CategoryMalformed):
        field.do(put_categories, categories=[replace(known[0], **change), *known[1:]])
    assert field.ask(categories) == known


def test_categories_are_kept(db: Database) -> None:
    field = Field(db)
    known = field.ask(categories)
    field.do(put_categories, categories=[replace(known[0], name="Kuliner & Jajanan"), *known[1:]])
    assert field.ask(categories)[0].name == "Kuliner & Jajanan"
