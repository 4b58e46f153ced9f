"""Holding every place against the model: what is true of a day, and where somebody says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path

from tests.truth.histories import Desk, Run
from tests.truth.model import DayKey, Shown, Value, View, differences, half_up, known_sum
from tests.truth.places import CHEAP, NotShown, Reader, Seen

MILLION = 1_000_000


def truth_of(view: View, key: DayKey) -> dict[str, Value]:
    """Everything that a place may show of a day, by the key of the figure and of what it is cut by."""
    figures = view.figures(key)
    truth = dict(figures)
    for by in ("category", "agency"):
        for name, group in view.group(key, by).items():
            truth |= {f"{item} · {by} {(name or '-').casefold()}": value for item, value in group.items()}
    truth |= {f"{item} · semua hari": value for item, value in view.together(key[0]).items()}
    truth |= {f"{item} · setahun": value for item, value in view.year(key[1].year).items()}
    truth |= {f"omzet · setahun {name}": value for name, value in _year_groups(view, key[1].year).items()}
    truth["away"] = (figures["excused"] or 0) + (figures["absent"] or 0)
    before = [other for other in view.days if other[0] == key[0] and other[1] < key[1]]
    truth["omzet · kemarin"] = view.figures(max(before))["omzet"] if before else None
    truth["far off"] = view.far_off(key)
    truth["is told to press"] = int(view.told_to_press(key))
    truth["omzet in millions"] = half_up(Fraction(figures["omzet"] or 0, MILLION))
    return truth


def _year_groups(view: View, year: int) -> dict[str, Value]:
    """The year's omzet by category and by agency, each day with the register as its seal covers it."""
    sums: dict[str, list[Value]] = {}
    for key in view.days:
        if key[1].year == year:
            for by in ("category", "agency"):
                for name, group in view.group(key, by).items():
                    sums.setdefault(f"{by} {(name or '-').casefold()}", []).append(group["omzet"])
    return {name: known_sum(amounts) for name, amounts in sums.items()}


def seen_at(run: Run, desk: Desk, key: DayKey, folder: Path) -> Seen:
    folder.mkdir(parents=True, exist_ok=True)
    code = run.known.codes[key[0]]
    return Seen(desk.post.store, run.known.bazaars[key[0]], code, key[1], run.now, folder)


def wrong_at(
    run: Run, desk: Desk, key: DayKey, folder: Path, readers: Mapping[str, Reader] = CHEAP
) -> list[str]:
    """Every figure of the day that a place shows otherwise than the model has it."""
    truth = truth_of(desk.view, key)
    seen = seen_at(run, desk, key, folder)
    wrong = []
    for reader in readers.values():
        wrong += wrong_in(truth, reader, seen)
    return wrong


def wrong_in(truth: Mapping[str, Value], reader: Reader, seen: Seen) -> list[str]:
    try:
        return differences(dict(truth), _known(truth, reader(seen)))
    except NotShown as missing:
        return [str(missing)]


def _known(truth: Mapping[str, Value], found: Iterable[Shown]) -> list[Shown]:
    listed = list(found)
    strange = [shown for shown in listed if shown.key not in truth]
    if strange:
        raise NotShown(f"{strange[0].place}: {strange[0].key!r} is nothing that the model knows")
    return listed
