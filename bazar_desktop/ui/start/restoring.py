"""*Pulihkan di komputer ini*: a backup from a stick or a copied folder, the key sheet, and a new PIN."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from bazar_desktop.domain.calendar import format_numeric_date
from bazar_desktop.jobs.recovery.elsewhere import FoundBackups, find_backups, restore_here
from bazar_desktop.language import _
from bazar_desktop.services.settings.officers import SUPERVISOR
from bazar_desktop.store.backup import Backup
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.passwords import FIELD_COST, Cost
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.start.first_start import ask_new_pin, pin_refusals, pins_agree
from bazar_desktop.ui.start.forgotten_pin import add_sheet_words, sheet_refusals

LATEST = "latest"


def ask_backup_folder(parent: QWidget | None = None) -> FoundBackups | None:
    """Let the person choose where the backups lie; None when they leave. Raises what `find_backups` raises."""
    chosen = QFileDialog.getExistingDirectory(
        parent, _("Pilih folder cadangan, flashdisk, atau salinan folder data")
    )
    return find_backups(Path(chosen)) if chosen else None


def restore_form(
    known: FoundBackups, folder: Path, clock: Callable[[], datetime], *, cost: Cost = FIELD_COST
) -> FormDialog:
    """Asks which backup, whose new PIN, and for the key sheet; its `result_value` is the open store."""

    def save(form: FormDialog) -> OpenStore | None:
        if not pins_agree(form):
            return None
        chosen = str(form.value("backup"))
        return restore_here(
            known.folder,
            folder=folder,
            officer=str(form.value("officer")),
            pin=str(form.value("pin")),
            key_text=str(form.value("words")),
            at=clock(),
            backup=None if chosen == LATEST else Path(chosen),
            cost=cost,
        )

    form = FormDialog(
        _("Pulihkan di komputer ini"),
        save,
        explains=_(
            "Data dari cadangan itu menjadi data komputer ini. Petugas lain mendapat PIN baru dari Anda sesudahnya."
        ),
        saves=_("Pulihkan"),
        refusals=pin_refusals() | sheet_refusals() | {"officer_dismissed": "officer"},
    )
    backups = QComboBox()
    backups.addItem(_("Yang terbaru dan utuh ({time})").format(time=_moment(known.backups[0])), LATEST)
    for backup in known.backups:
        backups.addItem(_moment(backup), str(backup.path))
    names = QComboBox()
    for owner in sorted(known.officers, key=lambda owner: owner.role != SUPERVISOR):
        names.addItem(owner.name, owner.id)
    form.add_field("backup", _("Cadangan"), backups)
    form.add_field("officer", _("Nama Anda"), names)
    add_sheet_words(form)
    ask_new_pin(form, supervisor=known.officers[0].role == SUPERVISOR)
    return form


def _moment(backup: Backup) -> str:
    return f"{format_numeric_date(backup.made_at.date())} {backup.made_at:%H.%M}"
