"""Photos that travel beside the changes: small JPEGs, each named by the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.sync import zipped
from bazar_desktop.sync.answers import PackageDamaged

GREATEST = 300 * 1024  # bytes a photo
MOST = 200  # photos a package
_JPEG = b"\xff\xd8\xff"


class FilesTooBig(BazarError):
    """More than MOST photos, one above GREATEST bytes, or one that is no JPEG."""


def pack_files(files: Sequence[bytes]) -> bytes:
    """Pack the ZIP of `files` under their hashes. Raises FilesTooBig."""
    if len(files) > MOST or not all(_fits(file) for file in files):
        raise FilesTooBig(most=MOST, kilobytes=GREATEST // 1024)
    return zipped.join(dict(sorted((_name(file), file) for file in files)))


def read_files(data: bytes) -> dict[str, bytes]:
    """Read the photos of `data` by SHA-256. Raises PackageDamaged, TooBig."""
    parts = zipped.split(data, lambda name: GREATEST if len(name) == 68 else None)
    if len(parts) > MOST or not all(_fits(file) and name == _name(file) for name, file in parts.items()):
        raise PackageDamaged(what="files")
    return {name.removesuffix(".jpg"): file for name, file in parts.items()}


def _fits(file: bytes) -> bool:
    return len(file) <= GREATEST and file.startswith(_JPEG)


def _name(file: bytes) -> str:
    return f"{hashlib.sha256(file).hexdigest()}.jpg"
