from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from bazar_desktop.messages import sentence
from bazar_desktop.sync.answers import Answer, ClonedLaptop, PackageDamaged
from bazar_desktop.sync.continuation import continuation
from bazar_desktop.sync.device_keys import generate
from bazar_desktop.sync.envelope import KnownDevice, Package, make_package, read_package
from bazar_desktop.sync.sums import ChainPoint, Sums, sums_of
from tests.sync.conftest import MADE_AT, ORIGIN, PACKAGE, chain

LAPTOP, OFFICE = generate(), generate()
JOURNAL = chain([10, 20, None, 40, 50, 60, 70])


def package(first: int, last: int, journal: list = JOURNAL) -> Package:  # type: ignore[type-arg]
    data = make_package(
        journal[first - 1 : last],
        keys=LAPTOP,
        name="Laptop 3",
        recipients=[OFFICE.public.age],
        before=sums_of(journal[: first - 1]),
        package=PACKAGE,
        made_at=MADE_AT,
    )
    known = {LAPTOP.public.id: KnownDevice(LAPTOP.public, "Laptop 3")}
    return read_package(data, known=known, identities=[OFFICE.identity])


def point(last: int) -> ChainPoint:
    if not last:
        return ChainPoint(ORIGIN)
    return ChainPoint(ORIGIN, last, JOURNAL[last - 1].hash, sums_of(JOURNAL[:last]))


def hash_at(number: int) -> str | None:
    return JOURNAL[number - 1].hash


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 8), st.integers(0, 7)), max_size=6).map(
        lambda pairs: [(first, min(8, first + more)) for first, more in pairs]
    )
)
def test_runs_in_any_order_with_repeats_and_overlaps_are_applied_once_each(
    runs: list[tuple[int, int]],
) -> None:
    ours, applied = point(0), []
    for first, last in [*runs, (1, 8)]:
        found = continuation(package(first, last), ours, hash_at)
        assert (found.answer == Answer.HELD) == (first > ours.last + 1)
        assert (found.answer == Answer.DUPLICATE) == (last <= ours.last)
        applied += list(found.fresh)
        ours = found.point
    assert applied == JOURNAL
    assert ours == point(8)


def test_a_gap_is_held_and_says_which_numbers_are_missing() -> None:
    found = continuation(package(6, 8), point(2), hash_at)
    assert (found.answer, found.missing, found.fresh, found.point) == (Answer.HELD, (3, 5), (), point(2))


@pytest.mark.parametrize(("first", "last", "ours"), [(1, 8, 4), (3, 4, 6), (5, 8, 4), (1, 4, 4)])
def test_the_same_number_with_other_content_is_a_cloned_laptop(first: int, last: int, ours: int) -> None:
    clone = chain([10, 20, 31, 41, 51, 61, 71])
    with pytest.raises(ClonedLaptop) as exception_info:
        continuation(package(first, last, clone), point(ours), hash_at)
    assert "Laptop 3" in sentence(exception_info.value)


def test_sums_that_do_not_go_on_from_ours_are_refused() -> None:
    ours = replace(point(4), sums=Sums({"vendor": 1}, 99))
    with pytest.raises(PackageDamaged):
        continuation(package(5, 8), ours, hash_at)
