"""Put one small fault into a source text: every place where each kind of fault fits.

A fault is a piece of text in place of another, with the same number of lines, so that the line
numbers of everything behind it stay.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "==",
    ast.Is: "is not", ast.IsNot: "is", ast.In: "not in", ast.NotIn: "in",
}  # fmt: skip
ARITHMETIC: dict[type[ast.operator], str] = {
    ast.Add: "-", ast.Sub: "+", ast.Mult: "//", ast.Div: "*", ast.FloorDiv: "*", ast.Mod: "*",
    ast.BitOr: "&", ast.BitAnd: "|",
}  # fmt: skip
QUERY_PARTS = {"where", "order_by", "having"}
# What nobody at the desk sees: words to a log, and what only types read.
UNSEEN = {"log", "_log", "logger", "warnings"}


@dataclass(frozen=True)
class Mutant:
    """A fault: `before` at `line` of `path` replaced by `after`, inside the function `where` ("" outside).

    `statement` is the line where the statement around it begins.
    """

    path: str
    statement: int
    line: int
    where: str
    operator: str
    before: str
    after: str
    start: int
    end: int
    text: str

    @property
    def key(self) -> str:
        """Its name that survives edits elsewhere in the file."""
        return f"{self.path} {self.where or '-'}: {short(self.before)} => {short(self.after) or 'left out'}"

    def apply(self, source: bytes) -> bytes:
        """The source text with the fault in it."""
        return source[: self.start] + self.text.encode() + source[self.end :]


def short(text: str) -> str:
    """One line of at most 140 characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 140 else f"{flat[:137]}..."


def optional_names(sources: Mapping[str, bytes]) -> dict[str, set[str]]:
    """Tell by a function's or class's name which keywords a caller may leave out."""
    names: dict[str, set[str]] = {}
    for source in sources.values():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef):
                pairs = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
                optional = {arg.arg for arg, default in pairs if default is not None}
                if node.args.defaults:
                    optional |= {arg.arg for arg in node.args.args[-len(node.args.defaults) :]}
            elif isinstance(node, ast.ClassDef):
                fields = (item for item in node.body if isinstance(item, ast.AnnAssign) and item.value)
                optional = {field.target.id for field in fields if isinstance(field.target, ast.Name)}
            else:
                continue
            names.setdefault(node.name, set()).update(optional)
    return names


def mutants_of(path: str, source: bytes, optional: Mapping[str, set[str]]) -> list[Mutant]:
    """All faults for one file, by their place."""
    walk = _Walk(path, source, optional)
    walk.visit(ast.parse(source))
    unique = {(mutant.start, mutant.end, mutant.text): mutant for mutant in walk.mutants}
    return sorted(unique.values(), key=lambda mutant: (mutant.start, mutant.end, mutant.text))


