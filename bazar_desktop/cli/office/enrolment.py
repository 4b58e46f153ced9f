"""office init, prepare, enrol, status, conflicts and decide; laptop enrol and words."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import click

from bazar_desktop.cli.context import DAY, FILE, TO_FOLDER, CliContext, command, writes_file
from bazar_desktop.cli.root import root
from bazar_desktop.cli.settings.officers import PIN, pin_from
from bazar_desktop.domain.calendar import format_date
from bazar_desktop.domain.figures.day import known_sum
from bazar_desktop.domain.money import signed_rupiah
from bazar_desktop.jobs.office.enrolment import (
    enrol_laptop,
    own_words,
    prepare,
)
from bazar_desktop.jobs.office.founding import Founded, office_init
from bazar_desktop.jobs.recovery.key_sheet import PDF, require_place, write_key, write_key_sheet
from bazar_desktop.language import N_, _, language, ngettext
from bazar_desktop.messages import state_words
from bazar_desktop.messages.values import entity_name
from bazar_desktop.phrases.bazaars import contradicted_words, off_words
from bazar_desktop.phrases.breaches import breach_words, side_name
from bazar_desktop.phrases.events import contradicted_day_words
from bazar_desktop.phrases.field_values import choice_value_words
from bazar_desktop.phrases.figures import figure_name, marked_or_none, number_or_none
from bazar_desktop.phrases.journal import field_words
from bazar_desktop.phrases.owed import late_words
from bazar_desktop.phrases.register import met_person_words, met_twice_words, pair_reason
from bazar_desktop.phrases.reports import category_namer, made_of_words, seal_mismatch_name
from bazar_desktop.phrases.stray_entries import stray_words
from bazar_desktop.services.bazaars.halts import contradicted_days
from bazar_desktop.services.exchange.breaches import breaches
from bazar_desktop.services.exchange.decisions import Undecided, decide, undecided
from bazar_desktop.services.exchange.met_twice import MetTwice, met_twice
from bazar_desktop.services.exchange.stray_entries import stray_entries
from bazar_desktop.services.office.laptops import DeviceFacts, require_office, trusted_devices
from bazar_desktop.services.reports.board import BoardRow, MadeOf, board, count_states, made_of
from bazar_desktop.services.settings.due import due_rule
from bazar_desktop.services.settings.officers import PETUGAS, SUPERVISOR
from bazar_desktop.services.settings.values import categories


@root.group(help=N_("Kantor: laptopnya, apa yang sudah masuk, apa yang menunggu keputusan."))
def office() -> None:
    """The office: its laptops, what has come in, what waits for a decision."""


@root.group(help=N_("Bagian laptop ini saat bergabung dengan kantor."))
def laptop() -> None:
    """This laptop's side of joining an office."""


@command(
    office,
    "init",
    N_("Mendirikan kantor: data dan kuncinya; kunci cadangan ke .pdf adalah lembar untuk dicetak."),
)
@click.option("--name", required=True, help=N_("nama kantor, seperti di tanda terima"))
@click.option("--officer", "who", required=True, help=N_("petugas pertama, seorang supervisor"))
@click.option("--nip", default="")
@click.option("--area", default="", help=N_("31 untuk Dinas, 31.71 dst. untuk Suku Dinas sebuah kota"))
@click.option("--letterhead", multiple=True, help=N_("baris kop, dari atas"))
@PIN
@writes_file("--spare-to", help_=N_("tempat kunci cadangan ditulis, untuk disimpan di brankas"))
@click.option("--sample", is_flag=True, help=N_("data contoh tidak pernah bercampur dengan data sungguhan"))
def init(
    context: CliContext,
    name: str,
    who: str,
    nip: str,
    area: str,
    letterhead: tuple[str, ...],
    variable: str,
    spare_to: Path | None,
    sample: bool,
) -> None:
    """Found an office: its store and its keys; a spare key to a .pdf is a sheet to print."""
    if spare_to is not None:
        require_place(spare_to)
    made = office_init(
        context.folder,
        name=name,
        officer=who,
        nip=nip,
        area=area,
        letterhead=letterhead,
        pin=pin_from(variable),
        at=context.now(),
        is_sample=sample,
        database=context.database,
    )
    places = _keep_spare(made, spare_to, context.now()) if spare_to is not None else ()
    made.store.db.close()
    lines = [_("Kantor dibuat di {folder}: {name}.").format(folder=context.folder, name=name)]
    if spare_to is not None:
        lines.append(_("Kunci cadangan tertulis di {file}. Simpan di brankas.").format(file=spare_to))
    if places:
        words = _(
            "Cetak lembarnya, lalu ketik kembali kata ke-{first} dan ke-{second}: recovery check-sheet."
        )
        lines.append(words.format(first=places[0], second=places[1]))
    answer = {"folder": context.folder, "name": name, "officer": made.store.officer.id, "spare_to": spare_to}
    context.answer(answer | {"places": places}, lines)


