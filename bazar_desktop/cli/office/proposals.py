"""office proposals, accept, reject, rejected, brought, take-back, count-again: what laptops may not change alone."""

from __future__ import annotations

from datetime import datetime, time

import click

from bazar_desktop.cli.context import CliContext, command
from bazar_desktop.cli.office.enrolment import office
from bazar_desktop.domain.calendar import WIB, parse_date
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.proposals import brought_words, decided_words, proposal_code, proposal_words
from bazar_desktop.services.exchange.proposals import (
    LaptopProposal,
    NothingProposed,
    accept,
    proposals,
    reject,
    rejected,
)
from bazar_desktop.services.exchange.taking_back import Clock, brought_by, let_count_again, take_back


class Since(click.ParamType[datetime]):
    """A moment as an officer types it: a day, or 2023-03-20T14:30."""

    name = "moment"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        text = str(value)
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            day = parse_date(text)
            if day is None:
                self.fail(_("tanggal kosong"), param, ctx)
            moment = datetime.combine(day, time())
        return moment if moment.tzinfo else moment.replace(tzinfo=WIB)


SINCE = Since()
BY = click.option(
    "--by",
    type=click.Choice([str(clock) for clock in Clock]),
    default=str(Clock.WRITTEN),
    help=N_("menurut jam laptop saat menulis, atau menurut saat dibaca di sini"),
)


@command(
    office,
    "proposals",
    N_("Apa yang diusulkan laptop di luar wewenangnya, masing-masing dengan kode untuk accept dan reject."),
)
def list_(context: CliContext) -> None:
    """What laptops propose beyond their authority, each with the code that accept and reject take."""
    with context.read() as session:
        found = proposals(session)
    _answer(context, found, _("Tidak ada usul yang menunggu."))


@command(office, "rejected", N_("Usul sendiri atau usul laptop yang ditolak kantor, dengan alasannya."))
def rejected_(context: CliContext) -> None:
    """What the office has rejected of this store's own proposals, or of its laptops', with the reason."""
    with context.read() as session:
        found = rejected(session)
    _answer(context, found, _("Tidak ada usul yang ditolak."))


def _answer(context: CliContext, found: list[LaptopProposal], none: str) -> None:
    lines = [f"{proposal_code(item)}  {proposal_words(item)}" for item in found]
    context.answer({"proposals": found}, lines or [none])


@command(office, "accept", N_("Menghitung usul berkode itu. Untuk supervisor."))
@click.argument("code")
@click.option("--reason", default="", help=N_("untuk riwayat"))
def accept_(context: CliContext, code: str, reason: str) -> None:
    """Let the usul with this CODE count. A supervisor's."""
    found = _named(context, code)
    decided = context.perform(
        accept,
        origin=found.origin,
        first=found.first,
        last=found.last,
        officer=context.store.officer.id,
        at=context.now(),
        reason=reason,
    )
    context.answer(decided, decided_words(decided))


@command(office, "reject", N_("Tidak menghitung usul berkode itu, di pembuatnya juga. Untuk supervisor."))
@click.argument("code")
@click.option("--reason", required=True, help=N_("disampaikan kepada pembuatnya"))
def reject_(context: CliContext, code: str, reason: str) -> None:
    """Let the usul with this CODE not count, at its maker's too. A supervisor's."""
    found = _named(context, code)
    decided = context.perform(
        reject,
        origin=found.origin,
        first=found.first,
        last=found.last,
        officer=context.store.officer.id,
        at=context.now(),
        reason=reason,
    )
    context.answer(decided, decided_words(decided))


def _named(context: CliContext, code: str) -> LaptopProposal:
    with context.read() as session:
        known = [*proposals(session), *rejected(session)]
    found = [item for item in known if proposal_code(item) == code.strip()]
    if len(found) != 1:
        raise NothingProposed()
    return found[0]


@command(
    office,
    "brought",
    N_("Apa yang dibawa laptop sejak suatu saat: berapa banyak, tentang apa, dalam paket mana, hari mana."),
)
@click.argument("name")
@click.option("--since", type=SINCE, required=True, help=N_("satu hari, atau 2023-03-20T14:30"))
@BY
def brought(context: CliContext, name: str, since: datetime, by: str) -> None:
    """What the laptop NAME brought from a moment on: how much, of what, in which packages, which days."""
    with context.read() as session:
        found = brought_by(session, laptop=name, since=since, by=Clock(by))
    context.answer(found, brought_words(found))


@command(
    office,
    "take-back",
    N_("Tidak menghitung apa pun yang dibawa laptop itu sejak suatu saat. Untuk supervisor."),
)
@click.argument("name")
@click.option("--since", type=SINCE, required=True, help=N_("satu hari, atau 2023-03-20T14:30"))
@click.option("--reason", required=True, help=N_("untuk riwayat; ikut terkirim"))
@BY
@click.option("--for-good", is_flag=True, help=N_("juga yang mungkin masih datang"))
def take_back_(context: CliContext, name: str, since: datetime, reason: str, by: str, for_good: bool) -> None:
    """Let nothing count that the laptop NAME brought from a moment on. A supervisor's."""
    found = context.perform(
        take_back,
        laptop=name,
        since=since,
        reason=reason,
        officer=context.store.officer.id,
        at=context.now(),
        by=Clock(by),
        for_good=for_good,
    )
    done = _("Ditarik kembali. Angka kini tanpa bawaan itu; kabar berikutnya memberi tahu semua laptop.")
    context.answer(found, [*brought_words(found), done])


@command(office, "count-again", N_("Menghitung lagi yang ditarik kembali dari laptop itu. Untuk supervisor."))
@click.argument("name")
@click.option("--reason", required=True, help=N_("untuk riwayat; ikut terkirim"))
def count_again(context: CliContext, name: str, reason: str) -> None:
    """Let what was taken back of the laptop NAME count again. A supervisor's."""
    count = context.perform(let_count_again, laptop=name, officer=context.store.officer.id, reason=reason)
    words = _("{n} perubahan dari {name} dihitung lagi.")
    context.answer({"count": count}, words.format(n=count, name=name))
