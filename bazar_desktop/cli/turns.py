"""turns show, rules, draw, minutes, override and settle."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from bazar_desktop.cli.context import TO_FOLDER, CliContext, command
from bazar_desktop.cli.root import root
from bazar_desktop.domain.turns.draw import EQUALS, MODES
from bazar_desktop.domain.turns.ranking import OVERRIDES
from bazar_desktop.domain.turns.rules import CRITERIA, DOCUMENTS, TurnRules, read_quota, rules_as_json
from bazar_desktop.jobs.papers.draw_papers import read_draw, write_draw_minutes
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.turns import outcome_words, rules_words, said, unmet_words, why_words
from bazar_desktop.printing.toolkit.pen import SIZES
from bazar_desktop.services.bazaars.bazaars import find_bazaar
from bazar_desktop.services.turns.draws import draw_lots
from bazar_desktop.services.turns.rules import office_rules, put_rules, rules_of, use_office_rules
from bazar_desktop.services.turns.turn_list import (
    TurnLine,
    TurnList,
    clear_override,
    override_turn,
    settle,
    turn_list,
)

BAZAAR = click.option("--bazaar", "code", required=True, help=N_("kode bazar"))


@root.group(help=N_("Siapa yang ikut: urutan pendaftar, undian, penetapan."))
def turns() -> None:
    """Who takes part: the order of applicants, the draw, settling."""


@command(
    turns, "show", N_("Urutan pendaftar bazar dengan data dan alasannya; tidak ada yang ditetapkan olehnya.")
)
@BAZAAR
def show(context: CliContext, code: str) -> None:
    """The order of a bazaar's applicants with facts and reasons; nothing is settled by it."""
    with context.read() as session:
        found = turn_list(session, bazaar_id=find_bazaar(session, code).id)
    context.answer(_as_json(found), _as_words(found))


def _as_json(found: TurnList) -> dict[str, object]:
    return {
        "bazaar": found.bazaar.label,
        "rules": rules_as_json(found.rules),
        "own_rules": found.own_rules,
        "places": found.places,
        "to_give": found.to_give,
        "taken": found.taken,
        "unmet": found.unmet,
        "undrawn": found.undrawn,
        "draw": found.draw,
        "mark": found.mark,
        "lines": [_line(line, found) for line in found.lines],
    }


def _line(line: TurnLine, found: TurnList) -> dict[str, object]:
    standing, applicant = line.standing, line.standing.applicant
    return {
        "id": line.id,
        "code": applicant.code,
        "business": line.business,
        "status": line.status,
        "outcome": standing.outcome,
        "turn": standing.turn,
        "reserve_order": standing.reserve_order,
        "points": standing.points,
        "this_year": applicant.this_year,
        "in_all": applicant.in_all,
        "last": applicant.last,
        "excused": applicant.excused,
        "absent": applicant.absent,
        "documents": sorted(applicant.documents),
        "equals": standing.equals,
        "said": said(standing, found.bazaar.days[0].day),
        "why": why_words(standing),
        "override": applicant.override,
    }


def _as_words(found: TurnList) -> list[str]:
    first = found.bazaar.days[0].day
    lines = []
    for line in found.lines:
        why = "; ".join(why_words(line.standing))
        outcome = outcome_words(line.standing.outcome, line.standing.reserve_order)
        words = (
            f"{line.standing.applicant.code:<16} {outcome:<14} {line.business}: {said(line.standing, first)}"
        )
        lines.append(f"{words} ({why})" if why else words)
    if not lines:
        return [_("Belum ada pendaftar.")]
    lines += [unmet_words(unmet) for unmet in found.unmet]
    told = _("{taken} dari {places} tempat terisi, {waiting} menunggu penetapan.")
    lines.append(told.format(taken=found.taken, places=found.to_give, waiting=found.waiting))
    if found.undrawn:
        lines.append(_("{count} setara di batas tempat belum diundi.").format(count=found.undrawn))
    return lines


@command(turns, "rules", N_("Menunjukkan aturan, atau mengubah yang disebut dan membiarkan yang lain."))
@click.option(
    "--bazaar", "code", default="", help=N_("kode bazar yang punya aturan sendiri; kosong: aturan kantor")
)
@click.option("--places", help=N_("tempat untuk pelaku UMKM; kosong: booth kosong di denah"))
@click.option("--reserves", help=N_("berapa orang menunggu; kosong: semua yang lain"))
@click.option("--require", "required", type=click.Choice(DOCUMENTS), multiple=True)
@click.option("--require-none", is_flag=True)
@click.option("--turn", type=int, help=N_("poin per bazar tahun ini"))
@click.option("--excused", type=int, help=N_("poin per bazar dengan izin"))
@click.option("--absent", type=int, help=N_("poin per bazar dengan alpa"))
@click.option("--order", help=",".join(CRITERIA))
@click.option(
    "--quota", "quotas", multiple=True, help=N_("category:kuliner:-50% atau kecamatan::-3 (masing-masing)")
)
@click.option("--no-quota", is_flag=True)
@click.option("--as-office", is_flag=True, help=N_("bazar itu mengikuti aturan kantor lagi"))
def rules_(
    context: CliContext,
    code: str,
    as_office: bool,
    **given: object,
) -> None:
    """Show the rules, or change what is named and leave the rest."""
    named = any(value not in (None, (), False) for value in given.values())
    if not named and not as_office:
        with context.read() as session:
            rules = rules_of(session, find_bazaar(session, code).id)[0] if code else office_rules(session)
    else:
        with context.write(put_rules) as session:
            bazaar_id = find_bazaar(session, code).id if code else ""
            if as_office and bazaar_id:
                use_office_rules(session, bazaar_id=bazaar_id)
            known = rules_of(session, bazaar_id)[0] if bazaar_id else office_rules(session)
            rules = _changed(known, given)
            if named:
                rules = put_rules(session, rules=rules, bazaar_id=bazaar_id)
    context.answer(rules_as_json(rules), list(rules_words(rules)))


