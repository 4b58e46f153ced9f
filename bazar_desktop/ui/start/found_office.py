"""*Mulai kantor*: what the office is, who founds it, its key sheet; nothing is made before two words are typed back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget

from bazar_desktop.domain.bazaars.issuing import ISSUERS
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.office.founding import OfficeFacts, check_founder, check_office, office_init
from bazar_desktop.jobs.recovery.key_sheet import PDF, draft_sheet, write_draft
from bazar_desktop.language import _
from bazar_desktop.messages import sentence
from bazar_desktop.phrases.offices import area_name
from bazar_desktop.store.files import MachineError
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.passwords import FIELD_COST, Cost
from bazar_desktop.ui.kit.banner import Banner
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.forms import FormDialog, Panel, ask_whether
from bazar_desktop.ui.kit.save_dialog import ask_save_name, documents
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.start.first_sheet import words_form
from bazar_desktop.ui.start.first_start import ask_new_pin, pin_refusals, pins_agree


@dataclass(frozen=True)
class Founder:
    """Who founds the office; the PIN stands in no text of it."""

    name: str
    nip: str
    pin: str = field(repr=False)


@dataclass(frozen=True)
class Ground:
    """Where the office is to be made, by whose clock, and at what cost of a PIN."""

    folder: Path
    clock: Callable[[], datetime]
    database: str | None = None
    cost: Cost = FIELD_COST


def found_office(ground: Ground) -> OpenStore | None:
    """Ask step by step for what an office needs and make it; None where the person left, and then nothing is there."""
    office, founder = office_form(), founder_form(ground)
    while office.exec() == QDialog.DialogCode.Accepted:
        if founder.exec() == QDialog.DialogCode.Accepted:
            panel = sheet_panel(ground, office, founder)
            if panel.exec() == QDialog.DialogCode.Accepted:
                return panel.store
    return None


def sheet_panel(ground: Ground, office: FormDialog, founder: FormDialog) -> FoundingSheet:
    """The last step, with what the two forms hold."""
    facts, who = office.result_value, founder.result_value
    if not isinstance(facts, OfficeFacts) or not isinstance(who, Founder):
        raise TypeError
    return FoundingSheet(ground, facts, who)


def office_form() -> FormDialog:
    """Asks for the office's name, level, kop and officers; its `result_value` is the OfficeFacts."""

    def save(form: FormDialog) -> OfficeFacts | None:
        if form.text("name") and not form.text("area"):
            form.refuse("area", _("Tingkat kantor belum dipilih. Kode bazar barunya bergantung padanya."))
            return None
        lines, others = (form.text(name).splitlines() for name in ("letterhead", "others"))
        return check_office(OfficeFacts(form.text("name"), form.text("area"), tuple(lines), tuple(others)))

    form = FormDialog(
        _("Mulai kantor (1 dari 3): kantornya"),
        save,
        explains=_(
            "Untuk komputer yang menerima paket dari laptop. Belum ada yang dibuat sampai langkah ketiga."
        ),
        saves=_("Lanjut"),
        refusals={
            "office_name_missing": "name",
            "area_unknown": "area",
            "letterhead_too_long": "letterhead",
        },
    )
    form.setObjectName("OfficeForm")
    areas = QComboBox()
    areas.addItem(_("Pilih tingkat"), "")
    for area in ISSUERS:
        areas.addItem(area_name(area), area)
    form.add_field("name", _("Nama kantor"), QLineEdit())
    form.add_field("area", _("Tingkat"), areas, hint=_("Kode bazar baru dimulai dengan huruf kantor ini."))
    form.add_field(
        "letterhead",
        _("Kop surat"),
        _lines_box(),
        hint=_("Baris demi baris dari atas. Boleh diisi nanti di Pengaturan."),
    )
    form.add_field(
        "others",
        _("Petugas lain"),
        _lines_box(),
        hint=_("Satu nama per baris. PIN dibuat di laptopnya. Boleh kosong."),
    )
    return form


def _lines_box() -> QPlainTextEdit:
    box = QPlainTextEdit()
    box.setTabChangesFocus(True)
    box.setFixedHeight(52)
    return box


