"""One day of one store, as every reader is given it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from bazar_desktop.cli.context import CliContext, plain
from bazar_desktop.jobs.papers.day_papers import DayToPrint, draw_paper, read_day
from bazar_desktop.spreadsheets.writing.day_files import write_day_files
from bazar_desktop.store.opening import OpenStore
from tests.printing.reading import page_texts
from tests.truth.shown import Shown


@dataclass
class Seen:
    """One day of one store, to be read by every reader."""

    store: OpenStore
    bazaar_id: str
    code: str
    day: date
    now: datetime
    folder: Path

    @cached_property
    def read(self) -> DayToPrint:
        with self.store.db.read() as session:
            return read_day(session, bazaar_id=self.bazaar_id, day=self.day, officer="Vicky", at=self.now)

    @cached_property
    def files(self) -> Mapping[str, Path]:
        made = write_day_files(self.read.sheet, self.folder)
        return {f"{path.parent.name}/{path.name}": path for path in made.files}

    def pages(self, code: str) -> list[str]:
        """The words of each page of a paper, read back from its PDF; none where there is no such paper."""
        data = draw_paper(lambda *_progress: None, read=self.read, code=code)
        if not data:
            return []
        path = self.folder / f"{code}.pdf"
        path.write_bytes(data)
        return page_texts(path)

    def command(self, command: Any, *words: str) -> Any:
        """The object that a command prints with --json, in this process and on this store."""
        return self.said(command, *words)[0]

    def command_words(self, command: Any, *words: str) -> list[str]:
        """The lines that a command prints for people."""
        return self.said(command, *words)[1]

    def said(self, command: Any, *words: str) -> tuple[Any, list[str]]:
        """Both at once."""
        said: list[tuple[Any, list[str]]] = []
        context = CliContext(self.store.folder, as_json=True, _store=self.store)
        context.now = lambda: self.now  # type: ignore[method-assign]
        context.answer = lambda result, lines: said.append((result, list(lines)))  # type: ignore[method-assign]
        parsed = command.make_context(command.name, list(words))
        arguments = {
            name: value
            for name, value in parsed.params.items()
            if name not in {"folder", "database", "as_json", "lang"}
        }
        command.callback.__wrapped__(context, **arguments)
        result, lines = said[0]
        return json.loads(json.dumps(plain(result))), lines


Reader = Callable[[Seen], Iterator[Shown]]
