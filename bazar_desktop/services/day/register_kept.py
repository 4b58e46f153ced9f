"""What a reopened day goes on saying of its parties: the register as its last seal has it, corrections taken in.

A seal is lifted to put one figure right. What the register says otherwise since then would move rupiah from one
pengampu or kind to another without a word, so it counts from the next bazaar on; `register.correct_sealed_days` lets
it reach back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from bazar_desktop.services.day.register_at import (
    Correction,
    Covers,
    corrections_beside,
    fold_covered,
    has_moved,
    is_covered,
)
from bazar_desktop.services.day.seal_reach import Place, ends, is_within, lifted_covers
from bazar_desktop.store.changes import changes_of_rows, last_numbers
from bazar_desktop.store.tables import Agency, Vendor

_Reaches = dict[tuple[str, str], Covers]  # entity and row id -> up to where it is read


@dataclass(frozen=True, slots=True)
class KeptRegister:
    """Vendors and names of agencies, by id, that a reopened day reads as its last seal has them.

    `left_out` are the changes of the register, by origin and number, that the next seal of the day does not cover.
    """

    vendors: Mapping[str, Vendor] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[tuple[str, int]] = frozenset()


NOTHING_KEPT = KeptRegister()


def kept_registers(
    session: Session, bazaar_ids: Iterable[str], vendors: Mapping[str, Vendor], agencies: Iterable[str]
) -> dict[Place, KeptRegister]:
    """What the reopened days of these bazaars keep of `vendors` (those of today, by id) and `agencies` (ids).

    A day whose last seal covers more than has come here keeps nothing, nor does one whose register has not moved.
    """
    lifted = lifted_covers(session, bazaar_ids)
    here = ends(session) if lifted else {}
    reaches = {place: reach for place, reach in lifted.items() if is_within(reach, here)}
    if not reaches:
        return {}
    last = {
        (entity, row_id): numbers
        for entity, ids in ((Vendor.__tablename__, vendors), (Agency.__tablename__, agencies))
        for row_id, numbers in last_numbers(session, entity, ids).items()
    }
    corrections = corrections_beside(session, reaches)
    kept = {}
    for place, reach in reaches.items():
        moved: _Reaches = {key: reach for key, numbers in last.items() if has_moved(numbers, reach)}
        if moved:
            kept[place] = _kept(session, _corrected(moved, corrections.get(place, {}), vendors))
    return kept


def _corrected(
    moved: _Reaches, corrections: Mapping[str, Correction], vendors: Mapping[str, Vendor]
) -> _Reaches:
    """The reaches of `moved`, those of corrected vendors and of their agencies as far as the correction reads them."""
    reaches = dict(moved)
    for vendor_id, correction in corrections.items():
        vendor = vendors.get(vendor_id)
        for key in (
            (Vendor.__tablename__, vendor_id),
            (Agency.__tablename__, (vendor.agency_id if vendor else "") or ""),
        ):
            if key in reaches:
                reaches[key] = correction.register
    return reaches


def _kept(session: Session, reaches: _Reaches) -> KeptRegister:
    """The rows as far as they are read; one that has only come since is as it is now."""
    vendors: dict[str, Vendor] = {}
    agencies: dict[str, str] = {}
    left_out: set[tuple[str, int]] = set()
    changes = changes_of_rows(session, sorted(reaches))
    for (entity, row_id), reach in reaches.items():
        of_row = changes[entity, row_id]
        if entity == Vendor.__tablename__:
            if (vendor := fold_covered(Vendor, row_id, of_row, reach)) is None:
                continue
            vendors[row_id] = vendor
        elif (agency := fold_covered(Agency, row_id, of_row, reach)) is not None:
            agencies[row_id] = agency.name or ""
        else:
            continue
        left_out.update((change.origin, change.seq) for change in of_row if not is_covered(change, reach))
    return KeptRegister(vendors, agencies, frozenset(left_out))


def without(runs: Mapping[str, list[str]], left_out: Iterable[tuple[str, int]]) -> dict[str, list[str]]:
    """The `runs` of numbers (`first-last`) by origin that a seal leaves out, with those of `left_out` among them."""
    joined = {origin: list(of_origin) for origin, of_origin in runs.items()}
    spans: list[tuple[str, int, int]] = []
    for origin, seq in sorted(left_out):
        if spans and spans[-1][0] == origin and spans[-1][2] == seq - 1:
            spans[-1] = (origin, spans[-1][1], seq)
        else:
            spans.append((origin, seq, seq))
    for origin, first, last in spans:
        joined.setdefault(origin, []).append(f"{first}-{last}")
    return joined
