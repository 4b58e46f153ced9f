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
    "Directories": N_("Folder"),
    "Find Directory": N_("Cari folder"),
    "Open Directory": N_("Buka folder"),
    "Open File": N_("Buka berkas"),
    "Save As": N_("Simpan sebagai"),
    "Show hidden files": N_("Tampilkan berkas tersembunyi"),
    "Create a New Folder": N_("Buat folder baru"),
    "Change to list view mode": N_("Ganti ke tampilan daftar"),
    "Change to detail view mode": N_("Ganti ke tampilan rinci"),
    "Go back": N_("Kembali"),
    "Go forward": N_("Maju"),
    "Go to the parent directory": N_("Ke folder di atasnya"),
    "Sidebar": N_("Tempat"),
    "List of places and bookmarks": N_("Daftar tempat"),
    "Files": N_("Berkas"),
    "Computer": N_("Komputer"),
    "My Computer": N_("Komputer ini"),
    "Drive": N_("Disk"),
    "File": N_("Berkas"),
    "Folder": N_("Folder"),
    "File Folder": N_("Folder berkas"),
    "Kind": N_("Jenis"),
    "Warning": N_("Peringatan"),
    "Delete?": N_("Hapus?"),
    "Remove": N_("Singkirkan"),
    "Show ": N_("Tampilkan "),
    "Alias": N_("Pintasan"),
    "Shortcut": N_("Pintasan"),
    "Unknown": N_("Tidak dikenal"),
    "Recent Places": N_("Tempat terakhir"),
    "%1 already exists.\nDo you want to replace it?": N_("%1 sudah ada.\nGanti berkas itu?"),
    "%1\nFile not found.\nPlease verify the correct file name was given.": N_(
        "%1\nBerkas tidak ada.\nPeriksa nama berkasnya."
    ),
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": N_(
        "%1\nFolder tidak ada.\nPeriksa nama foldernya."
    ),
    "'%1' is write protected.\nDo you want to delete it anyway?": N_(
        "%1 dilindungi dari perubahan.\nTetap dihapus?"
    ),
    "Are you sure you want to delete '%1'?": N_("Hapus %1?"),
    "Could not delete directory.": N_("Folder itu tidak dapat dihapus."),
    "Don't Save": N_("Jangan simpan"),
    "Close without Saving": N_("Tutup tanpa menyimpan"),
    "Abort": N_("Hentikan"),
    "Ignore": N_("Abaikan"),
    "Yes to All": N_("Ya untuk semua"),
    "No to All": N_("Tidak untuk semua"),
    "Save All": N_("Simpan semua"),
    "Restore Defaults": N_("Kembalikan ke semula"),
    "Show Details...": N_("Tampilkan rincian…"),
    "Hide Details...": N_("Sembunyikan rincian…"),
    "Scroll here": N_("Gulir ke sini"),
    "Top": N_("Paling atas"),
    "Bottom": N_("Paling bawah"),
    "Left edge": N_("Tepi kiri"),
    "Right edge": N_("Tepi kanan"),
    "Page up": N_("Halaman ke atas"),
    "Page down": N_("Halaman ke bawah"),
    "Page left": N_("Halaman ke kiri"),
    "Page right": N_("Halaman ke kanan"),
    "Scroll up": N_("Gulir ke atas"),
    "Scroll down": N_("Gulir ke bawah"),
    "Scroll left": N_("Gulir ke kiri"),
    "Scroll right": N_("Gulir ke kanan"),
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
