"""The list of papers: what each is called and how it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bazar_desktop.domain.calendar import format_numeric_date, format_time, to_wib
from bazar_desktop.jobs.papers.day_papers import ALL
from bazar_desktop.language import N_, _
from bazar_desktop.services.papers.printed import (
    ACTIVITY,
    CARDS,
    CHANGES,
    CORRECTIONS,
    DRAW,
    LIST,
    MINUTES,
    ORDER,
    PARTNERS,
    PLAN,
    RECAP,
    SAVED,
    SIGNS,
    SLIPS,
    SUMMARY,
    WHOLE,
    Printed,
)
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.rows import Column

TITLES = {
    PLAN: N_("Denah booth"),
    LIST: N_("Daftar hadir"),
    CHANGES: N_("Lembar perubahan"),
    CARDS: N_("Kartu peserta"),
    SIGNS: N_("Nomor booth"),
    SLIPS: N_("Slip omzet"),
    RECAP: N_("Rekap omzet"),
    PARTNERS: N_("Lembar mitra"),
    WHOLE: N_("Rekap bazar"),
    MINUTES: N_("Berita acara"),
    CORRECTIONS: N_("Daftar koreksi"),
    ACTIVITY: N_("Laporan kegiatan"),
    SUMMARY: N_("Ringkasan hari"),
    DRAW: N_("Berita acara undian"),
    ALL: N_("Semua kertas"),
}
NOTES = {
    PLAN: N_("Tempel di pintu masuk dan di meja petugas. Nomor booth dan nama sama dengan kartu."),
    LIST: N_("Ditandatangani peserta saat datang, urut booth. Versi terisi memuat jam datang."),
    CHANGES: N_("Hanya yang berubah: booth yang berganti pemegang, dan yang pindah sejak denah dicetak."),
    CARDS: N_("Potong menurut garis. Kode QR dipindai saat peserta datang."),
    SIGNS: N_("Dua nomor selembar, untuk digantung di tenda."),
    SLIPS: N_("Potong setumpuk sekaligus, lalu tumpuk potongannya berurutan: slip jadi urut booth."),
    PARTNERS: N_("Barang mitra: stok, harga, terjual, sisa. Terpisah dari omzet UMKM."),
    RECAP: N_("Omzet semua booth. Sebelum hari ditutup, tertulis DRAF."),
    WHOLE: N_("Semua hari bazar ini, satu kolom tiap hari, dengan jumlah seluruhnya."),
    MINUTES: N_("Ditandatangani petugas dan yang mengetahui, setelah hari ditutup."),
    CORRECTIONS: N_(
        "Yang berubah sejak segel sebelumnya: semula, menjadi, siapa, mengapa, dan paraf supervisor."
    ),
    ACTIVITY: N_(
        "Satu halaman: angka hari bazar ini, foto, cuaca, pengunjung, kendala. Isi dengan Isi laporan kegiatan."
    ),
    SUMMARY: N_("Satu halaman dengan grafik, untuk kepala seksi."),
    DRAW: N_("Kata undian, cara menghitung ulang, dan urutan yang diundi. Ditandatangani petugas dan saksi."),
    ALL: N_("Semua kertas di atas dalam satu berkas, dengan daftar isi di depan."),
}


PLACES = {code: place for place, code in enumerate((*ORDER, ALL))}


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper of the day. `state` in words; `changed`: it would say something else today."""

    code: str
    title: str
    state: str
    changed: bool = False


def paper_rows(made: Mapping[str, Printed], codes: Sequence[str], today: date) -> tuple[PaperRow, ...]:
    """The papers of `codes` in their order, last all in one."""
    rows = [
        PaperRow(code, _(TITLES[code]), _state(made.get(code), today), code in made and made[code].changed)
        for code in codes
    ]
    count = sum(code in made and not made[code].changed for code in codes)
    told = _("{count} dari {all} siap").format(count=count, all=len(codes))
    return (*rows, PaperRow(ALL, _(TITLES[ALL]), told))


def _state(made: Printed | None, today: date) -> str:
    if made is None:
        return _("Belum dicetak")
    moment = to_wib(made.at)
    when = format_time(moment) if moment.date() == today else format_numeric_date(moment.date())
    if made.changed:
        return _("Berubah sejak {when}").format(when=when)
    return (_("Disimpan {when}") if made.how == SAVED else _("Dicetak {when}")).format(when=when)


COLUMNS = (
    Column[PaperRow](
        N_("Kertas"), lambda row: row.title, bold=True, stretch=1, sort=lambda row: PLACES[row.code]
    ),
    Column[PaperRow](
        N_("Keadaan"),
        lambda row: row.state,
        ink=lambda row: theme.ATTENTION_INK if row.changed else theme.MUTED,
        tint=lambda row: theme.ATTENTION_TINT if row.changed else None,
        tip=lambda row: _("Data sudah berubah sejak dicetak. Cetak lagi.") if row.changed else "",
    ),
)