class _Walk(ast.NodeVisitor):
    def __init__(self, path: str, source: bytes, optional: Mapping[str, set[str]]) -> None:
        self.path, self.source, self.optional = path, source, optional
        self.mutants: list[Mutant] = []
        self.scope: list[str] = []
        self.outermost, self.statement = "", 1
        starts, position = [0, 0], 0
        for line in source.splitlines(keepends=True):
            position += len(line)
            starts.append(position)
        self.starts = starts

    # --- places

    def _span(self, node: ast.AST) -> tuple[int, int]:
        begin = self.starts[node.lineno] + node.col_offset  # type: ignore[attr-defined]
        return begin, self.starts[node.end_lineno] + node.end_col_offset  # type: ignore[attr-defined]

    def _text(self, node: ast.AST) -> str:
        begin, end = self._span(node)
        return self.source[begin:end].decode()

    def _replace(self, node: ast.AST, operator: str, after: str, *, statement: bool = False) -> None:
        begin, end = self._span(node)
        before = self.source[begin:end].decode()
        gap = "\n" * max(0, before.count("\n") - after.count("\n"))
        text = f"{after}{gap}" if statement else f"({after}{gap})"
        line = node.lineno  # type: ignore[attr-defined]
        self.mutants.append(
            Mutant(self.path, self.statement, line, self.outermost, operator, before, after, begin, end, text)
        )

    # --- scopes

    def visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.stmt):
            self.statement = node.lineno
        super().visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        outer = self.outermost
        for default in [*node.args.defaults, *node.args.kw_defaults]:
            if default is not None:
                self.visit(default)
        self.scope.append(node.name)
        if not outer:
            self.outermost = ".".join(self.scope)
        for statement in node.body:
            self.visit(statement)
        self.outermost = outer
        self.scope.pop()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        if any(isinstance(base, ast.Name) and base.id == "Protocol" for base in node.bases):
            return
        self.scope.append(node.name)
        for statement in node.body:
            self.visit(statement)
        self.scope.pop()

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Leave f-strings alone: before 3.12 the places inside them are not told."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            if isinstance(node.target, ast.Attribute | ast.Subscript):
                self._replace(node, "drop", "pass", statement=True)
            self.visit(node.value)

    # --- statements

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Constant) or _unseen(node.value):
            return
        if isinstance(node.value, ast.Call):
            self._replace(node, "drop", "pass", statement=True)
        self.visit(node.value)

    def visit_Assign(self, node: ast.Assign) -> None:
        if self.outermost and all(isinstance(to, ast.Attribute | ast.Subscript) for to in node.targets):
            self._replace(node, "drop", "pass", statement=True)
        if not (isinstance(node.targets[0], ast.Name) and node.targets[0].id.startswith("__")):
            self.visit(node.value)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self._replace(node, "drop", "pass", statement=True)
        self.visit(node.value)

    def visit_Return(self, node: ast.Return) -> None:
        value = node.value
        if value is None or (isinstance(value, ast.Constant) and value.value is None):
            return
        if isinstance(value, ast.Constant) and isinstance(value.value, bool):
            self._replace(value, "return", str(not value.value))
            return
        if isinstance(value, ast.Compare | ast.BoolOp) or (
            isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.Not)
        ):
            self._replace(value, "return", f"not ({self._text(value)})")
        else:
            self._replace(value, "return", "None")
        self.visit(value)

    def visit_Raise(self, node: ast.Raise) -> None:
        """Leave the words of an error; whether it is raised, the conditions around it ask."""

    def visit_Assert(self, node: ast.Assert) -> None:
        """Leave what only the type checker needs."""

    # --- conditions

    def _condition(self, test: ast.expr, *, skip: bool) -> None:
        if "TYPE_CHECKING" in self._text(test):
            return
        if not isinstance(test, ast.Constant):
            self._replace(test, "flip", f"not ({self._text(test)})")
            if skip:
                self._replace(test, "skip", "False")
        self._inside_condition(test)

    def _inside_condition(self, test: ast.expr) -> None:
        # A flipped `==`, `is` or `in` that is the whole condition is the flipped condition.
        if isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE):
            self.visit(test)
        elif isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            self._inside_condition(test.operand)
        elif isinstance(test, ast.Compare):
            self.generic_visit(test)
        else:
            self.visit(test)

    def visit_If(self, node: ast.If) -> None:
        self._condition(node.test, skip=True)
        for statement in [*node.body, *node.orelse]:
            self.visit(statement)

    def visit_While(self, node: ast.While) -> None:
        self._inside_condition(node.test)
        for statement in node.body:
            self.visit(statement)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._condition(node.test, skip=False)
        self.visit(node.body)
        self.visit(node.orelse)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        self.visit(node.iter)
        for test in node.ifs:
            self._replace(test, "filter", "True")
            self._inside_condition(test)

    # --- expressions

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        word = "or" if isinstance(node.op, ast.And) else "and"
        parts = [f"({self._text(value)})" for value in node.values]
        self._replace(node, "and/or", f" {word} ".join(parts))
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        if len(node.ops) == 1:
            other = COMPARISONS[type(node.ops[0])]
            after = f"{self._text(node.left)} {other} {self._text(node.comparators[0])}"
            self._replace(node, "compare", after)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        words = any(
            isinstance(part, ast.JoinedStr)
            or (isinstance(part, ast.Constant) and isinstance(part.value, str))
            for part in (node.left, node.right)
        )
        other = ARITHMETIC.get(type(node.op))
        if other and not words and self.outermost:
            self._replace(node, "arithmetic", f"({self._text(node.left)}) {other} ({self._text(node.right)})")
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self._replace(node, "constant", str(not node.value))
        elif isinstance(node.value, int):
            self._replace(node, "constant", str(node.value + 1))

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name) and node.func.id == "_":
            return
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in QUERY_PARTS:
            for arg in node.args:
                self._without(node, arg)
        for keyword in node.keywords:
            if keyword.arg in self.optional.get(name, ()):
                self._without(node, keyword)
            value = keyword.value
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
                self._replace(value, "constant", '""')
        self.generic_visit(node)

    def _without(self, call: ast.Call, part: ast.AST) -> None:
        rest = [self._text(item) for item in [*call.args, *call.keywords] if item is not part]
        self._replace(call, "argument", f"{self._text(call.func)}({', '.join(rest)})")
        named = replace(
            self.mutants[-1], before=f"{short(self._text(call.func))}: {self._text(part)}", after=""
        )
        self.mutants[-1] = named


def _unseen(value: ast.expr) -> bool:
    while isinstance(value, ast.Call | ast.Attribute):
        value = value.func if isinstance(value, ast.Call) else value.value
    return isinstance(value, ast.Name) and value.id in UNSEEN


def valid(mutants: Iterator[Mutant] | list[Mutant], source: bytes) -> Iterator[Mutant]:
    """Those whose text still is a program."""
    for mutant in mutants:
        try:
            compile(mutant.apply(source), mutant.path, "exec", dont_inherit=True)
        except SyntaxError:
            continue
        yield mutant
