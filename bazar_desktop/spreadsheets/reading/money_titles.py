"""What the title above a column of an omzet list says of money: which channel, how plainly and how surely."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from bazar_desktop.spreadsheets.reading.fields import AS_MONEY, SALES, Field, plain_header

TOTAL = "total"
CLOSE_SPELLING = 88
OTHER_SUMS = re.compile(
    r"\b(target|modal|laba|rugi|untung|keuntungan|profit|margin|kemarin|kmrn|lalu|sebelum(nya)?|bulan(an)?|minggu(an)?"
    r"|tahun(an)?|rata|rerata|harga|sewa|retribusi|hutang|utang|piutang|saldo|kembalian|estimasi|perkiraan|rencana"
    r"|stok|stock|sisa|pcs|porsi|buah|unit|qty|item|bungkus|kg|biaya|pengeluaran|setoran|iuran|kumulatif|terjual"
    r"|komisi|fee|pajak|diskon|bonus|dp|per porsi|satuan|janji|pesanan)\b",
    re.IGNORECASE,
)
STEM = r"omzet|omset|penjualan|pendapatan|jualan|pemasukan|sales|revenue"
_SOLD = re.compile(rf"\b({STEM})\b", re.IGNORECASE)
_CORRECTS = re.compile(
    r"\b((di)?koreksi|ralat|retur|return|refund|(di)?revisi|perbaikan|penyesuaian|akhir|final|fix|bersih|kotor|net|nett?o|bruto"
    r"|tambah(an)?|plus|susulan|potongan|dipotong|pengurangan|(di)?kurang(i|an)?|minus|selisih|(se)?sesudah|setelah|stlh|stelah"
    r"|(ter|di)?verifikasi|valid(asi)?|update|pembaruan|baru|batal|void|sebenarnya"
    r"|(se)?(harus|mesti)nya|(yang|yg) (benar|betul)|pembetulan|lain( lain)?|lainnya)\b",
    re.IGNORECASE,
)
_PART_OF_DAY = re.compile(
    rf"\W*(({STEM}|jumlah|total)\W+)?((pagi|siang|sore|malam)|(sesi|shift)\W*([ivx]+|\d|pertama|kedua|ketiga|pagi|siang"
    r"|sore|malam))\W*(\(?rp\.?\)?)?\W*",
    re.IGNORECASE,
)
_STEMS = {"omzet", "omset", "penjualan", "pendapatan", "total", "jumlah", "jml"}
_NEUTRAL = {
    "hari",
    "ini",
    "bazar",
    "bazaar",
    "umkm",
    "harian",
    "hasil",
    "nilai",
    "besar",
    "besaran",
    "perolehan",
    "realisasi",
    "jt",
    "rb",
    "juta",
    "ribu",
    "jutaan",
    "ribuan",
    "dalam",
}
_WHOLE_WORDS = {"omzet", "omset", "jumlah", "total", "jml", "penjualan", "pendapatan", "keseluruhan", "seluruh",
                "semua", "kotor", "bruto", "grand", "uang"}  # fmt: skip


def by_title(header: str, *, alone: bool) -> tuple[Field, float, float, str] | None:
    """The field of sales that a title names, how plainly, how surely, and why; a day alone stands over its total."""
    total = next(field for field in SALES if field.key == TOTAL)
    if not re.search(r"\w", re.sub(r"\brp\b", "", header, flags=re.IGNORECASE)):
        return None if alone else (total, 0.0, 0.95, "words")
    exact = _exactly(header)
    if exact is not None or OTHER_SUMS.search(header):
        return exact
    said = plain_header(header).split()
    return _by_plainer_words([word for word in said if word not in _NEUTRAL], total, alone=alone) or _nearly(
        " ".join(said)
    )


def may_change_the_sum(header: str) -> bool:
    """Whether a title beside the omzet may tell another omzet, or a part of it: a correction, what one leaves."""
    corrects, other = _CORRECTS.search(header) is not None, OTHER_SUMS.search(header) is not None
    return (corrects or not other) if _SOLD.search(header) else corrects and not other


def is_part_of_day(header: str) -> bool:
    """Whether a title names a part of the day and nothing else: Pagi, Omzet Sore, Shift 2."""
    return _PART_OF_DAY.fullmatch(header) is not None


def _by_plainer_words(
    words: list[str], total: Field, *, alone: bool
) -> tuple[Field, float, float, str] | None:
    """The field that is left of a title without the words that every list has."""
    if not words:
        return None if alone else (total, 0.0, 0.9, "words")
    for field in SALES:
        if " ".join(words) in field.words:
            return field, field.words.index(" ".join(words)) + 10.0, 0.9, "words"
    channel = " ".join(word for word in words if word not in _STEMS)
    for field in SALES:
        if channel and field not in (total, SALES[-1]) and channel in field.words:  # "Omzet Cash"
            return field, field.words.index(channel) + 20.0, 0.9, "words"
    return (total, 30.0, 0.85, "words") if set(words) <= _WHOLE_WORDS else None


def _nearly(text: str) -> tuple[Field, float, float, str] | None:
    """The field whose words `text` nearly is."""
    nearest, field = max(
        ((max(fuzz.ratio(text, known) for known in field.words), field) for field in SALES),
        key=lambda item: item[0],
    )
    close = len(text) > 3 and nearest >= CLOSE_SPELLING
    return (field, 40.0, nearest / 100 * 0.8, "spelling") if close else None


def _exactly(header: str) -> tuple[Field, float, float, str] | None:
    """Whole titles that are known; of a joined one its last part, or the first."""
    parts = header.split(" / ")
    other = any(map(OTHER_SUMS.search, parts))
    tries = [(header, 0.0, 1.0)]
    if len(parts) > 1 and not other:
        tries += [(parts[-1], 1.0, 0.95), (parts[0], 20.0, 0.6)]
    for part, later, confidence in tries:
        words = plain_header(part)
        for field in SALES:
            if words in field.words and not (other and field.reads == AS_MONEY):
                return field, field.words.index(words) + later, confidence, "words"
    return None
