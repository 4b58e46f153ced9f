"""check-in, and attendance list, mark, leave, all-present, substitute, walk-in, reissue-card, attach-page, pages."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import click

from bazar_desktop.cli.context import DAY, FILE, CliContext, command, plain
from bazar_desktop.cli.root import root
from bazar_desktop.domain.calendar import format_time, format_time_on, moment_of_day, parse_time
from bazar_desktop.domain.day.model import ABSENT, EXCUSED, EXPECTED, PRESENT, DayLine
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.papers.photos import grey_photo
from bazar_desktop.language import N_, _
from bazar_desktop.messages import sentence
from bazar_desktop.phrases.attendance import away_clash_words, summary_text, turned_away_words
from bazar_desktop.phrases.omzet import business_words
from bazar_desktop.services.attendance import check_in as gate, substitution, walk_in
from bazar_desktop.services.attendance.cards import reissue_card
from bazar_desktop.services.attendance.reserve import next_of_reserve
from bazar_desktop.services.attendance.roll_call import roll_call, tally, the_one
from bazar_desktop.services.bazaars.bazaars import find_bazaar
from bazar_desktop.services.day.away import away_but_told
from bazar_desktop.services.papers.attachments import attach_page, pages_not_attached, signed_pages
from bazar_desktop.store.database import Session

WORDS = {PRESENT: N_("hadir"), EXCUSED: N_("izin"), ABSENT: N_("alpa"), EXPECTED: N_("belum")}
BAZAAR = click.option("--bazaar", required=True, help=N_("kode bazar"))
ON = click.option("--day", type=DAY, required=True)
AT = click.option("--at", default="", help=N_("JJ.MM pada hari itu; sekarang bila tidak diisi"))
SESSION = click.option("--session", "session_no", type=click.IntRange(1, 9), default=None)
WHO = click.argument("who")


@root.group(help=N_("Siapa yang datang, siapa yang tidak, siapa yang memakai tempat siapa."))
def attendance() -> None:
    """Who came, who did not, who took whose stand."""


@command(
    root,
    "check-in",
    N_("Mencatat peserta hadir dengan kartunya. Kartu yang ditolak disebut dan disimpan; yang lain berlaku."),
)
@BAZAAR
@ON
@AT
@SESSION
@click.argument("cards", nargs=-1, required=True)
def check_in(
    context: CliContext, bazaar: str, day: date, at: str, session_no: int | None, cards: tuple[str, ...]
) -> None:
    """Check vendors in by their cards. A refused card is told and kept; the others stand."""
    bazaar_id, moment = _gate(context, bazaar, day, at)
    arrived, refused = [], []
    for card in cards:
        try:
            arrival = context.perform(
                gate.check_in, bazaar_id=bazaar_id, day=day, code=card, at=moment, session_no=session_no
            )
            arrived.append(arrival)
        except BazarError as refusal:
            refused.append((card, refusal))
            context.perform(
                gate.keep_refusal, bazaar_id=bazaar_id, day=day, code=card, rule=refusal.code, at=moment
            )
    told = [{"card": card, "code": why.code, "message": sentence(why)} for card, why in refused]
    if arrived:
        lines = [_arrival_line(arrival, day) for arrival in arrived] + [
            f"{item['card']}: {item['message']}" for item in told
        ]
        context.answer({"arrived": arrived, "refused": told}, lines)
    if refused:
        raise refused[0][1]


@command(
    attendance,
    "list",
    N_("Daftar hari itu menurut urutan booth, cadangannya, dan angkanya dalam satu baris."),
)
@BAZAAR
@ON
def list_(context: CliContext, bazaar: str, day: date) -> None:
    """The day's list in booth order, the reserve, and the figures in one line."""
    with context.read() as session:
        bazaar_id = find_bazaar(session, bazaar).id
        roll = roll_call(session, bazaar_id, day)
    figures = summary_text(roll, context.now())
    lines = [
        f"{row.booth or '–':<8} {_state(row.attendance, row.arrived_at, day):<14} {business_words(row)}"
        + (_(" · sesudah segel") if row.key in roll.since else "")
        for row in roll.rows
    ]
    counted = tally(roll.counted, roll.substitutes)
    answer = {
        "rows": roll.rows,
        "reserve": roll.reserve,
        "tally": counted,
        "since_seal": len(roll.since),
        "off": roll.off and roll.off.halt,
    }
    context.answer(answer, [*lines, figures])


