"""What parties of one day add up to, by the sentences of the definitions; nothing here looks at the program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.truth.model import Answer, Line

HADIR, IZIN, ALPA = "present", "excused", "absent"
BELUM, NIHIL, DIISI, MENOLAK = "blank", "nil", "reported", "declined"
CHANNELS = ("tunai", "qris", "non_tunai", "lokapasar")

Value = int | None


def figures_of(lines: Iterable[Line], asked: Sequence[int]) -> dict[str, Value]:
    """The figures of these parties of one day, each once; `asked` are the channels everybody is asked for."""
    listed = list(lines)
    waited = [line for line in listed if line.mark == HADIR or line.told or line.refused]
    told = [line for line in waited if line.told]
    omzet = [line.rupiah or 0 for line in told]
    answers = [answer for line in told for answer in line.answers]
    channels = [known_sum(channel(answer, at) for answer in answers) for at in range(4)]
    cashless = known_sum(channels[1:])
    sales = [answer.sales for line in told for answer in line.answers if answer.sales is not None]
    total = sum(omzet)
    return {
        "registered": len(listed),
        "present": sum(line.mark == HADIR for line in listed),
        "excused": sum(line.mark == IZIN for line in listed),
        "absent": sum(line.mark == ALPA for line in listed),
        "expected": sum(line.mark == "" for line in listed),
        "newcomers": len({line.person for line in listed if line.newcomer and line.took_part}),
        "took_part": len({line.person for line in listed if line.took_part}),
        "asked": len(waited),
        "answered": len(told),
        "nil": sum(line.rupiah == 0 for line in told),
        "partly": sum(any(is_partly(answer, asked) for answer in line.answers) for line in told),
        "declined": sum(line.refused for line in waited),
        "blank": sum(not line.told and not line.refused for line in waited),
        "omzet": total if told else None,
        "cash": channels[0],
        "cashless": cashless,
        **{f"channel {name}": amount for name, amount in zip(CHANNELS, channels, strict=True)},
        "cashless_share": share(cashless, total),
        "average": half_up(Fraction(total, len(told))) if told else None,
        "median": median(omzet),
        "sales": sum(sales) if sales else None,
    }


def channel(answer: Answer, at: int) -> Value:
    """What was paid in one way: nothing where nobody said, nought where nothing was sold."""
    return 0 if answer.state == NIHIL else answer.amounts[at]


def is_partly(answer: Answer, asked: Sequence[int]) -> bool:
    """Whether a channel that everybody is asked for is still open beside one that was told."""
    return (
        answer.state == DIISI
        and answer.rupiah is not None
        and any(answer.amounts[at] is None for at in asked)
    )


def share(part: Value, whole: Value) -> Value:
    """A part of the whole in tenths of a per cent, half up; nothing of nothing."""
    return half_up(Fraction(1000 * part, whole)) if whole and part is not None else None


def median(amounts: Sequence[int]) -> Value:
    if not amounts:
        return None
    ordered = sorted(amounts)
    return half_up(Fraction(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2], 2))


def half_up(amount: Fraction) -> int:
    return floor(amount + Fraction(1, 2))


def known_sum(amounts: Iterable[Value]) -> Value:
    """The sum of what is known; nothing where nothing is: blank is never nought."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None
