"""Lies that are put into the program, each with a small history after which some place must be caught telling it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from bazar_desktop.domain.day.model import DayRow
from bazar_desktop.domain.journal.authority import COUNTING, ChangeStanding
from bazar_desktop.printing import summary, whole_recap
from bazar_desktop.services.day.register_at import PartyAt, RegisterAt
from bazar_desktop.services.reports.year import MovedByCorrection
from bazar_desktop.spreadsheets.writing import day_tables, year_tables
from bazar_desktop.store.authority import Bench
from tests.truth.histories import Act, History

Fault = Callable[[pytest.MonkeyPatch], History]

NOBODY = (0, 0, 0, 0)
ALL_COME, SEAL = Act("all_come", 0, NOBODY), Act("seal", 0, (0, 0, 1, 0))


def _enter(who: int, amount: int) -> Act:
    """The omzet of one vendor, the `amount`th of AMOUNTS, in cash alone."""
    return Act("enter", 0, (who, 0, amount + 10 * (amount % 3 == 0), 3))


def _sealed_away(patch: pytest.MonkeyPatch) -> History:
    """1: somebody marked alpa has sold, and the day is sealed without a reason."""
    patch.setattr("bazar_desktop.services.ledger.clashes.contradictions", lambda *_facts, **_more: ())
    away = Act("away", 0, (1, 0, 1, 1))
    return History((1,), ("satu",), (ALL_COME, _enter(1, 4), away, Act("seal", 0, (0, 0, 0, 0))))


def _cut_average(patch: pytest.MonkeyPatch) -> History:
    """2: the average is cut, not rounded."""
    patch.setattr("bazar_desktop.domain.figures.day.half_up", lambda amount, by: amount // by)
    return History((1,), ("satu",), (ALL_COME, _enter(1, 2), _enter(2, 1), SEAL))


def _blank_is_nought(patch: pytest.MonkeyPatch) -> History:
    """3: where nobody answered, Rp0 is shown."""
    for module in ("printing.recap", "ui.omzet.figures", "printing.minutes", "ui.home.page"):
        patch.setattr(
            f"bazar_desktop.{module}.rupiah_or_none",
            lambda amount: "Rp" + f"{amount or 0:,}".replace(",", "."),
        )
    return History((1,), ("satu",), (ALL_COME,))


def _register_of_today(patch: pytest.MonkeyPatch) -> History:
    """4: the year reads the register as it is today."""
    patch.setattr("bazar_desktop.services.reports.sealed_period.RegisterAt.moved", lambda *_facts: [])
    change = Act("register", 0, (1, 0, 1, 0))  # Kerak Telor Bang Jali is said to be fesyen
    return History((1,), ("satu",), (ALL_COME, _enter(1, 4), SEAL, change))


def _day_kept(patch: pytest.MonkeyPatch) -> History:
    """5: the window does not ask after midnight, and writes to yesterday."""
    patch.setattr("bazar_desktop.domain.day.in_hand.needs_asking", lambda *_facts: False)
    return History((1,), ("dua",), (ALL_COME, Act("midnight", 0, (0, 0, 0, 0)), ALL_COME, _enter(1, 4)))


def _online_counted(patch: pytest.MonkeyPatch) -> History:
    """6: an online bazaar is counted in *Bazar*."""
    patch.setattr("bazar_desktop.services.reports.year.is_bazaar", lambda _kind: True)
    return History((1,), ("daring",), (ALL_COME,))


def _number_cut(patch: pytest.MonkeyPatch) -> History:
    """7: a number loses its digits instead of shrinking."""
    patch.setattr("bazar_desktop.ui.kit.cards._shrink", lambda *_facts: None)
    patch.setattr("tests.truth.pages.WIDTH", 260)
    billion = tuple(Act("enter", 0, (who, 0, 9, 3)) for who in (1, 2, 3))
    return History((1,), ("satu",), (ALL_COME, *billion))


def _first_day_believed(patch: pytest.MonkeyPatch) -> History:
    """8: Rp1.000.000.000 on the first day is not tinted."""
    patch.setattr("bazar_desktop.domain.omzet.oddness.oddness", lambda *_facts, **_more: None)
    small = tuple(_enter(who, 4) for who in (0, 1, 2, 3, 4, 5))
    return History((1,), ("satu",), (ALL_COME, *small, Act("enter", 0, (6, 0, 9, 3))))


def _sealed_unchanged(patch: pytest.MonkeyPatch) -> History:
    """9: a revision is sealed in which nothing differs, unasked."""
    late = SimpleNamespace(late=True)
    patch.setattr("bazar_desktop.services.closing.seal._late_answers", lambda *_facts: [late])
    reopened = Act("reopen", 0, (0, 0, 0, 0))
    return History((1,), ("satu",), (ALL_COME, _enter(1, 4), SEAL, reopened, SEAL))


KINDS: tuple[Fault, ...] = (
    _sealed_away,
    _cut_average,
    _blank_is_nought,
    _register_of_today,
    _day_kept,
    _online_counted,
    _number_cut,
    _first_day_believed,
    _sealed_unchanged,
)


# -- subtle ones: one place, one figure, and only for some days ---------------------------------------------------


def _at(name: str, *numbers: int) -> Act:
    """An act at the first store; what is not named is 0."""
    first, second, third, fourth = (*numbers, 0, 0, 0, 0)[:4]
    return Act(name, 0, (first, second, third, fourth))


def _business_of_today(patch: pytest.MonkeyPatch) -> History:
    """The year's rows give the business name of today on days that were sealed under another."""
    says = RegisterAt.says

    def lie(register: RegisterAt, row: DayRow, party: PartyAt, covers: Any) -> DayRow:
        vendor = register._vendors.get(party.vendor_id or "")
        told = says(register, row, party, covers)
        return replace(told, business=vendor.business or "") if vendor else told

    patch.setattr(RegisterAt, "says", lie)
    return History((1,), ("satu",), (ALL_COME, _enter(1, 4), SEAL, _at("register", 1, 2, 1)))


