"""How much of a foreign file is read at most."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes unless the name says otherwise. `memory` is the address space of the reading process (Linux).

    `ratio` is unpacked to packed size of one entry of a ZIP file, looked at above 1 MB unpacked: sheets of a
    real register pack 10 to 60 times, a bomb 1,000 times.
    """

    file_bytes: int = 100_000_000
    unpacked_bytes: int = 1_000_000_000
    ratio: int = 200
    entries: int = 5_000
    sheets: int = 200
    rows: int = 600_000
    columns: int = 1_000
    cells: int = 12_000_000
    cell_characters: int = 100_000
    result_bytes: int = 600_000_000
    memory: int = 2_000_000_000
    seconds: float = 120.0


USUAL = Limits()
