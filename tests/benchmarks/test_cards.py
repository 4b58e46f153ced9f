"""How long 300 cards in one PDF take."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tests.benchmarks.tables import print_table, timed
from tests.printing.drawing import draw_cards
from tests.printing.sample_day import sample_sheet


def test_three_hundred_cards_beside_writing_the_bytes(tmp_path: Path) -> None:
    sheet, path = sample_sheet(300), tmp_path / "kartu.pdf"
    drawn = [timed(partial(draw_cards, sheet, path)) for _turn in range(3)]
    data = path.read_bytes()
    plain = [timed(partial((tmp_path / "bare").write_bytes, data)) for _turn in range(3)]
    print_table("300 cards in one PDF", [("drawn and written", drawn), ("only written", plain)], "2 s")
