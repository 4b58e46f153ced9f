"""Enrolling this laptop: the office's file, the code told apart from it, who is at the laptop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from bazar_desktop.domain.pins import SHORTEST
from bazar_desktop.jobs.office.enrolment import PREPARED, Joined, enrol_laptop
from bazar_desktop.language import _
from bazar_desktop.store.passwords import FIELD_COST, Cost
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.forms import FormDialog, Panel
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.start.first_start import pin_box, pin_hint, pin_refusals

REFUSALS = {
    "wrong_transfer_code": "code",
    "officer_dismissed": "name",
    "officer_ambiguous": "name",
    "officer_name_taken": "name",
}


class FileLine(QWidget):
    """A file to type or to choose."""

    def __init__(self, name: str, kinds: str) -> None:
        super().__init__()
        self._name, self._kinds = name, kinds
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(button(_("Pilih berkas"), self._choose, icon="folder-open"))

    def value(self) -> str:
        """The path as text."""
        return self.line.text().strip()

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, self._name, "", self._kinds)
        if chosen:
            self.line.setText(chosen)


def enrol_form(
    folder: Path,
    clock: Callable[[], datetime],
    *,
    cost: Cost = FIELD_COST,
    parent: QWidget | None = None,
) -> FormDialog:
    """Asks for what enrolment needs; its `result_value` is the `Joined` laptop."""

    def save(form: FormDialog) -> Joined | None:
        file = Path(str(form.value("file")))
        if not file.is_file():
            form.refuse("file", _("Berkas itu tidak ditemukan. Pasang flashdisknya, lalu pilih lagi."))
            return None
        if not str(form.value("name")):
            form.refuse("name", _("Nama petugas belum diisi. Isi nama, lalu simpan."))
            return None
        return enrol_laptop(
            file,
            code=str(form.value("code")),
            folder=folder,
            officer=str(form.value("name")),
            pin=str(form.value("pin")),
            at=clock(),
            cost=cost,
        )

    form = FormDialog(
        _("Daftarkan laptop"),
        save,
        explains=_("Pakai berkas persiapan dari kantor dan kode yang disampaikan terpisah."),
        saves=_("Daftarkan"),
        refusals=pin_refusals() | REFUSALS,
        parent=parent,
    )
    kinds = f"{_('Berkas persiapan')} (*{PREPARED})"
    form.add_field("file", _("Berkas persiapan"), FileLine(_("Berkas persiapan"), kinds))
    form.add_field("code", _("Kode serah terima"), QLineEdit())
    form.add_field("name", _("Nama petugas"), QLineEdit(), hint=_("Seperti yang didaftarkan kantor."))
    form.add_field("pin", _("PIN untuk laptop ini"), pin_box(), hint=pin_hint(SHORTEST))
    return form


class JoinedPanel(Panel):
    """Says what to carry back to the office, and the words to compare by phone."""

    def __init__(self, joined: Joined, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Laptop terdaftar di {sudin}").format(sudin=joined.sudin),
            _(
                "Bawa berkas jawaban ke kantor, dan cocokkan kata-kata ini lewat telepon. Harus sama di kedua layar."
            ),
            parent,
        )
        self.body.addWidget(Label(" · ".join(joined.words), "heading", wrap=True))
        self.body.addWidget(Label(_("Berkas jawaban: {file}").format(file=joined.answer), "muted", wrap=True))
        go_on = button(_("Lanjut"), self.accept, kind="primary")
        go_on.setDefault(True)
        self.buttons.addWidget(go_on)
