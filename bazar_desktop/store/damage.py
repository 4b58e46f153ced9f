"""What is wrong with a store's file, read from its bytes: SQLite alone calls a foreign file and a damaged one the same.

SQLCipher seals each page with an HMAC-SHA512 over its content and number, keyed by PBKDF2-HMAC-SHA512(key, salt, 2):
the salt is the file's first 16 bytes, each XOR 0x3a (SQLCipher's design page, "HMAC key derivation"). The frames of
the write-ahead log have plain heads (SQLite's file format, "WAL frame header").
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from bazar_desktop.store.faults import StoreForeign, StoreUnreadable
from bazar_desktop.store.files import MachineError

PAGE = 8192  # bytes: of 4096 a fourth stays empty behind three Changes, and a large store is a tenth larger
SALT, IV, SEAL = 16, 16, 64  # bytes
HEAD, FRAME_HEAD = 32, 24  # bytes of the log's head and of each of its frames'
MAGIC = (0x377F0682, 0x377F0683)
NAME_AT, APPLICATION_ID = 68, 0x42415A52  # where SQLite keeps the id of the program, and ours: "BAZR"
TREES = (2, 5, 10, 13)  # the kinds of pages of a tree
SAMPLE = 64  # pages looked at before a file is called foreign


class LogDamaged(MachineError):
    """The write-ahead log holds transactions that SQLite can no longer read: what was entered last. Fact: `lost`."""


@dataclass(frozen=True, slots=True)
class Log:
    """The heads of a log's frames: the page (0: of an earlier round), whether a transaction ends with it."""

    has_head: bool
    pages: tuple[int, ...]
    ends: tuple[bool, ...]


