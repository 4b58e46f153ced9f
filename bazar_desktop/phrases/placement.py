"""The words for reasons and rules of placing: codes come in, plain Indonesian goes out."""

from __future__ import annotations

from collections.abc import Sequence

from bazar_desktop.domain.calendar import format_date
from bazar_desktop.domain.money import format_number
from bazar_desktop.domain.placement.moves import SwapEffect
from bazar_desktop.domain.placement.reasons import Reason
from bazar_desktop.language import N_, _, language
from bazar_desktop.services.placement.search import DayPlaced, PlacementFacts, Unfit

REASONS = {
    "pinned": N_("dikunci petugas di {booth}"),
    "power": N_("butuh listrik, dan {booth} berlistrik"),
    "water": N_("butuh air, dan {booth} berair"),
    "open_fire": N_("memakai api, dan di {booth} boleh"),
    "wheelchair": N_("{booth} terjangkau kursi roda"),
    "size": N_("{booth} cukup lebar untuk lapaknya"),
    "mitra_zone": N_("{booth} di zona mitra"),
    "only_booth": N_("satu-satunya booth yang memenuhi kebutuhannya"),
    "fits": N_("{booth} memenuhi syaratnya"),
    "no_power": N_("butuh listrik, {booth} tidak berlistrik"),
    "no_water": N_("butuh air, {booth} tidak berair"),
    "no_open_fire": N_("memakai api, di {booth} tidak boleh"),
    "no_wheelchair": N_("perlu jalan kursi roda, {booth} tidak terjangkau"),
    "no_size": N_("lapaknya lebih lebar daripada {booth}"),
    "no_mitra_zone": N_("mitra, tetapi {booth} di luar zona mitra"),
    "in_mitra_zone": N_("bukan mitra, tetapi {booth} di zona mitra"),
    "closed": N_("{booth} ditutup"),
    "pinned_elsewhere": N_("dikunci petugas di {booth}"),
    "kept_booth": N_("tetap di booth yang sekarang"),
    "kept_yesterday": N_("tetap di booth hari sebelumnya"),
    "preferred": N_("sesuai permintaannya"),
    "apart_from_product": N_("tidak bersebelahan dengan {product} lain"),
    "category_mixed": N_("tetangganya beda jenis usaha"),
    "away_from_smell": N_("tidak bertetangga dengan asap atau bau"),
    "away_from_textile": N_("asap atau baunya tidak bertetangga dengan kain"),
    "front_turn": N_("giliran booth depan (belum pernah dari {of} kali ikut)"),
    "corner_turn": N_("giliran booth sudut (belum pernah dari {of} kali ikut)"),
    "beside_product": N_("bersebelahan dengan produk sama: {names}"),
    "behind_product": N_("membelakangi produk sama: {names}"),
    "beside_category": N_("bersebelahan dengan jenis sama: {names}"),
    "near_smell": N_("bertetangga dengan asap, bau, atau kain: {names}"),
    "left_booth": N_("pindah dari {booth}"),
    "left_yesterday": N_("hari sebelumnya di {booth}"),
    "not_preferred": N_("bukan booth yang dimintanya"),
    "front_again": N_("sudah {times} kali di booth depan tahun ini"),
    "corner_again": N_("sudah {times} kali di booth sudut tahun ini"),
}

FIRST_TURNS = {
    "front_turn": N_("giliran booth depan (belum pernah tahun ini)"),
    "corner_turn": N_("giliran booth sudut (belum pernah tahun ini)"),
}

RULES = {
    "same_product": N_("produk sama bertetangga"),
    "same_category": N_("jenis usaha sama bersebelahan"),
    "smell_near_textile": N_("asap dekat kain"),
    "apart": N_("dua booth terpisah"),
    "yesterday": N_("pindah dari booth hari sebelumnya"),
    "moved": N_("pindah booth"),
    "front_again": N_("giliran booth depan"),
    "corner_again": N_("giliran booth sudut"),
    "preference": N_("permintaan booth"),
}

RULES_AT_LENGTH = {
    "same_product": N_("Produk sama bertetangga"),
    "same_category": N_("Jenis usaha sama bersebelahan"),
    "smell_near_textile": N_("Asap atau bau di dekat kain"),
    "apart": N_("Dua booth satu mitra terpisah"),
    "yesterday": N_("Pindah dari booth hari sebelumnya"),
    "moved": N_("Pindah dari booth sekarang"),
    "front_again": N_("Booth depan bagi yang sudah pernah tahun ini"),
    "corner_again": N_("Booth sudut bagi yang sudah pernah tahun ini"),
    "preference": N_("Permintaan booth tidak terpenuhi"),
}

