"""The lokasi of a programme's list beside what stands here: which events are new, which are there, which are wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from bazar_desktop.domain.attendance.cards import read_bazaar_code
from bazar_desktop.domain.bazaars.programme_rows import (
    ADDRESS,
    CODE,
    KECAMATAN,
    LOKASI_KIND,
    NAME,
    TEMPLATE,
    AskedPlace,
    place_key,
)
from bazar_desktop.domain.bazaars.regions import find_kecamatan
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.layout.generator import generate_plan
from bazar_desktop.domain.values.words import LOKASI_KINDS
from bazar_desktop.services.bazaars.bazaars import (
    BazaarCodeTaken,
    BazaarFacts,
    UnknownKind,
    add_bazaar,
    add_lokasi,
    find_bazaar,
    list_bazaars,
)
from bazar_desktop.services.bazaars.days import add_days, check_days
from bazar_desktop.services.layout.layouts import generate_layout
from bazar_desktop.services.layout.templates import (
    TEMPLATE as OWN_TEMPLATE,
    LayoutChoice,
    clone_layout,
    layout_choices,
)
from bazar_desktop.services.register.list_model import CHANGED, NEW, REFUSED, SAME
from bazar_desktop.services.settings.regions import regions

USUAL_MITRA = 3


class KecamatanNotWritten(BazarError):
    """A new lokasi needs its kecamatan. Facts: lokasi."""


class CodeOfOtherLokasi(BazarError):
    """The code is of a bazaar at another lokasi. Facts: code, lokasi."""


class TemplateUnknown(BazarError):
    """No template and no earlier lokasi with a layout has this name. Facts: template."""


class TemplateAmbiguous(BazarError):
    """Several lokasi keep a template of this name. Facts: template, lokasi."""


@dataclass(frozen=True, slots=True)
class PlannedPlace:
    """What a list will do at one lokasi. `known` is the bazaar that stands here already.

    `bucket`: NEW, CHANGED, SAME or REFUSED, then `fault` tells why. `added` are the days it is given, `template` the
    layout it starts from ("" for none), `makes_layout` whether it gets one.
    """

    asked: AskedPlace
    name: str
    kecamatan: str
    bucket: str
    known: BazaarFacts | None = None
    added: tuple[date, ...] = ()
    template: str = ""
    makes_layout: bool = False
    fault: BazarError | None = None

    @property
    def booths(self) -> int:
        """How many stands are made in tents, mitra left aside."""
        return 2 * self.asked.tents if self.makes_layout else 0

    @property
    def mitra(self) -> int:
        return USUAL_MITRA if self.asked.mitra is None else self.asked.mitra


class PlacePlanner:
    """Finds for one lokasi after another what there is of it in the programme."""

    def __init__(self, session: Session, programme: str) -> None:
        self._programme = " ".join(programme.split())
        self._all = list_bazaars(session)
        self._by_code = {bazaar.code: bazaar for bazaar in self._all}
        self._templates = layout_choices(session, "")
        self._codes: set[str] = set()
        self._laid: set[tuple[int, int]] = set()

    def plan(self, asked: AskedPlace) -> PlannedPlace:
        """Give what will be done at that lokasi; a broken rule is kept as its fault."""
        name = asked.text(NAME) or f"{self._programme} {asked.lokasi}".strip()
        planned = PlannedPlace(asked, name, asked.text(KECAMATAN), REFUSED)
        try:
            if asked.fault is not None:
                raise asked.fault
            known = self._known(asked)
            return self._beside(planned, known) if known is not None else self._fresh(planned)
        except BazarError as fault:
            return replace(planned, fault=fault)

    def standing(self, lokasi: str) -> PlannedPlace | None:
        """Give the latest bazaar of the programme at a lokasi that the list names only beside participants."""
        known = self._of_programme(AskedPlace("", lokasi, {}))
        if known is None:
            return None
        asked = AskedPlace("", known.lokasi, {KECAMATAN: known.kecamatan})
        return PlannedPlace(asked, known.name, known.kecamatan, SAME, known)

    def _known(self, asked: AskedPlace) -> BazaarFacts | None:
        written = asked.text(CODE)
        if not written:
            return self._of_programme(asked)
        code = read_bazaar_code(written)
        if code in self._codes:
            raise BazaarCodeTaken(code=code)
        self._codes.add(code)
        known = self._by_code.get(code)
        if known is not None and place_key(known.lokasi) != asked.key:
            raise CodeOfOtherLokasi(code=code, lokasi=known.lokasi)
        return known

    def _of_programme(self, asked: AskedPlace) -> BazaarFacts | None:
        region = find_kecamatan(regions(), asked.text(KECAMATAN)).name if asked.text(KECAMATAN) else ""
        return next(
            (
                bazaar
                for bazaar in self._all
                if place_key(bazaar.programme) == place_key(self._programme)
                and place_key(bazaar.lokasi) == asked.key
                and (not region or bazaar.kecamatan == region)
                and (not asked.days or not bazaar.days or bazaar.days[0].day.year == asked.days[0].year)
            ),
            None,
        )

    def _fresh(self, planned: PlannedPlace) -> PlannedPlace:
        asked = planned.asked
        if not asked.text(KECAMATAN):
            raise KecamatanNotWritten(lokasi=asked.lokasi)
        region = find_kecamatan(regions(), asked.text(KECAMATAN))
        check_days(asked.days)
        kind_of(asked)
        laid = self._laid_out(replace(planned, kecamatan=region.name))
        return replace(laid, bucket=NEW, added=asked.days)

    def _beside(self, planned: PlannedPlace, known: BazaarFacts) -> PlannedPlace:
        """What the list adds to a bazaar that stands: days, and a layout where it has none; nothing is taken away."""
        standing = {day.day for day in known.days}
        added = tuple(day for day in planned.asked.days if day not in standing)
        if added:
            check_days([*standing, *added])
        planned = replace(planned, name=known.name, kecamatan=known.kecamatan, known=known, added=added)
        if known.layout_id is None:
            planned = self._laid_out(planned)
        return replace(planned, bucket=CHANGED if added or planned.makes_layout else SAME)

    def _laid_out(self, planned: PlannedPlace) -> PlannedPlace:
        asked = planned.asked
        if asked.text(TEMPLATE):
            return replace(planned, template=self._template(asked).id, makes_layout=True)
        if not asked.tents:
            return planned
        if (asked.tents, planned.mitra) not in self._laid:
            generate_plan(asked.tents, mitra=planned.mitra)
            self._laid.add((asked.tents, planned.mitra))
        return replace(planned, makes_layout=True)

    def _template(self, asked: AskedPlace) -> LayoutChoice:
        """The template of that name: the lokasi's own first; else what stood at the lokasi of that name last."""
        wanted = place_key(asked.text(TEMPLATE))
        named = [
            choice
            for choice in self._templates
            if choice.kind == OWN_TEMPLATE and place_key(choice.name) == wanted
        ]
        own = [choice for choice in named if place_key(choice.lokasi) == asked.key]
        if own or len(named) == 1:
            return (own or named)[0]
        if named:
            places = ", ".join(sorted(choice.lokasi or "-" for choice in named))
            raise TemplateAmbiguous(template=asked.text(TEMPLATE), lokasi=places)
        stood = [choice for choice in self._templates if place_key(choice.lokasi) == wanted]
        if not stood:
            raise TemplateUnknown(template=asked.text(TEMPLATE))
        return max(stood, key=lambda choice: (choice.last_day is not None, choice.last_day or date.min))


