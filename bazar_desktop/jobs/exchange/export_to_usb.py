"""Serahkan: everything of a day onto one stick, and proof that it is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.papers.day_files import write_files
from bazar_desktop.jobs.papers.day_papers import DayToPrint, write_papers
from bazar_desktop.language import N_, _
from bazar_desktop.printing.bundle import USUAL, Choices
from bazar_desktop.spreadsheets.writing.day_files import folder_name
from bazar_desktop.store.backup import Report
from bazar_desktop.store.files import MachineError
from bazar_desktop.work_log import logged

PAPERS, FILES, PACKAGE, BACKUP = "papers", "files", "package", "backup"
PARTS = {
    PAPERS: N_("kertas"),
    FILES: N_("CSV dan Excel"),
    PACKAGE: N_("paket"),
    BACKUP: N_("cadangan"),
}
WHOLE = 1000  # steps of the bar
Carry = Callable[[Report, Path], Sequence[Path]]
"""Writes something checked into the folder given (made if missing) and returns its files."""


class NoSuchFolder(BazarError):
    """The place to hand over to is no folder. Facts: folder."""


class StickGone(MachineError):
    """The folder or stick was there at the start and is not any more. Facts: folder."""


@dataclass(frozen=True, slots=True)
class Carried:
    """One part of what was handed over: papers, files, package or backup."""

    kind: str
    folder: Path
    files: tuple[Path, ...]
    size: int


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What stands where. Every file was read back."""

    to: Path
    carried: tuple[Carried, ...]


@logged("usb", lambda done: {"parts": len(done.carried)})
def hand_over(
    report: Report,
    *,
    read: DayToPrint,
    to: Path,
    choices: Choices = USUAL,
    package: Carry | None = None,
    backup: Carry | None = None,
) -> HandedOver:
    """Put papers, files, and where given package and backup of a day onto the folder or stick `to`.

    Each file is complete under its name or absent; those of an earlier hand-over of the same day are replaced. What
    was written before a fault stays. Raises NoSuchFolder, StickGone, TotalsDisagree, DiskFull, OutputFailed, and
    what `package` and `backup` raise.
    """
    device = _device(to)
    if device is None:
        raise NoSuchFolder(folder=str(to))
    carried = []
    steps = _steps(read, to, choices, package, backup)
    for number, (kind, step) in enumerate(steps):
        _require_stick(to, device)
        folder, files = step(_share(report, number, len(steps)))
        _require_stick(to, device)
        carried.append(Carried(kind, folder, tuple(files), _size(files, to)))
    report(WHOLE, WHOLE, _("Memeriksa isi flashdisk"))
    for item in carried:
        _size(item.files, to)
    return HandedOver(to, tuple(carried))


Step = Callable[[Report], tuple[Path, Sequence[Path]]]


def _steps(
    read: DayToPrint, to: Path, choices: Choices, package: Carry | None, backup: Carry | None
) -> list[tuple[str, Step]]:
    """What is to be carried, in order; each step gives its folder and the files in it."""
    papers = to / papers_folder(read)

    def print_papers(report: Report) -> tuple[Path, Sequence[Path]]:
        return papers, [made.path for made in write_papers(report, read=read, to=papers, choices=choices)]

    steps: list[tuple[str, Step]] = [(PAPERS, print_papers), (FILES, lambda report: _files(report, read, to))]
    if package is not None:
        steps.append((PACKAGE, lambda report: (to, package(report, to))))
    if backup is not None:
        steps.append((BACKUP, lambda report: (to / "cadangan", backup(report, to / "cadangan"))))
    return steps


def _share(report: Report, number: int, of: int) -> Report:
    """A report of part `number` that moves the one bar of the whole."""

    def told(done: int, total: int, what: str) -> None:
        share = min(done, total) / total if total else 0.0
        report(int(WHOLE * (number + share) / of), WHOLE, what)

    return told


def handed_over_words(done: HandedOver) -> str:
    """One line that says what is where."""
    parts = "; ".join(_part_words(item) for item in done.carried)
    return _("Sudah diserahkan dan diperiksa: {parts}.").format(parts=parts)


def _part_words(one: Carried) -> str:
    what = _(PARTS[one.kind])
    if not one.files:
        return _("{what}: tidak ada yang baru").format(what=what)
    words = _("{what} di {folder} ({count} berkas)")
    return words.format(what=what, folder=one.folder, count=len(one.files))


def papers_folder(read: DayToPrint) -> str:
    """Give the name of the folder of PDFs, beside that of the files."""
    return f"{folder_name(read.sheet)}_{_('kertas')}"


def _files(report: Report, read: DayToPrint, to: Path) -> tuple[Path, Sequence[Path]]:
    made = write_files(report, read=read, to=to)
    return made.folder, made.files


def _device(folder: Path) -> int | None:
    """The file system that `folder` lies on; None where it is no folder."""
    try:
        return folder.stat().st_dev if folder.is_dir() else None
    except OSError:
        return None


def _require_stick(to: Path, device: int) -> None:
    # A pulled stick may leave an empty folder of the same name on the laptop's own disk.
    if _device(to) != device:
        raise StickGone(folder=str(to))


def _size(files: Sequence[Path], to: Path) -> int:
    try:
        return sum(path.stat().st_size for path in files)
    except OSError as error:
        raise StickGone(folder=str(to)) from error
