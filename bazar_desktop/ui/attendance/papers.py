"""Papers that the gate needs at once: one new card, and what a substitution changed."""

from __future__ import annotations

from pathlib import Path

from bazar_desktop.jobs.papers.day_papers import DayToPrint, read_day, write_card, write_changed
from bazar_desktop.language import _
from bazar_desktop.printing.toolkit.document import file_name
from bazar_desktop.services.papers.printed import CARDS, CHANGES
from bazar_desktop.ui.attendance.gate import Gate
from bazar_desktop.ui.attendance.lines import Line
from bazar_desktop.ui.kit.save_dialog import documents
from bazar_desktop.ui.page import Page
from bazar_desktop.ui.papers.places import Places


class GatePapers:
    """Asks where the PDF goes, writes it beside the window and shows the folder."""

    def __init__(self, page: Page, gate: Gate, places: Places) -> None:
        self._page, self._gate, self._places = page, gate, places
        self.folder = documents()

    def reissue(self, line: Line) -> str | None:
        """A new card for the lost one of `line`: its code, None where it was not made."""
        before = self._read()
        if before is None:
            return None
        named = file_name(before.sheet, f"{CARDS}-{line.booth or line.participation_id[:8]}")
        path = self._places.pdf(self._page, _("Simpan kartu baru"), self.folder / named.replace(", ", "-"))
        if path is None:
            return None
        code = self._gate.reissue(line)
        read = self._read()
        if code is not None and read is not None:
            self._page.run_of_day(
                _("Membuat kartu"),
                write_card,
                self._written,
                read=read,
                participation_id=line.participation_id,
                path=path,
            )
        return code

    def save_changed(self) -> None:
        """What the substitutions of the day changed, in one PDF."""
        before = self._read()
        if before is None:
            return
        start = self.folder / file_name(before.sheet, CHANGES)
        path = self._places.pdf(self._page, _("Simpan kertas yang berubah"), start)
        if path is None or not self._page.day_is_kept():
            return
        read = self._read()  # as it stands after the question
        if read is not None:
            words = _("Membuat kertas yang berubah")
            self._page.run_of_day(words, write_changed, self._written, read=read, path=path)

    def _read(self) -> DayToPrint | None:
        desk, officer = self._page.desk, self._page.desk.officer
        return self._page.ask(
            read_day,
            bazaar_id=self._gate.bazaar_id,
            day=self._gate.day,
            officer=officer.name if officer else "",
            at=desk.clock(),
        )

    def _written(self, path: Path) -> None:
        self.folder = path.parent
        words = _("{file} ada di {folder}.").format(file=path.name, folder=path.parent)
        self._page.banner.tell(
            "success",
            words,
            action=_("Buka folder"),
            icon="folder-open",
            act=lambda: self._places.show(self.folder),
        )
