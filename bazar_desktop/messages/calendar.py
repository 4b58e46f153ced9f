"""Sentences about dates and times as they are typed."""

from __future__ import annotations

from bazar_desktop.language import N_

SENTENCES: dict[str, str] = {
    "date_malformed": N_("“{text}” bukan tanggal. Ketik misalnya 20/3/2023 atau 20 Maret 2023."),
    "weekday_disagrees": N_(
        "“{text}”: hari dan tanggalnya tidak cocok, {date} adalah hari {weekday}. Periksa salah satunya."
    ),
    "time_ahead": N_(
        "Jam {text} hari ini belum tiba, sekarang baru {now}. Ketik jam yang sudah lewat, atau periksa jam laptop ini."
    ),
    "time_malformed": N_("“{text}” bukan jam. Ketik misalnya 07.42 atau 0742."),
}