def _excused_were_there(patch: pytest.MonkeyPatch) -> History:
    """The rekap bazar counts izin as hadir."""
    days = whole_recap._days

    def lie(sheets: Any, umkm: Any, *facts: Any) -> Any:
        return days(sheets, [replace(day, present=day.present + day.excused) for day in umkm], *facts)

    patch.setattr(whole_recap, "_days", lie)
    return History((1,), ("dua",), (ALL_COME, _at("away", 3, 0, 0, 1)))


def _decliners_not_waited_for(patch: pytest.MonkeyPatch) -> History:
    """The year's workbook leaves who declined out of *ditunggu*."""
    cut = year_tables._cut

    def lie(name: str, title: str, bazaars: str, groups: Any) -> Any:
        short = [
            (key, replace(of_group, figures=_without_decliners(of_group.figures))) for key, of_group in groups
        ]
        return cut(name, title, bazaars, short)

    patch.setattr(year_tables, "_cut", lie)
    return History((1,), ("satu",), (ALL_COME, _at("decline", 1)))


def _without_decliners(figures: Any) -> Any:
    return replace(figures, asked=figures.answered + figures.blank)


def _share_of_fewer(patch: pytest.MonkeyPatch) -> History:
    """The per cent of *hadir* on the ringkasan is of those who were not excused."""
    share = summary.share
    patch.setattr(
        summary, "share", lambda part, whole: share(part, whole - 1 if whole and whole < 100 else whole)
    )
    return History((1,), ("satu",), (ALL_COME, _at("away", 3, 0, 0, 1)))


def _nil_is_no_answer(patch: pytest.MonkeyPatch) -> History:
    """A day on which everybody told nihil counts as a day without an answer."""
    module = "bazar_desktop.services.reports.coverage._is_answered"
    patch.setattr(module, lambda day: any(row.total for row in day.rows if row.party == "vendor"))
    return History((1,), ("satu",), (ALL_COME, _at("nil", 1), _at("midnight")))  # today may still be answered


def _marketplace_left_out(patch: pytest.MonkeyPatch) -> History:
    """The rows of the rekap omzet leave what was sold in a lokapasar out of non-tunai."""

    def lie(row: DayRow) -> int | None:
        filled = [amount for amount in row.amounts[1:3] if amount is not None]
        return 0 if row.omzet == "nil" else sum(filled) if filled else None

    patch.setattr("bazar_desktop.printing.toolkit.figures.noncash_of", lie)
    return History((1,), ("satu",), (ALL_COME, _at("enter", 1, 0, 4, 5)))


