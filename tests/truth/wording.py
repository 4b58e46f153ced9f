"""What the rows of papers and files must say, as the model has them: one line of words a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tests.truth.model import PARTNER, VENDOR, Answer, DayKey, Goods, Line, Office, View
from tests.truth.period import PeriodLine, Year
from tests.truth.shown import NUMBER, RUPIAH, grouped, rows_of, written
from tests.truth.sums import (
    ALPA,
    BELUM,
    DIISI,
    HADIR,
    IZIN,
    MENOLAK,
    NIHIL,
    Value,
    channel,
    is_partly,
    known_sum,
)

MARKS = {HADIR: "hadir", IZIN: "izin", ALPA: "alpa", "": "belum", "expected": "belum"}
STATES = {BELUM: "belum", NIHIL: "nihil", DIISI: "diisi", MENOLAK: "menolak"}
PARTIES = {VENDOR: "umkm", PARTNER: "mitra"}
CHANNELS = ("Tunai", "QRIS", "Non-tunai lain", "Lokapasar")
NOTHING = "–"
SEPARATOR = " | "


@dataclass(frozen=True)
class Row:
    """One session of a party's day."""

    line: Line
    session: int
    mark: str
    answer: Answer
    booth: str
    came: datetime | None


def rows(lines: Iterable[Line]) -> list[Row]:
    return [
        Row(line, *facts)
        for line in lines
        for facts in zip(line.sessions, line.marks, line.answers, line.booths, line.came, strict=True)
    ]


def called(line: Line) -> str:
    return line.register.business or line.register.name


def beside_rows(view: View, key: DayKey) -> str:
    """What stands under the grid for each row of a vendor, in a closed day as sealed where the seal covers it."""
    office = view.office_of(key)
    covered = {(row.line.party.id, row.session): row.line for row in rows(view.vendors(key))}
    lines = []
    for row in rows(line for line in view.lines_now(key) if line.party.kind == VENDOR):
        who = row.line.party.id
        line = covered.get((who, row.session), row.line)
        said = [called(line)]
        if before := view.before_per_day(key[0], who):
            past = "; ".join(f"Bazar {bazaar} {written(amount, RUPIAH)}" for bazaar, amount in before)
            said.append(f"sebelumnya per hari: {past}")
        if (middle := view.median_of_kind(key, line.register.category)) is not None:
            said.append(f"median {category_words(line, office)} hari itu {written(middle, RUPIAH)}")
        lines.append(" · ".join(said))
    return rows_of(lines)


# -- the day on paper ---------------------------------------------------------------------------------------------


def recap_rows(view: View, key: DayKey, kind: str) -> str:
    """The rows of the rekap omzet: booth, business, pengampu, kind of goods, cash, all else, sum, remark."""
    office = view.office_of(key)
    lines = [line for line in view.lines(key) if line.party.kind == kind]
    return rows_of(_recap_row(row, office) for row in rows(lines))


def _recap_row(row: Row, office: Office) -> str:
    register, answer = row.line.register, row.answer
    name = called(row.line) + (f" (sesi {row.session})" if row.session > 1 else "")
    sums = (channel(answer, 0), known_sum(channel(answer, at) for at in (1, 2, 3)), answer.rupiah)
    away = {IZIN: "Izin, tetapi ada omzet", ALPA: "Alpa, tetapi ada omzet"}.get(row.mark, "")
    remark = [state_words(row, office), away if answer.rupiah is not None else ""]
    cells = [
        row.booth or "—",
        name,
        register.agency,
        category_words(row.line, office),
        *("" if amount is None else grouped(amount) for amount in sums),
        "; ".join(part for part in remark if part),
    ]
    return " ".join(cell for cell in cells if cell)


def category_words(line: Line, office: Office) -> str:
    key = line.register.category
    return dict(office.categories).get(key, "Mitra" if line.party.kind == PARTNER else "Lainnya")


