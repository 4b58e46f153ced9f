"""Whose the key file of a folder is: it and its copy among the backups guard one key, or one of them is another's."""

from __future__ import annotations

from pathlib import Path

from bazar_desktop.store.backup_places import FOLDER, is_of_another, mark_in
from bazar_desktop.store.files import MachineError
from bazar_desktop.store.keys import FILE_NAME


class KeysForeign(MachineError):
    """The key file here is another store's: its copy among the backups tells. Fact: `folder`."""


class KeysDisagree(MachineError):
    """The key file here and its copy among the backups guard different keys. Fact: `folder`."""


def keys_disagree(folder: Path) -> bool:
    """Whether the key file in `folder` and its copy among the backups guard different keys."""
    mark = mark_in(folder / FILE_NAME)
    return bool(mark) and is_of_another(folder / FOLDER / FILE_NAME, mark)


def require_own_keys(folder: Path, error: BaseException) -> None:
    """Say of data that do not open that their key file is another store's, where its copy among the backups differs.

    Raises KeysForeign.
    """
    if keys_disagree(folder):
        raise KeysForeign(folder=str(folder)) from error


def require_one_key(folder: Path) -> None:
    """Refuse where the key file in `folder` and its copy among the backups disagree. Raises KeysDisagree."""
    if keys_disagree(folder):
        raise KeysDisagree(folder=str(folder))