@command(
    attendance,
    "mark",
    N_(
        "Mencatat orang itu (kartu, nama, usaha, booth atau akhir nomor telepon) izin, alpa atau "
        "masih ditunggu."
    ),
)
@BAZAAR
@ON
@SESSION
@click.option("--status", type=click.Choice(gate.MARKS), required=True)
@click.option("--reason", default="")
@WHO
def mark(
    context: CliContext, bazaar: str, day: date, session_no: int | None, status: str, reason: str, who: str
) -> None:
    """Mark WHO (card, name, business, booth or last digits of the phone) excused, absent or expected."""
    with context.write(gate.mark, reason=reason or None) as session:
        bazaar_id, person = _named(session, bazaar, day, who)
        done = gate.mark(
            session,
            bazaar_id=bazaar_id,
            day=day,
            participation_id=person,
            status=status,
            reason=reason,
            session_no=session_no,
        )
        warnings = _clashes(session, bazaar_id, day, done.key)
    context.answer({**_marked(done), "warnings": warnings}, f"{done.business}: {_(WORDS[done.attendance])}.")
    for warning in warnings:
        context.warn(warning)


@command(attendance, "leave", N_("Mencatat bahwa orang itu sudah pulang."))
@BAZAAR
@ON
@AT
@SESSION
@WHO
def leave(context: CliContext, bazaar: str, day: date, at: str, session_no: int | None, who: str) -> None:
    """WHO has gone home."""
    moment = _moment(context, day, at)
    with context.write(gate.leave) as session:
        bazaar_id, person = _named(session, bazaar, day, who)
        done = gate.leave(
            session, bazaar_id=bazaar_id, day=day, participation_id=person, at=moment, session_no=session_no
        )
    context.answer(
        _marked(done), _("{business}: pulang {at}.").format(business=done.business, at=format_time(moment))
    )


@command(attendance, "all-present", N_("Semua yang masih ditunggu dicatat hadir, kecuali yang disebut."))
@BAZAAR
@ON
@AT
@click.option(
    "--except",
    "absent",
    multiple=True,
    help=N_("orangnya: kartu, nama, usaha, booth atau akhir nomor telepon"),
)
def all_present(context: CliContext, bazaar: str, day: date, at: str, absent: tuple[str, ...]) -> None:
    """Everybody still expected has come, except those named."""
    moment = _moment(context, day, at)
    with context.write(gate.present_all_except) as session:
        bazaar_id = find_bazaar(session, bazaar).id
        left_out = {the_one(session, bazaar_id, day, who).row.participation_id for who in absent}
        done = gate.present_all_except(session, bazaar_id=bazaar_id, day=day, absent=left_out, at=moment)
    context.answer(
        {"arrived": done.came, "turned_away": [_turned_away(refused) for refused in done.turned_away]},
        [_arrival_line(arrival, day) for arrival in done.came],
    )
    if done.turned_away:
        context.warn(turned_away_words(done.turned_away))


def _turned_away(refused: gate.TurnedAway) -> dict[str, str]:
    message = sentence(refused.error)
    return {
        "booth": refused.booth,
        "business": refused.business,
        "code": refused.error.code,
        "message": message,
    }


@command(
    attendance,
    "substitute",
    N_("Memberikan tempat yang ditinggalkan kepada orang lain; keduanya tetap di daftar hari itu."),
)
@BAZAAR
@ON
@AT
@click.option("--session", "session_no", type=click.IntRange(1, 9), default=1)
@click.option("--left", required=True, help=N_("siapa yang tidak datang"))
@click.option(
    "--joined", default="", help=N_("siapa yang memakai tempatnya; cadangan berikutnya bila tidak diisi")
)
@click.option("--left-status", type=click.Choice(substitution.LEFT_STATUSES), default=ABSENT)
@click.option("--reason", required=True)
@click.option("--anyway", is_flag=True, help=N_("walaupun booth-nya tidak cocok"))
def substitute(
    context: CliContext,
    bazaar: str,
    day: date,
    at: str,
    session_no: int,
    left: str,
    joined: str,
    left_status: str,
    reason: str,
    anyway: bool,
) -> None:
    """Give the stand of LEFT to another; both stay on the day's list."""
    moment = _moment(context, day, at)
    with context.write(substitution.substitute, reason=reason) as session:
        bazaar_id = find_bazaar(session, bazaar).id
        left_id = the_one(session, bazaar_id, day, left).row.participation_id
        if joined:
            joined_id = the_one(session, bazaar_id, day, joined).row.participation_id
        else:
            candidate = next_of_reserve(session, bazaar_id, day, left_id, session_no)
            joined_id = candidate.participation_id
        done = substitution.substitute(
            session,
            bazaar_id=bazaar_id,
            day=day,
            left_id=left_id,
            joined_id=joined_id,
            reason=reason,
            at=moment,
            left_status=left_status,
            session_no=session_no,
            anyway=anyway,
        )
        warnings = _clashes(session, bazaar_id, day, (left_id, session_no))
    words = _("Booth {booth}: {joined} menggantikan {left}, pukul {at}.")
    context.answer(
        {**plain(done), "warnings": warnings},
        words.format(booth=done.booth, joined=done.joined, left=done.left, at=format_time(moment)),
    )
    for warning in warnings:
        context.warn(warning)


