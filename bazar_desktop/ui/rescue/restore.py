"""Choosing the backup that takes the store's place: each with what it knows and what would be lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from bazar_desktop.domain.backups import RestorePoint
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.settings.restoring import RestorePoints
from bazar_desktop.language import N_, _
from bazar_desktop.messages import sentence
from bazar_desktop.messages.values import system_words
from bazar_desktop.phrases.restoring import kind_words, lost_words, megabytes, tested_words
from bazar_desktop.store.files import MachineError
from bazar_desktop.ui.kit.banner import Banner
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.rows import RIGHT, Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.task import Task
from bazar_desktop.ui.kit.text import Label


class RestoreDialog(Panel):
    """Lists what can take the store's place and puts it there by `restore`; accepted once that is done.

    `read` gives the list; it takes a while and runs beside the dialog. `marked` is the file to mark first.
    """

    def __init__(
        self,
        read: Callable[[], RestorePoints],
        restore: Callable[[Path], object],
        parent: QWidget | None = None,
        *,
        marked: Path | None = None,
    ) -> None:
        super().__init__(
            _("Pulihkan dari cadangan"),
            _(
                "Cadangan yang dipilih menggantikan data di laptop ini. Data sekarang tidak dihapus: "
                "tersimpan di daftar ini "
                "sebagai cadangan, atau sebagai berkas yang disisihkan bila rusak, dan dapat dikembalikan."
            ),
            parent,
            width=900,
        )
        self.setObjectName("RestoreDialog")
        self._restore, self._marked = restore, marked
        self.banner = Banner()
        self.list = RowsView(
            RowsModel(_columns(), key=lambda point: point.path, parent=self), name=_("Cadangan")
        )
        self.list.setMinimumHeight(230)
        self.says = Label(_("Cadangan sedang dibaca dan diuji…"), "muted", wrap=True)
        self.says.setMinimumHeight(44)
        for part in (self.banner, self.list, self.says):
            self.body.addWidget(part)
        self.leave = button(_("Batal"), self.reject)
        self.confirm = button(_("Pulihkan yang dipilih"), self.submit, kind="danger", icon="history")
        self.confirm.setEnabled(False)
        self.buttons.addWidget(self.leave)
        self.buttons.addWidget(self.confirm)
        self.list.selectionModel().currentChanged.connect(lambda *_args: self._tell_marked())
        task = Task(lambda _report: read())
        task.finished.connect(self._show)
        task.failed.connect(self._refuse)
        task.start()

    def submit(self) -> None:
        """Put the marked file in the store's place."""
        point = self.list.current
        if point is None:
            return
        self.confirm.setEnabled(False)
        try:
            self._restore(point.path)
        except (BazarError, MachineError, OSError) as error:
            self._refuse(error)
            return
        self.accept()

    def _refuse(self, error: BaseException) -> None:
        words = sentence(error) if isinstance(error, BazarError | MachineError) else system_words(error)
        self.banner.tell("error", words)
        self.confirm.setEnabled(self.list.current is not None)

    def _show(self, points: RestorePoints) -> None:
        rows = list(points.backups)
        if points.present is not None and not points.present.is_tested:
            rows.insert(0, points.present)
        self.list.set_rows(rows)
        self.list.fit_columns()
        best = next((point for point in rows if point.is_tested and not point.is_aside), None)
        wanted = self._marked or (best.path if best else None)
        if wanted is not None:
            self.list.pick(wanted)
        if not rows:
            self.says.setText(
                _(
                    "Belum ada cadangan di laptop ini. Salin cadangan dari tempat kedua ke folder cadangan, "
                    "lalu ulangi."
                )
            )
        self.list.setFocus()
        self._tell_marked()

    def _tell_marked(self) -> None:
        point = self.list.current
        self.confirm.setEnabled(point is not None and point.last_change is not None)
        if point is not None:
            self.says.setText(lost_words(point))


def _columns() -> tuple[Column[RestorePoint], ...]:
    column = Column[RestorePoint]

    def moment(at: object) -> str:
        return f"{at:%d/%m/%Y %H.%M}" if isinstance(at, datetime) else "–"

    return (
        column(N_("Dibuat"), lambda point: point.made_at, moment, stretch=2, width=135, bold=True),
        column(N_("Jenis"), kind_words, width=100),
        column(N_("Perubahan terakhir"), lambda point: point.last_change, moment, stretch=2, width=135),
        column(N_("Hari tertutup"), lambda point: point.sealed, align=RIGHT, drop=1),
        column(N_("Lebih baru sekarang"), _newer, align=RIGHT),
        column(N_("Ukuran"), lambda point: point.size, megabytes, align=RIGHT),
        column(N_("Uji"), tested_words, width=100),
    )


def _newer(point: RestorePoint) -> str:
    return "–" if point.newer_changes is None else f"{point.newer_changes}"
