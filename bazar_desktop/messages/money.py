"""Sentences about amounts as they are typed."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "not_an_amount": N_("“{text}” bukan jumlah uang. Ketik misalnya 250000, 250rb, atau 1,5jt."),
    "amount_ambiguous": N_(
        "“{text}” dapat berarti {small} atau {large}. Ketik angkanya lengkap, misalnya 1.500.000."
    ),
    "cents_not_allowed": N_(
        "“{text}” bukan rupiah bulat. Ketik tanpa sen; untuk ribuan atau jutaan tambahkan rb atau jt."
    ),
    "negative_amount": N_("“{text}” kurang dari nol. Ketik jumlah yang diterima, paling kecil 0."),
    "amount_too_large": N_("“{text}” lebih dari satu triliun rupiah. Periksa kembali banyaknya nol."),
}
