"""Two bazaars in one store: one that was, with izin and alpa, and one that people apply for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bazar_desktop.domain.day.model import ABSENT, EXCUSED
from bazar_desktop.domain.turns.rules import TurnRules
from bazar_desktop.services.attendance.check_in import check_in, mark
from bazar_desktop.services.bazaars.bazaars import add_bazaar, add_lokasi, find_bazaar
from bazar_desktop.services.bazaars.participants import APPLICANT, add_participation, list_participants
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.services.turns.rules import put_rules
from bazar_desktop.services.turns.turn_list import TurnLine, TurnList, turn_list
from bazar_desktop.store.database import Database
from tests.services.attendance.gate import DAY, Field, open_gate, people

NEXT = date(2023, 4, 10)
CAME, IZIN, ALPA = "Dapur Bu Marni", "Kerak Telor Bang Jali", "Batik Betawi Terogong"


@dataclass
class Applying:
    """The later bazaar (`bazaar_id`, `code`) and the field that it is in."""

    field: Field
    bazaar_id: str
    code: str

    def turns(self) -> TurnList:
        return self.field.ask(turn_list, bazaar_id=self.bazaar_id)

    def line(self, business: str) -> TurnLine:
        return next(line for line in self.turns().lines if line.business == business)

    def line_vendor(self, business: str) -> str | None:
        participants = self.field.ask(list_participants, self.bazaar_id)
        return next(participant.vendor_id for participant in participants if participant.business == business)

    def order(self, outcome: str) -> list[str]:
        return [line.business for line in self.turns().of(outcome)]

    def rules(self, **rules: Any) -> None:
        self.field.do(put_rules, rules=TurnRules(**rules), bazaar_id=self.bazaar_id)

    def apply(self, vendor_id: str, **facts: Any) -> str:
        return self.field.do(
            add_participation, self.bazaar_id, vendor_id=vendor_id, **{"status": APPLICANT, **facts}
        )

    def newcomer(self, business: str, **facts: Any) -> str:
        """A vendor nobody knew applies; the participation's id."""
        vendor = self.field.do(add_vendor, name=f"Pemilik {business}", business=business, **facts)
        return self.apply(vendor)


def lived(db: Database) -> Field:
    """A bazaar of March with four vendors: two came, among them CAME; IZIN and ALPA did not."""
    field = open_gate(db, vendors=4, reserves=0, partners=0)
    where = {"bazaar_id": field.bazaar_id, "day": DAY}
    for business, item in people(field).items():
        missing = {IZIN: EXCUSED, ALPA: ABSENT}.get(business)
        if missing:
            field.do(mark, participation_id=item.id, status=missing, **where)
        else:
            field.do(check_in, code=item.card, at=field.at, **where)
    return field


def applying(db: Database, businesses: Sequence[str] = (), *, places: int | None = 3) -> Applying:
    """After `lived`: those `businesses` apply for a bazaar in April with so many places (None: no rule)."""
    field = lived(db)
    lokasi = field.do(add_lokasi, name="Kantor Kecamatan Gambir", kind="kantor_kecamatan", kecamatan="Gambir")
    code = field.do(add_bazaar, name="Bazar April", days=[NEXT], lokasi_id=lokasi)
    made = Applying(field, field.ask(find_bazaar, code).id, code)
    known = people(field)
    for business in businesses:
        made.apply(str(known[business].vendor_id))
    if places is not None:
        made.rules(places=places)
    return made
