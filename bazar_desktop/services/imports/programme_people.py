"""The participants of a programme's list: whose row it is, at which lokasi, and who is new to the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.programme_rows import CODE, KECAMATAN, LOKASI, PlaceRow, place_key
from bazar_desktop.services.bazaars.participants import CONFIRMED, RESERVE
from bazar_desktop.services.imports.participants import (
    ELSEWHERE,
    NEW_VENDOR,
    ParticipantEntry,
    ReserveHeadings,
    TakingPart,
    lone_text,
    partner_of,
    plan_known,
    plan_partner,
    status_of,
    wishes_of,
)
from bazar_desktop.services.imports.plan import PlannedRow
from bazar_desktop.services.imports.programme_places import PlacePlanner, PlannedPlace
from bazar_desktop.services.imports.vendors import Placed, VendorPlanner
from bazar_desktop.services.register.entry import title_of
from bazar_desktop.services.register.list_model import (
    CHANGED,
    DUPLICATE_IN_FILE,
    LOOK,
    NEW,
    NOT_VENDOR,
    REFUSED,
    REPORT_EVERY,
    SAME,
    ListChoices,
    ReadList,
    ReadRow,
    Report,
    RowReason,
)

LOKASI_MISSING, LOKASI_UNKNOWN, LOKASI_AMBIGUOUS = "lokasi_missing", "lokasi_unknown", "lokasi_ambiguous"
LOKASI_REFUSED = "lokasi_refused"


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """What is written of a row: `place` counts the planned lokasi, `first_row` is the row that enters the vendor.

    `first_row` 0 where the register knows the vendor, or the row is a mitra's. `row` is read again where the booths
    of the lokasi are only made now.
    """

    place: int
    party: ParticipantEntry
    row: ReadRow
    first_row: int = 0


class PeoplePlanner:
    """Plans one row after another; new vendors met at two lokasi are entered once."""

    def __init__(
        self,
        session: Session,
        listing: ReadList,
        written: Mapping[int, PlaceRow],
        places: list[PlannedPlace],
        standing: PlacePlanner,
        choices: ListChoices,
    ) -> None:
        self._session, self._listing, self._written = session, listing, written
        self.places, self._standing = places, standing
        self._vendors = VendorPlanner(session, listing.columns, choices, ELSEWHERE)
        self._reserve = ReserveHeadings(listing)
        self._taking_part: dict[int, TakingPart] = {}
        self._partners: dict[int, dict[str, int]] = {}
        self._met: dict[tuple[int, str], int] = {}
        self._by_key: dict[str, list[int]] = {}
        for at, place in enumerate(places):
            self._by_key.setdefault(place.asked.key, []).append(at)

    def rows(self, report: Report | None = None) -> list[PlannedRow]:
        """Plan all rows of the list."""
        planned = []
        for done, row in enumerate(self._listing.rows):
            if report is not None and done % REPORT_EVERY == 0:
                report(done, len(self._listing.rows))
            planned.append(self._row(row))
        return planned

    def _row(self, row: ReadRow) -> PlannedRow:
        if row.number in self._reserve.numbers:
            return PlannedRow(row.number, NOT_VENDOR, lone_text(row))
        at = self._place(row.number)
        if isinstance(at, RowReason):
            title = str(row.values.get("business") or row.values.get("owner") or "")
            return PlannedRow(row.number, REFUSED, title, (at,))
        heading = RESERVE if self._reserve.is_below(row.number) else CONFIRMED
        here = self._here(at)
        if partner := partner_of(row, self._vendors):
            planned = plan_partner(row, partner, heading, here, self._partners.setdefault(at, {}))
        else:
            planned = self._vendor(row, self._vendors.place(row), heading, at, here)
        if isinstance(planned.entry, ParticipantEntry):
            return planned._replace(entry=PersonEntry(at, planned.entry, row))
        return planned

    def _place(self, number: int) -> int | RowReason:
        """The lokasi that a row names, or why none can be told."""
        said = self._written.get(number)
        lokasi = said.texts.get(LOKASI, "") if said else ""
        if said is None or not lokasi:
            return RowReason(LOKASI_MISSING, "lokasi")
        found = self._by_key.get(place_key(lokasi), [])
        for name in (CODE, KECAMATAN):
            if len(found) > 1 and (text := place_key(said.texts.get(name, ""))):
                found = [at for at in found if place_key(self.places[at].asked.text(name)) == text]
        if not found and (known := self._standing.standing(lokasi)) is not None:
            self.places.append(known)
            found = self._by_key[place_key(lokasi)] = [len(self.places) - 1]
        if len(found) != 1:
            return RowReason(LOKASI_AMBIGUOUS if found else LOKASI_UNKNOWN, "lokasi", read=lokasi)
        if self.places[found[0]].bucket == REFUSED:
            return RowReason(LOKASI_REFUSED, "lokasi", read=lokasi)
        return found[0]

    def _here(self, at: int) -> TakingPart:
        if at not in self._taking_part:
            known = self.places[at].known
            self._taking_part[at] = TakingPart(self._session, known.id if known is not None else "")
        return self._taking_part[at]

    def _vendor(self, row: ReadRow, placed: Placed, heading: str, at: int, here: TakingPart) -> PlannedRow:
        title = title_of(placed.entry)
        known = placed.known
        is_again = (
            placed.bucket == LOOK and placed.reasons[:1] and placed.reasons[0].code == DUPLICATE_IN_FILE
        )
        who = "" if known is None else known.id or f"row {known.row}"
        before = self._met.get((at, who)) if who else None
        if placed.bucket == REFUSED or (placed.bucket == LOOK and (not is_again or before is not None)):
            return PlannedRow(
                row.number,
                placed.bucket,
                title,
                placed.reasons,
                placed.differences,
                candidates=placed.candidates,
            )
        self._met.setdefault((at, who or f"row {row.number}"), row.number)
        if before is not None:
            return PlannedRow(
                row.number, SAME, title, (RowReason(DUPLICATE_IN_FILE, row=before, known=title),)
            )
        entry = ParticipantEntry(placed.entry, "", status_of(row, heading), wishes_of(row, here))
        reasons = tuple(reason for reason in placed.reasons if reason.code != DUPLICATE_IN_FILE)
        if known is None or not known.id:
            first = known.row if known is not None else row.number
            new = () if known is not None else (RowReason(NEW_VENDOR),)
            return PlannedRow(
                row.number, NEW, title, (*reasons, *new), entry=PersonEntry(at, entry, row, first)
            )
        party = here.of_vendor.get(known.id)
        if party is None:
            return PlannedRow(row.number, NEW, title, reasons, target=known.id, entry=entry)
        return plan_known(row, title, reasons, party, entry)


def resolved(entry: PersonEntry, here: TakingPart) -> ParticipantEntry:
    """Give what is written of a row where the booths of its lokasi stand by now."""
    return replace(entry.party, values=wishes_of(entry.row, here))


def counted_people(rows: list[PlannedRow], places: int) -> list[int]:
    """Tell how many rows become participants of each lokasi, those who are it already among them."""
    counts = [0] * places
    for row in rows:
        if row.bucket in (NEW, CHANGED, SAME) and isinstance(row.entry, PersonEntry):
            counts[row.entry.place] += 1
    return counts
