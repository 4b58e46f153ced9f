"""From a phone's photo to the small JPEG that is kept: upright, scaled, without EXIF."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

from PIL import Image, ImageOps

from bazar_desktop.services.papers.attachments import GREATEST, NotAPhoto

LONGEST_SIDE = 1400  # pixels: 300 dots an inch at the width that the laporan kegiatan gives a photo
LONGEST_OF_PAGE = 1800  # a signature on an A4 page stays legible
QUALITIES = (82, 70, 58, 45, 30)
LARGEST_FILE = 60 * 1024 * 1024  # bytes; a phone's photo has 3 to 15 MB


def small_photo(path: Path) -> bytes:
    """Give the photo at `path` in colour as a JPEG of at most GREATEST bytes, without place, time or phone.

    Raises NotAPhoto.
    """
    return _redrawn(path, "RGB", LONGEST_SIDE)


def grey_photo(path: Path) -> bytes:
    """Give the photo or scan of a signed page or of the ground as a grey JPEG of at most GREATEST bytes.

    Raises NotAPhoto.
    """
    return _redrawn(path, "L", LONGEST_OF_PAGE)


def _redrawn(path: Path, colours: str, side: int) -> bytes:
    """The photo drawn anew in these `colours` (Pillow's mode), so that no metadata can come along."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise NotAPhoto()
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as opened:
                upright = ImageOps.exif_transpose(opened).convert(colours)
    except (
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as why:
        raise NotAPhoto() from why
    while True:
        small = upright.copy()
        small.thumbnail((side, side))
        bare = Image.new(colours, small.size)
        bare.paste(small)
        for quality in QUALITIES:
            stream = io.BytesIO()
            bare.save(stream, "JPEG", quality=quality, optimize=True)
            if stream.tell() <= GREATEST:
                return stream.getvalue()
        side = side * 3 // 4