def _keep_spare(made: Founded, to: Path, at: datetime) -> tuple[int, ...]:
    """Write the spare key, and tell which words of its sheet are to be typed back."""
    if to.suffix.lower() != PDF:
        write_key(to, f"{made.spare}\n".encode())
        return ()
    return write_key_sheet(made.store, made.spare, to, at).places


@command(office, "prepare", N_("Menulis persiapan satu laptop, dan menunjukkan kode pembukanya."))
@click.option("--bazaar", "codes", multiple=True)
@click.option("--joins", is_flag=True, help=N_("laptop itu sudah bekerja sendiri dan membawa bazarnya"))
@click.option("--device", required=True, help=N_("nama laptop"))
@click.option("--to", type=TO_FOLDER, required=True)
@click.option("--contact", default="", help=N_("siapa yang ditelepon tentangnya, dan bagaimana"))
def prepare_(
    context: CliContext, codes: tuple[str, ...], joins: bool, device: str, to: Path, contact: str
) -> None:
    """Write the preparation of one laptop, and show the code that opens it."""
    if not codes and not joins:
        raise click.UsageError(_("--bazaar belum diisi, dan --joins tidak diminta."))
    made = prepare(
        context.store, bazaars=codes, device=device, to=context.ready(to), at=context.now(), contact=contact
    )
    lines = [
        _("Berkas persiapan: {file}").format(file=made.file),
        _("Kode serah terima (sampaikan terpisah dari berkasnya): {code}").format(code=made.code),
    ]
    context.answer(made, lines)


@command(
    laptop,
    "enrol",
    N_("Membuat data laptop ini dari berkas persiapan kantor, dan jawaban untuk dibawa kembali."),
)
@click.argument("file", type=FILE)
@click.option("--code", required=True, help=N_("kode serah terima yang ditunjukkan kantor"))
@click.option("--officer", "who", required=True, help=N_("dengan nama, seperti dimasukkan kantor"))
@click.option(
    "--role", type=click.Choice([PETUGAS, SUPERVISOR]), default=PETUGAS, help=N_("untuk orang baru")
)
@PIN
@click.option("--to", type=TO_FOLDER, help=N_("tempat jawaban untuk kantor ditulis"))
def enrol_laptop_(
    context: CliContext, file: Path, code: str, who: str, role: str, variable: str, to: Path | None
) -> None:
    """Make this laptop's store from the office's preparation FILE, and the answer to carry back."""
    made = enrol_laptop(
        file,
        code=code,
        folder=context.folder,
        officer=who,
        role=role,
        pin=pin_from(variable),
        at=context.now(),
        to=context.ready(to) if to is not None else None,
    )
    made.store.db.close()
    lines = [
        _("{name} siap dipakai untuk {sudin}.").format(name=made.store.name, sudin=made.sudin),
        _("Bawa jawaban ini ke kantor: {file}").format(file=made.answer),
        _("Cocokkan enam kata ini lewat telepon: {words}").format(words=" ".join(made.words)),
    ]
    facts = {
        "device": made.store.name,
        "letter": made.store.letter,
        "officer": made.store.officer.name,
        "role": made.store.officer.role,
        "answer": made.answer,
        "words": made.words,
        "sudin": made.sudin,
    }
    context.answer(facts, lines)


