"""What a person does with the day's papers: print, save, export, hand over, tell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bazar_desktop.jobs.exchange.export_to_usb import HandedOver, Stick, hand_over, handed_over_words
from bazar_desktop.jobs.exchange.usb_parts import backup_to, package_to
from bazar_desktop.jobs.papers.day_files import write_files
from bazar_desktop.jobs.papers.day_papers import (
    ALL,
    DayToPrint,
    PaperMade,
    draw_all,
    draw_paper,
    write_bundle,
)
from bazar_desktop.language import _
from bazar_desktop.printing.bundle import Choices, list_rows_by_page
from bazar_desktop.printing.toolkit.document import file_name
from bazar_desktop.services.day.activity import activity_to_tell, tell_activity
from bazar_desktop.services.papers.press import press_facts
from bazar_desktop.services.papers.printed import (
    ACTIVITY,
    LIST,
    NO_PAGES,
    PLAN,
    PRINTED,
    SAVED,
    note_printed,
    papers_of,
)
from bazar_desktop.spreadsheets.writing.day_files import DayFiles
from bazar_desktop.store.backup import Report
from bazar_desktop.store.files import write_whole
from bazar_desktop.ui.app_session import Done
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.kit.save_dialog import documents
from bazar_desktop.ui.papers.activity_dialog import activity_dialog, values_of
from bazar_desktop.ui.papers.context import PapersContext
from bazar_desktop.ui.papers.places import Places
from bazar_desktop.ui.papers.press_dialog import PressDialog
from bazar_desktop.ui.papers.printer import Printers
from bazar_desktop.ui.papers.rows import TITLES


class PaperActions:
    """The verbs. Each reads the day anew, works beside the window and says what is where."""

    def __init__(self, page: PapersContext, printers: Printers, places: Places) -> None:
        self._page, self._printers, self._places = page, printers, places
        self.folder = documents()

    def print_this(self) -> None:
        """Print the paper in hand."""
        self._print(self._page.code)

    def print_all(self) -> None:
        """Print all papers of the day, one after the other."""
        self._print(ALL)

    def save_pdf(self) -> None:
        """Save the paper in hand under a name that the person gives."""
        page, code, before = self._page, self._page.code, self._ready()
        if before is None:
            return
        start = self.folder / file_name(before.sheet, code)
        path = self._places.pdf(page.window(), _("Simpan PDF"), start)
        read = self._ready() if path is not None else None  # as it stands after the question
        if path is None or read is None:
            return

        def saved(_none: None) -> None:
            self._saved(read, _codes(read, code), path)

        page.run_of_day(
            _("Menyimpan PDF"), save_one, saved, read=read, code=code, choices=page.choices, path=path
        )

    def save_bundle(self) -> None:
        """Save all papers in one file, for a photocopying shop."""
        page, asked = self._page, self._ask_and_read(_("Simpan untuk difotokopi di mana?"))
        if asked is None:
            return
        to, read = asked

        def saved(made: PaperMade) -> None:
            self._saved(read, _codes(read, ALL), made.path)

        page.run_of_day(_("Menyimpan berkas"), write_bundle, saved, read=read, to=to, choices=page.choices)

    def export(self) -> None:
        """Write CSV files, data package and workbook."""
        page, asked = self._page, self._ask_and_read(_("Simpan CSV dan Excel di mana?"))
        if asked is None:
            return
        to, read = asked

        def exported(made: DayFiles) -> None:
            words = _("{count} berkas CSV dan Excel ada di {folder}.")
            self._tell(words.format(count=len(made.files), folder=made.folder), made.folder)

        page.run_of_day(_("Menulis CSV dan Excel"), write_files, exported, read=read, to=to)

    def hand_over(self) -> None:
        """Put everything of the day onto a stick."""
        page, store = self._page, self._page.desk.store
        asked = self._ask_and_read(_("Serahkan ke flashdisk yang mana?"))
        if asked is None:
            return
        to, read = asked
        at = page.desk.clock()

        def handed(done: HandedOver) -> None:
            self._note(read, _codes(read, ALL), SAVED)
            self._tell(handed_over_words(done), done.to)

        page.run_of_day(
            _("Serahkan: jangan cabut flashdisk"),
            hand_over,
            handed,
            read=read,
            to=to,
            choices=page.choices,
            package=package_to(store, at),
            backup=backup_to(store, at),
            stick=Stick.at(to),
        )

    def tell_press(self) -> PressDialog | None:
        """Open the text for the press and for a chat."""
        read = self._ready()
        if read is None:
            return None
        dialog = PressDialog(press_facts(read.sheet), self._page.window())
        dialog.open()
        return dialog

    def tell_activity(self) -> FormDialog | None:
        """Open the form of the laporan kegiatan; what is saved can be taken back."""
        page, read = self._page, self._ready()
        if read is None:
            return None
        bazaar_id, day = read.bazaar_id, read.sheet.day

        def save(form: FormDialog) -> object:
            told = values_of(form)
            return page.desk.perform(
                tell_activity,
                bazaar_id=bazaar_id,
                day=day,
                weather=told.weather,
                visitors=told.visitors,
                obstacles=told.obstacles,
                notes=told.notes,
                photos=told.photos,
                at=page.desk.clock(),
            )

        before = page.ask(activity_to_tell, bazaar_id=bazaar_id, day=day)
        if before is None:
            return None
        dialog = activity_dialog(page.window(), before, self._places.photos, save)
        dialog.accepted.connect(lambda: self._told(dialog))
        dialog.open()
        return dialog

    def _told(self, dialog: FormDialog) -> None:
        page, done = self._page, dialog.result_value
        page.show_paper(ACTIVITY)
        page.tell_saved()
        page.say(_("Laporan kegiatan disimpan."), undo=done if isinstance(done, Done) else None)

    def show_folder(self) -> None:
        """Open the folder that was written to last."""
        self._places.show(self.folder)

    def _ready(self) -> DayToPrint | None:
        """The day read anew; None where there is none, another is meant, or other work of this page runs."""
        if self._page.is_busy:
            self._page.warn(_("Tunggu sampai pekerjaan ini selesai, atau batalkan dulu."))
            return None
        return self._page.read_now() if self._page.day_is_kept() else None

    def _ask_and_read(self, question: str) -> tuple[Path, DayToPrint] | None:
        """Ask for a folder, and read the day as it stands after that; None where there is none of either."""
        to = self._ask_folder(question) if self._ready() is not None else None
        read = self._ready() if to is not None else None
        return (to, read) if to is not None and read is not None else None

    def _ask_folder(self, question: str) -> Path | None:
        return self._places.folder(self._page.window(), question, self.folder)

    def _print(self, code: str) -> None:
        page = self._page
        name, choices = page.printer_name, page.choices
        if not name and page.is_looking:
            page.warn(_("Printer di laptop ini masih dicari. Coba lagi sebentar lagi."))
            return
        if not name:
            words = _("Belum ada printer di laptop ini. Simpan untuk difotokopi, lalu cetak di tempat lain.")
            page.warn(words, action=_("Simpan untuk difotokopi"), act=self.save_bundle)
            return
        read = self._ready()
        if read is None:
            return

        def printed(sent: bool) -> None:
            if not sent:
                words = _("Printer {name} tidak mengenal kertas {paper}. Cetak di A4?")
                page.warn(
                    words.format(name=name, paper=choices.paper),
                    action=_("Cetak di A4"),
                    act=lambda: self._print_on_a4(code),
                )
                return
            self._note(read, _codes(read, code), PRINTED)
            page.say(_("{paper} dikirim ke {name}.").format(paper=_(TITLES[code]), name=name))

        page.run_of_day(
            _("Mencetak"),
            print_papers,
            printed,
            read=read,
            code=code,
            choices=choices,
            printers=self._printers,
            name=name,
            copies=page.copies,
        )

    def _print_on_a4(self, code: str) -> None:
        self._page.choose_size("A4")
        self._print(code)

    def _saved(self, read: DayToPrint, codes: Sequence[str], path: Path) -> None:
        self._note(read, codes, SAVED)
        self._tell(_("{file} ada di {folder}.").format(file=path.name, folder=path.parent), path.parent)

    def _tell(self, words: str, folder: Path) -> None:
        self.folder = folder
        self._page.say(words, action=_("Buka folder"), icon="folder-open", act=self.show_folder)

    def _note(self, read: DayToPrint, codes: Sequence[str], how: str) -> None:
        page = self._page
        page.perform(
            note_printed,
            bazaar_id=read.bazaar_id,
            sheet=read.sheet,
            plan=read.plan,
            codes=codes,
            how=how,
            at=page.desk.clock(),
            filled=page.choices.filled,
            pages=list_rows_by_page(read.sheet, page.choices) if LIST in codes else NO_PAGES,
        )
        page.show_states()


def _codes(read: DayToPrint, code: str) -> list[str]:
    """The papers that were made: one, or all there are."""
    every = [item for item in papers_of(read.sheet) if item != PLAN or read.plan is not None]
    return every if code == ALL else [code]


def save_one(report: Report, *, read: DayToPrint, code: str, choices: Choices, path: Path) -> None:
    """Draw one paper and write it. Raises DiskFull, OutputFailed."""
    write_whole(path, draw_paper(report, read=read, code=code, choices=choices), make_folder=False)


def print_papers(
    report: Report,
    *,
    read: DayToPrint,
    code: str,
    choices: Choices,
    printers: Printers,
    name: str,
    copies: int,
) -> bool:
    """Draw one paper, or all without their list of contents, and print it; False where that printer lacks the size.

    Raises MachineFault.
    """
    if not printers.takes(name, choices.paper):
        return False
    if code == ALL:
        pdf = draw_all(report, read=read, choices=choices)
    else:
        pdf = draw_paper(report, read=read, code=code, choices=choices)
    printers.print_pdf(report, pdf=pdf, name=name, paper=choices.paper, copies=copies, title=_(TITLES[code]))
    return True
