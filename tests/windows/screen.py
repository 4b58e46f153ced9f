"""A screen for programs on the bench: Xvfb of an officer's laptop, whose picture can be read at any time."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

WIDE, HIGH = 1366, 768
HEADER = ">25I"  # of an X window dump: its own size, then 24 numbers more
LOOK = 0.05  # seconds between two looks
BLINK = 0.001  # of the screen, for more than a cursor that blinks


@dataclass(frozen=True)
class Screen:
    """A running Xvfb; `display` is its name for DISPLAY."""

    display: str
    memory: Path

    def picture(self) -> Image.Image:
        """What is on the screen now."""
        data = self.memory.read_bytes()
        numbers = struct.unpack_from(HEADER, data)
        header, line, colours = numbers[0], numbers[12], numbers[19]
        at = header + colours * 12
        return Image.frombuffer("RGB", (WIDE, HIGH), data[at : at + line * HIGH], "raw", "BGRX", line, 1)

    def until_painted(self, within: float, quiet: float = 1.0) -> tuple[float, float]:
        """Seconds until something is seen, and until nothing has changed for `quiet` seconds more."""
        started = time.monotonic()
        before, first, last = self.picture().tobytes(), 0.0, 0.0
        while (now := time.monotonic() - started) < within:
            time.sleep(LOOK)
            seen = self.picture().tobytes()
            if differ(before, seen) > BLINK:
                before, last = seen, now
                first = first or now
            elif first and now - last > quiet:
                break
        return first, last


@contextmanager
def screen() -> Iterator[Screen]:
    """An Xvfb of 1366 x 768 that ends with this."""
    folder = Path(tempfile.mkdtemp(prefix="bazar-screen-"))
    asked, told = os.pipe()
    words = ["Xvfb", "-displayfd", str(told), "-screen", "0", f"{WIDE}x{HIGH}x24", "-fbdir", str(folder)]
    running = subprocess.Popen(
        [*words, "-nolisten", "tcp"], pass_fds=[told], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(told)
    try:
        with os.fdopen(asked) as answer:
            number = answer.readline().strip()
        yield Screen(f":{number}", folder / "Xvfb_screen0")
    finally:
        running.terminate()
        running.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def differ(one: bytes, other: bytes) -> float:
    """The share of sampled bytes that differ."""
    step = 97
    pairs = zip(one[::step], other[::step], strict=True)
    return sum(a != b for a, b in pairs) / (len(one) / step)
