"""Power cuts: what strace saw of a laptop at work is replayed into disks that a power cut may leave; each is opened.

The recording is of the real program on the real encrypted file. What a disk may hold at a moment: everything that was
synced before; of the later writes each one whole, not at all, or torn into sectors that are there and sectors that are
not; of files that were made, cut or deleted as much as the folder has been synced, and any number of the steps after.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bazar_desktop.store.engine import connect
from bazar_desktop.store.faults import StoreUnreadable
from tests.crash.recorded import KEY

SECTOR = 512
CALLS = "openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink"
_LINE = re.compile(r"^(\w+)\((.*)\) += (-?\d+)")
_HEX = re.compile(r"\\x([0-9a-f]{2})")


@dataclass(frozen=True)
class Write:
    """Bytes that were written to a file; `data` None where the file was cut or extended to `at`."""

    at: int
    data: bytes | None


@dataclass
class Step:
    """One thing that happened: write, sync, made, gone, folder (its sync), or ack (`end` of the chain)."""

    kind: str
    file: str = ""
    write: Write | None = None
    end: int = 0


@dataclass
class Recording:
    """What was on the disk before, what happened then, and how far the chain was at each acknowledgement."""

    before: dict[str, bytes]
    steps: list[Step]

    @property
    def ends(self) -> list[int]:
        return [step.end for step in self.steps if step.kind == "ack"]


@dataclass
class FileOnDisk:
    """A file as far as it is synced, and the writes since."""

    durable: bytearray
    since: list[Write] = field(default_factory=list)

    def sync(self) -> None:
        for write in self.since:
            put(self.durable, write)
        self.since.clear()


def put(data: bytearray, write: Write) -> None:
    """Apply one write."""
    if write.data is None:
        del data[write.at :]
        data.extend(bytes(write.at - len(data)))
    else:
        data.extend(bytes(max(0, write.at + len(write.data) - len(data))))
        data[write.at : write.at + len(write.data)] = write.data


def record(folder: Path, bazaar_id: str, actions: int, settings: tuple[str, ...] = ()) -> Recording:
    """Let the program work on the store in `folder` under strace. Raises CalledProcessError."""
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    log = folder.with_name(f"{folder.name}.strace")
    words = ["strace", "-y", "-xx", "-s", "70000", "-o", str(log), "-e", f"trace={CALLS}"]
    program = [
        sys.executable,
        "-m",
        "tests.crash.recorded",
        str(folder / "bazar.db"),
        bazaar_id,
        str(actions),
    ]
    subprocess.run([*words, *program, *settings], check=True, stdout=subprocess.DEVNULL)
    made = Recording(before, list(steps_of(log, folder)))
    log.unlink()
    return made


def steps_of(log: Path, folder: Path) -> Iterator[Step]:
    """Read the log of strace: what concerns the files in `folder`, and the acknowledgements."""
    known = {path.name for path in folder.iterdir()} | {"bazar.db"}
    with log.open() as lines:
        for line in lines:
            match = _LINE.match(line)
            if match is None or int(match.group(3)) < 0:
                continue
            step = _step(match.group(1), match.group(2), folder, known)
            if step is not None:
                yield step


def _step(call: str, given: str, folder: Path, known: set[str]) -> Step | None:
    if call == "write":
        text = _bytes(given.split(", ")[1])
        return Step("ack", end=int(text.split()[1])) if text.startswith(b"ack ") else None
    named = given.split(", ")[1 if call == "openat" else 0]
    path = Path(_bytes(named).decode("utf-8", "replace"))
    if path == folder and call in {"fsync", "fdatasync"}:
        return Step("folder")
    if path.parent != folder or path.name.endswith("-shm"):
        return None
    step = Step("sync", path.name)
    if call == "openat":
        if "O_CREAT" not in given or path.name in known:
            return None
        known.add(path.name)
        step.kind = "made"
    elif call == "unlink":
        known.discard(path.name)
        step.kind = "gone"
    elif call in {"ftruncate", "pwrite64"}:
        parts = given.split(", ")
        data = _bytes(parts[1]) if call == "pwrite64" else None
        step.kind, step.write = "write", Write(int(parts[-1]), data)
    return step


def _bytes(text: str) -> bytes:
    """The first string in hex of `text`: the path behind a file's number, or what is in quotes."""
    start = re.search(r"[\"<]((?:\\x[0-9a-f]{2})*)[\">]", text)
    return bytes.fromhex("".join(_HEX.findall(start.group(1)))) if start else b""


