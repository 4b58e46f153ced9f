"""Papers under another language: dates and sums in words follow it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bazar_desktop import language
from bazar_desktop.printing.toolkit.english import spelled
from tests.printing.drawing import draw_minutes, draw_recap
from tests.printing.reading import whole_text
from tests.printing.sample_day import sample_sheet


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "zero"),
        (13, "thirteen"),
        (40, "forty"),
        (
            167_473_750,
            "one hundred sixty-seven million four hundred seventy-three thousand seven hundred fifty",
        ),
        (1_000_000_021, "one billion twenty-one"),
        (11_100, "eleven thousand one hundred"),
    ],
)
def test_a_number_is_spelled_in_english(value: int, words: str) -> None:
    assert spelled(value) == words


def test_english_papers_have_english_dates_and_sums(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language._Spoken, "code", "en")
    for draw in (draw_minutes, draw_recap):
        draw(sample_sheet(30), tmp_path / "paper.pdf")
        text = whole_text(tmp_path / "paper.pdf")
        assert "Monday, 20 March 2023" in text
        assert "million" in text
        assert "Maret" not in text
        assert " juta " not in text
