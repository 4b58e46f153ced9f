"""What a year's figures are of, in words: how much has come, what was not held, what was corrected after a seal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from bazar_desktop.domain.bazaars.taking_place import is_bazaar
from bazar_desktop.domain.calendar import format_date
from bazar_desktop.domain.day.model import Category, SealMismatch
from bazar_desktop.domain.figures.day import known_sum
from bazar_desktop.domain.money import format_number, signed_rupiah
from bazar_desktop.language import _, language
from bazar_desktop.phrases.bazaars import contradicted_words, off_words
from bazar_desktop.phrases.figures import NOTHING, marked_or_none, of_words
from bazar_desktop.phrases.imports import field_name
from bazar_desktop.services.bazaars.bazaars import BazaarFacts
from bazar_desktop.services.reports.board import MadeOf
from bazar_desktop.services.reports.book import ReportRow
from bazar_desktop.services.reports.correcting import SealedDifference
from bazar_desktop.services.reports.corrections import CorrectionNote
from bazar_desktop.services.reports.coverage import Coverage
from bazar_desktop.services.reports.year import MovedByCorrection, YearDay, YearReport

Changes = tuple[tuple[str, str, str], ...]  # field, before, after


def coverage_words(covered: Coverage) -> str:
    """How much of how much: days sealed, days without an answer, laptops that gave nothing, days to come."""
    parts = [_("{sealed} dari {days} hari sudah tertutup").format(sealed=covered.sealed, days=covered.days)]
    if covered.unanswered:
        parts.append(_("{n} hari belum ada jawaban").format(n=covered.unanswered))
    if covered.laptops:
        parts.append(_laptop_words(len(covered.waiting), len(covered.laptops)))
    if covered.to_come:
        parts.append(_("{n} hari akan datang").format(n=covered.to_come))
    if covered.days_since_seal:
        parts.append(_since_words(covered.since_seal or 0, covered.changed, covered.days_since_seal))
    return ", ".join(parts)


def made_of_words(made: MadeOf) -> str:
    """Of what a total is made: days, laptops, participants; what came since the seal; what is undecided."""
    parts = [_("{sealed} dari {days} hari sudah tertutup").format(sealed=made.sealed, days=made.days)]
    if made.laptops:
        parts.append(_laptop_words(made.waiting, made.laptops))
    parts.append(_("{told} peserta melapor").format(told=of_words(made.answered, made.asked)))
    if made.days_since_seal:
        parts.append(_since_words(made.since_seal, made.changed, made.days_since_seal))
    if made.undecided:
        parts.append(_("{n} belum diputuskan").format(n=format_number(made.undecided)))
    return _("Jumlah ini dari: {parts}.").format(parts=", ".join(parts))


def _laptop_words(waiting: int, laptops: int) -> str:
    if not waiting:
        return _("semua {of} laptop sudah masuk").format(of=laptops)
    return _("{n} dari {of} laptop belum masuk").format(n=waiting, of=laptops)


def _since_words(rupiah: int, vendors: int, days: int) -> str:
    return _("sejak segel {amount} dari {vendors} pelaku di {n} hari, menunggu ditutup lagi").format(
        amount=signed_rupiah(rupiah), vendors=format_number(vendors), n=days
    )


def counted_words(bazaars: int, others: int) -> str:
    """How many bazaars, and beside them events of other kinds."""
    words = _("{n} bazar").format(n=format_number(bazaars))
    beside = _("{n} kegiatan lain").format(n=format_number(others))
    return f"{words}, {beside}" if others else words


def behind_words(rows: Sequence[ReportRow], bazaars: Sequence[BazaarFacts]) -> str:
    """What stands behind a figure: the events that took place, the rows, and their sum."""
    here = sum(is_bazaar(bazaar.kind) for bazaar in bazaars)
    total = known_sum(row.row.total for row in rows)
    return _("{events}, {n} baris, jumlah {rupiah}").format(
        events=counted_words(here, len(bazaars) - here),
        n=format_number(len(rows)),
        rupiah=marked_or_none(total, sum(row.undecided for row in rows)),
    )


def held_words(report: YearReport) -> str:
    """The days of the bazaars that took place; events of other kinds, and what was not held, each apart."""
    parts = [_("{n} hari").format(n=format_number(report.bazaar_days))]
    for cut in report.by_kind:
        if cut.figures.others:
            parts.append(f"{key_words(cut.key)}: {format_number(cut.figures.others)}")
    if report.coverage.not_held:
        parts.append(not_held_words(report.coverage.not_held))
    parts += called_off_words(report.coverage)
    return " · ".join(parts)


def not_held_words(count: int) -> str:
    """How many bazaars are planned or were not held."""
    return _("belum/tidak berjalan: {n}").format(n=format_number(count))


def called_off_words(covered: Coverage) -> list[str]:
    """How many events were postponed or cancelled, and how many days of others were not held; none is in any count."""
    counts = (
        (_("ditunda: {n}"), covered.postponed),
        (_("dibatalkan: {n}"), covered.cancelled),
        (_("hari tidak berlangsung: {n}"), covered.days_off),
    )
    return [words.format(n=format_number(count)) for words, count in counts if count]


def event_notes(days: Sequence[YearDay], most: int | None = None) -> list[str]:
    """What contradicts itself, then what was called off: an event in one line, a day of one that went on in its own.

    Of more than `most` the last line says how many there are besides.
    """
    held, off = [], []
    went_on = {day.bazaar_id for day in days if day.course.is_held}
    for day in days:
        course, place = day.course, ", ".join(part for part in (day.name, day.lokasi) if part)
        dated = f"{place}, {format_date(day.day, language())}"
        if course.is_off:
            is_one = course.is_alone or day.bazaar_id in went_on
            off.append(f"{dated if is_one else place}: {off_words(course)}.")
        if course.is_contradicted:
            held.append(f"{dated}: {contradicted_words(course)}")
    notes = [*held, *dict.fromkeys(off)]
    if most is None or len(notes) <= most:
        return notes
    more = _("{n} lainnya tidak jadi; semuanya di lembar Hari kegiatan berkas Excel.")
    return [*notes[: most - 1], more.format(n=format_number(len(notes) - most + 1))]


def moved_words(moved: MovedByCorrection) -> str:
    """What corrections moved into a group or out of it: "+Rp1.500.000 (3 hari)"; "" for nothing."""
    if not moved.days:
        return ""
    return _("{amount} ({n} hari)").format(amount=signed_rupiah(moved.rupiah), n=moved.days)


def correction_words(note: CorrectionNote, category_name: Callable[[str], str]) -> str:
    """One correction that reached back."""
    return _("{business} dibetulkan setelah segel: {n} hari, {changes}. Alasan: {reason}").format(
        business=note.business,
        n=note.days,
        changes=changes_words(note.changes, category_name),
        reason=note.reason,
    )


def uncounted_words(days: Iterable[YearDay]) -> list[str]:
    """The days with an amount beside a state that takes none: of whom it is, and the way out."""
    said = _(
        "{bazaar}, {day}: {businesses} punya nominal yang bertentangan dengan keadaannya dan belum ikut dihitung. "
        "Putuskan di Perlu keputusan."
    )
    return [
        said.format(
            bazaar=day.name, day=format_date(day.day, language()), businesses=", ".join(day.uncounted)
        )
        for day in days
        if day.uncounted
    ]


def changes_words(changes: Changes, category_name: Callable[[str], str]) -> str:
    """What changed of a party: "Kategori kuliner → fesyen". `category_name` gives the name of a category's key."""

    def shown(field: str, value: str) -> str:
        return (category_name(value) if field == "category" else value) or NOTHING

    return "; ".join(
        f"{field_name(field)} {shown(field, before)} → {shown(field, after)}"
        for field, before, after in changes
    )


