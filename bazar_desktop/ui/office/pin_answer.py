"""The office's side of a forgotten PIN: the request is typed, twelve words are read aloud or written on a stick."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from bazar_desktop.jobs.recovery.phone import Answered, answer_request, save_answer
from bazar_desktop.language import _
from bazar_desktop.services.office.laptops import DeviceFacts
from bazar_desktop.services.settings.officers import list_officers
from bazar_desktop.ui.exchange.reading import ask_folder
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.forms import FormDialog, Panel
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.page import Page

ACROSS = 4  # words in a row


class AnswerPanel(Panel):
    """Twelve words, numbered, to read over the phone."""

    def __init__(
        self, answered: Answered, choose: Callable[[QWidget, str], Path | None], parent: QWidget | None = None
    ) -> None:
        words = _(
            "Bacakan dua belas kata ini kepada {officer} setelah Anda yakin siapa yang menelepon. Jawaban hanya "
            "berlaku untuk permintaan {request} dan hanya satu kali."
        )
        super().__init__(
            _("Jawaban untuk {laptop}").format(laptop=answered.laptop),
            words.format(officer=answered.officer, request=answered.request),
            parent,
            width=620,
        )
        self.answered, self._choose = answered, choose
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        for at, word in enumerate(answered.words):
            grid.addWidget(Label(f"{at + 1}. {word}", "heading"), at // ACROSS, at % ACROSS)
        self.body.addLayout(grid)
        self.said = Label("", "muted", wrap=True)
        self.body.addWidget(self.said)
        self.buttons.addWidget(button(_("Simpan ke flashdisk"), self.save, icon="save"))
        done = button(_("Sudah dibacakan"), self.accept, kind="primary")
        done.setDefault(True)
        self.buttons.addWidget(done)

    def save(self) -> None:
        """Write the answer on a stick, for whoever cannot be called."""
        to = self._choose(self, _("Pilih flashdisk atau folder"))
        if to is not None:
            self.said.setText(_("Jawaban tersimpan: {file}").format(file=save_answer(self.answered, to).name))


def request_form(page: Page, laptop: DeviceFacts) -> FormDialog:
    """Asks for the request that the officer at that laptop reads; its `result_value` is the `Answered` request."""

    def save(form: FormDialog) -> Answered:
        return answer_request(
            page.desk.store,
            laptop=laptop.key_id,
            request=str(form.value("request")),
            officer=str(form.value("officer")),
            at=page.desk.clock(),
        )

    form = FormDialog(
        _("Lupa PIN di {name}").format(name=laptop.name),
        save,
        explains=_("Pastikan dulu siapa yang menelepon: PIN baru membuka semua data di laptop itu."),
        saves=_("Buat jawaban"),
        refusals={"request_mistyped": "request"},
        parent=page,
    )
    names = QComboBox()
    names.setEditable(True)
    names.addItems([officer.name for officer in page.desk.read(list_officers) if officer.active])
    names.setCurrentIndex(-1)
    form.add_field(
        "officer", _("Petugas yang lupa PIN"), names, hint=_("Seperti namanya di layar laptop itu.")
    )
    form.add_field("request", _("Kode permintaan"), QLineEdit(), hint=_("Dua belas huruf dan angka."))
    return form


def answer_laptop(page: Page, laptop: DeviceFacts) -> AnswerPanel | None:
    """Ask for the request and show the answer to it; None where the person left."""
    form = request_form(page, laptop)
    if not form.exec() or not isinstance(form.result_value, Answered):
        return None
    page.tell_saved()
    panel = AnswerPanel(form.result_value, ask_folder, page)
    panel.open()
    return panel
