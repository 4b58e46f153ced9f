"""bazaar add, bazaar list."""

from __future__ import annotations

from datetime import date

import click

from bazar_desktop.cli.door import DAY, Door, command
from bazar_desktop.cli.root import root
from bazar_desktop.domain.calendar import format_date
from bazar_desktop.language import _
from bazar_desktop.services.bazaars import LOKASI_KINDS, add_bazaar, add_lokasi, find_bazaar, list_bazaars


@root.group()
def bazaar() -> None:
    """Bazaars and their days."""


@command(bazaar, "add")
@click.option("--name", required=True)
@click.option("--lokasi", required=True)
@click.option("--kind", type=click.Choice(LOKASI_KINDS), default="lain", help="kind of lokasi")
@click.option("--kecamatan", required=True)
@click.option("--address", default="")
@click.option("--day", "days", type=DAY, multiple=True, required=True)
@click.option("--code", default="")
@click.option("--programme", default="")
def add(
    door: Door,
    name: str,
    lokasi: str,
    kind: str,
    kecamatan: str,
    address: str,
    days: tuple[date, ...],
    code: str,
    programme: str,
) -> None:
    """Enter a bazaar, its lokasi and its days."""
    with door.write("bazaars.add_bazaar") as session:
        place = add_lokasi(session, name=lokasi, kind=kind, address=address, kecamatan=kecamatan)
        made = add_bazaar(session, name=name, days=days, lokasi_id=place, code=code, programme=programme)
        facts = find_bazaar(session, made)
    door.answer(
        facts, _("Bazar {code} dibuat: {name}, {lokasi}.").format(code=made, name=name, lokasi=facts.lokasi)
    )


@command(bazaar, "list")
def list_(door: Door) -> None:
    """All bazaars, the latest first."""
    with door.read() as session:
        found = list_bazaars(session)
    lines = [
        f"{one.code:<9} {', '.join(format_date(day.day) for day in one.days)}  {one.name}, {one.lokasi}"
        for one in found
    ]
    door.answer({"bazaars": found}, lines or [_("Belum ada bazar. Mulai dengan: bazaar add")])
