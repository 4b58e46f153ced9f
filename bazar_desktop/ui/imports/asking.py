"""What the import page asks above its steps: before a list can be planned, and before it is saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.imports.questions import (
    OTHER_DAY,
    OTHER_SHEETS,
    ManyDaysAsked,
    MarkedRowsAsked,
    OtherDayAsked,
    OtherMoneyAsked,
    OtherSheetsAsked,
    ReplacedColumnsAsked,
    SecondListAsked,
    UnreadDaysAsked,
)
from bazar_desktop.jobs.imports.recall import is_recalled
from bazar_desktop.jobs.imports.source import Look
from bazar_desktop.language import _
from bazar_desktop.messages import sentence
from bazar_desktop.phrases.imports import proof_words
from bazar_desktop.services.imports.plan import ImportPlan
from bazar_desktop.services.imports.proof import SUMS_DIFFER
from bazar_desktop.spreadsheets.reading.accepted_table import asked_units
from bazar_desktop.spreadsheets.reading.money_columns import OTHER_MONEY
from bazar_desktop.ui.imports.words import unit_question
from bazar_desktop.ui.page import Page

FILE, TABLE, COLUMNS, ROWS = "file", "table", "columns", "rows"
Say = Callable[[str], object]


def say_what_is_asked(page: Page, look: Look, go: Say) -> None:
    """What the officer should look at before the rows: a unit that only words speak of, or what was remembered."""
    asked = asked_units(look.part)
    if asked:
        page.warn(unit_question(asked), action=_("Jawab"), act=partial(go, COLUMNS))
    elif is_recalled(look):
        page.say(_("Kolomnya dibaca seperti berkas sebelumnya yang berjudul sama."))


def offer_answer(
    page: Page,
    error: BazarError,
    *,
    go: Say,
    accept: Say,
    leave: Callable[[], object],
    add: Callable[[], object],
) -> None:
    """Where the list asks something before it can be planned: say so, with the way to the answer."""
    if isinstance(error, OtherDayAsked | UnreadDaysAsked | ManyDaysAsked):
        page.warn(sentence(error), action=_("Ya, benar"), act=partial(accept, OTHER_DAY))
    elif isinstance(error, OtherMoneyAsked):
        page.warn(sentence(error), action=_("Bukan omzet, lanjutkan"), act=partial(accept, OTHER_MONEY))
    elif isinstance(error, OtherSheetsAsked):
        go(FILE)
        words = _("Hanya {sheets}").format(sheets=error.facts["taken"])
        page.warn(sentence(error), action=words, act=partial(accept, OTHER_SHEETS))
    elif isinstance(error, ReplacedColumnsAsked):
        page.warn(sentence(error), action=_("Jumlahkan"), act=add)
    elif isinstance(error, MarkedRowsAsked):
        go(TABLE)
        page.warn(sentence(error), action=_("Lewati"), act=leave)
    else:
        step = TABLE if isinstance(error, SecondListAsked) else COLUMNS
        page.warn(sentence(error), action=_("Jawab"), act=partial(_ask_at, page, go, step, error))


def _ask_at(page: Page, go: Say, step: str, error: BazarError) -> None:
    """Show the step where the question is answered, with the question still above it."""
    go(step)
    page.warn(sentence(error))


def say_difference(page: Page, plan: ImportPlan, accept: Say) -> None:
    """A sum that is not the list's own must be looked at before anything is saved."""
    proof = plan.proof
    if proof is not None and proof.is_open:
        page.warn(
            proof_words(proof) + ".",
            action=_("Sudah diperiksa, simpan saja"),
            act=partial(accept, SUMS_DIFFER),
        )
