"""The papers of a day, read back from their PDF: every number on them is one that a reader claims, or fails."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bazar_desktop.services.papers.printed import ACTIVITY, MINUTES, PARTNERS, RECAP, SUMMARY, WHOLE
from tests.truth.places import OFF
from tests.truth.seen import Reader, Seen
from tests.truth.shown import NUMBER, PERCENT, ROWS, RUPIAH, NotShown, Shown, rows_of

AMOUNT = r"Rp[\d.]+|–"
COUNT = r"[\d.]+"
CELL = r"[\d.]+|–"
SHARE = r"[\d.,]+%|–"
BOOTH = r"[A-Z]+-\d+|—"
STATE_NAMES = {
    "asked": "Ditunggu laporannya",
    "answered": "Melapor",
    "nil": "Nihil",
    "partly": "Sebagian",
    "declined": "Menolak menyebut",
    "blank": "Belum lapor",
    "registered": "Terdaftar",
    "present": "Hadir",
    "excused": "Izin",
    "absent": "Alpa",
    "expected": "Belum dicatat",
}
# What holds digits and is no figure: codes, dates, places to sign, and the headings of columns of days.
NO_FIGURES = (
    r"\([A-Z0-9]{5,}\)",
    r"\d{1,2} (?:Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember) \d{4}",
    r"\(\d\d/\d\d/\d{4}\)",
    r"\d+ (?=…)",
    r"Segel hari \S+",
    r"dengan kode \S+,",
    r"Hari \d+, \d+/\d+",
    r"\d+ koreksi",
)
Keys = tuple[str, str]  # a figure and how it is written


@dataclass
class Words:
    """The text of a place, and which parts of it a reader has claimed."""

    place: str
    text: str
    spans: list[tuple[int, int]] = field(default_factory=list)

    def find(self, pattern: str, *keys: Keys) -> Iterator[Shown]:
        """The groups of `pattern`: one figure each. Raises NotShown where it is not there."""
        match = re.search(pattern, self.text)
        if match is None:
            raise NotShown(f"{self.place}: no {pattern!r} in {self.text!r}")
        yield from self._claimed(match, keys)

    def every(self, pattern: str, *keys: Keys) -> Iterator[Shown]:
        """As `find`, wherever it stands, or nowhere."""
        for match in re.finditer(pattern, self.text):
            yield from self._claimed(match, keys)

    def _claimed(self, match: re.Match[str], keys: tuple[Keys, ...]) -> Iterator[Shown]:
        for at, (key, style) in enumerate(keys, start=1):
            self.spans.append(match.span(at))
            yield Shown(self.place, key, match[at], style)

    def region(self, before: str, after: str, *, needed: bool = True) -> str:
        """What stands between two patterns, claimed whole; "" where it is not there and not needed."""
        match = re.search(rf"{before}(.*?)(?:{after})", self.text)
        if match is None:
            if needed:
                raise NotShown(f"{self.place}: nothing between {before!r} and {after!r} in {self.text!r}")
            return ""
        self.spans.append(match.span(1))
        return match[1].strip()

    def leave(self, *patterns: str) -> None:
        """What `patterns` match is no figure."""
        for pattern in patterns:
            self.spans += [match.span() for match in re.finditer(pattern, self.text)]

    def finish(self) -> None:
        """Raise NotShown where a number is left that nobody has read."""
        self.leave(*NO_FIGURES)
        for match in re.finditer(r"\d(?:[\d.,]*\d)?%?", self.text):
            if not any(start <= match.start() and match.end() <= end for start, end in self.spans):
                around = self.text[max(0, match.start() - 60) : match.end() + 30]
                raise NotShown(f"{self.place}: nobody reads {match[0]!r} in {around!r}")


def _paper(seen: Seen, place: str, code: str) -> tuple[Words | None, list[Shown]]:
    """The words of a paper without what frames its pages, and what the frames say."""
    pages = seen.pages(code)
    told, bodies = [], []
    for number, text in enumerate(pages, start=1):
        head = r"PEMERINTAH PROVINSI" if number == 1 else r"[A-Z][a-z ]+ – Bazar \w+ \w+, \d+ \w+ \d{4}"
        match = re.search(rf"(?:{head}).*$", text)
        if match is None or f"Halaman {number} dari {len(pages)}" not in match[0]:
            raise NotShown(f"{place}: page {number} of {len(pages)} is not told on {text!r}")
        told += [Shown(place, "revision", found, NUMBER) for found in re.findall(r"revisi (\d+)", match[0])]
        bodies.append(text[: match.start()].removeprefix("DRAF ").strip())
    if not pages:
        return None, []
    text = " ".join(bodies)
    for mark in re.findall(r"sementara \((\d+) belum diputuskan\)", text) if code != WHOLE else ():
        told.append(Shown(place, "undecided", mark, NUMBER))
    text = re.sub(r"(?: ·)? ?sementara \(\d+ belum diputuskan\)", "", text)
    return Words(place, text), told


def _reader(name: str, code: str) -> Callable[[Callable[[Words], Iterator[Shown]]], Reader]:
    """Read one paper: its frame, what the decorated function finds, and that no number is left."""

    def made(read: Callable[[Words], Iterator[Shown]]) -> Reader:
        def reader(seen: Seen) -> Iterator[Shown]:
            words, told = _paper(seen, name, code)
            yield from told
            if words is not None:
                yield from (
                    words.every(
                        r"hari ke-(\d+) dari (\d+)(?! \d|[: ] ?(?:Rp|–))",
                        ("day number", NUMBER),
                        ("day count", NUMBER),
                    )
                    if code != WHOLE
                    else ()
                )
                yield from read(words)
                words.finish()

        return reader

    return made


def _of(part: str, whole: str) -> tuple[Keys, Keys]:
    return (part, NUMBER), (whole, NUMBER)


def _states(words: Words) -> Iterator[Shown]:
    """Keadaan laporan: Ditunggu laporannya 22: Melapor 21 (Nihil 1) · …. Terdaftar 23: …; what is left out is 0."""
    told = words.region(r"Keadaan laporan: (?=Ditunggu laporannya)", r"\.(?! Terdaftar)(?: |$)", needed=False)
    for key, name in STATE_NAMES.items() if told else ():
        match = re.search(rf"{name} (\d+)", told)
        yield Shown(words.place, key, match[1] if match else "0", NUMBER)


def _rows(region: str, number: str = BOOTH, *, numbered: bool = False) -> str:
    """The rows of a table that numbers them, without their numbers unless these tell something."""
    found, place, told = [], 0, ""
    for count in range(1, 1000):
        match = re.compile(rf"(?:^| ){count} (?=(?:{number})[ ,])").search(region, place)
        if match is None:
            return rows_of([*found, told + region[place:]] if place else [])
        if place:
            found.append(told + region[place : match.start()])
        elif match.start():
            raise NotShown(f"a table begins with {region[: match.start()]!r}")
        place, told = match.end(), f"{count} " if numbered else ""
    raise NotShown("a table has no end")


def _groups(region: str, cells: str) -> str:
    """The rows of a table without numbers: a name, then `cells`."""
    found, place = [], 0
    for match in re.compile(rf"(\D+?) ((?:{cells}))(?= |$)").finditer(region):
        found.append(match[0])
        place = match.end()
    if region[place:].strip():
        raise NotShown(f"a table ends with {region[place:]!r}")
    return rows_of(found)


def _table(words: Words, head: str, after: str, key: str, *, needed: bool = True) -> Iterator[Shown]:
    region = words.region(head, after, needed=needed)
    rows = _rows(re.sub(rf" {head.strip()}(?= )", "", f" {region}").strip())
    yield Shown(words.place, key, rows, ROWS)


# -- rekap omzet --------------------------------------------------------------------------------------------------

RECAP_HEAD = r"No Booth Usaha Pengampu Jenis Tunai QRIS / non-tunai Jumlah Keterangan"
GROUP_HEAD = r"Melapor Tunai QRIS / non-tunai Jumlah"
GROUP_CELLS = rf"\d+ / \d+ (?:{CELL}) (?:{CELL}) (?:{CELL})"
SUMS = rf"({CELL}) ({CELL}) ({CELL})"


@_reader("rekap omzet (RO)", RECAP)
def read_recap(words: Words) -> Iterator[Shown]:
    yield from _table(words, RECAP_HEAD, r"Jumlah omzet UMKM", "RO rows vendor")
    of_day = (("cash", NUMBER), ("cashless", NUMBER), ("omzet", NUMBER))
    yield from words.find(rf"Jumlah omzet UMKM {SUMS}", *of_day)
    yield from words.find(
        rf"Omzet UMKM ({AMOUNT}) Terbilang: (.*?) (?:Segel|DRAF)", ("omzet", RUPIAH), ("spelled", ROWS)
    )
    channels = words.region(r"Cara bayar Bagian Jumlah", r"Menurut jenis")
    yield Shown(words.place, "RO channels", channels, ROWS)
    for name, key in (("jenis usaha", "category"), ("pengampu", "agency")):
        column = name.capitalize()
        after = rf"Jumlah \d+ / \d+ (?:{CELL})"
        region = words.region(rf"Menurut {name} \(UMKM\) {column} {GROUP_HEAD}", after)
        region = region.replace(f" {column} {GROUP_HEAD}", "")
        yield Shown(words.place, f"RO groups {key}", _groups(region, GROUP_CELLS), ROWS)
        pattern = rf"Menurut {name} \(UMKM\) .*?Jumlah (\d+) / (\d+) {SUMS}"
        yield from words.find(pattern, *_of("answered", "asked"), *of_day)
    yield from _states(words)
    yield from words.every(r"revisi (\d+)", ("revision", NUMBER))
    head = rf"Mitra \(di luar omzet UMKM\) {RECAP_HEAD}"
    if re.search(head, words.text):
        yield from _table(words, head, r"Jumlah omzet mitra", "RO rows partner")
        of_mitra = (("partner_cash", NUMBER), ("partner_cashless", NUMBER), ("partner_omzet", NUMBER))
        yield from words.find(rf"Jumlah omzet mitra {SUMS}", *of_mitra)


# -- berita acara -------------------------------------------------------------------------------------------------


@_reader("berita acara (BA)", MINUTES)
def read_minutes(words: Words) -> Iterator[Shown]:
    if "tidak berlangsung (" in words.text:  # and nothing else, for no number may be left
        yield from words.find(rf"tidak berlangsung \({OFF}\)", ("off", ROWS))
        return
    for name, key in (
        ("Pelaku UMKM terdaftar", "registered"),
        ("Pelaku UMKM hadir", "present"),
        ("peserta baru", "newcomers"),
        ("Pelaku UMKM izin", "excused"),
        ("Pelaku UMKM alpa", "absent"),
        ("Mitra hadir", "partners_present"),
    ):
        yield from words.find(rf"{name} ({COUNT})", (key, NUMBER))
    for pattern, key in (
        (r"Pelaku UMKM belum dicatat (\d+)", "expected"),
        (r"kehadiran (\d+) pelaku UMKM belum dicatat", "expected"),
        (r"jawaban omzet (\d+) pelaku UMKM belum tercatat", "blank"),
        (r"jawaban omzet (\d+) pelaku UMKM tercatat", "asked"),
        (r"kehadiran (\d+) mitra belum dicatat", "partners_expected"),
        (r"kehadiran (\d+) peserta pada salah satu sesinya belum dicatat", "half marked"),
        (r"jawaban omzet (\d+) mitra belum tercatat", "partners_blank"),
        (r"(\d+) dari \d+ peserta yang hadir menempati", "placed"),
        (r"\d+ dari (\d+) peserta yang hadir menempati", "here"),
        (r"disegel dengan kode \S+, revisi (\d+)", "revision"),
    ):
        yield from words.every(pattern, (key, NUMBER))
    yield from words.find(
        rf"Tunai ({AMOUNT}) QRIS / non-tunai ({AMOUNT}) Jumlah omzet UMKM ({AMOUNT}) Terbilang: (.*?)\. ",
        ("cash", RUPIAH),
        ("cashless", RUPIAH),
        ("omzet", RUPIAH),
        ("spelled", ROWS),
    )
    yield from words.every(rf"Omzet mitra, di luar omzet UMKM: ({AMOUNT})\.", ("partner_omzet", RUPIAH))
    yield from _states(words)
    yield from words.every(r"Alasan ditutup: (.*?)\. (?=Catatan|Cuaca|Kendala)", ("closing reason", ROWS))
    yield from _clashes(words)


def _clashes(words: Words) -> Iterator[Shown]:
    """The pairs of facts that exclude each other: as many as are counted, and the rupiah of those that name any."""
    counted = re.search(r"Isian yang bertentangan \((\d+)\)", words.text)
    words.leave(r"Isian yang bertentangan \(\d+\)")
    region = words.region(r"Isian yang bertentangan \(\d+\):", r"Alasan ditutup", needed=False).rstrip(".")
    if counted and len(region.split("; ")) != int(counted[1]):
        raise NotShown(f"{words.place}: {counted[1]} contradictions in {region!r}")
    books = re.findall(rf"Buku barang mitra (?:{AMOUNT}), tabel omzet (?:{AMOUNT})", region)
    yield Shown(words.place, "ledgers beside", rows_of(books), ROWS)
    stocks = re.findall(r"\w+: stok awal [\d.,]+, terjual [\d.,]+(?=[;.])", f"{region}.")
    yield Shown(words.place, "oversold", rows_of(stocks), ROWS)


# -- ringkasan and laporan kegiatan -------------------------------------------------------------------------------

LAST_CHARTS = ("Omzet tiap hari", "Kedatangan tiap seperempat jam")


@_reader("ringkasan (RK)", SUMMARY)
def read_summary(words: Words) -> Iterator[Shown]:
    yield from words.find(
        rf"Bagian non-tunai ({SHARE}) ({AMOUNT})", ("cashless_share", PERCENT), ("cashless", RUPIAH)
    )
    yield from words.find(rf"Omzet UMKM ({AMOUNT})", ("omzet", RUPIAH))
    before = rf"hari sebelumnya ((?:{AMOUNT})(?: saat disegel)?(?:, belum ditutup)?)"
    yield from words.every(before, ("RK omzet kemarin", ROWS))
    average = (("average", RUPIAH), ("answered", NUMBER))
    yield from words.find(rf"Rata-rata per usaha ({AMOUNT}) dari (\d+) yang melapor", *average)
    yield from words.find(rf"Omzet mitra, terpisah ({AMOUNT})", ("partner_omzet", RUPIAH))
    yield from words.find(r"Pelaku UMKM hadir (\d+|–) dari (\d+)", *_of("present told", "registered"))
    yield from words.every(r"Pelaku UMKM hadir \d+ dari \d+ ([\d.,]+%) ·", ("present_share", PERCENT))
    yield from words.find(r"izin (\d+), alpa (\d+)", ("excused", NUMBER), ("absent", NUMBER))
    yield from words.find(r"Peserta baru (\d+) dari (\d+) yang ikut", *_of("newcomers", "took_part"))
    yield from words.find(r"Melapor (\d+) dari (\d+)", *_of("answered", "asked"))
    yield from words.find(r"(\d+) nihil, (\d+) menolak", ("nil", NUMBER), ("declined", NUMBER))
    yield from words.find(r"Mitra hadir (\d+)", ("partners_present", NUMBER))
    yield from words.every(r"Revisi (\d+): ", ("revision", NUMBER))
    words.leave(r"sejak revisi \d+")
    yield from _states(words)
    yield from _charts(words)


def _charts(words: Words) -> Iterator[Shown]:
    last = next(name for name in LAST_CHARTS if name in words.text)
    names = ("Omzet menurut jenis usaha", "Omzet menurut pengampu", "Omzet menurut cara bayar", last)
    ends = (*names[1:], r"Keadaan laporan|Belum ada pelaku UMKM")
    for name, end in zip(names, ends, strict=True):
        heads = rf"{name}(?:, saat disegel)?(?: \(\* belum ditutup\))?"
        yield Shown(words.place, f"RK {name}", words.region(heads, end).replace("*", " belum ditutup"), ROWS)


@_reader("laporan kegiatan (LK)", ACTIVITY)
def read_activity(words: Words) -> Iterator[Shown]:
    told = (("omzet", RUPIAH), *_of("answered", "asked"))
    yield from words.find(rf"Omzet UMKM ({AMOUNT}) (\d+) dari (\d+) melapor", *told)
    people = (*_of("present told", "registered"), *_of("newcomers", "took_part"))
    yield from words.find(
        r"Pelaku UMKM hadir (\d+|–) dari (\d+) (\d+) peserta baru dari (\d+) yang ikut", *people
    )
    yield from words.find(
        rf"Bagian non-tunai ({SHARE}) ({AMOUNT})", ("cashless_share", PERCENT), ("cashless", RUPIAH)
    )
    mitra = (("partner_omzet", RUPIAH), ("partners_present", NUMBER))
    yield from words.find(rf"Omzet mitra, terpisah ({AMOUNT}) (\d+) mitra hadir", *mitra)


# -- rekap bazar and lembar mitra ---------------------------------------------------------------------------------

WHOLE_GROUPS = ("RB groups category", "RB groups agency")
DAYS_HEAD = r"Hari Tanggal Segel Hadir Melapor Omzet UMKM Omzet mitra, terpisah"


@_reader("rekap bazar (RB)", WHOLE)
def read_whole(words: Words) -> Iterator[Shown]:
    """The rekap of all days; there is none where the bazaar has one day."""
    yield from words.find(r"\((\d+) hari\)", ("day count", NUMBER))
    days = words.region(DAYS_HEAD, r"Jumlah (?=seluruh|sampai|\d+ dari|\((?:belum|tidak))")
    days = re.sub(r"(?<=\d) \d{1,2} [A-Z][a-z]+ \d{4} (?:Segel \S+ · )?", " ", f" {days}").strip()
    days = re.sub(r" sejak \d{1,2} [A-Z][a-z]+ \d{4}: (?:hujan|jalan ditutup)", "", days)
    course = r"revisi|DRAF|belum|gugur|ditunda|dibatalkan"
    yield Shown(words.place, "RB days", _rows(days, course, numbered=True), ROWS)
    sums = words.region(
        r"(?=Jumlah (?:seluruh|sampai|\d+ dari|\((?:belum|tidak)))", r"Omzet UMKM (?:seluruh|sampai|\d|belum)"
    )
    yield Shown(words.place, "RB sums", sums, ROWS)
    told = words.region(r"(?=Omzet UMKM (?:seluruh|sampai|\d|belum))", r"Tiap pelaku UMKM|Petugas Bazar")
    yield Shown(words.place, "RB in words", told, ROWS)
    if "Tiap pelaku UMKM" not in words.text:  # there is none
        yield from (Shown(words.place, key, "", ROWS) for key in ("RB vendors", *WHOLE_GROUPS))
        return
    head = r"(?:Hari \d+, \d+/\d+ )+Jumlah hari"
    yield from _of_days(words, "Tiap pelaku UMKM", rf"No Booth Usaha Pengampu {head}", "RB vendors", _rows)
    for title, column, key in (
        (r"Menurut jenis usaha \(UMKM\)", "Jenis usaha", "category"),
        (r"Menurut pengampu \(UMKM\)", "Pengampu", "agency"),
    ):
        yield from _of_days(words, title, f"{column} {head}", f"RB groups {key}", None)


def _of_days(
    words: Words, title: str, head: str, key: str, rows: Callable[[str], str] | None
) -> Iterator[Shown]:
    """A table with a column a day: its rows, and the sums under them."""
    match = re.search(rf"{title} ({head})", words.text)
    if match is None:
        raise NotShown(f"{words.place}: no {title!r} in {words.text!r}")
    days = len(re.findall(r"Hari \d+,", match[1]))
    part = r"(?: \(\d+ dari \d+ hari\))?"
    cells = rf"(?:{CELL})(?: (?:{CELL})){{{days}}}{part}"
    region = words.region(f"{title} {head}", "Jumlah omzet UMKM")
    region = re.sub(rf" ?{head}", "", region).strip()
    found = rows(region) if rows else _groups(region, cells)
    yield Shown(words.place, key, found, ROWS)
    yield from words.find(rf"{title} .*?Jumlah omzet UMKM ({cells})", ("RB omzet of days", ROWS))


GOODS_HEAD = r"No Barang Satuan Stok awal Harga Terjual Sisa Jumlah"
GOODS = r"Beras|Minyak"


@_reader("lembar mitra (LM)", PARTNERS)
def read_partner_sheet(words: Words) -> Iterator[Shown]:
    yield from words.find(rf"Penjualan barang mitra, semua mitra: ({AMOUNT})", ("partner_goods", RUPIAH))
    yield from words.find(r"semua mitra: \S+(?: \(.*?\))? Terbilang: (.*?) Petugas", ("goods spelled", ROWS))
    part = r"\((\d+) dari (\d+) barang yang harga dan terjualnya diisi\)"
    yield from words.every(part, *_of("goods told", "goods known"))
    rows, sums = [], []
    pattern = rf"((?:{BOOTH}) · [A-Z][A-Za-z ]+?) {GOODS_HEAD} (.*?) Jumlah ?([\d.]*)(?= |$)"
    for match in re.finditer(pattern, words.text):
        words.spans.append(match.span())
        rows += [row for row in _rows(match[2], GOODS).split("\n") if row]
        sums.append(f"{match[1]} {match[3]}")
    yield Shown(words.place, "LM rows", rows_of(rows), ROWS)
    yield Shown(words.place, "LM partners", rows_of(sums), ROWS)


PAPERS: dict[str, Reader] = {
    "recap": read_recap,
    "minutes": read_minutes,
    "summary": read_summary,
    "activity": read_activity,
    "whole": read_whole,
    "partners": read_partner_sheet,
}
