"""How long the order of many applicants takes, beside reading the same participants alone."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bazar_desktop.domain.turns.rules import Quota, TurnRules
from bazar_desktop.services.bazaars.bazaars import add_bazaar, find_bazaar
from bazar_desktop.services.bazaars.participants import APPLICANT, list_participants
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.services.turns.rules import put_rules
from bazar_desktop.services.turns.turn_list import turn_list
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Attendance, Participation
from tests.bazaar_day import Field
from tests.benchmarks.tables import print_table, timed
from tests.stores import sqlcipher_store

BAZAARS, STANDS = 40, 60


@pytest.mark.parametrize("applicants", [300, 1000])
def test_the_order_of_applicants_beside_their_plain_list(tmp_path: Path, applicants: int) -> None:
    field = Field(sqlcipher_store(tmp_path, "A"))
    bazaar = field.do(season, applicants)
    plain = [timed(lambda: field.ask(list_participants, bazaar)) for _ in range(5)]
    order = [timed(lambda: field.ask(turn_list, bazaar_id=bazaar)) for _ in range(5)]
    assert len(field.ask(turn_list, bazaar_id=bazaar).lines) == applicants
    print_table(
        f"{applicants} applicants after {BAZAARS} bazaars of {STANDS} stands",
        [("plain list of participants", plain), ("turns with facts, quotas and reasons", order)],
    )


def season(session: Any, applicants: int) -> str:
    """A year of bazaars in which the same vendors took turns, and one that all apply for."""
    vendors = [
        add_vendor(session, name=f"Pemilik {n}", business=f"Usaha {n}", category=("kuliner", "kriya")[n % 2],
                   kecamatan=("Gambir", "Senen", "Tebet")[n % 3])
        for n in range(applicants)
    ]  # fmt: skip
    first = date(2023, 1, 2)
    for number in range(BAZAARS):
        day = first + timedelta(days=2 * number)
        code = add_bazaar(session, name=f"Bazar {number}", days=[day], code=f"B{number:03}")
        session.flush()
        past = find_bazaar(session, code).id
        for stand in range(STANDS):
            vendor = vendors[(number * 17 + stand * 5) % applicants]
            who = take_part(session, past, vendor)
            status = ("present", "present", "present", "excused", "absent")[(number + stand) % 5]
            facts = {"bazaar_id": past, "participation_id": who, "day": day, "session": 1}
            enter(session, Attendance, who, day, 1, status=status, **facts)
    code = add_bazaar(session, name="Bazar besar", days=[date(2023, 6, 1)], code="BESAR")
    session.flush()
    bazaar = find_bazaar(session, code).id
    for vendor in vendors:
        take_part(session, bazaar, vendor)
    put_rules(
        session,
        rules=TurnRules(places=144, quotas=(Quota("kecamatan", most=60), Quota("category", "kriya", 20))),
    )
    return bazaar


def take_part(session: Any, bazaar: str, vendor: str) -> str:
    """A participation written at once, without asking for the next card number."""
    number = session.info["cards"] = session.info.get("cards", 0) + 1
    facts = {"party": "vendor", "vendor_id": vendor, "status": APPLICANT, "source": "list"}
    card = {"card_letter": "A", "card_number": number, "card_serial": 1}
    return enter(session, Participation, bazaar_id=bazaar, **facts, **card).id
