"""What proves a setup file: installed into a fresh Windows, tried, upgraded and taken away, with the data kept."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bazar_desktop import __version__
from tests.windows.bench import OF_WINDOWS, Bench
from tests.windows.bundle import NAME, ROOT, make_setup, path_on
from tests.windows.seen import start_times

PREFIX = "proof"
USERS = Path("drive_c") / "users"
PROGRAMS, DATA = Path("AppData/Local/Programs/Bazar Desktop"), Path("AppData/Local/bazar-desktop/data")
UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\BazarDesktop"
EVERYBODYS = Path("drive_c/Program Files/Bazar Desktop")
OLDER, OLDER_SCHEMA = "0.0.9", 1
OF_AN_OFFICE = "psycopg_binary"  # an own part of the setup
REFUSED = 2
OFFICER = {"BAZAR_OFFICER": "Rini Wulandari", "BAZAR_PIN": "246813"}
WAIT = 60.0


class NotProven(Exception):
    """Something on the bench was not as it must be."""


def require(holds: bool, words: str) -> None:
    """Say what holds, or raise NotProven."""
    print(f"  {'ok' if holds else 'FAILED'}: {words}", flush=True)
    if not holds:
        raise NotProven(words)


class Installed:
    """The program in a fresh Windows of the bench."""

    def __init__(self, bench: Bench) -> None:
        bench.make_prefix(PREFIX)
        self.bench = bench
        homes = (bench.root / PREFIX / USERS).iterdir()
        self.home = next(home for home in homes if home.name != "Public")
        self.folder = self.home / PROGRAMS
        self.data = self.home / DATA

    def run(self, *command: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a Windows program there."""
        return self.bench.run(*command, prefix=PREFIX, **more)

    def bazar(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the installed program as its officer."""
        return self.run(self.folder / "bazar.exe", *words, **OFFICER)

    def version(self, whose: str = "HKCU") -> str:
        """The version that Windows lists among the programs of one person or of all; "" where it lists none."""
        asked = self.run("reg", "query", whose + "\\" + UNINSTALL, "/v", "DisplayVersion")
        return asked.stdout.split()[-1] if asked.returncode == 0 else ""

    def files(self) -> set[str]:
        """The files of the installed program."""
        return {item.relative_to(self.folder).as_posix() for item in self.folder.rglob("*") if item.is_file()}

    def sum_of_data(self) -> dict[str, str]:
        """The data's files with their sums."""
        return {
            item.name: hashlib.sha256(item.read_bytes()).hexdigest()
            for item in self.data.rglob("*")
            if item.is_file()
        }

    @contextmanager
    def open_window(self) -> Iterator[None]:
        """The program as it stands before its first question."""
        environment = self.bench.environment(PREFIX, {})
        running = subprocess.Popen(
            ["wine", str(self.folder / f"{NAME}.exe")],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(8)
        try:
            yield
        finally:
            self.bench.end(PREFIX)
            running.wait(WAIT)


def prove(bench: Bench, bundle: Path, setup: Path, work: Path) -> None:
    """Install, try, upgrade and uninstall; raises NotProven."""
    require(not stand_ins_in(bundle), "no stand-in for a DLL of Windows is in the bundle")
    prove_the_same_day(bench, work)
    windows = Installed(bench)
    older = older_setup(bundle, work)
    _installs_before(windows, older)
    _refuses_while_running(windows, setup)
    _stays_whole(windows, setup)
    _upgrades(windows, bundle, setup)
    _works(windows, work)
    _starts(windows)
    _stays_newer(windows, older)
    _goes_and_leaves_the_data(windows, older)
    _comes_and_goes_for_everybody(windows, setup)
    bench.end(PREFIX)


def stand_ins_in(bundle: Path) -> list[str]:
    """The bench's own DLLs that got into `bundle`."""
    return [file.name for file in bundle.rglob("*.dll") if file.stem.lower() in OF_WINDOWS]


def older_setup(bundle: Path, work: Path) -> Path:
    """The setup file of a build before: the same program, called older, with a file that the new one has no more of."""
    before = work / "before"
    shutil.rmtree(before, ignore_errors=True)
    shutil.copytree(bundle, before, copy_function=os.link)
    (before / "_internal" / "lama.txt").write_text("of the build before")
    return make_setup(before, work / "older.exe", version=OLDER, schema=OLDER_SCHEMA, fast=True)


def _installs_before(windows: Installed, older: Path) -> None:
    done = windows.run(older, "/S")
    require(
        done.returncode == 0, f"the build before installs silently, without an administrator {done.stdout}"
    )
    require(windows.version() == OLDER, "Windows lists it")
    words = ["--name", OFFICER["BAZAR_OFFICER"], "--pin-from-env", "BAZAR_PIN"]
    made = windows.bazar("store", "init", *words)
    require(made.returncode == 0, f"a store is made in the user's own folder {made.stdout[-300:]}")


def _refuses_while_running(windows: Installed, setup: Path) -> None:
    with windows.open_window():
        done = windows.run(setup, "/S")
        require(done.returncode == REFUSED, "an upgrade over a running program is refused")
        require(windows.version() == OLDER, "and nothing was changed")


def _stays_whole(windows: Installed, setup: Path) -> None:
    before, in_the_way = windows.files(), windows.folder / "_baru"
    in_the_way.write_text("a file where the new program is to be unpacked")
    done = windows.run(setup, "/S")
    in_the_way.unlink()
    require(
        done.returncode == REFUSED and windows.version() == OLDER, "an upgrade that cannot unpack is refused"
    )
    require(windows.files() == before, "and the program that was there is whole")


def _upgrades(windows: Installed, bundle: Path, setup: Path) -> None:
    before = windows.sum_of_data()
    started = time.monotonic()
    done = windows.run(setup, "/S")
    took = time.monotonic() - started
    require(
        done.returncode == 0 and windows.version() == __version__,
        f"the setup file upgrades it ({took:.0f} s)",
    )
    packed = {item.relative_to(bundle).as_posix() for item in bundle.rglob("*") if item.is_file()}
    wanted = {name for name in packed if OF_AN_OFFICE not in name} | {"hapus.exe"}
    require(windows.files() == wanted, "the installed files are the bundle's, none of the build before")
    require(windows.sum_of_data() == before, "the data are as they were")
    looked = windows.bazar("doctor")
    require("Rantai catatan utuh" in looked.stdout, "and open with their PIN after the upgrade")
    require("dijaga Windows" in looked.stdout, "their secret is kept by Windows")
    kinds = windows.run("reg", "query", r"HKCU\Software\Classes\.bazar", "/ve")
    require("BazarDesktop.Paket" in kinds.stdout, "a package is opened by the program")


def _works(windows: Installed, work: Path) -> None:
    tested = windows.run(windows.folder / f"{NAME}.exe", "--selftest")
    require(
        tested.returncode == 0 and "selftest ok" in tested.stdout,
        f"--selftest: {tested.stdout.strip()[-300:]}",
    )
    there, here = demo_there(windows, work / "there"), demo_here(work / "here")
    require(there == here, f"bazar demo gives the totals of this machine: {there[-1]}")


def _starts(windows: Installed) -> None:
    """Say how soon the question for the PIN is there: at the first start of a session, and at the next."""
    times = start_times(windows.bench, PREFIX, windows.folder / f"{NAME}.exe")
    for called, (first, still) in zip(("cold", "warm"), times, strict=True):
        require(first > 0, f"a {called} start paints after {first:.1f} s and stands after {still:.1f} s")


def demo_there(windows: Installed, target: Path) -> list[str]:
    """What the demo says in that Windows, without its folders."""
    shutil.rmtree(target, ignore_errors=True)
    return _told(
        windows.run(windows.folder / "bazar.exe", "demo", path_on(windows.bench, target), "--lokasi", "1")
    )


def demo_here(target: Path) -> list[str]:
    """The same on this machine."""
    shutil.rmtree(target, ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-m", "bazar_desktop.cli", "demo", str(target), "--lokasi", "1"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return _told(done)


def _told(done: subprocess.CompletedProcess[str]) -> list[str]:
    require(done.returncode == 0, "the demo runs to its end" if done.returncode == 0 else done.stdout[-2000:])
    return [re.sub(r" di \S+", " di …", line).rstrip() for line in done.stdout.splitlines()]


def prove_the_same_day(bench: Bench, work: Path) -> None:
    """Draw and pack one day of one store on both systems, and let each office read the other's stick."""
    made, words = work / "same", ["-m", "tests.windows.same_day"]
    shutil.rmtree(made, ignore_errors=True)
    _here(*words, "make", str(made / "store"))
    for name in ("here", "there", "office-here", "office-there"):
        shutil.copytree(made / "store", made / name)
    here = json.loads(_here(*words, "draw", str(made / "here"), str(made / "out-here")))
    places = [path_on(bench, made / name) for name in ("there", "out-there")]
    there = json.loads(bench.run_python(*words, "draw", *places, folder=ROOT).stdout)
    papers = sum(name.endswith(".pdf") for name in here)
    differing = sorted(name for name in here | there if here.get(name) != there.get(name))
    require(
        not differing,
        f"{papers} papers, {len(here) - papers - 1} files and the package are this machine's {differing or ''}",
    )
    places = [path_on(bench, made / name) for name in ("office-there", "out-here/stick")]
    read_there = json.loads(bench.run_python(*words, "read", *places, folder=ROOT).stdout)
    read_here = json.loads(
        _here(*words, "read", str(made / "office-here"), str(made / "out-there" / "stick"))
    )
    require(
        read_here == read_there == ["MERGED", read_here[-1]], f"each reads the other's package: {read_here}"
    )


def _here(*words: str) -> str:
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    ).stdout


def _stays_newer(windows: Installed, older: Path) -> None:
    done = windows.run(older, "/S")
    require(
        done.returncode == REFUSED and windows.version() == __version__,
        "an older setup file over it is refused",
    )


def _goes_and_leaves_the_data(windows: Installed, older: Path) -> None:
    before = windows.sum_of_data()
    _remove(windows, windows.folder)
    require(
        not windows.folder.exists() and not windows.version(), "uninstalling leaves nothing of the program"
    )
    require(bool(before) and windows.sum_of_data() == before, "and every file of the data")
    done = windows.run(older, "/S")
    require(done.returncode == REFUSED, "an older program is not put over the newer store that stayed")


def _comes_and_goes_for_everybody(windows: Installed, setup: Path) -> None:
    folder = windows.bench.root / PREFIX / EVERYBODYS
    done = windows.run(setup, "/S", "/ALLUSERS")
    require(
        done.returncode == 0 and (folder / f"{NAME}.exe").exists() and windows.version("HKLM") == __version__,
        f"it installs for everybody on the machine {done.stdout}",
    )
    _remove(windows, folder)
    require(
        not folder.exists() and not windows.version("HKLM"),
        "and its uninstaller knows that without being told",
    )


def _remove(windows: Installed, folder: Path) -> None:
    """Start the uninstaller in `folder` and wait until it is done, which it does by a copy of itself."""
    windows.run(folder / "hapus.exe", "/S")
    ends = time.monotonic() + WAIT
    while folder.exists() and time.monotonic() < ends:
        time.sleep(0.5)
