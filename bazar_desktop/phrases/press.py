"""A day told outside the office: a paragraph for the press, lines for a chat."""

from __future__ import annotations

from bazar_desktop.domain.calendar import format_long_date
from bazar_desktop.domain.figures.day import half_up, share
from bazar_desktop.domain.money import format_number, format_rupiah
from bazar_desktop.language import _, language
from bazar_desktop.phrases.figures import of_words, percent_words
from bazar_desktop.services.papers.press import PressFacts

MILLION = 1_000_000


def press_text(facts: PressFacts) -> str:
    """Whole sentences; says so where the figures are not final."""
    sentences = [
        _("{bazaar} berlangsung di {place} pada {date} (hari ke-{number} dari {days}).").format(
            bazaar=facts.bazaar,
            place=_place(facts),
            date=_date(facts),
            number=facts.day_number,
            days=facts.days,
        ),
        _(
            "Sebanyak {present} dari {registered} pelaku UMKM Jakpreneur hadir, {new} di antaranya peserta baru."
        ).format(present=facts.present, registered=facts.registered, new=facts.newcomers),
    ]
    if facts.categories:
        sentences.append(_("Jenis usahanya: {kinds}.").format(kinds=_categories(facts)))
    if facts.partners:
        sentences.append(_("Mitra pangan yang hadir: {names}.").format(names=", ".join(facts.partners)))
    sentences += _money(facts)
    return _marked(facts, " ".join(sentences))


def chat_text(facts: PressFacts) -> str:
    """Short lines for a chat group."""
    lines = [
        f"*{facts.bazaar}*",
        f"{_place(facts)}, {_date(facts)}",
        _("Hadir: {present} dari {registered} UMKM, {new} peserta baru").format(
            present=facts.present, registered=facts.registered, new=facts.newcomers
        ),
    ]
    if facts.categories:
        lines.append(_categories(facts))
    if facts.partners:
        lines.append(_("Mitra: {names}").format(names=", ".join(facts.partners)))
    return _marked(facts, "\n".join([*lines, *_money(facts)]))


def _money(facts: PressFacts) -> list[str]:
    if facts.omzet is None:
        return []
    amount = format_rupiah(facts.omzet) if facts.final else _rounded(facts.omzet)
    words = _("Omzet UMKM: {amount}, dari {part} yang melapor.")
    told = [words.format(part=of_words(facts.answered, facts.asked), amount=amount)]
    if facts.noncash is not None and facts.omzet:
        part = percent_words(share(facts.noncash, facts.omzet))
        told.append(_("QRIS / non-tunai: {share} dari omzet UMKM.").format(share=part))
    if facts.undecided:
        words = _("Angka sementara ({count} belum diputuskan).")
        told.append(words.format(count=facts.undecided))
    elif not facts.final:
        told.append(_("Angka sementara, hari belum ditutup."))
    return told


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
    return f"[{_('CONTOH')}] {text}" if facts.is_sample else text
