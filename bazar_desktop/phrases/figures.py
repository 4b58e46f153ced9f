"""Figures in words: their names, and a number, a share or a part of a whole as every page and paper writes it."""

from __future__ import annotations

from bazar_desktop.domain.figures.definitions import BY_KEY
from bazar_desktop.domain.money import format_number, format_rupiah
from bazar_desktop.language import _

NOTHING = "–"


def figure_name(key: str) -> str:
    """What the figure is called everywhere."""
    return _(BY_KEY[key].name)


def control_sum_words(rupiah: int) -> str:
    """The control sum inside a sentence, under its own name and with what is in it: it is never an omzet."""
    name = figure_name("control_sum")
    return _("{name} {amount} (mitra ikut)").format(
        name=f"{name[:1].lower()}{name[1:]}", amount=format_rupiah(rupiah)
    )


def figure_says(key: str) -> str:
    """What the figure counts, and over whom."""
    figure = BY_KEY[key]
    words = _("{definition} Dihitung dari {population}.")
    return words.format(definition=_(figure.definition), population=_(figure.population))


def rupiah_or_none(amount: int | None) -> str:
    """Rupiah, or a dash where nothing was answered: blank is never nought."""
    return NOTHING if amount is None else format_rupiah(amount)


def marked_or_none(amount: int | None, undecided: int) -> str:
    """As `rupiah_or_none`, with *sementara* where a field beneath the sum is in conflict."""
    words = rupiah_or_none(amount)
    return _("{amount} (sementara)").format(amount=words) if undecided else words


def number_or_none(amount: int | None) -> str:
    """A number, or a dash where nothing was answered."""
    return NOTHING if amount is None else format_number(amount)


def percent_words(tenths: int | None) -> str:
    """Tenths of a per cent with one decimal: 39,6%; a dash of nothing."""
    return NOTHING if tenths is None else f"{tenths // 10},{tenths % 10}%"


def of_words(part: int | None, whole: int) -> str:
    """A part of a whole: 26 dari 28; a dash for a part of which nothing is entered."""
    return _("{part} dari {whole}").format(part=number_or_none(part), whole=format_number(whole))
