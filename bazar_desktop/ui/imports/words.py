"""What the import window calls things."""

from __future__ import annotations

from bazar_desktop.domain.money import format_number
from bazar_desktop.jobs.import_words import ACCEPTABLE, BUCKET_NAMES, field_name
from bazar_desktop.language import N_, _, ngettext
from bazar_desktop.services.lists import CHANGED, NEW, Imported, ImportPlan
from bazar_desktop.spreadsheets.columns import Guess
from bazar_desktop.spreadsheets.fields import OMZET, PARTICIPANTS, WANTED

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
}
OTHER = N_("Catatan lain")


def title_of(kind: str) -> str:
    return _(TITLES[kind])


def bucket_name(bucket: str) -> str:
    return _(BUCKET_NAMES[bucket])


def accept_words(code: str, count: int) -> str:
    return f"{_(ACCEPTABLE[code])} ({format_number(count)})"


def column_holds(guess: Guess) -> str:
    return field_name(guess.field) if guess.field else _(OTHER)


def how_sure(guess: Guess) -> str:
    """Why a column was taken for its field, and how sure that is."""
    if not guess.why:
        return ""
    return f"{_(_WHY[guess.why])}, {round(guess.confidence * 100)} %"


def choices_of(kind: str) -> list[tuple[str, str]]:
    """The fields that a column may hold, the plain one first."""
    return [("", _(OTHER)), *((one.key, field_name(one.key)) for one in WANTED[kind])]


def save_words(plan: ImportPlan | None) -> str:
    if plan is None:
        return _("Simpan")
    return _("Simpan {count} baris").format(count=format_number(len(plan.of(NEW, CHANGED))))


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
