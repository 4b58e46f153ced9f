"""Holding every place against the model: what is true of a day, and where somebody says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from tests.truth.histories import Desk, Run
from tests.truth.model import DayKey, View
from tests.truth.paper_truth import paper_truth
from tests.truth.period import CUTS, Year, month, since_board
from tests.truth.seen import Reader, Seen
from tests.truth.shown import NotShown, Shown, Told, differences
from tests.truth.sums import half_up, known_sum
from tests.truth.wording import (
    beside_rows,
    correction_notes,
    file_rows,
    is_entered,
    ledger_now,
    rows_behind,
    signed,
    year_days,
    year_rows,
)

MILLION = 1_000_000


class Truth(Mapping[str, Told]):
    """Everything that a place may show of a day, by the key of the figure and of what it is cut by.

    It is computed in parts, each when a place first asks for something of it.
    """

    def __init__(self, view: View, key: DayKey, year: Year) -> None:
        self.view, self.key, self.year = view.remembering(), key, year
        self.year = replace(year, view=self.view)
        self._parts = [self._of_day, self._of_papers, self._of_ledger, self._of_period, self._of_year]
        self._known: dict[str, Told] = {}

    def __getitem__(self, name: str) -> Told:
        if name not in self:
            raise KeyError(name)
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        while name not in self._known and self._parts:
            self._known |= self._parts.pop(0)()
        return name in self._known

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def _of_day(self) -> dict[str, Told]:
        view, key = self.view, self.key
        figures = view.figures(key)
        truth: dict[str, Told] = dict(figures)
        office = view.office_of(key)
        for by in ("category", "agency"):
            for name, group in view.group(key, by).items():
                called = office.category(name) if by == "category" else name
                truth |= {
                    f"{item} · {by} {(called or '-').casefold()}": value for item, value in group.items()
                }
        truth |= {f"mitra: {item}": value for item, value in view.mitra(key).items()}
        truth["away"] = (figures["excused"] or 0) + (figures["absent"] or 0)
        before = [other for other in view.on if other[0] == key[0] and other[1] < key[1]]
        truth["omzet · kemarin"] = view.figures(max(before))["omzet"] if before else None
        truth["present told"] = figures["present"] if is_entered(view, key) else None
        truth["far off"] = view.far_off(key)
        truth["beside"] = beside_rows(view, key)
        truth["is told to press"] = int(view.told_to_press(key))
        truth["omzet in millions"] = half_up(Fraction(figures["omzet"] or 0, MILLION))
        return truth | {f"file {name}": text for name, text in file_rows(view, key).items()}

    def _of_papers(self) -> dict[str, Told]:
        return paper_truth(self.view, self.key, self.year.today)

    def _of_ledger(self) -> dict[str, Told]:
        return ledger_now(self.view, self.key)

    def _of_period(self) -> dict[str, Told]:
        view, key = self.view, self.key
        truth: dict[str, Told] = {"board since": since_board(view, key)}
        truth |= {f"{item} · semua hari": value for item, value in view.together(key[0]).items()}
        of_month = month(view, key[1])
        truth |= {f"{item} · sebulan": value for item, value in of_month.items()}
        for count in ("present", "registered", "asked", "answered"):  # of days that are over or took place
            due = {day: view.figures(day)[count] or 0 for day in view.on if self.year.is_due(day)}
            same = (key[1].year, key[1].month)
            truth[f"{count} · semua hari"] = sum(n for day, n in due.items() if day[0] == key[0])
            truth[f"{count} · sebulan"] = sum(
                n for day, n in due.items() if (day[1].year, day[1].month) == same
            )
        entered = {day for day in view.on if self.year.is_due(day) and is_entered(view, day)}
        in_month = [day for day in entered if (day[1].year, day[1].month) == (key[1].year, key[1].month)]
        told = {"semua hari": [day for day in entered if day[0] == key[0]], "sebulan": in_month}
        for span, days in told.items():
            truth[f"present told · {span}"] = known_sum(view.figures(day)["present"] for day in days)
        truth["since_seal · sebulan"] = signed(of_month["since_seal"]) if of_month["since_seal"] else ""
        return truth

    def _of_year(self) -> dict[str, Told]:
        year = self.year
        figures = year.figures()
        truth: dict[str, Told] = {f"{item} · setahun": value for item, value in figures.items()}
        truth |= {f"{item} · setahun": value for item, value in year.spread().items()}
        since = figures["since_seal"]
        truth["since_seal in words · setahun"] = "" if since is None else signed(since)
        for by in CUTS:
            for name, group in year.cut(by).items():
                words = f"setahun {by} {(name or '-').casefold()}"
                truth |= {f"{item} · {words}": value for item, value in group.items()}
                moved = group["moved"]
                told = "" if moved is None else f"{signed(moved)} ({group['moved_days']} hari)"
                truth[f"moved in words · {words}"] = told
        truth |= {f"year rows {party}": rows_behind(year, party) for party in ("vendor", "partner")}
        return truth | {
            "year days": year_days(year),
            "year rows": year_rows(year),
            "correction notes": correction_notes(year),
        }


def truth_of(run: Run, desk: Desk, key: DayKey) -> Truth:
    return Truth(desk.view, key, run.year_at(desk, key[1].year))


def seen_at(run: Run, desk: Desk, key: DayKey, folder: Path) -> Seen:
    folder.mkdir(parents=True, exist_ok=True)
    code = run.known.codes[key[0]]
    return Seen(desk.post.store, run.known.bazaars[key[0]], code, key[1], run.now, folder)


def wrong_at(run: Run, desk: Desk, key: DayKey, folder: Path, readers: Mapping[str, Reader]) -> list[str]:
    """Every figure of the day that a place shows otherwise than the model has it."""
    truth = truth_of(run, desk, key)
    seen = seen_at(run, desk, key, folder)
    wrong = []
    for reader in readers.values():
        wrong += wrong_in(truth, reader, seen)
    return wrong


def wrong_in(truth: Mapping[str, Told], reader: Reader, seen: Seen) -> list[str]:
    try:
        return differences(truth, _known(truth, reader(seen)))
    except NotShown as missing:
        return [str(missing)]


def _known(truth: Mapping[str, Told], found: Iterable[Shown]) -> list[Shown]:
    listed = list(found)
    strange = [shown for shown in listed if shown.key not in truth]
    if strange:
        raise NotShown(f"{strange[0].place}: {strange[0].key!r} is nothing that the model knows")
    return listed
