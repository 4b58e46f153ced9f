"""Which laptop is for which bazaars, as an officer types it: a line a laptop."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bazar_desktop.domain.errors import BazarError


class LaptopLineNotRead(BazarError):
    """A line does not say a laptop and its bazaars. Facts: line (its number), text."""


class LaptopWrittenTwice(BazarError):
    """Two lines have one name. Facts: name, line."""


class NoLaptopsWritten(BazarError):
    """The list names no laptop."""


@dataclass(frozen=True, slots=True)
class WantedLaptop:
    """A laptop to prepare: its name, the codes of its bazaars, and whom to call about it."""

    name: str
    codes: tuple[str, ...]
    contact: str = ""


def parse_laptops(text: str) -> tuple[WantedLaptop, ...]:
    """Read lines as `Laptop 3 = P233M01, P233M02; Bu Rina 0812…`, or the same in cells copied from Excel.

    Raises LaptopLineNotRead, LaptopWrittenTwice, NoLaptopsWritten.
    """
    laptops: list[WantedLaptop] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        name, codes, contact = _parts(line)
        if not name or not codes:
            raise LaptopLineNotRead(line=number, text=line.strip()[:60])
        if any(name.casefold() == laptop.name.casefold() for laptop in laptops):
            raise LaptopWrittenTwice(name=name, line=number)
        laptops.append(WantedLaptop(name, codes, contact))
    if not laptops:
        raise NoLaptopsWritten()
    return tuple(laptops)


def _parts(line: str) -> tuple[str, tuple[str, ...], str]:
    if "\t" in line:
        name, codes, contact = (*(cell.strip() for cell in line.split("\t")), "", "")[:3]
    else:
        name, _equals, rest = (part.strip() for part in line.partition("="))
        codes, _gap, contact = (part.strip() for part in rest.partition(";"))
    return name, tuple(dict.fromkeys(code for code in re.split(r"[,\s]+", codes) if code)), contact


def format_laptops(laptops: Sequence[WantedLaptop]) -> str:
    """Write them as `parse_laptops` reads them."""
    lines = []
    for laptop in laptops:
        line = f"{laptop.name} = {', '.join(laptop.codes)}"
        lines.append(f"{line}; {laptop.contact}" if laptop.contact else line)
    return "\n".join(lines)
