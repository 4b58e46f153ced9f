"""What the fields and rows of the journal are called, and the rules that a value can break: one table for all."""

from __future__ import annotations

import errno
import os
from itertools import starmap

from bazar_desktop.language import N_, _
from bazar_desktop.messages.exchange import STATES
from bazar_desktop.messages.placement import placement_in_words

SENTENCES: dict[str, str] = {}

SYSTEM_WORDS: dict[str, str] = {
    os.strerror(number): words
    for number, words in {
        errno.ENOENT: N_("berkas atau foldernya tidak ada"),
        errno.ENOTDIR: N_("alamatnya bukan folder"),
        errno.EISDIR: N_("alamatnya sebuah folder"),
        errno.EROFS: N_("tempatnya hanya dapat dibaca"),
        errno.EACCES: N_("tidak diizinkan"),
        errno.EPERM: N_("tidak diizinkan"),
        errno.ENOSPC: N_("tempatnya penuh"),
        errno.EDQUOT: N_("jatah ruangnya habis"),
        errno.EFBIG: N_("berkasnya terlalu besar untuk tempat itu"),
        errno.EIO: N_("perangkatnya gagal dibaca atau ditulis"),
        errno.ENODEV: N_("perangkatnya tidak ada lagi"),
        errno.ENXIO: N_("perangkatnya tidak ada lagi"),
        errno.EBUSY: N_("sedang dipakai program lain"),
        errno.EEXIST: N_("nama itu sudah dipakai"),
        errno.ENAMETOOLONG: N_("namanya terlalu panjang"),
        errno.EINVAL: N_("nama atau alamatnya tidak dapat dipakai di tempat itu"),
        errno.EMFILE: N_("terlalu banyak berkas terbuka"),
        errno.EXDEV: N_("tempatnya di perangkat lain"),
    }.items()
} | {"read back differs": N_("yang terbaca kembali berbeda")}
"""What the operating system says of an error, by its own words."""

ENTITY_WORDS: dict[str, str] = {
    "agency": N_("pengampu atau mitra"),
    "allocation": N_("penempatan"),
    "attachment": N_("foto"),
    "attendance": N_("kehadiran"),
    "bazaar": N_("bazar"),
    "bazaar_day": N_("hari bazar"),
    "booth": N_("booth"),
    "change": N_("catatan"),
    "day_activity": N_("laporan kegiatan"),
    "day_close": N_("tutup hari"),
    "device": N_("laptop"),
    "draw": N_("undian"),
    "erasure": N_("penghapusan data orang"),
    "fixture": N_("benda di denah"),
    "layout": N_("denah"),
    "lokasi": N_("lokasi"),
    "officer": N_("petugas"),
    "omzet_entry": N_("omzet"),
    "other_person": N_("dua orang berbeda"),
    "participation": N_("peserta"),
    "partner_stock": N_("barang mitra"),
    "programme": N_("rangkaian bazar"),
    "refused_try": N_("pindai yang ditolak"),
    "registration": N_("izin dan legalitas"),
    "reveal": N_("pembukaan NIK atau HP"),
    "same_person": N_("satu orang"),
    "sealed_correction": N_("koreksi hari tertutup"),
    "setting": N_("pengaturan"),
    "substitution": N_("penggantian"),
    "tent": N_("tenda"),
    "verdict": N_("keputusan usul"),
    "take_back": N_("penarikan bawaan"),
    "turn_override": N_("keputusan giliran"),
    "vendor": N_("pelaku usaha"),
}

