"""After signing: each printed page with its rows; only what differs from the paper is marked, and its photo kept."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from bazar_desktop.domain.day.model import ABSENT, EXCUSED
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.papers.photos import grey_photo
from bazar_desktop.language import N_, _
from bazar_desktop.messages import sentence
from bazar_desktop.services.attendance.roll_call import roll_call
from bazar_desktop.services.papers.attachments import attach_page, list_pages, signed_pages
from bazar_desktop.ui import theme
from bazar_desktop.ui.attendance.gate import Gate
from bazar_desktop.ui.attendance.lines import Line, lines_of, state_ink, state_words
from bazar_desktop.ui.kit.banner import Banner
from bazar_desktop.ui.kit.buttons import button, make_key
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.photo_chooser import PhotoChooser
from bazar_desktop.ui.kit.rows import Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.page import Page

COLUMNS: tuple[Column[Line], ...] = (
    Column(N_("Booth"), lambda line: line.booth, bold=True),
    Column(N_("Usaha"), lambda line: line.business, stretch=3, tip=lambda line: line.business),
    Column(N_("Pemilik"), lambda line: line.name, stretch=2, drop=1, tip=lambda line: line.name),
    Column(N_("Kehadiran"), lambda line: line, show=state_words, ink=state_ink, width=110),
)


class SignedPagesDialog(Panel):
    """H hadir, I izin, A alpa for the row that differs; P attaches the photo, PageDown is the next page."""

    def __init__(self, page: Page, gate: Gate, photos: PhotoChooser) -> None:
        super().__init__(
            _("Halaman bertanda tangan"),
            _(
                "Tandai hanya yang berbeda dari kertas: H hadir · I izin · A alpa · Ctrl+Z urungkan, Ctrl+Y ulangi. "
                "P lampirkan foto · PageDown halaman berikutnya"
            ),
            page,
            width=860,
        )
        self._page, self._gate, self._photos = page, gate, photos
        self.banner = Banner()
        self.pages = QComboBox()
        self.pages.setAccessibleName(_("Kode halaman"))
        self.state = Label("", "muted", wrap=True)
        self.list = RowsView(RowsModel(COLUMNS, key=lambda line: line.key), name=_("Peserta di halaman ini"))
        self.list.setMinimumHeight(6 * theme.ROW_HEIGHT)
        for part in (self.banner, self.pages, self.state):
            self.body.addWidget(part)
        self.body.addWidget(self.list, 1)
        self.buttons.addWidget(button(_("Selesai"), self.accept))
        self.attach_button = button(_("Lampirkan foto (P)"), self.attach, kind="primary", icon="camera")
        self.buttons.addWidget(self.attach_button)
        for words, act, keys in (
            (_("Hadir"), self.came, "H"),
            (_("Izin"), lambda: self.mark(EXCUSED), "I"),
            (_("Alpa"), lambda: self.mark(ABSENT), "A"),
            (_("Lampirkan foto"), self.attach, "P"),
            (_("Halaman berikutnya"), self.next_page, "PgDown"),
            (_("Urungkan"), page.undo_history.undo_last, "Ctrl+Z"),
            (_("Ulangi"), page.undo_history.redo_last, "Ctrl+Y"),
        ):
            make_key(words, act, keys, self)
        self._keys = page.desk.read(list_pages, bazaar_id=gate.bazaar_id, day=gate.day)
        self.pages.addItems(list(self._keys))
        self.pages.currentIndexChanged.connect(lambda _index: self.read())
        self.read()
        self.list.setFocus()

    def read(self) -> None:
        """Read the rows of the page anew."""
        code = self.pages.currentText()
        self.attach_button.setEnabled(bool(code))
        if not code:
            self.state.setText(_("Daftar hadir hari bazar ini belum dicetak di laptop ini."))
            return
        lines = lines_of(self._page.desk.read(roll_call, bazaar_id=self._gate.bazaar_id, day=self._gate.day))
        self.list.set_rows([lines[key] for key in self._keys[code] if key in lines])
        have = {
            page.page_code: page
            for page in self._page.desk.read(signed_pages, bazaar_id=self._gate.bazaar_id, day=self._gate.day)
        }
        words = _("Foto terlampir, {kilobytes} KB.") if code in have else _("Foto belum dilampirkan.")
        size = have[code].size // 1024 if code in have else 0
        self.state.setText(words.format(kilobytes=size))

    def came(self) -> None:
        """The row at hand signed after all."""
        line = self.list.current
        if line is not None and self._gate.arrive(line) is not None:
            self.banner.hide()
            self.read()

    def mark(self, status: str) -> None:
        """The row at hand did not sign."""
        line = self.list.current
        if line is not None and self._gate.mark(line, status) is not None:
            self.banner.hide()
            self.read()

    def attach(self) -> None:
        """Choose the photo of this page and keep it."""
        code = self.pages.currentText()
        path = self._photos.photo(self, _("Foto halaman {code}").format(code=code)) if code else None
        if path is None or not self._page.day_is_kept():
            return
        try:
            photo = grey_photo(path)
        except BazarError as error:
            self.refuse(sentence(error))
            return
        done = self._page.perform(
            attach_page,
            bazaar_id=self._gate.bazaar_id,
            day=self._gate.day,
            page_code=code,
            photo=photo,
        )
        if done is not None:
            self._gate.remember(done, _("foto {code}").format(code=code))
            self.read()
            self.banner.tell("success", _("{code} dilampirkan.").format(code=code))

    def next_page(self) -> None:
        """Show the next page; after the last the first again."""
        if self.pages.count():
            self.pages.setCurrentIndex((self.pages.currentIndex() + 1) % self.pages.count())

    def refuse(self, words: str) -> None:
        """Say why not."""
        self.banner.tell("error", words)
