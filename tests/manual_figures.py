"""Write the manual's page of figures from their definitions, in Indonesian and in English."""

from __future__ import annotations

from pathlib import Path

from bazar_desktop.language import RESOURCES, use_language
from bazar_desktop.phrases.figures_page import figures_page

MANUAL = RESOURCES / "manual"
PAGES: dict[str, Path] = {"id": MANUAL / "angka.md", "en": MANUAL / "en" / "angka.md"}


def page_in(language: str) -> str:
    """The page as it must stand in that language."""
    use_language(language)
    try:
        return figures_page()
    finally:
        use_language("id")


if __name__ == "__main__":
    for code, path in PAGES.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(page_in(code), encoding="utf-8")
