"""day show, day close, day verify, day reopen, day countersign."""

from __future__ import annotations

from datetime import date

import click

from bazar_desktop.cli.context import DAY, CliContext, command
from bazar_desktop.cli.root import root
from bazar_desktop.domain.calendar import format_date
from bazar_desktop.domain.day.model import CellChange, SealMismatch
from bazar_desktop.jobs.settings.backup import back_up_own
from bazar_desktop.language import N_, _, language
from bazar_desktop.messages import sentence
from bazar_desktop.phrases.bazaars import off_words
from bazar_desktop.phrases.closing import missing_words, row_words, silent_words
from bazar_desktop.phrases.figures import marked_or_none, rupiah_or_none
from bazar_desktop.phrases.journal import change_field_words, value_words
from bazar_desktop.phrases.reports import seal_mismatch_name, seal_mismatch_why
from bazar_desktop.services.bazaars.bazaars import find_bazaar
from bazar_desktop.services.closing.checklist import Missing
from bazar_desktop.services.closing.countersign import countersign
from bazar_desktop.services.closing.seal import close_day, closing_state, reopen
from bazar_desktop.services.closing.verify import verify
from bazar_desktop.store.files import MachineError


@root.group(help=N_("Menutup hari, segelnya, dan membukanya lagi."))
def day() -> None:
    """Closing a day, its seal, and reopening."""


@command(day, "show", N_("Apa yang kurang, segel sejauh ini, dan apa yang berubah sejak segel terakhir."))
@click.option("--bazaar", "code", required=True)
@click.option("--day", "on", type=DAY, required=True)
def show(context: CliContext, code: str, on: date) -> None:
    """What is missing, the seals so far, and what changed since the latest."""
    with context.read() as session:
        bazaar_id = find_bazaar(session, code).id
        state = closing_state(session, bazaar_id, on, at=context.now())
    missing, made, changed = state.missing, state.seals, state.changed
    is_sealed = state.standing is not None and not state.seal_mismatch
    amount = state.standing.vendors_total if state.standing and is_sealed else missing.umkm.omzet
    total = marked_or_none(amount, missing.undecided)
    lines = [_("{day}: omzet UMKM {total}").format(day=format_date(on, language()), total=total)]
    if state.off is not None:
        why = off_words(state.off)
        lines = [_("{day} tidak berlangsung: {why}").format(day=format_date(on, language()), why=why)]
    lines += [line_words(item) for item in missing.items]
    if state.standing is None and (said := silent_words(state.silent)):
        lines.append(said)
    for seal in made:
        said = _("berlaku") if seal.standing else _("dibuka kembali")
        said = seal_mismatch_name(state.seal_mismatch) if seal.standing and state.seal_mismatch else said
        lines.append(
            _("Revisi {number}: {seal}, {state}").format(number=seal.revision, seal=seal.seal, state=said)
        )
        if seal.reopened_at is not None:
            words = _("Dibuka kembali oleh {name}: {reason}. Paraf supervisor: {signed}")
            signed = seal.countersigned_by or _("belum diketahui")
            lines.append(words.format(name=seal.reopened_by, reason=seal.reopen_reason, signed=signed))
    lines += [change_words(change) for change in changed]
    lines += [seal_mismatch_why(state.seal_mismatch)] if state.seal_mismatch else []
    answer = {
        "closed": bool(made) and made[0].standing,
        "missing": missing.items,
        "umkm": missing.umkm,
        "mitra": missing.mitra,
        "undecided": missing.undecided,
        "seals": made,
        "seal_mismatch": state.seal_mismatch,
        "changed": changed,
        "silent_laptops": state.silent,
        "off": state.off and state.off.halt,
    }
    context.answer(answer, lines)


