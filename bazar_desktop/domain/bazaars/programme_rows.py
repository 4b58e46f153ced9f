"""The lokasi of a programme as its list has them: rows of text, gathered to one event a lokasi."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bazar_desktop.domain.bazaars.day_list import parse_days
from bazar_desktop.domain.calendar import parse_date
from bazar_desktop.domain.errors import BazarError

LOKASI, KECAMATAN, ADDRESS, LOKASI_KIND = "lokasi", "kecamatan", "address", "lokasi_kind"
NAME, CODE, PROGRAMME, DAYS, FIRST, LAST = "name", "code", "programme", "days", "first", "last"
TENTS, BOOTHS, MITRA, TEMPLATE = "tents", "booths", "mitra", "template"
PER_TENT = 2
_SAME = (KECAMATAN, ADDRESS, LOKASI_KIND, NAME, CODE, TENTS, BOOTHS, MITRA, TEMPLATE)  # one value a lokasi
_SUM = re.compile(r"(jumlah|total|jml)\b", re.IGNORECASE)
LONGEST = 60


class LokasiNotWritten(BazarError):
    """A row names no lokasi."""


class SaidOtherwise(BazarError):
    """Two rows of a lokasi say different things. Facts: place_field (code), text, other, row."""


class CountNotRead(BazarError):
    """A count of tents or booths is no whole number. Facts: place_field (code), text."""


class LayoutSaidTwice(BazarError):
    """A row names a template and a count of tents or booths as well. Facts: template."""


class DaysDisordered(BazarError):
    """The last day lies before the first, or only one of them is written. Facts: first, last."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """What a row writes of its lokasi: filled texts by field, those of several columns of days each by itself.

    `number` counts the rows of all sheets; `label` is how people name the row.
    """

    number: int
    label: str
    texts: Mapping[str, str]
    days: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """What a list asks for at one lokasi, from all of its rows; `fault` is the first rule that one of them broke.

    `booths` is what was written, of which tents of two are made; `tents` 0 asks for no layout of that kind.
    """

    label: str
    lokasi: str
    texts: Mapping[str, str]
    days: tuple[date, ...] = ()
    tents: int = 0
    booths: int = 0
    mitra: int | None = None
    rows: tuple[int, ...] = ()
    fault: BazarError | None = field(default=None, compare=False)

    def text(self, name: str) -> str:
        return self.texts.get(name, "")

    @property
    def key(self) -> str:
        return place_key(self.lokasi)


def place_key(text: str) -> str:
    """Give a name of a lokasi for comparing: its words in small letters."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def is_row_of_place(row: PlaceRow) -> bool:
    """Whether a row speaks of a lokasi: a blank one, a line of sums or a remark does not."""
    lokasi = row.texts.get(LOKASI, "")
    if lokasi:
        return bool(row.days or row.texts.get(KECAMATAN)) or _SUM.match(lokasi) is None
    return bool(row.days and row.texts.get(KECAMATAN))


def gather_places(rows: Sequence[PlaceRow]) -> list[AskedPlace]:
    """Give one entry a lokasi in the order of the list; rows of one lokasi add their days up.

    Two lokasi of one name are told apart by their kecamatan. What breaks a rule keeps it as `fault`.
    """
    gathered: list[AskedPlace] = []
    for row in filter(is_row_of_place, rows):
        asked = _read(row)
        at = next((at for at, other in enumerate(gathered) if _is_same(asked, other)), None)
        if at is None:
            gathered.append(asked)
        else:
            gathered[at] = _joined(gathered[at], asked)
    return gathered


def _is_same(one: AskedPlace, other: AskedPlace) -> bool:
    """Whether two rows are of one lokasi; a row without a name is its own."""
    if not one.key or one.key != other.key:
        return False
    here, there = place_key(one.text(KECAMATAN)), place_key(other.text(KECAMATAN))
    return not here or not there or here == there


def _joined(first: AskedPlace, more: AskedPlace) -> AskedPlace:
    fault = first.fault or more.fault
    for name in _SAME:
        here, there = first.text(name), more.text(name)
        if fault is None and here and there and place_key(here) != place_key(there):
            fault = SaidOtherwise(
                place_field=name, text=there[:LONGEST], other=here[:LONGEST], row=first.label
            )
    return replace(
        first,
        texts={**more.texts, **first.texts},
        days=tuple(sorted({*first.days, *more.days})),
        tents=first.tents or more.tents,
        booths=first.booths or more.booths,
        mitra=more.mitra if first.mitra is None else first.mitra,
        rows=(*first.rows, *more.rows),
        fault=fault,
    )


def _read(row: PlaceRow) -> AskedPlace:
    asked = AskedPlace(row.label, row.texts.get(LOKASI, ""), row.texts, rows=(row.number,))
    try:
        if not asked.lokasi:
            raise LokasiNotWritten()
        tents, booths = _count(row, TENTS), _count(row, BOOTHS)
        if row.texts.get(TEMPLATE) and (tents or booths):
            raise LayoutSaidTwice(template=row.texts[TEMPLATE][:LONGEST])
        if not tents and booths:
            tents = -(-booths // PER_TENT)
        mitra = _count(row, MITRA) if row.texts.get(MITRA) else None
        return replace(asked, days=_days(row), tents=tents, booths=booths, mitra=mitra)
    except BazarError as fault:
        return replace(asked, fault=fault)


def _count(row: PlaceRow, name: str) -> int:
    text = row.texts.get(name, "")
    if not text or text == "-":
        return 0
    number = re.fullmatch(
        r"(\d{1,3})(?:[.,]0+)?(?:\s*(?:tenda|booth|stan|stand|lapak|buah|unit))?", text.casefold()
    )
    if number is None:
        raise CountNotRead(place_field=name, text=text[:LONGEST])
    return int(number[1])


def _days(row: PlaceRow) -> tuple[date, ...]:
    """The days of a row. Raises DateMalformed, WeekdayDisagrees, DaysDisordered."""
    days = {day for text in row.days for day in parse_days(text)}
    first, last = (parse_date(row.texts.get(name, "")) for name in (FIRST, LAST))
    if first is not None and last is None:
        days.add(first)
    elif last is not None:
        if first is None or first > last:
            raise DaysDisordered(first=row.texts.get(FIRST, "-"), last=row.texts[LAST])
        days.update(parse_days(f"{first.isoformat()} s.d. {last.isoformat()}"))
    return tuple(sorted(days))
