"""What a command writes into a pipe or a file: JSON is UTF-8 on every system, words fit the system's code page."""

from __future__ import annotations

import codecs
import io
import sys

SIMPLE = {"→": "->", "←": "<-", "–": "-", "—": "-", "…": "...", "·": "-", "“": '"', "”": '"', "×": "x"}
_SIMPLER = "bazar-simpler"


def settle_streams(*, as_json: bool) -> None:
    """Let no character end a command: one that the code page lacks is written in a simpler form."""
    codecs.register_error(_SIMPLER, _simpler)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8" if as_json else None, errors=_SIMPLER)


def _simpler(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(SIMPLE.get(character, "?") for character in lacking), error.end
