"""Are they always the same people? The year's stands by kecamatan or kota, as a dialog."""

from __future__ import annotations

from collections.abc import Callable

from bazar_desktop.domain.figures.definitions import BY_KEY
from bazar_desktop.domain.money import format_number
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.turns import concentration_words, gini_words, percent_words
from bazar_desktop.services.reports.concentration import (
    KECAMATAN,
    KOTA,
    ConcentrationReport,
    PlaceConcentration,
)
from bazar_desktop.ui.kit.buttons import Segmented, button
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.rows import RIGHT, Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.page import Page

Read = Callable[[str], ConcentrationReport]


class SpreadPanel(Panel):
    """`read(by)` gives the figures of the year by KECAMATAN or KOTA."""

    def __init__(self, year: int, read: Read, parent: Page) -> None:
        super().__init__(
            _("Selalu orang yang sama?"),
            _("Kali ikut tahun {year}: satu orang di satu bazar dihitung sekali, berapa pun harinya.").format(
                year=year
            ),
            parent,
            width=780,
        )
        self.setObjectName("SpreadPanel")
        self._read = read
        self.whole = Label("", wrap=True)
        self.by = Segmented(((KECAMATAN, _("Kecamatan")), (KOTA, _("Kota"))), name=_("Menurut"))
        self.view = RowsView(RowsModel(_columns(), key=lambda row: row.place), name=_("Menurut tempat"))
        self.view.setMinimumHeight(300)
        for part in (self.whole, self.by, self.view):
            self.body.addWidget(part, 1 if part is self.view else 0)
        self.buttons.addWidget(button(_("Tutup"), self.accept, kind="primary"))
        self.by.chosen.connect(lambda _value: self.show_places())
        self.show_places()
        self.view.setFocus()

    def show_places(self) -> None:
        """Read the figures for what is chosen."""
        report = self._read(str(self.by.value))
        self.whole.setText(" ".join(concentration_words(report.whole)))
        self.view.set_rows(report.places)


def _columns() -> tuple[Column[PlaceConcentration], ...]:
    one_of = Column[PlaceConcentration]
    return (
        one_of(N_("Tempat"), lambda row: row.place or _("(tidak diisi)"), stretch=1, width=150, bold=True),
        one_of(BY_KEY["times"].name, lambda row: row.figures.stands, format_number, align=RIGHT),
        one_of(BY_KEY["people"].name, lambda row: row.figures.people, format_number, align=RIGHT),
        one_of(
            BY_KEY["newcomers"].name, lambda row: row.figures.newcomers, format_number, align=RIGHT, drop=1
        ),
        one_of(BY_KEY["top_share"].name, lambda row: row.figures.top_share, percent_words, align=RIGHT),
        one_of(BY_KEY["gini"].name, lambda row: row.figures.gini, gini_words, align=RIGHT),
    )
