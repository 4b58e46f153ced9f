"""Jakarta's 318 regions by the Ministry of Home Affairs' codes, found under the names that people write."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from difflib import get_close_matches

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.identifiers import plain_characters, safe_excerpt

PROVINCE, KOTA, KECAMATAN, KELURAHAN = "provinsi", "kota", "kecamatan", "kelurahan"


class RegionUnknown(BazarError):
    """No region of this level has the name. Facts: level, name, nearest ("" or the most alike)."""


class RegionAmbiguous(BazarError):
    """The name fits several regions. Facts: level, name, candidates."""


class RegionElsewhere(BazarError):
    """The region exists, but not in the one that was named with it. Facts: level, name, within, found_in."""


@dataclass(frozen=True, slots=True)
class Region:
    """One region: its code ("31.75.04"), level, name, and its parent's code ("" for the province)."""

    code: str
    level: str
    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class Regions:
    """All regions in the order of their codes. `by_key` finds one by level and key of its name: imports ask often."""

    all: tuple[Region, ...]
    by_code: dict[str, Region] = field(repr=False)
    by_key: dict[tuple[str, str], Region] = field(repr=False)

    def of_level(self, level: str, within: Region | None = None) -> tuple[Region, ...]:
        """The regions of `level`, or only those inside `within`."""
        start = "" if within is None else within.code + "."
        return tuple(region for region in self.all if region.level == level and region.code.startswith(start))

    def kota_of(self, region: Region) -> Region:
        """The kota or kabupaten that a kecamatan or kelurahan lies in (or is)."""
        return self.by_code[region.code[:5]]


def load_regions(text: str) -> Regions:
    """The regions in the text of `resources/regions/dki.json`."""
    tree = json.loads(text)
    regions = [Region(tree["code"], PROVINCE, tree["name"], "")]
    for kota in tree["kota"]:
        regions.append(Region(kota["code"], KOTA, kota["name"].strip(), tree["code"]))
        for kecamatan in kota["kecamatan"]:
            code = kecamatan["code"]
            regions.append(Region(code, KECAMATAN, kecamatan["name"], kota["code"]))
            for number, name in kecamatan["kelurahan"].items():
                regions.append(Region(f"{code}.{number}", KELURAHAN, name, code))
    by_key = {(region.level, _own_key(region)): region for region in regions}
    return Regions(tuple(regions), {region.code: region for region in regions}, by_key)


def find_kota(regions: Regions, name: str) -> Region:
    """The kota or kabupaten: Jakarta Timur, Kota Adm. Jakarta Timur, Jaktim, Kep. Seribu.

    Raises RegionUnknown, RegionAmbiguous.
    """
    return _pick(regions, KOTA, name)


def find_kecamatan(regions: Regions, name: str, kota: str | None = None) -> Region:
    """The kecamatan of this name, spaces and usual abbreviations aside (Palmerah, Kramat Jati, Tj. Priok).

    Raises RegionUnknown, RegionAmbiguous, RegionElsewhere (it lies in another `kota`).
    """
    region = _pick(regions, KECAMATAN, name)
    return region if kota is None else _inside(regions, region, find_kota(regions, kota))


def find_kelurahan(regions: Regions, name: str, kecamatan: str | None = None) -> Region:
    """The kelurahan of this name. Raises RegionUnknown, RegionAmbiguous, RegionElsewhere."""
    region = _pick(regions, KELURAHAN, name)
    return region if kecamatan is None else _inside(regions, region, find_kecamatan(regions, kecamatan))


def is_region(regions: Regions, level: str, name: str) -> bool:
    """Whether `name` is a region of that level, or nearly spelled like one."""
    try:
        _pick(regions, level, name)
    except RegionAmbiguous:
        return True
    except RegionUnknown as error:
        return error.facts.get("nearest") != ""
    return True


def _inside(regions: Regions, region: Region, within: Region) -> Region:
    if region.parent != within.code:
        home = regions.by_code[region.parent].name
        raise RegionElsewhere(level=region.level, name=region.name, within=within.name, found_in=home)
    return region


def _pick(regions: Regions, level: str, name: str) -> Region:
    """The one region called `name`; a part of a name finds nothing, but is helped along."""
    keys = _typed_keys(name)
    for key in keys:
        if (level, key) in regions.by_key:
            return regions.by_key[level, key]
    shown = safe_excerpt(name)
    names = {key: region.name for (of_level, key), region in regions.by_key.items() if of_level == level}
    longer = [whole for key, whole in names.items() if keys and key.startswith(keys[-1])]
    if len(longer) > 1:
        raise RegionAmbiguous(level=level, name=shown, candidates=", ".join(longer))
    if longer or not keys:
        raise RegionUnknown(level=level, name=shown, nearest=longer[0] if longer else "")
    close = get_close_matches(keys[-1], names, n=1, cutoff=0.75)
    raise RegionUnknown(level=level, name=shown, nearest=names[close[0]] if close else "")


_TITLE = re.compile(r"^(?:kota|kabupaten|kab|kecamatan|kec|kelurahan|kel|administrasi|adm|wilayah)\b[\s.:]*")
_SHORT = {
    "jaktim": "jakartatimur", "jakpus": "jakartapusat", "jakbar": "jakartabarat",
    "jaksel": "jakartaselatan", "jakut": "jakartautara",
    "kep": "kepulauan", "tj": "tanjung", "kb": "kebon", "kby": "kebayoran", "ps": "pasar", "kp": "kampung",
    "jkt": "jakarta", "brt": "barat", "tim": "timur", "sel": "selatan", "ut": "utara", "pst": "pusat",
}  # fmt: skip


def _own_key(region: Region) -> str:
    """A region's key; a kota is called without its title (kelurahan Kota Bambu keeps the word)."""
    keys = _typed_keys(region.name)
    return keys[-1] if region.level == KOTA else keys[0]


def _typed_keys(name: str) -> list[str]:
    """The keys that `name` may stand for: as it is, then with one title after another taken off."""
    text = plain_characters(name).casefold().strip()
    keys = []
    while text:
        keys.append(_key(text))
        rest = _TITLE.sub("", text)
        text = "" if rest == text else rest
    return [key for key in keys if key]


def _key(text: str) -> str:
    """A name as small letters, abbreviations written out, without spaces and doubled letters."""
    joined = "".join(_SHORT.get(word, word) for word in re.findall(r"[a-z]+", text))
    return re.sub(r"(.)\1", r"\1", joined)
