"""A class's name says which it is, wherever it is read: no two public classes of one name without need."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import bazar_desktop

PACKAGE = Path(bazar_desktop.__file__).parent
SHARED = {
    "Answer": "the code for a package and the gate's answer: never met in one file",
    "Booth": "one thing in two layers: its row and its value",
    "ColumnsDialog": "one of the register's list and one of a paper",
    "Figures": "the cards beside a page's list, at the gate and at the omzet grid",
    "Fixture": "one thing in two layers: its row and its value",
}


def shared_names() -> dict[str, list[str]]:
    """Names of public classes that stand in more than one module, with where."""
    places: dict[str, list[str]] = defaultdict(list)
    for path in PACKAGE.rglob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(str(path.relative_to(PACKAGE)))
    return {name: sorted(where) for name, where in places.items() if len(where) > 1}


def test_no_two_classes_share_a_name_without_need() -> None:
    assert {name: where for name, where in shared_names().items() if name not in SHARED} == {}


def test_nothing_is_excused_that_stands_once() -> None:
    assert sorted(SHARED.keys() - shared_names().keys()) == []
