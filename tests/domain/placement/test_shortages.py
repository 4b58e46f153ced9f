"""Lists that cannot be placed: everything short at once, the fewest to let go, and advice that helps when followed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from bazar_desktop.domain.day.model import PARTNER
from bazar_desktop.domain.layout.model import MITRA, Booth
from bazar_desktop.domain.placement import hard_rules
from bazar_desktop.domain.placement.matching import NotEnoughBooths, PlacementImpossible, match
from bazar_desktop.domain.placement.model import Model
from bazar_desktop.domain.placement.request import Party, PinnedWhereArrived, Request
from bazar_desktop.domain.placement.shortages import SEVERAL, PlanChange, Shortage
from bazar_desktop.messages import sentence
from tests.domain.placement.cases import request, row
from tests.domain.placement.generated import Lot
from tests.domain.placement.grounds import bazaar_on
from tests.domain.placement.own_cost import fits

Count = Callable[[int, int], int]
NEEDS = ("needs_power", "needs_water", "open_fire", "wheelchair", "min_width")


def tight_list(seed: int, booths: int = 24) -> Request:
    """A bazaar with more needs and more people than its ground bears, mostly."""
    lot = Lot(7_001 * seed + 3)
    ground = ("rows", "back", "tents2", "islands")[lot.below(4)]
    asked = bazaar_on(ground, booths, seed, several=lot.of_100(50))
    needs = [NEEDS[lot.below(len(NEEDS))] for _ in range(1 + lot.below(3))]
    share = 10 + lot.below(60)
    parties = [
        replace(party, **{need: 3.4 if need == "min_width" else True for need in needs if lot.of_100(share)})
        for party in asked.parties
    ]
    extra = [
        replace(parties[0], id=f"x{number}", name=f"Tambahan {number}", pinned=(), current=(), yesterday=())
        for number in range(lot.below(4) if lot.of_100(50) else 0)
    ]
    wide = tuple(replace(booth, width=3.5 if lot.of_100(30) else booth.width) for booth in asked.booths)
    return replace(asked, booths=wide, parties=tuple([*parties, *extra]))


def refused_lists(count: int) -> Iterator[tuple[Request, PlacementImpossible]]:
    """So many lists that are refused as impossible."""
    seed = 0
    while count:
        seed += 1
        asked = tight_list(seed)
        try:
            match(Model(asked))
        except PlacementImpossible as refusal:
            count -= 1
            yield asked, refusal


def is_possible(asked: Request) -> bool:
    try:
        match(Model(asked))
    except PlacementImpossible:
        return False
    return True


def without(asked: Request, gone: set[str]) -> Request:
    return replace(asked, parties=tuple(party for party in asked.parties if party.id not in gone))


def put_right(asked: Request, changes: tuple[PlanChange, ...]) -> Request:
    """The request with every change carried out as the officer would on the plan and the list."""
    booths = {booth.label: booth for booth in asked.booths}
    parties = list(asked.parties)
    for number, change in enumerate(changes):
        booth = booths.get(change.booth) or Booth(
            f"new{number}",
            f"Z-{number}",
            500.0 + 9 * number,
            500.0,
            3.0,
            2.5,
            open_fire=False,
            accessible=False,
        )
        flags: dict[str, Any] = {
            hard_rules.BLOCKED: {"blocked": False},
            hard_rules.POWER: {"power": True},
            hard_rules.WATER: {"water": True},
            hard_rules.OPEN_FIRE: {"open_fire": True},
            hard_rules.WHEELCHAIR: {"accessible": True},
            hard_rules.SIZE: {"width": change.width} if booth.facing in "ns" else {"depth": change.width},
            hard_rules.MITRA_ZONE: {"zone": MITRA},
            hard_rules.VENDOR_ZONE: {"zone": ""},
            hard_rules.PINNED: {},
        }
        for code in change.needs:
            booth = replace(booth, **flags[code])
        booths[booth.label] = booth
        if hard_rules.PINNED in change.needs:
            parties = [
                replace(party, pinned=()) if party.name == change.party else party for party in parties
            ]
    return replace(asked, booths=tuple(booths.values()), parties=tuple(parties))


def check_shortage(asked: Request, shortage: Shortage) -> None:
    """Count afresh: the named want more booths than there are that any of them may have."""
    named = [party for party in asked.parties if party.id in shortage.party_ids]
    if shortage.needs == (hard_rules.PINNED,):
        booth = next(booth for booth in asked.booths if booth.label == shortage.booth)
        assert not fits(asked, named[0], booth)
        return
    assert shortage.wanted >= len(named)
    usable = [
        booth
        for booth in asked.booths
        if any(fits(asked, party, booth) and booth.id in (party.pinned or (booth.id,)) for party in named)
    ]
    assert shortage.wanted > shortage.available >= len(usable) or shortage.needs == (SEVERAL,)
    assert shortage.wanted <= sum(party.booths_wanted for party in named)


def test_the_advice_of_every_refusal_helps_in_one_round(count: Count, record_property: Any) -> None:
    lists = helped_people = helped_booths = 0
    for asked, refusal in refused_lists(count(60, 1000)):
        lists += 1
        for shortage in refusal.facts["shortages"]:  # type: ignore[attr-defined]
            check_shortage(asked, shortage)
        helped_people += is_possible(without(asked, set(refusal.facts["party_ids"])))  # type: ignore[call-overload]
        helped_booths += is_possible(put_right(asked, refusal.facts["changes"]))  # type: ignore[arg-type]
        words = sentence(refusal)
        assert str(refusal.facts["people"]) in words
    record_property(
        "harness",
        f"refused lists: {lists}; possible once so many are let go: {helped_people}, once changed: {helped_booths}",
    )
    assert helped_people == helped_booths == lists


def test_fewer_people_than_the_advice_names_would_not_be_enough(count: Count) -> None:
    for asked, refusal in refused_lists(count(25, 300)):
        people = int(refusal.facts["people"])  # type: ignore[call-overload]
        if people > count(2, 3):
            continue
        loose = [party.id for party in asked.parties]
        for gone in combinations(loose, people - 1):
            assert not is_possible(without(asked, set(gone)))


def test_all_that_is_short_is_told_at_once_with_its_numbers() -> None:
    booths = tuple(
        replace(booth, power=i < 2, water=i == 5, accessible=i > 3, open_fire=False)
        for i, booth in enumerate(row(8))
    )
    parties = [
        *(Party(f"a{i}", f"Listrik {i}", needs_power=True) for i in range(4)),
        *(Party(f"b{i}", f"Air {i}", needs_water=True) for i in range(2)),
        Party("c0", "Sate", open_fire=True),
        *(Party(f"d{i}", f"Biasa {i}") for i in range(2)),
    ]
    with pytest.raises(PlacementImpossible) as refusal:
        match(Model(request(booths, *parties)))
    told = {
        shortage.needs: (shortage.wanted, shortage.available) for shortage in refusal.value.facts["shortages"]
    }  # type: ignore[attr-defined]
    assert told == {(): (9, 8), ("power",): (4, 2), ("water",): (2, 1), ("open_fire",): (1, 0)}
    assert refusal.value.facts["people"] == 4
    assert sentence(refusal.value).startswith(
        "Belum semua peserta dapat ditempatkan. 9 booth diperlukan, hanya 8 tersedia; 1 memakai api, hanya 0 "
        "booth yang memenuhinya; 4 butuh listrik, hanya 2 booth yang memenuhinya; 2 butuh air, hanya 1 booth "
        "yang memenuhinya. Lepaskan paling sedikit 4 peserta, misalnya "
    )


def test_power_and_width_together_are_named_where_neither_alone_is_short() -> None:
    booths = tuple(
        replace(booth, power=i % 2 == 0, width=4.0 if i % 2 else 2.5, x=i * 9.0)
        for i, booth in enumerate(row(6))
    )
    both = Party("p", "Es Krim", needs_power=True, min_width=3.5)
    with pytest.raises(PlacementImpossible) as refusal:
        match(Model(request(booths, both, Party("q", "Kue"))))
    assert type(refusal.value) is PlacementImpossible
    assert "1 butuh listrik dan butuh booth selebar 3,5 m, hanya 0 booth" in sentence(refusal.value)
    assert "beri listrik di booth A-02" in sentence(refusal.value)


def told_by(asked: Request) -> list[tuple[tuple[str, ...], int, int]]:
    """The shortages of a list: needs, wanted, available; none where it can be placed."""
    try:
        match(Model(asked))
    except PlacementImpossible as refusal:
        return [(item.needs, item.wanted, item.available) for item in refusal.facts["shortages"]]  # type: ignore[attr-defined]
    return []


def test_a_need_in_two_that_is_short_beside_each_of_them_is_told_at_once() -> None:
    booths = tuple(
        replace(booth, power=i < 3, width=3.0 if i < 3 else 4.0, x=i * 9.0) for i, booth in enumerate(row(6))
    )
    parties = [Party(f"u{i}", f"U{i}", needs_power=True, min_width=0.0 if i else 3.5) for i in range(4)]
    asked = request(booths, *parties)
    assert told_by(asked) == [(("power",), 4, 3), (("power", "size"), 1, 0)]
    assert told_by(without(asked, {"u1"})) == [(("power", "size"), 1, 0)]
    assert told_by(without(asked, {"u0"})) == []


def test_each_width_that_is_short_is_told() -> None:
    booths = tuple(replace(booth, width=3.0 if i else 4.0, x=i * 9.0) for i, booth in enumerate(row(6)))
    parties = [Party(f"u{i}", f"U{i}", min_width=3.5) for i in range(2)] + [Party("v", "V", min_width=5.0)]
    asked = request(booths, *parties)
    assert told_by(asked) == [(("size",), 3, 1), (("size",), 1, 0)]
    assert told_by(without(asked, {"u0", "u1"})) == [(("size",), 1, 0)]


def test_what_remains_when_one_booth_cures_two_numbers_is_told_at_once() -> None:
    """Seven for six and five for four with power: one more with power cures both, yet two want the one booth 1."""
    booths = tuple(
        replace(booth, power=i < 4, water=i in (0, 4), width=4.0 if i in (0, 5) else 3.0, x=i * 9.0)
        for i, booth in enumerate(row(6))
    )
    parties = [
        *(Party(f"u{i}", f"U{i}", needs_power=True) for i in range(3)),
        Party("u3", "U3", needs_power=True, min_width=3.5),
        Party("u4", "U4", needs_power=True, needs_water=True),
        Party("u5", "U5"),
        Party("u6", "U6"),
    ]
    asked = request(booths, *parties)
    told = told_by(asked)
    assert told[:2] == [((), 7, 6), (("power",), 5, 4)]
    assert (SEVERAL,) in [needs for needs, _wanted, _available in told]
    more = replace(row(1)[0], id="new", label="Z-1", x=500.0, power=True, water=False, width=3.0)
    after = told_by(replace(asked, booths=(*booths, more)))
    assert [needs for needs, _wanted, _available in after] == [(SEVERAL,)]


def test_adding_a_booth_for_each_number_leaves_only_what_was_told(count: Count) -> None:
    lists = 0
    for asked, refusal in refused_lists(count(60, 1000)):
        shortages: tuple[Shortage, ...] = refusal.facts["shortages"]  # type: ignore[assignment]
        if any(item.needs in ((SEVERAL,), (hard_rules.PINNED,)) for item in shortages):
            continue
        added: list[PlanChange] = []
        for item in sorted(shortages, key=lambda item: (-len(item.needs), -item.width)):
            wanted = common_need(asked, item)
            have = sum(covers(other, wanted) for other in added)
            added += [wanted] * (item.excess - have)
        assert is_possible(put_right(asked, tuple(added)))
        lists += 1
    assert lists > 0


def common_need(asked: Request, shortage: Shortage) -> PlanChange:
    """A booth to add that has what all of the named need."""
    named = [party for party in asked.parties if party.id in shortage.party_ids]
    has_zone = any(booth.zone == MITRA for booth in asked.booths)
    rules = {
        "needs_power": hard_rules.POWER,
        "needs_water": hard_rules.WATER,
        "open_fire": hard_rules.OPEN_FIRE,
        "wheelchair": hard_rules.WHEELCHAIR,
        "min_width": hard_rules.SIZE,
    }
    codes = [code for name, code in rules.items() if all(getattr(party, name) for party in named)]
    zone = [hard_rules.MITRA_ZONE] if has_zone and all(party.kind == PARTNER for party in named) else []
    return PlanChange("", (*zone, *codes), "", min(party.min_width for party in named))


def covers(booth: PlanChange, wanted: PlanChange) -> bool:
    zones = [hard_rules.MITRA_ZONE in change.needs for change in (booth, wanted)]
    return zones[0] == zones[1] and set(wanted.needs) <= set(booth.needs) and wanted.width <= booth.width


def test_one_mitra_of_two_booths_is_let_go_before_two_of_one() -> None:
    booths = tuple(replace(booth, zone=MITRA) for booth in row(4))
    parties = [Party("a", "Bulog", PARTNER, booths_wanted=2)]
    parties += [Party(f"b{i}", f"Mitra {i}", PARTNER) for i in range(4)]
    with pytest.raises(PlacementImpossible) as refusal:
        match(Model(request(booths, *parties)))
    assert refusal.value.facts["let_go"] == ("Bulog",)
    assert refusal.value.facts["people"] == 1


def test_who_has_arrived_is_not_let_go_and_a_closed_booth_is_opened_first() -> None:
    booths = (*row(2), replace(row(3)[2], blocked=True))
    here = Party("z", "Sudah hadir", pinned=("1",), current=("1",), stays=True)
    with pytest.raises(NotEnoughBooths) as refusal:
        match(Model(request(booths, Party("a", "Satu"), Party("b", "Dua"), here)))
    assert refusal.value.facts["let_go"] == ("Dua",)
    assert sentence(refusal.value).endswith("atau buka booth A-03.")


def test_of_two_mitra_the_one_that_stands_in_its_booths_is_not_let_go() -> None:
    booths = tuple(replace(booth, zone=MITRA) for booth in row(3))
    here = Party("a", "Sudah hadir", PARTNER, booths_wanted=2, pinned=("1", "2"), stays=True)
    late = Party("b", "Belum datang", PARTNER, booths_wanted=2)
    for parties in ((here, late), (late, here)):
        with pytest.raises(PlacementImpossible) as refusal:
            match(Model(request(booths, *parties)))
        assert refusal.value.facts["let_go"] == ("Belum datang",)


def test_a_mitra_of_two_booths_goes_before_a_vendor_who_has_arrived_in_one_of_them() -> None:
    here = Party("a", "Sudah hadir", pinned=("1",), current=("1",), stays=True)
    late = Party("b", "Belum datang", PARTNER, booths_wanted=2)
    booths = (replace(row(1)[0], zone=MITRA), replace(row(2)[1], zone=MITRA))
    with pytest.raises(PlacementImpossible) as refusal:
        match(Model(request(booths, here, late)))
    assert refusal.value.facts["let_go"] == ("Belum datang",)


def test_an_arrived_party_keeps_a_booth_that_lacks_what_it_needs() -> None:
    booths = (replace(row(1)[0], blocked=True), *(replace(booth, power=True) for booth in row(3)[1:]))
    here = Party("p", "Es Krim", needs_power=True, pinned=("1",), current=("1",), stays=True)
    model = Model(request(booths, here, Party("q", "Kue", needs_power=True)))
    assert model.booths[match(model)[0]].id == "1"


def test_a_pin_where_another_has_arrived_is_refused_with_the_pin_to_take_away() -> None:
    here = Party("p", "Es Krim", pinned=("1",), current=("1",), stays=True)
    with pytest.raises(PinnedWhereArrived) as refusal:
        Model(request(row(2), Party("a", "Kue", pinned=("1",)), here))
    assert "Kue dikunci di booth A-01, padahal Es Krim sudah hadir di sana" in sentence(refusal.value)


def test_nobody_who_has_arrived_is_sent_to_a_booth_that_is_to_be_added() -> None:
    """The one too many has an earlier card than those who are there, who have no pin that could be taken away."""
    here = [Party(f"c{n}", f"Hadir {n}", pinned=(n,), current=(n,), stays=True) for n in ("1", "2")]
    with pytest.raises(PlacementImpossible) as refusal:
        match(Model(request(row(2), Party("a", "Baru", needs_power=True), *here)))
    assert refusal.value.facts["changes"] == (PlanChange("", (hard_rules.POWER,), "Baru"),)
    assert "kunci" not in sentence(refusal.value)


def test_no_pin_is_taken_away_where_adding_a_booth_is_enough() -> None:
    pinned = Party("a", "Terkunci", pinned=("1",))
    with pytest.raises(NotEnoughBooths) as refusal:
        match(Model(request(row(1), pinned, Party("b", "Baru"))))
    assert refusal.value.facts["changes"] == (PlanChange("", (), "Baru"),)
