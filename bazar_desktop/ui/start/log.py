"""The log: a small file in the user's folder that holds nothing about a person."""

from __future__ import annotations

import faulthandler
import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

from platformdirs import user_log_path

_LONG = re.compile(r"\d(?:[\s.\-]?\d){8,}")


class NoLongNumbers(logging.Filter):
    """Hides every number of nine digits or more, however it is spaced: it may be a NIK or a phone."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _LONG.sub("•••", record.getMessage())
        record.args = None
        if record.exc_info:
            record.exc_text = _LONG.sub("•••", logging.Formatter().formatException(record.exc_info))
        return True


class ProgramLog(RotatingFileHandler):
    """3 files of 500 KB at most, and beside them what the interpreter says when it dies."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            folder / "bazar-desktop.log", maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True
        )
        self._last_words = (folder / "macet.log").open("w", encoding="utf-8")
        faulthandler.enable(self._last_words)

    def close(self) -> None:
        """Stop listening; the files are closed."""
        if not self._last_words.closed:
            faulthandler.disable()
            self._last_words.close()
        super().close()


def default_log_folder() -> Path:
    """Where this user's logs are kept."""
    return user_log_path("bazar-desktop", appauthor=False)


def start_log(folder: Path) -> logging.Handler:
    """Write the program's log to `folder`.

    A folder that cannot be written gives a log on stderr: the day goes on.
    """
    handler: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = ProgramLog(folder)
    except OSError:
        handler = logging.StreamHandler()
    handler.addFilter(NoLongNumbers())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger("bazar_desktop")
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    return handler
