"""What can be done with one vendor that is open: change, history, numbers in full, documents, the same person."""

from __future__ import annotations

from PySide6.QtCore import QPoint

from bazar_desktop.language import _
from bazar_desktop.phrases.imports import field_name
from bazar_desktop.phrases.journal import by_words
from bazar_desktop.phrases.proposals import waiting_erasure_words
from bazar_desktop.phrases.register import change_name
from bazar_desktop.phrases.reports import earlier_words
from bazar_desktop.services.day.vendor_bazaars import vendor_bazaars
from bazar_desktop.services.register.documents import Document, documents, remove_document
from bazar_desktop.services.register.erasures import erase_person, look_at_erasure
from bazar_desktop.services.register.history import vendor_history
from bazar_desktop.services.register.vendor_page import join_vendors, part_vendors, reveal, vendor_page
from bazar_desktop.services.reports.correcting import correct_sealed_days, sealed_differences
from bazar_desktop.ui.app_session import Done
from bazar_desktop.ui.kit.forms import reason_dialog
from bazar_desktop.ui.kit.history import HistoryPopover, HistoryRow
from bazar_desktop.ui.register.context import RegisterContext
from bazar_desktop.ui.register.document_form import document_form
from bazar_desktop.ui.register.erasing import erasing_form
from bazar_desktop.ui.register.panel import VendorPanel
from bazar_desktop.ui.register.pick import PickVendor


class OpenVendor:
    """One vendor's panel over the page of the register."""

    def __init__(self, page: RegisterContext, vendor_id: str) -> None:
        self._page, self._id = page, vendor_id
        self.panel = self._made()
        self.panel.open()

    def _made(self) -> VendorPanel:
        page = self._page
        facts = page.desk.read(vendor_page, vendor_id=self._id)
        papers = page.desk.read(documents, vendor_id=self._id, today=page.desk.clock().date())
        earlier = earlier_words(page.desk.read(sealed_differences, vendor_id=self._id), page.category_name)
        taken = page.desk.read(vendor_bazaars, vendor_id=self._id, today=page.desk.clock().date())
        category = page.category_name(facts.facts.category)
        panel = VendorPanel(facts, category, papers, page.window(), earlier, taken)
        panel.correction_asked.connect(self._correct)
        panel.edit_asked.connect(self._edit)
        panel.history_asked.connect(self._history)
        panel.reveal_asked.connect(self._reveal)
        panel.join_asked.connect(self._join)
        panel.part_asked.connect(self._part)
        panel.erase_asked.connect(self._erase)
        panel.document_asked.connect(self._document)
        panel.document_gone.connect(self._remove_document)
        return panel

    def _edit(self) -> None:
        self.panel.accept()
        self._page.ask_change(self._id)

    def _history(self) -> None:
        changes = self._page.desk.read(vendor_history, vendor_id=self._id)
        rows = [
            HistoryRow(
                change.at, by_words(change), change_name(change), change.before, change.after, change.reason
            )
            for change in changes
        ]
        panel = self.panel
        self.popover = HistoryPopover(_("Riwayat isian"), rows, panel)
        self.popover.show_at(panel.mapToGlobal(QPoint(panel.width() - 390, 60)))

    def _reveal(self, field: str) -> None:
        question = _("Tampilkan {field} lengkap").format(field=field_name(field))
        asked = reason_dialog(
            question,
            _("Siapa yang melihat dan alasannya dicatat."),
            confirms=_("Tampilkan"),
            parent=self.panel,
        )

        def show() -> None:
            done = self._page.perform(
                reveal,
                vendor_id=self._id,
                field=field,
                reason=str(asked.result_value),
                at=self._page.desk.clock(),
            )
            if done is not None:
                self.panel.show_number(field, done.result)

        asked.accepted.connect(show)
        asked.open()

    def _join(self) -> None:
        pick = PickVendor(self._page.desk, _("Orang yang sama"), self._id, self.panel)

        def join() -> None:
            self.panel.accept()
            done = self._page.perform(join_vendors, one=self._id, other=pick.chosen)
            if done is not None:
                self._page.say(_("Digabung sebagai satu orang. Riwayat keduanya tetap ada."), undo=done)

        pick.accepted.connect(join)
        pick.open()

    def _part(self, other: str) -> None:
        self.panel.accept()
        done = self._page.perform(part_vendors, one=self._id, other=other)
        if done is not None:
            self._page.say(_("Dipisahkan lagi."), undo=done)

    def _erase(self) -> None:
        page = self._page
        erased = page.desk.read(look_at_erasure, vendor_id=self._id)
        asked = erasing_form(self.panel.windowTitle(), erased, self.panel)

        def erase() -> None:
            self.panel.accept()
            officer = page.desk.officer
            done = page.perform(
                erase_person,
                vendor_id=self._id,
                officer=officer.id if officer else "",
                reason=str(asked.result_value),
                at=page.desk.clock(),
            )
            if done is not None:
                page.reload()
                if done.result.waits:
                    page.say(waiting_erasure_words())
                else:
                    page.say(_("Data orang itu dihapus. Buat paket agar terhapus juga di laptop lain."))

        asked.accepted.connect(erase)
        asked.open()

    def _correct(self) -> None:
        page = self._page
        asked = reason_dialog(
            _("Berlakukan juga untuk hari yang sudah ditutup"),
            _("Segel dan kertasnya tetap. Laporan tahun memakai data sekarang dan menyebut selisihnya."),
            confirms=_("Berlakukan"),
            parent=self.panel,
        )

        def correct() -> None:
            self.panel.accept()
            officer = page.desk.officer
            done = page.perform(
                correct_sealed_days,
                vendor_id=self._id,
                reason=str(asked.result_value),
                officer=officer.id if officer else "",
                at=page.desk.clock(),
            )
            if done is not None:
                words = _("Dibetulkan setelah segel: {n} hari.").format(n=len(done.result))
                page.say(words, undo=done)

        asked.accepted.connect(correct)
        asked.open()

    def _document(self, document: Document | None) -> None:
        form = document_form(self._page.desk, self._id, document, self.panel)

        def saved() -> None:
            self.panel.accept()
            done = form.result_value
            self._page.say(_("Dokumen disimpan."), undo=done if isinstance(done, Done) else None)
            self._page.tell_saved()
            self._page.reload()

        form.accepted.connect(saved)
        form.open()

    def _remove_document(self, document: Document) -> None:
        self.panel.accept()
        done = self._page.perform(remove_document, document_id=document.id)
        if done is not None:
            self._page.say(_("Dokumen dicabut."), undo=done)
            self._page.reload()
