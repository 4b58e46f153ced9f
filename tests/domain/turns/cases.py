"""Lists of applicants for tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from bazar_desktop.domain.turns.ranking import IN, OUT, PLACE, Applicant, Override
from bazar_desktop.domain.turns.rules import CRITERIA, DIMENSIONS, Quota, TurnRules

FIRST = date(2022, 1, 1)
DOCS = ("kurasi", "NIB")


def person(number: int, **facts: Any) -> Applicant:
    return Applicant(f"id-{number:03}", f"P233M01-A{number:03}", f"person-{number:03}", **facts)


@st.composite
def applicants(
    draw: st.DrawFn, most: int = 14, overrides: bool = True, doubles: bool = True
) -> list[Applicant]:
    found = []
    for number in range(draw(st.integers(0, most))):
        this_year = draw(st.integers(0, 3))
        in_all = this_year + draw(st.integers(0, 2))
        override = None
        if overrides and draw(st.integers(0, 5)) == 0:
            override = Override(draw(st.sampled_from((IN, OUT, PLACE))), "alasan", draw(st.integers(1, 9)))
        facts = person(
            number,
            this_year=this_year,
            in_all=in_all,
            last=FIRST + timedelta(days=draw(st.integers(0, 3))) if in_all else None,
            excused=draw(st.integers(0, 1)),
            absent=draw(st.integers(0, 1)),
            documents=frozenset(draw(st.sets(st.sampled_from(DOCS)))),
            category=draw(st.sampled_from(("kuliner", "kriya", ""))),
            agency=draw(st.sampled_from(("PPKUKM", "PPAPP"))),
            kecamatan=draw(st.sampled_from(("Gambir", "Senen", "Tebet"))),
            stands=draw(st.sampled_from((1, 1, 1, 2))),
            fixed=draw(st.integers(0, 6)) == 0,
            rejected=draw(st.integers(0, 8)) == 0,
            override=override,
        )
        if doubles and found and draw(st.integers(0, 6)) == 0:
            facts = Applicant(**{**_fields(facts), "person": found[0].person})
        found.append(facts)
    return found


def _fields(applicant: Applicant) -> dict[str, Any]:
    return {name: getattr(applicant, name) for name in Applicant.__dataclass_fields__}


@st.composite
def quotas(draw: st.DrawFn) -> Quota:
    by = draw(st.sampled_from(DIMENSIONS))
    group = draw(
        st.sampled_from({"category": ("", "kuliner"), "agency": ("", "PPAPP")}.get(by, ("", "Senen")))
    )
    least = draw(st.none() | st.integers(0, 3))
    most = draw(st.integers(least or 0, 6)) if least is None or draw(st.booleans()) else None
    return Quota(by, group, least, most)


@st.composite
def rules(draw: st.DrawFn) -> TurnRules:
    order = draw(st.permutations(CRITERIA))
    return TurnRules(
        reserves=draw(st.none() | st.integers(0, 4)),
        required=tuple(sorted(draw(st.sets(st.sampled_from(DOCS), max_size=1)))),
        turn_points=draw(st.integers(0, 3)),
        excused_points=draw(st.integers(0, 3)),
        absent_points=draw(st.integers(0, 5)),
        order=tuple(order[: draw(st.integers(1, 4))]),
        quotas=tuple(draw(st.lists(quotas(), max_size=3))),
    )
