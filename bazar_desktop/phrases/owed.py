"""*Yang belum* in words: how late a day is, whom to ask, and the text for a chat with those who hold the laptops."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bazar_desktop.domain.calendar import format_date, format_short_date, format_time, to_wib
from bazar_desktop.domain.identifiers import mask_phone
from bazar_desktop.language import _, language
from bazar_desktop.messages import state_words
from bazar_desktop.phrases.reports import seal_mismatch_name
from bazar_desktop.services.reports.owed import OwedDay, OwingLaptop

DAY_HOURS = 24
_PHONE = re.compile(r"\+?\d(?:[\s.-]?\d){6,}")


def hours_words(hours: int | None) -> str:
    """How late: "5 jam", "2 hari 3 jam"; "" where nothing is late."""
    if hours is None:
        return ""
    if hours < 1:
        return _("kurang dari 1 jam")
    days, rest = divmod(hours, DAY_HOURS)
    parts = [_("{n} hari").format(n=days)] if days else []
    parts += [_("{n} jam").format(n=rest)] if rest else []
    return " ".join(parts)


def late_words(hours: int | None) -> str:
    """The mark of a late day, with how late it is: "terlambat 5 jam"; "" where nothing is late."""
    return _("terlambat {time}").format(time=hours_words(hours)) if hours is not None else ""


def due_words(day: OwedDay) -> str:
    """How late the day is, or until when it is awaited."""
    return late_words(day.hours_late) or _("ditunggu s.d. {moment}").format(moment=moment_words(day.due))


def moment_words(moment: datetime) -> str:
    """Day and time, short: "Sel 21 Mar 09.00"."""
    at = to_wib(moment)
    return f"{format_short_date(at.date(), language())} {format_time(at)}"


def owed_state_words(day: OwedDay) -> str:
    """How far the day has come, as the board calls it."""
    return seal_mismatch_name(day.seal_mismatch) if day.seal_mismatch else state_words(day.state)


def laptop_words(laptop: OwingLaptop) -> str:
    """The laptop, and who last worked on it."""
    return f"{laptop.name} ({laptop.officer})" if laptop.officer else laptop.name


def contact_words(laptop: OwingLaptop) -> str:
    """Whom to call, as the office wrote it down."""
    return laptop.contact or _("belum ada yang dicatat")


def package_words(laptop: OwingLaptop) -> str:
    """When the last package of the laptop was made."""
    return moment_words(laptop.last_package) if laptop.last_package else _("belum pernah")


def owed_line(day: OwedDay) -> str:
    """One day in one line: how late, where, how far, and whom to call."""
    laptops = "; ".join(
        _("{laptop}, hubungi {contact}, paket terakhir {package}").format(
            laptop=laptop_words(laptop), contact=contact_words(laptop), package=package_words(laptop)
        )
        for laptop in day.laptops
    )
    parts = [due_words(day), owed_state_words(day), laptops or no_laptop_words()]
    return f"{format_date(day.day, language())}  {day.lokasi}: {' · '.join(parts)}"


def no_laptop_words() -> str:
    """What stands for the laptops of a bazaar that has none."""
    return _("belum ada laptop yang disiapkan")


def owed_text(days: Sequence[OwedDay], office: str, now: datetime) -> str:
    """The text for a chat: what the office waits for, and from whom. Phones in it are masked: a chat is read on."""
    if not days:
        return _("{office}: semua hari bazar sudah lengkap di kantor, per {moment}.").format(
            office=office, moment=moment_words(now)
        )
    head = _("*{office}*: paket bazar yang belum lengkap di kantor, per {moment}").format(
        office=office, moment=moment_words(now)
    )
    foot = _(
        "Mohon tutup harinya, buat paket di Sinkronisasi, lalu antar atau kirim ke kantor. Terima kasih."
    )
    return "\n".join([head, "", *(_text_line(day) for day in days), "", foot])


def _text_line(day: OwedDay) -> str:
    asked = ", ".join(
        " ".join(part for part in (laptop.name, _named(laptop)) if part) for laptop in day.laptops
    )
    said = (
        f"- {day.lokasi}, {format_short_date(day.day, language())}: {owed_state_words(day)}, {due_words(day)}"
    )
    return f"{said}. {asked}" if asked else f"{said}."


def _named(laptop: OwingLaptop) -> str:
    """The person of the laptop, in brackets."""
    who = masked_phones(laptop.contact) or laptop.officer
    return f"({who})" if who else ""


def masked_phones(text: str) -> str:
    """The text with its phone numbers as everywhere but on the list to call from: 0812••••1234."""
    return _PHONE.sub(lambda found: mask_phone(re.sub(r"[\s.-]", "", found[0])), text)
