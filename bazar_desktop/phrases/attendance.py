"""Who is marked away, in words: the same at the gate, in the grid, on import and at the command line."""

from __future__ import annotations

from collections.abc import Sequence

from bazar_desktop.domain.calendar import format_time
from bazar_desktop.domain.day.model import EXCUSED
from bazar_desktop.language import _, ngettext
from bazar_desktop.services.attendance.check_in import TurnedAway
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
