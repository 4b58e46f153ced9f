"""Which columns of an omzet list hold the money: of which day and channel; pieces, targets and sums of days do not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bazar_desktop.domain.bazaars.named_days import NamedDay, split_day
from bazar_desktop.spreadsheets.reading.fields import AS_MONEY
from bazar_desktop.spreadsheets.reading.figures import (
    OUGHT_TO_BE_RUPIAH,
    Column,
    column_figures,
    is_product,
    is_same,
    is_sum,
    usual_size,
)
from bazar_desktop.spreadsheets.reading.guesses import Guess, Mapping, Rivals
from bazar_desktop.spreadsheets.reading.money_titles import (
    OTHER_SUMS,
    TOTAL,
    by_title,
    is_part_of_day,
    may_change_the_sum,
)
from bazar_desktop.spreadsheets.reading.tables import SourceColumn, Table

OTHER_MONEY = "other_money"
LOOKED_AT = 2_000
LEAST_MONEY = 0.3  # of the filled cells of a column of money must look like it
UNSURE, MOSTLY = 0.7, 0.5
LEAST_SUM, MOST_SUM = 5_000, 10**9  # rupiah that are usual for a channel in a day
LEAST_CHANGE = 500  # rupiah from which on a correction counts
NO_MONEY = 1_000.0  # a title that is known above words: only where no other column claims the field
MONEY_CELL = re.compile(
    r"=?[\d.,*x+ ()±-]*\d[\d.,*x+ ()±-]*|rp.*|.*\d\s*(rb|ribu|jt|juta|k)\b.*|nihil|-+", re.IGNORECASE
)
_NO_SUM = re.compile(
    r"\b(id|no|nomor|kode|nik|hp|telp|telepon|wa|nib|kartu|tahun|luas|rt|rw|pos|ktp)\b", re.IGNORECASE
)
_PART_OF_DAY = re.compile(r"\b(pagi|siang|sore|malam|sesi|shift|jam|pukul)\b", re.IGNORECASE)
_SAYS_RUPIAH = re.compile(r"\b(rp|rupiah|idr)\b|\(rp", re.IGNORECASE)
_SAYS_UNIT = re.compile(r"\b(ribu|ribuan|juta|jutaan|000)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Claim:
    """That a column holds `field`; the lower `rank`, the plainer its title says so."""

    column: SourceColumn
    field: str
    rank: float
    confidence: float
    why: str
    day: NamedDay | None = None


def with_money(table: Table, mapping: Mapping) -> Mapping:
    """The same with the columns of money and of transactions, each taken once, of those that are free."""
    figures = _Figures(table)
    free = [guess.column for guess in mapping.guesses if not guess.field]
    claims = [claim for column in free if (claim := _claim(column, figures)) is not None]
    of_days = [claim for claim in claims if claim.day is not None]
    if any(_is_money(claim) and figures.above_one(claim.column.index) for claim in of_days):
        taken, rivals = _of_days(of_days, claims, figures)
    else:
        taken, rivals = _flat([claim for claim in claims if claim.day is None], figures)
    taken += _parts_of_day(free, taken, figures)
    corrections = _corrections(free, claims, taken, figures)
    rivals = _with_corrections(rivals, corrections, taken)
    if not corrections:
        rivals += _uncounted(free, claims, taken, figures)
    unsure = {item.field for item in rivals}
    by_index = {
        claim.column.index: Guess(
            claim.column,
            claim.field,
            round(min(claim.confidence, UNSURE) if claim.field in unsure else claim.confidence, 2),
            claim.why,
            claim.day,
        )
        for claim in taken
    }
    guesses = tuple(by_index.get(guess.column.index, guess) for guess in mapping.guesses)
    return replace(mapping, guesses=guesses, rivals=(*mapping.rivals, *rivals))


def _parts_of_day(free: Sequence[SourceColumn], taken: Sequence[_Claim], figures: _Figures) -> list[_Claim]:
    """Where no other column holds money, the parts of the day make up its omzet together: Pagi, Siang, Sore."""
    parts = [column for column in free if is_part_of_day(column.header) and figures.is_sums(column.index)]
    if any(map(_is_money, taken)) or len(parts) < 2:
        return []
    return [_Claim(column, TOTAL, 0.0, 0.85, "words") for column in parts]


def _corrections(
    free: Sequence[SourceColumn], claims: Sequence[_Claim], taken: Sequence[_Claim], figures: _Figures
) -> list[int]:
    """The columns beside the omzet that may tell another one: Koreksi, Omzet Akhir, Retur, Tambahan."""
    known = {claim.column.index for claim in (*claims, *taken)}
    own = [figures.of(claim.column.index) for claim in taken if _is_money(claim)]
    return [
        column.index
        for column in free
        if own
        and column.index not in known
        and may_change_the_sum(column.header)
        and not _NO_SUM.search(column.header)
        and (figures.share_of_money(column.index) or 0.0) >= MOSTLY
        and max((abs(figure) for figure in figures.of(column.index) if figure), default=0) >= LEAST_CHANGE
        and not any(is_same(figures.of(column.index), other) for other in own)
        and not (len(own) > 1 and is_sum(figures.of(column.index), own))
    ]


def _with_corrections(
    rivals: Sequence[Rivals], corrections: Sequence[int], taken: Sequence[_Claim]
) -> list[Rivals]:
    """Rivals of the omzet itself; beside channels without a total they are sums that may count too."""
    if not corrections:
        return list(rivals)
    field = TOTAL if any(claim.field == TOTAL for claim in taken) else OTHER_MONEY
    known = [index for item in rivals if item.field == field for index in item.columns]
    others = [item for item in rivals if item.field != field]
    return [*others, Rivals(field, tuple(dict.fromkeys([*known, *corrections])))]


def _uncounted(
    free: Sequence[SourceColumn], claims: Sequence[_Claim], taken: Sequence[_Claim], figures: _Figures
) -> list[Rivals]:
    """Columns that hold sums of rupiah beside channels, where no total says whether they count too: GoFood.

    Beside a total those without a title of their own alone: a title laid over two columns, or Rp in one of its own.
    """
    known = {claim.column.index for claim in claims}
    totals = [figures.of(claim.column.index) for claim in taken if claim.field == TOTAL]
    if not any(map(_is_money, taken)):
        return []
    some = [
        column.index
        for column in free
        if column.index not in known
        and not (totals and column.header.strip())
        and not any(is_same(figures.of(column.index), total) for total in totals)
        and not OTHER_SUMS.search(column.header)
        and not _NO_SUM.search(column.header)
        and figures.is_sums(column.index)
    ]
    return [Rivals(OTHER_MONEY, tuple(some))] if some else []


class _Figures:
    """The figures of a table's columns, each read when it is asked for."""

    def __init__(self, table: Table) -> None:
        self._rows = table.rows[:LOOKED_AT]
        self.columns = table.columns
        self.says_unit = any(map(_SAYS_UNIT.search, table.titles))
        self._read: dict[int, Column] = {}

    def of(self, index: int) -> Column:
        if index not in self._read:
            self._read[index] = column_figures(self._rows, index)
        return self._read[index]

    def share_of_money(self, index: int) -> float | None:
        """How many of the filled cells look like money, with a figure in one at least; None where all are blank."""
        texts = [text for row in self._rows if (text := row.text(index).strip())]
        if not texts:
            return None
        looking = sum(1 for text in texts if MONEY_CELL.fullmatch(text[:80]))
        return looking / len(texts) if any(figure is not None for figure in self.of(index)) else 0.0

    def is_sums(self, index: int) -> bool:
        """Whether a column mostly holds sums as a channel of a day has them."""
        mostly = (self.share_of_money(index) or 0.0) >= MOSTLY
        return mostly and LEAST_SUM <= usual_size(self.of(index)) < MOST_SUM

    def above_one(self, index: int) -> bool:
        """False for marks of who came, 1 for each."""
        figures = [figure for figure in self.of(index) if figure is not None]
        return not figures or max(figures) > 1


