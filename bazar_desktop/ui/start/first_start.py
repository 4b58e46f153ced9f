"""The first start in an empty folder: make a store, or try the sample bazaar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from bazar_desktop.domain.pins import LONGEST, SHORTEST, SHORTEST_OF_SUPERVISOR
from bazar_desktop.jobs.settings.officers import start_store
from bazar_desktop.language import _
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.passwords import FIELD_COST, Cost
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.forms import FormDialog, Panel
from bazar_desktop.ui.start.choices import choice_card

OWN, ENROL, FOUND, SAMPLE, RESTORE = "own", "enrol", "found", "sample", "restore"


class FirstStart(Panel):
    """Says what to do first; `choice` is one of the five above once it was taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Selamat datang di Bazar Desktop"),
            _(
                "Laptop ini belum punya data. Pilih cara memulai; semuanya tersimpan terenkripsi di laptop ini."
            ),
            parent,
            width=760,
        )
        self.setObjectName("FirstStart")
        self.choice = ""
        self.buttons_by_choice: dict[str, QPushButton] = {}
        self._offer(
            ENROL,
            "package-open",
            _("Daftarkan laptop dengan berkas kantor"),
            _(
                "Kantor memberi berkas persiapan di flashdisk dan kode serah terima: daftar, bazar dan petugas ikut."
            ),
            _("Pilih berkas"),
        )
        self._offer(
            OWN,
            "plus",
            _("Buat data baru"),
            _("Isi nama, NIP dan PIN. Anda menjadi supervisor, lalu membuat bazar dan mengimpor daftar."),
            _("Buat data"),
        )
        self._offer(
            FOUND,
            "building-2",
            _("Mulai kantor"),
            _(
                "Untuk komputer di Dinas atau Suku Dinas: nama, kop, petugas dan lembar kunci. Laptop bergabung "
                "dengannya."
            ),
            _("Mulai kantor"),
        )
        self._offer(
            SAMPLE,
            "graduation-cap",
            _("Coba bazar contoh"),
            _("Berlatih dengan data contoh yang terpisah dari data sungguhan."),
            _("Buka contoh"),
        )
        self._offer(
            RESTORE,
            "history",
            _("Pulihkan di komputer ini"),
            _("Dari cadangan di flashdisk dan lembar kunci: komputer diganti, hilang, atau dipasang ulang."),
            _("Pilih cadangan"),
        )
        self.buttons.addWidget(button(_("Keluar"), self.reject))
        whole = self.layout()
        if whole is not None:  # Qt opens no window higher than two thirds of a screen unless it is told to
            self.setMinimumHeight(whole.totalHeightForWidth(self.width()))

    def _offer(self, choice: str, icon: str, words: str, hint: str, act: str) -> None:
        first = not self.buttons_by_choice
        card, made = choice_card(icon, words, hint, act, lambda: self._take(choice), first=first)
        self.buttons_by_choice[choice] = made
        self.body.addWidget(card)

    def _take(self, choice: str) -> None:
        self.choice = choice
        self.accept()


def pin_box() -> QLineEdit:
    """A line for a new PIN; what is typed is hidden."""
    box = QLineEdit()
    box.setEchoMode(QLineEdit.EchoMode.Password)
    box.setMaxLength(LONGEST)
    return box


def ask_new_pin(form: FormDialog, *, supervisor: bool) -> None:
    """Ask for a new PIN, twice; a supervisor's is longer."""
    shortest = SHORTEST_OF_SUPERVISOR if supervisor else SHORTEST
    form.add_field("pin", _("PIN baru"), pin_box(), hint=pin_hint(shortest))
    form.add_field("again", _("PIN sekali lagi"), pin_box())


def pin_hint(shortest: int) -> str:
    """What a new PIN may be."""
    words = _("{shortest} sampai {longest} angka atau huruf; jangan urut, berulang, atau tanggal lahir.")
    return words.format(shortest=shortest, longest=LONGEST)


def pins_agree(form: FormDialog) -> bool:
    """Whether both PINs of `ask_new_pin` are the same; said under the second where they are not."""
    if form.value("pin") == form.value("again"):
        return True
    form.refuse("again", _("PIN kedua berbeda dari yang pertama. Ketik keduanya lagi."))
    return False


def pin_refusals() -> dict[str, str]:
    """Where a form says what is wrong with a new PIN."""
    return dict.fromkeys(("pin_too_short", "pin_too_long", "pin_too_plain"), "pin")


def new_store_form(
    folder: Path,
    clock: Callable[[], datetime],
    *,
    cost: Cost = FIELD_COST,
    parent: QWidget | None = None,
) -> FormDialog:
    """Asks for what a new store needs; its `result_value` is the OpenStore."""

    def save(form: FormDialog) -> OpenStore | None:
        if not pins_agree(form):
            return None
        return start_store(
            folder,
            officer=str(form.value("name")),
            nip=str(form.value("nip")),
            pin=str(form.value("pin")),
            letter=str(form.value("letter")),
            at=clock(),
            cost=cost,
        )

    refusals = pin_refusals() | {"officer_name_missing": "name", "device_letter_malformed": "letter"}
    form = FormDialog(
        _("Buat data baru"),
        save,
        explains=_("Anda menjadi supervisor laptop ini. Petugas lain ditambahkan di Pengaturan."),
        saves=_("Buat data"),
        refusals=refusals,
        parent=parent,
    )
    _ask_officer_and_letter(form)
    return form


def _ask_officer_and_letter(form: FormDialog) -> None:
    letter = QLineEdit("A")
    letter.setMaxLength(1)
    form.add_field("name", _("Nama lengkap"), QLineEdit())
    form.add_field("nip", _("NIP"), QLineEdit(), hint=_("Boleh dikosongkan."))
    ask_new_pin(form, supervisor=True)
    form.add_field(
        "letter", _("Huruf laptop"), letter, hint=_("Tiap laptop di satu bazar perlu huruf yang berbeda.")
    )
