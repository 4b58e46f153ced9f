"""Officers: who works at this laptop, their role and their PIN."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypedDict

from PySide6.QtWidgets import QLineEdit, QWidget

from bazar_desktop.domain.pins import SHORTEST, SHORTEST_OF_SUPERVISOR
from bazar_desktop.language import N_, _
from bazar_desktop.services.settings.officers import PETUGAS, SUPERVISOR, OfficerFacts
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import Segmented, button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.kit.rows import Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.start.first_start import ask_new_pin, pin_box, pin_refusals

REFUSALS = {
    "officer_name_missing": "name",
    "officer_name_taken": "name",
    "last_supervisor": "role",
} | pin_refusals()


def role_words(role: str) -> str:
    """A role as it is called."""
    return _("Supervisor") if role == SUPERVISOR else _("Petugas lapangan")


class OfficersCard(Card):
    """The list of officers and what can be done with them; `asks` are the page's own verbs by name."""

    def __init__(self, asks: dict[str, Callable[[], object]]) -> None:
        super().__init__(_("Petugas di laptop ini"))
        column = Column[OfficerFacts]
        muted = lambda item: None if item.active else theme.MUTED  # noqa: E731
        columns = (
            column(N_("Nama"), lambda officer: officer.name, stretch=3, width=160, bold=True, ink=muted),
            column(N_("NIP"), lambda officer: officer.nip, width=150, drop=1),
            column(N_("Peran"), lambda officer: role_words(officer.role), width=130),
            column(
                N_("Keadaan"), lambda officer: _("aktif") if officer.active else _("tidak aktif"), ink=muted
            ),
        )
        self.list = RowsView(
            RowsModel(columns, key=lambda officer: officer.id, parent=self), name=_("Petugas")
        )
        self.list.opened.connect(lambda _row: asks["edit"]())
        tools = FlowRow(even=False, gap=theme.SPACE[1])
        for key, words, icon in (
            ("add", _("Tambah petugas"), "user-plus"),
            ("edit", _("Ubah"), "pencil"),
            ("pin", _("Ganti PIN saya"), "key-round"),
            ("dismiss", _("Nonaktifkan"), "user-x"),
        ):
            tools.addWidget(button(words, asks[key], icon=icon))
        self.add(tools)
        self.add(self.list, 1)

    def show_officers(self, officers: Sequence[OfficerFacts]) -> None:
        """Show these."""
        self.list.set_rows(list(officers))
        self.list.fit_columns()
        if self.list.current is None:
            self.list.step(0)


def officer_form(
    save: Callable[[FormDialog], object], officer: OfficerFacts | None = None, parent: QWidget | None = None
) -> FormDialog:
    """Asks for an officer's facts and a PIN."""
    title = _("Ubah petugas") if officer else _("Tambah petugas")
    form = FormDialog(title, save, refusals=REFUSALS, parent=parent)
    role = Segmented(((PETUGAS, role_words(PETUGAS)), (SUPERVISOR, role_words(SUPERVISOR))), name=_("Peran"))
    form.add_field("name", _("Nama lengkap"), QLineEdit(officer.name if officer else ""))
    form.add_field("nip", _("NIP"), QLineEdit(officer.nip if officer else ""))
    form.add_field("role", _("Peran"), role, hint=_("Supervisor boleh menambah dan mengubah petugas."))
    if officer:
        role.choose(officer.role)
    form.add_field("pin", _("PIN baru"), pin_box(), hint=officer_pin_hint())
    return form


def officer_pin_hint() -> str:
    """What a new PIN of either role may be."""
    return _(
        "Petugas sedikitnya {short}, supervisor {long} angka atau huruf; jangan urut atau berulang."
    ).format(short=SHORTEST, long=SHORTEST_OF_SUPERVISOR)


class TypedOfficer(TypedDict):
    """What the form holds."""

    name: str
    nip: str
    role: str
    pin: str


def typed_officer(form: FormDialog) -> TypedOfficer:
    """What stands in the form now."""
    return TypedOfficer(
        name=str(form.value("name")),
        nip=str(form.value("nip")),
        role=str(form.value("role")),
        pin=str(form.value("pin")),
    )


def pin_form(
    save: Callable[[FormDialog], object], parent: QWidget | None = None, *, supervisor: bool
) -> FormDialog:
    """Asks for a new PIN, twice."""
    form = FormDialog(_("Ganti PIN saya"), save, refusals=REFUSALS, parent=parent)
    ask_new_pin(form, supervisor=supervisor)
    return form
