"""*Lupa PIN?*: the ways to a new PIN before anybody has signed in, by folder, key file and a secret alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from bazar_desktop.jobs.recovery.new_pin import new_pin_by_answer, new_pin_by_key, new_pin_by_supervisor
from bazar_desktop.jobs.recovery.phone import ANSWER, request_for, words_in
from bazar_desktop.language import _
from bazar_desktop.store.keys import has_office_keys
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.passwords import FIELD_COST, Cost
from bazar_desktop.store.phone_slots import NoWayByPhone
from bazar_desktop.store.unlocking import key_path
from bazar_desktop.ui.app_session import OfficerAtDesk
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.forms import FormDialog, Panel
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.start.choices import choice_card
from bazar_desktop.ui.start.enrol import FileLine
from bazar_desktop.ui.start.first_start import ask_new_pin, pin_refusals, pins_agree

PHONE, SUPERVISOR, SHEET = "phone", "supervisor", "sheet"


@dataclass(frozen=True)
class LockedStore:
    """A store that nobody has opened yet, and the officer who forgot the PIN; `others` can sign in too."""

    folder: Path
    database: str | None
    officer: OfficerAtDesk
    others: tuple[OfficerAtDesk, ...]
    clock: Callable[[], datetime]
    cost: Cost = FIELD_COST


class ForgottenPin(Panel):
    """Offers the ways that there are; `store` is open where one of them opened it, `words` say what was done."""

    def __init__(self, locked: LockedStore, parent: QWidget | None = None) -> None:
        super().__init__(
            _("PIN baru untuk {name}").format(name=locked.officer.name),
            _("Data tidak hilang. PIN lama tidak berlaku lagi sesudah ada PIN baru."),
            parent,
            width=620,
        )
        self.setObjectName("ForgottenPin")
        self.locked = locked
        self.store: OpenStore | None = None
        self.words = ""
        self.buttons_by_way: dict[str, QPushButton] = {}
        self.request = _request(locked)
        if self.request:
            words = _("Bacakan kode permintaan ke kantor; kantor menjawab dengan dua belas kata.")
            self._offer(PHONE, "phone", _("Telepon kantor"), words)
        if any(other.is_supervisor for other in locked.others):
            words = _("Supervisor lain di laptop ini mengetik PIN-nya sendiri dan memberi PIN baru.")
            self._offer(SUPERVISOR, "users", _("Minta supervisor lain"), words)
        if has_office_keys(key_path(locked.folder)):
            words = _(
                "Kata-kata di lembar kunci yang disimpan di brankas. Juga bila komputernya dipasang ulang."
            )
            self._offer(SHEET, "key-round", _("Pakai lembar kunci"), words)
        else:
            self.body.addWidget(Label(_no_sheet_words(bool(self.buttons_by_way)), "strong", wrap=True))
        self.buttons.addWidget(button(_("Kembali"), self.reject))

    def form_of(self, way: str) -> FormDialog:
        """The form of one of the ways."""
        forms = {PHONE: answer_form, SUPERVISOR: supervisor_form, SHEET: sheet_form}
        return forms[way](self)

    def _offer(self, way: str, icon: str, words: str, hint: str) -> None:
        card, made = choice_card(
            icon, words, hint, _("Pilih"), lambda: self._take(way), first=not self.buttons_by_way
        )
        self.buttons_by_way[way] = made
        self.body.addWidget(card)

    def _take(self, way: str) -> None:
        form = self.form_of(way)
        if form.exec() != QDialog.DialogCode.Accepted:
            return
        if isinstance(form.result_value, OpenStore):
            self.store = form.result_value
        self.words = _("PIN baru {name} berlaku sekarang.").format(name=self.locked.officer.name)
        self.accept()


def _no_sheet_words(has_other_way: bool) -> str:
    """Say that no key sheet was ever made, so that nobody goes looking for one."""
    words = _("Lembar kunci untuk data ini belum pernah dibuat.")
    if has_other_way:
        after = _("Sesudah masuk, buat lembarnya di Pengaturan, Kantor.")
    else:
        after = _(
            "Tanpa kantor, supervisor lain, atau lembar kunci, data ini hanya terbuka dengan PIN-nya: tidak ada jalan "
            "lain. Ingat-ingat PIN-nya dan coba lagi; percobaan tidak dibatasi, hanya makin lama menunggu."
        )
    return f"{words} {after}"


def _request(locked: LockedStore) -> str:
    try:
        return request_for(locked.folder, locked.officer.id)
    except NoWayByPhone:
        return ""


def answer_form(panel: ForgottenPin) -> FormDialog:
    """Shows the request, and asks for the twelve words of the office's answer."""
    locked = panel.locked

    def save(form: FormDialog) -> OpenStore | None:
        if not pins_agree(form):
            return None
        words = str(form.value("words"))
        if words.endswith(ANSWER) or any(
            mark in words for mark in "/\\"
        ):  # no word has them: a file, gone or not
            words = words_in(Path(words))
        return new_pin_by_answer(
            locked.folder,
            locked.officer.id,
            str(form.value("pin")),
            words=words,
            at=locked.clock(),
            cost=locked.cost,
        )

    form = FormDialog(
        _("Telepon kantor"),
        save,
        explains=_(
            "Sebutkan nama Anda, nama laptop ini, dan kode di bawah. Kantor membacakan dua belas kata, atau memberi "
            "berkas jawaban di flashdisk."
        ),
        saves=_("Pakai PIN baru"),
        refusals=pin_refusals() | _in_words("answer_does_not_fit", "no_answer_in_file", "answer_file_unread"),
    )
    shown = Label(panel.request, "title")
    shown.setAccessibleName(_("Kode permintaan"))
    form.body.insertWidget(0, shown)
    name = _("Jawaban kantor")
    kinds = f"{name} (*{ANSWER})"
    hint = _("Cukup empat huruf pertama tiap kata, dipisah spasi.")
    form.add_field(
        "words", _("Dua belas kata dari kantor"), FileLine(_("Dua belas kata dari kantor"), kinds), hint=hint
    )
    ask_new_pin(form, supervisor=locked.officer.is_supervisor)
    return form


