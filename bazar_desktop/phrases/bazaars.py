"""A bazaar in words: what a typed code became, how it stands, and what a vendor sold there."""

from __future__ import annotations

from bazar_desktop.domain.calendar import format_date
from bazar_desktop.domain.day.halts import HELD, PLANNED, DayCourse, Halt
from bazar_desktop.domain.values.documents import CANCELLED, POSTPONED
from bazar_desktop.language import _, language
from bazar_desktop.messages import marked_rupiah
from bazar_desktop.services.day.vendor_bazaars import (
    AHEAD,
    DECLINED_TO_TELL,
    EVENT_OFF,
    NOT_MARKED,
    NOT_TOLD,
    WAS_ABSENT,
    WAS_EXCUSED,
    BazaarOfVendor,
)


def made_words(code: str, typed: str, said: str) -> str:
    """What is `said` of a bazaar that was made; also that its `typed` code is written with other characters."""
    typed = typed.strip().upper()
    if not typed or typed == code:
        return said
    words = _("Kode {typed} ditulis {code}: O dibaca 0, I dan L dibaca 1; keduanya dapat diketik.")
    return f"{said} {words.format(typed=typed, code=code)}"


def event_state_words(state: str) -> str:
    """How an event stands as a whole: one of EVENT_STATES in words."""
    return {
        PLANNED: _("rencana"),
        HELD: _("terlaksana"),
        POSTPONED: _("ditunda"),
        CANCELLED: _("dibatalkan"),
    }.get(state, state)


def course_words(course: DayCourse) -> str:
    """How a day stands: a day that fell out alone is *gugur*, else as its event."""
    return _("gugur") if course.is_off and course.is_alone else event_state_words(course.state)


def halt_words(halt: Halt, *, is_alone: bool = False) -> str:
    """What was said of an event, or of a day alone: the state, since when, and why."""
    state = _("gugur") if is_alone else event_state_words(halt.state)
    since = format_date(halt.since, language())
    return _("{state} sejak {since}: {reason}").format(state=state, since=since, reason=halt.reason)


def off_words(course: DayCourse) -> str:
    """Why a day does not take place; "" where it does."""
    return halt_words(course.halt, is_alone=course.is_alone) if course.is_off and course.halt else ""


def contradicted_words(course: DayCourse) -> str:
    """That a day was sealed although it was called off, and what then counts; "" where that is not so."""
    if not course.is_contradicted or course.halt is None:
        return ""
    words = _(
        "{said}. Laptop yang belum mendengarnya menutup hari itu: harinya tetap ikut dihitung. Bila benar, "
        "buka lagi di Bazar, Ubah keadaan; bila keliru, tanyakan laptopnya."
    )
    return words.format(said=halt_words(course.halt, is_alone=course.is_alone))


def sold_words(bazaar: BazaarOfVendor) -> str:
    """What a vendor sold at a bazaar, or why no amount stands there; "" for who was called off: the status says it."""
    if bazaar.omzet is not None:
        told = marked_rupiah(bazaar.omzet, bazaar.undecided)
        words = _("{amount} (nihil)").format(amount=told) if bazaar.omzet == 0 else told
    else:
        words = {
            DECLINED_TO_TELL: _("menolak"),
            NOT_TOLD: _("belum lapor"),
            AHEAD: _("belum berlangsung"),
            EVENT_OFF: _("bazar tidak berlangsung"),
            WAS_EXCUSED: _("izin"),
            WAS_ABSENT: _("alpa"),
            NOT_MARKED: _("belum dicatat"),
        }.get(bazaar.outcome, "")
    if bazaar.late is None:
        return words
    late = _("susulan {amount}").format(amount=marked_rupiah(bazaar.late, 0))
    return f"{words} · {late}" if words else late