def state_words(row: Row, office: Office) -> str:
    """What a row says of its omzet."""
    if row.answer.state in {NIHIL, MENOLAK}:
        return {NIHIL: "Nihil", MENOLAK: "Menolak menyebut"}[row.answer.state]
    if row.answer.rupiah is not None:
        return "Sebagian" if is_partly(row.answer, office.asked) else ""
    if row.mark in {IZIN, ALPA}:
        return f"Tidak hadir ({MARKS[row.mark]})"
    if row.mark != HADIR:
        return "Belum dicatat"
    return f"Sesi {row.session} belum diisi" if row.line.told else "Belum lapor"


def chart(bars: Sequence[tuple[str, str]]) -> str:
    """A chart as its text is read back: the numbers of all bars, then their names; what lies on one line, from left."""
    return " ".join([number for _name, number in bars] + [name for name, _number in bars])


def lying_chart(groups: dict[str, Value], name: Callable[[str], str]) -> str:
    """Bars by a group, the largest on top."""
    told = [(key, omzet) for key, omzet in groups.items() if omzet is not None]
    ordered = sorted(told, key=lambda bar: (-bar[1], bar[0]))
    return lying([(name(key), grouped(omzet)) for key, omzet in ordered])


def lying(bars: Sequence[tuple[str, str]]) -> str:
    """Bars from the top; one alone has its name at the left of its number."""
    if len(bars) == 1:
        return " ".join(bars[0])
    return chart(bars[::-1]) or "Belum ada angka."


def goods_rows(view: View, key: DayKey) -> str:
    """The rows of the lembar mitra, one kind of goods each."""
    return rows_of(f"{name} {_goods_words(goods)}" for (_who, name), goods in view.goods(key).items())


def _goods_words(goods: Goods, style: str = NUMBER) -> str:
    price = "" if goods.price is None else grouped(goods.price)
    whole = "" if goods.rupiah is None else written(goods.rupiah, style)
    cells = ["kg", quantity(goods.opening), price, quantity(goods.sold), quantity(_left(goods)), whole]
    return " ".join(cell for cell in cells if cell)


def quantity(thousandths: int | None) -> str:
    if thousandths is None:
        return ""
    whole, part = divmod(abs(thousandths), 1000)
    tail = f",{part:03d}".rstrip("0") if part else ""
    return ("-" if thousandths < 0 else "") + grouped(whole) + tail


# -- all days of a bazaar -----------------------------------------------------------------------------------------


def off_words(view: View, key: DayKey) -> str:
    """How the day was called off, without since when and why."""
    return (
        "gugur" if key in view.fell_out else {"postponed": "ditunda"}.get(view.halted[key[0]], "dibatalkan")
    )


def is_entered(view: View, key: DayKey) -> bool:
    """Whether the day is sealed, or anybody is marked or heard; nobody is on one that was called off."""
    if view.is_off(key):
        return False
    return view.day(key).seal is not None or any(
        row.mark not in {"", "expected"} or row.answer.state != BELUM for row in rows(view.lines(key))
    )


def day_rows(view: View, bazaar: str, days: Sequence[date], today: date) -> str:
    """The lines of the rekap bazar, one a day, without their dates and seals."""
    told = []
    for number, day in enumerate(days, start=1):
        key = (bazaar, day)
        if view.is_off(key):
            told.append(f"{number} {off_words(view, key)}{' –' * 4}")
            continue
        figures, known = view.figures(key), is_entered(view, key)
        words = _course(view, key, today)
        cells = [
            f"{figures['present']}" if known else NOTHING,
            f"{figures['answered']} / {figures['asked']}" if known else NOTHING,
            written(figures["omzet"], "number"),
            written(figures["partner_omzet"], "number"),
        ]
        told.append(f"{number} {words} {' '.join(cells)}")
    return rows_of(told)


