"""What came after a seal, in rupiah and vendors."""

from __future__ import annotations

from dataclasses import replace

from bazar_desktop.domain.bazaars.since_seal import changed_since, rupiah_since
from bazar_desktop.domain.day.model import BLANK, NIL, PARTNER, REPORTED, DayRow
from tests.printing.sample_day import sample_rows


def rows() -> list[DayRow]:
    vendors = sample_rows(12)[:3]
    return [
        replace(row, omzet=REPORTED, amounts=(10_000 * place, None, None, None))
        for place, row in enumerate(vendors, 1)
    ]


def test_who_told_more_later_is_counted_once_with_the_difference() -> None:
    sealed = rows()
    now = [replace(sealed[0], amounts=(15_000, None, None, None)), *sealed[1:]]
    assert changed_since(now, sealed) == {sealed[0].participation_id}
    assert rupiah_since(now, sealed) == 5_000
    assert changed_since(sealed, sealed) == frozenset()


def test_nihil_after_silence_is_a_change_and_no_rupiah() -> None:
    first, *others = rows()
    blank = replace(first, omzet=BLANK, amounts=(None,) * 4)
    nil = replace(first, omzet=NIL, amounts=(None,) * 4)
    assert changed_since([nil, *others], [blank, *others]) == {first.participation_id}
    assert rupiah_since([nil, *others], [blank, *others]) == 0


def test_a_mitra_is_none_of_the_vendors() -> None:
    first, *others = rows()
    mitra = replace(first, party=PARTNER)
    assert (
        changed_since([replace(mitra, amounts=(1, None, None, None)), *others], [mitra, *others])
        == frozenset()
    )
