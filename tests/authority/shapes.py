"""What a lying owner of an enrolled laptop may try, each rightly signed; by name."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

from bazar_desktop.domain.journal.changes import Value
from bazar_desktop.store.tables import natural_id, new_id
from tests.authority.liar import Liar, widened
from tests.bazaar_day import DAYS

DAY = DAYS[0].isoformat()
Shape = Callable[[Liar], None]
WAITS, UNSOUND, COUNTS, FOR_GOOD, LOCKS, NO_EFFECT = (
    "waits",
    "unsound",
    "counts",
    "for good",
    "locks",
    "no effect",
)
SHAPES: dict[str, tuple[str, Shape]] = {}


def shape(name: str, kind: str = WAITS) -> Callable[[Shape], Shape]:
    """Name a shape; `kind` is what becomes of it: it waits, never counts, is within authority, or cannot go back."""

    def named(function: Shape) -> Shape:
        SHAPES[name] = (kind, function)
        return function

    return named


def edit(shape_name: str, entity: str, field: str, value: Value, /, **wanted: object) -> None:
    """A shape that changes one field of the first row of `entity` with the values `wanted`."""

    def function(liar: Liar) -> None:
        where = {key: liar.other if item == "OTHER" else item for key, item in wanted.items()}
        liar.write(entity, liar.id(entity, **where), {field: value}, scope=scope_of(liar, entity))

    shape(shape_name)(function)


def withdraw_all(name: str, entity: str, kind: str = WAITS) -> None:
    """A shape that withdraws every row of `entity` that is not of the liar's own bazaar."""

    def function(liar: Liar) -> None:
        for row_id in liar.ids(entity):
            if not row_id.startswith(liar.own[:8]):
                liar.write(entity, row_id, {"withdrawn": True}, scope=scope_of(liar, entity))

    shape(name, kind)(function)


def scope_of(liar: Liar, entity: str) -> str:
    """The scope that such a row of the other bazaar has."""
    if entity in {"participation", "turn_override", "draw"}:
        return liar.other
    days = {
        "bazaar_day", "allocation", "attendance", "substitution", "omzet_entry", "partner_stock", "day_close",
        "attachment", "day_activity", "refused_try",
    }  # fmt: skip
    return f"{liar.other}/{DAY}" if entity in days else "store"


# -- whole registers --------------------------------------------------------------------------------------------


@shape("all persons erased", FOR_GOOD)
def _(liar: Liar) -> None:
    for vendor in liar.ids("vendor"):
        liar.enter("erasure", natural_id("erasure", vendor), {"vendor_id": vendor})


@shape("one person erased", FOR_GOOD)
def _(liar: Liar) -> None:
    vendor = liar.id("vendor")
    liar.enter("erasure", natural_id("erasure", vendor), {"vendor_id": vendor})


@shape("all officers dismissed", LOCKS)
def _(liar: Liar) -> None:
    for officer in liar.ids("officer"):
        liar.write("officer", officer, {"active": False})


@shape("all officers withdrawn", LOCKS)
def _(liar: Liar) -> None:
    for officer in liar.ids("officer"):
        liar.write("officer", officer, {"withdrawn": True})


for entity in (
    "bazaar", "bazaar_day", "lokasi", "programme", "vendor", "registration", "agency", "setting", "device",
    "same_person", "layout", "tent", "booth", "fixture", "participation", "allocation", "attendance",
    "substitution", "omzet_entry", "partner_stock", "day_close", "turn_override", "reveal",
):  # fmt: skip
    withdraw_all(f"every {entity} of others withdrawn", entity, UNSOUND if entity == "device" else WAITS)


# -- figures of another lokasi --------------------------------------------------------------------------------------

