"""The gate in words: its figures for a chat, and who is marked away, the same wherever that is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bazar_desktop.domain.calendar import format_date, format_time
from bazar_desktop.domain.day.model import EXCUSED, VENDOR, DayRow
from bazar_desktop.language import _, language, ngettext
from bazar_desktop.phrases.bazaars import off_words
from bazar_desktop.services.attendance.check_in import TurnedAway
from bazar_desktop.services.attendance.roll_call import RollCall, Tally, tally
from bazar_desktop.services.day.away import MarkedAway

MOST_NAMED = 6


def away_mark(attendance: str) -> str:
    """Izin or alpa, inside a sentence."""
    return _("izin") if attendance == EXCUSED else _("alpa")


def away_clash_words(away: MarkedAway) -> str:
    """Say that somebody is marked away and sold all the same."""
    if away.marked_at is None:
        words = _("{business} ditandai {mark}. Omzet disimpan; keduanya bertentangan.")
        return words.format(business=away.business, mark=away_mark(away.attendance))
    words = _("{business} ditandai {mark} pukul {at}. Omzet disimpan; keduanya bertentangan.")
    return words.format(
        business=away.business, mark=away_mark(away.attendance), at=format_time(away.marked_at)
    )


def away_count_words(count: int) -> str:
    """Say how many are marked away and sold all the same."""
    words = ngettext(
        "{count} peserta ditandai tidak hadir tetapi ada omzetnya; keduanya bertentangan.",
        "{count} peserta ditandai tidak hadir tetapi ada omzetnya; keduanya bertentangan.",
        count,
    )
    return words.format(count=count)


def away_names(aways: Sequence[MarkedAway]) -> str:
    """Name who is marked away, a line each, at most MOST_NAMED of them."""
    lines = [
        _("{booth} {business}: {mark}").format(
            booth=away.booth or "–", business=away.business, mark=_mark_since(away)
        )
        for away in aways[:MOST_NAMED]
    ]
    if len(aways) > MOST_NAMED:
        lines.append(f"+{len(aways) - MOST_NAMED}")
    return "\n".join(lines)


def turned_away_words(turned_away: Sequence[TurnedAway]) -> str:
    """Name whom the gate refused while the others of the list were entered; "" for nobody."""
    if not turned_away:
        return ""
    names = [f"{refused.booth or '–'} {refused.business}" for refused in turned_away[:MOST_NAMED]]
    more = len(turned_away) - MOST_NAMED
    named = ", ".join([*names, f"+{more}"] if more > 0 else names)
    words = ngettext(
        "{count} dilewati: {names}. Statusnya tidak terkonfirmasi, atau boothnya sudah digantikan.",
        "{count} dilewati: {names}. Statusnya tidak terkonfirmasi, atau boothnya sudah digantikan.",
        len(turned_away),
    )
    return words.format(count=len(turned_away), names=named)


def _mark_since(away: MarkedAway) -> str:
    mark = away_mark(away.attendance)
    if away.marked_at is None:
        return mark
    return _("{mark} pukul {at}").format(mark=mark, at=format_time(away.marked_at))


def summary_text(roll: RollCall, at: datetime) -> str:
    """The state of the gate in one line for the kasi's chat: figures, never names."""
    if roll.off is not None:
        day = format_date(roll.day, language())
        return _("{day} tidak berlangsung: {why}").format(day=day, why=off_words(roll.off))
    vendors = [row for row in roll.counted if row.party == VENDOR]
    others = [row for row in roll.counted if row.party != VENDOR]
    parts = [_figures(tally(vendors, roll.substitutes))]
    agencies = sorted({row.agency for row in vendors}, key=lambda agency: (not agency, agency))
    if any(agencies):
        each = ", ".join(
            _of(agency or _("Tanpa pengampu"), [row for row in vendors if row.agency == agency])
            for agency in agencies
        )
        parts.append(_("per pengampu: {each}").format(each=each))
    if others:
        parts.append(_of(_("instansi dan mitra"), others))
    if roll.since:
        parts.append(since_words(len(roll.since)))
    return "; ".join([*parts, _("pukul {at}").format(at=format_time(at))])


def since_words(count: int) -> str:
    """Say that marks came after the seal of the day, which no figure of it has."""
    return _("{count} catatan sesudah segel, belum dihitung").format(count=count)


def _figures(found: Tally) -> str:
    words = _("Hadir {present} dari {total}").format(present=found.present, total=found.total)
    kinds = [
        (_("izin {n}"), found.excused),
        (_("alpa {n}"), found.absent),
        (_("belum {n}"), found.expected),
        (_("termasuk pengganti {n}"), found.substitutes),
    ]
    more = ", ".join(text.format(n=count) for text, count in kinds if count)
    return f"{words} ({more})" if more else words


def _of(name: str, rows: list[DayRow]) -> str:
    found = tally(rows)
    return f"{name} {found.present}/{found.total}"
