"""Many laptops at once: the list of whom to prepare, what was prepared, and the answers of one folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from bazar_desktop.domain.bazaars.laptop_list import WantedLaptop, format_laptops, parse_laptops
from bazar_desktop.jobs.exchange.intake import ENROLLED, ReadFile
from bazar_desktop.jobs.office.preparing import PreparedAll, PreparedLaptop, prepare_all
from bazar_desktop.language import N_, _
from bazar_desktop.messages import answer, answer_tag
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.forms import FormDialog, Panel
from bazar_desktop.ui.kit.rows import Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.task import Report
from bazar_desktop.ui.kit.text import Label

LINES = "laptops"


def laptops_form(
    suggested: Sequence[WantedLaptop], save: Callable[[tuple[WantedLaptop, ...]], object], parent: QWidget
) -> FormDialog:
    """The list of laptops to prepare, a line each, filled with those that are missing; `save` may refuse."""
    form = FormDialog(
        _("Siapkan semua laptop"),
        lambda form: save(parse_laptops(form.text(LINES))),
        explains=_(
            "Satu baris satu laptop: nama = kode bazar; siapa yang dihubungi. Boleh ditempel dari Excel."
        ),
        saves=_("Pilih flashdisk"),
        refusals=dict.fromkeys(
            (
                "laptop_line_not_read",
                "laptop_written_twice",
                "no_laptops_written",
                "device_name_taken",
                "device_name_missing",
                "unknown_bazaar",
            ),
            LINES,
        ),
        parent=parent,
    )
    lines = QPlainTextEdit(format_laptops(suggested))
    lines.setTabChangesFocus(True)
    lines.setMinimumHeight(220)
    hint = _(
        "Laptop 3 = P233M01, P233M02; Bu Rina 0812… Terisi satu laptop untuk tiap bazar yang belum punya."
    )
    form.add_field(LINES, _("Laptop"), lines, hint=hint)
    return form


def make_all_ready(
    report: Report,
    *,
    store: OpenStore,
    laptops: Sequence[WantedLaptop],
    to: Path,
    sheets: Path,
    at: datetime,
) -> PreparedAll:
    """Write all preparations and their sheets beside the window; called off in between, nothing is left."""

    def tell(done: int, of: int, name: str) -> None:
        report(done, of, _("Menulis berkas persiapan {name}").format(name=name))

    return prepare_all(store, laptops, to=to, sheets=sheets, at=at, report=tell)


class PreparedPanel(Panel):
    """What was prepared; the codes stand on the sheets alone."""

    def __init__(self, made: PreparedAll, show: Callable[[], object], parent: QWidget | None = None) -> None:
        words = _("Cetak lembarnya dan serahkan terpisah dari flashdisk. Kodenya hanya ada di lembar itu.")
        super().__init__(_("{n} laptop disiapkan").format(n=len(made.laptops)), words, parent, width=720)
        self.body.addWidget(Label(_("Folder: {name}").format(name=made.folder.name), "strong", wrap=True))
        self.body.addWidget(Label(_("Lembar: {name}").format(name=str(made.sheets)), "body", wrap=True))
        column = Column[PreparedLaptop]
        self.rows = RowsView(
            RowsModel(
                (
                    column(N_("Laptop"), lambda row: row.name, bold=True, stretch=1, width=150, wrap=True),
                    column(N_("Huruf"), lambda row: row.letter),
                    column(N_("Berkas"), lambda row: row.file.name, stretch=1, width=200),
                ),
                made.laptops,
                parent=self,
            ),
            name=_("Laptop yang disiapkan"),
        )
        self.rows.setMinimumHeight(240)
        self.body.addWidget(self.rows, 1)
        self.buttons.addWidget(button(_("Buka lembarnya"), show, icon="printer"))
        done = button(_("Tutup"), self.accept, kind="primary")
        done.setDefault(True)
        self.buttons.addWidget(done)


class AnswersPanel(Panel):
    """The answers that were read in one folder, each with its result and the six words to compare."""

    def __init__(self, files: Sequence[ReadFile], parent: QWidget | None = None) -> None:
        enrolled = sum(file.answer == ENROLLED for file in files)
        words = _("{n} dari {of} terdaftar. Cocokkan enam kata tiap laptop lewat telepon.")
        super().__init__(_("Jawaban laptop"), words.format(n=enrolled, of=len(files)), parent, width=900)
        column = Column[ReadFile]
        self.rows = RowsView(
            RowsModel(
                (
                    column(
                        N_("Laptop"),
                        lambda row: row.maker or row.file,
                        bold=True,
                        stretch=1,
                        width=150,
                        wrap=True,
                    ),
                    column(
                        N_("Hasil"),
                        lambda row: row.answer,
                        answer_tag,
                        tint=lambda row: theme.TINT if row.answer == ENROLLED else theme.ERROR_TINT,
                    ),
                    column(N_("Enam kata"), _words_or_why, stretch=3, width=320, wrap=True),
                    column(N_("Berkas"), lambda row: row.file, drop=1),
                ),
                files,
                parent=self,
            ),
            name=_("Jawaban yang dibaca"),
        )
        self.rows.setMinimumHeight(280)
        self.body.addWidget(self.rows, 1)
        done = button(_("Tutup"), self.accept, kind="primary")
        done.setDefault(True)
        self.buttons.addWidget(done)


def _words_or_why(file: ReadFile) -> str:
    return " ".join(file.words) if file.answer == ENROLLED else answer(file)
