"""A day told outside the office: a paragraph for the press, lines for a chat."""

from __future__ import annotations

from bazar_desktop.domain.bazaars.course import AHEAD, NOBODY_CAME, TOOK_PLACE
from bazar_desktop.domain.calendar import format_long_date
from bazar_desktop.domain.day.model import SealMismatch
from bazar_desktop.domain.figures.day import half_up, share
from bazar_desktop.domain.money import format_number, format_rupiah
from bazar_desktop.language import _, language
from bazar_desktop.phrases.bazaars import off_words
from bazar_desktop.phrases.figures import of_words, percent_words
from bazar_desktop.services.papers.press import PressFacts

MILLION = 1_000_000


def press_text(facts: PressFacts) -> str:
    """Whole sentences about what took place; says so where the figures are not final.

    Of a day that is to come, or of which too little is entered, only that there is nothing to publish yet.
    """
    if not is_tellable(facts):
        return _marked(facts, f"{_refusal(facts)} {facts.bazaar}, {_place(facts)}, {_date(facts)}.")
    where = {"bazaar": facts.bazaar, "place": _place(facts), "date": _date(facts)}
    which = {"number": facts.day_number, "days": facts.days}
    if facts.course == NOBODY_CAME:
        words = _(
            "Pada {bazaar} di {place}, {date} (hari ke-{number} dari {days}), tidak ada peserta yang dicatat hadir."
        )
        return _marked(facts, " ".join([words.format(**where, **which), *_provisional(facts)]))
    words = _("{bazaar} berlangsung di {place} pada {date} (hari ke-{number} dari {days}).")
    sentences = [words.format(**where, **which), *_people(facts)]
    if facts.categories:
        sentences.append(_("Jenis usahanya: {kinds}.").format(kinds=_categories(facts)))
    if facts.partners:
        sentences.append(_("Mitra pangan yang hadir: {names}.").format(names=", ".join(facts.partners)))
    sentences += [*_money(facts), *_provisional(facts)]
    return _marked(facts, " ".join(sentences))


def chat_text(facts: PressFacts) -> str:
    """Short lines for a chat group; of a day without facts to tell, only that there is nothing to share yet."""
    lines = [f"*{facts.bazaar}*", f"{_place(facts)}, {_date(facts)}"]
    if not is_tellable(facts):
        return _marked(facts, "\n".join([_refusal(facts), *lines]))
    if facts.course == NOBODY_CAME:
        lines.append(_("Tidak ada peserta yang dicatat hadir."))
        return _marked(facts, "\n".join([*lines, *_provisional(facts)]))
    lines += _people_lines(facts)
    if facts.categories:
        lines.append(_categories(facts))
    if facts.partners:
        lines.append(_("Mitra: {names}").format(names=", ".join(facts.partners)))
    return _marked(facts, "\n".join([*lines, *_money(facts), *_provisional(facts)]))


def is_tellable(facts: PressFacts) -> bool:
    """Whether there is anything to publish: the day has come, and somebody took part or it is known that nobody did."""
    if facts.course == NOBODY_CAME:
        return facts.final or not facts.expected
    return facts.course == TOOK_PLACE


def _refusal(facts: PressFacts) -> str:
    """Why there is no text yet, in words that nobody publishes by mistake."""
    if facts.off is not None:
        words = _("BELUM UNTUK DISIARKAN: bazar hari ini tidak berlangsung ({why}).")
        return words.format(why=off_words(facts.off))
    if facts.course == AHEAD:
        return _("BELUM UNTUK DISIARKAN: hari bazar ini belum tiba, jadi belum ada yang dapat diberitakan.")
    return _("BELUM UNTUK DISIARKAN: belum ada peserta yang dicatat hadir atau melapor omzet.")


def _people(facts: PressFacts) -> list[str]:
    """Who of the vendors came, who is not marked yet, and who is new; nothing where no vendor is on the list."""
    if not facts.registered:
        return []
    sentences = []
    if facts.present or not facts.expected:
        words = _("Sebanyak {present} dari {registered} pelaku UMKM Jakpreneur hadir.")
        sentences.append(words.format(present=facts.present, registered=facts.registered))
    if facts.expected:
        words = _("Kehadiran {expected} dari {registered} pelaku UMKM belum dicatat.")
        sentences.append(words.format(expected=facts.expected, registered=facts.registered))
    if facts.took_part:
        words = _("Peserta baru: {new} dari {took_part} orang yang ikut.")
        sentences.append(words.format(new=facts.newcomers, took_part=facts.took_part))
    return sentences


def _people_lines(facts: PressFacts) -> list[str]:
    """The same for a chat."""
    if not facts.registered:
        return []
    lines = []
    if facts.present or not facts.expected:
        words = _("Hadir: {present} dari {registered} UMKM")
        lines.append(words.format(present=facts.present, registered=facts.registered))
    if facts.expected:
        words = _("Kehadiran belum dicatat: {expected} dari {registered} UMKM")
        lines.append(words.format(expected=facts.expected, registered=facts.registered))
    if facts.took_part:
        words = _("Peserta baru: {new} dari {took_part} orang yang ikut")
        lines.append(words.format(new=facts.newcomers, took_part=facts.took_part))
    return lines


def _money(facts: PressFacts) -> list[str]:
    if facts.omzet is None:
        return []
    amount = format_rupiah(facts.omzet) if facts.final else _rounded(facts.omzet)
    words = _("Omzet UMKM: {amount}; {part} melapor.")
    told = [words.format(part=of_words(facts.answered, facts.asked), amount=amount)]
    if facts.noncash is not None and facts.omzet:
        part = percent_words(share(facts.noncash, facts.omzet))
        told.append(_("Bagian non-tunai: {share} dari omzet UMKM.").format(share=part))
    return told


def _provisional(facts: PressFacts) -> list[str]:
    """That the figures may still change; every figure may, not the omzet alone."""
    if facts.undecided:
        return [_("Angka sementara ({count} belum diputuskan).").format(count=facts.undecided)]
    if facts.seal_mismatch is SealMismatch.WAITS:
        return [_("Angka sementara, segel hari ini menunggu keputusan usul.")]
    if facts.seal_mismatch:
        return [_("Angka sementara, segel hari ini tidak cocok.")]
    return [] if facts.final else [_("Angka sementara, hari belum ditutup.")]


def _rounded(omzet: int) -> str:
    """While the day runs, whole millions: two texts must not give away what one vendor told in between."""
    millions = half_up(omzet, MILLION)
    return (
        _("sekitar Rp{count} juta").format(count=format_number(millions))
        if millions
        else _("di bawah Rp1 juta")
    )


def _place(facts: PressFacts) -> str:
    return ", ".join(part for part in (facts.lokasi, facts.kecamatan, facts.kota) if part)


def _date(facts: PressFacts) -> str:
    return format_long_date(facts.day, language())


def _categories(facts: PressFacts) -> str:
    return ", ".join(f"{name or _('Lainnya')} {count}" for name, count in facts.categories)


def _marked(facts: PressFacts, text: str) -> str:
    """The text with what it is no final text for: a draft while the day is open, and a sample."""
    marks = [_("CONTOH")] if facts.is_sample else []
    if not facts.final and is_tellable(facts):
        marks.append(_("DRAF"))
    return " ".join([*(f"[{mark}]" for mark in marks), text])
