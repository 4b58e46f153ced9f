"""What the program offers is used by the program: no public function, method or class lives by its tests alone."""

from __future__ import annotations

import ast
import importlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import bazar_desktop

PACKAGE = Path(bazar_desktop.__file__).parent
BESIDE = [PACKAGE.parent / name for name in ("dev.py", "build_installer.spec", "pyproject.toml")]
REGISTERS = {"command", "group"}  # decorators that hang what they stand on where it will be called
WITHOUT_CALLER = {
    "services.closing.changes.changes_since_seal": "one day's differences alone, as tests of seals ask for them",
    "services.closing.changes.what_changed": "two revisions' differences alone, as tests of seals ask for them",
    "services.closing.paper_sheet.sealed_sheet": "a day under an older revision, as tests of seals ask for it",
    "services.ledger.goods.ledger_goods": "a day's goods alone, as tests of ledgers ask for them",
    "store.actions.named_actions": "the list that the pinned names of actions are held against",
    "store.schema.recreate_triggers": "called after all migrations by their env.py, which Alembic finds by its place",
    "sync.device_keys.PublicKeys.pem": "the manual's checks by openssl start from it; no page hands it out yet",
    "ui.layout.ground.GroundView.metre": "the scale that the driver of the layout page measures by",
    "ui.papers.page.PapersPage.is_drawing": "what the driver of the papers page waits for",
}


@dataclass
class Module:
    """One file: what it defines, what it takes from where, and each name it speaks."""

    name: str
    tree: ast.Module
    is_package: bool
    imports: dict[str, str] = field(default_factory=dict)  # name here -> "module.name"
    names: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    attributes: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


def read_module(path: Path) -> Module:
    dotted = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    module = Module(dotted, ast.parse(path.read_text("utf-8")), path.name == "__init__.py")
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom):
            module.imports |= {item.asname or item.name: f"{node.module}.{item.name}" for item in node.names}
        elif isinstance(node, ast.Name):
            module.names[node.id].append(node.lineno)
        elif isinstance(node, ast.Attribute):
            module.attributes[node.attr].append(node.lineno)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and " " not in node.value:
            for word in re.findall(r"[A-Za-z_]\w*", node.value):  # a slot by name, a forward reference
                module.attributes[word].append(node.lineno)
    return module


@cache
def program() -> list[Module]:
    return [read_module(path) for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]


Definition = ast.ClassDef | ast.FunctionDef


def definitions(body: list[ast.stmt], within: str = "") -> Iterator[tuple[str, Definition]]:
    """(dotted name within its module, node) for every public class, function and method."""
    for node in body:
        if isinstance(node, Definition) and not (node.name.startswith("__")):
            name = f"{within}{node.name}"
            if not node.name.startswith("_"):
                yield name, node
            if isinstance(node, ast.ClassDef):
                yield from definitions(node.body, f"{name}.")


def is_registered(node: Definition) -> bool:
    """Whether a decorator hangs it on a group of commands."""
    calls = [item.func if isinstance(item, ast.Call) else item for item in node.decorator_list]
    words = {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}
    return bool(words & REGISTERS)


def is_called_from_outside(module: str, name: str) -> bool:
    """Whether it overrides what a library declares, which then calls it: Qt, SQLAlchemy, click, html.parser."""
    *classes, method = name.split(".")
    if not classes:
        return False
    owner = importlib.import_module(module)
    for part in classes:
        owner = getattr(owner, part)
    strange = [base for base in owner.__mro__[1:] if not base.__module__.startswith("bazar_desktop")]  # type: ignore[attr-defined]
    return any(method in vars(base) for base in strange if base is not object)


def has_caller(home: Module, name: str, node: Definition) -> bool:
    """Whether another place of the program speaks of it."""
    word, inside = node.name, range(node.lineno, (node.end_lineno or node.lineno) + 1)
    if any(line not in inside for line in [*home.names[word], *home.attributes[word]]):
        return True
    elsewhere = spoken_in()[word] - {home.name}
    return bool(elsewhere) or ("." not in name and f"{home.name}.{word}" in imported()) or word in beside()


@cache
def spoken_in() -> dict[str, set[str]]:
    """Each attribute and word in a string -> the modules that speak it."""
    modules: dict[str, set[str]] = defaultdict(set)
    for module in program():
        for word in module.attributes:
            modules[word].add(module.name)
    return modules


@cache
def imported() -> set[str]:
    """What modules take from each other and use."""
    return {
        origin
        for module in program()
        for local, origin in module.imports.items()
        if module.names[local] or module.is_package
    }


@cache
def beside() -> set[str]:
    return {word for path in BESIDE for word in re.findall(r"[A-Za-z_]\w*", path.read_text("utf-8"))}


def without_caller() -> list[str]:
    return [
        f"{module.name}.{name}".removeprefix("bazar_desktop.")
        for module in program()
        for name, node in definitions(module.tree.body)
        if not is_registered(node)
        and not has_caller(module, name, node)
        and not is_called_from_outside(module.name, name)
    ]


def test_what_is_public_has_a_caller_in_the_program() -> None:
    assert sorted(set(without_caller()) - WITHOUT_CALLER.keys()) == []


def test_nothing_is_excused_that_has_found_its_caller() -> None:
    assert sorted(WITHOUT_CALLER.keys() - set(without_caller())) == []
