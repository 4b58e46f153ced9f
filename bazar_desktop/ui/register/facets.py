"""What narrows the register: kecamatan, pengampu, category, kurasi, and when somebody last took part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from bazar_desktop.domain.money import format_number
from bazar_desktop.language import _
from bazar_desktop.services.register.facets import Facet, Facets
from bazar_desktop.services.register.search import EARLIER, NEVER, THIS_YEAR, VendorFilter
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.flow import FlowRow


class FacetBar(QWidget):
    """Five choices in one row, or two where there is little room.

    Signals:
        narrowed(): another value was chosen.
    """

    narrowed = Signal()

    def __init__(self) -> None:
        super().__init__()
        line = FlowRow(self, even=True, gap=theme.SPACE[1])
        self.kecamatan = self._box(_("Semua kecamatan"))
        self.agency = self._box(_("Semua pengampu"))
        self.category = self._box(_("Semua kategori"))
        self.curation = self._box(_("Semua kurasi"))
        self.took_part = self._box(_("Kapan pun ikut"))
        for box in self._boxes:
            line.addWidget(box)
        self._fill_times()

    @property
    def _boxes(self) -> tuple[QComboBox, ...]:
        return self.kecamatan, self.agency, self.category, self.curation, self.took_part

    def _box(self, everything: str) -> QComboBox:
        box = QComboBox()
        box.addItem(everything, "")
        box.setAccessibleName(everything)
        box.setMinimumContentsLength(14)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.activated.connect(lambda _at: self.narrowed.emit())
        return box

    def _fill_times(self) -> None:
        self.took_part.addItem(_("Belum pernah ikut"), NEVER)
        self.took_part.addItem(_("Setahun terakhir"), THIS_YEAR)
        self.took_part.addItem(_("Lebih lama"), EARLIER)

    def fill(self, facets: Facets, names: Mapping[str, str]) -> None:
        """Show what there is, with counts; what was chosen stays chosen. `names` of the categories."""
        _fill(self.kecamatan, facets.kecamatan)
        _fill(self.agency, facets.agencies)
        _fill(self.category, facets.categories, names)
        _fill(
            self.curation, (Facet("any", _("Lulus kurasi"), 0), *facets.curations) if facets.curations else ()
        )

    def filter(self, words: str, sort: str, today: date) -> VendorFilter:
        """The filter that the boxes and `words` make."""
        kecamatan, agency, category, curation, took_part = (str(box.currentData()) for box in self._boxes)
        return VendorFilter(words, kecamatan, agency, category, curation, took_part, today, sort)


def _fill(box: QComboBox, facets: tuple[Facet, ...], names: Mapping[str, str] | None = None) -> None:
    chosen = box.currentData()
    while box.count() > 1:
        box.removeItem(1)
    for facet in facets:
        name = (names or {}).get(facet.value, facet.name)[:28]
        box.addItem(f"{name} ({format_number(facet.count)})" if facet.count else name, facet.value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
