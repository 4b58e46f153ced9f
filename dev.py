"""Everything a developer types, on a machine that has nothing but python3.

    python3 dev.py run          open the window on a sample bazaar
    python3 dev.py test         every check: format, lint, types, imports, all tests
    python3 dev.py test --cover the same, then what the tests reach, and a sample of faults put in for them to notice
    python3 dev.py test --full  the same with the full counts
    python3 dev.py mutants      put every fault in, one after the other: hours; --sample SECONDS, or folders
    python3 dev.py bench        print the benchmark tables
    python3 dev.py windows      make the setup file for Windows and prove it, on Debian under Wine; on Windows make it
    python3 dev.py windows --tests  run a part of the tests there; --day plays a day in the window, --kills N kills it
    python3 dev.py words        collect the words of the program, compile the catalogues
    python3 dev.py lock         pin the dependencies of pyproject.toml with their hashes

The first call makes `.venv`, installs the pinned packages and, on Debian with the
rights to do so, the system libraries that Qt needs. Only the standard library is
used here, because this file runs before anything is installed.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
# What each test reaches: recording it makes the tests half as slow again, so only --cover and --full do.
REACH = ROOT / ".mutants" / "reach"
RECORDING = ["-p", "tests.mutants.recording"]
SAMPLE = 150  # seconds
# Half the time of the tests is the disk's, which waits for each commit; where there is memory, they write into it.
MEMORY = Path("/dev/shm")
MEMORY_ROOM = 6 << 30  # bytes free

# What Qt opens at start, and the Debian package that holds it.
SYSTEM_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
# What it opens besides where there is a screen.
WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


# What makes and proves a Windows program on Debian, and the packages that hold it.
WINDOWS_PROGRAMS = {
    "wine": ["wine", "wine64"],
    "x86_64-w64-mingw32-gcc": ["gcc-mingw-w64-x86-64"],
    "makensis": ["nsis"],
    "Xvfb": ["xvfb"],
}


def has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def apt_install(packages: list[str]) -> None:
    """Install Debian packages, or say what to type where we lack the rights."""
    line = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if not shutil.which("apt-get"):
        sys.exit(f"These packages are missing, please install them: {' '.join(packages)}")
    if os.geteuid() != 0:
        sys.exit(f"System libraries are missing. Type this, then try again:\n    sudo {line}")
    print(f"Installing {' '.join(packages)} ...", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-qq"], check=True, **quiet)
    subprocess.run(line.split(), check=True, **quiet)


def has_display() -> bool:
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def prepare_system() -> None:
    if not sys.platform.startswith("linux"):
        return
    wanted = SYSTEM_LIBRARIES | (WINDOW_LIBRARIES if has_display() else {})
    missing = [package for name, package in wanted.items() if not has_library(name)]
    if missing:
        apt_install(missing)


def make_venv() -> None:
    try:
        venv.create(VENV, with_pip=True, clear=True)
    except (subprocess.CalledProcessError, SystemExit):
        # Debian ships ensurepip in a package of its own.
        apt_install([f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"])
        venv.create(VENV, with_pip=True, clear=True)


def prepare_packages() -> None:
    """Install the pinned packages once for each content of the lock."""
    fingerprint = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()
    stamp = VENV / "installed"
    if stamp.is_file() and stamp.read_text() == fingerprint and PYTHON.exists():
        return
    started = time.monotonic()
    print("Installing the pinned packages into .venv ...", flush=True)
    make_venv()
    pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)], check=True)
    stamp.write_text(fingerprint)
    print(f"Installed in {time.monotonic() - started:.0f} s", flush=True)


def environment() -> dict[str, str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    env.pop("PYTHONHOME", None)
    # Tests start hundreds of processes: without compiled modules each of them compiles the program anew.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env


def call(*arguments: str, **more: str) -> int:
    return subprocess.call([str(PYTHON), *arguments], cwd=ROOT, env={**environment(), **more})


def run(arguments: list[str]) -> int:
    """Open the window, on the sample bazaar unless `arguments` name a store; without a display build the sample."""
    own = any(word.split("=")[0] in {"--store", "--database", "--selftest"} for word in arguments)
    if has_display() or own:
        return call("-m", "bazar_desktop", *([] if own else ["--sample"]), *arguments)
    target = free_folder(ROOT / "sample")
    print(f"No display here: building the sample bazaar, its papers and pictures in {target}", flush=True)
    return call("-m", "bazar_desktop.cli", "demo", str(target), QT_QPA_PLATFORM="offscreen")


def free_folder(wanted: Path) -> Path:
    """`wanted`, or the first of `wanted-2`, `wanted-3` … that does not exist: what was built before stays."""
    number, free = 1, wanted
    while free.exists():
        number += 1
        free = wanted.with_name(f"{wanted.name}-{number}")
    return free


def test(arguments: list[str]) -> int:
    full = "--full" in arguments
    cover = full or "--cover" in arguments
    rest = [word for word in arguments if word not in {"--full", "--cover"}]
    if cover:
        shutil.rmtree(REACH.parent, ignore_errors=True)
    checks: list[list[str]] = [
        ["ruff", "format", "--check", "--quiet", "."],
        ["ruff", "check", "--quiet", "."],
        ["mypy"],
        ["importlinter.cli", "lint", "--no-cache"],
        ["pytest", *(["--full"] if full else []), *(RECORDING if cover else []), *rest],
        *([["tests.mutants.covered"], ["tests.mutants", "--sample", str(SAMPLE), *seed()]] if cover else []),
    ]
    with folder_in_memory() as temporary:
        return passed(checks, {"BAZAR_REACH": str(REACH), **temporary})


@contextmanager
def folder_in_memory() -> Iterator[dict[str, str]]:
    """The variable that names a temporary folder in memory, or nothing where there is no room; gone afterwards."""
    for left in MEMORY.glob("bazar-tests-*") if MEMORY.is_dir() else ():
        if not Path("/proc", left.name.rpartition("-")[2]).exists():
            shutil.rmtree(left, ignore_errors=True)
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < MEMORY_ROOM:
        yield {}
        return
    folder = MEMORY / f"bazar-tests-{os.getpid()}"
    folder.mkdir()
    folder.chmod(0o755)  # PostgreSQL runs as another user
    try:
        yield {"TMPDIR": str(folder)}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def passed(checks: list[list[str]], more: dict[str, str]) -> int:
    """Run one check after the other until one fails; returns that one's code, or 0."""
    for check in checks:
        started = time.monotonic()
        if check[0] == "importlinter.cli":
            code = call("-c", "from importlinter.cli import lint_imports_command as c; c()")
        else:
            code = call("-m", *check, **more)
        took = time.monotonic() - started
        name = check[0].removesuffix(".cli").split(".")[-1]
        print(f"{name}: {'ok' if code == 0 else 'FAILED'} ({took:.0f} s)", flush=True)
        if code != 0:
            return code
    return 0


