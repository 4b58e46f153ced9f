"""From a phone's photo to the small JPEG that is kept: upright, scaled, without EXIF."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

from PIL import Image, ImageOps

from bazar_desktop.services.papers.attachments import GREATEST, NotAPhoto

LONGEST_SIDE = 1400  # pixels: 300 dots an inch at the width that the laporan kegiatan gives a photo
QUALITIES = (82, 70, 58, 45, 30)
LARGEST_FILE = 60 * 1024 * 1024  # bytes; a phone's photo has 3 to 15 MB


def small_photo(path: Path) -> bytes:
    """Give the photo at `path` as a JPEG of at most GREATEST bytes that tells nothing of place, time or phone.

    It is drawn anew, so no metadata can come along. Raises NotAPhoto.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise NotAPhoto()
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as opened:
                upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as why:
        raise NotAPhoto() from why
    side = LONGEST_SIDE
    while True:
        small = upright.copy()
        small.thumbnail((side, side))
        bare = Image.new("RGB", small.size)
        bare.paste(small)
        for quality in QUALITIES:
            stream = io.BytesIO()
            bare.save(stream, "JPEG", quality=quality, optimize=True)
            if stream.tell() <= GREATEST:
                return stream.getvalue()
        side = side * 3 // 4
