"""What a person does on Beranda."""

from __future__ import annotations

from bazar_desktop.ui.home.page import HomePage
from tests.drivers import WindowDriver, click, words_on
from tests.ui import looks


class HomeDriver(WindowDriver):
    """A person who looks at the day."""

    @property
    def home(self) -> HomePage:
        page = self.window.page
        assert isinstance(page, HomePage)
        return page

    @property
    def steps(self) -> list[str]:
        """The five steps as they are said."""
        return [card.accessibleName() for card in self.home.steps]

    @property
    def decisions(self) -> str:
        looks.settle(self.window)
        return words_on(self.home.decisions)

    @property
    def ready(self) -> str:
        looks.settle(self.window)
        return words_on(self.home.ready)

    def follow(self, number: int) -> str:
        """Press the button of that step; the key of the page it leads to."""
        click(self.home.steps[number - 1].go)
        return self.window.page_key
