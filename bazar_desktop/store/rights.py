"""What may be written, asked by trying where the system's short answer is none.

On Windows the rights of a file stand in lists that `os.access` does not read, a stick's write protection is none of
them, and `tempfile` takes either for a name in use: it tries two thousand million names in a folder that it may not
write. So a folder is asked by making a file in it, and what lies beside an officer's file is made here.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
_PASSING = getattr(os, "O_TEMPORARY", 0)  # Windows takes it away with its last handle


def may_be_written(place: Path) -> bool:
    """Whether the file or the folder at `place` may be written, by its rights and its disk."""
    return _takes_files(place) if os.name == "nt" and place.is_dir() else not _is_forbidden(place)


def new_beside(file: Path) -> tuple[int, Path]:
    """Open a new file of a passing name in the folder of `file`, for its owner alone. Raises OSError."""
    made = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    return os.open(made, NEW, 0o600), made


@contextmanager
def folder_beside(file: Path) -> Iterator[Path]:
    """A new folder beside `file`, for its owner alone, that goes again with all in it. Raises OSError."""
    folder = file.with_name(f".lihat-{secrets.token_hex(4)}")
    folder.mkdir(0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _takes_files(folder: Path) -> bool:
    """Whether a file can be made in `folder`; a disk without room for one takes files all the same."""
    made = folder / f".{secrets.token_hex(4)}"
    try:
        os.close(os.open(made, NEW | _PASSING, 0o600))
    except PermissionError:
        return False
    except OSError:
        return True
    return True


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _WRITE, _DELETE = 0x40000000, 0x00010000
    _FORBIDDEN, _HELD = (5, 19), (32, 33)  # by rights or write protection; by who has it open
    _EVERYBODY, _EXISTING, _READ_ONLY = 0x7, 3, 0x1
    _NONE = ctypes.c_void_p(-1).value

    def _refusal(file: Path, access: int) -> int:
        """Ask Windows to open `file` for `access` beside all who have it open; its number of an error, 0 for none."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateFileW.restype = ctypes.c_void_p
        kernel.CreateFileW.argtypes = (
            wintypes.LPCWSTR,
            wintypes.DWORD,
            wintypes.DWORD,
            wintypes.LPVOID,
            wintypes.DWORD,
            wintypes.DWORD,
            wintypes.HANDLE,
        )
        kernel.CloseHandle.argtypes = (ctypes.c_void_p,)
        handle = kernel.CreateFileW(str(file), access, _EVERYBODY, None, _EXISTING, 0, None)
        if handle == _NONE:
            return ctypes.get_last_error()
        kernel.CloseHandle(handle)
        return 0

    def _is_forbidden(file: Path) -> bool:
        return _refusal(file, _WRITE) in _FORBIDDEN

    def is_held(file: Path) -> bool:
        """Whether somebody has `file` open in a way that lets nobody replace it."""
        return _refusal(file, _DELETE) in _HELD

    def may_be_replaced(file: Path) -> bool:
        """Whether rights, disk and the mark read-only let the existing `file` be replaced, once nobody has it open."""
        return _refusal(file, _DELETE) not in _FORBIDDEN and not file.stat().st_file_attributes & _READ_ONLY

else:

    def _is_forbidden(file: Path) -> bool:
        return not os.access(file, os.W_OK)

    def is_held(file: Path) -> bool:
        """Whether somebody keeps `file` from being replaced: here nobody can."""
        return False

    def may_be_replaced(file: Path) -> bool:
        """Whether the rights of `file` itself let it be replaced: here those of its folder are asked instead."""
        return True
