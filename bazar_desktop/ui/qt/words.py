"""Qt's own words in Indonesian: Qt ships no catalogue for it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator

from bazar_desktop.language import N_, _

QT_WORDS = {
    "OK": N_("OK"),
    "Cancel": N_("Batal"),
    "Save": N_("Simpan"),
    "Open": N_("Buka"),
    "Close": N_("Tutup"),
    "Yes": N_("Ya"),
    "No": N_("Tidak"),
    "Discard": N_("Buang"),
    "Apply": N_("Terapkan"),
    "Reset": N_("Atur ulang"),
    "Help": N_("Bantuan"),
    "Retry": N_("Coba lagi"),
    "Undo": N_("Urungkan"),
    "Redo": N_("Ulangi"),
    "Cut": N_("Potong"),
    "Copy": N_("Salin"),
    "Paste": N_("Tempel"),
    "Delete": N_("Hapus"),
    "Clear": N_("Kosongkan"),
    "Select All": N_("Pilih semua"),
    "Copy Link Location": N_("Salin alamat tautan"),
    "Copy &Link Location": N_("Salin alamat tautan"),
    "Step up": N_("Naik"),
    "Step down": N_("Turun"),
    "Today": N_("Hari ini"),
    "Previous Month": N_("Bulan sebelumnya"),
    "Next Month": N_("Bulan berikutnya"),
    "Look in:": N_("Cari di:"),
    "File name:": N_("Nama berkas:"),
    "Files of type:": N_("Jenis berkas:"),
    "Directory:": N_("Folder:"),
    "Name": N_("Nama"),
    "Size": N_("Ukuran"),
    "Type": N_("Jenis"),
    "Date Modified": N_("Terakhir diubah"),
    "Back": N_("Kembali"),
    "Forward": N_("Maju"),
    "Parent Directory": N_("Folder di atasnya"),
    "Create New Folder": N_("Folder baru"),
    "New Folder": N_("Folder baru"),
    "List View": N_("Tampilan daftar"),
    "Detail View": N_("Tampilan rinci"),
    "All Files (*)": N_("Semua berkas (*)"),
    "Choose": N_("Pilih"),
    "Rename": N_("Ganti nama"),
    "Print": N_("Cetak"),
    "Print to File (PDF)": N_("Cetak ke berkas (PDF)"),
    "Copies:": N_("Rangkap:"),
    "Pages": N_("Halaman"),
    "Options": N_("Pilihan"),
    "Properties": N_("Sifat"),
}


class QtWords(QTranslator):
    """Translates what Qt itself writes. Mnemonics (&) are dropped: ours would clash with the pages' keys.

    `spoken` collects what Qt asked for and was not in the table: a test reads it to see what stays English.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.spoken: set[tuple[str, str]] = set()

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        words = QT_WORDS.get(source_text) or QT_WORDS.get(source_text.replace("&", ""))
        if words is None:
            self.spoken.add((context, source_text))
            return None
        return _(words)


def speak_indonesian(app: QCoreApplication) -> QtWords:
    """Give `app` Indonesian words, dates and numbers for what Qt draws itself."""
    words = QtWords(app)
    app.installTranslator(words)
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
    return words
