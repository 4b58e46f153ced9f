"""Omzet lists made from a known truth: days, channels, units, several rows, totals, columns that lead astray."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bazar_desktop.spreadsheets.reading.sheets import BLANK, HIDDEN, NUMBER, TEXT, Row, Sheet, Source

Cells = list[list[object]]
Truth = dict[date, dict[str, int]]  # rupiah by day and business; who said nothing is left out
CHANNELS = (["Omzet"], ["Tunai", "QRIS"], ["Tunai", "QRIS", "Jumlah"], ["Cash", "GoFood"])
CORRECTIONS = (
    ["Koreksi", "Omzet Setelah Koreksi"], ["Koreksi", "Omzet Akhir"], ["Retur", "Penjualan Bersih"], ["Omzet Revisi"],
    ["Tambahan", "Jumlah Akhir"], ["Potongan", "Netto"],
)  # fmt: skip
UNREADABLE = (
    "{} = 200rb + 80rb QRIS", "{} = menyusul", "{} belum laku", "{} = 280.000 (tunai 200, qris 80)", "{} : ?",
    "{} lupa", "{} = 300-400rb", "{} = 14 bungkus x 20.000 lebih",
)  # fmt: skip
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
          "November", "Desember")  # fmt: skip


@dataclass
class MadeList:
    """A list, what is true of it, and the features it was made with. `day` is the one it is imported into."""

    cells: Cells
    truth: Truth
    day: date
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    features: list[str] = field(default_factory=list)
    all_days: bool = False

    def source(self) -> Source:
        """The list as a workbook that was read."""
        rows = []
        for number, cells in enumerate(self.cells, 1):
            texts = ["" if cell is None else str(cell) for cell in cells]
            kinds = "".join(
                BLANK if not text.strip() else NUMBER if isinstance(cell, int | float) else TEXT
                for cell, text in zip(cells, texts, strict=True)
            )
            if kinds.strip(BLANK):
                rows.append(Row(number, texts, kinds))
        marks = tuple((number, HIDDEN, "") for number in self.hidden)
        width = max(len(cells) for cells in self.cells)
        sheet = Sheet("Omzet", True, len(self.cells), width, tuple(self.merged), tuple(rows), marks)
        return Source("omzet.xlsx", "xlsx", (sheet,))


def make_list(seed: int, businesses: Sequence[str], days: Sequence[date]) -> MadeList:
    """One list; the same for the same seed."""
    return _Maker(random.Random(seed), businesses, days).made()


@dataclass
class MadeChat:
    """A chat that says sums, and what is true of it. `unread` is the vendor whose amount nobody can read."""

    text: str
    truth: dict[str, int]
    unread: str


def make_chat(seed: int, businesses: Sequence[str]) -> MadeChat:
    """One chat; the same for the same seed."""
    chance = random.Random(seed)
    names = chance.sample(list(businesses), chance.randint(4, len(businesses)))
    lead = chance.choice(("{}. ", "{}) ", "- ", "• ", "", "*{}.* "))
    sign = chance.choice((" = ", " : ", " - ", ": ", " "))
    unread = chance.choice(names) if chance.random() < 0.5 else ""
    truth = {name: chance.randint(3, 900) * 5_000 for name in names if name != unread}
    lines = []
    for count, name in enumerate(names, 1):
        way = chance.choice(("points", "rp", "rb"))
        said = (
            f"{name}{sign}{_write(truth[name], way)}"
            if name in truth
            else chance.choice(UNREADABLE).format(name)
        )
        lines.append(lead.format(count) + said)
    title = chance.choice(
        ("Rekap omzet hari ini", "Assalamu'alaikum, rekap omzet ya", "OMZET BAZAR 2026", "")
    )
    close = chance.choice((f"Total {_write(sum(truth.values()), 'rp')}", "", "Terima kasih 🙏"))
    return MadeChat("\n".join([title, *lines, close]).strip(), truth, unread)


class _Maker:
    def __init__(self, chance: random.Random, businesses: Sequence[str], days: Sequence[date]) -> None:
        self._chance = chance
        self._names = chance.sample(list(businesses), chance.randint(3, len(businesses)))
        self._days = list(days)
        self._features: list[str] = []

    def _likely(self, share: float, feature: str) -> bool:
        hit = self._chance.random() < share
        if hit:
            self._features.append(feature)
        return hit

    def made(self) -> MadeList:
        if self._likely(0.15, "rows of days"):
            return self._in_rows()
        several_days = self._likely(0.35, "days")
        days = self._days if several_days else [self._chance.choice(self._days)]
        channels = self._chance.choice(CHANNELS)
        if several_days:
            channels = self._chance.choice((["Omzet"], ["Omzet"], ["Tunai", "QRIS"]))
        thousands = len(channels) == 1 and self._likely(0.02, "thousands")
        sums = {name: {day: self._amounts(channels) for day in days} for name in self._names}
        parts = not several_days and self._likely(0.15, "parts")
        below = parts and self._likely(0.4, "nameless below")
        lost = self._lost(sums, days) if not thousands and not parts and self._likely(0.02, "tiny") else ()
        corrected = not several_days and not parts and not thousands and self._likely(0.03, "correction")
        words = self._chance.choice(CORRECTIONS) if corrected else ()
        before, after = self._astray(several_days=several_days)
        header = ["No", *before, "Nama Usaha", *(["Sesi"] if parts else [])]
        start = len(header)
        titles, over, merged = self._money_titles(days, channels, start, several_days=several_days)
        whole = several_days and self._likely(0.6, "sum of days")
        columns = [*header, *titles, *words, *(["Total"] if whole else []), *after]
        rows: Cells = []
        owners: list[str] = []
        for count, name in enumerate(self._names, 1):
            for part in self._split(sums[name], parts=parts):
                money = [amount for day in days for amount in self._cells(part[day], channels)]
                whole_sum = sum(sum(part[day]) for day in days)
                told = name if not below or part_name(part) == "Pagi" else ""
                lead: list[object] = [
                    count if told else "",
                    *(self._other(title, count) for title in before),
                    told,
                ]
                lead += [part_name(part)] if parts else []
                tail = [whole_sum] if whole else []
                if corrected:
                    right = whole_sum
                    change = self._chance.choice((0, -2, 1)) * 5_000 if right else 0
                    money = [max(0, money[0] - change), *money[1:]]
                    tail = [right - sum(part[days[0]]) + change, right][2 - len(words) :]
                astray = [self._other(title, count) for title in after]
                said = self._written(money, thousands=thousands)
                if name in lost:
                    said[0] = money[0] // 1_000
                rows.append([*lead, *said, *tail, *astray])
                owners.append(name)
        twice = not parts and self._likely(0.03, "again")
        if twice:
            rows.append(list(rows[0]))
        made_rows = len(rows)
        truth: Truth = {
            day: {
                name: sum(sums[name][day])
                for name in self._names
                if any(amount is not None for amount in sums[name][day])
            }
            for day in days
        }
        rows += self._totals(rows, start, len(titles) + whole, columns, thousands=thousands)
        top: Cells = [["REKAP OMZET BAZAR" + (" (dalam ribuan rupiah)" if thousands else "")], []]
        top = top if thousands or self._likely(0.4, "title") else []
        headers: Cells = [over, columns] if over else [columns]
        cells = [*top, *headers, *rows]
        down = len(top)
        hidden = [down + len(headers) + 2] if self._likely(0.03, "hidden") and made_rows > 2 else []
        merged = [(top_row + down, left, bottom + down, right) for top_row, left, bottom, right in merged]
        all_days = several_days and self._chance.random() < 0.5
        day = self._chance.choice(days)
        taken = days if all_days else [day]
        return MadeList(
            cells, {day: truth[day] for day in taken}, day, merged, hidden, self._features, all_days
        )

    def _in_rows(self) -> MadeList:
        """A list in which each row, or a title above some, names its day."""
        channels = self._chance.choice((["Omzet"], ["Tunai", "QRIS"]))
        way = self._chance.choice(("ordinal", "date", "words", "weekday"))
        by_title = self._likely(0.3, "titles of days")
        truth: Truth = {day: {} for day in self._days}
        header: list[object] = [
            *([] if by_title else [self._chance.choice(("Tanggal", "Hari"))]),
            "Nama Usaha",
            *channels,
        ]
        cells: Cells = [] if by_title else [header]
        gaps = not by_title and self._likely(0.2, "day on top alone")
        for at, day in enumerate(self._days, 1):
            named = _name_of(day, at, way)
            cells += [[named], header] if by_title else []
            for place, name in enumerate(self._chance.sample(self._names, len(self._names))):
                amounts = self._amounts(channels)
                lead = [] if by_title else ["" if gaps and place else named]
                cells.append([*lead, name, *self._written(amounts, thousands=False)])
                truth[day][name] = sum(amounts)
            cells += [[]] if by_title else []
        if not by_title and self._likely(0.5, "total row"):
            figures = [row[2:] for row in cells[1:]]
            sums = [sum(_rupiah(row[at], thousands=False) for row in figures) for at in range(len(channels))]
            cells.append(["TOTAL", "", *sums])
        day, all_days = self._chance.choice(self._days), self._chance.random() < 0.5
        taken = self._days if all_days else [day]
        return MadeList(
            cells, {day: truth[day] for day in taken}, day, features=self._features, all_days=all_days
        )

    def _amounts(self, channels: list[str]) -> list[int]:
        count = 1 if len(channels) == 1 else 2
        if self._chance.random() < 0.05:
            return [0] * count
        return [self._chance.randint(3, 900) * 5_000 for _channel in range(count)]

    def _split(self, amounts: dict[date, list[int]], *, parts: bool) -> list[dict[date, list[int]]]:
        if not parts:
            return [amounts]
        morning = {day: [amount // 2 // 500 * 500 for amount in some] for day, some in amounts.items()}
        evening = {
            day: [amount - early for amount, early in zip(some, morning[day], strict=True)]
            for day, some in amounts.items()
        }
        _PART_OF[id(morning)], _PART_OF[id(evening)] = "Pagi", "Sore"
        return [morning, evening]

    def _cells(self, amounts: list[int], channels: list[str]) -> list[int]:
        return [*amounts, sum(amounts)] if len(channels) == 3 else list(amounts)

    def _written(self, money: list[int], *, thousands: bool) -> list[object]:
        way = self._chance.choice(("number", "number", "number", "points", "rp", "rb"))
        if thousands:
            return [amount // 1_000 if amount % 1_000 == 0 else amount / 1_000 for amount in money]
        return [_write(amount, way) for amount in money]

    def _money_titles(
        self, days: list[date], channels: list[str], start: int, *, several_days: bool
    ) -> tuple[list[object], list[object], list[tuple[int, int, int, int]]]:
        """The titles of the money columns; a row above them with merged names of days, where there is one."""
        if not several_days:
            word = self._chance.choice(
                ("Omzet", "Omset", "Omzet (Rp)", "Jumlah Omzet", "Total Omzet", "Penjualan")
            )
            return [word] if len(channels) == 1 else list(channels), [], []
        way = self._chance.choice(("ordinal", "date", "words", "weekday"))
        named = [_name_of(day, at, way) for at, day in enumerate(self._days, 1)]
        if len(channels) == 1 and self._chance.random() < 0.6:
            return [*named], [], []
        over: list[object] = ["" for _column in range(start)]
        titles: list[object] = []
        merged = [(1, left, 2, left) for left in range(start)]
        if len(channels) == 1:
            over += ["Omzet (Rp)", *([""] * (len(days) - 1))]
            merged.append((1, start, 1, start + len(days) - 1))
            titles = [*named]
        else:
            for at, name in enumerate(named):
                left = start + at * len(channels)
                over += [name, *([""] * (len(channels) - 1))]
                merged.append((1, left, 1, left + len(channels) - 1))
                titles += channels
        return titles, over, [item for item in merged if item[0] != item[2] or item[1] != item[3]][start:]

    def _lost(self, sums: dict[str, dict[date, list[int]]], days: list[date]) -> tuple[str, ...]:
        """The one vendor whose first amount is written without its thousands."""
        large = [
            name for name in self._names if all(15_000 <= sums[name][day][0] < 1_000_000 for day in days)
        ]
        return tuple(large[:1])

    def _astray(self, *, several_days: bool) -> tuple[list[str], list[str]]:
        before = [title for title in ("Booth lama", "ID Toko") if self._likely(0.15, title)]
        after = [title for title in ("Target", "Stok", "Jumlah pcs", "Omzet bulan lalu", "Modal", "Laba bersih") if
                 self._likely(0.12, title)]  # fmt: skip
        if not several_days and self._likely(0.08, "Jumlah"):
            after.append("Jumlah")
        return before, after

    def _other(self, title: str, count: int) -> object:
        if title == "Booth lama":
            return f"Z{count}"
        if title == "ID Toko":
            return 4_000 + count
        if title in {"Stok", "Jumlah pcs", "Jumlah"}:
            return self._chance.randint(2, 90)
        return self._chance.randint(10, 900) * 10_000

    def _totals(
        self, rows: Cells, start: int, count: int, columns: list[object], *, thousands: bool
    ) -> Cells:
        if not self._likely(0.6, "total row"):
            return []
        name_at = columns.index("Nama Usaha")
        sums = [sum(_rupiah(row[start + at], thousands=thousands) for row in rows) for at in range(count)]
        if self._likely(0.05, "wrong total"):
            sums[0] += 10_000
        line: list[object] = ["" for _column in columns]
        if self._chance.random() < 0.8:
            line[self._chance.choice((0, name_at))] = self._chance.choice(
                ("TOTAL", "Jumlah", "JUMLAH", "Grand Total")
            )
        line[start : start + count] = [amount // 1_000 if thousands else amount for amount in sums]
        return [line]


_PART_OF: dict[int, str] = {}


def part_name(part: dict[date, list[int]]) -> str:
    return _PART_OF[id(part)]


def _write(amount: int, way: str) -> object:
    grouped = f"{amount:,}".replace(",", ".")
    if way == "points":
        return grouped
    if way == "rp":
        return f"Rp {grouped}"
    return f"{amount // 1_000}rb" if way == "rb" and amount and amount % 1_000 == 0 else amount


def _rupiah(cell: object, *, thousands: bool) -> int:
    if isinstance(cell, int | float):
        return round(cell * 1_000) if thousands else round(cell)
    text = str(cell).removeprefix("Rp ").replace(".", "")
    return int(text.removesuffix("rb")) * 1_000 if text.endswith("rb") else int(text)


def _name_of(day: date, at: int, way: str) -> str:
    if way == "ordinal":
        return f"Hari {at}"
    if way == "date":
        return f"{day:%d/%m/%Y}"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if way == "words" else WEEKDAYS[day.weekday()]
