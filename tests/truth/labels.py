"""Every label of the catalogue that puts a number behind a word of the figures: which figure it shows, or why none."""

from __future__ import annotations

import re

from tests.catalogues import collect, read_english

WORDS = re.compile(
    r"hadir|lapor|omzet|rata-rata|median|peserta baru|nihil|menolak|\bizin\b|\balpa\b|transaksi|\borang\b"
    r"|keikutsertaan|sebelumnya per hari|\bbazar\b|tunai|\bmitra\b",
    re.IGNORECASE,
)
# What stands for words, not for a number; whatever is not listed here is taken for a number.
TEXTS = {
    "at", "bazaar", "booth", "business", "category", "code", "cut", "date", "day", "days", "file", "files", "fits",
    "folder", "from", "goods", "known", "letter", "name", "names", "number", "officer", "other", "pin", "place",
    "columns", "seal", "seed", "span", "state", "status", "text", "why", "year", "lokasi", "which", "words", "partner",
    "phone", "nik", "seq", "wanted", "said", "since", "reason", "office", "moment",
}  # fmt: skip

SHOWS: dict[str, str] = {
    "{name} {amount} (mitra ikut)": "control_sum",
    "{name}, mitra ikut, s.d. no. {last}, {mark}": "control_sum",
    ", tabel omzet {amount}: keduanya bertentangan": "partner_omzet",
    "Barang mitra, terpisah dari omzet UMKM: {sums}": "partner_goods",
    "Hadir {present} dari {total}": "present registered",
    "Hadir: {present} dari {registered} UMKM": "present registered",
    "Hari ditutup dengan segel {seal}. Omzet UMKM {total}. Selanjutnya cetak dan serahkan.": "omzet",
    "Hari ditutup. Kode segel {seal}, revisi {revision}, omzet UMKM {total}.": "omzet",
    "Keadaan laporan: {states}.": "asked answered nil partly declined blank registered present excused absent expected",
    "Omzet UMKM {total} · melapor {reported} · non-tunai {share}": "omzet answered asked cashless_share",
    "Omzet UMKM {total}; {part} melapor, {nil} nihil, {declined} menolak.": "omzet answered asked nil declined",
    "Omzet UMKM {which}: {amount}. {words}.": "omzet",
    "Omzet UMKM: {amount}; {part} melapor.": "omzet answered asked",
    "Omzet mitra, di luar omzet UMKM: {amount}.": "partner_omzet",
    "Bagian non-tunai: {share} dari omzet UMKM.": "cashless_share",
    "Kehadiran belum dicatat: {expected} dari {registered} UMKM": "expected registered",
    "Kehadiran {expected} dari {registered} pelaku UMKM belum dicatat.": "expected registered",
    "Peserta baru: {new} dari {took_part} orang yang ikut": "newcomers",
    "Peserta baru: {new} dari {took_part} orang yang ikut.": "newcomers",
    "Sebanyak {present} dari {registered} pelaku UMKM Jakpreneur hadir.": "present registered",
    "Selesai: {papers} kertas di {files}, {pictures} gambar di {images}. Omzet UMKM {omzet}.": "omzet",
    "Semua UMKM yang ditunggu menjawab, {answered} dari {asked} melapor.": "answered asked",
    "{answered} dari {asked} UMKM yang ditunggu melapor, {blank} belum.": "answered asked blank",
    "alpa {n}": "absent",
    "izin {n}": "excused",
    "dari {count} yang melapor": "answered",
    "izin {excused}, alpa {absent}": "excused absent",
    "kehadiran {count} pelaku UMKM belum dicatat": "expected",
    "median {amount}": "median",
    "median {category} hari itu {amount}": "median_of_kind",
    "sebelumnya per hari: {past}": "before_per_day",
    "Sebelumnya per hari: {past}": "before_per_day",
    "jawaban omzet {count} pelaku UMKM belum tercatat": "blank",
    "jawaban omzet {count} pelaku UMKM tercatat": "asked",
    "{count} menolak": "declined",
    "{count} mitra hadir": "partners_present",
    "{new} peserta baru dari {took_part} yang ikut, sejauh tercatat": "newcomers",
    "{day}: omzet UMKM {total}": "omzet",
    "{expected} belum dicatat, {away} izin atau alpa · mitra {partners}": (
        "expected excused absent partners_present"
    ),
    "{fits}: segel {seal}, {day}, revisi {revision}, omzet UMKM {total}.": "omzet",
    "{name} · {span} · {n} lokasi · {present} dari {registered} hadir": "present registered",
    "{name}, semua mitra: {amount}": "partner_goods",
    "{nil} nihil, {declined} menolak": "nil declined",
    "{n} bazar": "bazaars",
    "{n} di antaranya peserta baru": "newcomers",
    "{part} melapor": "answered asked",
    "{told} peserta melapor": "answered asked",
    "{told} melapor": "answered asked",
    "{part} melapor, mitra {amount}": "answered asked partner_omzet",
    "{times} kali ikut oleh {people} orang, {newcomers} di antaranya peserta baru.": "times people newcomers",
    "{times} kali ikut tahun {year}; {top} orang tersering. Gini 0 berarti rata.": "times",
    "10% tersering ({top} orang): {share} dari kali ikut.": "top_share",
    "{vendors} UMKM, {partners} mitra": "registered",
}