edit("another lokasi's omzet raised", "omzet_entry", "cash", 9_000_000, bazaar_id="OTHER")
edit("another lokasi's omzet emptied", "omzet_entry", "state", "declined", bazaar_id="OTHER")
edit("another lokasi's vendor absent", "attendance", "status", "absent", bazaar_id="OTHER")
edit(
    "another lokasi's arrival back-dated",
    "attendance",
    "arrived_at",
    "2023-03-20T05:00:00+07:00",
    bazaar_id="OTHER",
)
edit("another lokasi's booth given away", "allocation", "holder", None, bazaar_id="OTHER")
edit("another lokasi's goods sold", "partner_stock", "sold", 1_000, bazaar_id="OTHER")
edit("another lokasi's participant cancelled", "participation", "status", "cancelled", bazaar_id="OTHER")
edit("another lokasi's card renumbered", "participation", "card_number", 999, bazaar_id="OTHER")
edit("another lokasi's turn decided", "turn_override", "kind", "out", bazaar_id="OTHER")
edit("another lokasi's seal rewritten", "day_close", "seal", "AAAA-AAAA-A", bazaar_id="OTHER")
edit("another lokasi's seal with widened cover", "day_close", "covers", '{"ffff":9}', bazaar_id="OTHER")
edit("another lokasi's day reopened", "day_close", "reopen_reason", "salah", bazaar_id="OTHER")
edit("another lokasi's booth moved", "booth", "x", 900)
edit("another lokasi's tent renamed", "tent", "label", "Z")
edit("another lokasi's stage moved", "fixture", "y", 900)
edit("another lokasi's plan shrunk", "layout", "width", 1)
edit("another lokasi's hours changed", "bazaar_day", "cut_off", "23:00:00", bazaar_id="OTHER", day=DAYS[0])
edit("another lokasi's bazaar renamed", "bazaar", "name", "Bazar Palsu", code="P02")
edit("another lokasi's bazaar has a note", "bazaar", "note", "palsu", code="P02")


def entered_elsewhere(name: str, entity: str, key: tuple[str, ...], values: dict[str, Value]) -> None:
    def function(liar: Liar) -> None:
        party = liar.ids("participation", bazaar_id=liar.other)[-1]
        said = {"bazaar_id": liar.other, "participation_id": party, "day": DAYS[1].isoformat(), "session": 1}
        said |= {
            "booth_id": liar.id("booth"),
            "revision": 7,
            "kind": "activity",
            "page_code": "abcd",
        } | values
        liar.enter(
            entity,
            natural_id(entity, *(said[name] for name in key)),
            {item: said[item] for item in {"bazaar_id", "day", *key, *values}},
            scope=f"{liar.other}/{DAYS[1].isoformat()}",
        )

    shape(name)(function)


PARTY = ("participation_id", "day", "session")
entered_elsewhere("omzet entered for another lokasi", "omzet_entry", PARTY, {"state": "reported", "cash": 9})
entered_elsewhere("attendance entered for another lokasi", "attendance", PARTY, {"status": "present"})
entered_elsewhere(
    "a seal of another lokasi", "day_close", ("bazaar_id", "day", "revision"), {"seal": "AAAA-AAAA-A"}
)
entered_elsewhere(
    "a photo of another lokasi", "attachment", ("bazaar_id", "day", "kind", "page_code"), {"size": 1}
)
entered_elsewhere("visitors of another lokasi", "day_activity", ("bazaar_id", "day"), {"visitors": 9})
entered_elsewhere(
    "a booth of another lokasi held", "allocation", ("booth_id", "day", "session"), {"holder": None}
)


# -- rows that say where they do not belong --------------------------------------------------------------------------


@shape("another lokasi's omzet under the own scope", UNSOUND)
def _(liar: Liar) -> None:
    row = liar.id("omzet_entry", bazaar_id=liar.other)
    liar.write("omzet_entry", row, {"cash": 9_000_000}, scope=f"{liar.own}/{DAY}")


