"""Sentences about the choice of a PIN."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "pin_too_short": N_("PIN terlalu pendek. Pakai paling sedikit {shortest} angka atau huruf."),
    "pin_too_long": N_("PIN terlalu panjang. Pakai paling banyak {longest} angka atau huruf."),
    "pin_too_plain": N_(
        "PIN itu mudah ditebak (urut, berulang, atau seperti tahun dan tanggal lahir). Pilih angka lain yang acak."
    ),
}
