"""Proofs of a day's totals: added in two directions, and sealed with a code."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from bazar_desktop.domain.attendance.cards import ALPHABET, check_character, read_typed
from bazar_desktop.domain.day.model import (
    BLANK,
    CHANNELS,
    COACH,
    DECLINED,
    NIL,
    PARTNER,
    REPORTED,
    VENDOR,
    DayRow,
    DaySheet,
)
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.journal.changes import canonical
from bazar_desktop.domain.money import format_rupiah


class TotalsDisagree(BazarError):
    """Two ways of adding the same figures differ. Facts: first, second (written out), booths (suspect rows)."""


class SealedTotalsDisagree(TotalsDisagree):
    """The same of one sealed day among others. Facts: bazaar, day beside those of TotalsDisagree."""


class SealCodeMistyped(BazarError):
    """The text is no seal code, or its check character is wrong."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows by the state of their omzet. rows = answered + blank + declined; nil and partly are among answered."""

    rows: int
    answered: int
    nil: int
    partly: int
    blank: int
    declined: int


@dataclass(frozen=True, slots=True)
class GroupTotal:
    """The total of one category or agency: rupiah a channel in the order of CHANNELS, and together."""

    key: str
    counts: Counts
    channels: tuple[int, ...]
    total: int
    transactions: int


@dataclass(frozen=True, slots=True)
class PartyTotals:
    """The totals of one party kind; lines in the order of their keys."""

    party: str
    counts: Counts
    channels: tuple[int, ...]
    total: int
    transactions: int
    by_category: tuple[GroupTotal, ...]
    by_agency: tuple[GroupTotal, ...]


@dataclass(frozen=True, slots=True)
class DayTotals:
    """UMKM omzet is that of `vendors` alone; partners (mitra) and coaches' desks stand apart, never added to it."""

    vendors: PartyTotals
    partners: PartyTotals
    coaches: PartyTotals


@dataclass(frozen=True, slots=True)
class Reach:
    """Orang, keikutsertaan and peserta baru: three different numbers. Of mitra and coaches nobody asks who is new."""

    people: int
    participations: int
    newcomers: int | None


def totals(rows: Iterable[DayRow], channels: Collection[str] = CHANNELS) -> DayTotals:
    """The proven totals of a day. `channels` are those asked for here: a row that lacks one of them is *partly*.

    Raises TotalsDisagree where rows and columns differ, as when a nihil row still holds an amount
    or a row belongs to no known party kind.
    """
    listed = list(rows)
    result = running_totals(listed, channels)
    parts = (result.vendors, result.partners, result.coaches)
    for part in parts:
        prove(part, [row for row in listed if row.party == part.party])
    strangers = [row for row in listed if row.party not in {part.party for part in parts}]
    if strangers:
        counted = sum(part.total for part in parts)
        everything = counted + sum(row.total or 0 for row in strangers)
        raise TotalsDisagree(**_facts(everything, counted, _booths(strangers)))
    return result


def running_totals(rows: Iterable[DayRow], channels: Collection[str] = CHANNELS) -> DayTotals:
    """The totals for a screen while the day is still being entered: as `totals`, but unproven, so it never refuses."""
    listed = list(rows)
    vendors, partners, coaches = (
        _party_totals(party, [row for row in listed if row.party == party], channels)
        for party in (VENDOR, PARTNER, COACH)
    )
    return DayTotals(vendors, partners, coaches)


@dataclass(frozen=True, slots=True)
class NamedSum:
    """What a seal says of the vendors' omzet: how many `answered`, and their rupiah; None where nobody did."""

    answered: int
    omzet: int | None


def named_sum(kept: str | None) -> NamedSum:
    """Read what a seal's kept totals (JSON) name; of what is no such thing, nothing. No code covers it."""
    try:
        vendors = json.loads(kept or "{}")["vendors"]
        answered, omzet = vendors["counts"]["answered"], vendors["total"]
    except (ValueError, KeyError, TypeError):
        return NamedSum(0, None)
    sound = all(isinstance(number, int) and number is not True for number in (answered, omzet))
    return NamedSum(answered, omzet) if sound and answered else NamedSum(0, None)


def sum_of(rows: Iterable[DayRow]) -> NamedSum:
    """What a seal of these rows has to name."""
    vendors = running_totals(rows).vendors
    return NamedSum(vendors.counts.answered, vendors.total) if vendors.counts.answered else NamedSum(0, None)


def is_answered(row: DayRow) -> bool:
    """Nihil, or at least one amount."""
    return row.total is not None


def is_partly(row: DayRow, channels: Collection[str] = CHANNELS) -> bool:
    """*Sebagian*: some of the channels asked for are filled and some are blank."""
    asked = [amount for name, amount in zip(CHANNELS, row.amounts, strict=True) if name in channels]
    return row.omzet == REPORTED and row.total is not None and None in asked


def count_rows(rows: Sequence[DayRow], channels: Collection[str] = CHANNELS) -> Counts:
    """How many rows stand in each state of omzet. A row *diisi* without an amount counts as blank."""
    answered = sum(is_answered(row) for row in rows)
    declined = sum(row.omzet == DECLINED for row in rows)
    return Counts(
        rows=len(rows),
        answered=answered,
        nil=sum(row.omzet == NIL for row in rows),
        partly=sum(is_partly(row, channels) for row in rows),
        blank=sum(row.omzet == BLANK or (row.omzet == REPORTED and row.total is None) for row in rows),
        declined=declined,
    )


