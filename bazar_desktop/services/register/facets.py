"""What the register can be narrowed to, with how many vendors each value has."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bazar_desktop.services.register.search import CURATION
from bazar_desktop.services.settings.agencies import agency_names
from bazar_desktop.store.tables import Registration, Vendor


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that vendors can be narrowed to, its name, and how many have it."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    kecamatan: tuple[Facet, ...]
    agencies: tuple[Facet, ...]
    categories: tuple[Facet, ...]
    curations: tuple[Facet, ...]


def facets(session: Session) -> Facets:
    """Tell what vendors can be narrowed to, the most frequent first. One walk over the register."""
    names = agency_names(session)
    count = func.count()
    # As they stand, the walk would follow the index of the kecamatan, from page to page of the file and back again.
    kinds = [
        func.coalesce(attribute, "") for attribute in (Vendor.kecamatan, Vendor.agency_id, Vendor.category)
    ]
    counted: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())
    for *values, several in session.execute(
        select(*kinds, count).where(Vendor.withdrawn.is_(False)).group_by(*kinds)
    ):
        for counter, value in zip(counted, values, strict=True):
            if value:
                counter[value] += several
    kecamatan, agencies, categories = (
        tuple(
            Facet(value, value, n)
            for value, n in sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))
        )
        for counter in counted
    )
    grade = func.coalesce(Registration.grade, "")
    passed = Registration.kind == CURATION, Registration.withdrawn.is_(False)
    grades = session.execute(select(grade, count).where(*passed).group_by(grade).order_by(grade))
    return Facets(
        kecamatan,
        tuple(replace(agency, name=names.get(agency.value, agency.value)) for agency in agencies),
        categories,
        tuple(Facet(value, value, n) for value, n in grades if value),
    )
