"""settings show, letterhead, times and documents; agency add and list."""

from __future__ import annotations

import click

from bazar_desktop.cli.context import Door, command
from bazar_desktop.cli.root import root
from bazar_desktop.domain.day.model import COACH, PARTNER
from bazar_desktop.language import _
from bazar_desktop.services.register.documents import put_documents_wanted
from bazar_desktop.services.settings.editing import (
    add_agency,
    list_agencies,
    put_letterhead,
    put_times,
    remove_agency,
)
from bazar_desktop.services.settings.values import all_settings, get_setting


@root.group()
def settings() -> None:
    """What differs from office to office."""


@command(settings, "show")
def show(door: Door) -> None:
    """Every setting."""
    with door.read() as session:
        found = all_settings(session)
    door.answer({"settings": found}, [f"{key}: {value}" for key, value in sorted(found.items())])


@command(settings, "letterhead")
@click.option("--line", "lines", multiple=True, required=True)
@click.option("--footer", default="")
def letterhead(door: Door, lines: tuple[str, ...], footer: str) -> None:
    """Set the office's letterhead, line by line from the top."""
    with door.write("settings.letterhead") as session:
        put_letterhead(session, lines=lines, footer=footer)
    door.answer({"lines": lines, "footer": footer}, _("Kop surat disimpan."))


@command(settings, "times")
@click.option("--cut-off", required=True)
@click.option("--omzet-from", required=True)
def times(door: Door, cut_off: str, omzet_from: str) -> None:
    """Set until when arriving is in time and from when omzet is asked, for new bazaars."""
    with door.write("settings.times") as session:
        put_times(session, cut_off=cut_off, omzet_from=omzet_from)
        facts = {key: get_setting(session, key) for key in ("cut_off", "omzet_from")}
    door.answer(facts, _("Jam disimpan."))


@command(settings, "documents")
@click.argument("kinds", nargs=-1)
def documents(door: Door, kinds: tuple[str, ...]) -> None:
    """Set which documents every vendor is expected to have: NIB, P-IRT, halal …; none without KINDS."""
    with door.write("settings.documents_wanted") as session:
        wanted = put_documents_wanted(session, kinds)
    said = ", ".join(wanted) or _("tidak ada")
    door.answer({"documents_wanted": wanted}, _("Dokumen yang diharapkan: {kinds}.").format(kinds=said))


@root.group()
def agency() -> None:
    """Coaches and partners."""


@command(agency, "add")
@click.option("--name", required=True)
@click.option("--role", type=click.Choice([COACH, PARTNER]), default=COACH)
def add(door: Door, name: str, role: str) -> None:
    """Add an agency."""
    with door.write("agencies.add") as session:
        made = add_agency(session, name=name, role=role)
    door.answer({"id": made, "name": name, "role": role}, _("{name} ditambahkan.").format(name=name))


@command(agency, "list")
def list_(door: Door) -> None:
    """All agencies, coaches first."""
    with door.read() as session:
        agencies = list_agencies(session)
    door.answer({"agencies": agencies}, [f"{item.role:<8} {item.name}" for item in agencies])


@command(agency, "remove")
@click.argument("identity")
def remove(door: Door, identity: str) -> None:
    """Offer an agency (id) no longer."""
    with door.write("agencies.remove") as session:
        remove_agency(session, agency=identity)
    door.answer({"id": identity}, _("Instansi tidak ditawarkan lagi."))
