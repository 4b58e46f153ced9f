"""The manual's page of figures says what the definitions say, and F1 leads to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bazar_desktop.domain.figures.definitions import FIGURES
from bazar_desktop.language import use_language
from bazar_desktop.phrases.figures_page import UNITS
from bazar_desktop.ui.kit.manual import MANUAL, ManualWindow
from tests.manual_figures import PAGES, page_in


@pytest.mark.parametrize("language", list(PAGES))
def test_the_page_is_what_the_definitions_say(language: str) -> None:
    assert PAGES[language].read_text("utf-8") == page_in(language), "run: python -m tests.manual_figures"


def test_every_figure_has_its_row_with_its_population() -> None:
    text = PAGES["id"].read_text("utf-8")
    for figure in FIGURES:
        (row,) = [line for line in text.splitlines() if line.startswith(f"| **{figure.name}** |")]
        assert figure.definition in row
        assert figure.population in row
        assert UNITS[figure.unit] in row
        assert figure.rounding in row


@pytest.mark.parametrize("page", ["omzet", "laporan-cetak", "kantor"])
def test_pages_that_show_figures_lead_to_it(page: str) -> None:
    assert "(angka.md)" in Path(MANUAL / f"{page}.md").read_text("utf-8")


def test_the_page_opens_in_the_language_in_use(qtbot: QtBot) -> None:
    manual = ManualWindow()
    qtbot.addWidget(manual)
    manual.show_page("angka")
    assert "Rata-rata per usaha" in manual.text.toPlainText()
    use_language("en")
    try:
        manual.show_page("angka")
        assert "Average per business" in manual.text.toPlainText()
        manual.show_page("omzet")  # not translated: the Indonesian one
        assert "satu baris satu peserta" in manual.text.toPlainText().casefold()
    finally:
        use_language("id")