def supervisor_form(panel: ForgottenPin) -> FormDialog:
    """Asks another supervisor for their own PIN, and for the new one."""
    locked = panel.locked
    supervisors = [other for other in locked.others if other.is_supervisor]

    def save(form: FormDialog) -> bool:
        if not pins_agree(form):
            return False
        new_pin_by_supervisor(
            locked.folder,
            locked.officer.id,
            str(form.value("pin")),
            supervisor=str(form.value("supervisor")),
            supervisor_pin=str(form.value("own")),
            at=locked.clock(),
            database=locked.database,
            cost=locked.cost,
        )
        return True

    refusals = pin_refusals() | {"wrong_pin": "own", "pin_must_wait": "own"}
    form = FormDialog(_("Minta supervisor lain"), save, saves=_("Beri PIN baru"), refusals=refusals)
    names = QComboBox()
    for other in supervisors:
        names.addItem(other.name, other.id)
    own = QLineEdit()
    own.setEchoMode(QLineEdit.EchoMode.Password)
    form.add_field("supervisor", _("Supervisor"), names)
    form.add_field("own", _("PIN supervisor itu"), own)
    ask_new_pin(form, supervisor=locked.officer.is_supervisor)
    return form


def sheet_form(panel: ForgottenPin) -> FormDialog:
    """Asks for the words of the key sheet."""
    locked = panel.locked

    def save(form: FormDialog) -> OpenStore | None:
        if not pins_agree(form):
            return None
        return new_pin_by_key(
            locked.folder,
            locked.officer.id,
            str(form.value("pin")),
            key_text=str(form.value("words")),
            at=locked.clock(),
            database=locked.database,
            cost=locked.cost,
        )

    form = FormDialog(
        _("Pakai lembar kunci"),
        save,
        explains=_("Siapa pun yang memegang lembar ini dapat membuka datanya. Kembalikan ke tempatnya."),
        saves=_("Pakai PIN baru"),
        refusals=pin_refusals() | sheet_refusals(),
    )
    add_sheet_words(form)
    ask_new_pin(form, supervisor=locked.officer.is_supervisor)
    return form


def add_sheet_words(form: FormDialog) -> None:
    """Ask for the words of a key sheet under `words`."""
    words = QPlainTextEdit()
    words.setTabChangesFocus(True)
    words.setFixedHeight(96)
    hint = _("Keempat baris berurutan. Cukup empat huruf pertama tiap kata, dipisah spasi.")
    form.add_field("words", _("Kata di lembar kunci"), words, hint=hint)


def sheet_refusals() -> dict[str, str]:
    """Where a form says what is wrong with the words of `add_sheet_words`."""
    return _in_words("no_office_keys", "not_an_office_key", "key_text_mistyped")


def _in_words(*codes: str) -> dict[str, str]:
    return dict.fromkeys((*codes, "word_unknown", "words_miscounted", "words_misheard"), "words")