def fault_of_pages(path: Path, key: bytes) -> MachineError | None:
    """Say why `key` does not open `path`: damaged where a page of it is ours or was wiped, else foreign.

    Seals need the salt. Where that is gone with the first page, a page is ours if the key turns it into a page of
    a tree: the key itself does not depend on the salt.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(PAGE)
            salt = start[:SALT]
            if not salt.strip(b"\0"):
                return StoreUnreadable(why="its first page is empty")
            if _bears_our_name(start, key):
                return StoreUnreadable(why="its first page is ours and is damaged")
            seals = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
            for number in _sampled(size // PAGE):
                stream.seek((number - 1) * PAGE)
                page = stream.read(PAGE)
                if (
                    not page.strip(b"\0")
                    or _is_sealed(page, number, seals)
                    or (number > 1 and _is_tree(page, key))
                ):
                    return StoreUnreadable(why=f"page {number} is ours and the first is damaged")
    except OSError:
        return None
    return StoreForeign(file=path.name, folder=str(path.parent))


def _bears_our_name(start: bytes, key: bytes) -> bool:
    """Whether the key finds our application's id in a file's first page, of which its begin is enough."""
    block = NAME_AT - NAME_AT % IV
    if len(start) < block + IV:
        return False
    name = _opened(start[block - IV : block], start[block : block + IV], key)
    return name[NAME_AT - block :][:4] == APPLICATION_ID.to_bytes(4, "big")


def _is_tree(page: bytes, key: bytes) -> bool:
    """Whether the key turns `page` into one of a B-tree, by its head (SQLite's file format, "B-tree Pages")."""
    end = len(page) - SEAL - IV
    head = _opened(page[end : end + IV], page[:IV], key)
    free, cells, content = (int.from_bytes(head[at : at + 2], "big") for at in (1, 3, 5))
    return (
        head[0] in TREES
        and free < end
        and cells < end // 4
        and 8 + 2 * cells <= content <= end
        and head[7] <= 60
    )


def _opened(before: bytes, block: bytes, key: bytes) -> bytes:
    """Decrypt one block of AES-256-CBC that stands behind `before`."""
    opening = Cipher(algorithms.AES256(key), modes.CBC(before)).decryptor()
    return opening.update(block) + opening.finalize()


def _sampled(pages: int) -> list[int]:
    """The numbers of the pages to look at, from the first to the last."""
    step = max(1, pages // SAMPLE)
    return [*range(1, pages + 1, step)]


def _is_sealed(page: bytes, number: int, seals: bytes) -> bool:
    body = page[SALT:] if number == 1 else page
    end = len(body) - SEAL - IV
    covered = body[: end + IV] + number.to_bytes(4, "little")
    return hmac.compare_digest(hmac.new(seals, covered, "sha512").digest(), body[end + IV : end + IV + SEAL])


def log_of(path: Path) -> Log | None:
    """Read the heads of the write-ahead log beside `path`; None where there is none or it is empty."""
    try:
        data = memoryview(path.with_name(f"{path.name}-wal").read_bytes())
    except OSError:
        return None
    if len(data) <= HEAD:
        return None
    head = bytes(data[:HEAD])
    has_head = int.from_bytes(head[:4], "big") in MAGIC and _sum_of_head(head) == head[24:]
    salts = head[16:24]
    pages: list[int] = []
    ends: list[bool] = []
    for start in range(HEAD, len(data) - FRAME_HEAD - PAGE + 1, FRAME_HEAD + PAGE):
        frame = data[start : start + FRAME_HEAD]
        is_of_round = not has_head or bytes(frame[8:16]) == salts
        pages.append(int.from_bytes(frame[:4], "big") if is_of_round else 0)
        ends.append(is_of_round and any(frame[4:8]))
    return Log(has_head, tuple(pages), tuple(ends))


def _sum_of_head(head: bytes) -> bytes:
    """What stands at the end of a sound log's head: SQLite's checksum over the 24 bytes before it."""
    return struct.pack(">2I", *_summed(head[:24], _order(head), (0, 0)))


def _order(head: bytes) -> str:
    """In which order the bytes of a word are summed: the last bit of the log's magic number says it."""
    return ">" if head[3] & 1 else "<"


def _summed(data: bytes, order: str, before: tuple[int, int]) -> tuple[int, int]:
    """SQLite's running checksum over `data` behind the sum `before` (SQLite's file format, "WAL checksum")."""
    first, second = before
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second


def readable_log(path: Path) -> tuple[int, int]:
    """How many frames of the log beside `path` SQLite reads, and how many pages the file then has; (0, 0) for none.

    Read from the bytes, for a disk on which SQLite cannot open the log: frames count up to the last transaction that
    is whole, as far as each bears the salts and the running sum of the log. A full log (32 MB) takes about a second.
    """
    data = path.with_name(f"{path.name}-wal").read_bytes()
    head, frames, pages = data[:HEAD], 0, 0
    if len(head) < HEAD or int.from_bytes(head[:4], "big") not in MAGIC or _sum_of_head(head) != head[24:]:
        return 0, 0
    order = _order(head)
    so_far = struct.unpack(">2I", head[24:])
    for number, start in enumerate(range(HEAD, len(data) - FRAME_HEAD - PAGE + 1, FRAME_HEAD + PAGE), 1):
        frame = data[start : start + FRAME_HEAD]
        so_far = _summed(frame[:8] + data[start + FRAME_HEAD : start + FRAME_HEAD + PAGE], order, so_far)
        if frame[8:16] != head[16:24] or frame[16:] != struct.pack(">2I", *so_far):
            break
        if any(frame[4:8]):
            frames, pages = number, int.from_bytes(frame[4:8], "big")
    return frames, pages


def require_whole(path: Path, log: Log | None, *, frames: int, pages: int) -> None:
    """Refuse a file shorter than it says, and a log of which SQLite read `frames` only though more was finished.

    `log` is as it lay there before the file was opened. What one transaction left unfinished at a power cut is no
    damage: it was never acknowledged, and has one end at most. Raises StoreUnreadable, LogDamaged.
    """
    if log is not None:
        lost = sum(log.ends[frames:])
        if lost > 1 or (not log.has_head and log.pages):
            raise LogDamaged(lost=lost)
    held = path.stat().st_size // PAGE
    if pages > held:
        logged = set(log.pages[:frames]) if log else set()
        if any(number not in logged for number in range(held + 1, pages + 1)):
            raise StoreUnreadable(why=f"{held} of {pages} pages are there")