@shape("own omzet filed under another day", UNSOUND)
def _(liar: Liar) -> None:
    row = liar.id("omzet_entry", bazaar_id=liar.own)
    liar.write("omzet_entry", row, {"cash": 9_000_000}, scope=f"{liar.own}/{DAYS[1].isoformat()}")


@shape("another lokasi's party in a row of the own bazaar", UNSOUND)
def _(liar: Liar) -> None:
    party = liar.id("participation", bazaar_id=liar.other)
    said = {"bazaar_id": liar.own, "participation_id": party, "day": DAY, "session": 1}
    values = {**said, "state": "reported", "cash": 9_000_000}
    liar.enter("omzet_entry", new_id(liar.own), values, scope=f"{liar.own}/{DAY}")


@shape("a second omzet of one party and day", UNSOUND)
def _(liar: Liar) -> None:
    party = liar.id("participation", bazaar_id=liar.own)
    said = {"bazaar_id": liar.own, "participation_id": party, "day": DAY, "session": 1}
    values = {**said, "state": "reported", "cash": 9_000_000}
    liar.enter("omzet_entry", new_id(liar.own), values, scope=f"{liar.own}/{DAY}")


@shape("another lokasi's row claimed by a key of the own", UNSOUND)
def _(liar: Liar) -> None:
    row, party = liar.id("attendance", bazaar_id=liar.other), liar.id("participation", bazaar_id=liar.own)
    said = {"bazaar_id": liar.own, "participation_id": party, "day": DAY, "session": 1, "status": "absent"}
    liar.write("attendance", row, said, scope=f"{liar.own}/{DAY}")


@shape("another lokasi's participant moved to the own bazaar", UNSOUND)
def _(liar: Liar) -> None:
    row = liar.id("participation", bazaar_id=liar.other)
    liar.write("participation", row, {"bazaar_id": liar.own}, scope=liar.own)


@shape("an own participant moved to another bazaar", UNSOUND)
def _(liar: Liar) -> None:
    row = liar.id("participation", bazaar_id=liar.own)
    liar.write("participation", row, {"bazaar_id": liar.other}, scope=liar.other)


@shape("the own bazaar stands on another's plan")
def _(liar: Liar) -> None:
    layout = liar.value("bazaar", liar.other, "layout_id")
    liar.write("bazaar", liar.own, {"layout_id": layout})


@shape("a booth of another lokasi pinned to an own participant")
def _(liar: Liar) -> None:
    row = liar.id("participation", bazaar_id=liar.own)
    liar.write("participation", row, {"pinned_booth_id": liar.id("booth")}, scope=liar.own)


# -- people and settings --------------------------------------------------------------------------------------------

edit("a vendor's phone changed", "vendor", "phone", "+628129999000")
edit("a vendor's NIK changed", "vendor", "nik", "3171010101800001")
edit("a vendor renamed", "vendor", "name", "Orang Lain")
edit("a vendor moved to another category", "vendor", "category", "kriya")
edit("a vendor of the register made a walk-in", "vendor", "walk_in", True)
edit("an agency renamed", "agency", "name", "Dinas Palsu")
edit("a lokasi renamed", "lokasi", "name", "Lokasi Palsu")
edit("a programme renamed", "programme", "name", "Program Palsu")
edit("the cut-off changed", "setting", "value", '"00.01"', key="cut_off")
edit("the office's name changed", "setting", "value", '"Sudin Palsu"', key="office_name")
edit("an own role raised", "officer", "role", "supervisor", name="Petugas Menteng")
edit("a supervisor lowered", "officer", "role", "petugas", name="Vicky Ramadhan")
edit("an officer of the office renamed", "officer", "name", "Bukan Vicky", name="Vicky Ramadhan")
edit("another laptop's officer dismissed", "officer", "active", False, name="Petugas Menteng")
edit("another laptop's walk-in renamed", "vendor", "business", "Warung Palsu", walk_in=True)
edit("the log of a shown NIK rewritten", "reveal", "reason", "tidak apa-apa")
edit("a permit renumbered", "registration", "number", "0000000000000")