def founder_form(ground: Ground) -> FormDialog:
    """Asks who founds the office, for their PIN; its `result_value` is the Founder."""

    def save(form: FormDialog) -> Founder | None:
        if not pins_agree(form):
            return None
        founder = Founder(form.text("name"), form.text("nip"), form.text("pin"))
        check_founder(ground.folder, officer=founder.name, pin=founder.pin, database=ground.database)
        return founder

    form = FormDialog(
        _("Mulai kantor (2 dari 3): Anda"),
        save,
        explains=_("Anda menjadi supervisor pertama kantor ini. Masuk selanjutnya dengan nama dan PIN ini."),
        saves=_("Lanjut"),
        refusals=pin_refusals() | {"officer_name_missing": "name"},
    )
    form.setObjectName("FounderForm")
    form.cancel.setText(_("Kembali"))
    form.add_field("name", _("Nama lengkap"), QLineEdit())
    form.add_field("nip", _("NIP"), QLineEdit(), hint=_("Boleh dikosongkan."))
    ask_new_pin(form, supervisor=True)
    return form


class FoundingSheet(Panel):
    """Writes the key sheet, asks for two of its words, and makes the office; `store` is it, once it is made.

    Left before that, the sheet is taken away too: it opens nothing.
    """

    def __init__(
        self, ground: Ground, office: OfficeFacts, founder: Founder, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("Mulai kantor (3 dari 3): lembar kunci"),
            _(
                "Bila PIN terlupa atau komputernya hilang, hanya lembar kunci yang membuka data kantor. Simpan sebagai "
                "PDF, cetak satu kali, lalu ketik kembali dua katanya dari kertas. Sesudah itu kantornya dibuat."
            ),
            parent,
            width=560,
        )
        self.setObjectName("FoundingSheet")
        self.store: OpenStore | None = None
        self.draft = draft_sheet()
        self.ask_file = ask_draft_file
        self.asks_whether = ask_whether
        self._ground, self._office, self._founder = ground, office, founder
        self._files: list[Path] = []
        self.banner = Banner()
        self.state = Label(_("Lembarnya belum tersimpan."), "strong", wrap=True)
        for part in (self.banner, self.state):
            self.body.addWidget(part)
        self.leave = button(_("Kembali"), self.reject)
        self.make = button(_("Simpan lembar kunci"), self.write_sheet, kind="primary", icon="key-round")
        self.check = button(_("Ketik dua kata"), self.ask_words, kind="primary", icon="list-checks")
        self.check.hide()
        for tool in (self.leave, self.make, self.check):
            self.buttons.addWidget(tool)
        self.make.setDefault(True)
        self.make.setFocus()

    def write_sheet(self) -> None:
        """Ask where, and write the sheet; what stands in the way is said here."""
        file = self.ask_file(self)
        if file is None:
            return
        try:
            self._files.append(
                write_draft(self.draft, file, whose=self._office.name, at=self._ground.clock())
            )
        except (BazarError, MachineError) as error:
            self._refuse(error)
            return
        words = _("Lembar kunci tersimpan: {file}. Cetak sekarang, lalu ketik kembali dua katanya.")
        self.state.setText(words.format(file=file))
        self.banner.hide()
        self.make.hide()
        self.check.show()
        self.check.setDefault(True)
        self.check.setFocus()
        self.adjustSize()

    def ask_words(self) -> None:
        """Ask for the two words, and make the office once they fit."""
        if self.words_form().exec() == QDialog.DialogCode.Accepted:
            self.found()

    def words_form(self) -> FormDialog:
        """The form of the two words."""
        return words_form(self.draft.places, self.draft.require, self)

    def found(self) -> None:
        """Make the office with the key that stands on the paper; what stands in the way is said here."""
        office, founder = self._office, self._founder
        try:
            self.store = office_init(
                self._ground.folder,
                name=office.name,
                area=office.area,
                letterhead=office.letterhead,
                others=office.others,
                officer=founder.name,
                nip=founder.nip,
                pin=founder.pin,
                at=self._ground.clock(),
                sheet=self.draft,
                database=self._ground.database,
                cost=self._ground.cost,
            ).store
        except (BazarError, MachineError) as error:
            self._refuse(error)
            return
        self.accept()

    def _refuse(self, error: BazarError | MachineError) -> None:
        self.banner.tell("error", sentence(error))
        self.adjustSize()

    def reject(self) -> None:
        """Leave without an office, and take the sheet away where one was written."""
        if self._files and not self.asks_whether(
            _("Batal mendirikan kantor?"),
            _(
                "Lembar kunci yang tersimpan dihapus. Bila sudah tercetak, musnahkan: kertas itu tidak membuka apa pun."
            ),
            confirms=_("Batal mendirikan"),
            parent=self,
            careful=True,
        ):
            return
        for file in self._files:
            file.unlink(missing_ok=True)
        super().reject()


def ask_draft_file(parent: QWidget) -> Path | None:
    """Let the person choose where the key sheet is written; None when they leave."""
    return ask_save_name(parent, _("Simpan lembar kunci"), documents() / f"lembar-kunci{PDF}", PDF)
