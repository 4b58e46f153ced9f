"""Many laptops prepared at once: which bazaars have none yet, and all of them written down together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.laptop_list import LaptopWrittenTwice, NoLaptopsWritten, WantedLaptop
from bazar_desktop.domain.day.halts import HALTS
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, list_bazaars
from bazar_desktop.services.office.laptops import (
    LAPTOP,
    DeviceFacts,
    check_preparation,
    prepare_device,
    require_office,
    trusted_devices,
)
from bazar_desktop.store.actions import same_action


def unserved_bazaars(session: Session, today: date, programme: str = "") -> list[BazaarFacts]:
    """Give the bazaars that have days ahead and no laptop in use, of all programmes or of one; the first days first."""
    require_office(session)
    served = {
        bazaar
        for device in trusted_devices(session)
        if device.role == LAPTOP and device.state != "revoked"
        for bazaar in device.bazaars
    }
    wanted = " ".join(programme.split()).casefold()
    ahead = [
        bazaar
        for bazaar in list_bazaars(session)
        if bazaar.id not in served
        and bazaar.state not in HALTS
        and any(day.day >= today and not day.is_off for day in bazaar.days)
        and (not wanted or bazaar.programme.casefold() == wanted)
    ]
    return sorted(ahead, key=lambda bazaar: (bazaar.days[0].day, bazaar.lokasi.casefold(), bazaar.code))


def suggested_laptops(session: Session, today: date, programme: str = "") -> tuple[WantedLaptop, ...]:
    """Suggest a laptop for each bazaar that has none, called after its lokasi. Raises NotAnOffice."""
    taken = {device.name.casefold() for device in trusted_devices(session)}
    laptops: list[WantedLaptop] = []
    for bazaar in unserved_bazaars(session, today, programme):
        plain = f"Laptop {bazaar.lokasi or bazaar.code}"[:100]
        name = plain if plain.casefold() not in taken else f"{plain} {bazaar.code}"
        taken.add(name.casefold())
        laptops.append(WantedLaptop(name, (bazaar.code,)))
    return tuple(laptops)


def check_laptops(session: Session, laptops: Sequence[WantedLaptop]) -> None:
    """Look whether all of them can be prepared, before a stick is asked for.

    Raises NotAnOffice, NoLaptopsWritten, LaptopWrittenTwice, DeviceNameMissing, DeviceNameTaken, UnknownBazaar.
    """
    require_office(session)
    if not laptops:
        raise NoLaptopsWritten()
    names: set[str] = set()
    for number, laptop in enumerate(laptops, 1):
        if laptop.name.strip().casefold() in names:
            raise LaptopWrittenTwice(name=laptop.name, line=number)
        names.add(laptop.name.strip().casefold())
        check_preparation(session, name=laptop.name, bazaars=laptop.codes)


@same_action(prepare_device)
def prepare_devices(session: Session, laptops: Sequence[WantedLaptop], *, at: datetime) -> list[DeviceFacts]:
    """Write down that all of these laptops are prepared. Raises what `check_laptops` raises."""
    check_laptops(session, laptops)
    return [
        prepare_device(session, name=laptop.name, bazaars=laptop.codes, at=at, contact=laptop.contact)
        for laptop in laptops
    ]
