"""The faults that are put in: each is a program, keeps the lines, and is of a kind that people make."""

from __future__ import annotations

import pytest

from tests.mutants.operators import Mutant, mutants_of, optional_names, valid
from tests.mutants.reach import ROOT, old_lines

SOURCE = b'''
"""A module."""
LIMIT = 3


class Till:
    open: bool = True


def take(till, amounts, *, strict=False):
    """Take the amounts that fit."""
    if not till.open and strict:
        raise ValueError(LIMIT)
    for amount in amounts:
        till.write(
            amount,
            strict=strict,
        )
        till.last = amount
    return [amount + 1 for amount in amounts if amount > 0]


def close(till):
    take(till, [], strict=True)
'''


def faults(source: bytes = SOURCE) -> list[Mutant]:
    return mutants_of("till.py", source, optional_names({"till.py": source}))


def test_the_faults_are_those_that_people_make() -> None:
    seen = {(mutant.operator, " ".join(mutant.before.split()), mutant.after) for mutant in faults()}
    assert seen == {
        ("constant", "3", "4"),
        ("constant", "True", "False"),
        ("constant", "False", "True"),
        ("flip", "not till.open and strict", "not (not till.open and strict)"),
        ("skip", "not till.open and strict", "False"),
        ("and/or", "not till.open and strict", "(not till.open) or (strict)"),
        ("drop", "till.write( amount, strict=strict, )", "pass"),
        ("drop", "till.last = amount", "pass"),
        ("drop", "take(till, [], strict=True)", "pass"),
        ("argument", "take: strict=True", ""),
        ("return", "[amount + 1 for amount in amounts if amount > 0]", "None"),
        ("arithmetic", "amount + 1", "(amount) - (1)"),
        ("constant", "1", "2"),
        ("constant", "0", "1"),
        ("compare", "amount > 0", "amount >= 0"),
        ("filter", "amount > 0", "True"),
    }


def test_a_fault_lies_in_the_outermost_function_and_is_named_without_its_line() -> None:
    (dropped,) = [mutant for mutant in faults() if mutant.before.startswith("till.write")]
    assert (dropped.where, dropped.line) == ("take", 15)
    assert dropped.key == "till.py take: till.write( amount, strict=strict, ) => pass"
    assert {mutant.where for mutant in faults() if mutant.before == "3"} == {""}


@pytest.mark.parametrize("path", ["domain/money.py", "services/omzet/grid.py", "store/journal.py"])
def test_every_fault_is_a_program_of_as_many_lines(path: str) -> None:
    source = (ROOT / "bazar_desktop" / path).read_bytes()
    found = faults(source)
    assert len(list(valid(found, source))) == len(found) > 50
    for mutant in found:
        changed = mutant.apply(source)
        assert changed != source
        assert changed.count(b"\n") == source.count(b"\n")


def test_lines_are_followed_through_an_edit() -> None:
    assert old_lines("a\nb\nc\n", "a\nnew\nb\nc\n") == {1: 1, 3: 2, 4: 3}
