"""What the papers of a day must say, as the model has it, by the keys that their readers use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from tests.truth.model import PARTNER, VENDOR, DayKey, Line, View
from tests.truth.shown import NUMBER, PERCENT, RUPIAH, Told, grouped, rows_of, written
from tests.truth.spelling import rupiah_in_words
from tests.truth.sums import HADIR, Value, known_sum, share
from tests.truth.wording import (
    CHANNELS,
    category_words,
    chart,
    day_rows,
    goods_rows,
    group_rows,
    is_entered,
    lying,
    lying_chart,
    of_how_many,
    off_words,
    quantity,
    recap_rows,
    up_to,
    vendor_rows,
)

NAMES = ("tunai", "qris", "non_tunai", "lokapasar")
QUARTER = 15
MOST_QUARTERS = 10


def paper_truth(view: View, key: DayKey, today: date) -> dict[str, Told]:
    figures = view.figures(key)
    days = view.day(key).seal.days if view.day(key).seal else view.days_of(key[0])  # type: ignore[union-attr]
    return {
        "closing reason": (view.day(key).seal.reason if view.day(key).seal else "") or "belum diisi",  # type: ignore[union-attr]
        "revision": len(view.day(key).seals) if view.day(key).seal else 0,
        "undecided": 0 if view.is_off(key) else len(view.day(key).undecided),
        "off": off_words(view, key) if view.is_off(key) else "",
        "day number": days.index(key[1]) + 1,
        "day count": len(days),
        "present_share": share(figures["present"], figures["registered"]),
        "spelled": rupiah_in_words(figures["omzet"]),
        **_placed(view, key),
        "half marked": sum("" in line.marks and any(line.marks) for line in view.lines(key)),
        "RO rows vendor": recap_rows(view, key, VENDOR),
        "RO rows partner": recap_rows(view, key, PARTNER),
        "RO channels": _channels(view, key, figures),
        **{f"RO groups {by}": _groups(view, key, by) for by in ("category", "agency")},
        **_charts(view, key, figures),
        **_whole(view, key[0], days, today),
        **_goods(view, key),
    }


def group_names(view: View, key: DayKey, by: str) -> Mapping[str, str]:
    """How the groups of the day are called on its papers."""
    lines = view.vendors(key)
    if by == "agency":
        return {line.register.agency: line.register.agency or "Tanpa pengampu" for line in lines}
    office = view.office_of(key)
    return {line.register.category: office.category(line.register.category) or "Lainnya" for line in lines}


def _placed(view: View, key: DayKey) -> dict[str, Told]:
    """How many of those who came stood in a booth."""
    here = [line for line in view.lines(key) if line.mark == HADIR]
    placed = [
        line
        for line in here
        if any(mark == HADIR and booth for mark, booth in zip(line.marks, line.booths, strict=True))
    ]
    return {"here": len(here), "placed": len(placed)}


def _channels(view: View, key: DayKey, figures: Mapping[str, Value]) -> str:
    told = []
    for at, name in enumerate(NAMES):
        amount = figures[f"channel {name}"]
        if amount or at in view.office_of(key).asked:
            part = written(share(amount, figures["omzet"]), PERCENT)
            told.append(f"{CHANNELS[at]} {part} {written(amount, NUMBER)}")
    return " ".join([*told, f"Jumlah {written(figures['omzet'], NUMBER)}"])


def _groups(view: View, key: DayKey, by: str) -> str:
    names = group_names(view, key, by)
    return rows_of(
        " ".join(
            [
                f"{names[name]} {group['answered']} / {group['asked']}",
                *(written(group[figure], NUMBER) for figure in ("cash", "cashless", "omzet")),
            ]
        )
        for name, group in view.group(key, by).items()
    )


# -- ringkasan ----------------------------------------------------------------------------------------------------


def _charts(view: View, key: DayKey, figures: Mapping[str, Value]) -> dict[str, Told]:
    charts: dict[str, Told] = {}
    for name, by in (("jenis usaha", "category"), ("pengampu", "agency")):
        groups = {group: told["omzet"] for group, told in view.group(key, by).items()}
        charts[f"RK Omzet menurut {name}"] = lying_chart(groups, group_names(view, key, by).__getitem__)
    bars = []
    for at, name in enumerate(NAMES):
        amount = figures[f"channel {name}"]
        if amount is not None and (amount or at in view.office_of(key).asked):
            part = share(amount, figures["omzet"])
            label = grouped(amount) + ("" if part is None else f" · {written(part, PERCENT)}")
            bars.append((CHANNELS[at], label))
    charts["RK Omzet menurut cara bayar"] = lying(bars)
    seal = view.day(key).seal
    told = (
        seal.omzet if seal else view.omzet_of_days(key[0])
    )  # a sealed paper says of other days what it said then
    closed = seal.closed if seal else view.closed_days(key[0])
    of_days = [
        (f"{day.day}/{day.month}{'' if day in closed else ' belum ditutup'}", grouped(omzet))
        for day, omzet in told.items()
        if omzet is not None
    ]
    earlier = [(day, omzet) for day, omzet in told.items() if day < key[1]]
    charts["RK omzet kemarin"] = ""
    if earlier:
        day, omzet = earlier[-1]
        then = (" saat disegel" if seal else "") + ("" if day in closed else ", belum ditutup")
        charts["RK omzet kemarin"] = written(omzet, RUPIAH) + then
    charts["RK Omzet tiap hari"] = chart(of_days) or "Belum ada angka."
    charts["RK Kedatangan tiap seperempat jam"] = chart(_arrivals(view.vendors(key))) or "Belum ada angka."
    return charts


def _arrivals(lines: list[Line]) -> list[tuple[str, str]]:
    """When vendors came, each once, by the quarter of an hour; what is later than ten quarters in the last of them."""
    moments = [min(came) for line in lines if (came := _came(line))]
    if not moments:
        return []
    quarters = Counter((at.hour * 60 + at.minute) // QUARTER for at in moments)
    first, last = min(quarters), max(quarters)
    shown = min(last, first + MOST_QUARTERS - 1)
    bars = []
    for at in range(first, shown + 1):
        count = quarters[at] if at < shown else sum(n for quarter, n in quarters.items() if quarter >= shown)
        name = f"{at * QUARTER // 60:02}.{at * QUARTER % 60:02}" + ("+" if at == shown < last else "")
        bars.append((name, str(count)))
    return bars


def _came(line: Line) -> list[datetime]:
    return [at for mark, at in zip(line.marks, line.came, strict=True) if mark == HADIR and at is not None]


# -- rekap bazar and lembar mitra ---------------------------------------------------------------------------------


def _whole(view: View, bazaar: str, days: Sequence[date], today: date) -> dict[str, Told]:
    of_days = [{} if view.is_off((bazaar, day)) else view.figures((bazaar, day)) for day in days]
    omzet = [figures.get("omzet") for figures in of_days]
    mitra = [figures.get("partner_omzet") for figures in of_days]
    which, whole = up_to(view, bazaar, days, today), known_sum(omzet)
    known = sum(is_entered(view, (bazaar, day)) for day in days)
    of_omzet, of_mitra = (of_how_many(amounts, known) for amounts in (omzet, mitra))
    told = [written(whole, NUMBER), of_omzet, written(known_sum(mitra), NUMBER), of_mitra]
    sums = " ".join(part for part in (f"Jumlah {which}" if known else f"Jumlah ({which})", *told) if part)
    if of_omzet:
        which += f" {of_omzet[:-1]} ada jawaban)"
    names = [name for day in days for name in view.office_of((bazaar, day)).categories]
    office = replace(view.office, categories=tuple(names))  # the last day's names
    in_words = f"Omzet UMKM {which}: {written(whole, RUPIAH)}. Terbilang: {rupiah_in_words(whole)}."
    if not known:
        in_words = f"Omzet UMKM belum dapat dijumlahkan: {which}."
    if off := sum(view.is_off((bazaar, day)) for day in days):
        in_words += f" Tidak berlangsung dan di luar jumlah: {off} dari {len(days)} hari."
    return {
        "RB days": day_rows(view, bazaar, days, today),
        "RB sums": sums,
        "RB in words": in_words,
        "RB vendors": vendor_rows(view, bazaar, days),
        "RB groups category": group_rows(view, bazaar, days, lambda line: category_words(line, office)),
        "RB groups agency": group_rows(
            view, bazaar, days, lambda line: line.register.agency or "Tanpa pengampu"
        ),
        "RB omzet of days": " ".join(
            [*(written(amount, NUMBER) for amount in (*omzet, whole)), *filter(None, [of_omzet])]
        ),
    }


def _goods(view: View, key: DayKey) -> dict[str, Told]:
    goods = view.goods(key)
    told = [item for item in goods.values() if item.rupiah is not None]
    sums: dict[str, list[Value]] = {}
    for (who, _name), item in goods.items():
        sums.setdefault(who, []).append(item.rupiah)
    lines = {line.party.id: line for line in view.lines(key)}
    partners = []
    for who, amounts in sums.items():
        line = lines[who]
        booth = next((label for label in line.booths if label), "—")
        whole = known_sum(amounts)
        partners.append(f"{booth} · {line.register.business} {'' if whole is None else grouped(whole)}")
    beside, oversold = _clashes(view, key)
    return {
        "LM rows": goods_rows(view, key),
        "LM partners": rows_of(partners),
        "goods spelled": rupiah_in_words(known_sum(item.rupiah for item in goods.values())),
        "goods told": len(told),
        "goods known": len(goods),
        "ledgers beside": beside,
        "oversold": oversold,
    }


def _clashes(view: View, key: DayKey) -> tuple[str, str]:
    """Where a mitra's ledger says other than its rows of the grid, and where more was sold than there was."""
    goods = view.goods(key)
    beside, oversold = [], []
    for line in view.lines(key):
        if line.party.kind != PARTNER:
            continue
        mine = {name: item for (who, name), item in goods.items() if who == line.party.id}
        ledger, told = known_sum(item.rupiah for item in mine.values()), line.rupiah
        unpriced = told == 0 and any(item.sold for item in mine.values())
        if (ledger is not None and told != ledger) or (ledger is None and unpriced):
            beside.append(f"Buku barang mitra {written(ledger, RUPIAH)}, tabel omzet {written(told, RUPIAH)}")
        for name, item in mine.items():
            if item.opening is not None and item.sold is not None and item.sold > item.opening:
                oversold.append(f"{name}: stok awal {quantity(item.opening)}, terjual {quantity(item.sold)}")
    return rows_of(beside), rows_of(oversold)