ROW, ALL_PARTIES = (
    "one row or one person, no figure",
    "UMKM and mitra together: a step of the work, no figure",
)
PEERS = "the middle of one vendor's peers, a hint in the grid"
TURNS = "points of whose turn it is"
LACKING = "what the berita acara still lacks of parties that are no UMKM"
DONE, PREPARED = "what an act has just done", "what is carried to a laptop"
PROPOSED = "by how much what waits for the office's word would move the rupiah of all parties"
STRAY = "what was told on a day that is none of the bazaar's, which no figure counts"
BETWEEN = "what the lines above it add up to: two seals compared"
BOOTHS, LIMIT = "booths of a plan", "a limit in a refusal"
LEFT = "what is left where data are gone"
JOINED = "what a list, or a laptop that joins, brings: named before anybody says yes"
NO_FIGURE: dict[str, str] = {
    "Beberapa bazar berkode {code}: {bazaars}. Ketik kode dengan ekornya, atau beri salah satunya kode lain.": "names",
    "Membawa {bazaars} bazar, {days} hari, {people} pelaku usaha.": JOINED,
    "dan {n} bazar lagi": JOINED,
    "{n} bazar baru": JOINED,
    "{n} bazar dibuat": JOINED,
    "{n} orang mungkin terdaftar dua kali: lihat Perlu keputusan.": JOINED,
    "{n} pasang digabung sebagai satu orang.": JOINED,
    "{n} peserta baru": JOINED,
    "Berkas data (bazar.db) dan berkas kunci (kunci.json) tidak ada lagi di {folder}; yang masih ada {count} cadangan. "
    "Kembalikan dulu berkas kunci dari cadangan, lalu pulihkan data dari cadangan terbaru. Jangan membuat data baru di "
    "folder ini.": LEFT,
    " ({count} transaksi)": ROW,
    "{present} dari {parties} peserta hadir, {expected} belum dicatat.": ALL_PARTIES,
    "{present} peserta hadir, {away} izin atau alpa.": ALL_PARTIES,
    "{business} ditandai {mark}. Omzet disimpan; keduanya bertentangan.": ROW,
    "{business} ditandai {mark} pukul {at}. Omzet disimpan; keduanya bertentangan.": ROW,
    "{count} peserta di blok ini ditandai tidak hadir": DONE,
    "{count} peserta ditandai tidak hadir tetapi ada omzetnya; keduanya bertentangan.": DONE,
    "Buku barang mitra {first}, tabel omzet {second}": ROW,
    "Tersimpan: {booth} {business}, {omzet}.": ROW,
    "{amount} (nihil)": ROW,
    "Lebih dari {times} kali median usaha lain yang menjual hari itu ({amount}). Periksa banyaknya nol.": PEERS,
    "Kurang dari 1/{times} median usaha lain yang menjual hari itu ({amount}). Periksa banyaknya nol.": PEERS,
    "izin {count}": TURNS,
    "alpa {count}": TURNS,
    "Poin tahun ini: ikut {turn}, izin {excused}, alpa {absent}.": TURNS,
    "{count} kali ikut bazar": TURNS,
    "Catat {count} hadir (Enter)": DONE,
    "{count} peserta dicatat hadir": DONE,
    "{name} ditambahkan. Sudah {count} peserta baru.": DONE,
    "Dihapus: {ids} identitas, {permits} izin. {places} keikutsertaan tetap dihitung.": DONE,
    "Ikut terhapus: {n} catatan lain dari orang yang sama.": DONE,
    "{n} keikutsertaan tetap dihitung tanpa nama.": DONE,
    "Orang ({n})": "the length of a list",
    "Akan dihitung: {what}. Jumlah rupiah {rupiah} (mitra ikut).": PROPOSED,
    "Kantor menolak {count} isian usul laptop ini; isinya kembali seperti semula.": DONE,
    "Jumlah rupiah {rupiah} (mitra ikut).": PROPOSED,
    "jumlah rupiah {rupiah} (mitra ikut)": STRAY,
    "Sudah ada {marks} tanda kehadiran dan jumlah rupiah {rupiah} (mitra ikut): tidak dihitung selama bazarnya tidak "
    "berlangsung. Bila hari itu sempat berjalan dan hendak dihitung, tutup harinya dan jangan digugurkan.": STRAY,
    "{laptop} membawa {count} perubahan sejak {since} menurut jam laptop itu: {what}. "
    "Jumlah rupiah {rupiah} (mitra ikut).": PROPOSED,
    "{laptop} membawa {count} perubahan yang dibaca di sini sejak {since}: {what}. "
    "Jumlah rupiah {rupiah} (mitra ikut).": PROPOSED,
    "Selisih omzet UMKM dari perubahan di atas: {amount}": BETWEEN,
    "Selisih omzet mitra, terpisah: {amount}": BETWEEN,
    "Selisih omzet pengampu, terpisah: {amount}": BETWEEN,
    "Program menemui kesalahan ({kind}) dan perintah ini berhenti. Yang sudah tersimpan tetap aman. Jalankan bazar "
    "doctor, lalu kirimkan catatan kerja ke kantor.": "a fault of the program by its kind",
    "sekitar {count} orang (taksiran)": "visitors, an estimate that an officer types",
    "{name}: data {count} orang ({nik} dengan NIK, {phone} dengan nomor HP), bazar {bazaars}.": PREPARED,
    "{name}: {tents} tenda, {booths} booth, {mitra} di antaranya untuk mitra.": BOOTHS,
    "{mitra} booth mitra": BOOTHS,
    "{placed} dari {count} peserta yang hadir menempati booth menurut denah": BOOTHS,
    "kehadiran {count} peserta pada salah satu sesinya belum dicatat": LACKING,
    "kehadiran {count} mitra belum dicatat": LACKING,
    "kehadiran {count} pengampu belum dicatat": LACKING,
    "jawaban omzet {count} mitra belum tercatat": LACKING,
    "Denah dengan {tents} tenda, {booths_per_tent} booth per tenda, dan {mitra} booth mitra tidak dapat dibuat. "
    "Isi 1–200 tenda, 1, 2, atau 4 booth per tenda, dan paling banyak 20 booth mitra.": BOOTHS,
    "{wanted} booth mitra diperlukan, hanya {available} di zona mitra. {way_out}.": BOOTHS,
    "{wanted} booth mitra diperlukan, hanya {available} di zona mitra": BOOTHS,
    "{wanted} booth untuk mitra yang {needs} diperlukan, hanya {available} di zona mitra": BOOTHS,
    "jadikan booth {booths} zona mitra": BOOTHS,
    "keluarkan booth {booths} dari zona mitra": BOOTHS,
    "{name} dikunci di booth {booth}, padahal {holder} sudah hadir di sana. Lepaskan kunci booth {booth}, lalu "
    "tempatkan lagi.": ROW,
    "Perhatikan: {what}; karena sudah hadir, tetap di sana.": ROW,
    "kuota peserta baru penuh ({limit})": TURNS,
    "Bazar {count} hari terlalu panjang; paling banyak 31. Periksa tanggalnya.": LIMIT,
    "Berkas berisi {rows} baris, tetapi {counted} yang terhitung. Tidak ada yang disimpan; laporkan berkas ini.": LIMIT,
    "“{text}” bukan banyaknya transaksi. Ketik angka 0 sampai {largest}, atau kosongkan.": LIMIT,
    "Tulisan itu terlalu panjang, paling banyak {most} huruf, supaya laporan kegiatan tetap satu halaman.": LIMIT,
    "Isi pukul berapa hari bazar selesai, dan dalam berapa jam sesudahnya paketnya ditunggu: 0 sampai {most}.": LIMIT,
    "Hari bazar yang belum lengkap di kantor per {day} pukul {time}, yang paling terlambat di atas": "a moment",
    "Laporan kegiatan memuat paling banyak {most} foto. Hapus satu dulu.": LIMIT,
    "Di luar omzet, tidak dijumlahkan: janji beli {promised}, pesanan lanjutan {ordered}.": "beside the omzet",
}

