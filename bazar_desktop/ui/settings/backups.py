"""Backups: when the last was made, where, making one now, taking one back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from bazar_desktop.domain.calendar import format_long_date
from bazar_desktop.language import N_, _, language
from bazar_desktop.phrases.restoring import megabytes
from bazar_desktop.store.backup import Backup
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.rows import RIGHT, Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label


class BackupsCard(Card):
    """The list of backups and what can be done; `asks` are the page's own verbs by name."""

    def __init__(self, asks: dict[str, Callable[[], object]]) -> None:
        super().__init__(_("Cadangan data"))
        self.says = Label("", "muted", wrap=True)
        column = Column[Backup]
        columns = (
            column(
                N_("Dibuat"),
                lambda backup: backup.made_at,
                lambda at: f"{format_long_date(at.date(), language())}, {at:%H.%M}",
                stretch=3,
                width=190,
                bold=True,
            ),
            column(
                N_("Jenis"), lambda backup: _("disisihkan") if backup.is_aside else _("cadangan"), width=100
            ),
            column(N_("Ukuran"), lambda backup: backup.size, megabytes, align=RIGHT),
            column(N_("Berkas"), lambda backup: backup.path.name, stretch=2, width=150, drop=1),
        )
        self.list = RowsView(
            RowsModel(columns, key=lambda backup: backup.path, parent=self), name=_("Cadangan data")
        )
        tools = FlowRow(even=False, gap=theme.SPACE[1])
        tools.addWidget(button(_("Cadangkan sekarang"), asks["make"], kind="primary", icon="hard-drive"))
        tools.addWidget(button(_("Pilih tempat kedua"), asks["second"], icon="usb"))
        tools.addWidget(button(_("Pulihkan dari cadangan"), asks["restore"], kind="danger", icon="history"))
        self.add(self.says)
        self.add(tools)
        self.add(self.list, 1)

    def show_backups(self, backups: Sequence[Backup], second: Path | None) -> None:
        """Show these and say where the second copies go."""
        self.list.set_rows(list(backups))
        self.list.fit_columns()
        every = _("Dibuat saat program dibuka, tiap 30 menit bila ada perubahan, dan saat hari ditutup.")
        place = (
            _("Tempat kedua: {folder}.").format(folder=second)
            if second
            else _("Belum ada tempat kedua; pilih flashdisk agar data selamat bila laptop rusak.")
        )
        self.says.setText(f"{every} {place}")