def seed() -> list[str]:
    """Another sample of faults for each commit, and the same again for the same commit."""
    asked = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return ["--seed", str(int(asked.stdout[:8] or "0", 16))]


def mutants(arguments: list[str]) -> int:
    return call("-m", "tests.mutants", *arguments)


def bench(arguments: list[str]) -> int:
    return call("-m", "pytest", "tests/benchmarks", "--bench", "-q", "-s", "-n0", *arguments)


def windows(arguments: list[str]) -> int:
    if sys.platform.startswith("linux"):
        lacking = [names for program, names in WINDOWS_PROGRAMS.items() if not shutil.which(program)]
        if lacking:
            apt_install([name for names in lacking for name in names])
    return call("-m", "tests.windows", *arguments)


def words(arguments: list[str]) -> int:
    return call("tests/catalogues.py", *arguments)


def lock(arguments: list[str]) -> int:
    uv = [str(PYTHON), "-m", "uv", "pip", "compile", "pyproject.toml", "--extra", "dev", "--extra", "pusat"]
    subprocess.run([str(PYTHON), "-m", "pip", "install", "--quiet", "uv"], check=True)
    more = ["--universal", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]
    return subprocess.call([*uv, *more, "-o", str(LOCK), *arguments], cwd=ROOT)


COMMANDS = {
    "run": run,
    "test": test,
    "mutants": mutants,
    "bench": bench,
    "windows": windows,
    "words": words,
    "lock": lock,
}


def main() -> int:
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        print(__doc__)
        return 2
    prepare_system()
    prepare_packages()
    return COMMANDS[sys.argv[1]](sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
