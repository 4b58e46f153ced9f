"""The order of the house: no module leans on one that leans on it, and a page's state is its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp

UI = Path(__file__).parent.parent / "bazar_desktop" / "ui"


def ring_in(graph: grimp.ImportGraph) -> list[str]:
    """The modules of one ring, from the first to itself again; none where every import runs down."""
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def written_on_pages(code: str) -> Iterator[str]:
    """What code assigns below a name or attribute that holds somebody's page."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                if isinstance(target, ast.Attribute):
                    *owner, _attribute = ast.unparse(target).split(".")
                    if {"page", "_page"} & set(owner):
                        yield ast.unparse(node)


def test_no_modules_import_each_other_in_a_ring_even_for_types() -> None:
    graph = grimp.build_graph("bazar_desktop", exclude_type_checking_imports=False, cache_dir=None)
    assert ring_in(graph) == []
    page, actions = "bazar_desktop.ui.layout.page", "bazar_desktop.ui.layout.plan_actions"
    assert graph.direct_import_exists(importer=page, imported=actions)
    graph.add_import(importer=actions, imported=page)
    assert {page, actions} <= set(ring_in(graph))


def test_a_page_alone_writes_its_state() -> None:
    assert [*written_on_pages("self._page.board = None")] == ["self._page.board = None"]
    assert [*written_on_pages("page.view.editing = on = True")] == ["page.view.editing = on = True"]
    assert [*written_on_pages("self._page, self.page = page, page")] == []
    written = {str(path.relative_to(UI)): [*written_on_pages(path.read_text())] for path in UI.rglob("*.py")}
    assert {path: lines for path, lines in written.items() if lines} == {}


def answers_of_no_use_on_windows(code: str) -> Iterator[str]:
    """Calls that there say what is not so: rights by `os.access`, passing files in a folder that may be forbidden."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called.endswith("os.access") or (
                called.startswith("tempfile.") and any(word.arg == "dir" for word in node.keywords)
            ):
                yield ast.unparse(node)


def test_rights_are_asked_where_windows_tells_them() -> None:
    assert [*answers_of_no_use_on_windows("os.access(a, os.W_OK)")] == ["os.access(a, os.W_OK)"]
    assert [*answers_of_no_use_on_windows("tempfile.mkdtemp(dir=a)")] == ["tempfile.mkdtemp(dir=a)"]
    assert [*answers_of_no_use_on_windows("tempfile.mkdtemp()")] == []
    asked = {
        path.name for path in UI.parent.rglob("*.py") if [*answers_of_no_use_on_windows(path.read_text())]
    }
    assert asked == {"rights.py"}
