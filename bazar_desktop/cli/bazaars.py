"""bazaar add, list, change, steps, take and put."""

from __future__ import annotations

from datetime import date

import click

from bazar_desktop.cli.context import DAY, CliContext, command
from bazar_desktop.cli.root import root
from bazar_desktop.domain.bazaars.day_list import parse_days
from bazar_desktop.domain.calendar import format_date
from bazar_desktop.domain.day.halts import HALTS
from bazar_desktop.domain.values.words import LOKASI_KINDS
from bazar_desktop.language import N_, _, language
from bazar_desktop.phrases.bazaars import course_words, halt_words, made_words
from bazar_desktop.services.bazaars.bazaars import (
    BazaarFacts,
    bazaar_of,
    change_bazaar,
    change_bazaar_and_times,
    find_bazaar,
    list_bazaars,
    open_bazaar,
    own_letterhead,
)
from bazar_desktop.services.bazaars.days import DayFacts, set_cut_off
from bazar_desktop.services.bazaars.participants import (
    CONFIRMED,
    STATUSES,
    add_participation,
    add_partner,
    change_participation,
    list_participants,
    participation,
)
from bazar_desktop.services.home.day_steps import home


@root.group(help=N_("Bazar dan harinya."))
def bazaar() -> None:
    """Bazaars and their days."""


@command(bazaar, "add", N_("Memasukkan bazar, lokasinya dan harinya."))
@click.option("--name", required=True)
@click.option("--lokasi", required=True)
@click.option("--kind", type=click.Choice(LOKASI_KINDS), default="lain", help=N_("jenis lokasi"))
@click.option("--kecamatan", required=True)
@click.option("--address", default="")
@click.option("--day", "days", type=DAY, multiple=True, required=True)
@click.option("--code", default="")
@click.option("--programme", default="")
def add(
    context: CliContext,
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
    facts = context.perform(
        open_bazaar,
        name=name,
        lokasi=lokasi,
        lokasi_kind=kind,
        kecamatan=kecamatan,
        days=days,
        address=address,
        code=code,
        programme=programme,
    )
    words = _("Bazar {code} dibuat: {name}, {lokasi}.")
    said = words.format(code=facts.code, name=name, lokasi=facts.lokasi)
    context.answer(facts, made_words(facts.code, code, said))


@command(bazaar, "list", N_("Semua bazar, yang terbaru lebih dulu."))
def list_(context: CliContext) -> None:
    """All bazaars, the latest first."""
    with context.read() as session:
        bazaars = list_bazaars(session)
    lines = [
        f"{item.label:<9} {', '.join(map(_day_words, item.days))}  {item.name}, {item.lokasi}{_state_words(item)}"
        for item in bazaars
    ]
    context.answer({"bazaars": bazaars}, lines or [_("Belum ada bazar. Mulai dengan: bazaar add")])


def _day_words(day: DayFacts) -> str:
    """The date of a day, and that it fell out alone."""
    words = format_date(day.day, language())
    return f"{words} ({course_words(day.course)})" if day.is_off and day.course.is_alone else words


def _state_words(item: BazaarFacts) -> str:
    """That a bazaar as a whole does not go on, and why; "" for one that does."""
    if item.halt is None or item.state not in HALTS:
        return ""
    return f" · {halt_words(item.halt)}"


@command(bazaar, "change", N_("Memperbaiki bazar; yang tidak disebut tetap."))
@click.argument("code")
@click.option("--name", default="")
@click.option("--days", default="", help=N_("20/3/2023, 21/3/2023 atau 20/3/2023 s.d. 22/3/2023"))
@click.option("--cut-off", default=None, help=N_("09.30; kosong untuk tanpa batas"))
@click.option("--programme", default=None)
@click.option("--letterhead", multiple=True, help=N_("satu baris kop bazar itu sendiri"))
@click.option("--code", "new_code", default="", help=N_("kode lain, bila bazar lain berkode sama"))
def change(
    context: CliContext,
    code: str,
    name: str,
    days: str,
    cut_off: str | None,
    programme: str | None,
    letterhead: tuple[str, ...],
    new_code: str,
) -> None:
    """Put a bazaar right; what is not named stays."""
    with context.write(change_bazaar_and_times) as session:
        known = find_bazaar(session, code)
        change_bazaar(
            session,
            known.id,
            name=name or known.name,
            days=parse_days(days) or tuple(day.day for day in known.days),
            programme=known.programme if programme is None else programme,
            letterhead=letterhead or own_letterhead(known),
            code=new_code,
        )
        for day in bazaar_of(session, known.id).days if cut_off is not None else ():
            set_cut_off(session, known.id, day.day, cut_off or "")
        facts = bazaar_of(session, known.id)
    context.answer(facts, _("Bazar {code} diubah.").format(code=facts.label))


@command(bazaar, "steps", N_("Lima langkah sehari: giliran siapa dan apa yang kurang."))
@click.argument("code")
@click.option("--day", type=DAY, required=True)
def steps(context: CliContext, code: str, day: date) -> None:
    """The five steps of a day: whose turn it is and what is missing."""
    with context.read() as session:
        found = home(session, find_bazaar(session, code).id, day, now=context.now())
    lines = [f"{step.key:<10} {step.state:<8} {step.code}" for step in found.steps]
    answer = {
        "steps": found.steps,
        "counts": found.counts,
        "since_seal": found.since,
        "decisions": found.decisions,
        "off": found.sheet.off and found.sheet.off.halt,
    }
    context.answer(answer, lines)


@command(bazaar, "take", N_("Mengikutsertakan pelaku UMKM atau mitra."))
@click.argument("code")
@click.option("--vendor", default="", help=N_("id pelaku UMKM di daftar induk"))
@click.option("--partner", default="", help=N_("nama mitra"))
@click.option("--status", type=click.Choice(STATUSES), default=CONFIRMED)
def take(context: CliContext, code: str, vendor: str, partner: str, status: str) -> None:
    """Let a vendor or a mitra take part."""
    with context.write(add_participation) as session:
        known = find_bazaar(session, code)
        if partner and not vendor:
            made = add_partner(session, known.id, name=partner)
        else:
            made = add_participation(session, known.id, vendor_id=vendor or None, status=status)
        facts = next(
            participant for participant in list_participants(session, known.id) if participant.id == made
        )
    context.answer(facts, _("{name} menjadi peserta.").format(name=facts.business or facts.name))


@command(bazaar, "put", N_("Memperbaiki peserta: status, urutan cadangan, booth, keinginan, catatan."))
@click.argument("participant")
@click.option("--status", type=click.Choice(STATUSES), required=True)
@click.option("--reserve-order", type=int, default=None)
@click.option("--booths", type=int, default=1)
@click.option("--wish", default="")
@click.option("--note", default="")
def put(
    context: CliContext,
    participant: str,
    status: str,
    reserve_order: int | None,
    booths: int,
    wish: str,
    note: str,
) -> None:
    """Put a participant (id) right: status, reserve order, booths, wish, note."""
    with context.write(change_participation) as session:
        change_participation(
            session,
            participant,
            status=status,
            reserve_order=reserve_order,
            preference=wish,
            note=note,
            booth_count=booths,
        )
        bazaar_id = participation(session, participant).bazaar_id
        facts = next(item for item in list_participants(session, bazaar_id) if item.id == participant)
    context.answer(facts, _("{name} diubah.").format(name=facts.business or facts.name))
