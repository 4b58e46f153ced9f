"""A store of sample data with a known PIN, apart from real data."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bazar_desktop.jobs.officers import start_store
from bazar_desktop.services.bazaars import add_bazaar, add_lokasi, find_bazaar
from bazar_desktop.services.participants import add_participation
from bazar_desktop.services.vendors import add_vendor, agency_id
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.passwords import FIELD_COST, Cost

SAMPLE_PIN = "2468"
VENDORS = (
    ("Dapur Bu Marni", "Marni Suryani", "Nasi uduk", "kuliner"),
    ("Batik Betawi Terogong", "Siti Aisyah", "Batik", "fesyen"),
    ("Bir Pletok Condet", "Nurdin Saleh", "Bir pletok", "minuman"),
    ("Rajut Kemayoran", "Dewi Lestari", "Rajutan", "kriya"),
)


def sample_store(folder: Path, at: datetime, cost: Cost = FIELD_COST) -> OpenStore:
    """Make the sample store in the empty `folder`. Raises StoreExists."""
    store = start_store(
        folder, officer="Vicky Ramadhan", nip="", pin=SAMPLE_PIN, at=at, is_sample=True, cost=cost
    )
    with store.db.write(store.officer.id, "sample.build", at) as session:
        lokasi = add_lokasi(session, name="Rusun Karang Anyar", kind="rusun", kecamatan="Sawah Besar")
        code = add_bazaar(session, name="Bazar Jakpreneur", days=[at.date()], lokasi_id=lokasi)
        session.flush()
        bazaar = find_bazaar(session, code).id
        for business, name, product, category in VENDORS:
            vendor = add_vendor(
                session,
                name=name,
                business=business,
                product=product,
                category=category,
                agency_id=agency_id(session, "PPKUKM", "coach"),
            )
            add_participation(session, bazaar, vendor_id=vendor)
    return store
