"""Moving what is chosen under the hand: it lines up, says what would be wrong, and is kept when it is let go."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from bazar_desktop.domain.layout.aligning import Snapped, snapped
from bazar_desktop.domain.layout.checks import flaws
from bazar_desktop.domain.layout.editing import snap
from bazar_desktop.domain.layout.parts import shifted
from bazar_desktop.ui.layout.scene import PlanScene

CATCH = 7  # px within which an edge catches what is moved
FARTHEST = 0.4  # metres at most
FINE = 0.1  # metres: the grid of a move that lines up with nothing (Alt)


class Shifting:
    """One drag of what is chosen."""

    def __init__(self, scene: PlanScene) -> None:
        self._scene = scene
        self._now: Snapped | None = None
        self._aisle = 0.0

    def ask_aisle(self, metres: float) -> None:
        """Check for an aisle of so many metres from now on."""
        self._aisle = metres

    @property
    def is_held(self) -> bool:
        """Whether something is under the hand."""
        return self._now is not None

    def drag(self, way: QPointF, *, free: bool) -> None:
        """Show what is chosen moved by `way` (scene units); `free` of lines and grid."""
        scene = self._scene
        across, down = way.x() / 100, way.y() / 100
        if free:
            now = Snapped(snap(across, FINE), snap(down, FINE))
        else:
            catch = min(FARTHEST, CATCH / (scene.zoom * 100))
            now = snapped(scene.plan, scene.chosen, across, down, catch)
        if self._now is not None and now == self._now:
            return
        self._now = now
        self._place(now.across, now.down)
        plan = shifted(scene.plan, scene.chosen, now.across, now.down)
        scene.show_flaws(flaws(plan, self._aisle), plan, now)

    def finish(self) -> tuple[float, float] | None:
        """Metres across and down that it was moved; None where it was not."""
        now = self._now
        if now is None or not (now.across or now.down):
            self.cancel()
            return None
        self._now = None
        self._scene.show_flaws(self._scene.flaws)
        return now.across, now.down

    def cancel(self) -> None:
        """Put everything back."""
        if self._now is not None:
            self._now = None
            self._place(0, 0)
            self._scene.show_flaws(flaws(self._scene.plan, self._aisle))

    def _place(self, across: float, down: float) -> None:
        for name in self._scene.chosen:
            item = self._scene.item_of(name)
            if item is not None:
                item.setPos((item.box.x + across) * 100, (item.box.y + down) * 100)
