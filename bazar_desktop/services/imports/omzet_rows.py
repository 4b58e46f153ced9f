"""One row of an omzet list for one day: whose it is, and what it says was sold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from statistics import median
from typing import Any

from bazar_desktop.domain.attendance.cards import read_card
from bazar_desktop.domain.bazaars.dittos import is_ditto
from bazar_desktop.domain.day.model import BLANK, CASH, CHANNELS, DECLINED, NIL, REPORTED, DayRow
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.register.entry import SEVERAL_MATCH
from bazar_desktop.services.register.list_model import (
    ListChoices,
    ReadFlag,
    ReadList,
    ReadRow,
    RowReason,
    Value,
    reason_of,
)
from bazar_desktop.services.register.name_keys import name_key

NAMES_DISAGREE = "names_disagree"  # card, booth, business and owner are not one party's
TOTAL_AS_CASH = "total_as_cash"  # the list has one sum and no channel: it is entered as tunai
TOTAL_DIFFERS = "total_differs"
FROM_MERGED_CELL = "from_merged_cell"
NAME_ABOVE = "name_above"  # the row names nobody: it is taken for one more of the party above it
OF_DAY = "@"
TOTAL = "total"
MONEY = (*CHANNELS, TOTAL)
IDENTITY = ("business", "owner", "booth")
AMOUNT_TINY = "amount_tiny"  # tiny where others are far above: thousands were left out
CALLED_OFF = "called_off"
CELL_NOTE = "cell_note"  # somebody wrote a comment beside the row, or struck out a part of it
TINY, USUAL = 1_000, 10_000  # rupiah
TINY_SHARE = 100  # below a hundredth of the usual amount thousands may be missing too
UNSURE = frozenset({"check_amount", TOTAL_AS_CASH, FROM_MERGED_CELL})
CARD_WORDS = ("kartu", "card", "qr")
_PART_HEADERS = re.compile(
    r"\b(sesi|shift|waktu|jam|produk|menu|barang|item|jenis|varian|metode|bayar|pembayaran|kanal|channel)\b",
    re.IGNORECASE,
)
_COUNT_BEFORE = re.compile(r"^\s*\d{1,3}\s*[.)]\s*(?=[^\W\d])")  # "3. Dapur Siti"
_PERIODS = re.compile(
    r"\b(minggu|pekan|bulan|tahun|periode|bazar|bazaar|lokasi|tempat|event)\b", re.IGNORECASE
)
_CALLED_OFF = re.compile(
    r"(di)?batal(kan)?|void|cancel(led|ed)?|tidak (sah|valid|jadi|ikut|lolos|hadir)|gugur|dicoret",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"\b((se)?(harus|mesti)nya|salah(?! satu)|ralat|(di)?revisi|(di)?koreksi|(di)?perbaiki"
    r"|(yang|yg) (benar|betul)|pembetulan)\b",
    re.IGNORECASE,
)
_CHANGES_SUM = re.compile(
    r"\b((di)?kurang(i|kan)?|minus|(di)?tambah(an|kan)?|plus|(di)?potong(an)?|lebih|selisih)\W{0,3}(rp\W{0,2})?\d"
    r"|\b(belum|blm|tidak|tdk|gak|tanpa|di ?luar|selain)"
    r"( (ter)?(masuk|hitung)| di ?hitung| qris| tunai| transfer)\b"
    r"|\b(di)?kembali(kan)?\b|\b(re)?tur\b|\brefund\b|\b(dobel|double|duplikat|dihitung (dua|2) kali)\b"
    r"|\b(digabung|gabung(an)?|jadi satu|bareng|sama) (dengan|dgn|dg|no|nomor|ke)\b"
    r"|[+-]\s?(rp\s?)?\d+([.,]\d+)*\s?(rb|ribu|jt|juta|k)\b",
    re.IGNORECASE,
)  # said in a column of notes: the figure beside it does not hold all, or holds too much
_OF_NOTES = re.compile(
    r"\b(ket(erangan)?|catatan|note?s?|remarks?|info(rmasi)?|penjelasan|komentar)\b", re.IGNORECASE
)
NO_SALES = re.compile(
    r"\b(target|rencana|perkiraan|estimasi|modal|biaya|pengeluaran|keluar|belanja|retur|refund|laba|rugi|pajak)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"(pagi|siang|sore|malam)\W*", re.IGNORECASE)


class Parties:
    """The parties of a day by what lists call them."""

    def __init__(self, rows: tuple[DayRow, ...]) -> None:
        self.by_key: dict[tuple[str, str], list[DayRow]] = defaultdict(list)
        self.by_id = {row.participation_id: row for row in reversed(rows)}
        for row in rows:
            for label in row.booth.split(", "):
                self._add("booth", label, row)
            self._add("card", row.card, row)
            self._add("business", row.business, row)
            self._add("name", row.name, row)

    def _add(self, by: str, text: str, row: DayRow) -> None:
        if name_key(text):
            self.by_key[by, name_key(text)].append(row)

    def find(self, by: str, text: str) -> list[DayRow]:
        """Give the parties that are called `text`, in the order of the day."""
        found = self.by_key.get((by, name_key(text)), []) if name_key(text) else []
        bare = _COUNT_BEFORE.sub("", text)
        return found if found or bare == text else self.find(by, bare)


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says of one day. `parties` may be meant, with `doubt` why that is not certain; `values` for the row.

    `parts` is what tells this row from others of the same party: a session, a product; `texts` are all its cells.
    `marks` are what else may tell it apart: words of columns that are not known, a week, another bazaar.
    `is_below`: it names nobody and stands right below a row of this party. `is_ditto`: it says so with "as above".
    `note` is what its column of notes says.
    """

    number: int
    title: str
    parties: tuple[DayRow, ...]
    doubt: str
    values: Mapping[str, Any]
    reasons: tuple[RowReason, ...]
    named_by: str
    parts: Mapping[str, str] = field(default_factory=dict)
    is_merged: bool = False
    texts: tuple[str, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    is_below: bool = False
    is_numbered: bool = False
    is_ditto: bool = False
    note: str = ""

    @property
    def amount(self) -> int:
        """Rupiah of all channels."""
        return sum(amount for name in CHANNELS if isinstance(amount := self.values.get(name), int))

    @property
    def says_nothing(self) -> bool:
        return bool(self.values["state"] == BLANK)

    @property
    def names_nobody(self) -> bool:
        """Whether the row has an amount, and neither a name nor a number of its own, or "as above" for a name."""
        is_blank = not self.title and not self.is_numbered
        return not self.parties and not self.says_nothing and (is_blank or self.is_ditto)

    def unread(self, accepted: frozenset[str]) -> list[RowReason]:
        """Give the reasons for which an amount is not to be written: not read, or not with certainty."""
        return [reason for reason in self.reasons if _stops(reason, accepted)]


def said_of(row: ReadRow, suffix: str, listing: ReadList, parties: Parties, choices: ListChoices) -> Said:
    """Read `row` for the day whose columns end in `suffix` ("" where the list is of one day)."""
    flags = [
        flag for flag in row.flags if _base(flag.field) == flag.field or flag.field.endswith(suffix or "-")
    ]
    reasons = [_reason(flag, listing) for flag in flags if flag.code != "no_name"]
    meant, doubt = _party(row, parties)
    chosen = choices.of(row.number)
    if chosen in parties.by_id:
        meant, doubt = [parties.by_id[chosen]], ""
    read = {name: row.values.get(f"{name}{suffix}") for name in (*MONEY, "state", "transactions")}
    for flag in flags:
        if flag.code in choices.accepted and flag.proposal is not None and flag.code != TOTAL_DIFFERS:
            read[_base(flag.field)] = flag.proposal
    values, more = _amounts(read, suffix, listing)
    return Said(
        row.number,
        " · ".join(str(part) for name in ("booth", "business", "owner") if (part := row.values.get(name))),
        tuple(meant),
        doubt,
        values,
        (*reasons, *more, *_called_off(row)),
        next((name for name in IDENTITY if row.values.get(name)), "business"),
        _parts_of(row, listing),
        any(flag.code == FROM_MERGED_CELL and flag.field in IDENTITY for flag in row.flags),
        tuple(row.texts),
        _marks_of(row),
        is_numbered=row.values.get("counter") is not None,
        is_ditto=_is_ditto(row),
        note="; ".join(filter(None, (text.strip() for text in notes_of(row)))),
    )


def notes_of(row: ReadRow) -> Iterator[str]:
    """What the row says in columns of notes, whatever number they have."""
    yield str(row.values.get("note") or "")
    yield from (text for header, text in row.extras.items() if _OF_NOTES.search(header))


def _is_ditto(row: ReadRow) -> bool:
    """Whether the row says "as above" where its name ought to be, and names nothing else."""
    names = [str(name) for key in IDENTITY if (name := row.values.get(key))]
    return bool(names) and all(map(is_ditto, names))


def _reason(flag: ReadFlag, listing: ReadList) -> RowReason:
    """Why a cell needs a look; a comment may correct any amount of its row."""
    if flag.code == CELL_NOTE:
        return RowReason(CELL_NOTE, TOTAL, read=flag.read, proposal=True)
    return reason_of(flag, listing.columns)


def below(said: Said, above: Said) -> Said:
    """The same row as one more of the party above it."""
    why = RowReason(NAME_ABOVE, row=above.number)
    return replace(
        said, parties=above.parties, doubt=above.doubt, reasons=(*said.reasons, why), is_below=True
    )


def _base(name: str) -> str:
    return name.partition(OF_DAY)[0]


def _stops(reason: RowReason, accepted: frozenset[str]) -> bool:
    if reason.code == TOTAL_DIFFERS:
        return TOTAL_DIFFERS not in accepted
    return _base(reason.field) in MONEY and reason.code not in UNSURE | accepted


def _party(row: ReadRow, parties: Parties) -> tuple[list[DayRow], str]:
    """The parties that the row may mean, and why that is not certain."""
    by_card = next((rows for text in _cards(row) if (rows := parties.find("card", text))), [])
    standing = parties.find("booth", str(row.values.get("booth") or ""))
    owner = str(row.values.get("owner") or "")
    by_business = parties.find("business", str(row.values.get("business") or ""))
    by_owner = parties.find("name", owner) or parties.find("business", owner)
    several = [rows for rows in (by_card, standing, by_business, by_owner) if rows]
    agree = _common(several)
    if several and not agree:
        return list(dict.fromkeys(party for rows in several for party in rows)), NAMES_DISAGREE
    if by_card or (standing and len(several) > 1):
        return agree[:1], ""
    if standing:
        return standing, "" if len(standing) == 1 else SEVERAL_MATCH
    ids = {day_row.participation_id for day_row in agree}
    return agree, "" if len(ids) <= 1 else SEVERAL_MATCH


def _common(several: Sequence[Sequence[DayRow]]) -> list[DayRow]:
    """The parties that are meant by each of `several`, of one session where these say so."""
    first, others = several[:1], several[1:]
    rows = [party for party in chain(*first) if all(party in each for each in others)]
    ids = [{party.participation_id for party in each} for each in others]
    return rows or [party for party in chain(*first) if all(party.participation_id in some for some in ids)]


def _cards(row: ReadRow) -> Iterator[str]:
    for header, text in row.extras.items():
        if any(word in header.casefold() for word in CARD_WORDS):
            try:
                read_card(text)
            except BazarError:
                continue
            yield text.strip().upper()


def _amounts(
    read: Mapping[str, Value], suffix: str, listing: ReadList
) -> tuple[dict[str, Any], list[RowReason]]:
    """What the row says was sold, as fields of OmzetInput; and what is to be looked at."""
    reasons = []
    values: dict[str, Any] = {name: read[name] for name in CHANNELS if isinstance(read.get(name), int)}
    total = read.get("total")
    if not values and isinstance(total, int) and total > 0:
        key = f"total{suffix}"
        column = listing.columns.get(key)
        reasons.append(RowReason(TOTAL_AS_CASH, key, column.index if column else None, str(total)))
        values[CASH] = total
    state = str(read.get("state") or BLANK)
    if any(values.values()):
        state = REPORTED
    if state in {NIL, DECLINED}:
        return {"state": state, **_count(read)}, reasons
    if state == REPORTED:
        values.update(_count(read))
    return {**values, "state": state}, reasons


def _count(read: Mapping[str, Value]) -> dict[str, Any]:
    return {"transactions": read["transactions"]} if isinstance(read.get("transactions"), int) else {}


def _called_off(row: ReadRow) -> Iterator[RowReason]:
    """A word beside the amount that takes it back, or tells another: batal, seharusnya 575.000."""
    notes = list(notes_of(row))
    for text in (*(text for text in row.extras.values() if text not in notes), *notes):
        if _CALLED_OFF.fullmatch(text.strip()):
            yield RowReason(CALLED_OFF, TOTAL, read=text, proposal=True)
        elif _CORRECTS.search(text) or (text in notes and _CHANGES_SUM.search(text)):
            yield RowReason(CELL_NOTE, TOTAL, read=text.strip(), proposal=True)


def with_tiny_marked(said: Sequence[Said]) -> list[Said]:
    """The same with a reason at each amount that is tiny where the usual one of its channel is far above."""
    least: dict[str, float] = {}
    for name in CHANNELS:
        amounts = [amount for item in said if (amount := _of(item, name)) > 0]
        if amounts and median(amounts) >= USUAL:
            least[name] = max(TINY, min(USUAL, median(amounts) / TINY_SHARE))
    why = RowReason(AMOUNT_TINY, TOTAL, proposal=True)
    return [
        replace(item, reasons=(*item.reasons, why))
        if any(0 < _of(item, name) < bound for name, bound in least.items())
        else item
        for item in said
    ]


def _of(item: Said, channel: str) -> int:
    amount = item.values.get(channel)
    return amount if isinstance(amount, int) else 0


def _marks_of(row: ReadRow) -> dict[str, str]:
    """By header the words, and the figures of periods, of columns that are not known to tell parts of a day."""
    return {
        header: text.strip().casefold()
        for header, text in row.extras.items()
        if not _PART_HEADERS.search(header)
        and not _PARTS.fullmatch(text.strip())
        and (
            _PERIODS.search(header) or re.search(r"[^\W\d_]{2}", re.sub(r"(?i)rp|rb|jt|ribu|juta", "", text))
        )
    }


def _parts_of(row: ReadRow, listing: ReadList) -> dict[str, str]:
    """By header what may tell this row from another of the same party."""
    parts = {
        header: text.strip()
        for header, text in row.extras.items()
        if _PART_HEADERS.search(header) or _PARTS.fullmatch(text.strip())
    }
    for name in ("product", "category"):
        if row.values.get(name) and name in listing.columns:
            parts[listing.columns[name].name] = str(row.values[name])
    return parts
