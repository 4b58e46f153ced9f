"""office laptops, laptop, words, assign, contact and revoke: the laptops of an office."""

from __future__ import annotations

import click

from bazar_desktop.cli.context import CliContext, command
from bazar_desktop.cli.office.enrolment import device_fields, office
from bazar_desktop.domain.calendar import format_date
from bazar_desktop.jobs.office.introductions import words_with
from bazar_desktop.language import N_, _, language
from bazar_desktop.messages import state_words
from bazar_desktop.phrases.holdings import held_words, received_words
from bazar_desktop.phrases.proposals import revoked_words
from bazar_desktop.services.exchange.holdings import Holdings, holdings
from bazar_desktop.services.exchange.taking_back import changes_brought
from bazar_desktop.services.office.laptops import (
    assign_bazaars,
    put_contact,
    require_office,
    revoke,
    trusted_devices,
)


@command(
    office, "laptops", N_("Semua laptop kantor ini, masing-masing dengan kode bila beberapa bernama sama.")
)
def laptops(context: CliContext) -> None:
    """All laptops of this office, each with the code that names it where several have its name."""
    with context.read() as session:
        require_office(session)
        devices = trusted_devices(session)
    lines = [
        f"{device.name:<20} {device.letter:<2} {state_words(device.state):<10} {device.code}"
        for device in devices
    ]
    context.answer(
        {"laptops": [device_fields(device) for device in devices]}, lines or [_("Belum ada laptop.")]
    )


@command(
    office,
    "laptop",
    N_("Apa yang ada di laptop itu: data siapa, sejak kapan, dan hari mana yang sudah diserahkan."),
)
@click.argument("name")
def holdings_(context: CliContext, name: str) -> None:
    """What is on the laptop NAME: whose data, since when, and what of its days has been handed in."""
    with context.read() as session:
        require_office(session)
        found = holdings(session, name)
    context.answer(found, _holdings_words(found))


def _holdings_words(found: Holdings) -> list[str]:
    line = _("{name}: data {count} orang ({nik} dengan NIK, {phone} dengan nomor HP), bazar {bazaars}.")
    counts = line.format(
        name=found.name,
        count=found.persons,
        nik=found.with_nik,
        phone=found.with_phone,
        bazaars=", ".join(found.bazaars) or "-",
    )
    return [
        counts,
        received_words(found),
        *(
            f"{format_date(day.day, language())}  {day.bazaar} {day.lokasi:<32} {held_words(day)}"
            for day in found.days
        ),
    ]


@command(
    office,
    "words",
    N_("Sekali lagi enam kata untuk dicocokkan lewat telepon dengan laptop atau kantor lain."),
)
@click.argument("name")
def words_(context: CliContext, name: str) -> None:
    """The six words to compare by phone with a laptop or another office, once more."""
    with context.read() as session:
        found = words_with(session, name)
    context.answer({"words": found}, " ".join(found))


@command(
    office,
    "assign",
    N_("Menugaskan laptop yang sudah dipakai ke bazar-bazar itu; kabar berikutnya memberitahunya."),
)
@click.argument("name")
@click.option(
    "--bazaar", "codes", multiple=True, required=True, help=N_("semua bazar yang dilayaninya sejak sekarang")
)
def assign(context: CliContext, name: str, codes: tuple[str, ...]) -> None:
    """Let the laptop NAME, already in use, serve these bazaars; the next news tell it."""
    device = context.perform(assign_bazaars, name, codes)
    words = _("{name} kini untuk {codes}. Buat kabar agar laptop tahu.")
    context.answer(device_fields(device), words.format(name=device.name, codes=", ".join(codes)))


@command(office, "contact", N_("Menulis siapa yang ditelepon tentang laptop itu, dan bagaimana."))
@click.argument("name")
@click.argument("contact")
def contact_(context: CliContext, name: str, contact: str) -> None:
    """Say whom to call about the laptop NAME, and how."""
    device = context.perform(put_contact, name, contact)
    context.answer(device_fields(device), f"{device.name}: {device.contact}")


@command(office, "revoke", N_("Tidak lagi mempercayai laptop itu."))
@click.argument("name")
@click.option("--reason", default="", help=N_("untuk riwayat"))
def revoke_(context: CliContext, name: str, reason: str) -> None:
    """No longer believe the laptop NAME."""
    with context.write(revoke, reason or None) as session:
        device = revoke(session, name, officer=context.store.officer.id, at=context.now())
        changes = changes_brought(session, device)
    context.answer(device_fields(device) | {"changes": changes}, revoked_words(device.name, changes))
