from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from bazar_desktop.domain.attendance.cards import ALPHABET
from bazar_desktop.domain.closing.proofs import (
    Counts,
    Reach,
    SealCodeMistyped,
    TotalsDisagree,
    count_people,
    is_partly,
    prove,
    read_seal_code,
    running_totals,
    seal_code,
    sealed_figures,
    totals,
)
from bazar_desktop.domain.day.model import (
    BLANK,
    CASH,
    COACH,
    DECLINED,
    NIL,
    PARTNER,
    PRESENT,
    QRIS,
    REPORTED,
    VENDOR,
    DayRow,
    DaySheet,
    Letterhead,
)


def row(number: int, **facts: Any) -> DayRow:
    plain: dict[str, Any] = {
        "participation_id": f"p{number:03d}",
        "party": VENDOR,
        "booth": f"A-{number:02d}",
        "session": 1,
        "name": "Pemilik",
        "business": "Usaha",
        "product": "keripik",
        "category": "kuliner",
        "agency": "PPKUKM",
        "phone": "",
        "card": "",
        "attendance": PRESENT,
        "arrived_at": None,
        "left_at": None,
        "omzet": REPORTED,
        "amounts": (None, None, None, None),
        "transactions": None,
    }
    return DayRow(**{**plain, **facts})


def sheet(rows: list[DayRow], **facts: Any) -> DaySheet:
    plain: dict[str, Any] = {
        "bazaar_code": "P233M01",
        "bazaar_name": "Bazar",
        "lokasi": "Rusun",
        "address": "",
        "kecamatan": "Tanah Abang",
        "kota": "Jakarta Pusat",
        "day": date(2023, 3, 20),
        "day_number": 1,
        "days": (date(2023, 3, 20),),
        "officer": "Petugas",
        "letterhead": Letterhead(()),
        "signatories": (),
        "categories": (),
        "rows": tuple(rows),
        "revision": 1,
    }
    return DaySheet(**{**plain, **facts})


DAY = [
    row(1, amounts=(100_000, 50_000, 0, 0), transactions=7),
    row(2, amounts=(200_000, None, None, None), agency="Sosial", transactions=3),
    row(3, omzet=NIL, category="kriya"),
    row(4, omzet=BLANK),
    row(5, omzet=DECLINED, category="kriya", agency="Sosial"),
    row(6, omzet=REPORTED),
    row(7, party=PARTNER, agency="Bulog", category="pangan", amounts=(9_000_000, 0, 0, 0)),
    row(8, party=COACH, omzet=BLANK),
]

AMOUNT = st.one_of(st.none(), st.integers(0, 10**9))


@st.composite
def day_rows(draw: st.DrawFn) -> list[DayRow]:
    rows = []
    for number in range(draw(st.integers(0, 25))):
        state = draw(st.sampled_from([BLANK, NIL, REPORTED, REPORTED, DECLINED]))
        amounts = tuple(draw(AMOUNT) for _ in range(4)) if state == REPORTED else (None,) * 4
        rows.append(
            row(
                number,
                omzet=state,
                amounts=amounts,
                party=draw(st.sampled_from([VENDOR, VENDOR, PARTNER, COACH])),
                category=draw(st.sampled_from(["kuliner", "kriya", ""])),
                agency=draw(st.sampled_from(["PPKUKM", "Sosial"])),
                transactions=draw(st.one_of(st.none(), st.integers(0, 500))),
            )
        )
    return rows


def test_umkm_omzet_is_that_of_vendors_alone() -> None:
    day = totals(DAY)
    assert day.vendors.total == 350_000
    assert day.vendors.channels == (300_000, 50_000, 0, 0)
    assert day.vendors.transactions == 10
    assert day.partners.total == 9_000_000
    assert day.coaches.total == 0


def test_every_row_stands_in_one_count() -> None:
    counts = totals(DAY).vendors.counts
    assert counts == Counts(rows=6, answered=3, nil=1, partly=1, blank=2, declined=1)


def test_totals_are_cut_by_category_and_by_agency() -> None:
    vendors = totals(DAY).vendors
    assert [(line.key, line.total, line.counts.rows) for line in vendors.by_category] == [
        ("kriya", 0, 2),
        ("kuliner", 350_000, 4),
    ]
    assert [(line.key, line.total) for line in vendors.by_agency] == [
        ("PPKUKM", 150_000),
        ("Sosial", 200_000),
    ]


def test_a_row_is_partly_answered_only_for_channels_that_are_asked_for() -> None:
    two = row(1, amounts=(1_000, 0, None, None))
    assert is_partly(two)
    assert not is_partly(two, channels=(CASH, QRIS))
    assert not is_partly(row(2, omzet=NIL))
    assert not is_partly(row(3))


@given(day_rows())
@settings(max_examples=150, deadline=None)
def test_totals_equal_a_naive_sum(rows: list[DayRow]) -> None:
    naive: Counter[str] = Counter()
    columns = [0, 0, 0, 0]
    for each in rows:
        for place, amount in enumerate(each.amounts):
            naive[each.party] += amount or 0
            naive[f"{each.party} {each.category}"] += amount or 0
            if each.party == VENDOR:
                columns[place] += amount or 0
    day = totals(rows)
    assert (day.vendors.total, day.partners.total, day.coaches.total) == (
        naive[VENDOR],
        naive[PARTNER],
        naive[COACH],
    )
    assert list(day.vendors.channels) == columns
    for line in day.vendors.by_category:
        assert line.total == sum(line.channels) == naive[f"{VENDOR} {line.key}"]
    assert running_totals(rows) == day


