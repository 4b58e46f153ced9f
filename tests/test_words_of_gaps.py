"""Refusals that name nothing: no gap of a sentence stays empty before the officer."""

from __future__ import annotations

import pytest

from bazar_desktop.domain.bazaars.regions import RegionUnknown
from bazar_desktop.domain.layout.model import BoothUnknown
from bazar_desktop.messages import sentence


@pytest.mark.parametrize(
    ("error", "told", "untold"),
    [
        (RegionUnknown(level="kecamatan", name="Xyzzq", nearest=""), "Xyzzq", "paling mirip"),
        (RegionUnknown(level="kecamatan", name="Gambr", nearest="Gambir"), "paling mirip: Gambir", "  "),
        (BoothUnknown(booth=""), "belum disebut", "Booth  "),
        (BoothUnknown(booth="Z99"), "Booth Z99 tidak ada", "  "),
    ],
)
def test_a_refusal_says_what_is_missing_where_it_has_no_name_for_it(
    error: RegionUnknown | BoothUnknown, told: str, untold: str
) -> None:
    words = sentence(error)
    assert told in words
    assert untold not in words
    assert "-." not in words
