"""Every code that the rules know has words."""

from __future__ import annotations

import re
from dataclasses import replace
from inspect import getsource

from PySide6.QtWidgets import QApplication

from bazar_desktop.domain.layout.checks import BEYOND_REACH, NARROW, OUTSIDE, OVERLAP
from bazar_desktop.domain.layout.model import FIXTURE_KINDS
from bazar_desktop.domain.placement import reasons
from bazar_desktop.domain.placement.hard_rules import HARD_RULES
from bazar_desktop.domain.placement.soft_rules import RULES
from bazar_desktop.phrases import placement as placement_words
from bazar_desktop.ui.layout import words
from bazar_desktop.ui.layout.faces import (
    LETTER,
    MARK_ROOM,
    PIN,
    POWER,
    SIZES,
    WARNING,
    Face,
    fitted_or_cut,
    marks_of,
    metrics,
)


def test_every_rule_and_flaw_has_words() -> None:
    assert set(RULES) == set(placement_words.RULES) == set(placement_words.RULES_AT_LENGTH)
    assert {rule.code for rule in HARD_RULES} == set(placement_words.HARD)
    assert {OVERLAP, OUTSIDE, BEYOND_REACH, NARROW} == set(words.FLAWS) == set(words.FLAWS_SHORT)
    assert set(FIXTURE_KINDS) == set(words.FIXTURES)


def test_every_reason_has_words() -> None:
    listed = getsource(reasons.Reason).split("good:")[1].split('"""')[0]
    codes = set(re.findall(r"[a-z]+_[a-z_]+|pinned|power|water|wheelchair|size|preferred", listed))
    assert codes - set(placement_words.REASONS) == set()
    assert len(codes) > 20


def test_words_speak_of_each_other_by_name() -> None:
    reason = reasons.Reason("beside_product", False, {"product": "sambal", "names": "Sambal Roa"})
    assert placement_words.reason_words(reason) == "bersebelahan dengan produk sama: Sambal Roa"
    turn = reasons.Reason("front_turn", True, {"times": 0, "of": 3})
    assert placement_words.reason_words(turn) == "giliran booth depan (belum pernah dari 3 kali ikut)"
    first = reasons.Reason("front_turn", True, {"times": 0, "of": 0})
    assert placement_words.reason_words(first) == "giliran booth depan (belum pernah tahun ini)"
    assert (
        placement_words.broken_words("power", "Kopi", "A-02") == "Kopi butuh listrik, A-02 tidak berlistrik"
    )


def test_a_name_that_is_too_long_for_its_booth_is_cut_short_and_never_left_out(qapp: QApplication) -> None:
    whole = "Kue Kembang Goyang Bu Haji"
    assert " ".join(fitted_or_cut(whole, 200, 60)[1]) == whole
    size, lines = fitted_or_cut(whole, 50, 32)
    assert size == SIZES[-1]
    assert lines[0].startswith("Kue")
    assert lines[-1].endswith("…")
    assert all(metrics(size).horizontalAdvance(line) <= 50 for line in lines)
    assert fitted_or_cut("Kelontong Serbaguna", 40, 12)[1][0].endswith("…")
    assert fitted_or_cut(whole, 12, 32) == fitted_or_cut(whole, 50, 4) == (0, ())


def test_what_is_wrong_and_who_is_pinned_is_marked_however_small_the_booth_is() -> None:
    face = Face("A-02", "Hijab Nyai", "F", power=True, pinned=True, warning="butuh air")
    assert marks_of(face, 60) == ((LETTER, WARNING, PIN, POWER), ())
    for room in range(60):
        beside, foot = marks_of(face, room)
        assert {*beside, *foot} >= {WARNING, PIN}
        assert not set(beside) & set(foot)
        assert sum(MARK_ROOM[name] for name in beside) <= room + 1
    assert marks_of(replace(face, warning="", pinned=False), 12) == ((LETTER,), ())
    assert marks_of(face, 12) == ((WARNING,), (PIN,))
