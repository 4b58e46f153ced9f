"""What must be answered before a list is planned: which column holds the names, the money, and of which of several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from bazar_desktop.domain.bazaars.named_days import UNREAD, NamedDay, days_meant, real_day, split_day
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.imports.source import Look, listed_tables
from bazar_desktop.services.imports.omzet_rows import CARD_WORDS
from bazar_desktop.spreadsheets.reading.accepted_table import AcceptedTable
from bazar_desktop.spreadsheets.reading.card_shapes import cards_of
from bazar_desktop.spreadsheets.reading.fields import AS_MONEY, OMZET, WANTED, plain_header
from bazar_desktop.spreadsheets.reading.figures import OUGHT_TO_BE_RUPIAH, column_figures, usual_size
from bazar_desktop.spreadsheets.reading.guesses import REPLACED, Guess
from bazar_desktop.spreadsheets.reading.money_columns import OTHER_MONEY
from bazar_desktop.spreadsheets.reading.row_days import day_column
from bazar_desktop.spreadsheets.reading.sheets import HIDDEN, STRUCK
from bazar_desktop.spreadsheets.reading.tables import SourceColumn

OTHER_DAY, OTHER_SHEETS = "other_day", "other_sheets"
NAMES = ("owner", "business")
WHO_SOLD = (*NAMES, "booth", "nik", "phone")
SHOWN_COLUMNS = 12
OF_ANYTHING, LEAST_USUAL = (
    {"jumlah", "total", "jml"},
    10_000,
)  # titles that may count pieces too, and rupiah a day
_MONTH = "(jan|feb|mar|apr|mei|jun|jul|agu|ags|sep|okt|nov|des)[a-z]*"
_MANY_DAYS = re.compile(
    rf"\d{{1,2}}\s*({_MONTH})?\s*(-|–|s\.?\s?/?\s?d\.?|sampai( dengan)?|hingga|dan|&|,)\s*\d{{1,2}}\s*{_MONTH}"
    rf"|\b(bulan|mingguan|bulanan|tahunan|triwulan)\s+{_MONTH}\b|\b(selama|seluruh|semua|total|rekap)\s+(\d\s+)?hari\b|\b\d\s+hari\b",
    re.IGNORECASE,
)


_OF_PAPER = re.compile(
    r"cetak|print|unduh|download|eksp?or|export|backup|(di)?buat|diperbarui|update|(pen)?daftar(an|kan)|registrasi|terbit"
    r"|lahir|berlaku|jatuh tempo|\bsk\b|\bsurat\b|\bnomor\b",
    re.IGNORECASE,
)  # a date of the paper, not of what was sold
_SAYS_A_DAY = re.compile(rf"\b(tanggal|tgl|hari)\b|\d\s*-?\s*{_MONTH}", re.IGNORECASE)


class NameColumnAsked(BazarError):
    """No column is known to hold names. Facts: columns (letter and title of each)."""


class CardsAsked(BazarError):
    """The sheet holds cards, the fields below one another, and no rows. Facts: column, labels."""


class MoneyColumnAsked(BazarError):
    """No column is known to hold what was sold. Facts: columns."""


class RivalColumnsAsked(BazarError):
    """Several columns may hold the same. Facts: field, columns (the one that was taken first)."""


class SecondListAsked(BazarError):
    """A second list stands beside the first. Facts: columns (where the second one's names stand)."""


class SmallFiguresAsked(BazarError):
    """The figures of a column of money are too small for rupiah: thousands, or pieces. Facts: column, usual."""


class OtherDayAsked(BazarError):
    """The list's title names another day of the bazaar. Facts: named, day."""


class UnreadDaysAsked(BazarError):
    """A column says the days of the rows, and none of them is understood. Facts: column, read (a cell), day."""


class ManyDaysAsked(BazarError):
    """The list's title names several days, or a month. Facts: title, day."""


class OtherMoneyAsked(BazarError):
    """Beside known channels other columns hold sums, and no total says whether these count. Facts: columns."""


class ReplacedColumnsAsked(BazarError):
    """Several columns of money were chosen for one field, and the last one replaced the others. Facts: columns."""


class OtherSheetsAsked(BazarError):
    """Other sheets hold lists of sales too, and nobody said that they are not meant. Facts: sheets, taken."""


class MarkedRowsAsked(BazarError):
    """Rows are hidden by a filter or struck out: are they meant? Facts: hidden, struck."""


QUESTIONS = (
    CardsAsked, NameColumnAsked, MoneyColumnAsked, RivalColumnsAsked, SecondListAsked, SmallFiguresAsked, OtherDayAsked,
    UnreadDaysAsked, ManyDaysAsked, OtherMoneyAsked, ReplacedColumnsAsked, MarkedRowsAsked,
    OtherSheetsAsked,
)  # fmt: skip


def require_answered(
    look: Look, *, day: date | None = None, days: Sequence[date] = (), accepted: frozenset[str] = frozenset()
) -> None:
    """Stop, by one of QUESTIONS, where the list cannot be planned without the officer's word.

    `day` is the day in hand of an omzet list, `days` those of its bazaar, `accepted` what was answered already.
    """
    for part in look.parts:
        _require_rows(part)
        _require_names(part)
        if part.marked and not part.told.marked:
            counts = {mark: part.marked.get(mark, 0) for mark in (HIDDEN, STRUCK)}
            raise MarkedRowsAsked(hidden=counts[HIDDEN], struck=counts[STRUCK])
        if look.kind == OMZET:
            _require_money(part, accepted)
    if look.kind == OMZET and day is not None and OTHER_DAY not in accepted:
        _require_same_day(look, day, days)
    if look.kind == OMZET and OTHER_SHEETS not in accepted and not look.sheets_told:
        _require_sheets(look, day, days)


def _require_sheets(look: Look, day: date | None, days: Sequence[date]) -> None:
    """A day's sales may stand on several sheets: one for each channel or kind. That of another day is not meant."""
    left = [
        table.sheet
        for table in listed_tables(look)
        if table.sheet not in look.sheets and not _is_of_another_day(table.sheet, day, days)
    ]
    if left:
        shown = ", ".join(left[:SHOWN_COLUMNS]) + ("…" if len(left) > SHOWN_COLUMNS else "")
        raise OtherSheetsAsked(sheets=shown, taken=", ".join(look.sheets))


def _is_of_another_day(sheet: str, day: date | None, days: Sequence[date]) -> bool:
    """Whether a sheet's name says a day of the bazaar that is not the one in hand."""
    name = split_day(sheet)[0]
    meant = days_meant([name], days) if name is not None else {}
    return day is not None and bool(meant) and day not in meant.values()


def _require_rows(part: AcceptedTable) -> None:
    """Fields below one another are nobody's rows, unless the officer has said what their column holds."""
    cards = cards_of(part.table)
    said = {guess.column.index for guess in part.mapping.guesses if guess.why in ("corrected", "remembered")}
    if cards is not None and cards.column.index not in said:
        raise CardsAsked(column=cards.column.letter, labels=", ".join(cards.labels[:SHOWN_COLUMNS]))


def _require_names(part: AcceptedTable) -> None:
    fields = {guess.field for guess in part.mapping.guesses}
    is_sale = part.mapping.kind == OMZET
    has_cards = is_sale and any(
        word in guess.column.header.casefold() for guess in part.mapping.guesses for word in CARD_WORDS
    )
    if part.table.rows and not has_cards and fields.isdisjoint(WHO_SOLD if is_sale else NAMES):
        raise NameColumnAsked(columns=_titles(column for column in part.table.columns))
    second = next((item for item in part.mapping.rivals if item.field == "owner"), None)
    if second is not None:
        raise SecondListAsked(columns=_titles(_columns(part, second.columns)))


def _require_money(part: AcceptedTable, accepted: frozenset[str]) -> None:
    reads = {field.key: field.reads for field in WANTED[OMZET]}
    money = [guess for guess in part.mapping.guesses if guess.field and reads[guess.field] == AS_MONEY]
    if not money:
        raise MoneyColumnAsked(columns=_titles(part.table.columns))
    replaced = [guess.column for guess in part.mapping.guesses if guess.why == REPLACED]
    if any(usual_size(column_figures(part.table.rows[:2_000], column.index)) for column in replaced):
        raise ReplacedColumnsAsked(columns=_titles(replaced))
    for rivals in part.mapping.rivals:
        if rivals.field == OTHER_MONEY:
            if OTHER_MONEY not in accepted:
                raise OtherMoneyAsked(columns=_titles(_columns(part, rivals.columns)))
            continue
        taken = [guess.column for guess in money if guess.field == rivals.field]
        raise RivalColumnsAsked(
            field=rivals.field, columns=_titles([*taken[:1], *_columns(part, rivals.columns)])
        )
    for guess in money:
        style = part.read.styles.get(guess.key)
        if style is not None and not style.told and style.unit == 1 and guess.why != "corrected":
            _require_rupiah(part, guess, alone=len(money) == 1)


def _require_rupiah(part: AcceptedTable, guess: Guess, *, alone: bool) -> None:
    """Nobody sells for 250 rupiah all day: such figures are thousands, or pieces."""
    read = [row.values.get(guess.key) for row in part.read.rows[:2_000]]
    figures = [float(value) if isinstance(value, int) else None for value in read]
    usual = usual_size(figures)
    of_anything = alone and plain_header(guess.column.header) in OF_ANYTHING
    least = LEAST_USUAL if of_anything else OUGHT_TO_BE_RUPIAH
    if 0 < usual < least:
        raise SmallFiguresAsked(column=_titles([guess.column]), usual=int(usual))


def _require_same_day(look: Look, day: date, days: Sequence[date]) -> None:
    """Rows, a title or a sheet's name that surely mean other days of the bazaar, or many days at once."""
    rows = look.listing.row_days
    if rows:
        names = [name for name in dict.fromkeys(rows.values()) if name != UNREAD]
        meant = days_meant(names, days)
        if not names:
            _ask_unread(look, day)
        if day not in meant.values():
            raise OtherDayAsked(named=_named(meant.values(), names), day=f"{day:%d/%m/%Y}")
        return
    for part in look.parts:
        _require_sent_on(part, day)
        if not part.mapping.days:
            _require_title_of(part, day, days)


def _ask_unread(look: Look, day: date) -> None:
    for column in filter(None, map(day_column, look.parts)):
        raise UnreadDaysAsked(
            column=_titles([column.column]), read=column.unread[0][:40], day=f"{day:%d/%m/%Y}"
        )


def _require_sent_on(part: AcceptedTable, day: date) -> None:
    """Messages are sent on the day they tell of; one of another day, if only after midnight, may tell of that."""
    sent = [name for text in part.table.sent if (name := _sent_on(text)) is not None]
    others = [name for name in sent if not name.fits(day)]
    if others:
        raise OtherDayAsked(named=_named((), others), day=f"{day:%d/%m/%Y}")


def _sent_on(text: str) -> NamedDay | None:
    """The day of a message's stamp: 28/11/26, or 11/28/26 where no month is the 28th."""
    first, second, year = re.split(r"[/.]", text)
    return real_day(year, int(second), int(first)) or real_day(year, int(first), int(second))


def _require_title_of(part: AcceptedTable, day: date, days: Sequence[date]) -> None:
    texts = [*part.table.titles, part.table.sheet]
    for text in texts:
        if _MANY_DAYS.search(text):
            raise ManyDaysAsked(title=text.strip()[:80], day=f"{day:%d/%m/%Y}")
    file = Path(part.table.source.name).stem.replace("_", " ")
    if all(split_day(text)[0] is None for text in texts):
        texts = [file]
    named = [name for name, _rest in map(split_day, texts) if name is not None]
    meant = set(days_meant(named, days).values())
    if len(meant) == 1 and day not in meant:
        raise OtherDayAsked(named=_named(meant, named), day=f"{day:%d/%m/%Y}")
    elsewhere = [name for text in texts if (name := _day_elsewhere(text, days)) is not None]
    if elsewhere and day not in meant:
        raise OtherDayAsked(named=_named((), elsewhere), day=f"{day:%d/%m/%Y}")


def _day_elsewhere(text: str, days: Sequence[date]) -> NamedDay | None:
    """The day that a text surely names as the list's, and that is none of `days`."""
    name = split_day(text)[0]
    if name is None or _OF_PAPER.search(text):
        return None
    if name.ordinal:
        return name if name.ordinal > len(days) else None
    surely = name.year or _SAYS_A_DAY.search(text)  # "RT 05/02" is no day
    return name if name.day and surely and not any(map(name.fits, days)) else None


def _named(meant: Iterable[date], names: Iterable[NamedDay]) -> str:
    """The days in words: those of the bazaar, or else as the list has them."""
    several = [f"{day:%d/%m/%Y}" for day in sorted(meant)] or [name.said for name in names]
    return ", ".join(several[:3]) + ("…" if len(several) > 3 else "")


def _columns(part: AcceptedTable, indexes: Sequence[int]) -> list[SourceColumn]:
    return [column for column in part.table.columns if column.index in indexes]


def _titles(columns: Iterable[SourceColumn]) -> str:
    several = [f"{column.letter} {column.header}".strip() for column in columns]
    return ", ".join(several[:SHOWN_COLUMNS]) + ("…" if len(several) > SHOWN_COLUMNS else "")
