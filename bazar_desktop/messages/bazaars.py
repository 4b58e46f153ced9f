"""Sentences about bazaars, their days and participants, and the regions they lie in."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "area_unknown": N_("Tingkat kantor {area} tidak dikenal. Pilih Dinas atau salah satu Suku Dinas."),
    "region_unknown": N_(
        "“{name}” tidak ada di daftar {level} Jakarta. Periksa ejaannya. Nama yang paling mirip: {nearest}."
    ),
    "region_ambiguous": N_("“{name}” dapat berarti beberapa {level}: {candidates}. Pilih salah satu."),
    "region_elsewhere": N_(
        "Tidak ada {level} {name} di {within}; letaknya di {found_in}. Periksa salah satunya."
    ),
    "unknown_bazaar": N_("Tidak ada bazar dengan kode {code}. Lihat daftar bazar, lalu pilih kodenya."),
    "bazaar_code_ambiguous": N_(
        "Beberapa bazar berkode {code}: {bazaars}. Ketik kode dengan ekornya, atau beri salah satunya kode lain."
    ),
    "bazaar_code_taken": N_("Kode {code} sudah dipakai bazar lain. Kosongkan kode agar dibuatkan yang baru."),
    "not_a_day_of_this_bazaar": N_("Tanggal {day} bukan hari bazar ini. Harinya: {days}."),
    "day_in_use": N_("Tanggal {day} sudah berisi data, jadi tidak dapat dihapus dari bazar ini."),
    "event_held": N_(
        "Hari {days} sudah ditutup, jadi bazar ini terlaksana dan tidak dapat ditunda atau dibatalkan seluruhnya. "
        "Gugurkan hari yang belum berlangsung satu per satu."
    ),
    "day_held": N_("Hari {day} sudah ditutup, jadi sudah terlaksana dan tidak dapat digugurkan."),
    "not_halted": N_(
        "Tidak ada yang ditunda, dibatalkan, atau digugurkan di sini, jadi tidak ada yang dibuka lagi."
    ),
    "unknown_event_state": N_("Keadaan {state} tidak dikenal. Pilih ditunda atau dibatalkan."),
    "place_in_use": N_(
        "Hari {days} sudah berisi data di {lokasi}, jadi bazar ini tidak dapat pindah lokasi. Buat bazar baru di "
        "lokasi lain, lalu gugurkan hari yang belum berlangsung di sini."
    ),
    "nowhere_to_move": N_("Lokasi dan tanggalnya sama dengan sekarang. Isi lokasi atau tanggal yang baru."),
    "laptop_line_not_read": N_(
        "Baris {line} tidak dimengerti: “{text}”. Tulis seperti Laptop 3 = P233M01; Bu Rina."
    ),
    "laptop_written_twice": N_("{name} ditulis dua kali, terakhir di baris {line}. Beri nama yang berbeda."),
    "no_laptops_written": N_("Belum ada laptop yang disebut. Tulis satu laptop tiap baris."),
    "lokasi_not_written": N_("Lokasi di baris ini belum ditulis. Isi kolom Lokasi."),
    "said_otherwise": N_(
        "{place_field} di sini “{text}”, sedangkan di baris {row} “{other}”. Samakan isinya untuk lokasi ini."
    ),
    "count_not_read": N_("{place_field} berisi “{text}”, bukan bilangan bulat. Tulis angkanya saja."),
    "layout_said_twice": N_(
        "Baris ini menyebut templat “{template}” dan juga jumlah tenda atau booth. Pilih salah satu."
    ),
    "days_disordered": N_("Tanggal mulai “{first}” dan selesai “{last}” tidak cocok. Periksa keduanya."),
    "bazaar_needs_days": N_("Bazar perlu sedikitnya satu hari. Pilih tanggalnya."),
    "bazaar_name_missing": N_("Nama bazar dan lokasinya harus diisi."),
    "too_many_days": N_("Bazar {count} hari terlalu panjang; paling banyak 31. Periksa tanggalnya."),
    "unknown_kind": N_("Jenis {kind} tidak dikenal. Pilih salah satu: {known}."),
    "already_participating": N_("{name} sudah menjadi peserta bazar ini."),
    "unknown_participant": N_(
        "Peserta itu tidak ada di bazar ini. Cari namanya, atau daftarkan sebagai peserta baru."
    ),
    "unknown_status": N_("Status {status} tidak dikenal."),
    "party_unclear": N_("Peserta harus satu pelaku UMKM atau satu instansi. Pilih salah satu."),
    "due_rule_malformed": N_(
        "Isi pukul berapa hari bazar selesai, dan dalam berapa jam sesudahnya paketnya ditunggu: 0 sampai {most}."
    ),
}

UNNAMED: dict[str, str] = {
    "region_unknown": N_(
        "“{name}” tidak ada di daftar {level} Jakarta, dan tidak ada nama yang mirip. Periksa ejaannya."
    ),
    "unknown_bazaar": N_("Kode bazar belum disebut. Lihat daftar bazar, lalu pilih kodenya."),
    "already_participating": N_("Pelaku usaha atau instansi ini sudah menjadi peserta bazar ini."),
}