def kind_of(asked: AskedPlace) -> str:
    """Give the kind of a lokasi: as written, else what its name begins with. Raises UnknownKind."""
    written = place_key(asked.text(LOKASI_KIND)).replace(" ", "_")
    if written and written not in LOKASI_KINDS:
        raise UnknownKind(kind=asked.text(LOKASI_KIND), known=", ".join(LOKASI_KINDS))
    begins = f"{asked.key.replace(' ', '_')}_"
    guessed = next((kind for kind in LOKASI_KINDS if begins.startswith(f"{kind}_")), "lain")
    return written or guessed


def plan_places(
    session: Session, asked: Sequence[AskedPlace], programme: str
) -> tuple[list[PlannedPlace], PlacePlanner]:
    """Give what will be done at each lokasi, and the planner for those that the participants name besides."""
    planner = PlacePlanner(session, programme)
    return [planner.plan(place) for place in asked], planner


def write_place(session: Session, place: PlannedPlace, programme: str) -> str:
    """Make or complete the bazaar of one lokasi; returns its id.

    Raises what `add_lokasi`, `add_bazaar`, `generate_layout` and `clone_layout` raise.
    """
    asked, known = place.asked, place.known
    if known is not None:
        if place.added:
            add_days(session, known.id, place.added)
        bazaar_id = known.id
    else:
        lokasi = add_lokasi(
            session,
            name=asked.lokasi,
            kind=kind_of(asked),
            address=asked.text(ADDRESS),
            kecamatan=place.kecamatan,
        )
        code = add_bazaar(
            session,
            name=place.name,
            days=asked.days,
            lokasi_id=lokasi,
            code=asked.text(CODE),
            programme=programme,
        )
        session.flush()
        bazaar_id = find_bazaar(session, code).id
    if place.makes_layout and place.template:
        clone_layout(session, place.template, bazaar_id=bazaar_id)
    elif place.makes_layout:
        generate_layout(session, bazaar_id=bazaar_id, tents=asked.tents, mitra=place.mitra)
    return bazaar_id