@dataclass
class Disk:
    """All files at one moment, with what is not synced of them and of their folder."""

    files: dict[str, FileOnDisk]
    names: set[str]
    folder_since: list[Step] = field(default_factory=list)
    acks: int = 0

    def take(self, step: Step) -> None:
        """Let one step happen."""
        if step.kind == "ack":
            self.acks += 1
        elif step.kind == "folder":
            for change in self.folder_since:
                _rename(self.names, change)
            self.folder_since.clear()
        elif step.kind in {"made", "gone"}:
            self.folder_since.append(step)
            if step.kind == "made":
                self.files[step.file] = FileOnDisk(bytearray())
        elif step.kind == "sync":
            self.files[step.file].sync()
        elif step.write is not None:
            self.files[step.file].since.append(step.write)

    @property
    def is_open(self) -> bool:
        """Whether a power cut now may leave more than one disk."""
        return bool(self.folder_since) or any(item.since for item in self.files.values())

    def cut(self, chance: random.Random) -> tuple[tuple[object, ...], dict[str, bytes]]:
        """Give one disk that a power cut may leave, with what tells it from others of this moment."""
        names, steps = set(self.names), chance.randint(0, len(self.folder_since))
        for change in self.folder_since[:steps]:
            _rename(names, change)
        mark: list[object] = [steps]
        left: dict[str, bytes] = {}
        for name in sorted(names & self.files.keys()):
            item = self.files[name]
            data = bytearray(item.durable)
            for write, kept in zip(item.since, _kept(item.since, chance), strict=True):
                mark.append(kept)
                for part in _parts(write, kept):
                    put(data, part)
            left[name] = bytes(data)
        return tuple(mark), left


def _rename(names: set[str], change: Step) -> None:
    (names.add if change.kind == "made" else names.discard)(change.file)


def _kept(writes: list[Write], chance: random.Random) -> list[int]:
    """For each write which of its sectors are there, as bits: all that came before some moment, or any."""
    way, whole = chance.random(), chance.randint(0, len(writes))
    kept = []
    for number, write in enumerate(writes):
        sectors = max(1, -(-len(write.data or b"") // SECTOR))
        every = (1 << sectors) - 1
        if way < 0.3:
            kept.append(every if number < whole else 0)
        elif way < 0.6:
            kept.append(chance.choice((0, every)))
        else:
            kept.append(chance.choice((0, every, chance.randint(0, every))))
    return kept


def _parts(write: Write, kept: int) -> Iterator[Write]:
    if write.data is None or kept == (1 << max(1, -(-len(write.data) // SECTOR))) - 1:
        if kept:
            yield write
        return
    for number in range(-(-len(write.data) // SECTOR)):
        if kept >> number & 1:
            start = number * SECTOR
            yield Write(write.at + start, write.data[start : start + SECTOR])


@dataclass
class Verdict:
    """How many different disks were opened, and what was wrong with those that lost something."""

    disks: int = 0
    lost: list[str] = field(default_factory=list)


def replay(recording: Recording, wanted: int, place: Path, chance: random.Random) -> Verdict:
    """Open about `wanted` different disks of all moments of the recording, each with the program's own settings."""
    moments = sum(1 for disk in _moments(recording) if disk.is_open)
    verdict, ends = Verdict(), recording.ends
    owed = 0.0
    for disk in _moments(recording):
        if not disk.is_open:
            continue
        owed += (wanted - verdict.disks - owed) / moments if moments else 0
        moments -= 1
        seen = set[object]()
        tries = 0
        while owed >= 1 and tries < 4 * owed + 8:
            tries += 1
            mark, files = disk.cut(chance)
            if mark in seen:
                continue
            seen.add(mark)
            owed -= 1
            verdict.disks += 1
            wrong = look_at(files, ends, disk.acks, place, deep=verdict.disks % 10 == 0)
            if wrong:
                verdict.lost.append(wrong)
    return verdict


def _moments(recording: Recording) -> Iterator[Disk]:
    files = {name: FileOnDisk(bytearray(data)) for name, data in recording.before.items()}
    disk = Disk(files, set(files))
    for step in recording.steps:
        disk.take(step)
        yield disk


def look_at(files: dict[str, bytes], ends: list[int], acks: int, place: Path, *, deep: bool) -> str:
    """What is wrong with the store on this disk; "" where every acknowledged action is there, and none by halves."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for name, data in files.items():
        (place / name).write_bytes(data)
    try:
        with closing(connect(place / "bazar.db", KEY)) as raw:
            return _wrong(raw, ends, acks, deep=deep)
    except (StoreUnreadable, OSError) as error:
        return f"not opened: {error}"
    except Exception as error:  # the driver's own
        return f"not read: {error}"


def _wrong(raw: Any, ends: list[int], acks: int, *, deep: bool) -> str:
    end = raw.execute("SELECT max(seq) FROM chain").fetchone()[0]
    changes = raw.execute("SELECT count(*) FROM change").fetchone()[0]
    vendors = raw.execute("SELECT count(*) FROM vendor").fetchone()[0]
    places = raw.execute("SELECT count(*) FROM participation").fetchone()[0]
    if end not in ends[max(acks - 1, 0) : acks + 1]:
        return f"the chain ends at {end} where {acks} actions were acknowledged"
    if changes != end or vendors != places:
        return f"half an action: {changes} changes of {end}, {vendors} vendors, {places} places"
    if deep:
        # The check of pages reads the file alone; a page that is torn there may stand whole in the log.
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if raw.execute("PRAGMA cipher_integrity_check").fetchall():
            return "a page is not sound"
    if deep and raw.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        return "an index is not sound"
    return ""
