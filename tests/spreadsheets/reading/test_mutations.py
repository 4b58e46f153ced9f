from __future__ import annotations

import io
import random
import zipfile
from collections import Counter
from collections.abc import Callable

import pytest

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.spreadsheets.reading.columns import recognise
from bazar_desktop.spreadsheets.reading.fields import OMZET
from bazar_desktop.spreadsheets.reading.limits import Limits
from bazar_desktop.spreadsheets.reading.refusals import FileDamaged
from bazar_desktop.spreadsheets.reading.rows import read_rows
from tests.spreadsheets.reading.sheets_made import csv_of, ods_of, read_table, xlsx_of
from tests.spreadsheets.reading.test_rows import FILES, SHEET

PARTS = range(4)  # so that the cores share them
BYTES, TEXTS = (75, 3_000), (50, 2_000)  # of each part: normal and full counts
BROKEN = {"zip", "ole", "workbook", "parser"}
STRANGE = (
    "",
    " ",
    "\x00",
    "\ufeff",
    "=1/0",
    "9" * 30_000 + "x",
    "1e999",
    "-",
    "\u202eRp",
    "#REF!",
    "\n\n",
    '"',
    "'",
    ";;;",
    "٣٤٥",
    "½",
)


def mutated(data: bytes, dice: random.Random) -> bytes:
    """The file with bytes flipped, cut, doubled or written over."""
    out = bytearray(data)
    for _turn in range(dice.randint(1, 6)):
        at, length = dice.randrange(len(out)), dice.randint(1, 40)
        match dice.randrange(4):
            case 0:
                out[at] ^= 1 << dice.randrange(8)
            case 1:
                del out[at : at + length]
            case 2:
                out[at:at] = out[at : at + length]
            case _:
                out[at : at + length] = dice.randbytes(length)
        if not out:
            return b""
    return bytes(out)


def mutated_inside(data: bytes, dice: random.Random) -> bytes:
    """A workbook whose ZIP is whole and one of whose parts is mutated; a text file is mutated as it is."""
    if not data.startswith(b"PK"):
        return mutated(data, dice)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        unlucky = dice.choice(old.namelist())
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, mutated(content, dice) if name == unlucky else content)
    return out.getvalue()


@pytest.mark.parametrize("part", PARTS)
def test_a_mutated_file_is_read_or_refused_by_name(
    part: int, count: Callable[[int, int], int], capsys: pytest.CaptureFixture[str]
) -> None:
    outcomes: Counter[tuple[str, str]] = Counter()
    for turn in range(count(*BYTES)):
        seed = turn * len(PARTS) + part
        dice = random.Random(seed)
        name = dice.choice(sorted(FILES))
        mutate = dice.choice((mutated, mutated_inside))
        try:
            table = read_table(mutate(FILES[name], dice), name, Limits(seconds=20))
            found = read_rows(table, recognise(table, OMZET))
        except BazarError as error:
            outcomes[type(error).__name__, str(error.facts.get("what", ""))] += 1
            continue
        outcomes["read", ""] += 1
        assert sum(found.counts().values()) == found.height, seed
    # a refusal that could stand for anything would hide our own faults: a damaged file says what is broken
    assert {what for name, what in outcomes if name == FileDamaged.__name__} <= BROKEN
    with capsys.disabled():
        print(
            f"\nmutated files, part {part}:", *(f"{' '.join(key)} {n}" for key, n in outcomes.most_common())
        )


@pytest.mark.parametrize("part", PARTS)
def test_strange_cell_texts_do_not_stop_a_list_from_being_read(
    part: int, count: Callable[[int, int], int]
) -> None:
    read = 0
    for turn in range(count(*TEXTS)):
        seed = turn * len(PARTS) + part
        dice = random.Random(seed)
        cells = [list(row) for row in SHEET]
        for _turn in range(4):
            row = dice.randrange(6, len(cells))
            cells[row][dice.randrange(len(cells[row]))] = dice.choice(STRANGE)
        plain = [["" if cell == "\x00" else cell for cell in row] for row in cells]
        writer = dice.choice(
            (csv_of, lambda rows: xlsx_of({"Juni": rows}), lambda rows: ods_of("Juni", rows))
        )
        table = read_table(writer(plain), "a")
        found = read_rows(table, recognise(table, OMZET))
        assert sum(found.counts().values()) == found.height, seed
        read += table.header_rows == (5, 6)
    assert read >= count(*TEXTS) * 0.95
