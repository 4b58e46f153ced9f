"""A photo or map of the ground below the plan: chosen, scaled by two points, taken away."""

from __future__ import annotations

from dataclasses import replace
from math import hypot

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPixmap

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.layout.model import Picture
from bazar_desktop.jobs.papers.photos import grey_photo
from bazar_desktop.language import _
from bazar_desktop.messages import sentence
from bazar_desktop.services.layout.templates import lay_picture
from bazar_desktop.ui.kit.photo_chooser import PhotoChooser
from bazar_desktop.ui.layout.context import LayoutContext
from bazar_desktop.ui.layout.edit_dialogs import scale_dialog
from bazar_desktop.ui.layout.plan_actions import SavePlan


class BackdropActions:
    """What is done with the ground's picture; `save` keeps the plan that knows where it lies."""

    def __init__(self, page: LayoutContext, photos: PhotoChooser, save: SavePlan) -> None:
        self._page, self._photos, self._save = page, photos, save

    def ask(self) -> None:
        """Ask for a picture and lay it below the whole plan; its scale comes from two points."""
        board = self._page.board
        path = self._photos.photo(self._page.window(), _("Pilih foto atau peta lokasi"))
        if board is None or path is None:
            return
        try:
            photo = grey_photo(path)
        except BazarError as error:
            self._page.refuse(sentence(error))
            return
        size = QPixmap()
        size.loadFromData(photo)
        plan = board.layout.plan
        done = self._page.perform(
            lay_picture,
            layout_id=board.layout.id,
            photo=photo,
            width=plan.width,
            depth=round(plan.width * size.height() / max(1, size.width()), 2),
        )
        if done is not None:
            self._page.keep(done)
            self._page.say(_("Gambar ada di bawah denah. Sekarang beri skalanya dari dua titik."), undo=done)

    def measure(self) -> None:
        """Take two points of the picture, ask how far apart they are, and scale the picture to that."""
        board = self._page.board
        if board is None or board.layout.plan.picture is None:
            self._page.warn(_("Belum ada gambar latar. Pilih dahulu dari menu Denah."))
            return
        self._page.warn(_("Klik dua titik pada gambar yang jaraknya Anda tahu. Esc membatalkan."))
        self._page.selection.ask_points(2, self._ask_length)

    def _ask_length(self, points: list[QPointF]) -> None:
        first, second = points
        drawn = hypot(second.x() - first.x(), second.y() - first.y()) / 100
        if drawn < 0.2:
            self._page.warn(_("Kedua titik terlalu dekat. Pilih dua titik yang lebih berjauhan."))
            return
        self._page.say_nothing()
        pivot = (first.x() / 100, first.y() / 100)
        scale_dialog(drawn, lambda metres: self._scale(pivot, metres / drawn), self._page.window()).open()

    def _scale(self, pivot: tuple[float, float], factor: float) -> None:
        board = self._page.board
        if board is None or board.layout.plan.picture is None:
            return
        plan, lies = board.layout.plan, board.layout.plan.picture
        grown = Picture(
            lies.sha256,
            round(pivot[0] + (lies.x - pivot[0]) * factor, 2),
            round(pivot[1] + (lies.y - pivot[1]) * factor, 2),
            round(lies.width * factor, 2),
            round(lies.depth * factor, 2),
        )
        self._save(replace(plan, picture=grown), None)

    def remove(self) -> None:
        """Take the picture away."""
        board = self._page.board
        if board is not None and board.layout.plan.picture is not None:
            self._save(replace(board.layout.plan, picture=None), None)
