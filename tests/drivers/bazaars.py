"""What a person does on the Bazar page."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QSpinBox

from bazar_desktop.ui.bazaars.from_register import FromRegister
from bazar_desktop.ui.bazaars.page import BazaarsPage
from bazar_desktop.ui.kit.forms import FormDialog
from tests.drivers import WindowDriver, press, type_into


class BazaarsDriver(WindowDriver):
    """A person who prepares a bazaar."""

    @property
    def bazaars(self) -> BazaarsPage:
        page = self.window.page
        assert isinstance(page, BazaarsPage)
        return page

    @property
    def participants(self) -> dict[str, str]:
        """Every participant shown, with the status."""
        view = self.bazaars.participants.list
        _titles, rows = view.table()
        return {row[0]: row[3] for row in rows}

    def fill(self, form: FormDialog | None, **values: object) -> FormDialog:
        """Put values into the fields of a form."""
        assert form is not None
        for name, value in values.items():
            field = form.fields[name]
            if isinstance(field, QLineEdit):
                field.setText(str(value))
            elif isinstance(field, QComboBox):
                field.setCurrentIndex(field.findData(value))
            elif isinstance(field, QSpinBox):
                field.setValue(int(str(value)))
            else:
                raise TypeError(name)
        return form

    def save(self, form: FormDialog) -> str:
        """Press Enter; what is refused, or "" where it was saved."""
        press(form, "Return")
        if form.result() == QDialog.DialogCode.Accepted:
            return ""
        said = [label.text() for label in form._said.values() if not label.isHidden()]
        return "; ".join([*said, form.banner.words]).strip("; ")

    def take(self, dialog: FromRegister | None, words: str) -> str:
        """Type `words` into the register's box and press Enter at once; what it says."""
        assert dialog is not None
        dialog.box.clear()
        type_into(dialog.box, words)
        press(dialog.box, "Return")
        return dialog.banner.words
