"""Masuk: drop a stick or folder, see the answer to every file, find the receipts beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from bazar_desktop.jobs.exchange.intake import Batch
from bazar_desktop.language import _
from bazar_desktop.phrases.register import met_twice_words
from bazar_desktop.services.exchange.met_twice import met_twice
from bazar_desktop.services.exchange.packages import list_intake
from bazar_desktop.ui.app_session import AppSession
from bazar_desktop.ui.exchange.answers import Answered, AnswersCard, batch_words, needs_look
from bazar_desktop.ui.exchange.folder_watch import FolderWatch
from bazar_desktop.ui.exchange.opened_file import is_wanted
from bazar_desktop.ui.exchange.reading import ask_folder, read_in
from bazar_desktop.ui.kit.buttons import Segmented, button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.text import IconMark, Label
from bazar_desktop.ui.page import Page

LAST, ALL = "last", "all"


class DropCard(Card):
    """Where files and folders are dropped.

    Signals:
        dropped(object): the paths, a list.
    """

    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__(tone="chosen")
        self.setAcceptDrops(True)
        row = QHBoxLayout()
        row.addWidget(IconMark("inbox", side=32))
        words = QVBoxLayout()
        words.addWidget(Label(_("Seret flashdisk, folder, atau berkas ke sini"), "heading", wrap=True))
        hint = _(
            "Paket dan jawaban laptop dibaca dalam urutan apa pun. Yang rusak tidak menghentikan yang lain."
        )
        words.addWidget(Label(hint, "muted", wrap=True))
        row.addLayout(words, 1)
        self.add(row)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)


class IntakePage(Page):
    """What came in, and how each file was answered."""

    manual = "kantor"

    def __init__(self, desk: AppSession) -> None:
        super().__init__(desk, _("Paket masuk"), _("Paket dari lokasi, tanda terima kembali ke flashdisk."))
        self.ask_folder = ask_folder
        self.is_wanted = is_wanted
        self.read = self.add_action(
            button(
                _("Baca paket dari flashdisk"), self.read_stick, kind="primary", icon="usb", shortcut="Ctrl+O"
            )
        )
        self.drop = DropCard()
        self.drop.dropped.connect(self.read_paths)
        self.views = Segmented([(LAST, _("Terakhir dibaca")), (ALL, _("Riwayat"))], name=_("Daftar"))
        self.views.chosen.connect(lambda _value: self._show())
        self.card = AnswersCard()
        self.watch = FolderWatch(self, lambda parent, words: self.ask_folder(parent, words))
        self.watch.came.connect(self._came)
        self.body.addWidget(self.drop)
        self.body.addWidget(self.watch)
        self.body.addWidget(self.views)
        self.body.addWidget(self.card, 1)
        self._batch: Batch | None = None
        self.focus_first = self.read

    def reload(self) -> None:
        self.watch.show_folder()
        if self._batch is None:
            self.views.choose(ALL)
        self._show()

    def _show(self) -> None:
        rows: list[Answered] = []
        if self.views.value == ALL:
            rows += self.desk.read(list_intake)
        elif self._batch is not None:
            rows += self._batch.files
        self.card.show_answers(rows)

    def read_stick(self) -> None:
        """Ask for the stick and read it."""
        folder = self.ask_folder(self, _("Pilih flashdisk atau folder"))
        if folder is not None:
            self.read_paths([folder])

    def take_file(self, file: Path) -> None:
        if self.is_wanted(self, file):
            self.read_paths([file])

    def read_paths(self, paths: Sequence[Path]) -> None:
        """Read everything in `paths`."""
        words = _("Membaca paket")
        self.run(words, read_in, self._done, store=self.desk.store, paths=list(paths), at=self.desk.clock())

    def _came(self, batch: Batch) -> None:
        """Something was read by itself: say it as what is read by hand, wherever the officer is."""
        self._done(batch)
        self.tell_saved()

    def _done(self, batch: Batch) -> None:
        self._batch = batch
        self.views.choose(LAST)
        self._show()
        words = batch_words(batch)
        if batch.receipts:
            words += " " + _("{n} tanda terima ditulis di samping paketnya.").format(n=len(batch.receipts))
        twice = self.desk.read(met_twice, most=0).count if batch.merged else 0
        words = " ".join(filter(None, [words, met_twice_words(twice)]))
        (self.warn if twice or needs_look(batch) else self.say)(words)
