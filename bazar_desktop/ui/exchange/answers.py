"""The table of what was read and how each file was answered; the laptop and the office show the same."""

from __future__ import annotations

from collections.abc import Sequence

from bazar_desktop.domain.money import format_number
from bazar_desktop.jobs.exchange.intake import Batch, ReadFile
from bazar_desktop.language import N_, _, ngettext
from bazar_desktop.messages import answer, answer_tag
from bazar_desktop.services.exchange.packages import IntakeFacts
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.rows import RIGHT, Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label

Answered = ReadFile | IntakeFacts
GOOD, KNOWN = {"MERGED", "ENROLLED", "CONFIRMED"}, {"DUPLICATE", "NOT_OURS"}
WAITING = {"HELD", "MERGED_LATE"}


def tint(row: Answered) -> str:
    """The ground of an answer's cell: taken in, known, wants a look, refused."""
    if row.facts.get("clock_odd"):
        return theme.ATTENTION_TINT
    if row.answer in GOOD:
        return theme.TINT
    if row.answer in KNOWN:
        return theme.PAGE
    return theme.ATTENTION_TINT if row.answer in WAITING else theme.ERROR_TINT


def _numbers(row: Answered) -> str:
    return f"{row.first}–{row.last}" if row.last and row.first else ""


def answers_view() -> RowsView[Answered]:
    """An empty table of answers; `AnswersCard` says the sentence of the current one."""
    columns: list[Column[Answered]] = [
        Column(N_("Jawaban"), lambda row: answer_tag(row.answer), tint=tint, bold=True),
        Column(N_("Dari"), lambda row: row.maker or "–", stretch=1),
        Column(N_("No."), _numbers, align=RIGHT),
        Column(N_("Perubahan baru"), _new, align=RIGHT, drop=2),
        Column(N_("Berkas"), _file, stretch=3, width=200, drop=1),
    ]
    return RowsView(RowsModel(columns, key=_file), name=_("Berkas yang dibaca"))


def _file(row: Answered) -> str:
    return row.file if isinstance(row, ReadFile) else row.file_name


def _new(row: Answered) -> str:
    count = row.new if isinstance(row, ReadFile) else int(row.facts.get("new") or 0)
    return format_number(count) if count else "–"


class AnswersCard(Card):
    """The table of answers, and below it the whole sentence of the current one."""

    def __init__(self) -> None:
        super().__init__(tight=True)
        self.view = answers_view()
        self.sentence = Label("", "body", wrap=True)
        self.sentence.setContentsMargins(10, 4, 10, 6)
        self.view.picked.connect(self._say)
        self.nothing = EmptyState(
            "inbox",
            _("Belum ada berkas yang dibaca"),
            _("Paket, kabar, tanda terima, dan jawaban yang dibaca tampil di sini dengan jawabannya."),
        )
        self.add(self.view, 1)
        self.add(self.nothing, 1)
        self.add(self.sentence)
        self.show_answers(())

    def show_answers(self, rows: Sequence[Answered]) -> None:
        """Show these; what wants a look first, and that one explained."""
        ordered = sorted(rows, key=lambda row: row.answer in GOOD | KNOWN)
        self.view.set_rows(ordered)
        self.view.setVisible(bool(ordered))
        self.nothing.setVisible(not ordered)
        self.view.step(0)
        self._say(self.view.current)

    def _say(self, row: Answered | None) -> None:
        self.sentence.setText(answer(row) if row is not None else "")
        self.sentence.setVisible(row is not None)


def batch_words(batch: Batch) -> str:
    """What a whole reading did, in one sentence."""
    parts = []
    taken = sum(file.answer in {"MERGED", "MERGED_LATE"} for file in batch.files)
    if taken:
        parts.append(ngettext("{n} paket diterima", "{n} paket diterima", taken).format(n=taken))
    for answers, words in (
        ({"DUPLICATE"}, _("{n} sudah ada")),
        ({"HELD"}, _("{n} menunggu nomor sebelumnya")),
        ({"ENROLLED"}, _("{n} laptop terdaftar")),
        ({"CONFIRMED"}, _("{n} tanda terima cocok")),
        ({"DIFFERS"}, _("{n} tanda terima tidak cocok")),
    ):
        count = sum(file.answer in answers for file in batch.files)
        if count:
            parts.append(words.format(n=count))
    refused = sum(file.answer not in GOOD | KNOWN | WAITING | {"DIFFERS"} for file in batch.files)
    if refused:
        parts.append(_("{n} ditolak").format(n=refused))
    return f"{', '.join(parts)}." if parts else _("Tidak ada yang perlu dibaca.")


def needs_look(batch: Batch) -> bool:
    """Whether something in the batch was refused, waits, changed a sealed day, or came from an odd clock."""
    return any(file.clock_odd or file.answer not in GOOD | KNOWN for file in batch.files)