FIELD_WORDS: dict[str, str] = {
    "taken_by": N_("Ditarik oleh"),
    "taken_at": N_("Ditarik pukul"),
    "accepted": N_("Diterima"),
    "last": N_("Sampai nomor"),
    "first": N_("Dari nomor"),
    "accessible": N_("Terjangkau kursi roda"),
    "action": N_("Tindakan"),
    "active": N_("Masih bertugas"),
    "added_at": N_("Ditambahkan pukul"),
    "address": N_("Alamat"),
    "age_key": N_("Kunci sandi"),
    "agency_id": N_("Instansi"),
    "arrived_at": N_("Jam datang"),
    "at": N_("Jam laptop"),
    "bazaar_id": N_("Bazar"),
    "bazaars": N_("Bazar laptop"),
    "best_product": N_("Produk terlaris"),
    "blocked": N_("Tidak dipakai"),
    "booth_count": N_("Jumlah booth"),
    "booth_id": N_("Booth"),
    "business": N_("Nama usaha"),
    "caption": N_("Keterangan foto"),
    "card_letter": N_("Huruf kartu"),
    "card_number": N_("Nomor kartu"),
    "card_serial": N_("Cetakan kartu"),
    "cash": N_("Tunai"),
    "category": N_("Kategori"),
    "closed_at": N_("Ditutup pukul"),
    "closed_by": N_("Ditutup oleh"),
    "closes": N_("Jam tutup"),
    "code": N_("Kode"),
    "confirmed": N_("Jumlah dibenarkan"),
    "contact": N_("Kontak"),
    "corrected_at": N_("Dikoreksi pukul"),
    "corrected_by": N_("Dikoreksi oleh"),
    "countersigned_at": N_("Disetujui pukul"),
    "countersigned_by": N_("Disetujui oleh"),
    "covers": N_("Cakupan segel"),
    "without": N_("Di luar cakupan segel"),
    "cut_off": N_("Batas datang"),
    "day": N_("Tanggal"),
    "decided_at": N_("Diputuskan pukul"),
    "decided_by": N_("Diputuskan oleh"),
    "depth": N_("Kedalaman"),
    "digest": N_("Sidik daftar"),
    "done_at": N_("Dilakukan pukul"),
    "drawn_at": N_("Diundi pukul"),
    "drawn_by": N_("Diundi oleh"),
    "email": N_("Email"),
    "enrolled_at": N_("Terdaftar pukul"),
    "entity": N_("Jenis catatan"),
    "entries": N_("Hasil undian"),
    "erased_at": N_("Dihapus pukul"),
    "extra": N_("Kolom lain"),
    "facing": N_("Arah hadap"),
    "field": N_("Isian"),
    "fields": N_("Isi catatan"),
    "first_id": N_("Orang pertama"),
    "follow_up": N_("Pesanan lanjutan"),
    "given": N_("Isi berkas persiapan"),
    "goods": N_("Barang"),
    "grade": N_("Nilai"),
    "halt": N_("Keadaan kegiatan"),
    "holder": N_("Penempatan"),
    "joined_id": N_("Pengganti"),
    "kecamatan": N_("Kecamatan"),
    "kelurahan": N_("Kelurahan"),
    "key": N_("Nama pengaturan"),
    "kind": N_("Jenis"),
    "kota": N_("Kota"),
    "label": N_("Label"),
    "late": N_("Susulan"),
    "layout_id": N_("Denah"),
    "left_at": N_("Jam pulang"),
    "left_id": N_("Yang digantikan"),
    "letter": N_("Huruf laptop"),
    "letterhead": N_("Kop surat"),
    "lokasi_id": N_("Lokasi"),
    "marketplace": N_("Lokapasar"),
    "mode": N_("Cara undian"),
    "name": N_("Nama"),
    "needs_power": N_("Perlu listrik"),
    "needs_water": N_("Perlu air"),
    "nik": N_("NIK"),
    "nik_damaged": N_("NIK rusak"),
    "nip": N_("NIP"),
    "noncash": N_("Non-tunai lain"),
    "north": N_("Arah utara"),
    "note": N_("Catatan"),
    "notes": N_("Catatan kegiatan"),
    "number": N_("Nomor"),
    "obstacles": N_("Kendala"),
    "officer": N_("Petugas"),
    "open_fire": N_("Api terbuka"),
    "opening": N_("Stok awal"),
    "opens": N_("Jam buka"),
    "origin": N_("Asal catatan"),
    "origins": N_("Rantai catatan"),
    "page_code": N_("Kode halaman"),
    "participation_id": N_("Peserta"),
    "party": N_("Pihak"),
    "phone": N_("No. HP"),
    "picture": N_("Gambar dasar"),
    "picture_depth": N_("Kedalaman gambar"),
    "picture_width": N_("Lebar gambar"),
    "picture_x": N_("Letak gambar dari kiri"),
    "picture_y": N_("Letak gambar dari atas"),
    "pinned_booth_id": N_("Booth tetap"),
    "place": N_("Tempat"),
    "places": N_("Jumlah tempat"),
    "position": N_("Urutan"),
    "power": N_("Listrik"),
    "preference": N_("Permintaan"),
    "prepared_at": N_("Disiapkan pukul"),
    "price": N_("Harga"),
    "product": N_("Produk"),
    "programme_id": N_("Program"),
    "promised": N_("Janji beli"),
    "qris": N_("QRIS"),
    "reach": N_("Jangkauan"),
    "reason": N_("Alasan"),
    "region": N_("Kode wilayah"),
    "register": N_("Batas daftar"),
    "reopen_reason": N_("Alasan dibuka lagi"),
    "reopened_at": N_("Dibuka lagi pukul"),
    "reopened_by": N_("Dibuka lagi oleh"),
    "reserve_order": N_("Urutan cadangan"),
    "revealed_at": N_("Dibuka pukul"),
    "revision": N_("Revisi"),
    "revoked_at": N_("Dicabut pukul"),
    "role": N_("Peran"),
    "row_id": N_("Tanda baris"),
    "rule": N_("Aturan"),
    "schema": N_("Versi catatan"),
    "scope": N_("Lingkup"),
    "seal": N_("Segel"),
    "second_id": N_("Orang kedua"),
    "seed": N_("Kata undian"),
    "seq": N_("Nomor urut"),
    "session": N_("Sesi"),
    "sha256": N_("Sidik foto"),
    "sign_key": N_("Kunci tanda tangan"),
    "since": N_("Mulai berlaku"),
    "size": N_("Ukuran"),
    "sold": N_("Terjual"),
    "source": N_("Asal peserta"),
    "stand_width": N_("Lebar lapak"),
    "state": N_("Keadaan omzet"),
    "status": N_("Status"),
    "tent_id": N_("Tenda"),
    "totals": N_("Jumlah segel"),
    "transactions": N_("Transaksi"),
    "tried_at": N_("Dicoba pukul"),
    "unit": N_("Satuan"),
    "until": N_("Berlaku sampai"),
    "value": N_("Isi pengaturan"),
    "vendor_id": N_("Pelaku UMKM"),
    "visitors": N_("Pengunjung"),
    "walk_in": N_("Datang langsung"),
    "water": N_("Air"),
    "weather": N_("Cuaca"),
    "wheelchair": N_("Kursi roda"),
    "width": N_("Lebar"),
    "withdrawn": N_("Ditarik"),
    "x": N_("Letak dari kiri"),
    "y": N_("Letak dari atas"),
    "year": N_("Tahun"),
    "zone": N_("Zona"),
}

