"""bazaar halt, resume and move: an event that does not go on as planned."""

from __future__ import annotations

from datetime import date

import click

from bazar_desktop.cli.bazaars import bazaar
from bazar_desktop.cli.context import DAY, CliContext, command
from bazar_desktop.domain.bazaars.day_list import parse_days
from bazar_desktop.domain.day.halts import HALTS
from bazar_desktop.domain.values.documents import CANCELLED
from bazar_desktop.domain.values.words import LOKASI_KINDS
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.bazaars import event_state_words
from bazar_desktop.phrases.events import halt_follows, move_words
from bazar_desktop.services.bazaars.bazaars import find_bazaar
from bazar_desktop.services.bazaars.halts import halt_bazaar, halt_day, resume_bazaar, resume_day
from bazar_desktop.services.bazaars.moving import move_bazaar, plan_move
from bazar_desktop.services.office.must_hear import must_hear

CODE = click.argument("code")
LOOK = click.option("--look", is_flag=True, help=N_("hanya sebutkan akibatnya"))


@command(bazaar, "halt", N_("Menunda atau membatalkan bazar, atau menggugurkan satu harinya."))
@CODE
@click.option(
    "--state", type=click.Choice(HALTS), default=CANCELLED, help=N_("seluruh bazar: ditunda atau batal")
)
@click.option("--day", type=DAY, default=None, help=N_("hanya hari itu yang gugur"))
@click.option("--reason", default="", help=N_("alasannya, misalnya hujan"))
@LOOK
def halt(context: CliContext, code: str, state: str, day: date | None, reason: str, look: bool) -> None:
    """Postpone or cancel a bazaar, or let one of its days fall out."""
    with context.read() as session:
        known = find_bazaar(session, code)
        hear = must_hear(session, bazaar_id=known.id, days=None if day is None else [day])
    follows = halt_follows(hear)
    if look:
        context.answer(hear, follows)
        return
    today = context.now().date()
    if day is None:
        facts = context.perform(halt_bazaar, bazaar_id=known.id, state=state, reason=reason, on=today)
        said = _("Bazar {code} {state}.").format(code=facts.label, state=event_state_words(facts.state))
    else:
        facts = context.perform(halt_day, bazaar_id=known.id, day=day, reason=reason, on=today)
        said = _("Hari {day} bazar {code} gugur.").format(day=day.strftime("%d/%m/%Y"), code=facts.label)
    context.answer(facts, [said, *follows])


@command(bazaar, "resume", N_("Membuka lagi bazar atau hari yang ditunda, dibatalkan, atau gugur."))
@CODE
@click.option("--day", type=DAY, default=None, help=N_("hanya hari itu"))
def resume(context: CliContext, code: str, day: date | None) -> None:
    """Take back that a bazaar or one of its days was called off."""
    with context.read() as session:
        known = find_bazaar(session, code)
    if day is None:
        facts = context.perform(resume_bazaar, bazaar_id=known.id)
    else:
        facts = context.perform(resume_day, bazaar_id=known.id, day=day)
    context.answer(facts, _("Bazar {code} dibuka lagi.").format(code=facts.label))


@command(bazaar, "move", N_("Memindahkan bazar ke lokasi atau tanggal lain; yang tidak disebut tetap."))
@CODE
@click.option("--lokasi", default="")
@click.option("--kecamatan", default="")
@click.option("--kind", type=click.Choice(LOKASI_KINDS), default="lain", help=N_("jenis lokasi"))
@click.option("--address", default="")
@click.option("--days", default="", help=N_("20/3/2023, 21/3/2023 atau 20/3/2023 s.d. 22/3/2023"))
@LOOK
def move(
    context: CliContext,
    code: str,
    lokasi: str,
    kecamatan: str,
    kind: str,
    address: str,
    days: str,
    look: bool,
) -> None:
    """Move a bazaar to another lokasi or other days; what is not named stays."""
    with context.read() as session:
        known = find_bazaar(session, code)
        to = {
            "bazaar_id": known.id,
            "lokasi": lokasi or known.lokasi,
            "kecamatan": kecamatan or known.kecamatan,
        }
        wanted = parse_days(days) or tuple(day.day for day in known.days)
        planned = plan_move(session, **to, days=wanted)
        hear = must_hear(session, bazaar_id=known.id)
    follows = move_words(planned, hear)
    if look:
        context.answer(planned, follows)
        return
    moved = context.perform(move_bazaar, **to, days=wanted, lokasi_kind=kind, address=address)
    context.answer(moved, [_("Bazar {code} dipindahkan.").format(code=known.label), *follows])