# Names that a figure of the list had besides its own: whoever brings one back is told.
RETIRED = {
    "UMKM sudah hadir": "present", "UMKM belum hadir": "expected", "Kehadiran belum ditandai": "expected",
    "Belum lapor omzet": "blank", "Tidak hadir": "excused absent", "Sudah lapor": "answered",
    "Belum menjawab": "blank", "Belum ditandai": "expected",
}  # fmt: skip
RETIRED_ENGLISH = re.compile(
    r"vendors' turnover|^answered$|^no answer yet$|no turnover answer yet|^not answered", re.IGNORECASE
)


def retired() -> list[str]:
    """The labels of the catalogue that bring back another name of a figure, in either language."""
    english = read_english()
    found = []
    for message in english:
        for text in message.id if isinstance(message.id, tuple) else (message.id,):
            if text in RETIRED:
                found.append(f"{text}: {RETIRED[text]}")
        for text in message.string if isinstance(message.string, tuple) else (message.string,):
            if message.id and RETIRED_ENGLISH.search(text):
                found.append(text)
    return found


def unlisted() -> list[str]:
    """The labels of the catalogue that stand on neither list, and entries whose label is gone."""
    labels = {
        text
        for message in collect()
        for text in (message.id if isinstance(message.id, tuple) else (message.id,))
        if text and WORDS.search(text) and set(re.findall(r"\{([a-z_]+)\}", text)) - TEXTS
    }
    known = {*SHOWS, *NO_FIGURE}
    return sorted(labels - known) + [f"gone: {text}" for text in sorted(known - labels)]
