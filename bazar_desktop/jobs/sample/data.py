"""Generated but plausible Jakarta data: vendors, lokasi and what they sell in a day. Nobody in it exists.

The same seed gives the same data on every machine: only `random.Random(seed).random()` is used.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from bazar_desktop.domain.bazaars.regions import KECAMATAN, KELURAHAN, Regions
from bazar_desktop.language import RESOURCES

GOODS = {
    "Bulog": (("Beras SPHP", "kg", 12_500), ("Minyakita", "liter", 14_000), ("Gula pasir", "kg", 14_500)),
    "Perumda Pasar Jaya": (("Telur ayam", "kg", 27_000), ("Paket sembako", "paket", 95_000)),
    "Dharma Jaya": (("Daging sapi beku", "kg", 98_000), ("Ayam karkas", "kg", 36_000)),
    "Food Station": (("Beras FS", "paket", 62_500), ("Minyak FS", "liter", 15_500)),
}
COACHES = ("PPKUKM", "PPAPP", "Sosial", "Nakertrans dan Energi", "Parekraf", "KPKP")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SampleVendor:
    """A vendor as a typed list has them; `phone` as typed, 08…"""

    nik: str
    name: str
    business: str
    product: str
    category: str
    coach: str
    phone: str
    address: str
    kecamatan: str
    kelurahan: str
    power: bool


@dataclass(frozen=True, slots=True)
class SampleLokasi:
    name: str
    kind: str
    kecamatan: str
    address: str


@dataclass(frozen=True, slots=True)
class Sale:
    """What one vendor answers for a day, in whole rupiah. `state` is nil, blank, declined or reported."""

    state: str
    cash: int | None
    qris: int | None
    transactions: int | None


@lru_cache(maxsize=1)
def _names() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((RESOURCES / "sample" / "names.json").read_text("utf-8"))
    return loaded


def _pick(rng: random.Random, options: Sequence[T]) -> T:
    return options[int(rng.random() * len(options))]


def _number(rng: random.Random, low: int, high: int) -> int:
    return low + int(rng.random() * (high - low + 1))


def sample_vendors(count: int, seed: int, regions: Regions) -> list[SampleVendor]:
    """Make up `count` vendors of Jakarta, each with another NIK, phone and business."""
    rng = random.Random(seed)  # noqa: S311 - data for show, not for secrecy
    kelurahan = regions.of_level(KELURAHAN)
    taken: set[str] = set()
    return [_vendor(rng, number, regions, _pick(rng, kelurahan).code, taken) for number in range(count)]


def _vendor(rng: random.Random, number: int, regions: Regions, code: str, taken: set[str]) -> SampleVendor:
    names = _names()
    woman = rng.random() < 0.7
    first, last = _pick(rng, names["women" if woman else "men"]), _pick(rng, names["last"])
    roll = rng.random()
    category = next(key for key, up_to in _SHARES if roll < up_to)
    product, pattern, power = _pick(rng, names["goods"][category])
    title = _pick(rng, ("Bu", "Mpok", "Ibu")) if woman else _pick(rng, ("Bang", "Pak", "Babe"))
    business = pattern.format(p=f"{title} {first}", l=_pick(rng, names["places"]))
    if business in taken:
        business = f"{business} {last}"
    while business in taken:
        business = f"{business} {number}"
    taken.add(business)
    place = regions.by_code[code]
    born = _number(rng, 1, 28) + (40 if woman else 0)
    birth = f"{born:02d}{_number(rng, 1, 12):02d}{_number(rng, 65, 99):02d}"
    street = f"Jl. {_pick(rng, names['places'])} {_number(rng, 1, 90)}"
    return SampleVendor(
        nik=f"{place.parent.replace('.', '')}{birth}{number % 9999 + 1:04d}",
        name=f"{first} {last}",
        business=business,
        product=product,
        category=category,
        coach=_pick(rng, COACHES),
        phone=f"08{_pick(rng, ('12', '13', '21', '52', '57', '77', '95'))}{10000000 + number * 7919 % 89999999}",
        address=f"{street}, RT {_number(rng, 1, 15):03d}/{_number(rng, 1, 9):03d}",
        kecamatan=regions.by_code[place.parent].name,
        kelurahan=place.name,
        power=bool(power),
    )


_SHARES = (("kuliner", 0.55), ("minuman", 0.70), ("fesyen", 0.83), ("kriya", 0.96), ("jasa", 1.01))


def sample_lokasi(count: int, seed: int, regions: Regions) -> list[SampleLokasi]:
    """Make up `count` lokasi: known rusun and RPTRA first, then kantor kecamatan."""
    rng = random.Random(seed)  # noqa: S311
    known: list[tuple[str, str, str]] = [(name, kind, place) for name, kind, place in _names()["lokasi"]]
    offices = [
        (f"Kantor Kecamatan {region.name}", "kantor_kecamatan", region.name)
        for region in regions.of_level(KECAMATAN)
    ]
    more = [
        (f"Kantor Kelurahan {region.name}", "lain", regions.by_code[region.parent].name)
        for region in regions.of_level(KELURAHAN)
    ]
    chosen = [*known, *offices, *more][:count]
    return [
        SampleLokasi(name, kind, place, f"Jl. {place} Raya {_number(rng, 1, 90)}")
        for name, kind, place in chosen
    ]


def sample_sale(rng: random.Random, category: str) -> Sale:
    """Make up a day's answer of a vendor: multiples of 500 rupiah, larger for food and drink."""
    roll = rng.random()
    if roll < 0.03:
        return Sale("nil", None, None, None)
    if roll < 0.05:
        return Sale("blank", None, None, None)
    if roll < 0.06:
        return Sale("declined", None, None, None)
    top = {"kuliner": 2400, "minuman": 1800}.get(category, 1500)
    cash = _number(rng, 100, top) * 500
    qris = _number(rng, 0, top) * 500 if rng.random() < 0.8 else None
    return Sale("reported", cash, qris, max(1, cash // 20000))


def sample_goods(rng: random.Random, partner: str) -> list[tuple[str, str, int, int, int]]:
    """Make up what a mitra brought: goods, unit, opening stock, price, sold; stock and sold in thousandths."""
    found = []
    for goods, unit, price in GOODS.get(partner, GOODS["Bulog"]):
        opening = _number(rng, 8, 40) * 5
        sold = opening * _number(rng, 40, 95) // 100
        half = 500 if unit != "paket" and rng.random() < 0.4 else 0
        found.append((goods, unit, opening * 1000, price, sold * 1000 + half))
    return found