@command(laptop, "words", N_("Enam kata untuk dicocokkan dengan kantor lewat telepon."))
def words(context: CliContext) -> None:
    """The six words to compare with the office by phone."""
    with context.read() as session:
        found = own_words(session)
    context.answer({"words": found}, " ".join(found))


@command(office, "status", N_("Tiap hari bazar: belum, draf, tutup, diterima, revisi; dan laptopnya."))
@click.option("--since", type=DAY)
@click.option("--until", type=DAY)
def status(context: CliContext, since: date | None, until: date | None) -> None:
    """Every bazaar day: belum, draf, tutup, diterima, revisi; and the laptops."""
    with context.read() as session:
        require_office(session)
        rows = board(session, since=since, until=until, check_seals=True)
        devices, rule = trusted_devices(session), due_rule(session)
    states, now = count_states(rows), context.now()
    made = made_of(rows, now.date())
    answer = {
        "days": [
            {
                **_fields(row),
                "since_seal": row.since_seal,
                "is_complete": row.is_complete,
                "hours_late": row.hours_late(rule, now),
            }
            for row in rows
        ],
        "states": states,
        "omzet": known_sum(row.omzet for row in rows),
        "since_seal": sum(row.since_seal for row in rows),
        "undecided": sum(row.undecided for row in rows),
        "made_of": made,
        "laptops": [device_fields(device) for device in devices],
    }
    none = [_("Belum ada bazar. Mulai dengan: bazaar add")]
    said = [
        ", ".join(filter(None, (_row_words(row, now.date()), late_words(row.hours_late(rule, now)))))
        for row in rows
    ]
    context.answer(answer, [*said, *_sum_words(rows, made)] if rows else none)


def _fields(row: BoardRow) -> dict[str, object]:
    return {name: getattr(row, name) for name in BoardRow.__dataclass_fields__}


def _row_words(row: BoardRow, today: date) -> str:
    if row.is_off:
        return f"{format_date(row.day, language())}  {row.lokasi:<32} {off_words(row.course)}"
    came = _("belum berlangsung")
    if row.is_due(today):
        came = f"{number_or_none(row.present)}/{row.registered} {_('hadir')}"
    figures = f"{came}, {marked_or_none(row.omzet, row.undecided)}"
    if row.seal_mismatch:
        figures += f", {seal_mismatch_name(row.seal_mismatch)}"
    if said := contradicted_words(row.course):
        figures += f", {said}"
    if row.waiting and row.is_due(today):
        figures += f", {figure_name('waiting').lower()}: {', '.join(row.waiting)}"
    state = state_words(row.state)
    if row.state == "revised":
        state = f"{state} {row.revision}"
    apart = f", {_('sejak segel')} {signed_rupiah(row.since_seal)}" if row.since_seal else ""
    return f"{format_date(row.day, language())}  {row.lokasi:<32} {state:<9} {figures}{apart}"


def _sum_words(rows: Sequence[BoardRow], made: MadeOf) -> list[str]:
    """What all rows add up to, and of what: sealed days as their seal covers them."""
    total = marked_or_none(known_sum(row.omzet for row in rows), sum(row.undecided for row in rows))
    return [f"{figure_name('omzet')} {total}", made_of_words(made)]


