"""The words for every broken rule: what happened and the way out, by the error's code.

Each sentence is Indonesian, polite, and may use the error's facts by name: "Booth {booth} sudah ditempati".
It stands in the file of its error's subject: that of `services/omzet/entry.py` in `messages/omzet.py`, that of
`store/keys.py` in `messages/store.py`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from datetime import date
from string import Formatter
from typing import Any, Protocol

from bazar_desktop.domain.calendar import format_date
from bazar_desktop.domain.money import format_rupiah
from bazar_desktop.language import N_, _, language
from bazar_desktop.messages.exchange import ANSWER_TAGS, ANSWERS, STANDINGS, STATES
from bazar_desktop.messages.settings import FINDINGS
from bazar_desktop.messages.values import in_words


def collect_sentences() -> dict[str, str]:
    """Gather the sentences of all subjects. Raises ValueError where two subjects have one code."""
    collected: dict[str, str] = {}
    for subject in pkgutil.iter_modules(__path__):
        sentences: dict[str, str] = importlib.import_module(f"{__name__}.{subject.name}").SENTENCES
        twice = sorted(collected.keys() & sentences.keys())
        if twice:
            raise ValueError(f"{subject.name}.py repeats the codes {', '.join(twice)}")
        collected |= sentences
    return collected


SENTENCES = collect_sentences()
UNNAMED: dict[str, str] = {
    code: words
    for subject in pkgutil.iter_modules(__path__)
    for code, words in getattr(importlib.import_module(f"{__name__}.{subject.name}"), "UNNAMED", {}).items()
}
"""What to say instead where a gap of the sentence would stay empty, because nothing names what it is about."""


class Explained(Protocol):
    """A broken rule (BazarError) or a fault of the machine (MachineError)."""

    @property
    def code(self) -> str: ...

    @property
    def facts(self) -> dict[str, object]: ...


def sentence(error: Explained) -> str:
    """What to tell the officer about `error` and what was found wrong with it, in the language in use."""
    told: dict[str, list[date]] = {}
    for item in (error, *getattr(error, "others", ())):
        days = told.setdefault(_one_sentence(item), [])
        day = item.facts.get("placed_day")  # of several that were asked for at once
        days += [day] if isinstance(day, date) else []
    return " ".join(_on_days(words, days) for words, days in told.items())


def _on_days(words: str, days: Sequence[date]) -> str:
    """The sentence with the days that it is about, where it is about some of several."""
    if not days:
        return words
    named = ", ".join(format_date(day, language()) for day in days)
    return _("Untuk {day}: {what}").format(day=named, what=words)


def _one_sentence(error: Explained) -> str:
    template = SENTENCES.get(error.code)
    if template is None:
        return _(N_("Aturan dilanggar: {code}. Tidak ada yang diubah.")).format(code=error.code)
    facts = in_words(error.facts)
    if error.code in UNNAMED and any(facts.get(name) == "" for name in gaps(template)):
        template = UNNAMED[error.code]
    return _(template).format(**facts)


def gaps(template: str) -> set[str]:
    """The facts that a sentence names."""
    return {name for _text, name, _spec, _conversion in Formatter().parse(template) if name}


def finding(check: Explained) -> str:
    """What to tell the officer about one of the doctor's checks."""
    return _(FINDINGS[check.code]).format(**check.facts)


def answer(read: Explained) -> str:
    """What to tell the officer about a file that was read: taken in, held, known, or why it was refused."""
    template = ANSWERS.get(read.code)
    words = sentence(read) if template is None else _(template).format(**in_words(read.facts))
    if not read.facts.get("clock_odd"):
        return words
    writers: Any = read.facts.get("clock_of") or [read.facts.get("name")]  # an older program named no one
    whose = ", ".join(writer or _("kantor lain") for writer in writers)
    return f"{words} {_(ANSWERS['clock_odd']).format(clock_of=whose)}"


def provisional(undecided: int) -> str:
    """What must stand beside a total over `undecided` fields in conflict; "" where it is final."""
    return _("sementara, {n} belum diputuskan").format(n=undecided) if undecided else ""


def marked_rupiah(amount: int, undecided: int) -> str:
    """A total of a list, with *sementara* where a field beneath it is in conflict."""
    words = format_rupiah(amount)
    return _("{amount} (sementara)").format(amount=words) if undecided else words


def state_words(state: str) -> str:
    """How far a bazaar day, a package or a laptop has come, in a word or two."""
    return _(STATES[state])


def standing_words(standing: str) -> str:
    """How a change stands that is not plainly within its maker's authority; "" for one that is."""
    return _(STANDINGS[standing]) if standing in STANDINGS else ""


def answer_tag(answer: str) -> str:
    """The answer to a file in a word or two."""
    return _(ANSWER_TAGS.get(answer, N_("ditolak")))
