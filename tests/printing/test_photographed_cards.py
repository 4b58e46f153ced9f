"""Cards as a phone sees them at the gate: turned, out of focus, dark and grainy."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import segno
import zxingcpp
from PIL import Image, ImageChops, ImageFilter

from bazar_desktop.printing.cards import QR_SIDE
from tests.printing.drawing import draw_cards
from tests.printing.reading import pictures
from tests.printing.sample_day import sample_sheet

DPI = 150
MODULE = 5  # pixels of the photo
GRAIN = 0.05 * 255
SMOOTHED, ENLARGED = (1.2, 1.5, 0.9, 1.8), (2, 3)
TILE = 640  # pixels of grain, of which each photo takes another part


@pytest.fixture(scope="module")
def grain() -> Image.Image:
    dice = random.Random(1)
    tile = Image.new("L", (TILE, TILE))
    tile.putdata([max(0, min(255, round(dice.gauss(128, GRAIN)))) for _pixel in range(TILE * TILE)])
    return tile


def cards_on(path: Path) -> Iterator[tuple[str, Image.Image]]:
    """Each code of the PDF with its card's part of the page, MODULE pixels a module."""
    for page in pictures(path, DPI):
        for code in zxingcpp.read_barcodes(page):
            corners = code.position
            x = (corners.top_left.x + corners.bottom_right.x) / 2
            y = (corners.top_left.y + corners.bottom_right.y) / 2
            side = QR_SIDE / 25.4 * DPI
            module = side / len(segno.make_qr(code.text, error="m").matrix)
            half = side / 2 + 6 * module
            part = page.convert("L").crop((int(x - half), int(y - half), int(x + half), int(y + half)))
            size = round(part.width * MODULE / module)
            yield code.text, part.resize((size, size), Image.Resampling.BICUBIC)


def photographed(card: Image.Image, grain: Image.Image, dice: random.Random) -> Image.Image:
    """Turned up to 30°, Gaussian radius 2 px, 40 % brightness, 5 % noise of the whole range."""
    photo = card.rotate(dice.uniform(-30, 30), Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    photo = photo.filter(ImageFilter.GaussianBlur(2)).point(lambda value: round(value * 0.4))
    left, top = dice.randrange(TILE - photo.width), dice.randrange(TILE - photo.height)
    noise = grain.crop((left, top, left + photo.width, top + photo.height))
    return ImageChops.add(photo, noise, 1, -128)


def read_by_phone(photo: Image.Image) -> list[str]:
    """What a phone reads: it smooths the grain, more or less, and enlarges before it looks; then it looks again."""
    for radius in SMOOTHED:
        smooth = photo.filter(ImageFilter.GaussianBlur(radius))
        for times in ENLARGED:
            larger = smooth.resize((photo.width * times, photo.height * times), Image.Resampling.BICUBIC)
            if barcodes := zxingcpp.read_barcodes(larger, formats=zxingcpp.BarcodeFormat.QRCode):
                return [code.text for code in barcodes]
    return []


def test_every_card_is_read_from_a_bad_photo(
    tmp_path: Path, grain: Image.Image, count: Callable[[int, int], int]
) -> None:
    sheet, path = sample_sheet(count(40, 300)), tmp_path / "kartu.pdf"
    draw_cards(sheet, path)
    dice = random.Random(2)
    wanted, read = [], []
    for code, card in cards_on(path):
        wanted.append(code)
        read += read_by_phone(photographed(card, grain, dice))
    assert sorted(wanted) == sorted(row.card for row in sheet.rows)
    assert [code for code in wanted if code not in read] == []
    assert read == wanted
