"""Which office issues a bazaar's code: each from a space of its own, told by the first letter of the code."""

from __future__ import annotations

from bazar_desktop.domain.attendance.cards import ISSUER_LETTERS, PROVINCE
from bazar_desktop.domain.errors import BazarError

DINAS = PROVINCE  # the office above all Sudin
ISSUERS = ISSUER_LETTERS


class AreaUnknown(BazarError):
    """An office is for the province or for one of its cities. Facts: area."""


def check_area(area: str) -> str:
    """Give back the Ministry's code of what an office is for, or "" for none. Raises AreaUnknown."""
    if area and area not in ISSUERS:
        raise AreaUnknown(area=area)
    return area


def issuing_area(office: str, kota: str) -> str:
    """Tell whose letter begins a new code: the office's own; where it is not said for what it is, the lokasi's city."""
    return office or kota
