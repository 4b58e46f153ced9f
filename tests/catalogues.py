"""Collect the words of the program, bring the English catalogue up to date, compile it; `--check` only compares."""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = ROOT / "resources" / "locale" / "en" / "LC_MESSAGES" / "bazar.po"
SINCE = datetime(2026, 11, 1, tzinfo=UTC)  # fixed, so that the file changes only when words do
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def collect() -> Catalog:
    """Every word of the program, with the files that use it (no line numbers: they would change with every edit)."""
    catalog = Catalog(project="Bazar Desktop", charset="utf-8")
    found = extract_from_dir(str(ROOT / "bazar_desktop"), method_map=[("**.py", "python")], keywords=KEYWORDS)
    for name, _line, message, _comments, _context in found:
        catalog.add(message, locations=[(f"bazar_desktop/{name}", 0)])
    for name, message in literals():
        if message not in catalog:
            catalog.add(message, locations=[(name, 0)])
    return catalog


def literals() -> Iterator[tuple[str, str]]:
    """Every word given to `_` and `N_`, with its file: Babel does not look into f-strings."""
    for path in sorted((ROOT / "bazar_desktop").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)) or not node.args:
                continue
            first = node.args[0]
            if node.func.id in {"_", "N_"} and isinstance(first, ast.Constant) and first.value:
                yield path.relative_to(ROOT).as_posix(), str(first.value)


def read_english() -> Catalog:
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def missing() -> list[str]:
    """The words that have no English yet."""
    english = read_english()
    words = []
    for message in collect():
        if message.id:
            known = english.get(message.id)
            if (
                known is None
                or not known.string
                or (isinstance(known.string, tuple) and not all(known.string))
            ):
                words.append(message.id if isinstance(message.id, str) else message.id[0])
    return words


def compiled() -> bytes:
    """The catalogue as gettext reads it."""
    out = io.BytesIO()
    write_mo(out, read_english())
    return out.getvalue()


def update() -> None:
    """Add new words to the English catalogue, drop those that are gone, and compile it."""
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    english = (
        read_english() if ENGLISH.exists() else Catalog(locale="en", project="Bazar Desktop", charset="utf-8")
    )
    english.update(collect(), no_fuzzy_matching=True)
    english.header_comment = "# The English words of Bazar Desktop."
    english.creation_date = english.revision_date = SINCE
    english.fuzzy = False
    english.obsolete.clear()
    with ENGLISH.open("wb") as file:
        write_po(file, english, width=110, sort_output=True, no_location=True, omit_header=False)
    ENGLISH.with_suffix(".mo").write_bytes(compiled())


if __name__ == "__main__":
    if "--check" not in sys.argv:
        update()
    left = missing()
    print(f"{len(left)} words have no English yet")
    for word in left:
        print(" ", repr(word))