@shape("a new supervisor")
def _(liar: Liar) -> None:
    liar.enter("officer", new_id(), {"name": "Bos Baru", "role": "supervisor", "active": True})


@shape("a walk-in of another laptop claimed by a back-dated first entry", NO_EFFECT)
def _(liar: Liar) -> None:
    row = liar.id("vendor", walk_in=True)
    values: dict[str, Value] = {"name": "Palsu", "business": "Palsu", "walk_in": True, "withdrawn": False}
    liar.write("vendor", row, values, first=True, earlier=timedelta(hours=2))


@shape("a register's vendor claimed by a back-dated first entry")
def _(liar: Liar) -> None:
    row = liar.id("vendor", walk_in=None)
    values: dict[str, Value] = {"name": "Palsu", "business": "Palsu", "walk_in": True, "withdrawn": False}
    liar.write("vendor", row, values, first=True, earlier=timedelta(days=900))


@shape("vendors that are no walk-ins")
def _(liar: Liar) -> None:
    for number in range(3):
        liar.enter("vendor", new_id(), {"name": f"Orang {number}", "business": "", "walk_in": False})


@shape("a permit given to a register's vendor")
def _(liar: Liar) -> None:
    liar.enter(
        "registration", new_id(liar.own), {"vendor_id": liar.id("vendor"), "kind": "halal", "number": "1"}
    )


@shape("two persons joined")
def _(liar: Liar) -> None:
    first, second = sorted(liar.ids("vendor"))[-2:]
    liar.enter(
        "same_person", natural_id("same_person", first, second), {"first_id": first, "second_id": second}
    )


@shape("two persons told apart")
def _(liar: Liar) -> None:
    first, second = sorted(liar.ids("vendor"))[:2]
    liar.enter(
        "other_person", natural_id("other_person", first, second), {"first_id": first, "second_id": second}
    )


@shape("a sealed day's register corrected")
def _(liar: Liar) -> None:
    vendor = liar.id("vendor")
    said = {"bazaar_id": liar.other, "day": DAY, "vendor_id": vendor, "register": "{}", "reason": "x"}
    row = natural_id("sealed_correction", liar.other, DAY, vendor)
    liar.enter("sealed_correction", row, said, scope=f"{liar.other}/{DAY}")


@shape("a bazaar of its own making")
def _(liar: Liar) -> None:
    liar.enter("bazaar", new_id(), {"code": "X99", "name": "Bazar Hantu", "kind": "offline"})


@shape("a lokasi of its own making")
def _(liar: Liar) -> None:
    liar.enter("lokasi", new_id(), {"name": "Lokasi Hantu", "kind": "lain"})


# -- the office's own word --------------------------------------------------------------------------------------------


@shape("own grants widened")
def _(liar: Liar) -> None:
    row = liar.fact("preparation")
    liar.write("device", row, {"bazaars": widened(liar.value("device", row, "bazaars"), liar.other)})
    omzet = liar.id("omzet_entry", bazaar_id=liar.other)
    liar.write("omzet_entry", omzet, {"cash": 9_000_000}, scope=f"{liar.other}/{DAY}")


@shape("another laptop revoked", UNSOUND)
def _(liar: Liar) -> None:
    row = liar.id("device", name="Laptop 2")
    liar.write("device", row, {"revoked_at": "2023-03-20T09:00:00+07:00"})


@shape("another laptop's keys replaced", UNSOUND)
def _(liar: Liar) -> None:
    row, own = liar.id("device", name="Laptop 2"), liar.fact("preparation")
    liar.write("device", row, {"sign_key": liar.value("device", own, "sign_key")})


@shape("another laptop's chain claimed in the list of laptops", UNSOUND)
def _(liar: Liar) -> None:
    row, rival = liar.fact("preparation"), liar.id("device", name="Laptop 2")
    stolen = json.loads(liar.value("device", rival, "origins"))
    liar.write("device", row, {"origins": widened(liar.value("device", row, "origins"), *stolen)})