def _is_money(claim: _Claim) -> bool:
    return claim.field != "transactions"


def _claim(column: SourceColumn, figures: _Figures) -> _Claim | None:
    if not column.header:
        return None
    day, rest = split_day(column.header)
    said = by_title(rest, alone=day is None)
    if said is None:
        return None
    field, rank, confidence, why = said
    if field.reads == AS_MONEY:
        share = figures.share_of_money(column.index)
        if share is not None and share < LEAST_MONEY and (day is not None or confidence < 1):
            return None
        if share is not None and share < 0.5:
            confidence *= 0.55 + 0.45 * share
            rank += NO_MONEY if share < LEAST_MONEY else 0
        if _SAYS_RUPIAH.search(column.header):
            rank -= 0.5
    return _Claim(column, field.key, rank, confidence, why, day)


def _of_days(
    of_days: Sequence[_Claim], claims: Sequence[_Claim], figures: _Figures
) -> tuple[list[_Claim], list[Rivals]]:
    """Each day's own columns; a column of no day beside several is their sum. Beside one day it may be the day's."""
    by_day: dict[str, list[_Claim]] = defaultdict(list)
    for claim in of_days:
        if claim.day is not None:
            by_day[claim.day.key].append(claim)
    taken: list[_Claim] = []
    rivals: list[Rivals] = []
    whole = _sums_of_days(of_days, figures) if len(by_day) > 1 else set()
    for some in by_day.values():
        own, doubts = _flat([claim for claim in some if claim.column.index not in whole], figures)
        taken += own
        rivals += doubts
    if len(by_day) == 1:
        others = [claim for claim in claims if claim.day is None and claim.field == TOTAL]
        sums = [claim for claim in taken if _is_money(claim)]
        apart = [
            claim.column.index
            for claim in others
            if not is_same(figures.of(claim.column.index), figures.of(sums[0].column.index))
        ]
        if apart and len(sums) == 1:
            rivals.append(Rivals(TOTAL, tuple(apart)))
    return taken, rivals