def _course(view: View, key: DayKey, today: date) -> str:
    day = view.day(key)
    if day.seal is not None:
        return f"revisi {len(day.seals)}"
    if is_entered(view, key):
        return "DRAF — hari belum ditutup"
    return "belum berlangsung" if key[1] > today else "belum ada isian"


def of_how_many(amounts: Sequence[Value], known: int) -> str:
    """Of how many days a sum is, where not every day that has entries is in it."""
    told = sum(amount is not None for amount in amounts)
    return f"({told} dari {known} hari)" if told and told != known else ""


def vendor_rows(view: View, bazaar: str, days: Sequence[date]) -> str:
    """The lines of the rekap bazar by vendor: booths, business, pengampu, rupiah a day, their sum.

    Who was called otherwise on another day, or had another pengampu, has a line for each.
    """
    by_name: dict[tuple[str, str, str], dict[date, Line]] = defaultdict(dict)
    for day in days:
        for line in _on_paper(view, (bazaar, day)):
            by_name[line.party.id, called(line), line.register.agency][day] = line
    who: dict[str, set[date]] = defaultdict(set)
    for (party, _called, _agency), known in by_name.items():
        who[party] |= set(known)
    return rows_of(
        _vendor_row(view, bazaar, days, known, who[party] - set(known))
        for (party, _called, _agency), known in by_name.items()
    )


def _on_paper(view: View, key: DayKey) -> list[Line]:
    """The vendors of a day on the papers of its bazaar: nobody where it was called off."""
    return [] if view.is_off(key) else view.vendors(key)


def _vendor_row(
    view: View, bazaar: str, days: Sequence[date], known: dict[date, Line], elsewhere: set[date]
) -> str:
    last = known[max(known)]
    booths = dict.fromkeys(booth for day in sorted(known) for booth in sorted(known[day].booths) if booth)
    sums = [known[day].rupiah if day in known else None for day in days]
    cells = [
        "baris lain" if day in elsewhere else _day_cell(view, (bazaar, day), known.get(day)) for day in days
    ]
    whole = known_sum(sums)
    told = [", ".join(booths) or "—", called(last), last.register.agency, *cells]
    if whole is not None:
        waited = sum(line.mark == HADIR or line.told or line.refused for line in known.values())
        answered = sum(line.told for line in known.values())
        told += [grouped(whole), f"({answered} dari {waited} hari)" if answered != waited else ""]
    return " ".join(cell for cell in told if cell)


def _day_cell(view: View, key: DayKey, line: Line | None) -> str:
    if line is None or not is_entered(view, key):
        return NOTHING
    if line.rupiah is not None:
        return grouped(line.rupiah)
    if line.refused:
        return "Menolak menyebut"
    if line.mark in {IZIN, ALPA}:
        return f"Tidak hadir ({MARKS[line.mark]})"
    return "Belum lapor" if line.mark == HADIR else "Belum dicatat"


def group_rows(view: View, bazaar: str, days: Sequence[date], name: Callable[[Line], str]) -> str:
    """The lines of the rekap bazar by a group of vendors: rupiah a day and their sum."""
    sums: dict[str, list[Value]] = defaultdict(lambda: [None] * len(days))
    waited: dict[str, set[date]] = defaultdict(set)
    for at, day in enumerate(days):
        for line in _on_paper(view, (bazaar, day)):
            of_group = sums[name(line)]
            of_group[at] = known_sum((of_group[at], line.rupiah))
            if line.mark == HADIR or line.told or line.refused:
                waited[name(line)].add(day)
    return rows_of(
        " ".join(
            [
                group,
                *(written(amount, "number") for amount in (*amounts, known_sum(amounts))),
                of_how_many(amounts, len(waited[group])),
            ]
        )
        for group, amounts in sums.items()
    )


