"""Counting what an act asks of the database: every statement that reaches the driver, with who asked it."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event

from bazar_desktop.store.database import Database

PACKAGE = "bazar_desktop/"


@dataclass
class Statements:
    """The statements of one act in their order, BEGIN among them; `callers` are the three frames above each."""

    texts: list[str] = field(default_factory=list)
    callers: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.texts)

    def told(self) -> str:
        """Every statement with its callers, for a person who wants to know where they come from."""
        return "\n".join(
            f"{number:>3} {' '.join(text.split())[:90]:<90}  {caller}"
            for number, (text, caller) in enumerate(zip(self.texts, self.callers, strict=True), 1)
        )

    def repeated(self) -> dict[str, int]:
        """The statements that were asked more than once, and how often."""
        return {text: times for text, times in Counter(self.texts).items() if times > 1}

    def note(self, _connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        """Keep one statement; SQLAlchemy calls this before the driver gets it."""
        self.texts.append(statement)
        frames = [frame for frame in traceback.extract_stack() if PACKAGE in frame.filename]
        near = [
            f"{frame.filename.rpartition(PACKAGE)[2]}:{frame.lineno} {frame.name}" for frame in frames[-5:]
        ]
        self.callers.append(" > ".join(near))


@contextmanager
def statements(db: Database) -> Iterator[Statements]:
    """Count what reaches the driver of `db` while the block runs."""
    counted = Statements()
    event.listen(db.engine, "before_cursor_execute", counted.note)
    try:
        yield counted
    finally:
        event.remove(db.engine, "before_cursor_execute", counted.note)