def earlier_words(days: Sequence[SealedDifference], category_name: Callable[[str], str]) -> list[str]:
    """What sealed days still say of a vendor, days with the same difference in one line."""
    groups: dict[Changes, int] = defaultdict(int)
    for day in days:
        groups[day.changes] += 1
    words = _("{n} hari masih memakai data sebelumnya: {changes}.")
    return [
        words.format(n=count, changes=changes_words(changes, category_name))
        for changes, count in groups.items()
    ]


def category_namer(categories: Iterable[Category]) -> Callable[[str], str]:
    """What gives the name of a category's key as the office has it; the key itself where it has none."""
    names = {category.key: category.name for category in categories}
    return lambda key: names.get(key, key)


def group_words(cut: str, key: str, category_name: Callable[[str], str]) -> str:
    """What papers, files and screens call the group `key` of a cut; one without a key by what its cut calls it."""
    if not key:
        return {"category": _("Lainnya"), "agency": _("Tanpa pengampu")}.get(cut) or _("(tidak diisi)")
    if cut == "category":
        return category_name(key)
    return key_words(key) if cut in ("kind", "party") else key


def key_words(key: str) -> str:
    """What a party or a kind of bazaar is called."""
    words = {
        "vendor": _("UMKM"),
        "partner": _("Mitra"),
        "coach": _("Meja pengampu"),
        "offline": _("Bazar di lokasi"),
        "online": _("Bazar daring"),
        "pameran": _("Pameran"),
        "business_matching": _("Temu bisnis"),
    }
    return words.get(key, key)


def seal_mismatch_words(mismatch: SealMismatch, days: Sequence[str]) -> str:
    """Of which days the seal does not fit, and what that means for the sums."""
    return f"{seal_mismatch_name(mismatch, begins=True)}: {', '.join(days)}. {seal_mismatch_why(mismatch)}"


def unfit_seals_words(days: Sequence[YearDay]) -> list[str]:
    """Which days of a year have a seal that does not fit, or waits for a usul: a sentence for each of the two."""
    words = []
    for mismatch in (SealMismatch.DIFFERS, SealMismatch.WAITS):
        unfit = [day for day in days if day.seal_mismatch is mismatch]
        if unfit:
            named = [f"{day.lokasi} {format_date(day.day, language())}" for day in unfit]
            words.append(seal_mismatch_words(mismatch, named))
    return words


def seal_mismatch_name(mismatch: SealMismatch, *, begins: bool = False) -> str:
    """How a seal that does not fit its day is called; `begins` a sentence or a title."""
    if mismatch is SealMismatch.WAITS:
        return _("Segel menunggu usul") if begins else _("segel menunggu usul")
    return _("Segel tidak cocok") if begins else _("segel tidak cocok")


def seal_mismatch_why(mismatch: SealMismatch) -> str:
    """What it means that a seal does not fit its day, and what mends it."""
    if mismatch is SealMismatch.WAITS:
        return _(
            "Segel ini dibuat bersama usul yang belum dijawab. Jumlah segel belum dipakai; hari itu dihitung menurut "
            "isian yang sudah masuk. Jawab usulnya di Perlu keputusan: bila diterima, segelnya cocok."
        )
    return _(
        "Kode segel bukan kode isian yang terhitung di sini. Jumlah segel tidak dipakai; hari itu dihitung menurut "
        "isian yang sudah masuk. Di laptopnya, baca dulu kabar kantor, lalu buka kembali hari itu dan tutup lagi."
    )