def up_to(view: View, bazaar: str, days: Sequence[date], today: date) -> str:
    """Which days a sum of the bazaar takes in."""
    known = [is_entered(view, (bazaar, day)) for day in days]
    if all(known):
        return "seluruh hari"
    if not any(known):
        on = [day for day in days if not view.is_off((bazaar, day))]
        if not on:
            return "tidak ada hari yang berlangsung"
        return "belum ada hari yang berlangsung" if on[0] > today else "belum ada isian"
    last = max(at for at, entered in enumerate(known) if entered) + 1
    if sum(known) < last:
        return f"{sum(known)} dari {len(days)} hari"
    return f"sampai hari ke-{last} dari {len(days)}"


# -- files --------------------------------------------------------------------------------------------------------


def file_rows(view: View, key: DayKey) -> dict[str, str]:
    """The rows of the day's tables: who, when seen, what sold, where; without codes, marks and moments."""
    office, lines = view.office_of(key), view.lines(key)
    new = [line.newcomer and line.took_part for line in lines]
    return {
        "peserta": rows_of(
            SEPARATOR.join((line.party.id, *_words_of(line, office), "true" if is_new else "false"))
            for line, is_new in zip(lines, new, strict=True)
        ),
        "kehadiran": rows_of(f"{_who(row)} | {MARKS[row.mark]}" for row in rows(lines)),
        "omzet": rows_of(f"{_who(row)} | {_answer(row.answer)}" for row in rows(lines)),
        "booth": rows_of(f"{row.booth} | {_who(row)}" for row in rows(lines) if row.booth),
    }


def _who(row: Row) -> str:
    return f"{row.line.party.id} | {row.session}"


def _words_of(line: Line, office: Office) -> tuple[str, ...]:
    said = line.register
    category = office.category(said.category)
    return (PARTIES[line.party.kind], said.name, said.business, said.product, category, said.agency)


def _answer(answer: Answer) -> str:
    numbers = (*answer.amounts, answer.rupiah, answer.sales)
    return SEPARATOR.join([STATES[answer.state], *("" if value is None else str(value) for value in numbers)])


def year_rows(year: Year) -> str:
    """The rows of the year's workbook, a session each, with what their seal says where a correction says otherwise."""
    return rows_of(
        SEPARATOR.join(_year_row(year, row, session)) for row in year.rows() for session in rows([row.line])
    )


def _year_row(year: Year, row: PeriodLine, session: Row) -> list[str]:
    place, said, sealed = year.places[row.key[0]], row.register, row.line.register
    is_corrected = row.correction is not None and said != sealed
    as_sealed = (sealed.business, sealed.category, sealed.agency) if is_corrected else ("", "", "")
    answer = session.answer
    return [
        place.code,
        row.key[1].isoformat(),
        place.lokasi,
        PARTIES[row.line.party.kind],
        said.business,
        said.category,
        said.agency,
        MARKS[session.mark],
        STATES[answer.state],
        "" if answer.rupiah is None else str(answer.rupiah),
        *as_sealed,
        row.correction.reason if is_corrected and row.correction else "",
    ]


def year_days(year: Year) -> str:
    """The days of the year's workbook."""
    told = []
    for key in [key for key in year.view.days if key[1].year == year.year]:
        figures, day, place = year.view.figures(key), year.view.day(key), year.places[key[0]]
        if year.view.is_off(key):  # named there, with nothing in its counts
            figures = {name: 0 if name == "registered" else None for name in figures}
        if not is_entered(year.view, key):
            figures |= {"present": None, "answered": None, "asked": None}
        numbers = [figures[name] for name in ("present", "omzet", "partner_omzet")]
        numbers += [len(day.seals) if day.seal else None]
        numbers += [figures[name] for name in ("answered", "asked", "registered")]
        cells = [place.code, key[1].isoformat(), place.lokasi, place.kind]
        took_place = year.took_place(key) and not year.view.is_off(key)
        cells.append("ya" if took_place else "tidak")
        told.append(SEPARATOR.join([*cells, *("" if value is None else str(value) for value in numbers)]))
    return rows_of(told)


