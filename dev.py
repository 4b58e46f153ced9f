"""Everything a developer types, on a machine that has nothing but python3.

    python3 dev.py run          open the window on a sample bazaar
    python3 dev.py test         every check: format, lint, types, imports, all tests
    python3 dev.py test --full  the same with the full counts
    python3 dev.py bench        print the benchmark tables
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
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# What Qt opens at start, and the Debian package that holds it.
SYSTEM_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
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


def prepare_system() -> None:
    if not sys.platform.startswith("linux"):
        return
    missing = [package for name, package in SYSTEM_LIBRARIES.items() if not has_library(name)]
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
    return env


def call(*arguments: str, **more: str) -> int:
    return subprocess.call([str(PYTHON), *arguments], cwd=ROOT, env={**environment(), **more})


def has_display() -> bool:
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(arguments: list[str]) -> int:
    if has_display() or "--store" in arguments:
        return call("-m", "bazar_desktop", *(arguments or ["--sample"]))
    target = ROOT / "sample"
    print(f"No display here: building the sample bazaar, its papers and pictures in {target}")
    return call("-m", "bazar_desktop.cli", "demo", str(target), QT_QPA_PLATFORM="offscreen")


def test(arguments: list[str]) -> int:
    full = "--full" in arguments
    rest = [word for word in arguments if word != "--full"]
    checks: list[list[str]] = [
        ["ruff", "format", "--check", "--quiet", "."],
        ["ruff", "check", "--quiet", "."],
        ["mypy"],
        ["importlinter.cli", "lint", "--no-cache"],
        ["pytest", *(["--full"] if full else []), *rest],
    ]
    for check in checks:
        started = time.monotonic()
        if check[0] == "importlinter.cli":
            code = call("-c", "from importlinter.cli import lint_imports_command as c; c()")
        else:
            code = call("-m", *check)
        took = time.monotonic() - started
        print(f"{check[0].split('.')[0]}: {'ok' if code == 0 else 'FAILED'} ({took:.0f} s)", flush=True)
        if code != 0:
            return code
    return 0


def bench(arguments: list[str]) -> int:
    return call("-m", "pytest", "tests/benchmarks", "--bench", "-q", "-s", "-n0", *arguments)


def words(arguments: list[str]) -> int:
    return call("tests/catalogues.py", *arguments)


def lock(arguments: list[str]) -> int:
    uv = [str(PYTHON), "-m", "uv", "pip", "compile", "pyproject.toml", "--extra", "dev", "--extra", "pusat"]
    subprocess.run([str(PYTHON), "-m", "pip", "install", "--quiet", "uv"], check=True)
    more = ["--universal", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]
    return subprocess.call([*uv, *more, "-o", str(LOCK), *arguments], cwd=ROOT)


COMMANDS = {"run": run, "test": test, "bench": bench, "words": words, "lock": lock}


def main() -> int:
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        print(__doc__)
        return 2
    prepare_system()
    prepare_packages()
    return COMMANDS[sys.argv[1]](sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
