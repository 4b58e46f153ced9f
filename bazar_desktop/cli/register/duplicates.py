"""register duplicates, join, apart."""

from __future__ import annotations

from typing import Any

import click

from bazar_desktop.cli.context import CliContext, command
from bazar_desktop.cli.register.vendors import register
from bazar_desktop.jobs.register.duplicates import search_duplicates
from bazar_desktop.language import N_, _
from bazar_desktop.services.register.duplicates import Pair
from bazar_desktop.services.register.same_person import join_certain, tell_apart
from bazar_desktop.services.register.vendor_page import join_vendors
from bazar_desktop.services.register.vendors import VendorFacts, vendors_by_ids


@command(
    register, "duplicates", N_("Pelaku UMKM yang satu orang: yang pasti, dan yang mungkin untuk ditanyakan.")
)
@click.option("--join", "joins", is_flag=True, help=N_("gabungkan yang pasti"))
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=50, help=N_("banyaknya pasangan yang mungkin")
)
def duplicates(context: CliContext, joins: bool, limit: int) -> None:
    """Vendors that are one person: certain ones, and likely ones to ask about."""
    found = search_duplicates(context.progress, db=context.store.db)
    joined = 0
    if joins and found.certain:
        joined = context.perform(join_certain, found.certain)
    with context.read() as session:
        shown = (*found.certain[:limit], *found.likely[:limit])
        facts = {
            row_id.id: row_id
            for row_id in vendors_by_ids(session, [id_ for pair in shown for id_ in pair[:2]])
        }
    counts = {
        "vendors": found.vendors,
        "certain": len(found.certain),
        "likely": len(found.likely),
        "joined": joined,
    }
    lines = [
        _(
            "{vendors} pelaku UMKM: {certain} pasangan pasti sama, {likely} mungkin sama; {joined} digabung."
        ).format(**counts),
        *(
            f"{pair.first}  {pair.second}  {pair.reason:<18} {_names(pair, facts)}"
            for pair in found.likely[:limit]
        ),
    ]
    certain, likely = (
        [_plain(pair, facts) for pair in pairs[:limit]] for pairs in (found.certain, found.likely)
    )
    context.answer({"counts": counts, "certain": certain, "likely": likely}, lines)


@command(register, "join", N_("Menyatakan bahwa dua pelaku UMKM adalah satu orang; riwayat keduanya tetap."))
@click.argument("one")
@click.argument("other")
def join(context: CliContext, one: str, other: str) -> None:
    """Say that two vendors are one person; both keep their history."""
    context.perform(join_vendors, one, other)
    context.answer({"joined": [one, other]}, _("Digabung sebagai satu orang. Riwayat keduanya tetap ada."))


@command(
    register,
    "apart",
    N_("Menyatakan bahwa dua pelaku UMKM adalah dua orang: penggabungan ditarik, dan tidak ditanyakan lagi."),
)
@click.argument("one")
@click.argument("other")
def apart(context: CliContext, one: str, other: str) -> None:
    """Say that two vendors are two people: a joining is taken back, and it is not asked again."""
    context.perform(tell_apart, one, other)
    context.answer({"apart": [one, other]}, _("Dicatat sebagai dua orang. Tidak akan ditanyakan lagi."))


def _names(pair: Pair, facts: dict[str, VendorFacts]) -> str:
    return "  =?  ".join(f"{facts[item].business} · {facts[item].name}" for item in pair[:2] if item in facts)


def _plain(pair: Pair, facts: dict[str, VendorFacts]) -> dict[str, Any]:
    return {
        "reason": pair.reason,
        "alike": pair.alike,
        "vendors": [facts[item] for item in pair[:2] if item in facts],
    }
