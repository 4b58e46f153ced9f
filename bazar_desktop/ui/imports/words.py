"""What the import window calls things."""

from __future__ import annotations

from bazar_desktop.domain.bazaars.named_days import NamedDay
from bazar_desktop.domain.calendar import DAYS
from bazar_desktop.domain.money import format_number
from bazar_desktop.language import N_, _, language, ngettext
from bazar_desktop.phrases.imports import ACCEPTABLE, BUCKET_NAMES, field_name
from bazar_desktop.services.register.list_model import Imported
from bazar_desktop.spreadsheets.reading.fields import OMZET, PARTICIPANTS, WANTED
from bazar_desktop.spreadsheets.reading.guesses import Guess
from bazar_desktop.spreadsheets.reading.sheets import Source

TITLES = {
    "register": N_("Impor pelaku UMKM"),
    PARTICIPANTS: N_("Impor peserta bazar"),
    OMZET: N_("Impor omzet"),
}
_WHY = {
    "words": N_("judul dikenal"),
    "spelling": N_("judul mirip"),
    "content": N_("dikenali dari isi"),
    "corrected": N_("dipilih petugas"),
    "replaced": N_("diganti petugas"),
    "remembered": N_("seperti berkas sebelumnya"),
}
UNITS = {1: N_("rupiah"), 1_000: N_("ribuan"), 1_000_000: N_("jutaan")}
_KINDS = {"xlsx": "Excel", "xls": "Excel 97", "ods": "LibreOffice", "markup": "HTML/XML"}
_SEPARATORS = {";": N_("titik koma"), ",": N_("koma"), "\t": N_("tab"), "|": N_("garis tegak")}
OTHER = N_("Catatan lain")


def title_of(kind: str) -> str:
    return _(TITLES[kind])


def bucket_name(bucket: str) -> str:
    return _(BUCKET_NAMES[bucket])


def accept_words(code: str, count: int) -> str:
    return f"{_(ACCEPTABLE[code])} ({format_number(count)})"


def column_holds(guess: Guess) -> str:
    if guess.day is not None:
        return f"{field_name(guess.field)}, {_day_words(guess.day)}"
    return field_name(guess.field) if guess.field else _(OTHER)


def _day_words(day: NamedDay) -> str:
    """A day as a title names it: its place among the bazaar's days, its date, or its weekday."""
    if day.ordinal:
        return _("hari ke-{n}").format(n=day.ordinal)
    if day.day:
        return f"{day.day:02}/{day.month:02}" if day.month else _("tanggal {n}").format(n=day.day)
    return DAYS["en" if language() == "en" else "id"][day.weekday]


def how_sure(guess: Guess) -> str:
    """Why a column was taken for its field, and how sure that is."""
    if not guess.why:
        return ""
    return f"{_(_WHY[guess.why])}, {round(guess.confidence * 100)} %"


def written_words(source: Source) -> str:
    """How the file is written, as far as it matters for reading it."""
    if source.kind in _KINDS:
        return _("{kind}, {count} lembar").format(kind=_KINDS[source.kind], count=len(source.sheets))
    if not source.separator:
        return _("Daftar dari pesan, satu baris satu orang")
    separator = _(_SEPARATORS.get(source.separator, source.separator))
    quote = source.quote or _("tidak ada")
    return _("Teks {encoding}, pemisah {separator}, tanda kutip {quote}").format(
        encoding=source.encoding, separator=separator, quote=quote
    )


def unit_question(asked: dict[str, int]) -> str:
    """Whether the figures of these money columns are thousands, as their header or title says."""
    unit = max(asked.values())
    return _(
        "Judul menyebut {unit}, jadi angka {fields} dikalikan {times}. Benar? Bila tidak, pilih satuan di bawah."
    ).format(
        unit=_(UNITS[unit]), fields=", ".join(field_name(item) for item in asked), times=format_number(unit)
    )


def choices_of(kind: str) -> list[tuple[str, str]]:
    """The fields that a column may hold, the plain one first."""
    return [("", _(OTHER)), *((field.key, field_name(field.key)) for field in WANTED[kind])]


def to_save_words(count: int) -> str:
    if not count:
        return _("tidak ada yang akan disimpan")
    return _("{count} baris akan disimpan").format(count=format_number(count))


def saved_words(done: Imported) -> str:
    parts = []
    if done.new:
        parts.append(
            ngettext("{count} baris baru", "{count} baris baru", done.new).format(
                count=format_number(done.new)
            )
        )
    if done.changed:
        words = ngettext("{count} baris berubah", "{count} baris berubah", done.changed)
        parts.append(words.format(count=format_number(done.changed)))
    return _("Daftar disimpan: {parts}.").format(parts=", ".join(parts))
