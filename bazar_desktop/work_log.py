"""The log of work: what was begun and how it ended, in counts, durations and codes; nothing about a person.

Two small files in the user's folder, the window's and that of the commands. A fact is a number or a code; whatever
else is given as one is written as an ellipsis, so that no name can slip in.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import re
import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import wraps
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from platformdirs import user_log_path

P = ParamSpec("P")
T = TypeVar("T")
LOG = logging.getLogger("bazar_desktop.work")
WINDOW, COMMANDS = "bazar-desktop.log", "bazar-perintah.log"
CIPHER = "bazar-sandi.log"  # what SQLCipher itself says of pages that it cannot read
CIPHER_MOST = 200_000  # bytes
LAST_LINES = 40
LAST_WORDS, KEPT_LAST_WORDS = "macet.log", 5

_LONG = re.compile(r"\d(?:[\s.\-]?\d){8,}")
_CODE = re.compile(r"[a-z][a-z_.]{0,39}|[A-Z][A-Z_]{0,19}")  # an error's code, an answer's


class NoLongNumbers(logging.Filter):
    """Hides every number of nine digits or more, however it is spaced: it may be a NIK or a phone."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _LONG.sub("•••", record.getMessage())
        record.args = None
        if record.exc_info:
            record.exc_text = _LONG.sub("•••", logging.Formatter().formatException(record.exc_info))
        return True


class ProgramLog(RotatingFileHandler):
    """3 files of 500 KB at most; beside the window's also what the interpreter says when it dies.

    What it said at an earlier death is set aside first, and the latest few are kept.
    """

    def __init__(self, folder: Path, name: str) -> None:
        super().__init__(folder / name, maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True)
        self.died_before = _set_aside_last_words(folder) if name == WINDOW else False
        self._last_words = (folder / LAST_WORDS).open("a", encoding="utf-8") if name == WINDOW else None
        if self._last_words is not None:
            faulthandler.enable(self._last_words)

    def doRollover(self) -> None:  # noqa: N802 - named by logging
        """Begin a new file; where another program holds the old one open, as on Windows, go on in it."""
        with suppress(OSError):
            super().doRollover()

    def close(self) -> None:
        """Stop listening; the files are closed."""
        if self._last_words is not None and not self._last_words.closed:
            faulthandler.disable()
            self._last_words.close()
        super().close()


def _set_aside_last_words(folder: Path) -> bool:
    """Keep what the interpreter said when it died under the time of its death; whether it had said anything."""
    said = folder / LAST_WORDS
    try:
        if not said.exists() or not said.stat().st_size:
            return False
        died = datetime.fromtimestamp(said.stat().st_mtime)
        said.replace(folder / f"macet_{died:%Y-%m-%d_%H.%M.%S}.log")
        for old in sorted(folder.glob("macet_*.log"))[:-KEPT_LAST_WORDS]:
            old.unlink()
    except OSError:
        return True
    return True


def default_log_folder() -> Path:
    """Find where this user's logs are kept; BAZAR_LOG_DIR names another place."""
    named = os.environ.get("BAZAR_LOG_DIR")
    return Path(named) if named else user_log_path("bazar-desktop", appauthor=False)


def start_log(folder: Path, name: str = WINDOW) -> logging.Handler:
    """Write the program's log to the file `name` in `folder`.

    A folder that cannot be written gives the window a log on stderr and a command none: the day goes on.
    """
    handler: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = ProgramLog(folder, name)
    except OSError:
        handler = logging.StreamHandler() if name == WINDOW else logging.NullHandler()
    handler.addFilter(NoLongNumbers())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger("bazar_desktop")
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    if isinstance(handler, ProgramLog) and handler.died_before:
        note("window died before")
    return handler


def cipher_log() -> Path | None:
    """Give the file for SQLCipher's own lines, begun anew where it has grown long; None where it cannot be written."""
    file = default_log_folder() / CIPHER
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > CIPHER_MOST:
            file.replace(file.with_name(f"{CIPHER}.1"))
        file.touch()
    except OSError:
        return None
    return file


def stop_log(handler: logging.Handler) -> None:
    """Close what `start_log` opened."""
    logging.getLogger("bazar_desktop").removeHandler(handler)
    handler.close()


def last_lines(folder: Path | None = None, most: int = LAST_LINES) -> list[str]:
    """Read the latest lines of all files in the order of their times, for whoever helps."""
    entries: list[tuple[str, str]] = []
    for name in (WINDOW, COMMANDS, CIPHER):
        try:
            text = ((folder or default_log_folder()) / name).read_text("utf-8", errors="replace")
        except OSError:
            continue
        at = ""
        for line in text.splitlines()[-most:]:
            at = line[:23] if re.match(r"\d{4}-\d\d-\d\d ", line) else at  # a line of a report has its head's
            entries.append((at, line))
    return [line for _at, line in sorted(entries, key=lambda entry: entry[0])][-most:]


def note(what: str, **facts: object) -> None:
    """Write one line: `what` and its facts, numbers and codes alone."""
    LOG.info("%s", _line(what, facts))


def logged(
    work: str, counts: Callable[[Any], Mapping[str, object]] | None = None
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Make a function note its start, its end with `counts` of its result, or the code of what ended it."""

    def around(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> T:
            began = time.perf_counter()
            note(f"{work} begins")
            try:
                result = function(*args, **kwargs)
            except BaseException as error:
                note(f"{work} ends", ms=_since(began), refused=code_of(error))
                raise
            note(f"{work} ends", ms=_since(began), **(counts(result) if counts else {}))
            return result

        return run

    return around


def code_of(error: BaseException) -> str:
    """Name what ended a piece of work: the code of a rule or fault, else the kind of error in small letters."""
    code = getattr(error, "code", None)
    return code if isinstance(code, str) else re.sub(r"(?<!^)(?=[A-Z])", "_", type(error).__name__).lower()


def places_of(error: BaseException) -> str:
    """Tell where in the program an error came about, without its words: they may quote a value."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([type(error).__name__, *lines])


def _since(began: float) -> int:
    return round((time.perf_counter() - began) * 1000)


def _line(what: str, facts: Mapping[str, object]) -> str:
    return " ".join([what, *(f"{name}={_said(value)}" for name, value in facts.items() if value != "")])


def _said(value: object) -> str:
    if isinstance(value, bool | int):
        return str(int(value))
    return value if isinstance(value, str) and _CODE.fullmatch(value) else "…"