def _sums_of_days(of_days: Sequence[_Claim], figures: _Figures) -> set[int]:
    """The columns that sum up all days, though a title of the last day seems to reach over them."""
    money = [claim for claim in of_days if _is_money(claim)]
    return {
        claim.column.index
        for claim in money
        if claim.field == TOTAL
        and is_sum(
            figures.of(claim.column.index),
            [figures.of(other.column.index) for other in money if other is not claim],
        )
    }


def _flat(claims: Sequence[_Claim], figures: _Figures) -> tuple[list[_Claim], list[Rivals]]:
    """One column a field, or two channels of one field where the list's own sum proves that both count."""
    by_field: dict[str, list[_Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: (claim.rank, claim.column.index)):
        by_field[claim.field].append(claim)
    totals = by_field.pop(TOTAL, [])
    channels = [claim for field, some in by_field.items() if field != "transactions" for claim in some]
    parts = [figures.of(claim.column.index) for claim in channels]
    proven = len(parts) > 1 and any(is_sum(figures.of(claim.column.index), parts) for claim in totals)
    taken: list[_Claim] = []
    rivals: list[Rivals] = []
    for field, some in by_field.items():
        several = _apart(some, figures)
        titles = {claim.column.header.casefold() for claim in several}
        both = proven and field != "transactions" and len(titles) == len(several)
        taken += several if both else several[:1]
        if len(several) > 1 and not both and field != "transactions":
            rivals.append(Rivals(field, tuple(claim.column.index for claim in several[1:])))
    sizes = [usual_size(column) for column in parts]
    if sizes and max(sizes) >= OUGHT_TO_BE_RUPIAH and not figures.says_unit:  # a small total counts pieces
        totals = [
            claim
            for claim in totals
            if not 0 < usual_size(figures.of(claim.column.index)) < OUGHT_TO_BE_RUPIAH
        ]
    if totals:
        best, others = _whole(totals, figures, sums=proven, parts=parts)
        taken.append(best)
        others += _summed(best, claims, figures)
        if others:
            rivals.append(Rivals(TOTAL, tuple(dict.fromkeys(others))))
    return taken, rivals


def _apart(claims: Sequence[_Claim], figures: _Figures) -> list[_Claim]:
    """Those whose columns do not say what an earlier one says."""
    apart: list[_Claim] = []
    plain = [claim for claim in claims if claim.rank < NO_MONEY - 1]
    for claim in plain or claims:
        own = figures.of(claim.column.index)
        if not any(is_same(own, figures.of(earlier.column.index)) for earlier in apart):
            apart.append(claim)
    return apart


def _whole(
    claims: Sequence[_Claim], figures: _Figures, *, sums: bool, parts: Sequence[Column]
) -> tuple[_Claim, list[int]]:
    """The column of the whole omzet, and those that may be it as well."""
    left = _without_pieces(_apart(claims, figures), figures)
    if sums:
        summing = [claim for claim in left if is_sum(figures.of(claim.column.index), parts)]
        left = [*summing, *(claim for claim in left if claim not in summing)]
    return left[0], [claim.column.index for claim in left[1:]]


def _without_pieces(claims: list[_Claim], figures: _Figures) -> list[_Claim]:
    """Without the columns that count pieces: small beside rupiah, or a factor of another one."""
    if len(claims) < 2:
        return claims
    columns = {claim.column.index: figures.of(claim.column.index) for claim in claims}
    numeric = [column.index for column in figures.columns if usual_size(figures.of(column.index))]
    products = {
        at: (price, pieces)
        for at in columns
        for price in numeric
        for pieces in numeric
        if price < pieces and at not in (price, pieces)
        and is_product(columns[at], figures.of(price), figures.of(pieces))
    }  # fmt: skip
    factors = {at for pair in products.values() for at in pair}
    left = [claim for claim in claims if claim.column.index not in factors]
    sizes = {claim.column.index: usual_size(columns[claim.column.index]) for claim in left}
    if not figures.says_unit and left and sizes[left[0].column.index] >= OUGHT_TO_BE_RUPIAH:
        left = [claim for claim in left if sizes[claim.column.index] >= OUGHT_TO_BE_RUPIAH or not
                sizes[claim.column.index]]  # fmt: skip
    plain = [claim for claim in left if claim.rank < 2]  # "Omzet" itself
    if not figures.says_unit and left and not plain:
        large = [claim for claim in left if sizes[claim.column.index] >= OUGHT_TO_BE_RUPIAH]
        left = large or left
    return left or claims


def _summed(best: _Claim, claims: Sequence[_Claim], figures: _Figures) -> list[int]:
    """The columns of which the chosen one is the sum, unless they are channels or parts of one day."""
    known = {claim.column.index for claim in claims}
    whole = figures.of(best.column.index)
    before: list[SourceColumn] = []
    for column in reversed([column for column in figures.columns if column.index < best.column.index]):
        if not usual_size(figures.of(column.index)):
            break
        before.append(column)
        if len(before) > 1 and is_sum(whole, [figures.of(part.index) for part in before]):
            odd = [
                part for part in before if part.index not in known and not _PART_OF_DAY.search(part.header)
            ]
            return [part.index for part in odd] if len(odd) > 1 else []
    return []
