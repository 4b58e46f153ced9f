"""The question before a person is erased: what goes, what stays, and that it does not come back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from bazar_desktop.domain.money import format_number
from bazar_desktop.language import _, ngettext
from bazar_desktop.services.register.erasures import Erased
from bazar_desktop.ui.kit.forms import FormDialog, reason_dialog


def erasing_form(name: str, erased: Erased, parent: QWidget | None = None) -> FormDialog:
    """Are you sure? Its result is the reason. `name` is the business as the officer sees it."""
    parts = [
        _("Nama, usaha, NIK, HP, alamat, dan izin hilang dari semua laptop lewat paket berikutnya."),
        ngettext(
            "{n} keikutsertaan tetap dihitung tanpa nama.",
            "{n} keikutsertaan tetap dihitung tanpa nama.",
            erased.participations,
        ).format(n=format_number(erased.participations)),
        _("Kertas dan foto halaman bertanda tangan tidak ikut terhapus."),
        _("Ini tidak dapat diurungkan."),
    ]
    if len(erased.vendors) > 1:
        parts.insert(
            1, _("Ikut terhapus: {n} catatan lain dari orang yang sama.").format(n=len(erased.vendors) - 1)
        )
    return reason_dialog(
        _("Hapus data {name} untuk selamanya?").format(name=name),
        " ".join(parts),
        confirms=_("Hapus untuk selamanya"),
        parent=parent,
    )
