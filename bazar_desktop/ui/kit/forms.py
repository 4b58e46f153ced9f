"""Dialogs that ask: a form whose refusals stand under the field they concern, and the question for a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.language import _
from bazar_desktop.messages import sentence
from bazar_desktop.ui import theme
from bazar_desktop.ui.faults import LOG, fault_of, is_machine, report_of
from bazar_desktop.ui.kit.banner import Banner
from bazar_desktop.ui.kit.buttons import Segmented, button
from bazar_desktop.ui.kit.focus import ReturningDialog
from bazar_desktop.ui.kit.text import Label

AROUND = 200  # px of a form that is not fields: title, words, buttons


class Panel(ReturningDialog):
    """A calm dialog: title, a line that explains, a body, buttons on the right. Esc closes it."""

    def __init__(
        self, title: str, explains: str = "", parent: QWidget | None = None, *, width: int = 480
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFixedWidth(width)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 18, 22, 18)
        outer.setSpacing(theme.SPACE[1])
        outer.addWidget(Label(title, "title", wrap=True))
        if explains:
            outer.addWidget(Label(explains, "muted", wrap=True))
        outer.addSpacing(6)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.SPACE[1])
        outer.addLayout(self.body, 1)
        outer.addSpacing(8)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(theme.SPACE[1])
        self.buttons.addStretch(1)
        outer.addLayout(self.buttons)


class FormDialog(Panel):
    """Labelled fields, Enter to save, Esc to leave. What `save` refuses is shown under the field or on top.

    `save` is called with this dialog; it reads `value(name)` and performs the action. A BazarError keeps the dialog
    open with everything typed: under the field named in `refusals` by the error's code, else in the banner. So does a
    fault of the machine.
    """

    def __init__(
        self,
        title: str,
        save: Callable[[FormDialog], object],
        *,
        explains: str = "",
        saves: str = "",
        refusals: dict[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, explains, parent)
        self._save = save
        self._refusals = refusals or {}
        self.fields: dict[str, QWidget] = {}
        self._said: dict[str, Label] = {}
        self._labels: dict[str, Label] = {}
        self.result_value: object = None
        self._careful = False
        self.banner = Banner()
        self.banner.told.connect(self._grow)
        self.body.addWidget(self.banner)
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setSpacing(3)
        self._column.setContentsMargins(1, 1, 8, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(holder)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll = scroll
        self.body.addWidget(scroll, 1)
        self.cancel = button(_("Batal"), self.reject)
        self.confirm = button(saves or _("Simpan"), self.submit, kind="primary")
        self.confirm.setDefault(True)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.confirm)

    def add_field(self, name: str, words: str, field: QWidget, *, hint: str = "") -> None:
        """Put `field` under its label; `hint` explains it in small words."""
        label = Label(words, "strong")
        label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(words)
        said = Label("", "refusal", wrap=True)
        said.hide()
        self._column.addWidget(label)
        self._column.addWidget(field)
        if hint:
            self._column.addWidget(Label(hint, "small", wrap=True))
        self._column.addWidget(said)
        self._column.addSpacing(6)
        if not self.fields:
            field.setFocus()
        self.fields[name], self._said[name], self._labels[name] = field, said, label
        self._fit()

    def show_field(self, name: str, *, shown: bool) -> None:
        """Show a field with its label, or hide it where it does not apply."""
        self._labels[name].setVisible(shown)
        self.fields[name].setVisible(shown)
        self._fit()

    def value(self, name: str) -> object:
        """What the field holds: text stripped, number, date, checked, or the choice's data."""
        return value_of(self.fields[name])

    def text(self, name: str) -> str:
        """What was typed or chosen in the field, as text."""
        return str(self.value(name))

    def number(self, name: str) -> int:
        """The number that the field holds; TypeError where it holds something else."""
        value = self.value(name)
        if not isinstance(value, int):
            raise TypeError(name)
        return value

    def refuse(self, name: str, words: str) -> None:
        """Say under the field why it is not accepted, and put the cursor there."""
        field = self.fields[name]
        _mark_refused(field, refused=True)
        self._said[name].setText(words)
        self._said[name].show()
        field.setAccessibleDescription(words)
        field.setFocus()
        self._fit()
        self._column.activate()
        self._grow()
        self._scroll.ensureWidgetVisible(self._said[name])

    def prefer_cancel(self) -> None:
        """Let Enter leave the dialog unless the other button was chosen."""
        self._careful = True
        self.confirm.setDefault(False)
        self.cancel.setDefault(True)
        self.cancel.setFocus()

    def submit(self) -> None:
        """Save; close when nothing is refused, under a field or on top."""
        self.banner.hide()
        for name, field in self.fields.items():
            _mark_refused(field, refused=False)
            self._said[name].hide()
        try:
            self.result_value = self._save(self)
        except BazarError as error:
            name = self._refusals.get(error.code, "")
            if name:
                self.refuse(name, sentence(error))
            else:
                self.banner.tell("error", sentence(error))
            return
        except Exception as error:
            if not is_machine(error):
                raise
            LOG.error("%s", report_of(error))
            fault = fault_of(error)
            self.banner.tell("error", f"{fault.happened} {fault.todo}")
            return
        if self.banner.isHidden() and all(said.isHidden() for said in self._said.values()):
            self.accept()

    def _fit(self) -> None:
        wanted = self._column.totalHeightForWidth(420) if self._column.hasHeightForWidth() else 0
        needed = max(wanted, self._column.sizeHint().height()) + 4
        owner = self.parentWidget()
        if owner is not None:
            room, wished = owner.window().height() - AROUND, 360
        else:  # before there is a window the screen is all its own
            room = wished = self.screen().availableGeometry().height() - AROUND - 40
        self._scroll.setMinimumHeight(min(wished, max(200, room), needed))
        self._scroll.setMaximumHeight(max(200, room))

    def _grow(self) -> None:
        """Be as high as the words need at this width; a dialog that is shown does not see to that itself."""
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()
            needed = layout.totalHeightForWidth(self.width())
            if self.height() < needed:
                self.resize(self.width(), needed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._careful and not self.confirm.hasFocus():
                self.reject()
            else:
                self.submit()
        else:
            super().keyPressEvent(event)


def value_of(field: QWidget) -> object:
    """The value of one of the known kinds of field; TypeError for others."""
    for kind, read in _READERS:
        if isinstance(field, kind):
            return read(field)
    if callable(getattr(field, "value", None)):
        return field.value()  # type: ignore[attr-defined]
    raise TypeError(type(field).__name__)


_READERS: tuple[tuple[type[QWidget], Callable[[Any], object]], ...] = (
    (QLineEdit, lambda field: field.text().strip()),
    (QPlainTextEdit, lambda field: field.toPlainText().strip()),
    (QComboBox, lambda field: field.currentText() if field.currentData() is None else field.currentData()),
    (QCheckBox, lambda field: field.isChecked()),
    (QSpinBox, lambda field: field.value()),
    (QDateEdit, lambda field: field.date().toPython()),
    (Segmented, lambda field: field.value),
)


def ask_reason(
    question: str, explains: str, *, confirms: str, parent: QWidget | None = None, given: str = ""
) -> str | None:
    """Ask for a reason in words (an override, a reopened day); None when the person leaves. Never returns "".

    `given` is one that was given before for the same, and stays unless it is changed.
    """
    dialog = reason_dialog(question, explains, confirms=confirms, parent=parent, given=given)
    return str(dialog.result_value) if dialog.exec() == QDialog.DialogCode.Accepted else None


def ask_whether(
    question: str, explains: str, *, confirms: str, parent: QWidget | None = None, careful: bool = False
) -> bool:
    """Ask whether to go on; False when the person leaves. `careful`: Enter leaves, and going on takes a choice."""
    dialog = FormDialog(question, lambda _form: True, explains=explains, saves=confirms, parent=parent)
    if careful:
        dialog.prefer_cancel()
    return dialog.exec() == QDialog.DialogCode.Accepted


def reason_dialog(
    question: str, explains: str, *, confirms: str, parent: QWidget | None = None, given: str = ""
) -> FormDialog:
    """The dialog of `ask_reason`, for drivers and pages that open it themselves."""

    def save(form: FormDialog) -> object:
        reason = str(form.value("reason"))
        if len(reason) < 3:
            form.refuse("reason", _("Tulis alasannya dengan beberapa kata."))
        return reason

    dialog = FormDialog(question, save, explains=explains, saves=confirms, parent=parent)
    field = QLineEdit(given)
    field.setMaxLength(300)
    dialog.add_field("reason", _("Alasan"), field, hint=_("Alasan ikut tersimpan dan dapat dibaca kantor."))
    return dialog


def _mark_refused(field: QWidget, *, refused: bool) -> None:
    field.setProperty("refused", "true" if refused else "false")
    field.style().unpolish(field)
    field.style().polish(field)
