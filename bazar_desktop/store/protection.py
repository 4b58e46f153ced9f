"""Bytes that only this user of this machine can read, where the operating system keeps a key for that: Windows' DPAPI.

Elsewhere they stay as they are, in a file that its owner alone may read.
"""

from __future__ import annotations

import ctypes
import sys

MARK = b"DPAPI\x00"
_NO_QUESTION = 0x1  # CRYPTPROTECT_UI_FORBIDDEN


class _Blob(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint32), ("data", ctypes.c_void_p))


def protect(content: bytes) -> bytes:
    """Give `content` in the form that is kept on the disk. Raises OSError."""
    return MARK + _called("CryptProtectData", content) if sys.platform == "win32" else content


def unprotect(kept: bytes) -> bytes:
    """Give what `protect` was given; bytes that were never protected as they are.

    Raises OSError where another user or another machine protected them.
    """
    if not is_protected(kept):
        return kept
    if sys.platform != "win32":
        raise OSError("protected by Windows")
    return _called("CryptUnprotectData", kept.removeprefix(MARK))


def is_protected(kept: bytes) -> bool:
    """Whether the operating system's key is needed to read `kept`."""
    return kept.startswith(MARK)


def _called(function: str, content: bytes) -> bytes:
    if sys.platform != "win32":
        raise OSError(function)
    space = ctypes.create_string_buffer(content, len(content))
    given, answered = _Blob(len(content), ctypes.cast(space, ctypes.c_void_p)), _Blob()
    call = getattr(ctypes.WinDLL("crypt32", use_last_error=True), function)
    if not call(ctypes.byref(given), None, None, None, None, _NO_QUESTION, ctypes.byref(answered)):
        raise ctypes.WinError(ctypes.get_last_error())
    free = ctypes.WinDLL("kernel32").LocalFree
    free.argtypes = [ctypes.c_void_p]
    try:
        return ctypes.string_at(answered.data or 0, answered.size)
    finally:
        free(answered.data)
