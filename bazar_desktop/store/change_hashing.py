"""Sealing the Changes of very many new rows in a process beside the one that writes them: half of the work each.

A list of some hundred rows is sealed on the spot. A long one begins so too; then a process takes over, which knows
nothing but the end of the chain. Should it die, the rest is sealed on the spot again: the rows are the same.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

import msgspec

from bazar_desktop.domain.journal.first_changes import (
    FirstChange,
    FirstChanges,
    InCommon,
    SealedRow,
    first_changes,
)
from bazar_desktop.processes import new_process

LONG = 20_000  # rows after which a process beside pays: a system without a fork server needs half a second for one
_Part = tuple[Sequence[str], Sequence[str], Sequence[Sequence[Any]]]


class Sealing:
    """Seals one part of the rows after another; `seq` and `hash` are the end of the chain so far."""

    def __init__(self, common: InCommon, seq: int, hash_: str) -> None:
        self.seq, self.hash = seq, hash_
        self._common = common
        self._here: FirstChanges | None = FirstChanges(common, seq, hash_)
        self._beside: tuple[BaseProcess, Connection] | None = None
        # where a process takes over; None: not any more
        self._turn: int | None = seq + LONG if (os.cpu_count() or 1) > 1 else None
        self._part: _Part = ((), (), ())

    def begin(self, row_ids: Sequence[str], scopes: Sequence[str], columns: Sequence[Sequence[Any]]) -> None:
        """Hand over the next rows, as `FirstChanges.seal` takes them; `end` gives their Changes."""
        self._part = (row_ids, scopes, columns)
        try:
            if self._turn is not None and self.seq >= self._turn:
                self._turn = None
                self._start()
            if self._beside is not None:
                self._beside[1].send_bytes(msgspec.msgpack.encode(self._part))
        except OSError:
            self.close()

    def end(self) -> list[FirstChange]:
        """The Changes of the rows that were handed over."""
        row_ids, scopes, _columns = self._part
        sealed = self._sealed()
        changes = list(first_changes(self._common, self.seq, self.hash, row_ids, scopes, sealed))
        self.seq += len(row_ids)
        self.hash = sealed.hashes[-1] if sealed.hashes else self.hash
        return changes

    def _sealed(self) -> SealedRow:
        if self._beside is not None:
            try:
                return msgspec.msgpack.decode(self._beside[1].recv_bytes(), type=SealedRow)
            except (OSError, EOFError):
                self.close()
        if self._here is None:
            self._here = FirstChanges(self._common, self.seq, self.hash)
        return self._here.seal(*self._part)

    def _start(self) -> None:
        ours, theirs = multiprocessing.Pipe()
        process = new_process(_seal, theirs, self._common, self.seq, self.hash)
        with theirs:
            process.start()
        self._beside, self._here = (process, ours), None

    def close(self) -> None:
        """End the process beside."""
        if self._beside is not None:
            process, pipe = self._beside
            self._beside = None
            pipe.close()
            process.kill()
            process.join()
            process.close()


@contextmanager
def sealing(common: InCommon, seq: int, hash_: str) -> Iterator[Sealing]:
    """Seals the Changes that follow `seq` and `hash_`, until the end of the block."""
    made = Sealing(common, seq, hash_)
    try:
        yield made
    finally:
        made.close()


def _seal(pipe: Connection, common: InCommon, seq: int, hash_: str) -> None:
    """Body of the process: seals what comes until nothing comes any more."""
    journal = FirstChanges(common, seq, hash_)
    decode = msgspec.msgpack.Decoder(tuple[list[str], list[str], list[list[str | int | bool | None]]]).decode
    try:
        while True:
            pipe.send_bytes(msgspec.msgpack.encode(journal.seal(*decode(pipe.recv_bytes()))))
    except (OSError, EOFError):
        return
