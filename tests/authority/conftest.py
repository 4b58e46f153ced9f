"""The office and the liar's laptop, made once and copied for every case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.authority.liar import Liar, Template, make_template
from tests.offices import Post


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("acuan")
        patch.setenv("BAZAR_SECRET_DIR", str(folder / "secret"))
        return make_template(folder)


@pytest.fixture
def world(template: Template, tmp_path: Path) -> Iterator[tuple[Post, Liar]]:
    office, liar = template.copy(tmp_path)
    yield office, liar
    for post in (office, liar.post):
        post.store.db.close()