@command(day, "close", N_("Membuktikan jumlah lalu menyegel hari itu."))
@click.option("--bazaar", "code", required=True)
@click.option("--day", "on", type=DAY, required=True)
@click.option("--accept-missing", is_flag=True, help=N_("tutup walaupun ada yang kurang"))
@click.option("--accept-unchanged", is_flag=True, help=N_("segel revisi yang tidak berbeda sedikit pun"))
@click.option("--reason", default="", help=N_("mengapa ditutup walaupun dua catatan bertentangan"))
def close(
    context: CliContext, code: str, on: date, accept_missing: bool, accept_unchanged: bool, reason: str
) -> None:
    """Prove the totals and seal the day."""
    with context.write(close_day) as session:
        bazaar_id = find_bazaar(session, code).id
        sealed = close_day(
            session,
            bazaar_id=bazaar_id,
            day=on,
            officer=context.store.officer.id,
            at=context.now(),
            accept_missing=accept_missing,
            accept_unchanged=accept_unchanged,
            reason=reason,
        )
    try:
        back_up_own(context.store, context.now())
    except MachineError as error:  # the day is sealed all the same
        context.warn(_("Hari sudah ditutup; cadangannya belum jadi. {why}").format(why=sentence(error)))
    words = _("Hari ditutup. Kode segel {seal}, revisi {revision}, omzet UMKM {total}.")
    total = rupiah_or_none(sealed.omzet)
    context.answer(sealed, words.format(seal=sealed.seal, revision=sealed.revision, total=total))


@command(day, "reopen", N_("Menerima isian lagi; perlu alasan."))
@click.option("--bazaar", "code", required=True)
@click.option("--day", "on", type=DAY, required=True)
@click.option("--reason", required=True)
def reopen_(context: CliContext, code: str, on: date, reason: str) -> None:
    """Take entries again; needs a reason."""
    with context.write(reopen) as session:
        bazaar_id = find_bazaar(session, code).id
        lifted = reopen(
            session,
            bazaar_id=bazaar_id,
            day=on,
            officer=context.store.officer.id,
            at=context.now(),
            reason=reason,
        )
    words = _("Hari dibuka kembali. Penutupan berikutnya adalah revisi {next}.")
    context.answer(lifted, words.format(next=lifted.revision + 1))


@command(
    day,
    "countersign",
    N_(
        "Menandatangani pembukaan kembali sebagai supervisor yang disebut BAZAR_OFFICER; "
        "penandatangan harus orang kedua, di laptop atau kantor."
    ),
)
@click.option("--bazaar", "code", required=True)
@click.option("--day", "on", type=DAY, required=True)
@click.option(
    "--revision", type=click.IntRange(1), default=None, help=N_("yang terbaru yang menunggu bila tidak diisi")
)
def countersign_(context: CliContext, code: str, on: date, revision: int | None) -> None:
    """Sign for a reopening, as the supervisor whom BAZAR_OFFICER names; a second person signs, at laptop or office."""
    with context.write(countersign) as session:
        bazaar_id = find_bazaar(session, code).id
        signed = countersign(
            session,
            bazaar_id=bazaar_id,
            day=on,
            officer=context.store.officer.id,
            at=context.now(),
            revision=revision,
        )
    words = _("Pembukaan kembali revisi {number} diparaf oleh {name}.")
    context.answer(signed, words.format(number=signed.revision, name=signed.countersigned_by))


@command(day, "verify", N_("Apakah kode segel cocok dengan angkanya, dan apa yang berubah sejak itu."))
@click.argument("seal")
def verify_(context: CliContext, seal: str) -> None:
    """Whether a seal code fits the figures it covers, and what changed since."""
    with context.read() as session:
        verified = verify(session, seal)
    total = rupiah_or_none(verified.facts.vendors_total)
    fits = _("Cocok") if verified.matches else _("TIDAK COCOK")
    if verified.seal_mismatch is SealMismatch.WAITS:
        fits = _("Menunggu usul")
    words = _("{fits}: segel {seal}, {day}, revisi {revision}, omzet UMKM {total}.")
    lines = [
        words.format(
            fits=fits,
            seal=verified.facts.seal,
            day=format_date(verified.day, language()),
            revision=verified.facts.revision,
            total=total,
        )
    ]
    lines += [change_words(change) for change in verified.changed]
    answer = {
        "bazaar": verified.bazaar_code,
        "day": verified.day,
        "seal": verified.facts,
        "matches": verified.matches,
        "seal_mismatch": verified.seal_mismatch,
        "changed": verified.changed,
    }
    context.answer(answer, lines)


def line_words(missing: Missing) -> str:
    """One line of the closing list."""
    return " ".join(
        part
        for part in (
            row_words(missing) if missing.booth else "",
            missing.business,
            missing.page,
            missing_words(missing),
        )
        if part
    )


def change_words(change: CellChange) -> str:
    """One line of what changed."""
    before, after = (value_words(value) or _("kosong") for value in (change.before, change.after))
    who = f"{change.booth or '-'} {change.business}: " if change.participation_id else ""
    line = f"{who}{change_field_words(change)} {before} → {after}"
    return f"{line} ({change.officer})" if change.officer else line
