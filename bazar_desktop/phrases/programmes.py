"""A programme's list in words: what it will do at each lokasi, and what was made of it."""

from __future__ import annotations

from collections.abc import Callable

from bazar_desktop.domain.bazaars.day_list import format_days
from bazar_desktop.domain.money import format_number
from bazar_desktop.language import N_, _, ngettext
from bazar_desktop.messages import sentence
from bazar_desktop.services.imports.programme import ProgrammeMade, ProgrammePlan
from bazar_desktop.services.imports.programme_places import PlannedPlace
from bazar_desktop.services.register.list_model import CHANGED, LOOK, NEW, REFUSED, SAME

PLACE_BUCKETS: dict[str, str] = {
    NEW: N_("Baru"),
    CHANGED: N_("Dilengkapi"),
    SAME: N_("Sudah ada"),
    REFUSED: N_("Ditolak"),
}


def place_bucket_name(bucket: str) -> str:
    """What happens to a lokasi of the list, in a word or two."""
    return _(PLACE_BUCKETS[bucket])


def layout_words(place: PlannedPlace) -> str:
    """What layout a lokasi gets; that one stands where it has one."""
    asked = place.asked
    if place.makes_layout and place.template:
        return _("templat {name}").format(name=asked.text("template"))
    if place.makes_layout:
        words = _("{tents} tenda, {booths} booth").format(tents=asked.tents, booths=place.booths)
        return f"{words} + {place.mitra} mitra" if place.mitra else words
    return _("sudah ada") if place.known is not None and place.known.layout_id else "–"


def place_why(place: PlannedPlace) -> str:
    """Why a lokasi is refused, or what is added to a bazaar that stands; "" where nothing is to be said."""
    if place.fault is not None:
        return sentence(place.fault)
    if place.known is None:
        if place.asked.booths % 2:
            words = _("{n} booth ditulis; tenda berisi dua, jadi {made}")
            return words.format(n=place.asked.booths, made=place.booths)
        return ""
    said = []
    if place.added:
        said.append(_("hari ditambah: {days}").format(days=format_days(place.added)))
    if place.makes_layout:
        said.append(_("denah dibuat"))
    return ", ".join(said)


def programme_plan_words(plan: ProgrammePlan) -> str:
    """What saving the plan will do, in one line."""
    places, rows = plan.place_counts(), plan.row_counts()
    parts = [
        _counted(places, NEW, _("{n} bazar baru")),
        _counted(places, CHANGED, _("{n} dilengkapi")),
        _counted(places, SAME, _("{n} sudah ada")),
        _counted(places, REFUSED, _("{n} lokasi ditolak")),
        _counted(rows, NEW, _("{n} peserta baru")),
        _counted(rows, CHANGED, _("{n} peserta berubah")),
        _counted(rows, SAME, _("{n} peserta sudah ada")),
        _counted(rows, LOOK, _("{n} baris perlu dilihat")),
        _counted(rows, REFUSED, _("{n} baris ditolak")),
    ]
    if plan.skipped:
        skipped = _("{n} baris tersembunyi atau dicoret dilewati")
        parts.append(skipped.format(n=format_number(plan.skipped)))
    return ", ".join(filter(None, parts)) or _("tidak ada isinya")


def _counted(counts: dict[str, int], bucket: str, words: str) -> str:
    return words.format(n=format_number(counts[bucket])) if counts.get(bucket) else ""


def programme_made_words(made: ProgrammeMade) -> str:
    """What was written of a programme."""
    bazaars = ngettext("{n} bazar dibuat", "{n} bazar dibuat", made.new).format(n=format_number(made.new))
    words = _("{programme}: {bazaars}, {changed} dilengkapi, {people} peserta masuk.")
    return words.format(
        programme=made.programme,
        bazaars=bazaars,
        changed=format_number(made.changed),
        people=format_number(made.people),
    )


def place_line(place: PlannedPlace, people: int, label: Callable[[str], str]) -> str:
    """A lokasi of the plan as a line: its row, what happens, days, layout, participants, and why not."""
    said = (
        label(place.asked.label) if place.asked.label else "",
        f"{place_bucket_name(place.bucket):<10}",
        place.asked.lokasi or "–",
        place.kecamatan,
        format_days(place.asked.days),
        layout_words(place),
        _("{n} peserta").format(n=format_number(people)),
        place_why(place),
    )
    return " · ".join(part for part in said if part)
