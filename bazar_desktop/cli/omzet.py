"""omzet set, omzet confirm, omzet list, omzet batch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from bazar_desktop.cli.context import DAY, CliContext, command
from bazar_desktop.cli.root import root
from bazar_desktop.domain.calendar import format_date
from bazar_desktop.domain.day.model import BLANK, CHANNELS, COACH, DECLINED, NIL, REPORTED, DayRow
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.money import NotAnAmount, format_number, format_rupiah, parse_rupiah
from bazar_desktop.domain.omzet.cells import BESIDE, COLUMNS, read_cell
from bazar_desktop.language import N_, _, language
from bazar_desktop.phrases.attendance import away_clash_words
from bazar_desktop.phrases.bazaars import off_words
from bazar_desktop.phrases.figures import NOTHING, marked_or_none, of_words, rupiah_or_none
from bazar_desktop.phrases.omzet import (
    batch_words,
    business_words,
    counted_words,
    state_of,
    suspect_words,
    undecided_words,
)
from bazar_desktop.services.bazaars.bazaars import find_bazaar
from bazar_desktop.services.day.away import away_but_told
from bazar_desktop.services.day.parties import party_of, row_of_slip
from bazar_desktop.services.exchange.decisions import Undecided, undecided
from bazar_desktop.services.omzet.batch_check import BatchCheck, check_batch
from bazar_desktop.services.omzet.entry import confirm_odd, set_omzet
from bazar_desktop.services.omzet.grid import GridRow, grid


class NothingToSet(BazarError):
    """The command names no figure and no state."""


@root.group(help=N_("Apa yang dijual tiap peserta pada satu hari."))
def omzet() -> None:
    """What each party sold on a day."""


@command(omzet, "set", N_("Mengisi penjualan satu peserta; yang tidak disebut tetap."))
@click.option("--bazaar", "code", required=True)
@click.option("--day", type=DAY, required=True)
@click.option("--card", default="", help=N_("kode di kartu peserta"))
@click.option("--booth", default="", help=N_("nomor booth"))
@click.option("--slip", default="", help=N_("kode di slip omzet; sesinya ikut tersebut"))
@click.option("--session", "session_no", type=int, default=1, show_default=True)
@click.option("--cash", help=N_("250000, 250rb, 1,5jt; - mengosongkannya"))
@click.option("--qris")
@click.option("--noncash")
@click.option("--marketplace")
@click.option("--transactions")
@click.option("--best-product", help=N_("apa yang paling laku"))
@click.option("--promised", help=N_("janji beli: di samping omzet, tidak pernah di dalamnya"))
@click.option("--follow-up", help=N_("pesanan lanjutan: di samping omzet, tidak pernah di dalamnya"))
@click.option("--note")
@click.option("--nil", "state", flag_value=NIL, help=N_("nihil: tidak ada yang terjual"))
@click.option("--declined", "state", flag_value=DECLINED, help=N_("menolak menyebutkan"))
@click.option("--blank", "state", flag_value=BLANK, help=N_("belum lapor"))
def set_(
    context: CliContext,
    code: str,
    day: date,
    card: str,
    booth: str,
    slip: str,
    session_no: int,
    state: str | None,
    **cells: str | None,
) -> None:
    """Enter what one party sold; what is not named stays as it is."""
    values: dict[str, Any] = {"state": state} if state else {}
    for column in COLUMNS:
        if (text := cells[column]) is not None:
            typed = read_cell(column, text)
            values.update({"state": typed.state} if typed.state else {column: typed.value})
    if not values:
        raise NothingToSet()
    with context.write(set_omzet) as session:
        bazaar = find_bazaar(session, code)
        if slip and not card and not booth:
            party, session_no = row_of_slip(session, bazaar, day, slip)
        else:
            party = party_of(session, bazaar, day, card=card, booth=booth, session_no=session_no)
        facts = set_omzet(
            session, bazaar_id=bazaar.id, day=day, participation_id=party, session_no=session_no, **values
        )
        rows = grid(session, bazaar.id, day).rows
        clashes = away_but_told(session, bazaar.id, day, [(party, session_no)])
    warnings = [away_clash_words(away) for away in clashes]
    row = next(
        grid_row
        for grid_row in rows
        if (grid_row.row.participation_id, grid_row.row.session) == (party, session_no)
    )
    words = _("Tersimpan: {booth} {business}, {omzet}.").format(
        booth=row.row.booth or "-", business=row.row.business, omzet=omzet_words(row.row)
    )
    context.answer({**_plain(row), "late": facts.late, "warnings": warnings}, words)
    for warning in warnings:
        context.warn(warning)


@command(omzet, "confirm", N_("Membenarkan jumlah yang tampak janggal."))
@click.option("--bazaar", "code", required=True)
@click.option("--day", type=DAY, required=True)
@click.option("--card", default="", help=N_("kode di kartu peserta"))
@click.option("--booth", default="", help=N_("nomor booth"))
@click.option("--session", "session_no", type=int, default=1, show_default=True)
def confirm(context: CliContext, code: str, day: date, card: str, booth: str, session_no: int) -> None:
    """Confirm that a total that looks odd is right."""
    with context.write(confirm_odd) as session:
        bazaar = find_bazaar(session, code)
        party = party_of(session, bazaar, day, card=card, booth=booth, session_no=session_no)
        facts = confirm_odd(
            session, bazaar_id=bazaar.id, day=day, participation_id=party, session_no=session_no
        )
    words = _("Jumlah {amount} dibenarkan.").format(amount=format_rupiah(facts.confirmed or 0))
    context.answer(facts, words)


@command(omzet, "list", N_("Semua baris satu hari dengan jumlah berjalan."))
@click.option("--bazaar", "code", required=True)
@click.option("--day", type=DAY, required=True)
def list_(context: CliContext, code: str, day: date) -> None:
    """Every row of a day with the running totals."""
    with context.read() as session:
        bazaar_id = find_bazaar(session, code).id
        omzet_grid = grid(session, bazaar_id, day)
        conflicts = undecided(session, bazaar_id) if omzet_grid.sheet.undecided else []
    umkm = omzet_grid.figures
    lines = [_line(row, conflicts) for row in omzet_grid.rows]
    lines.append(
        _("Omzet UMKM {total}; {part} melapor, {nil} nihil, {declined} menolak.").format(
            total=marked_or_none(umkm.omzet, omzet_grid.sheet.undecided),
            part=of_words(umkm.answered, umkm.asked),
            nil=umkm.nil,
            declined=umkm.declined,
        )
    )
    if omzet_grid.sheet.seal and omzet_grid.late is not None:
        words = _("susulan {amount}, di luar segel").format(amount=rupiah_or_none(omzet_grid.late))
        lines.append(f"{words[:1].upper()}{words[1:]}.")
    if (off := omzet_grid.sheet.off) is not None:
        said = _("{day} tidak berlangsung: {why}")
        lines = [said.format(day=format_date(day, language()), why=off_words(off))]
    answer = {
        "rows": [_plain(row) for row in omzet_grid.rows],
        "figures": umkm,
        "totals": omzet_grid.totals,
        "seal": omzet_grid.sheet.seal,
        "revision": omzet_grid.sheet.revision,
        "undecided": omzet_grid.sheet.undecided,
        "late": omzet_grid.late,
        "off": off and off.halt,
    }
    context.answer(answer, lines)


@command(
    omzet,
    "batch",
    N_(
        "Membandingkan jumlah dari tumpukan slip dengan barisnya, dan menyebut baris yang "
        "menjelaskan selisihnya."
    ),
)
@click.option("--bazaar", "code", required=True)
@click.option("--day", type=DAY, required=True)
@click.option("--total", "text", required=True, help=N_("jumlah tumpukan slip"))
@click.option(
    "--channel", default="", help=N_("cash, qris, noncash atau marketplace; semua bila tidak disebut")
)
def batch(context: CliContext, code: str, day: date, text: str, channel: str) -> None:
    """Compare a total added up from the slips with the rows, and name the rows that explain the difference."""
    with context.read() as session:
        bazaar_id = find_bazaar(session, code).id
        if (amount := parse_rupiah(text)) is None:
            raise NotAnAmount(text=text)
        check = check_batch(session, bazaar_id, day, total=amount.value, channel=channel)
    lines = [
        batch_words(check),
        *(
            f"{suspect.booth or '-'} {suspect.business}: {suspect_words(suspect)}"
            for suspect in check.suspects
        ),
    ]
    context.answer({**_facts(check), "difference": check.difference}, lines)


def _facts(check: BatchCheck) -> dict[str, object]:
    """The check as an object of its own fields."""
    return {name: getattr(check, name) for name in BatchCheck.__slots__}


def _line(grid_row: GridRow, conflicts: Sequence[Undecided]) -> str:
    """One line of the list: what the row shows, and what the total counts where that is something else."""
    row = grid_row.row
    marks = [undecided_words(item) for item in conflicts if item.row_id == grid_row.entry_id]
    if grid_row.counts_otherwise:
        marks.append(counted_words(grid_row.counted))
    marked = f" ({'; '.join(marks)})" if marks else ""
    return f"{row.booth or '-':<8} {business_words(row):<32} {omzet_words(row)}{marked}"


def omzet_words(row: DayRow) -> str:
    """What a row says, in words: a sum, or its state as papers name it; a coach's desk sells nothing."""
    if row.omzet != REPORTED or row.total is None:
        words = NOTHING if row.party == COACH and row.omzet == BLANK else state_of(row, ())
        return words[:1].lower() + words[1:]
    sold = format_rupiah(row.total)
    if row.transactions is not None:
        sold += _(" ({count} transaksi)").format(count=format_number(row.transactions))
    return f"{sold} ({_('susulan')})" if row.late else sold


def _plain(grid_row: GridRow) -> dict[str, object]:
    """The row for other programs: amounts by the name of their channel, null where blank."""
    row = grid_row.row
    return {
        "participation_id": row.participation_id,
        "party": row.party,
        "card": row.card,
        "booth": row.booth,
        "session": row.session,
        "business": row.business,
        "attendance": row.attendance,
        "state": row.omzet,
        **dict(zip(CHANNELS, row.amounts, strict=True)),
        "transactions": row.transactions,
        "total": row.total,
        **{name: getattr(row, name) for name in BESIDE},
        "confirmed": row.confirmed,
        "odd": grid_row.odd,
        "undecided": sorted(grid_row.undecided),
        "counted": grid_row.counted,
        "late": row.late,
    }
