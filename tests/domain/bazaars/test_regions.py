from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bazar_desktop.domain.bazaars.regions import (
    KECAMATAN,
    KELURAHAN,
    KOTA,
    PROVINCE,
    RegionAmbiguous,
    RegionElsewhere,
    Regions,
    RegionUnknown,
    find_kecamatan,
    find_kelurahan,
    find_kota,
    load_regions,
)

FILE = Path(__file__).resolve().parents[3] / "resources" / "regions" / "dki.json"


@pytest.fixture(scope="module")
def dki() -> Regions:
    return load_regions(FILE.read_text(encoding="utf-8"))


def test_jakarta_has_318_regions(dki: Regions) -> None:
    levels = Counter(region.level for region in dki.all)
    assert levels == {PROVINCE: 1, KOTA: 6, KECAMATAN: 44, KELURAHAN: 267}
    assert len(dki.by_code) == len(dki.by_key) == 318


def test_every_region_lies_in_its_parent(dki: Regions) -> None:
    for region in dki.all[1:]:
        assert region.code.startswith(region.parent + ".")
        assert region.parent in dki.by_code


def test_every_region_is_found_by_its_own_name_in_any_letters(dki: Regions) -> None:
    for find, level in ((find_kota, KOTA), (find_kecamatan, KECAMATAN), (find_kelurahan, KELURAHAN)):
        for region in dki.of_level(level):
            assert find(dki, region.name) is region
            assert find(dki, f"  {region.name.upper()} ") is region
            assert level == KOTA or find(dki, region.name.replace(" ", "")) is region


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Palmerah", "31.73.07"),
        ("Pal Merah", "31.73.07"),
        ("Kramat Jati", "31.75.04"),
        ("Kramatjati", "31.75.04"),
        ("Taman Sari", "31.73.03"),
        ("Tamansari", "31.73.03"),
        ("Setiabudi", "31.74.02"),
        ("Setia Budi", "31.74.02"),
        ("Pulogadung", "31.75.02"),
        ("Pulo Gadung", "31.75.02"),
        ("Makassar", "31.75.08"),
        ("Kec. Tebet", "31.74.01"),
        ("Kecamatan Kali Deres", "31.73.06"),
        ("Tj. Priok", "31.72.02"),
        ("Kb Jeruk", "31.73.05"),
        ("Ps. Minggu", "31.74.04"),
        ("Kep. Seribu Utara", "31.01.01"),
    ],
)
def test_a_kecamatan_is_found_in_the_spellings_of_officers(dki: Regions, name: str, code: str) -> None:
    assert find_kecamatan(dki, name).code == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Jakarta Timur", "31.75"),
        ("Kota Adm. Jakarta Timur", "31.75"),
        ("Kota Administrasi Jakarta Utara", "31.72"),
        ("JAKBAR", "31.73"),
        ("Jaksel", "31.74"),
        ("Kab. Adm. Kep. Seribu", "31.01"),
        ("Kepulauan Seribu", "31.01"),
    ],
)
def test_a_kota_is_found_with_and_without_its_title(dki: Regions, name: str, code: str) -> None:
    assert find_kota(dki, name).code == code


def test_a_kelurahan_may_be_called_kota(dki: Regions) -> None:
    assert find_kelurahan(dki, "Kota Bambu Utara").code == "31.73.07.1003"
    assert find_kelurahan(dki, "Kel. Kota Bambu Utara", "Palmerah").code == "31.73.07.1003"


def test_the_kota_of_any_region_is_known(dki: Regions) -> None:
    assert dki.kota_of(find_kelurahan(dki, "Cideng")).name == "Kota Administrasi Jakarta Pusat"
    assert dki.of_level(KECAMATAN, find_kota(dki, "Jakarta Utara"))[0].name == "Penjaringan"


def test_a_misspelt_region_is_refused_with_the_nearest_name(dki: Regions) -> None:
    with pytest.raises(RegionUnknown) as caught:
        find_kecamatan(dki, "Penjaringn")
    assert caught.value.facts["nearest"] == "Penjaringan"


def test_a_part_of_a_name_is_not_taken_for_the_whole(dki: Regions) -> None:
    with pytest.raises(RegionUnknown) as caught:
        find_kecamatan(dki, "Mampang")
    assert caught.value.facts["nearest"] == "Mampang Prapatan"


@pytest.mark.parametrize("name", ["", "   ", "Kec.", "Surakarta", "12345"])
def test_a_region_of_elsewhere_is_refused(dki: Regions, name: str) -> None:
    with pytest.raises(RegionUnknown):
        find_kecamatan(dki, name)


@pytest.mark.parametrize("name", ["Kebayoran", "Kepulauan Seribu", "Kep. Seribu"])
def test_a_name_that_fits_several_is_refused_with_all_of_them(dki: Regions, name: str) -> None:
    with pytest.raises(RegionAmbiguous) as caught:
        find_kecamatan(dki, name)
    assert str(caught.value.facts["candidates"]).count(",") == 1


def test_a_kecamatan_of_another_kota_is_refused_with_its_own(dki: Regions) -> None:
    assert find_kecamatan(dki, "Tebet", "Jakarta Selatan").code == "31.74.01"
    with pytest.raises(RegionElsewhere) as caught:
        find_kecamatan(dki, "Tebet", "Jakarta Timur")
    assert caught.value.facts["found_in"] == "Kota Administrasi Jakarta Selatan"
    with pytest.raises(RegionElsewhere):
        find_kelurahan(dki, "Cideng", "Tebet")
