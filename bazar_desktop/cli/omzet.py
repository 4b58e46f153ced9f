"""omzet set, omzet list."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from bazar_desktop.cli.door import DAY, Door, command
from bazar_desktop.cli.root import root
from bazar_desktop.domain.day import BLANK, DECLINED, NIL, REPORTED, DayRow
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.money import format_number, format_rupiah
from bazar_desktop.domain.omzet_cells import COLUMNS, NOTE, read_cell
from bazar_desktop.language import _
from bazar_desktop.services.bazaars import find_bazaar
from bazar_desktop.services.day_parties import party_of
from bazar_desktop.services.omzet import set_omzet
from bazar_desktop.services.omzet_grid import grid


class NothingToSet(BazarError):
    """The command names no figure and no state."""


@root.group()
def omzet() -> None:
    """What each party sold on a day."""


@command(omzet, "set")
@click.option("--bazaar", "code", required=True)
@click.option("--day", type=DAY, required=True)
@click.option("--card", default="", help="code on the vendor card")
@click.option("--booth", default="", help="label of the booth")
@click.option("--session", "session_no", type=int, default=1, show_default=True)
@click.option("--cash", help="250000, 250rb, 1,5jt; - makes it blank")
@click.option("--qris")
@click.option("--noncash")
@click.option("--marketplace")
@click.option("--transactions")
@click.option("--note")
@click.option("--nil", "state", flag_value=NIL, help="nihil: nothing sold")
@click.option("--declined", "state", flag_value=DECLINED, help="refused to say")
@click.option("--blank", "state", flag_value=BLANK, help="not answered")
def set_(
    door: Door,
    code: str,
    day: date,
    card: str,
    booth: str,
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
    with door.write("omzet.set_omzet") as session:
        bazaar = find_bazaar(session, code)
        party = party_of(session, bazaar, day, card=card, booth=booth, session_no=session_no)
        facts = set_omzet(
            session, bazaar_id=bazaar.id, day=day, participation_id=party, session_no=session_no, **values
        )
        row = next(
            one.row
            for one in grid(session, bazaar.id, day).rows
            if one.row.participation_id == party and one.row.session == session_no
        )
    words = _("Tersimpan: {booth} {business}, {omzet}.").format(
        booth=row.booth or "-", business=row.business, omzet=omzet_words(row)
    )
    door.answer({**_plain(row), "late": facts.late}, words)


@command(omzet, "list")
@click.option("--bazaar", "code", required=True)
@click.option("--day", type=DAY, required=True)
def list_(door: Door, code: str, day: date) -> None:
    """Every row of a day with the running totals."""
    with door.read() as session:
        found = grid(session, find_bazaar(session, code).id, day)
    counts = found.totals.vendors.counts
    lines = [f"{one.row.booth or '-':<8} {one.row.business:<32} {omzet_words(one.row)}" for one in found.rows]
    lines.append(
        _("Omzet UMKM {total}; {answered} dari {rows} sudah lapor, {nil} nihil, {declined} menolak.").format(
            total=format_rupiah(found.totals.vendors.total),
            answered=counts.answered,
            rows=counts.rows,
            nil=counts.nil,
            declined=counts.declined,
        )
    )
    answer = {
        "rows": [_plain(one.row) for one in found.rows],
        "totals": found.totals,
        "seal": found.sheet.seal,
        "revision": found.sheet.revision,
        "undecided": found.sheet.undecided,
        "late": found.late,
    }
    door.answer(answer, lines)


def omzet_words(row: DayRow) -> str:
    """What a row says, in words: a sum, nihil, menolak or belum lapor."""
    words = {NIL: _("nihil"), DECLINED: _("menolak menyebut"), BLANK: _("belum lapor")}
    if row.omzet != REPORTED or row.total is None:
        return words.get(row.omzet, words[BLANK])
    sold = format_rupiah(row.total)
    if row.transactions is not None:
        sold += _(" ({count} transaksi)").format(count=format_number(row.transactions))
    return f"{sold} ({_('susulan')})" if row.late else sold


def _plain(row: DayRow) -> dict[str, object]:
    """The row for other programs: amounts by the name of their channel, null where blank."""
    return {
        "participation_id": row.participation_id,
        "party": row.party,
        "card": row.card,
        "booth": row.booth,
        "session": row.session,
        "business": row.business,
        "attendance": row.attendance,
        "state": row.omzet,
        **dict(zip(COLUMNS[:4], row.amounts, strict=True)),
        "transactions": row.transactions,
        "total": row.total,
        NOTE: row.note,
        "late": row.late,
    }
