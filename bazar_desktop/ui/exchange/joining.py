"""*Gabungkan ke kantor*: what a lone laptop is asked for, and what it carries to the office it joined."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from bazar_desktop.jobs.exchange.joining import JoinedWithDays, check_joining, join_office
from bazar_desktop.jobs.office.enrolment import PREPARED
from bazar_desktop.language import _
from bazar_desktop.phrases.figures import control_sum_words
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Facts
from bazar_desktop.ui.kit.forms import FormDialog, Panel
from bazar_desktop.ui.kit.task import Report
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.start.enrol import FileLine


def join_up(report: Report, *, store: OpenStore, file: Path, code: str, at: datetime) -> JoinedWithDays:
    """Join the office beside the window."""
    report(0, 0, _("Bergabung dengan kantor dan membuat paketnya"))
    return join_office(store, file, code=code, at=at)


def joining_form(
    store: OpenStore, go_on: Callable[[Path, str], object], parent: QWidget | None = None
) -> FormDialog:
    """Asks for the office's file and its code; `go_on` joins once they fit."""

    def save(form: FormDialog) -> bool:
        file, code = Path(form.text("file")), form.text("code")
        if not file.is_file():
            form.refuse("file", _("Berkas itu tidak ditemukan. Pasang flashdisknya, lalu pilih lagi."))
            return False
        check_joining(store, file, code=code)
        go_on(file, code)
        return True

    form = FormDialog(
        _("Gabungkan ke kantor"),
        save,
        explains=_(
            "Semua bazar, hari, pelaku dan isian laptop ini ikut; tidak ada yang diketik ulang. Di laptop ini semuanya "
            "tetap terhitung, di kantor sesudah supervisornya menerima. Pengaturan kantor menggantikan yang di sini."
        ),
        saves=_("Gabungkan"),
        refusals={
            "wrong_transfer_code": "code",
            "preparation_of_another_kind": "file",
            "package_damaged": "file",
        },
        parent=parent,
    )
    kinds = f"{_('Berkas persiapan')} (*{PREPARED})"
    hint = _("Kantor membuatnya di Laptop, Siapkan laptop. Jawaban dan paketnya ditulis di sebelahnya.")
    form.add_field("file", _("Berkas persiapan"), FileLine(_("Berkas persiapan"), kinds), hint=hint)
    form.add_field("code", _("Kode serah terima"), QLineEdit())
    return form


class JoinedDaysPanel(Panel):
    """Says what to carry to the office, and the words to compare by phone."""

    def __init__(self, joined: JoinedWithDays, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Bergabung dengan {sudin}").format(sudin=joined.sudin),
            _(
                "Bawa kedua berkas (di sebelah berkas persiapan) ke kantor, dan cocokkan kata-kata ini lewat telepon: "
                "harus sama di kedua layar. Supervisor kantor lalu menerima isinya di Perlu keputusan."
            ),
            parent,
            width=560,
        )
        self.body.addWidget(Label(" · ".join(joined.words), "heading", wrap=True))
        package = joined.package
        facts = (
            (_("Jawaban"), joined.answer.name),
            (_("Paket"), package.file.name),
            (_("Isi"), _("no. {first}–{last}").format(first=package.first, last=package.last)),
            (_("Jumlah"), control_sum_words(package.rupiah)),
        )
        self.body.addWidget(Facts(facts))
        done = button(_("Tutup"), self.accept, kind="primary")
        done.setDefault(True)
        self.buttons.addWidget(done)
        done.setFocus()