@command(attendance, "walk-in", N_("Memasukkan orang yang datang tanpa ada di daftar, langsung hadir."))
@BAZAAR
@ON
@AT
@click.option("--name", required=True)
@click.option("--business", required=True)
@click.option("--product", default="")
@click.option("--phone", default="")
@click.option("--category", default="", help=N_("kunci kategori, seperti di pengaturan"))
def walk_in_(
    context: CliContext,
    bazaar: str,
    day: date,
    at: str,
    name: str,
    business: str,
    product: str,
    phone: str,
    category: str,
) -> None:
    """Enter somebody who came without being on the list, present now."""
    bazaar_id, moment = _gate(context, bazaar, day, at)
    done = context.perform(
        walk_in.walk_in,
        bazaar_id=bazaar_id,
        day=day,
        name=name,
        business=business,
        product=product,
        phone=phone,
        category=category,
        at=moment,
    )
    words = _("{business} dicatat sebagai peserta datang langsung. Kartu: {card}")
    context.answer(done, words.format(business=done.arrival.business, card=done.card))


@command(
    attendance, "reissue-card", N_("Kartu baru untuk orang itu; kartu yang hilang ditolak sejak sekarang.")
)
@BAZAAR
@ON
@WHO
def reissue(context: CliContext, bazaar: str, day: date, who: str) -> None:
    """A new card for WHO; the lost one is refused from now on."""
    with context.write(reissue_card) as session:
        _bazaar_id, person = _named(session, bazaar, day, who)
        code = reissue_card(session, participation_id=person)
    context.answer({"card": code}, _("Kartu baru: {card}. Kartu lama tidak berlaku lagi.").format(card=code))


@command(attendance, "attach-page", N_("Menyimpan foto lembar daftar hadir yang sudah ditandatangani."))
@BAZAAR
@ON
@click.option("--page", required=True, help=N_("kode di kaki lembar"))
@click.option("--photo", type=FILE, required=True, help=N_("JPEG, PNG, atau WebP"))
def attach(context: CliContext, bazaar: str, day: date, page: str, photo: Path) -> None:
    """Keep the photo of a signed page of the daftar hadir."""
    with context.write(attach_page) as session:
        bazaar_id = find_bazaar(session, bazaar).id
        done = attach_page(session, bazaar_id=bazaar_id, day=day, page_code=page, photo=grey_photo(photo))
    context.answer(
        done,
        _("{page} dilampirkan, {kilobytes} KB.").format(page=done.page_code, kilobytes=done.size // 1024),
    )


@command(
    attendance,
    "pages",
    N_("Lembar tanda tangan mana yang sudah ada fotonya, dan mana yang sudah dicetak tetapi belum."),
)
@BAZAAR
@ON
def pages(context: CliContext, bazaar: str, day: date) -> None:
    """Which signed pages have a photo, and which printed ones have none yet."""
    with context.read() as session:
        bazaar_id = find_bazaar(session, bazaar).id
        have = signed_pages(session, bazaar_id, day)
        lacking = pages_not_attached(session, bazaar_id, day)
    lines = [f"{item.page_code} {item.sha256[:12]}" for item in have]
    lines += [_("{page}: belum dilampirkan").format(page=item) for item in lacking]
    context.answer({"pages": have, "not_attached": lacking}, lines)


def _gate(context: CliContext, bazaar: str, day: date, at: str) -> tuple[str, datetime]:
    with context.read() as session:
        return find_bazaar(session, bazaar).id, _moment(context, day, at)


def _named(session: Session, bazaar: str, day: date, who: str) -> tuple[str, str]:
    """The bazaar's id, and the participation of WHO."""
    bazaar_id = find_bazaar(session, bazaar).id
    return bazaar_id, the_one(session, bazaar_id, day, who).row.participation_id


def _clashes(session: Session, bazaar_id: str, day: date, key: tuple[str, int]) -> list[str]:
    """What to say where who was marked away sold all the same."""
    return [away_clash_words(away) for away in away_but_told(session, bazaar_id, day, [key])]


def _moment(context: CliContext, day: date, at: str) -> datetime:
    """The time typed, on that day; now where nothing was typed. Raises TimeMalformed, TimeAhead."""
    clock: time | None = parse_time(at)
    return context.now() if clock is None else moment_of_day(day, clock, context.now())


def _marked(line: DayLine) -> dict[str, Any]:
    """What was marked for whom, in the words of the command's JSON; `at` is when they went home."""
    return {
        "participation_id": line.participation_id,
        "booth": line.booth,
        "business": line.business,
        "name": line.name,
        "status": line.attendance,
        "at": line.left_at,
    }


def _arrival_line(arrival: gate.Arrival, day: date) -> str:
    late = f" ({_('terlambat')})" if arrival.late else ""
    return f"{arrival.booth or '–':<8} {format_time_on(arrival.arrived_at, day)}{late} {arrival.business}"


def _state(status: str, arrived: datetime | None, day: date) -> str:
    return f"{_(WORDS[status])} {format_time_on(arrived, day)}" if arrived else _(WORDS.get(status, status))
