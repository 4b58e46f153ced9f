"""What a person does in Pengaturan."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit

from bazar_desktop.ui.kit.buttons import Segmented
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.settings.page import SettingsPage
from tests.drivers import WindowDriver, press


def open_part(page: SettingsPage, part: str) -> None:
    """Choose OFFICERS, PAPERS, OFFICE, BACKUPS or ABOUT above the page."""
    page.view.choose(part)
    page.reload()


class SettingsDriver(WindowDriver):
    """A supervisor."""

    @property
    def settings(self) -> SettingsPage:
        page = self.window.page
        assert isinstance(page, SettingsPage)
        return page

    def open_part(self, part: str) -> None:
        open_part(self.settings, part)

    def fill(self, form: FormDialog | None, **values: str) -> str:
        """Fill a form in and press Enter; what is refused, or "" where it was saved."""
        assert form is not None
        for name, value in values.items():
            field = form.fields[name]
            if isinstance(field, QLineEdit):
                field.setText(value)
            elif isinstance(field, Segmented):
                field.choose(value)
        press(form, "Return")
        if form.result() == QDialog.DialogCode.Accepted:
            return ""
        said = [label.text() for label in form._said.values() if not label.isHidden()]
        return "; ".join([*said, form.banner.words]).strip("; ")

    @property
    def officers(self) -> dict[str, str]:
        """Every officer shown, with role and state."""
        _titles, rows = self.settings.officers.list.table()
        return {row[0]: f"{row[2]}, {row[3]}" for row in rows}