# -- ledgers and corrections --------------------------------------------------------------------------------------


def signed(amount: Value) -> str:
    """A difference with its sign."""
    value = amount or 0
    return ("-" if value < 0 else "+" if value else "") + written(abs(value), RUPIAH)


def ledger_now(view: View, key: DayKey) -> dict[str, str]:
    """The ledgers of the mitra of a day as they stand now, for programs and in their grid."""
    lines, sums, cells, words = [], [], [], []
    partners = [line for line in view.lines_now(key) if line.party.kind == PARTNER]
    for line in sorted(partners, key=_in_booth_order):
        who, told, booth = line.party.id, line.rupiah, next((label for label in line.booths if label), "")
        mine = {name: goods for (other, name), goods in view.day(key).goods.items() if other == who}
        for name, goods in mine.items():
            numbers = (goods.opening, goods.price, goods.sold, goods.rupiah, _left(goods))
            lines.append(f"{who} {name} {' '.join(map(str, numbers))}")
            cells.append(f"{booth} {line.register.business} {name} {_goods_words(goods, RUPIAH)}")
        ledger = known_sum(goods.rupiah for goods in mine.values())
        sums.append(f"{who} {ledger} {told}")
        amount = "belum diisi" if ledger is None else written(ledger, RUPIAH)
        said = f"{line.register.business} {amount}"
        if ledger is not None and told is not None and ledger != told:
            said += f", tabel omzet {written(told, RUPIAH)}: keduanya bertentangan"
        words.append(said)
        words += [
            f"{name}: stok awal {quantity(goods.opening)}, terjual {quantity(goods.sold)}"
            for name, goods in sorted(mine.items())
            if (_left(goods) or 0) < 0
        ]
    head = "Barang mitra, terpisah dari omzet UMKM: " if words else ""
    return {
        "ledger now": rows_of(lines),
        "ledger sums now": rows_of(sums),
        "ledger page": rows_of(cells),
        "ledger page in words": head + " · ".join(words),
    }


def _in_booth_order(line: Line) -> tuple[bool, str, str]:
    booth = next((label for label in line.booths if label), "")
    return (not booth, booth, line.register.business)


def _left(goods: Goods) -> int | None:
    return None if goods.opening is None or goods.sold is None else goods.opening - goods.sold


def rows_behind(year: Year, kind: str) -> str:
    """The rows behind a figure of the year, as the command gives them."""
    return rows_of(
        SEPARATOR.join(
            [
                row.line.party.id,
                year.places[row.key[0]].code,
                row.key[1].isoformat(),
                row.register.business,
                row.register.category,
                row.register.agency,
                session.answer.state,
                "" if session.answer.rupiah is None else str(session.answer.rupiah),
            ]
        )
        for row in year.rows()
        if row.line.party.kind == kind
        for session in rows([row.line])
    )


def correction_notes(year: Year) -> str:
    """Each correction that reached back: of whom, on how many days, how much rupiah, why."""
    notes: dict[tuple[int, str, tuple[tuple[str, str, str], ...]], list[PeriodLine]] = defaultdict(list)
    for row in year.rows():
        if row.correction is not None and row.register != row.line.register:
            before, after = row.line.register, row.register
            said = [(name, getattr(before, name), getattr(after, name)) for name in SAID]
            changes = tuple(change for change in said if change[1] != change[2])
            notes[row.correction.number, row.line.party.person, changes].append(row)
    told = []
    for lines in notes.values():
        amount = known_sum(row.line.rupiah for row in lines)
        correction = lines[0].correction
        assert correction is not None
        cells = [lines[0].register.business, str(len({row.key for row in lines}))]
        cells += ["" if amount is None else str(amount), correction.reason]
        told.append(SEPARATOR.join(cells))
    return rows_of(told)


SAID = ("name", "business", "product", "category", "agency")
