"""The photo or map of the ground as it is drawn below the plan."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPixmap

from bazar_desktop.domain.layout.model import Picture
from bazar_desktop.ui.layout.scene import PlanScene


class Backdrop:
    """Draws the ground's picture; its bytes are read once for each picture."""

    def __init__(self, scene: PlanScene, photo: Callable[[str], bytes | None]) -> None:
        """`photo` gives a picture's bytes by its hash; None where they have not come yet."""
        self._scene, self._photo = scene, photo
        self._shown = ""

    def show(self, picture: Picture | None) -> None:
        """Draw the picture, or none."""
        wanted = picture.sha256 if picture else ""
        if wanted == self._shown:
            return
        self._shown = wanted
        pixmap = QPixmap()
        photo = self._photo(wanted) if wanted else None
        if photo:
            pixmap.loadFromData(photo)
        self._scene.show_ground(pixmap)