def _halves_cut(patch: pytest.MonkeyPatch) -> History:
    """The lembar mitra cuts half a kilogram off."""
    patch.setattr(
        "bazar_desktop.printing.partner_sheet._quantity",
        lambda amount: "" if amount is None else str(amount // 1000),
    )
    return History((1,), ("satu",), (ALL_COME, _at("ledger", 0, 0, 30, 1)))


def _channels_swapped(patch: pytest.MonkeyPatch) -> History:
    """The tables of the day give QRIS as other non-cash, and that as QRIS: every sum stays right."""
    cells = day_tables._omzet_cells

    def lie(row: DayRow) -> Any:
        cash, qris, noncash, marketplace = row.amounts
        return cells(replace(row, amounts=(cash, noncash, qris, marketplace)))

    patch.setattr(day_tables, "_omzet_cells", lie)
    return History((1,), ("satu",), (ALL_COME, _at("enter", 1, 0, 4, 4)))


def _only_who_came(patch: pytest.MonkeyPatch) -> History:
    """Who told an omzet and was not marked is no keikutsertaan of the year."""
    here = property(lambda row: row.row.attendance == "present")
    patch.setattr("bazar_desktop.services.reports.book.ReportRow.took_part", here)
    return History((1,), ("satu",), (_enter(1, 4),))


def _moved_twice(patch: pytest.MonkeyPatch) -> History:
    """What a correction moves out of a group is counted as moved into it."""

    def lie(changes: Any) -> MovedByCorrection:
        days = {(row.bazaar.id, row.day) for row, _rupiah in changes}
        return MovedByCorrection(sum(abs(rupiah) for _row, rupiah in changes), len(days))

    patch.setattr("bazar_desktop.services.reports.year._moved", lie)
    corrected = (_at("register", 1, 0, 1), _at("correct", 1))
    return History((1,), ("satu",), (ALL_COME, _enter(1, 4), SEAL, *corrected))


def _past_not_as_sealed(patch: pytest.MonkeyPatch) -> History:
    """What came after the seal of an earlier bazaar is counted into what somebody sold there a day."""
    patch.setattr("bazar_desktop.services.omzet.grid.moved_days", lambda *_facts: {})
    first, later = (Act("enter", 1, (who, 0, 4, 3)) for who in (1, 2))
    seal = Act("seal", 1, SEAL.numbers)
    return History(
        (0, 1), ("satu",), (Act("all_come", 1, NOBODY), first, seal, later, Act("merge", 1, NOBODY))
    )


def _middle_of_everybody(patch: pytest.MonkeyPatch) -> History:
    """The middle of a kind of business is that of all who told."""
    patch.setattr("bazar_desktop.ui.omzet.words._is_of_kind", lambda *_facts: True)
    return History((1,), ("satu",), (ALL_COME, _enter(1, 4), _enter(2, 5)))


def _called_off_but_counted(patch: pytest.MonkeyPatch) -> History:
    """Who takes part in a day, and what was entered for it, is told although the day fell out."""
    patch.setattr("bazar_desktop.services.day.sheet.off_course", lambda *_facts: None)
    return History((1,), ("satu",), (ALL_COME, _enter(1, 4), Act("rain", 0, NOBODY)))


# -- what a laptop proposes ---------------------------------------------------------------------------------------

PROPOSED = Act("propose", 1, (0, 1, 2, 1))  # another business name for Kerak Telor Bang Jali
STANDINGS = "bazar_desktop.store.changes.COUNTING"


def _proposal_counted(patch: pytest.MonkeyPatch) -> History:
    """What a laptop proposes counts at the office before anybody has said yes."""
    patch.setattr(STANDINGS, COUNTING | {ChangeStanding.WAITING})
    return History((0, 1), ("satu",), (PROPOSED,))


def _yes_ignored(patch: pytest.MonkeyPatch) -> History:
    """What the office has accepted does not count there."""
    patch.setattr(STANDINGS, COUNTING - {ChangeStanding.ACCEPTED})
    return History((0, 1), ("satu",), (PROPOSED, _at("reply", 0, 1)))


def _no_ignored(patch: pytest.MonkeyPatch) -> History:
    """What the office has rejected counts."""
    answered = Bench._answered

    def lie(bench: Bench, *facts: Any) -> ChangeStanding:
        told = answered(bench, *facts)
        return ChangeStanding.ACCEPTED if told is ChangeStanding.REJECTED else told

    patch.setattr(Bench, "_answered", lie)
    return History((0, 1), ("satu",), (PROPOSED, _at("reply", 0, 0)))


def _reopened_by_today(patch: pytest.MonkeyPatch) -> History:
    """A reopened day is counted by the register of today."""
    patch.setattr("bazar_desktop.services.day.sheet.kept_registers", lambda *_facts: {})
    patch.setattr("bazar_desktop.services.reports.turnover.kept_registers", lambda *_facts: {})
    changed = (_at("register", 1, 0, 1), Act("reopen", 0, NOBODY), _enter(2, 4), SEAL)
    return History((1,), ("satu",), (ALL_COME, _enter(1, 4), SEAL, *changed))


SUBTLE: tuple[Fault, ...] = (
    _business_of_today,
    _excused_were_there,
    _decliners_not_waited_for,
    _share_of_fewer,
    _nil_is_no_answer,
    _marketplace_left_out,
    _halves_cut,
    _channels_swapped,
    _only_who_came,
    _moved_twice,
    _past_not_as_sealed,
    _middle_of_everybody,
    _called_off_but_counted,
    _proposal_counted,
    _yes_ignored,
    _no_ignored,
    _reopened_by_today,
)