def _party_totals(party: str, rows: Sequence[DayRow], channels: Collection[str]) -> PartyTotals:
    whole = _line(party, rows, channels)
    return PartyTotals(
        party=party,
        counts=whole.counts,
        channels=whole.channels,
        total=whole.total,
        transactions=whole.transactions,
        by_category=_lines(rows, lambda row: row.category, channels),
        by_agency=_lines(rows, lambda row: row.agency, channels),
    )


def _lines(
    rows: Sequence[DayRow], key: Callable[[DayRow], str], channels: Collection[str]
) -> tuple[GroupTotal, ...]:
    keys = sorted({key(row) for row in rows})
    return tuple(_line(name, [row for row in rows if key(row) == name], channels) for name in keys)


def _line(key: str, rows: Sequence[DayRow], channels: Collection[str]) -> GroupTotal:
    reported = [row for row in rows if row.omzet == REPORTED]
    return GroupTotal(
        key=key,
        counts=count_rows(rows, channels),
        channels=tuple(sum(row.amounts[place] or 0 for row in reported) for place in range(len(CHANNELS))),
        total=sum(row.total or 0 for row in rows),
        transactions=sum(row.transactions or 0 for row in rows),
    )


def prove(part: PartyTotals, rows: Sequence[DayRow]) -> None:
    """Prove totals against their rows: rows across, columns down over what stands in every row, and both cuts,
    each of them across and down.

    Serves fresh totals and those kept in a seal alike. Raises TotalsDisagree.
    """
    across = sum(row.total or 0 for row in rows)
    columns = sum(amount for row in rows for amount in row.amounts if amount is not None)
    suspects = _booths([row for row in rows if holds_uncounted_amount(row)])
    ways = [columns, part.total, sum(part.channels)]
    for lines in (part.by_category, part.by_agency):
        ways += [sum(line.total for line in lines), sum(sum(line.channels) for line in lines)]
    for way in ways:
        if way != across:
            raise TotalsDisagree(**_facts(across, way, suspects))
    _prove_cuts(part)
    counts = part.counts
    if counts.rows != counts.answered + counts.blank + counts.declined or suspects:
        raise TotalsDisagree(**_facts(across, columns, suspects))


def _prove_cuts(part: PartyTotals) -> None:
    """Every line across its channels, every channel down its lines: equal grand totals could hide two errors."""
    for lines in (part.by_category, part.by_agency):
        pairs = [(line.total, sum(line.channels)) for line in lines]
        pairs += [
            (part.channels[place], sum(line.channels[place] for line in lines))
            for place in range(len(part.channels))
        ]
        for number, other in pairs:
            if number != other:
                raise TotalsDisagree(**_facts(number, other, ""))


def _booths(rows: Iterable[DayRow]) -> str:
    return ", ".join(row.booth or "-" for row in rows)


def _facts(first: int, second: int, booths: str) -> dict[str, object]:
    return {"first": format_rupiah(first), "second": format_rupiah(second), "booths": booths or "-"}


def holds_uncounted_amount(row: DayRow) -> bool:
    """Whether an amount stands beside a state that takes none, as nihil: a merge may leave both until one is chosen."""
    return row.omzet != REPORTED and any(row.amounts)


def count_people(participations: Iterable[tuple[str, str]], before: Collection[str] = frozenset()) -> Reach:
    """People, participations and newcomers over (participation id, vendor group) pairs.

    A vendor group is one person, whatever the number of ids joined in it; `before` holds the groups that took
    part before the period. A pair that comes twice counts once.
    """
    groups = dict(participations)
    people = set(groups.values())
    return Reach(len(people), len(groups), len(people - set(before)))


def sealed_figures(bazaar_code: str, day: date, revision: int, rows: Sequence[DayRow]) -> str:
    """The canonical text that a seal code stands for: bazaar, day, revision, every row and every total.

    The order of the rows does not matter. Raises TotalsDisagree.
    """
    lines = [
        [
            row.participation_id,
            row.session,
            row.party,
            row.attendance,
            row.omzet,
            list(row.amounts),
            row.transactions,
            row.total,
        ]
        for row in sorted(rows, key=lambda row: (row.participation_id, row.session))
    ]
    return canonical(
        {
            "bazaar": bazaar_code,
            "day": day.isoformat(),
            "revision": revision,
            "rows": lines,
            "totals": asdict(totals(rows)),
        }
    )


def seal_code(sheet: DaySheet) -> str:
    """The seal code of the day at `sheet.revision`, as XXXX-XXXX-C. Raises TotalsDisagree."""
    return code_of_rows(sheet.bazaar_code, sheet.day, sheet.revision, sheet.rows)


def code_of_rows(bazaar_code: str, day: date, revision: int, rows: Sequence[DayRow]) -> str:
    """The seal code of these rows of a day, as `seal_code`. Raises TotalsDisagree.

    Forty bits of SHA-256 over `sealed_figures`, then a check character.
    """
    figures = sealed_figures(bazaar_code, day, revision, rows)
    head = int.from_bytes(hashlib.sha256(figures.encode()).digest()[:5], "big")
    body = "".join(ALPHABET[head >> shift & 31] for shift in range(35, -1, -5))
    return f"{body[:4]}-{body[4:]}-{check_character(body)}"


def read_seal_code(typed: str) -> str:
    """A seal code as it was typed, as XXXX-XXXX-C. Raises SealCodeMistyped."""
    code = re.sub(r"[-.]", "", read_typed(typed))
    if not re.fullmatch(f"[{ALPHABET}]{{9}}", code) or check_character(code[:8]) != code[8]:
        raise SealCodeMistyped
    return f"{code[:4]}-{code[4:8]}-{code[8]}"
