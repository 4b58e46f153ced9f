"""Serahkan: everything of a day onto one stick, and proof that it is there."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.account import Account, account_of, tell_account
from bazar_desktop.jobs.papers.day_files import write_files
from bazar_desktop.jobs.papers.day_papers import DayToPrint, write_papers
from bazar_desktop.language import N_, _
from bazar_desktop.printing.bundle import USUAL, Choices
from bazar_desktop.spreadsheets.writing.day_files import folder_name
from bazar_desktop.store.backup import SHARES, Report
from bazar_desktop.store.files import MachineError, OutputFailed
from bazar_desktop.work_log import logged

PAPERS, FILES, PACKAGE, BACKUP = "papers", "files", "package", "backup"
PARTS = {
    PAPERS: N_("kertas"),
    FILES: N_("CSV dan Excel"),
    PACKAGE: N_("paket"),
    BACKUP: N_("cadangan"),
}
Carry = Callable[[Report, Path], Sequence[Path]]
"""Writes something checked into the folder given (made if missing) and returns its files."""


class NoSuchFolder(BazarError):
    """The place to hand over to is no folder. Facts: folder."""


class StickGone(MachineError):
    """The folder or stick was there at the start and is not any more. Facts: folder."""


@dataclass(frozen=True, slots=True)
class Stick:
    """A folder that was chosen, and the mount point of the disk that it lay on."""

    folder: Path
    mount: Path

    @classmethod
    def at(cls, folder: Path) -> Stick | None:
        """See how `folder` lies now; None where it is no folder."""
        return cls(folder, _mount(folder)) if _device(folder) is not None else None

    def require(self) -> None:
        """Raise StickGone where the folder is gone, or an empty one of its name lies on the laptop's own disk."""
        if _device(self.folder) is None or _mount(self.folder) != self.mount:
            raise StickGone(folder=str(self.folder))


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
    stick: Stick | None = None,
) -> HandedOver:
    """Put papers, files, and where given package and backup of a day onto the folder or stick `to`.

    Each file is complete under its name or absent; those of an earlier hand-over of the same day are replaced. What
    was written before a fault stays, and its account tells what that is. `stick` is how `to` lay when it was chosen:
    tried again, the same must be there. Raises NoSuchFolder, StickGone, TotalsDisagree, DiskFull, OutputFailed, and
    what `package` and `backup` raise.
    """
    stick = stick or Stick.at(to)
    if stick is None:
        raise NoSuchFolder(folder=str(to))
    stick.require()
    device = _device(to)
    carried: list[Carried] = []
    steps = _steps(read, to, choices, package, backup)
    try:
        for number, (kind, step) in enumerate(steps):
            _require_device(to, device)
            folder, files = step(_share(report, number, len(steps)))
            _require_device(to, device)
            carried.append(Carried(kind, folder, tuple(files), _size(files, to)))
        report(SHARES, SHARES, _("Memeriksa isi flashdisk"))
        for item in carried:
            _size(item.files, to)
    except BaseException as error:
        whole = _account([kind for kind, _step in steps], len(carried), account_of(error))
        if isinstance(error, OutputFailed) and _device(to) != device:
            gone = StickGone(folder=str(to))
            tell_account(gone, whole)
            raise gone from error
        tell_account(error, whole)
        raise
    return HandedOver(to, tuple(carried))


def _account(kinds: Sequence[str], done: int, within: Account | None) -> Account:
    """What stands and what does not: whole parts, and the papers one by one where it ended among them."""
    parts = Account.cut([_(PARTS[kind]) for kind in kinds], done)
    if within is None:
        return parts
    return Account((*parts.done, *within.done), (*within.left, *parts.left[1:]))


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
        steps.append((BACKUP, lambda report: _backup(report, to, backup)))
    return steps


def _share(report: Report, number: int, of: int) -> Report:
    """A report of part `number` that moves the one bar of the whole; what the part counts stands in words."""

    def told(done: int, total: int, what: str) -> None:
        share = min(done, total) / total if total else 0.0
        if 1 < total < SHARES:
            what = _("{what} ({done} dari {total})").format(what=what, done=done, total=total)
        report(int(SHARES * (number + share) / of), SHARES, what)

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


def _backup(report: Report, to: Path, backup: Carry) -> tuple[Path, Sequence[Path]]:
    files = backup(report, to)
    return files[0].parent if files else to, files


def _mount(folder: Path) -> Path:
    """The mount point of the disk that `folder` lies on."""
    place = folder.resolve()
    while not os.path.ismount(place) and place != place.parent:
        place = place.parent
    return place


def _require_device(to: Path, device: int | None) -> None:
    # A pulled stick may leave an empty folder of the same name on the laptop's own disk.
    if _device(to) != device:
        raise StickGone(folder=str(to))


def _size(files: Sequence[Path], to: Path) -> int:
    try:
        return sum(path.stat().st_size for path in files)
    except OSError as error:
        raise StickGone(folder=str(to)) from error
