"""Who takes part: never too many, never against a quota, always with a reason, in whatever order the list comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from bazar_desktop.domain.turns import choosing
from bazar_desktop.domain.turns.choosing import (
    CHOSEN,
    FIXED,
    REJECTED,
    RESERVE,
    Proposal,
    drawn_entries,
    open_to_lot,
    propose,
)
from bazar_desktop.domain.turns.draw import ALL, EQUALS, Lot, draw_hash
from bazar_desktop.domain.turns.ranking import IN, OUT, PLACE, Applicant, Override, rank
from bazar_desktop.domain.turns.rules import DIMENSIONS, Quota, TurnRules
from bazar_desktop.domain.turns.seats import PLACES_FULL, QUOTA_FULL, Unmet, Why
from bazar_desktop.phrases.turns import unmet_words
from tests.domain.turns.cases import applicants, person, rules


def drawn_order(seed: str, codes: Iterable[str]) -> list[str]:
    """`codes` in the order that anyone computes from the seed that was said aloud."""
    return sorted(set(codes), key=lambda code: (draw_hash(seed, code), code))


PLAIN = TurnRules()
LOTS = st.none() | st.builds(
    Lot,
    st.sampled_from(("MERAH 7", "2023")),
    st.sampled_from((ALL, EQUALS)),
    st.frozensets(st.sampled_from([person(number).code for number in range(14)])),
)


def ids(proposal: Proposal, outcome: str) -> list[str]:
    return [standing.applicant.id for standing in proposal.of(outcome)]


@given(applicants(), rules(), st.integers(0, 12), LOTS, st.randoms())
@settings(max_examples=30)
def test_the_order_in_which_applicants_come_does_not_matter(pool, rules, places, lot, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(pool)
    random.shuffle(shuffled)
    assert propose(shuffled, rules, places, lot) == propose(pool, rules, places, lot)


@given(applicants(), rules(), st.integers(0, 12), LOTS)
@settings(max_examples=30)
def test_everybody_stands_somewhere_once(pool, rules, places, lot) -> None:  # type: ignore[no-untyped-def]
    proposal = propose(pool, rules, places, lot)
    assert sorted(standing.applicant.id for standing in proposal.standings) == sorted(
        item.id for item in pool
    )
    reserve = [standing.reserve_order for standing in proposal.of(RESERVE)]
    assert reserve == list(range(1, len(reserve) + 1))
    turns = sorted(standing.turn for standing in proposal.standings if standing.turn)
    assert turns == list(range(1, len(turns) + 1))


@given(applicants(), rules(), st.integers(0, 12), LOTS)
@settings(max_examples=30)
def test_no_more_stands_are_given_than_there_are(pool, rules, places, lot) -> None:  # type: ignore[no-untyped-def]
    proposal = propose(pool, rules, places, lot)
    assert sum(standing.applicant.stands for standing in proposal.of(CHOSEN)) == proposal.taken <= places


@given(applicants(), rules(), st.integers(0, 12), LOTS)
@settings(max_examples=30)
def test_no_most_is_broken_but_by_the_officer_or_what_stood_before(pool, rules, places, lot) -> None:  # type: ignore[no-untyped-def]
    proposal = propose(pool, rules, places, lot)
    before = sum(standing.applicant.stands for standing in proposal.of(FIXED))
    got, forced = Counter(), Counter()  # type: ignore[var-annotated]
    for standing in (*proposal.of(CHOSEN), *proposal.of(FIXED)):
        given_in = standing.outcome == FIXED or (
            standing.applicant.override and standing.applicant.override.kind == IN
        )
        for by in DIMENSIONS:
            got[by, getattr(standing.applicant, by)] += standing.applicant.stands
            forced[by, getattr(standing.applicant, by)] += standing.applicant.stands if given_in else 0
    for quota in rules.quotas:
        _least, most = quota.limits(places + before)
        own = {item.group for item in rules.quotas if item.by == quota.by and item.group}
        for (by, group), count in got.items():
            covers = (
                by == quota.by and group and (group == quota.group or (not quota.group and group not in own))
            )
            if covers and most is not None:
                assert count <= max(most, forced[by, group])


@given(applicants(), rules(), st.integers(0, 12), LOTS)
@settings(max_examples=30)
def test_who_is_not_chosen_is_told_why(pool, rules, places, lot) -> None:  # type: ignore[no-untyped-def]
    against = {choosing.DOCUMENT_MISSING, choosing.SAME_PERSON, choosing.TAKEN_OUT, choosing.TURNED_DOWN}
    full = {QUOTA_FULL, PLACES_FULL}
    for standing in propose(pool, rules, places, lot).standings:
        codes = {why.code for why in standing.why}
        if standing.outcome == RESERVE:
            assert codes & full
        elif standing.outcome == REJECTED:
            assert codes & (against | {choosing.RESERVE_FULL})
        elif standing.outcome == CHOSEN:
            assert not codes & (against | full)


@given(applicants(), rules(), st.integers(0, 12), LOTS)
@settings(max_examples=30)
def test_a_person_takes_part_once(pool, rules, places, lot) -> None:  # type: ignore[no-untyped-def]
    proposal = propose(pool, rules, places, lot)
    chosen = [standing.applicant.person for standing in (*proposal.of(CHOSEN), *proposal.of(RESERVE))]
    fixed = {standing.applicant.person for standing in proposal.of(FIXED)}
    assert len(set(chosen)) == len(chosen)
    assert not fixed & set(chosen)


@given(applicants(overrides=False, doubles=False), st.integers(0, 12))
@settings(max_examples=30)
def test_without_quotas_the_first_of_the_order_are_chosen(pool, places) -> None:  # type: ignore[no-untyped-def]
    pool = [replace(item, stands=1, rejected=False) for item in pool]
    order = [item.applicant.id for item in rank([one for one in pool if not one.fixed], PLAIN)]
    assert ids(propose(pool, PLAIN, places), CHOSEN) == order[:places]


@given(
    applicants(overrides=False, doubles=False),
    st.integers(0, 13),
    st.sampled_from(("excused", "absent", "this_year")),
)
@settings(max_examples=40)
def test_one_more_izin_alpa_or_turn_never_moves_a_person_up(pool, at, fact) -> None:  # type: ignore[no-untyped-def]
    pool = [replace(item, fixed=False, rejected=False) for item in pool]
    if at >= len(pool):
        return
    worse = [*pool]
    worse[at] = replace(worse[at], **{fact: getattr(worse[at], fact) + 1})

    def turn(some: list[Applicant]) -> int:
        return next(
            standing.turn
            for standing in propose(some, PLAIN, 5).standings
            if standing.applicant.id == pool[at].id
        )

    assert turn(worse) >= turn(pool)


def test_alpa_costs_more_than_a_turn_and_izin_less() -> None:
    last = date(2022, 5, 1)
    pool = [
        person(1, absent=1, in_all=1, last=last),
        person(2, this_year=1, in_all=1, last=last),
        person(3, excused=1, in_all=1, last=last),
        person(4, in_all=1, last=last),
    ]
    assert ids(propose(pool, PLAIN, 4), CHOSEN) == ["id-004", "id-003", "id-002", "id-001"]


def test_among_equal_points_the_newcomer_is_first_then_who_waits_longest_then_who_came_least() -> None:
    pool = [
        person(1, in_all=2, last=date(2022, 5, 1)),
        person(2, in_all=1, last=date(2022, 5, 1)),
        person(3, in_all=5, last=date(2021, 5, 1)),
        person(4),
    ]
    assert ids(propose(pool, PLAIN, 4), CHOSEN) == ["id-004", "id-003", "id-002", "id-001"]


def test_a_most_leaves_the_next_of_another_group_a_place() -> None:
    pool = [person(number, category="kuliner" if number < 4 else "kriya") for number in range(1, 6)]
    proposal = propose(pool, TurnRules(quotas=(Quota("category", "Kuliner", most=2),)), 3)
    assert ids(proposal, CHOSEN) == ["id-001", "id-002", "id-004"]
    assert proposal.of(RESERVE)[0].why == (
        Why(QUOTA_FULL, "kuliner", "category", 2),
        Why(PLACES_FULL),
    )


def test_a_least_takes_somebody_who_comes_later_and_says_so() -> None:
    pool = [person(number, category="kriya" if number == 5 else "kuliner") for number in range(1, 6)]
    proposal = propose(pool, TurnRules(quotas=(Quota("category", "kriya", least=1),)), 2)
    assert ids(proposal, CHOSEN) == ["id-001", "id-005"]
    assert proposal.of(CHOSEN)[1].why == (Why(choosing.FOR_QUOTA),)
    assert proposal.unmet == ()


def test_a_least_that_nobody_can_fill_is_told() -> None:
    proposal = propose([person(1)], TurnRules(quotas=(Quota("category", "kriya", least=2),)), 3)
    assert proposal.unmet == (Unmet("category", "kriya", 2, 0),)


def test_a_least_that_stands_back_for_others_is_not_called_impossible() -> None:
    kinds = ("kuliner", "kriya", "fesyen")
    pool = [person(number, category=kinds[number % 3]) for number in range(1, 7)]
    quotas = tuple(Quota("category", kind, least=2) for kind in kinds)
    proposal = propose(pool, TurnRules(quotas=quotas), 4)
    assert [(item.least, item.got) for item in proposal.unmet] == [
        (2, 1),
        (2, 1),
    ]  # two of each could have come
    assert unmet_words(proposal.unmet[0]).endswith(
        "paling sedikit 2: hanya 1 terpenuhi. Dengan calon dan tempat yang ada, tidak semua kuota dapat dipenuhi."
    )


def test_a_share_is_of_all_stands_also_those_that_were_given_before() -> None:
    pool = [person(number, kecamatan="Gambir", fixed=number < 3) for number in range(1, 7)]
    proposal = propose(pool, TurnRules(quotas=(Quota("kecamatan", most=50, percent=True),)), 4)
    assert len(proposal.of(CHOSEN)) == 1  # half of six is three, two of them stood before


def test_the_officer_takes_in_takes_out_and_moves() -> None:
    pool = [person(number) for number in range(1, 6)]
    pool[4] = replace(pool[4], override=Override(IN, "undangan wali kota"))
    pool[0] = replace(pool[0], override=Override(OUT, "mundur"))
    pool[3] = replace(pool[3], override=Override(PLACE, "janji tahun lalu", place=1))
    proposal = propose(pool, PLAIN, 2)
    assert ids(proposal, CHOSEN) == ["id-004", "id-005"]
    assert ids(proposal, RESERVE) == ["id-002", "id-003"]
    assert proposal.of(REJECTED)[0].why == (Why(choosing.TAKEN_OUT),)


def test_who_lacks_a_document_takes_part_only_by_the_officers_word() -> None:
    needs = TurnRules(required=("kurasi", "NIB"))
    lacking = person(1, documents=frozenset({"NIB"}))
    assert propose([lacking], needs, 1).of(REJECTED)[0].why == (Why(choosing.DOCUMENT_MISSING, "kurasi"),)
    assert ids(propose([replace(lacking, override=Override(IN, "susulan"))], needs, 1), CHOSEN) == ["id-001"]


def test_a_draw_is_about_those_equals_of_whom_not_all_have_a_place() -> None:
    last = date(2022, 5, 1)
    newcomers = [person(number) for number in range(1, 4)]
    veterans = [person(number, in_all=1, last=last) for number in range(4, 8)]
    alone = person(8, in_all=9, this_year=4, last=last)
    proposal = propose([*newcomers, *veterans, alone], PLAIN, 5)
    assert [standing.applicant.id for standing in open_to_lot(proposal, EQUALS)] == [
        veteran.id for veteran in veterans
    ]
    assert len(open_to_lot(proposal, ALL)) == 8


@given(applicants(), rules(), st.integers(0, 10))
@settings(max_examples=25)
def test_a_draw_changes_only_the_order_of_equals_that_it_was_about(pool, rules, places) -> None:  # type: ignore[no-untyped-def]
    before = propose(pool, rules, places)
    codes = frozenset(standing.applicant.code for standing in open_to_lot(before, EQUALS))
    after = propose(pool, rules, places, Lot("MERAH 7", EQUALS, codes))
    assert frozenset(standing.applicant.code for standing in open_to_lot(after, EQUALS)) == codes
    groups = {standing.applicant.code: standing.group for standing in before.standings}
    assert {standing.applicant.code: standing.group for standing in after.standings} == groups
    for group in set(groups.values()):
        drawn = [
            standing
            for standing in after.standings
            if standing.group == group and standing.applicant.code in codes
        ]
        drawn.sort(key=lambda standing: standing.turn)
        free = [standing.applicant.code for standing in drawn]
        assert free == drawn_order("MERAH 7", free)
    entries = drawn_entries(after, codes, EQUALS)
    assert {entry.code for entry in entries} == codes


def test_a_draw_among_all_leaves_points_out() -> None:
    pool = [
        person(number, this_year=number, in_all=number, last=date(2023, 1, number)) for number in range(1, 9)
    ]
    codes = frozenset(applicant.code for applicant in pool)
    proposal = propose(pool, PLAIN, 8, Lot("5 3 1", ALL, codes))
    assert [standing.applicant.code for standing in proposal.of(CHOSEN)] == drawn_order("5 3 1", codes)
    assert {entry.group for entry in drawn_entries(proposal, codes, ALL)} == {1}
    apart = drawn_entries(propose(pool, PLAIN, 8, Lot("5 3 1", EQUALS, codes)), codes, EQUALS)
    assert [entry.group for entry in apart] == [1, 2, 3, 4, 5, 6, 7, 8]  # no two have the same points


def test_who_applies_after_the_draw_comes_after_the_equals_that_were_drawn() -> None:
    pool = [person(number) for number in range(1, 5)]
    drawn = frozenset(applicant.code for applicant in pool[1:])
    proposal = propose(pool, PLAIN, 4, Lot("ABC", EQUALS, drawn))
    assert proposal.of(CHOSEN)[-1].applicant is pool[0]
    assert [standing.drawn for standing in proposal.of(CHOSEN)] == [True, True, True, False]


@pytest.mark.parametrize("most", [0, 2])
def test_the_reserve_is_as_long_as_the_rules_say(most: int) -> None:
    proposal = propose([person(number) for number in range(1, 6)], TurnRules(reserves=most), 1)
    assert len(proposal.of(RESERVE)) == most
    assert proposal.of(REJECTED)[-1].why[-1] == Why(choosing.RESERVE_FULL)


def test_who_was_turned_down_before_comes_back_only_by_the_officers_word() -> None:
    before = person(1, rejected=True)
    assert propose([before], PLAIN, 1).of(REJECTED)[0].why == (Why(choosing.TURNED_DOWN),)
    assert ids(propose([replace(before, override=Override(IN, "salah tolak"))], PLAIN, 1), CHOSEN) == [
        "id-001"
    ]


def test_equals_that_only_wait_need_no_draw_and_keep_the_order_of_their_reserve() -> None:
    pool = [person(1, waits=2), person(2, waits=1), person(3)]
    proposal = propose(pool, PLAIN, 0)
    assert choosing.undrawn(proposal, None) == 0
    assert ids(proposal, RESERVE) == ["id-002", "id-001", "id-003"]
    edge = propose(pool, PLAIN, 1)
    assert choosing.undrawn(edge, None) == 3
    codes = frozenset(applicant.code for applicant in pool)
    assert choosing.undrawn(propose(pool, PLAIN, 1, Lot("7", EQUALS, codes)), Lot("7", EQUALS, codes)) == 0


def test_who_has_a_place_keeps_turn_and_reason_and_the_others_keep_theirs() -> None:
    pool = [person(number) for number in range(1, 6)]
    pool[4] = replace(pool[4], override=Override(IN, "undangan wali kota"))
    before = {standing.applicant.id: standing.turn for standing in propose(pool, PLAIN, 2).standings}
    settled = [replace(applicant, fixed=applicant.id in {"id-001", "id-005"}) for applicant in pool]
    after = propose(settled, PLAIN, 0)
    assert {standing.applicant.id: standing.turn for standing in after.standings} == before
    assert [standing.why for standing in after.of(FIXED)] == [(), (Why(choosing.TAKEN_IN),)]
