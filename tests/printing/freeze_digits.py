"""Makes the fonts for PDFs: copies of Plus Jakarta Sans whose digits are the tabular ones.

ReportLab applies no font features, so `tnum` is written into the character map; nor kerning, so the space is made a
little wider to hold words apart at small sizes. Run at development time: `python -m tests.printing.freeze_digits`.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
WEIGHTS = ("Regular", "SemiBold", "Bold")
FAMILY = "Plus Jakarta Sans Tabular"
SPACE = 220  # of 1000; the original has 170 to 178


def tabular_glyphs(font: TTFont) -> dict[str, str]:
    """Which glyph `tnum` puts in the place of which."""
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    }
    mapping: dict[str, str] = {}
    for index in sorted(lookups):
        for subtable in table.LookupList.Lookup[index].SubTable:
            mapping.update(subtable.mapping)
    return mapping


def freeze(source: Path, target: Path, weight: str) -> None:
    """Write a copy of `source` with tabular digits under its own name to `target`."""
    font = TTFont(source, recalcTimestamp=False)
    tabular = tabular_glyphs(font)
    for table in font["cmap"].tables:
        for code, glyph in table.cmap.items():
            table.cmap[code] = tabular.get(glyph, glyph)
    for blank in ("space", "uni00A0"):
        if blank in font["hmtx"].metrics:
            font["hmtx"][blank] = (SPACE, 0)
    for table_tag in ("GSUB", "GPOS", "GDEF"):
        if table_tag in font:
            del font[table_tag]
    names = {
        1: FAMILY,
        2: weight,
        3: f"{FAMILY} {weight}",
        4: f"{FAMILY} {weight}",
        6: f"PlusJakartaSansTabular-{weight}",
    }
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    font.save(target)


if __name__ == "__main__":
    for each in WEIGHTS:
        freeze(FONTS / f"PlusJakartaSans-{each}.ttf", FONTS / f"PlusJakartaSansTabular-{each}.ttf", each)
