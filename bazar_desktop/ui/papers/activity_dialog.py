"""What is told of the day in the laporan kegiatan: weather, visitors, obstacles, notes and up to six photos."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from bazar_desktop.domain.day.model import Activity
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.papers.photos import small_photo
from bazar_desktop.language import N_, _
from bazar_desktop.messages import sentence
from bazar_desktop.services.day.activity import (
    LONGEST_CAPTION,
    MOST_PHOTOS,
    MOST_VISITORS,
    PhotoInput,
    VisitorsOutOfRange,
)
from bazar_desktop.store.backup import Report
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.kit.task import Task
from bazar_desktop.ui.kit.text import Label

WEATHER = (N_("Cerah"), N_("Berawan"), N_("Gerimis"), N_("Hujan sebentar"), N_("Hujan lama"))
THUMB = (72, 54)  # px
ChoosePhotos = Callable[[QWidget, str], list[Path]]


class PhotoLine(QWidget):
    """One photo: small, its caption, and a key to take it out."""

    def __init__(self, photo: PhotoInput, drop: Callable[[PhotoLine], object], number: int) -> None:
        super().__init__()
        self.photo = photo
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE[1])
        thumb = QLabel()
        thumb.setFixedSize(*THUMB)
        image = QImage.fromData(photo.data) if photo.data is not None else QImage()
        if not image.isNull():
            kept = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            thumb.setPixmap(QPixmap.fromImage(image.scaled(*THUMB, kept, smooth)))
        thumb.setAccessibleName(_("Foto {number}").format(number=number))
        self.caption = QLineEdit(photo.caption)
        self.caption.setMaxLength(LONGEST_CAPTION)
        self.caption.setPlaceholderText(_("Keterangan foto"))
        self.caption.setAccessibleName(_("Keterangan foto {number}").format(number=number))
        out = _("Keluarkan foto {number}").format(number=number)
        row.addWidget(thumb)
        row.addWidget(self.caption, 1)
        row.addWidget(button("", lambda: drop(self), kind="quiet", icon="trash-2", tip=out))

    @property
    def value(self) -> PhotoInput:
        return PhotoInput(self.caption.text().strip(), self.photo.data, self.photo.sha256)


class PhotoList(QWidget):
    """The photos of the day. Large photos are made small beside the window."""

    def __init__(self, photos: list[PhotoInput], choose: ChoosePhotos) -> None:
        super().__init__()
        self._choose = choose
        self.working = 0
        self.lines: list[PhotoLine] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE[0])
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.SPACE[0])
        column.addLayout(self._lines)
        self.add_button = button(_("Tambah foto…"), self.ask, icon="image")
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        column.addLayout(foot)
        self.said = Label("", "muted", wrap=True)
        column.addWidget(self.said)
        for photo in photos:
            self._add(photo)
        self._tell()

    def value(self) -> list[PhotoInput]:
        """The photos in their order, with their captions."""
        return [line.value for line in self.lines]

    def ask(self) -> None:
        """Choose photos and make them small."""
        room = MOST_PHOTOS - len(self.lines) - self.working
        for path in self._choose(self, _("Pilih foto kegiatan"))[: max(0, room)]:
            task = Task(_shrink, path=path)
            self.working += 1
            task.finished.connect(lambda data: self._add(PhotoInput(data=data)))
            task.failed.connect(self._refuse)
            task.ended.connect(self._end)
            task.start()
        self._tell()

    def _end(self) -> None:
        self.working -= 1
        self.add_button.setEnabled(len(self.lines) + self.working < MOST_PHOTOS)
        if not self.working and self.said.text() == _("Mengecilkan foto…"):
            self._tell()

    def _refuse(self, error: BaseException) -> None:
        if not isinstance(error, BazarError):
            raise error
        self.said.setText(sentence(error))

    def _add(self, photo: PhotoInput) -> None:
        self.lines.append(PhotoLine(photo, self._drop, len(self.lines) + 1))
        self._lines.addWidget(self.lines[-1])

    def _drop(self, line: PhotoLine) -> None:
        self.lines.remove(line)
        self._lines.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.add_button.setFocus()
        self._tell()

    def _tell(self) -> None:
        count = len(self.lines)
        self.add_button.setEnabled(count + self.working < MOST_PHOTOS)
        hint = _("{count} dari {most} foto. Diperkecil dan data lokasi foto dihapus.")
        words = hint.format(count=count, most=MOST_PHOTOS)
        self.said.setText(_("Mengecilkan foto…") if self.working else words)


def activity_dialog(
    parent: QWidget, activity: Activity, choose: ChoosePhotos, save: Callable[[FormDialog], object]
) -> FormDialog:
    """The form of the laporan kegiatan; `save` is given it with the fields that `values_of` reads."""
    dialog = FormDialog(
        _("Laporan kegiatan"),
        save,
        explains=_("Yang ditulis di sini tercetak di laporan satu halaman, di bawah angka hari bazar ini."),
        refusals={"visitors_out_of_range": "visitors", "too_many_photos": "photos"},
        parent=parent,
    )
    dialog.setObjectName("ActivityDialog")
    weather = QComboBox()
    weather.setEditable(True)
    weather.addItems([_(item) for item in WEATHER])
    weather.setCurrentText(activity.weather)
    line = weather.lineEdit()
    if line is not None:
        line.setMaxLength(60)
        line.setPlaceholderText(_("Pilih atau ketik"))
    visitors = QLineEdit("" if activity.visitors is None else str(activity.visitors))
    visitors.setMaxLength(9)
    dialog.add_field("weather", _("Cuaca"), weather)
    dialog.add_field(
        "visitors", _("Pengunjung (taksiran)"), visitors, hint=_("Kosongkan bila tidak ditaksir.")
    )
    for name, words, text in (
        ("obstacles", _("Kendala"), activity.obstacles),
        ("notes", _("Catatan"), activity.notes),
    ):
        box = QPlainTextEdit(text)
        box.setTabChangesFocus(True)
        box.setFixedHeight(56)
        dialog.add_field(name, words, box)
    kept = [PhotoInput(photo.caption, photo.data, photo.sha256) for photo in activity.photos]
    dialog.add_field("photos", _("Foto"), PhotoList(kept, choose))
    return dialog


@dataclass(frozen=True, slots=True)
class ActivityInput:
    """What the form says of the day; `visitors` None: nobody guessed."""

    weather: str
    visitors: int | None
    obstacles: str
    notes: str
    photos: tuple[PhotoInput, ...]


def values_of(form: FormDialog) -> ActivityInput:
    """Read the form. Raises VisitorsOutOfRange."""
    typed = str(form.value("visitors")).replace(".", "").replace(" ", "")
    if typed and not typed.isdecimal():
        raise VisitorsOutOfRange(most=MOST_VISITORS)
    photos = form.fields["photos"]
    return ActivityInput(
        weather=str(form.value("weather")),
        visitors=int(typed) if typed else None,
        obstacles=str(form.value("obstacles")),
        notes=str(form.value("notes")),
        photos=tuple(photos.value()) if isinstance(photos, PhotoList) else (),
    )


def _shrink(report: Report, *, path: Path) -> bytes:
    return small_photo(path)
