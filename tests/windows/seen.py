"""What a person sees on the bench: the day of the stories in Windows' own window, and how soon a window is there."""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from pathlib import Path

from tests.windows.bench import Bench
from tests.windows.bundle import ROOT, path_on
from tests.windows.screen import HIGH, WIDE, Screen, differ, screen

STORY = "tests/stories/test_whole_day.py"
DESKTOP = ("explorer", f"/desktop=bazar,{WIDE}x{HIGH}")  # Wine's own frame, which gives windows their focus
PERIOD = 0.5  # seconds between two pictures
CHANGED = 0.002  # of the pixels, for a picture to be kept
PREFIX = "seen"
# What Wine has not, and Windows has; and that a window came out higher than asked, because its words need it.
OF_WINE = ("EnableNonClientDpiScaling", "PerMonitorVersion2 is not supported", "Unable to set geometry")


def play_day(bench: Bench, work: Path) -> tuple[bool, list[Path]]:
    """Play the story in the window on a screen; whether it passed, and the pictures of what was to be seen."""
    pictures = work / "pictures"
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)
    with screen() as seen:
        bench.make_prefix(PREFIX)
        bench.end(PREFIX)
        camera = _Camera(seen, pictures)
        camera.start()
        words = ["-m", "pytest", "-q", "-rp", "-n0", "-p", "no:cacheprovider", STORY]
        words += ["-o", "qt_log_ignore=" + "\n".join(OF_WINE)]
        words += ["--basetemp", path_on(bench, work / "day")]
        done = bench.run(
            *DESKTOP,
            bench.python / "python.exe",
            *words,
            prefix=PREFIX,
            folder=ROOT,
            timeout=1800,
            PYTHONPATH=".",
            DISPLAY=seen.display,
            WINEQT_QPA_PLATFORM="windows",
        )
        camera.stop()
        bench.end(PREFIX)
    (work / "day.log").write_text(done.stdout, encoding="utf-8")
    return f"PASSED {STORY}" in done.stdout.replace("\\", "/"), camera.taken


class _Camera(threading.Thread):
    """Keeps a picture of the screen whenever it has changed."""

    def __init__(self, seen: Screen, folder: Path) -> None:
        super().__init__(daemon=True)
        self.taken: list[Path] = []
        self._seen, self._folder, self._ended = seen, folder, threading.Event()

    def run(self) -> None:
        before = b""
        while not self._ended.wait(PERIOD):
            picture = self._seen.picture()
            now = picture.tobytes()
            if before and differ(before, now) < CHANGED:
                continue
            before = now
            file = self._folder / f"{len(self.taken):03}.png"
            picture.save(file)
            self.taken.append(file)

    def stop(self) -> None:
        self._ended.set()
        self.join(10)


def start_times(bench: Bench, prefix: str, program: Path, *words: str) -> list[tuple[float, float]]:
    """Seconds to the first paint and to the still window: of a start in a fresh session, and of one right after."""
    times = []
    with screen() as seen:
        bench.end(prefix)
        for _start in range(2):
            running = subprocess.Popen(
                ["wine", str(program), *words],
                env=bench.environment(
                    prefix, {"DISPLAY": seen.display, "WINEQT_QPA_PLATFORM": "windows", "PYTHONPATH": "."}
                ),
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            times.append(seen.until_painted(120))
            seen.picture().save(bench.root / "work" / f"start-{program.stem}-{len(times)}.png")
            running.kill()
            running.wait(60)
            time.sleep(2)
        bench.end(prefix)
    return times
