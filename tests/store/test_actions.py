"""The names of actions: each function that is performed has one, and signed ones stay."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

import bazar_desktop
from bazar_desktop.store.actions import (
    ActionNamedTwice,
    ActionNotNamed,
    action,
    name_of,
    named_actions,
    same_action,
)

PACKAGE = Path(bazar_desktop.__file__).parent
TAKES_FUNCTION = {
    "perform": 0,
    "perform_as": 2,
    "do": 0,
    "write": 0,
}  # where the function stands among the arguments


def modules(*folders: str) -> Iterator[str]:
    for folder in folders:
        package = importlib.import_module(f"bazar_desktop.{folder}")
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith(".__main__") and ".migrations" not in found.name:
                yield found.name


def performed(module: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every function that `module` names where one is performed, found in its text."""
    loaded = importlib.import_module(module)
    text = Path(str(loaded.__file__)).read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            place = 0 if called == "name_of" else TAKES_FUNCTION.get(called)
            if place is None or len(node.args) <= place:
                continue
            function = resolved(node.args[place], loaded)
            if callable(function):
                yield f"{module}:{node.lineno}", function


def resolved(node: ast.expr, module: Any) -> Any:
    """What `node` stands for in `module`; None for what only a call knows (a parameter, a method of self)."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.insert(0, node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    return reduce(lambda value, part: getattr(value, part, None), parts, getattr(module, node.id, None))


def test_every_function_that_is_performed_has_a_name() -> None:
    found = [item for module in modules("ui", "cli", "jobs") for item in performed(module)]
    assert len({function for _place, function in found}) > 90
    nameless = []
    for place, function in found:
        try:
            name_of(function)
        except ActionNotNamed:
            nameless.append(place)
    assert nameless == []


def test_no_place_gives_the_name_of_an_action_as_text() -> None:
    told = []
    for module in modules("ui", "cli", "jobs"):
        text = Path(str(importlib.import_module(module).__file__)).read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                place = (
                    1 if ast.unparse(node.func).endswith("db.write") else TAKES_FUNCTION.get(node.func.attr)
                )
                argument = node.args[place] if place is not None and len(node.args) > place else None
                is_action = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
                if is_action and "." in str(argument.value):  # type: ignore[union-attr]
                    told.append(f"{module}:{node.lineno}")
    assert told == []


def test_the_signed_names_are_those_of_this_list() -> None:
    for module in modules("services", "jobs", "store", "ui", "cli"):
        importlib.import_module(module)
    ours = [
        name for name, function in named_actions().items() if function.__module__.startswith("bazar_desktop")
    ]
    pinned = (Path(__file__).parent / "action_names.txt").read_text(encoding="utf-8").split()
    assert sorted(ours) == pinned, "journals hold the old name: add one for a new action, never change one"


def test_a_second_function_cannot_take_a_name() -> None:
    @action("tests.first")
    def first() -> None: ...

    def second() -> None: ...

    with pytest.raises(ActionNamedTwice):
        action("tests.first")(second)
    with pytest.raises(ActionNotNamed):
        name_of(second)
    assert name_of(same_action(first)(second)) == name_of(first) == "tests.first"
