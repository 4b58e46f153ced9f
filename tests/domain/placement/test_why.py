"""Every sentence of `place why` checked against the plan by its words alone, in another hand than the program's."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from bazar_desktop.domain.day.model import PARTNER
from bazar_desktop.domain.layout.model import MITRA, Booth
from bazar_desktop.domain.placement.matching import match
from bazar_desktop.domain.placement.model import Model
from bazar_desktop.domain.placement.reasons import reasons_for
from bazar_desktop.domain.placement.request import Party, Request
from bazar_desktop.phrases.placement import FIRST_TURNS, REASONS, reason_words
from tests.domain.placement.generated import Lot
from tests.domain.placement.grounds import GROUNDS, bazaar_on
from tests.domain.placement.own_cost import fits, is_cloth, relation, smells, trade

Count = Callable[[int, int], int]


@dataclass(frozen=True, slots=True)
class Scene:
    """One party where it stands, and everything around it."""

    asked: Request
    party: Party
    held: dict[str, str]

    @property
    def own(self) -> list[Booth]:
        return [booth for booth in self.asked.booths if self.held.get(booth.id) == self.party.id]

    def named(self, labels: str) -> list[Booth]:
        """The booths that a sentence speaks of, which must be its own."""
        booths = [booth for booth in self.own if booth.label in labels.split(", ")]
        assert len(booths) == len(labels.split(", "))
        return booths

    def near(self, how: str = "") -> list[Party]:
        parties = {party.id: party for party in self.asked.parties}
        around = [
            parties[self.held[other.id]]
            for booth in self.own
            for other in self.asked.booths
            if other.id in self.held
            and self.held[other.id] != self.party.id
            and (relation(booth, other) == how if how else relation(booth, other))
        ]
        return list({party.id: party for party in around}.values())

    def placed(self) -> list[Party]:
        here = set(self.held.values()) - {self.party.id}
        return [party for party in self.asked.parties if party.id in here]


def counter(booth: Booth) -> float:
    return booth.width if booth.facing in "ns" else booth.depth


def label_of(scene: Scene, ids: tuple[str, ...]) -> set[str]:
    return {booth.label for booth in scene.asked.booths if booth.id in ids}


def every(check: Callable[[Booth], bool], scene: Scene, labels: str) -> bool:
    return all(check(booth) for booth in scene.named(labels))


def same_names(names: str, parties: list[Party]) -> bool:
    return sorted(names.split(", ")) == sorted(party.name for party in parties)


def rivals(scene: Scene, how: str) -> list[Party]:
    mine = trade(scene.party)
    return [other for other in scene.near(how) if mine and trade(other) == mine]


def clashing(scene: Scene) -> list[Party]:
    asked, party = scene.asked, scene.party
    return [
        other
        for other in scene.near()
        if (smells(asked, party) and is_cloth(asked, other))
        or (is_cloth(asked, party) and smells(asked, other))
    ]


def is_only(scene: Scene) -> bool:
    fitting = [booth.id for booth in scene.asked.booths if fits(scene.asked, scene.party, booth)]
    return fitting == [booth.id for booth in scene.own]


def in_front(scene: Scene) -> bool:
    return any(booth.id in scene.asked.front for booth in scene.own)


def at_corner(scene: Scene) -> bool:
    return any(booth.id in scene.asked.corner for booth in scene.own)


Check = Callable[..., bool]
BOOTHS = r"([A-Z]-\d+(?:, [A-Z]-\d+)*)"  # a sentence that begins with the booths it speaks of
CHECKS: dict[str, Check] = {
    r"dikunci petugas di (.+)": lambda s, b: b in label_of(s, s.party.pinned),
    r"butuh listrik, dan (.+) berlistrik": lambda s, b: (
        s.party.needs_power and every(lambda x: x.power, s, b)
    ),
    r"butuh air, dan (.+) berair": lambda s, b: s.party.needs_water and every(lambda x: x.water, s, b),
    r"memakai api, dan di (.+) boleh": lambda s, b: s.party.open_fire and every(lambda x: x.open_fire, s, b),
    rf"{BOOTHS} terjangkau kursi roda": lambda s, b: (
        s.party.wheelchair and every(lambda x: x.accessible, s, b)
    ),
    rf"{BOOTHS} cukup lebar untuk lapaknya": lambda s, b: every(
        lambda x: counter(x) + 0.005 >= s.party.min_width > 0, s, b
    ),
    rf"{BOOTHS} di zona mitra": lambda s, b: (
        s.party.kind == PARTNER and every(lambda x: x.zone == MITRA, s, b)
    ),
    r"satu-satunya booth yang memenuhi kebutuhannya": is_only,
    r"butuh listrik, (.+) tidak berlistrik": lambda s, b: (
        s.party.needs_power and every(lambda x: not x.power, s, b)
    ),
    r"butuh air, (.+) tidak berair": lambda s, b: s.party.needs_water and every(lambda x: not x.water, s, b),
    r"memakai api, di (.+) tidak boleh": lambda s, b: (
        s.party.open_fire and every(lambda x: not x.open_fire, s, b)
    ),
    r"perlu jalan kursi roda, (.+) tidak terjangkau": lambda s, b: (
        s.party.wheelchair and every(lambda x: not x.accessible, s, b)
    ),
    r"lapaknya lebih lebar daripada (.+)": lambda s, b: every(
        lambda x: counter(x) + 0.005 < s.party.min_width, s, b
    ),
    r"mitra, tetapi (.+) di luar zona mitra": lambda s, b: (
        s.party.kind == PARTNER and every(lambda x: x.zone != MITRA, s, b)
    ),
    r"bukan mitra, tetapi (.+) di zona mitra": lambda s, b: (
        s.party.kind != PARTNER and every(lambda x: x.zone == MITRA, s, b)
    ),
    rf"{BOOTHS} ditutup": lambda s, b: every(lambda x: x.blocked, s, b),
    rf"{BOOTHS} memenuhi syaratnya": lambda s, b: every(lambda x: fits(s.asked, s.party, x), s, b),
    r"tetap di booth yang sekarang": lambda s: any(booth.id in s.party.current for booth in s.own),
    r"tetap di booth hari sebelumnya": lambda s: any(booth.id in s.party.yesterday for booth in s.own),
    r"sesuai permintaannya": lambda s: any(booth.id in s.party.preferred for booth in s.own),
    r"tidak bersebelahan dengan (.+) lain": lambda s, product: (
        trade(s.party) == product
        and not rivals(s, "")
        and any(trade(other) == product for other in s.placed())
    ),
    r"tetangganya beda jenis usaha": lambda s: (
        all(other.category and other.category != s.party.category for other in s.near())
        and bool(s.near("beside"))
    ),
    r"tidak bertetangga dengan asap atau bau": lambda s: (
        is_cloth(s.asked, s.party) and not any(smells(s.asked, other) for other in s.near())
    ),
    r"asap atau baunya tidak bertetangga dengan kain": lambda s: (
        smells(s.asked, s.party) and not any(is_cloth(s.asked, other) for other in s.near())
    ),
    r"giliran booth depan \(belum pernah.*\)": lambda s: in_front(s) and s.party.times_front == 0,
    r"giliran booth sudut \(belum pernah.*\)": lambda s: at_corner(s) and s.party.times_corner == 0,
    r"bersebelahan dengan produk sama: (.+)": lambda s, names: same_names(names, rivals(s, "beside")),
    r"membelakangi produk sama: (.+)": lambda s, names: same_names(names, rivals(s, "behind")),
    r"bersebelahan dengan jenis sama: (.+)": lambda s, names: same_names(
        names, [other for other in s.near("beside") if other.category == s.party.category]
    ),
    r"bertetangga dengan asap, bau, atau kain: (.+)": lambda s, names: same_names(names, clashing(s)),
    r"pindah dari (.+)": lambda s, b: (
        b in label_of(s, s.party.current) and b not in {booth.label for booth in s.own}
    ),
    r"hari sebelumnya di (.+)": lambda s, b: (
        b in label_of(s, s.party.yesterday) and b not in {booth.label for booth in s.own}
    ),
    r"bukan booth yang dimintanya": lambda s: (
        bool(s.party.preferred) and not any(booth.id in s.party.preferred for booth in s.own)
    ),
    r"sudah (\d+) kali di booth depan tahun ini": lambda s, n: (
        in_front(s) and int(n) == s.party.times_front > 0
    ),
    r"sudah (\d+) kali di booth sudut tahun ini": lambda s, n: (
        at_corner(s) and int(n) == s.party.times_corner > 0
    ),
}


def is_true(words: str, scene: Scene) -> tuple[str, bool]:
    """The kind of sentence, and whether the plan agrees with it."""
    for pattern, check in CHECKS.items():
        match = re.fullmatch(pattern, words)
        if match:
            return pattern, bool(check(scene, *match.groups()))
    raise AssertionError(f"nobody checks: {words}")


def placed(seed: int) -> tuple[Request, dict[str, str]]:
    """A bazaar where most stand as the rules want it and some where an officer put them, fit or not."""
    lot = Lot(97 * seed + 5)
    asked = bazaar_on(GROUNDS[seed % len(GROUNDS)], 24, seed, several=seed % 2 == 1)
    wide = tuple(
        replace(
            party,
            min_width=(0.0, 2.8, 3.2)[lot.below(3)] if lot.of_100(12) else 0.0,
            needs_water=party.needs_water or lot.of_100(5),
        )
        for party in asked.parties
    )
    model = Model(asked)
    held = {model.booths[booth].id: model.seats[seat].id for seat, booth in enumerate(match(model))}
    asked = replace(asked, parties=wide)
    booths = [booth.id for booth in asked.booths]
    for _ in range(lot.below(12)):
        here, there = booths[lot.below(len(booths))], booths[lot.below(len(booths))]
        one, two = held.pop(here, None), held.pop(there, None)
        held |= {booth: who for booth, who in ((there, one), (here, two)) if who is not None}
    return asked, held


def test_no_sentence_about_a_booth_is_false(count: Count, record_property: Any) -> None:
    told: dict[str, int] = dict.fromkeys(CHECKS, 0)
    placements = count(40, 1000)
    for seed in range(placements):
        asked, held = placed(seed)
        model = Model(asked)
        for who in sorted(set(held.values())):
            scene = Scene(asked, model.party_of[who], held)
            for reason in reasons_for(model, held, who):
                kind, agrees = is_true(reason_words(reason), scene)
                assert agrees, (seed, scene.party, reason_words(reason))
                told[kind] += 1
    record_property(
        "harness", f"sentences of place why: {sum(told.values())} over {placements} placements, 0 false"
    )
    unheard = [kind for kind, times in told.items() if not times]
    assert unheard == []


def test_every_reason_has_its_check() -> None:
    for words in (*REASONS.values(), *FIRST_TURNS.values()):
        filled = words.format(booth="A-01", product="sambal", names="Usaha", times=2, of=3)
        assert any(re.fullmatch(pattern, filled) for pattern in CHECKS), filled
