"""Opens a foreign file: checks what it is, then has it read by a process of its own under limits."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count, repeat, starmap
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import msgspec

from bazar_desktop.processes import new_process
from bazar_desktop.spreadsheets.reading.archive import kind_of
from bazar_desktop.spreadsheets.reading.limits import USUAL, Limits
from bazar_desktop.spreadsheets.reading.reader_process import (
    Broke,
    EvenRows,
    Finished,
    Message,
    Opened,
    Refused,
    SheetBegun,
    SheetRows,
    read_in_child,
)
from bazar_desktop.spreadsheets.reading.refusals import (
    FileDamaged,
    FileMissing,
    FilePassworded,
    FileTooBig,
    ReadingTookTooLong,
)
from bazar_desktop.spreadsheets.reading.sheets import Row, Sheet, Source

LARGEST_MESSAGE = 256_000_000
# How a process ends that ran into a limit: abort (a library without memory), kill, processor time; on Windows the
# same as "no memory", "stack buffer overrun" (a library's abort) and "not enough quota".
OUT_OF_MEMORY = (-6, -9, 0xC0000017, 0xC0000409)
OUT_OF_TIME = (-24, 1816)
CRASHED = (-4, -7, -8, -11, 0xC0000005, 0xC00000FD)  # the parser itself: bus, memory or stack faults
REFUSALS = {each.__name__: each for each in (FileDamaged, FilePassworded, FileTooBig)}


class ReadingBroke(RuntimeError):
    """Our own reader failed; not the file's fault, and no refusal. Says where, without what the file holds."""


Watch = Callable[[int], object]  # told how many rows have come; may raise, which ends the reading
LOOK_EVERY = 0.2  # seconds between two calls of a Watch


def open_file(path: Path, limits: Limits = USUAL, watch: Watch | None = None) -> Source:
    """The sheets of `path`. Raises FileMissing and what `open_bytes` raises."""
    try:
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except OSError as error:
        raise FileMissing(name=path.name) from error
    return open_bytes(data, path.name, limits, watch)


def open_bytes(data: bytes, name: str, limits: Limits = USUAL, watch: Watch | None = None) -> Source:
    """The sheets of a file held in memory; the kind is found by content, `name` is only for messages.

    Raises NotASpreadsheet, FilePassworded, FileHasMacros, FileDamaged, FileTooBig, ReadingTookTooLong.
    """
    kind = kind_of(data, name, limits)
    ours, theirs = multiprocessing.Pipe()
    process = new_process(read_in_child, theirs, kind, name, limits, ready=read_in_child.__module__)
    process.start()
    theirs.close()
    try:
        return _receive(ours, process, data, Source(name, kind, ()), limits, watch)
    finally:
        ours.close()
        process.kill()
        process.join()
        process.close()


def _receive(
    pipe: Connection, process: BaseProcess, data: bytes, source: Source, limits: Limits, watch: Watch | None
) -> Source:
    """Collects the child's messages. Raises what it refuses, and ReadingBroke where it failed."""
    decode = msgspec.msgpack.Decoder(Message).decode
    deadline = time.monotonic() + limits.seconds
    begun: list[tuple[Sheet, list[Row]]] = []
    received = 0
    try:
        pipe.send_bytes(data)
        while True:
            _wait(
                pipe, deadline, source.name, limits, lambda: watch and watch(sum(len(r) for _s, r in begun))
            )
            packed = pipe.recv_bytes(LARGEST_MESSAGE)
            received += len(packed)
            if received > limits.result_bytes:
                raise FileTooBig(name=source.name, what="result", limit=limits.result_bytes)
            message = decode(packed)
            if isinstance(message, Finished):
                break
            source = _take(message, source, begun)
    except (EOFError, OSError) as error:
        process.join(5)
        raise _end_of(process.exitcode, source.name, limits) from error
    return replace(source, sheets=tuple(starmap(_whole, begun)))


def _whole(sheet: Sheet, rows: list[Row]) -> Sheet:
    width = max((len(row.kinds) for row in rows), default=0)
    return msgspec.structs.replace(sheet, width=width, rows=tuple(rows))


def _wait(pipe: Connection, deadline: float, name: str, limits: Limits, look: Callable[[], object]) -> None:
    """Until there is a message. Raises ReadingTookTooLong, and what `look` raises."""
    while True:
        look()
        left = deadline - time.monotonic()
        if pipe.poll(max(0.0, min(left, LOOK_EVERY))):
            return
        if left <= 0:
            raise ReadingTookTooLong(name=name, seconds=int(limits.seconds))


def _end_of(exit_code: int | None, name: str, limits: Limits) -> Exception:
    """Why a process ended without a word."""
    if exit_code in OUT_OF_MEMORY:
        return FileTooBig(name=name, what="memory", limit=limits.memory)
    if exit_code in OUT_OF_TIME:
        return ReadingTookTooLong(name=name, seconds=int(limits.seconds))
    if exit_code in CRASHED:
        return FileDamaged(name=name, what="parser")
    return ReadingBroke(f"the reading process ended with {exit_code}")


def _take(message: Message, source: Source, begun: list[tuple[Sheet, list[Row]]]) -> Source:
    if isinstance(message, Refused):
        raise REFUSALS[message.cause](**message.facts)
    if isinstance(message, Broke):
        raise ReadingBroke(message.trace)
    if isinstance(message, SheetBegun):
        begun.append((message.sheet, []))
    elif isinstance(message, SheetRows):
        begun[-1][1].extend(starmap(Row.packed, message.rows))
    elif isinstance(message, EvenRows):
        begun[-1][1].extend(map(Row.packed, count(message.first), message.joined, repeat(message.kinds)))
    elif isinstance(message, Opened):
        return replace(
            source,
            encoding=message.encoding,
            separator=message.separator,
            quote=message.quote,
            line_end=message.line_end,
        )
    return source
