"""What an office gets: the bundle's folder, the setup file, the portable zip, and their sums."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from bazar_desktop import __version__
from bazar_desktop.domain.journal.changes import SCHEMA
from tests.windows.bench import Bench

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "resources" / "installer" / "setup.nsi"
NAME = "bazar-desktop"
SIGNED = (f"{NAME}.exe", "bazar.exe")
AT = (2020, 1, 1, 0, 0, 0)  # of every file in the zip, so that the same bundle gives the same sum
WHERE_NSIS_IS = (r"C:\Program Files (x86)\NSIS", r"C:\Program Files\NSIS")


@dataclass(frozen=True)
class Delivery:
    """The files for the officers' machines."""

    setup: Path
    portable: Path
    sums: Path


def make_bundle(work: Path, bench: Bench | None) -> Path:
    """Make the bundle in `work` by the one recipe, on this Windows or on the bench; returns its folder."""
    words = ["-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    words += ["--workpath", path_on(bench, work / "parts"), "--distpath", path_on(bench, work)]
    words += ["build_installer.spec"]
    folder = work / NAME
    shutil.rmtree(folder, ignore_errors=True)
    if bench is None:
        subprocess.run([sys.executable, *words], cwd=ROOT, check=True)
    else:
        made = bench.run_python(*words, folder=ROOT)
        (work / "bundle.log").write_text(made.stdout, encoding="utf-8")
        if made.returncode or not (folder / f"{NAME}.exe").is_file():
            sys.exit(f"PyInstaller made no bundle:\n{made.stdout[-4000:]}")
    return folder


def path_on(bench: Bench | None, path: Path) -> str:
    """How a program there names the file `path` of this machine."""
    return str(path) if bench is None else "Z:" + str(path).replace("/", "\\")


def sign(command: str, files: list[Path]) -> None:
    """Have each file signed by the office's own command, which gets its path as the last word."""
    for file in files if command else ():
        subprocess.run([*command.split(), str(file)], check=True)


def deliver(bundle: Path, target: Path, *, signing: str = "") -> Delivery:
    """Make the setup file, the portable zip and their sums of the folder `bundle` in `target`."""
    target.mkdir(parents=True, exist_ok=True)
    sign(signing, [bundle / name for name in SIGNED])
    setup = make_setup(bundle, target / f"BazarDesktop-{__version__}-setup.exe")
    sign(signing, [setup])
    portable = make_zip(bundle, target / f"BazarDesktop-{__version__}-portabel.zip")
    sums = target / f"BazarDesktop-{__version__}.sha256"
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in (setup, portable)]
    sums.write_bytes("".join(lines).encode())
    return Delivery(setup, portable, sums)


def make_setup(
    bundle: Path, setup: Path, *, version: str = __version__, schema: int = SCHEMA, fast: bool = False
) -> Path:
    """Make the setup file of the folder `bundle`; `fast` packs less, for a build that only a proof installs."""
    defined = {
        "BUNDLE": str(bundle),
        "OUTPUT": str(setup),
        "VERSION": version,
        "SCHEMA": str(schema),
        "SIZE": str(sum(file.stat().st_size for file in bundle.rglob("*") if file.is_file()) // 1024),
    }
    words = [f"-D{name}={value}" for name, value in defined.items()]
    words += ["-DFAST"] if fast else []
    made = subprocess.run(
        [makensis(), "-V2", "-INPUTCHARSET", "UTF8", *words, str(SCRIPT)],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        sys.exit(f"NSIS made no setup file:\n{made.stdout}{made.stderr}")
    return setup


def makensis() -> str:
    """The compiler of setup files."""
    places = os.pathsep.join((os.environ.get("PATH", ""), *WHERE_NSIS_IS))
    known = shutil.which("makensis", path=places)
    if known is None:
        sys.exit("NSIS is not installed here: https://nsis.sourceforge.io")
    return known


def make_zip(bundle: Path, portable: Path) -> Path:
    """Make the zip that runs from any folder, also from a stick."""
    with zipfile.ZipFile(portable, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for file in sorted(bundle.rglob("*")):
            if file.is_file():
                entry = zipfile.ZipInfo(f"BazarDesktop/{file.relative_to(bundle).as_posix()}", AT)
                entry.compress_type = zipfile.ZIP_DEFLATED
                packed.writestr(entry, file.read_bytes())
    return portable