def device_fields(device: DeviceFacts) -> dict[str, object]:
    """A laptop or office for other programs."""
    return {
        "name": device.name,
        "letter": device.letter,
        "state": device.state,
        "contact": device.contact,
        "key_id": device.key_id,
        "preparation": device.preparation,
        "prepared_at": device.prepared_at,
        "enrolled_at": device.enrolled_at,
        "revoked_at": device.revoked_at,
    }


@command(
    office,
    "conflicts",
    N_(
        "Apa yang ditulis berbeda oleh dua petugas, dengan kedua nilainya; apa lagi yang tidak "
        "cocok; apa yang tidak terhitung."
    ),
)
def conflicts(context: CliContext) -> None:
    """What two officers wrote differently, with both values; what else does not go together; what no figure counts."""
    with context.read() as session:
        undecideds, broken, stray = undecided(session), breaches(session), stray_entries(session)
        held = contradicted_days(session)
        twice = met_twice(session)
        category_name = category_namer(categories(session))
    lines = [line for item in undecideds for line in _conflict_lines(item, category_name)]
    lines += [
        f"{breach.bazaar} · {breach.subject} · {breach_words(breach)} · {format_date(breach.day, language())}: "
        + " | ".join(f"{side_name(side)} ({side.officer})" for side in breach.sides)
        for breach in broken
    ]
    lines += map(stray_words, stray)
    lines += map(contradicted_day_words, held)
    lines += [line for item in twice.shown for line in _met_twice_lines(item)]
    if words := met_twice_words(twice.count):
        lines.append(words)
    count = ngettext("{n} isian perlu keputusan.", "{n} isian perlu keputusan.", len(undecideds))
    answer = {"conflicts": undecideds, "breaches": broken, "stray": stray, "held": held}
    answer["twice"] = twice.shown
    context.answer(answer, [*lines, count.format(n=len(undecideds))])


def _met_twice_lines(item: MetTwice) -> tuple[str, str]:
    """Two rows that may be one person, and below them the commands that answer."""
    ids = f"{item.pair.first} {item.pair.second}"
    people = " =? ".join(map(met_person_words, (item.first, item.second)))
    return f"{people}: {pair_reason(item.pair.reason)}", f"  register join {ids} | register apart {ids}"


def _conflict_lines(item: Undecided, category_name: Callable[[str], str]) -> tuple[str, str]:
    """What is written differently, in words, and below it what `office decide` takes for each of the values."""
    day = format_date(item.day, language()) if item.day else ""
    about = (item.bazaar, day, item.booth, entity_name(item.entity), item.subject, field_words(item.field))
    values = (
        f"{choice_value_words(item, choice, category_name)} ({choice.officer})" for choice in item.choices
    )
    codes = " | ".join(json.dumps(choice.value, ensure_ascii=False) for choice in item.choices)
    return (
        f"{' · '.join(part for part in about if part)}: {' | '.join(values)}",
        f"  office decide {item.entity} {item.row_id} {item.field} {codes}",
    )


@command(
    office,
    "decide",
    N_("Memberlakukan satu nilai (seperti di `office conflicts`) untuk isian pada baris itu."),
)
@click.argument("entity")
@click.argument("row")
@click.argument("field")
@click.argument("value")
@click.option("--reason", required=True)
def decide_(context: CliContext, entity: str, row: str, field: str, value: str, reason: str) -> None:
    """Let VALUE (as `office conflicts` shows it) stand for FIELD of ROW."""
    with context.write(decide, reason) as session:
        decide(session, entity=entity, row_id=row, field=field, value=_value(value), reason=reason)
        left = len(undecided(session))
    answer = {"entity": entity, "row_id": row, "field": field, "value": _value(value), "left": left}
    context.answer(answer, _("Diputuskan. Masih {n} isian.").format(n=left))


def _value(text: str) -> str | int | bool | None:
    """A value as JSON shows it; anything else is taken as text."""
    try:
        found = json.loads(text)
    except ValueError:
        return text
    return found if found is None or isinstance(found, str | int | bool) else text
