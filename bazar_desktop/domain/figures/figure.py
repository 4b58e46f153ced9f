"""What is said of a published figure."""

from __future__ import annotations

from dataclasses import dataclass

N_ = str  # marks words for the catalogue

VENDORS, DAYS, PEOPLE, BAZAARS, LAPTOPS = "vendors", "days", "people", "bazaars", "laptops"  # what is counted
RUPIAH, PERCENT, SALES, INDEX = "rupiah", "percent", "sales", "index"  # what is measured


@dataclass(frozen=True, slots=True)
class FigureDefinition:
    """One figure: `key` in the code, its name, what it says, over whom (population), its unit.

    `whole` names the figure that this one is a part of (*26 dari 28*), "" where it stands alone. `rounding` says how
    it is rounded, "" where it is a whole number anyway. `none` figures are never 0 where nothing is known: they are
    `–` or *belum ada*.
    """

    key: str
    name: str
    definition: str
    population: str
    unit: str
    whole: str = ""
    rounding: str = ""
    none: bool = False