@shape("a laptop of its own making", UNSOUND)
def _(liar: Liar) -> None:
    said = {"name": "Laptop 9", "letter": "Z", "role": "office", "bazaars": "[]", "sign_key": "ab" * 32}
    liar.enter("device", new_id(), said)


@shape("itself accepted by a forged verdict")
def _(liar: Liar) -> None:
    origin = liar.fact("origin")
    omzet = liar.id("omzet_entry", bazaar_id=liar.other)
    liar.write("omzet_entry", omzet, {"cash": 9_000_000}, scope=f"{liar.other}/{DAY}")
    said = {"origin": origin, "first": 1, "last": 9_999, "accepted": True}
    liar.enter("verdict", natural_id("verdict", origin, 1, 9_999), said)


@shape("another laptop taken back by a forged word", UNSOUND)
def _(liar: Liar) -> None:
    (stolen,) = json.loads(liar.value("device", liar.id("device", name="Laptop 2"), "origins"))
    liar.enter("take_back", natural_id("take_back", stolen, 1), {"origin": stolen, "first": 1, "last": None})


@shape("the office taken back by a forged word", UNSOUND)
def _(liar: Liar) -> None:
    with liar.post.store.db.read() as session:
        from bazar_desktop.services.office.laptops import office_origins

        (office,) = office_origins(session)
    liar.enter("take_back", natural_id("take_back", office, 1), {"origin": office, "first": 1, "last": None})


@shape("another lokasi's omzet under another officer's name")
def _(liar: Liar) -> None:
    row = liar.id("omzet_entry", bazaar_id=liar.other)
    boss = liar.id("officer", name="Vicky Ramadhan")
    liar.write("omzet_entry", row, {"cash": 1}, scope=f"{liar.other}/{DAY}", officer=boss)


# -- within its own bazaar: that is its to write, and can be taken back ---------------------------------------


@shape("its own omzet raised", COUNTS)
def _(liar: Liar) -> None:
    row = liar.id("omzet_entry", bazaar_id=liar.own)
    liar.write("omzet_entry", row, {"cash": 9_000_000}, scope=f"{liar.own}/{DAY}")


@shape("all its own participants withdrawn", COUNTS)
def _(liar: Liar) -> None:
    for row in liar.ids("participation", bazaar_id=liar.own):
        liar.write("participation", row, {"withdrawn": True}, scope=liar.own)


@shape("its own arrivals back-dated", COUNTS)
def _(liar: Liar) -> None:
    for row in liar.ids("attendance", bazaar_id=liar.own):
        said = {"arrived_at": "2023-03-20T05:00:00+07:00"}
        liar.write("attendance", row, said, scope=f"{liar.own}/{DAY}", earlier=timedelta(minutes=2))


@shape("its own notes at full length", COUNTS)
def _(liar: Liar) -> None:
    row = liar.id("omzet_entry", bazaar_id=liar.own)
    liar.write("omzet_entry", row, {"note": ("panjang " * 25).strip()}, scope=f"{liar.own}/{DAY}")


@shape("a walk-in at its own bazaar", COUNTS)
def _(liar: Liar) -> None:
    liar.enter("vendor", new_id(liar.own), {"name": "Tamu", "business": "Warung", "walk_in": True})


@shape("its own seal with widened cover", COUNTS)
def _(liar: Liar) -> None:
    said = {
        "bazaar_id": liar.own,
        "day": DAY,
        "revision": 1,
        "seal": "AAAA-AAAA-A",
        "covers": '{"ffff0000":99}',
    }
    row = natural_id("day_close", liar.own, DAY, 1)
    liar.enter("day_close", row, {**said, "totals": "{}"}, scope=f"{liar.own}/{DAY}")