def _changed(known: TurnRules, given: dict[str, object]) -> TurnRules:
    """`known` with what was named on the command line. Raises QuotaMalformed, click.BadParameter."""
    rules = known
    if given["places"] is not None:
        rules = replace(rules, places=_number("places", str(given["places"])))
    if given["reserves"] is not None:
        rules = replace(rules, reserves=_number("reserves", str(given["reserves"])))
    points = (("turn", "turn_points"), ("excused", "excused_points"), ("absent", "absent_points"))
    for name, field in points:
        if given[name] is not None:
            rules = replace(rules, **{field: given[name]})  # type: ignore[arg-type]
    if given["required"] or given["require_none"]:
        rules = replace(rules, required=tuple(given["required"]))  # type: ignore[arg-type]
    if given["order"]:
        rules = replace(rules, order=tuple(item.strip() for item in str(given["order"]).split(",")))
    if given["quotas"] or given["no_quota"]:
        rules = replace(rules, quotas=tuple(read_quota(item) for item in given["quotas"]))  # type: ignore[attr-defined]
    return rules


def _number(name: str, text: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isascii() or not text.strip().isdigit():
        raise click.BadParameter(text, param_hint=f"--{name}")
    return int(text)


@command(
    turns,
    "draw",
    N_(
        "Mengundi, di antara yang setara di batas tempat atau di antara semua; disimpan dan tidak "
        "pernah diurungkan."
    ),
)
@BAZAAR
@click.option("--seed", required=True, help=N_("kata atau angka yang diucapkan"))
@click.option("--among", type=click.Choice(MODES), default=EQUALS)
@click.option("--reason", default="", help=N_("mengapa diundi lagi"))
def draw_(context: CliContext, code: str, seed: str, among: str, reason: str) -> None:
    """Draw lots, among the equals at the edge of the places or among all; it is kept and never undone."""
    with context.write(draw_lots) as session:
        bazaar_id = find_bazaar(session, code).id
        record = draw_lots(session, bazaar_id=bazaar_id, seed=seed, mode=among, reason=reason)
    lines = [
        f"{entry.code:<16} {outcome_words(entry.outcome, entry.reserve_order)}" for entry in record.entries
    ]
    words = _("Undian ke-{number} dengan kata {seed}: {count} pendaftar.")
    told = words.format(number=record.number, seed=record.seed, count=len(record.entries))
    context.answer(record, [*lines, told])


@command(turns, "minutes", N_("Menulis berita acara undian sebagai PDF."))
@BAZAAR
@click.option("--to", type=TO_FOLDER, required=True, help=N_("folder"))
@click.option("--paper", type=click.Choice(tuple(SIZES)), default="A4")
def minutes(context: CliContext, code: str, to: Path, paper: str) -> None:
    """Write the berita acara undian as a PDF."""
    with context.read() as session:
        bazaar_id = find_bazaar(session, code).id
        sheet = read_draw(session, bazaar_id=bazaar_id, officer=context.store.officer.name, at=context.now())
    made = write_draw_minutes(sheet, context.ready(to), paper=paper)
    words = _("{path}: {title}, {pages} halaman")
    context.answer(made, words.format(path=made.path, title=made.title, pages=made.pages))


@command(
    turns,
    "override",
    N_("Kata petugas mengalahkan giliran pendaftar (id atau kode), atau ditarik kembali dengan --set none."),
)
@BAZAAR
@click.argument("applicant")
@click.option("--set", "kind", type=click.Choice((*OVERRIDES, "none")), required=True)
@click.option("--place", type=int, default=0, help=N_("giliran yang diinginkan, dengan --set place"))
@click.option("--reason", default="", help=N_("disimpan dan ditunjukkan"))
def override(context: CliContext, code: str, applicant: str, kind: str, place: int, reason: str) -> None:
    """Let the officer's word stand over an applicant's (id or code) turn, or take it back with --set none."""
    with context.write(clear_override if kind == "none" else override_turn) as session:
        bazaar_id = find_bazaar(session, code).id
        known = {
            turn_line.standing.applicant.code: turn_line.id
            for turn_line in turn_list(session, bazaar_id=bazaar_id).lines
        }
        who = known.get(applicant.upper(), applicant)
        if kind == "none":
            clear_override(session, bazaar_id=bazaar_id, participation_id=who)
        else:
            override_turn(
                session, bazaar_id=bazaar_id, participation_id=who, kind=kind, reason=reason, place=place
            )
        found = turn_list(session, bazaar_id=bazaar_id)
    line = next(turn_line for turn_line in found.lines if turn_line.id == who)
    words = said(line.standing, found.bazaar.days[0].day)
    context.answer(_line(line, found), f"{line.business}: {words} ({'; '.join(why_words(line.standing))})")


@command(
    turns,
    "settle",
    N_("Mengonfirmasi yang terpilih, menjadikan sisanya cadangan menurut urutan, menolak yang lain."),
)
@BAZAAR
@click.option("--without-draw", is_flag=True, help=N_("nomor pendaftaran memutuskan di antara yang setara"))
def settle_(context: CliContext, code: str, without_draw: bool) -> None:
    """Confirm the chosen, put the others in reserve in their order, reject the rest."""
    with context.write(settle) as session:
        done = settle(session, bazaar_id=find_bazaar(session, code).id, without_draw=without_draw)
    words = _("{confirmed} terkonfirmasi, {reserves} cadangan, {rejected} ditolak.")
    told = words.format(confirmed=done.confirmed, reserves=done.reserves, rejected=done.rejected)
    context.answer(done, told)
