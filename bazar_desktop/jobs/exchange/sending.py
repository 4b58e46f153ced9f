"""A package on any road: its file found again, and copied to wherever a stick, a share or a mail program takes it."""

from __future__ import annotations

from pathlib import Path

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.exchange.packages import ParcelFacts
from bazar_desktop.store.files import OutputFailed
from bazar_desktop.store.outputs import write_beside
from bazar_desktop.work_log import logged


class PackageFileGone(BazarError):
    """The package is not where it was written: the stick is elsewhere, or somebody moved it. Facts: file, folder."""


def parcel_file(parcel: ParcelFacts) -> Path:
    """Give the file of a package that was made here. Raises PackageFileGone."""
    file = Path(parcel.folder) / parcel.file_name
    if not file.is_file():
        raise PackageFileGone(file=parcel.file_name, folder=parcel.folder)
    return file


@logged("sending")
def copy_parcel(parcel: ParcelFacts, to: Path) -> Path:
    """Copy a package into the folder `to` and read it back; what is there already stays. Returns where.

    Raises PackageFileGone, DiskFull, OutputFailed.
    """
    data = parcel_file(parcel).read_bytes()
    file = write_beside(to / parcel.file_name, data)
    if file.read_bytes() != data:
        raise OutputFailed(file=file.name, folder=str(to), reason="read back differs")
    return file
