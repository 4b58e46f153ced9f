"""settings show, letterhead, times, due and documents; agency add and list."""

from __future__ import annotations

import click

from bazar_desktop.cli.context import CliContext, command
from bazar_desktop.cli.root import root
from bazar_desktop.domain.bazaars.issuing import ISSUERS
from bazar_desktop.domain.calendar import format_time
from bazar_desktop.domain.day.model import COACH, PARTNER
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.offices import area_name
from bazar_desktop.services.register.documents import put_documents_wanted
from bazar_desktop.services.settings.due import put_due_rule
from bazar_desktop.services.settings.editing import (
    add_agency,
    list_agencies,
    put_letterhead,
    put_office_area,
    put_times,
    remove_agency,
)
from bazar_desktop.services.settings.values import all_settings, get_setting


@root.group(help=N_("Apa yang berbeda dari kantor ke kantor."))
def settings() -> None:
    """What differs from office to office."""


@command(settings, "show", N_("Semua pengaturan."))
def show(context: CliContext) -> None:
    """Every setting."""
    with context.read() as session:
        found = all_settings(session)
    context.answer({"settings": found}, [f"{key}: {value}" for key, value in sorted(found.items())])


@command(settings, "letterhead", N_("Menentukan kop kantor, baris demi baris dari atas."))
@click.option("--line", "lines", multiple=True, required=True)
@click.option("--footer", default="")
def letterhead(context: CliContext, lines: tuple[str, ...], footer: str) -> None:
    """Set the office's letterhead, line by line from the top."""
    context.perform(put_letterhead, lines=lines, footer=footer)
    context.answer({"lines": lines, "footer": footer}, _("Kop surat disimpan."))


@command(settings, "area", N_("Menentukan tingkat kantor; kode bazar baru dimulai dengan hurufnya."))
@click.argument("area", type=click.Choice(list(ISSUERS)))
def area_(context: CliContext, area: str) -> None:
    """Set what the office is for (31 the province, 31.71 a city): new bazaars get codes from its own space."""
    context.perform(put_office_area, area=area)
    line = _("Tingkat kantor: {name}. Kode bazar baru dimulai dengan {letter}.")
    context.answer({"area": area}, line.format(name=area_name(area), letter=ISSUERS[area]))


@command(
    settings,
    "times",
    N_("Menentukan sampai kapan datang tepat waktu dan sejak kapan omzet ditanyakan, untuk bazar baru."),
)
@click.option("--cut-off", required=True)
@click.option("--omzet-from", required=True)
def times(context: CliContext, cut_off: str, omzet_from: str) -> None:
    """Set until when arriving is in time and from when omzet is asked, for new bazaars."""
    with context.write(put_times) as session:
        put_times(session, cut_off=cut_off, omzet_from=omzet_from)
        facts = {key: get_setting(session, key) for key in ("cut_off", "omzet_from")}
    context.answer(facts, _("Jam disimpan."))


@command(
    settings,
    "due",
    N_("Menentukan pukul berapa hari bazar selesai, dan berapa jam sesudahnya paketnya ditunggu di kantor."),
)
@click.option("--ends", required=True)
@click.option("--hours", type=int, required=True)
def due(context: CliContext, ends: str, hours: int) -> None:
    """Set when bazaar days are over, and how many hours later their packages are due at the office."""
    rule = context.perform(put_due_rule, ends=ends, hours=hours)
    context.answer({"ends": format_time(rule.ends), "hours": rule.hours}, _("Batas menyerahkan disimpan."))


@command(
    settings,
    "documents",
    N_(
        "Menentukan dokumen yang diharapkan dari tiap pelaku UMKM: NIB, P-IRT, halal …; kosong "
        "berarti tidak ada."
    ),
)
@click.argument("kinds", nargs=-1)
def documents(context: CliContext, kinds: tuple[str, ...]) -> None:
    """Set which documents every vendor is expected to have: NIB, P-IRT, halal …; none without KINDS."""
    wanted = context.perform(put_documents_wanted, kinds)
    said = ", ".join(wanted) or _("tidak ada")
    context.answer({"documents_wanted": wanted}, _("Dokumen yang diharapkan: {kinds}.").format(kinds=said))


@root.group(help=N_("Pengampu dan mitra."))
def agency() -> None:
    """Coaches and partners."""


@command(agency, "add", N_("Menambah instansi."))
@click.option("--name", required=True)
@click.option("--role", type=click.Choice([COACH, PARTNER]), default=COACH)
def add(context: CliContext, name: str, role: str) -> None:
    """Add an agency."""
    made = context.perform(add_agency, name=name, role=role)
    context.answer({"id": made, "name": name, "role": role}, _("{name} ditambahkan.").format(name=name))


@command(agency, "list", N_("Semua instansi, pengampu lebih dulu."))
def list_(context: CliContext) -> None:
    """All agencies, coaches first."""
    with context.read() as session:
        agencies = list_agencies(session)
    context.answer({"agencies": agencies}, [f"{item.role:<8} {item.name}" for item in agencies])


@command(agency, "remove", N_("Tidak lagi menawarkan instansi itu."))
@click.argument("identity")
def remove(context: CliContext, identity: str) -> None:
    """Offer an agency (id) no longer."""
    context.perform(remove_agency, agency=identity)
    context.answer({"id": identity}, _("Instansi tidak ditawarkan lagi."))