RULE_WORDS: dict[str, str] = {
    "wrong_type": N_("jenis isiannya salah"),
    "too_long": N_("terlalu panjang"),
    "out_of_range": N_("di luar batas yang masuk akal"),
    "unknown_word": N_("bukan salah satu pilihan"),
    "wrong_shape": N_("susunannya salah"),
    "not_normal": N_("memuat tanda yang bukan huruf"),
    "wrong_form": N_("bentuknya salah"),
    "unknown_entity": N_("tidak dikenal program ini"),
    "unknown_field": N_("isiannya tidak dikenal program ini"),
    "not_before": N_("mengikuti catatan yang belum ada"),
    "goes_round": N_("saling mengikuti tanpa awal"),
}


def column_name(field: str) -> str:
    """What a field of the journal is called; the name itself where it is none of ours."""
    return _(FIELD_WORDS[field]) if field in FIELD_WORDS else field


# The columns of a programme's list, by `domain.bazaars.programme_rows`.
PLACE_FIELD_WORDS: dict[str, str] = {
    "kecamatan": N_("Kecamatan"),
    "address": N_("Alamat"),
    "lokasi_kind": N_("Jenis lokasi"),
    "name": N_("Nama bazar"),
    "code": N_("Kode bazar"),
    "tents": N_("Jumlah tenda"),
    "booths": N_("Jumlah booth"),
    "mitra": N_("Jumlah mitra"),
    "template": N_("Templat denah"),
}


def in_words(facts: dict[str, object]) -> dict[str, object]:
    """The facts of an error, with its field, rows, rule and laptops as people call them."""
    tables = {"field": FIELD_WORDS, "entity": ENTITY_WORDS, "rule": RULE_WORDS}
    tables |= {"place_field": PLACE_FIELD_WORDS}
    tables |= {"reason": SYSTEM_WORDS, "why": SYSTEM_WORDS}
    words = {
        name: _(tables[name][value])
        if name in tables and isinstance(value, str) and value in tables[name]
        else value
        for name, value in facts.items()
    }
    if isinstance(laptops := words.get("laptops"), tuple):
        words["laptops"] = "; ".join(starmap(_laptop, laptops))
    if "shortages" in facts:
        words |= placement_in_words(facts)
    return words


def system_words(error: BaseException) -> str:
    """Why the operating system refused, in the language in use; what has no words of ours in its own."""
    number = getattr(error, "errno", None)
    reason = os.strerror(number) if isinstance(number, int) else str(error)
    words = _(SYSTEM_WORDS[reason]) if reason in SYSTEM_WORDS else reason
    file = getattr(error, "filename", None)
    return f"{file}: {words}" if file else words


def _laptop(name: str, letter: str, code: str, state: str) -> str:
    """A laptop among several of one name."""
    words = _("{name} huruf {letter}, {state}: {code}")
    return words.format(name=name, letter=letter or "–", state=_(STATES[state]), code=code)


def entity_name(entity: str) -> str:
    """What a row of this table is called."""
    return _(ENTITY_WORDS[entity]) if entity in ENTITY_WORDS else entity
