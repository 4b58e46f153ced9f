"""The faces of the papers."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings, strategies as st

from bazar_desktop.printing.toolkit.fonts import BOLD, REGULAR, fit, load_faces, printable, width_of, wrap
from tests.printing.freeze_digits import FONTS, WEIGHTS, freeze


@pytest.mark.parametrize("weight", WEIGHTS)
def test_shipped_pdf_fonts_are_the_originals_with_frozen_digits(weight: str, tmp_path: Path) -> None:
    made = tmp_path / "made.ttf"
    freeze(FONTS / f"PlusJakartaSans-{weight}.ttf", made, weight)
    assert made.read_bytes() == (FONTS / f"PlusJakartaSansTabular-{weight}.ttf").read_bytes()


@pytest.mark.parametrize("weight", WEIGHTS)
def test_all_digits_are_equally_wide(weight: str) -> None:
    font = TTFont(FONTS / f"PlusJakartaSansTabular-{weight}.ttf")
    cmap = font.getBestCmap()
    assert len({font["hmtx"][cmap[ord(digit)]][0] for digit in "0123456789"}) == 1


def test_the_licence_stands_beside_the_fonts() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text()


def test_characters_of_the_face_stay() -> None:
    assert printable("gado² “Mpok’s” — Rp1 • é ½ №") == "gado² “Mpok’s” — Rp1 • é ½ №"


def test_missing_characters_are_replaced_without_loss() -> None:
    assert printable("𝐁𝐚𝐭𝐢𝐤") == "Batik"
    assert printable("Bakso 🍜") == "Bakso [U+1F35C]"
    assert printable("a\u200bb\ufe0fc\nd\te") == "abc d e"
    assert printable("e\u0301") == "é"
    assert printable("菜") == "[U+83DC]"


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_whatever_is_typed_can_be_drawn(text: str) -> None:
    known = load_faces()
    assert all(ord(char) in known for char in printable(text))


@given(st.text(alphabet="abc ²’MW-", max_size=120), st.floats(4, 60))
@settings(max_examples=150, deadline=None)
def test_wrapping_keeps_every_letter_and_every_line_fits(text: str, room: float) -> None:
    lines = wrap(text, REGULAR, 8, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width_of(line, REGULAR, 8) <= room or len(line) == 1 for line in lines)


def test_words_that_cannot_fit_are_refused_and_not_clipped() -> None:
    assert fit("Nasi uduk", BOLD, 30, 10, 9, 4) is not None
    assert fit("Nasi uduk " * 40, BOLD, 8, 3, 9, 4) is None