HARD = {
    "power": N_("{name} butuh listrik, {booth} tidak berlistrik"),
    "water": N_("{name} butuh air, {booth} tidak berair"),
    "open_fire": N_("{name} memakai api, di {booth} tidak boleh"),
    "wheelchair": N_("{name} perlu jalan kursi roda, {booth} tidak terjangkau"),
    "size": N_("lapak {name} lebih lebar daripada {booth}"),
    "pinned": N_("{name} dikunci di booth lain, bukan {booth}"),
    "blocked": N_("{booth} ditutup"),
    "mitra_zone": N_("{name} mitra, {booth} di luar zona mitra"),
    "vendor_zone": N_("{booth} di zona mitra, {name} bukan mitra"),
}


def reason_words(reason: Reason) -> str:
    """One reason as part of a sentence."""
    if reason.code in FIRST_TURNS and not reason.facts["of"]:
        return _(FIRST_TURNS[reason.code])
    return _(REASONS[reason.code]).format(**reason.facts)


def proof_words(days: Sequence[DayPlaced]) -> str:
    """How good an arrangement is known to be: proven the best, or how far from it at most; of several days all."""
    if all(placed.gap == 0 for placed in days):
        words = _("Terbukti: tidak ada susunan dengan poin lebih sedikit.")
        if len(days) > 1:
            words = _("Terbukti untuk tiap hari: tidak ada susunan dengan poin lebih sedikit.")
    elif len(days) == 1:
        gap = format_number(days[0].gap)
        words = _("Belum terbukti terbaik: paling jauh {gap} poin dari yang terbaik.").format(gap=gap)
    else:
        each = ", ".join(
            _("{gap} poin pada {day}").format(
                gap=format_number(placed.gap), day=format_date(placed.day, language())
            )
            for placed in days
        )
        words = _("Belum terbukti terbaik; paling jauh dari yang terbaik: {each}.").format(each=each)
    return " ".join(filter(None, [words, moving_words(days)]))


def moving_words(days: Sequence[DayPlaced]) -> str:
    """That moving counts among the points, where it does; "" where nobody had a booth or it weighs nothing."""
    moving = max(placed.moving for placed in days)
    if not moving:
        return ""
    words = _("Terhitung {points} poin untuk tiap booth yang ditinggalkan.")
    return words.format(points=format_number(moving))


def from_start_words(facts: PlacementFacts) -> list[str]:
    """How much better placing from the start would be, and how many would move; nothing where it is no better."""
    gain = facts.from_start
    if not gain.points:
        return []
    words = _("Pindah tidak dihitung, dari awal {points} poin lebih sedikit: {count} peserta pindah booth.")
    return [words.format(points=format_number(gain.points), count=format_number(gain.movers))]


def compared_words(placed: DayPlaced) -> str:
    """What *before* is: the plan as it stood, or where nobody stood a list that is filled from the top."""
    if placed.was_empty:
        return _("Sebelum: daftar peserta diisi berurutan dari booth pertama.")
    return _("Sebelum: susunan yang berlaku sampai tadi.")


def filled_words(days: Sequence[DayPlaced]) -> str:
    """How many booths are in use: once where all days have as many, else of each day."""
    counts = {len(placed.seats) for placed in days}
    if len(counts) == 1:
        return _("{count} booth terisi untuk {days} hari.").format(count=counts.pop(), days=len(days))
    each = ", ".join(
        _("{count} booth pada {day}").format(count=len(placed.seats), day=format_date(placed.day, language()))
        for placed in days
    )
    return _("Terisi {each}.").format(each=each)


def unfit_words(unfit: Sequence[Unfit]) -> list[str]:
    """A warning each: who stays in a booth that lacks something, and why; the same on several days once."""
    words = []
    for item in unfit:
        what = broken_words(item.rule, item.business, item.booth)
        if item.has_arrived:
            words.append(_("Perhatikan: {what}; karena sudah hadir, tetap di sana.").format(what=what))
        else:
            later = _(
                "Perhatikan: {what}; pada {day} booth yang cocok tidak cukup untuk semua, jadi tetap di sana."
            )
            words.append(later.format(what=what, day=format_date(item.day, language())))
    return list(dict.fromkeys(words))


def broken_words(rule: str, name: str, booth: str) -> str:
    """A hard rule that is broken, as part of a sentence."""
    return _(HARD[rule]).format(name=name, booth=booth)


def effect_words(effect: SwapEffect, people: dict[str, str], labels: dict[str, str]) -> tuple[str, ...]:
    """What a move makes better and worse, a line each; one line where nothing changes."""
    lines = [
        _("Melanggar: {what}").format(
            what=broken_words(breach.rule, people.get(breach.party, ""), labels.get(breach.booth, ""))
        )
        for breach in effect.broken
    ]
    better = [_(RULES[change.rule]) for change in effect.changes if change.better > 0]
    worse = [_(RULES[change.rule]) for change in effect.changes if change.better < 0]
    if better:
        lines.append(_("Lebih baik: {rules}").format(rules=", ".join(better)))
    if worse:
        lines.append(_("Lebih buruk: {rules}").format(rules=", ".join(worse)))
    return tuple(lines) or (_("Mutu penempatan tetap sama."),)
