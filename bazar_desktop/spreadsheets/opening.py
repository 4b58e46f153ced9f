"""Opens a foreign file: checks what it is, then has it read by a process of its own under limits."""

from __future__ import annotations

import multiprocessing
import time
from dataclasses import replace
from itertools import starmap
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import msgspec

from bazar_desktop.spreadsheets.child import (
    Finished,
    Message,
    Opened,
    Refused,
    SheetBegun,
    SheetRows,
    read_in_child,
)
from bazar_desktop.spreadsheets.container import kind_of
from bazar_desktop.spreadsheets.limits import USUAL, Limits
from bazar_desktop.spreadsheets.refusals import (
    FileDamaged,
    FileMissing,
    FilePassworded,
    FileTooBig,
    ReadingTookTooLong,
)
from bazar_desktop.spreadsheets.sheets import Row, Sheet, Source

LARGEST_MESSAGE = 256_000_000
REFUSALS = {each.__name__: each for each in (FileDamaged, FilePassworded, FileTooBig)}


def open_file(path: Path, limits: Limits = USUAL) -> Source:
    """The sheets of `path`. Raises FileMissing and what `open_bytes` raises."""
    try:
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except OSError as error:
        raise FileMissing(name=path.name) from error
    return open_bytes(data, path.name, limits)


def open_bytes(data: bytes, name: str, limits: Limits = USUAL) -> Source:
    """The sheets of a file held in memory; the kind is found by content, `name` is only for messages.

    Raises NotASpreadsheet, FilePassworded, FileHasMacros, FileDamaged, FileTooBig, ReadingTookTooLong.
    """
    kind = kind_of(data, name, limits)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=read_in_child, args=(theirs, kind, name, limits), daemon=True)
    process.start()
    theirs.close()
    try:
        return _receive(ours, process, data, Source(name, kind, ()), limits)
    finally:
        ours.close()
        process.kill()
        process.join()
        process.close()


def _receive(pipe: Connection, process: BaseProcess, data: bytes, source: Source, limits: Limits) -> Source:
    """Collects the child's messages. A child that ends without a word ran into its memory limit or a parser's abort."""
    decode = msgspec.msgpack.Decoder(Message).decode
    deadline = time.monotonic() + limits.seconds
    begun: list[tuple[Sheet, list[Row]]] = []
    received = 0
    try:
        pipe.send_bytes(data)
        while True:
            if not pipe.poll(max(0.0, deadline - time.monotonic())):
                raise ReadingTookTooLong(name=source.name, seconds=int(limits.seconds))
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
        if process.exitcode in (-6, -9, -24, -25):  # abort (no memory), kill, processor time
            raise FileTooBig(name=source.name, what="memory", limit=limits.memory) from error
        raise FileDamaged(name=source.name) from error
    sheets = tuple(msgspec.structs.replace(sheet, rows=tuple(rows)) for sheet, rows in begun)
    return replace(source, sheets=sheets)


def _take(message: Message, source: Source, begun: list[tuple[Sheet, list[Row]]]) -> Source:
    if isinstance(message, Refused):
        raise REFUSALS[message.cause](**message.facts)
    if isinstance(message, SheetBegun):
        begun.append((message.sheet, []))
    elif isinstance(message, SheetRows):
        begun[-1][1].extend(starmap(Row.packed, message.rows))
    elif isinstance(message, Opened):
        return replace(
            source,
            encoding=message.encoding,
            separator=message.separator,
            quote=message.quote,
            line_end=message.line_end,
        )
    return source
