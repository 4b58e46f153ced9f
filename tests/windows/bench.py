"""A Windows to try the program on, on Debian without one: the real CPython for Windows and the real wheels under Wine.

Where the parts come from, all by name from where pip takes packages:

- python311.dll, its modules, libffi, OpenSSL: the wheel `panda3d` for Windows carries them, made for building Windows
  programs elsewhere. The standard library: this machine's Python of the same version, it is the same source.
- python.exe and python3.dll: `stubs/`, compiled here. So are stand-ins for DLLs that Windows 10 has and Wine lacks;
  they lie in system32 as on a Windows, and so PyInstaller leaves them out of bundles (`proof.py` looks).
- numpy and highspy are left out: Wine's C runtime lacks functions that they import. Nothing in the program uses them.

Wine strips QT_* from the environment and gives WINEQT_X as QT_X. Standard output must be a pipe, not a file.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

STUBS = Path(__file__).parent / "stubs"
OF_WINDOWS = ("bcryptprimitives", "icuuc", "mscms")
"""DLLs of Windows that have stand-ins here."""
SYSTEM32 = Path("drive_c/windows/system32")
COMPILER = "x86_64-w64-mingw32-gcc"
WHEELS = [
    "--platform",
    "win_amd64",
    "--python-version",
    "311",
    "--implementation",
    "cp",
    "--only-binary=:all:",
]
NOT_UNDER_WINE = re.compile(r"^(numpy|highspy)==")
NOT_ON_WINDOWS = re.compile(r"sys_platform == '(darwin|linux)'|>= '3\.1[2-9]'")
FROM_SHIBOKEN = ("msvcp140", "msvcp140_1", "msvcp140_2", "vcruntime140", "vcruntime140_1", "concrt140")
NO_STANDARD = (
    "site-packages",
    "dist-packages",
    "__pycache__",
    "lib-dynload",
    "test",
    "config-3*",
    "ensurepip",
)


@dataclass(frozen=True)
class Bench:
    """A Windows in the folder `root`."""

    root: Path

    @property
    def python(self) -> Path:
        """The folder of python.exe."""
        return self.root / "python"

    @property
    def site(self) -> Path:
        """Where the packages are."""
        return self.python / "Lib" / "site-packages"

    def run(
        self,
        *command: str | Path,
        prefix: str = "prefix",
        folder: Path | None = None,
        timeout: float = 600,
        **more: str,
    ) -> subprocess.CompletedProcess[str]:
        """Run a Windows program in the Windows `prefix` and wait for it; `more` goes into its environment."""
        return subprocess.run(
            ["wine", *map(str, command)],
            cwd=folder,
            env=self.environment(prefix, more),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=timeout,
            check=False,
        )

    def run_python(self, *arguments: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
        """Run Windows' Python in `folder`, whose program it finds."""
        return self.run(
            self.python / "python.exe", *arguments, folder=folder, PYTHONPATH=".", timeout=3600, **more
        )

    def environment(self, prefix: str, more: Mapping[str, str]) -> dict[str, str]:
        """What a Windows program sees: nothing of this machine's Python, no screen."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTHON", "QT_", "BAZAR"))
        }
        return kept | {
            "WINEPREFIX": str(self.root / prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscms=n;mscoree,mshtml,winemenubuilder.exe=",
            "WINEQT_QPA_PLATFORM": "offscreen",
            **more,
        }

    def make_prefix(self, name: str) -> None:
        """Make a fresh Windows 10, with nothing installed."""
        shutil.rmtree(self.root / name, ignore_errors=True)
        key = r"HKCU\Software\Wine"
        made = self.run("reg", "add", key, "/v", "Version", "/d", "win10", "/f", prefix=name)
        if made.returncode:
            sys.exit(f"Wine makes no Windows here:\n{made.stdout}")
        for library in OF_WINDOWS:
            shutil.copy(self.root / "system" / f"{library}.dll", self.root / name / SYSTEM32)

    def hold(self, prefix: str) -> None:
        """Keep the Windows `prefix` up between programs until `end`: each start of it takes seconds."""
        environment = self.environment(prefix, {})
        subprocess.run(["wineserver", "-p"], env=environment, check=False)
        # Its services begin with the first program and keep that one's output open: so nobody waits for this one's.
        words = ["wine", "cmd", "/c", "exit"]
        subprocess.run(
            words,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )

    def end(self, prefix: str) -> None:
        """End whatever still runs in the Windows `prefix`."""
        subprocess.run(["wineserver", "-k"], env=self.environment(prefix, {}), check=False)


def make_bench(root: Path, lock: Path) -> Bench:
    """Make the bench in `root` with the packages of `lock`; what is there already stays."""
    if sys.version_info[:2] != (3, 11):
        sys.exit("The bench takes its standard library from this machine's Python, which must be a 3.11.")
    bench = Bench(root)
    work = root / "work"
    work.mkdir(parents=True, exist_ok=True)
    if not (bench.python / "python311.dll").exists():
        _put_interpreter(bench, work)
    stamp = root / "installed"
    if not stamp.exists() or stamp.read_bytes() != lock.read_bytes():
        _put_packages(bench, work, lock)
        shutil.copy(lock, stamp)
    _compile_stubs(bench, work)
    if not (root / "prefix").exists():
        bench.make_prefix("prefix")
    return bench


def _put_interpreter(bench: Bench, work: Path) -> None:
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", *WHEELS, "-d", str(work), "panda3d"]
    subprocess.run(pip, check=True)
    libraries = bench.python / "DLLs"
    libraries.mkdir(parents=True, exist_ok=True)
    wheel = max(work.glob("panda3d-*.whl"))
    with zipfile.ZipFile(wheel) as packed:
        for name in packed.namelist():
            file = Path(name)
            if file.parent.name != "deploy_libs":
                continue
            if file.suffix == ".pyd" or file.name.startswith("lib") or file.name == "sqlite3.dll":
                (libraries / file.name).write_bytes(packed.read(name))
            elif file.name == "python311.dll":
                (bench.python / file.name).write_bytes(packed.read(name))
    wheel.unlink()
    standard = sysconfig.get_paths()["stdlib"]
    ignored = shutil.ignore_patterns(*NO_STANDARD)
    shutil.copytree(standard, bench.python / "Lib", ignore=ignored, dirs_exist_ok=True)


def _put_packages(bench: Bench, work: Path, lock: Path) -> None:
    shutil.rmtree(bench.site, ignore_errors=True)
    pinned = re.findall(r"^([A-Za-z0-9_.-]+==[^ ;\\\n]+)( *;[^\\\n]*)?", lock.read_text(), re.MULTILINE)
    wanted = [
        name for name, mark in pinned if not NOT_UNDER_WINE.match(name) and not NOT_ON_WINDOWS.search(mark)
    ]
    wheels = work / "wheels.txt"
    wheels.write_text("\n".join(wanted) + "\n")
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check", *WHEELS]
    subprocess.run([*pip, "--no-deps", "--target", str(bench.site), "-r", str(wheels)], check=True)


def _compile_stubs(bench: Bench, work: Path) -> None:
    system = bench.root / "system"
    if (system / "mscms.dll").exists():
        return
    system.mkdir(exist_ok=True)
    for name in FROM_SHIBOKEN:
        shutil.copy(bench.site / "shiboken6" / f"{name}.dll", bench.python / f"{name}.dll")
    definitions = work / "python3.def"
    definitions.write_text(_forwards(bench.python / "python311.dll", bench.site))
    entry = ["-shared", "-nostdlib", "-Wl,--entry,DllMain"]
    _compile(bench.python / "python.exe", "-municode")
    _compile(bench.python / "python3.dll", str(definitions), *entry)
    _compile(system / "icuuc.dll", *entry)
    _compile(system / "bcryptprimitives.dll", "-shared", "-ladvapi32")
    _compile(system / "mscms.dll", "-shared")


def _compile(target: Path, *more: str) -> None:
    """Compile the stub of that name; libraries come behind what needs them."""
    source = STUBS / f"{target.stem}.c"
    subprocess.run([COMPILER, "-O2", "-s", "-o", str(target), str(source), *more], check=True)


def _forwards(library: Path, site: Path) -> str:
    """The definitions of a DLL that gives every name of `library`, by what the bench's own `pefile` reads in it."""
    code = (
        "import sys, pefile; pe = pefile.PE(sys.argv[1], fast_load=True);"
        "pe.parse_data_directories([pefile.DIRECTORY_ENTRY['IMAGE_DIRECTORY_ENTRY_EXPORT']]);"
        "[print(s.name.decode()) for s in pe.DIRECTORY_ENTRY_EXPORT.symbols if s.name]"
    )
    asked = subprocess.run(
        [sys.executable, "-c", code, str(library)],
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [f"  {name}={library.stem}.{name}" for name in asked.stdout.split()]
    return "\n".join(["LIBRARY python3", "EXPORTS", *lines, ""])
