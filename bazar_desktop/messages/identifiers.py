"""Sentences about NIK and phone numbers."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "nik_wrong_length": N_(
        "NIK harus 16 angka, yang diterima {digits} angka. Periksa pada KTP, atau kosongkan."
    ),
    "nik_not_digits": N_("NIK hanya berisi angka. Periksa huruf O dan angka 0, atau kosongkan."),
    "phone_malformed": N_("Nomor HP tidak dikenali. Ketik misalnya 0812 diikuti nomornya, atau +62812…"),
    "several_phones": N_("Ada {count} nomor HP dalam satu isian. Pilih satu saja."),
}