@pytest.mark.parametrize("state", [NIL, BLANK, DECLINED])
def test_an_amount_in_a_row_that_is_not_counted_breaks_the_proof(state: str) -> None:
    rows = [*DAY, row(9, omzet=state, amounts=(5_000, None, None, None))]
    with pytest.raises(TotalsDisagree) as caught:
        totals(rows)
    assert caught.value.facts == {"first": "Rp350.000", "second": "Rp355.000", "booths": "A-09"}
    assert running_totals(rows).vendors.total == 350_000


def test_totals_that_were_kept_are_proven_against_their_rows() -> None:
    rows = [each for each in DAY if each.party == VENDOR]
    kept = totals(DAY).vendors
    prove(kept, rows)
    line = kept.by_agency[0]
    for false in (
        replace(kept, total=kept.total + 9),
        replace(kept, channels=(0, 0, 0, 0)),
        replace(kept, by_category=kept.by_category[1:], by_agency=()),
        replace(kept, by_agency=(replace(line, total=line.total + 1), *kept.by_agency[1:])),
        replace(kept, by_agency=(replace(line, channels=line.channels[::-1]), *kept.by_agency[1:])),
        replace(kept, counts=replace(kept.counts, blank=1)),
    ):
        with pytest.raises(TotalsDisagree):
            prove(false, rows)


def test_amounts_that_cancel_out_break_the_proof_too() -> None:
    rows = [row(1, omzet=NIL, amounts=(5_000, -5_000, None, None))]
    with pytest.raises(TotalsDisagree):
        totals(rows)


def test_a_row_of_an_unknown_party_is_never_lost_in_silence() -> None:
    with pytest.raises(TotalsDisagree):
        totals([row(1, party="tamu", amounts=(5_000, None, None, None))])


def test_a_row_of_an_unknown_state_is_never_lost_in_silence() -> None:
    with pytest.raises(TotalsDisagree):
        totals([row(1, omzet="entah")])


def test_people_participations_and_newcomers_are_three_numbers() -> None:
    pairs = [("p1", "ani"), ("p2", "ani"), ("p3", "budi"), ("p4", "citra"), ("p4", "citra")]
    assert count_people(pairs, before={"budi", "dewi"}) == Reach(people=3, participations=4, newcomers=2)
    assert count_people([]) == Reach(0, 0, 0)


def test_a_seal_code_is_eight_characters_and_a_check() -> None:
    code = seal_code(sheet(DAY))
    first, second, check = code.split("-")
    assert (len(first), len(second), len(check)) == (4, 4, 1)
    assert set(first + second + check) <= set(ALPHABET)


def test_a_seal_code_is_forty_bits_of_sha_256_over_the_figures() -> None:
    known = sheet(DAY)
    figures = sealed_figures(known.bazaar_code, known.day, known.revision, known.rows)
    assert figures.startswith('{"bazaar":"P233M01","day":"2023-03-20","revision":1,"rows":[["p001",1,')
    bits = f"{int(hashlib.sha256(figures.encode()).hexdigest(), 16):0256b}"[:40]
    body = "".join(ALPHABET[int(bits[place : place + 5], 2)] for place in range(0, 40, 5))
    assert seal_code(sheet(DAY)).replace("-", "")[:8] == body


def test_the_seal_code_of_a_day_is_the_same_in_every_release() -> None:
    assert seal_code(sheet(DAY)) == "51XG-6NEK-N"


def test_a_seal_does_not_depend_on_row_order_or_on_names() -> None:
    code = seal_code(sheet(DAY))
    assert seal_code(sheet(DAY[::-1])) == code
    assert seal_code(sheet([replace(each, name="Lain", note="catatan", booth="Z-1") for each in DAY])) == code
    assert seal_code(sheet(DAY, officer="Lain", seal=code)) == code


def test_every_sealed_figure_changes_the_code() -> None:
    code = seal_code(sheet(DAY))
    first = DAY[0]
    others = [
        sheet(DAY, revision=2),
        sheet(DAY, bazaar_code="P233M02"),
        sheet(DAY, day=date(2023, 3, 21)),
        sheet(DAY[1:]),
        *(
            sheet([replace(first, **change), *DAY[1:]])
            for change in (
                {"amounts": (100_001, 50_000, 0, 0)},
                {"amounts": (50_000, 100_000, 0, 0)},
                {"transactions": 8},
                {"attendance": "excused"},
                {"party": PARTNER},
                {"session": 2},
                {"category": "kriya"},
            )
        ),
        sheet([*DAY[:3], replace(DAY[3], omzet=NIL), *DAY[4:]]),
    ]
    assert len({code, *map(seal_code, others)}) == len(others) + 1


def test_a_day_whose_totals_disagree_cannot_be_sealed() -> None:
    with pytest.raises(TotalsDisagree):
        seal_code(sheet([row(9, omzet=NIL, amounts=(5_000, None, None, None))]))


def test_a_typed_seal_code_is_compared_in_any_spelling() -> None:
    code = seal_code(sheet(DAY))
    assert read_seal_code(code) == code
    assert read_seal_code(code.lower().replace("-", " ")) == code
    assert read_seal_code(seal_code(sheet(DAY, revision=2))) != code


@given(st.integers(0, 8), st.sampled_from(ALPHABET))
@settings(max_examples=100, deadline=None)
def test_a_mistyped_seal_code_is_told_from_a_false_one(place: int, wrong: str) -> None:
    code = seal_code(sheet(DAY)).replace("-", "")
    if code[place] != wrong:
        with pytest.raises(SealCodeMistyped):
            read_seal_code(code[:place] + wrong + code[place + 1 :])


@pytest.mark.parametrize("typed", ["", "ABCD-EFGH", "ABCD-EFGH-JK", "ABCD-EFGU-A"])
def test_what_is_no_seal_code_is_refused(typed: str) -> None:
    with pytest.raises(SealCodeMistyped):
        read_seal_code(typed)
