"""Turns in words, the same on paper, on screen and at the command line: facts, outcome, reasons, rules."""

from __future__ import annotations

from datetime import date

from bazar_desktop.domain.calendar import format_short_date
from bazar_desktop.domain.money import format_number
from bazar_desktop.domain.turns import choosing
from bazar_desktop.domain.turns.choosing import Standing
from bazar_desktop.domain.turns.concentration import Concentration
from bazar_desktop.domain.turns.draw import ALL, LimitedGroup
from bazar_desktop.domain.turns.ranking import IN, OUT, PLACE, Override
from bazar_desktop.domain.turns.rules import CURATION, NEWCOMER, Quota, TurnRules
from bazar_desktop.domain.turns.seats import PLACES_FULL, QUOTA_FULL, Unmet, Why
from bazar_desktop.language import N_, _, language

DIMENSION_WORDS = {
    "category": N_("kategori"),
    "agency": N_("pengampu"),
    "kecamatan": N_("kecamatan"),
    "newcomer": N_("peserta baru"),
}
CRITERION_WORDS = {
    "points": N_("poin paling sedikit"),
    "newcomer": N_("yang belum pernah ikut"),
    "since": N_("yang paling lama tidak ikut"),
    "fewest": N_("yang paling jarang ikut"),
}


def date_words(day: date, beside: date) -> str:
    """12 Feb, with the year where it is not that of `beside`."""
    short = format_short_date(day, language()).split(" ", 1)[1]
    return short if day.year == beside.year else f"{short} {day.year}"


def facts_words(standing: Standing, first: date, *, brief: bool = False) -> str:
    """3 kali tahun ini, terakhir 12 Feb, izin 1, alpa 2; `first` is the bazaar's first day.

    `brief` leaves out what is not about this year's turns.
    """
    applicant = standing.applicant
    if applicant.in_all == 0:
        parts = [_("belum pernah ikut")]
    elif applicant.this_year == 0:
        parts = [_("belum ikut tahun ini")]
    else:
        parts = [_("{count} kali tahun ini").format(count=applicant.this_year)]
    if applicant.last is not None:
        parts.append(_("terakhir {day}").format(day=date_words(applicant.last, first)))
    if applicant.in_all > applicant.this_year and not brief:
        parts.append(_("{count} kali seluruhnya").format(count=applicant.in_all))
    if applicant.excused and not brief:
        parts.append(_("izin {count}").format(count=applicant.excused))
    if applicant.absent and not brief:
        parts.append(_("alpa {count}").format(count=applicant.absent))
    return ", ".join(parts)


def said(standing: Standing, first: date, *, brief: bool = False) -> str:
    """The facts and the place: 3 kali tahun ini, terakhir 12 Feb: urutan 41."""
    facts = facts_words(standing, first, brief=brief)
    if standing.turn:
        return _("{facts}: urutan {turn}").format(facts=facts, turn=standing.turn)
    return facts


def outcome_words(outcome: str, reserve_order: int = 0) -> str:
    """Terpilih, Cadangan 3, Tidak terpilih, Terkonfirmasi."""
    if outcome == choosing.RESERVE:
        return _("Cadangan {number}").format(number=reserve_order)
    return {
        choosing.FIXED: _("Terkonfirmasi"),
        choosing.CHOSEN: _("Terpilih"),
        choosing.REJECTED: _("Tidak terpilih"),
    }[outcome]


def why_words(standing: Standing) -> tuple[str, ...]:
    """Every reason why somebody stands there, each a short phrase."""
    found = [_one_why(why, standing) for why in standing.why]
    if standing.at_edge and not standing.drawn:
        found.append(_("setara dengan {count} lainnya").format(count=standing.equals - 1))
    return tuple(item for item in found if item)


def short_why(standing: Standing) -> str:
    """The first reason in two or three words, for a narrow column."""
    if standing.applicant.override:
        return _("keputusan petugas")
    against = [why for why in standing.why if why.code != choosing.BY_LOT]
    for why in against or standing.why:
        if why.code == choosing.DOCUMENT_MISSING:
            return _("belum kurasi") if why.about == CURATION else _("tanpa {kind}").format(kind=why.about)
        if why.code == QUOTA_FULL:
            return _("kuota {kind} penuh").format(kind=_(DIMENSION_WORDS[why.by]))
        if why.code in _SHORT:
            return _(_SHORT[why.code])
    return _("belum diundi") if standing.at_edge and not standing.drawn else ""


_SHORT = {
    choosing.SAME_PERSON: N_("orang yang sama"),
    choosing.TURNED_DOWN: N_("sudah ditolak"),
    choosing.BY_LOT: N_("undian"),
    choosing.FOR_QUOTA: N_("demi kuota"),
    PLACES_FULL: N_("tempat penuh"),
    choosing.RESERVE_FULL: N_("cadangan penuh"),
}


def _one_why(why: Why, standing: Standing) -> str:
    if why.code == choosing.DOCUMENT_MISSING:
        return document_words(why.about)
    if why.code == choosing.SAME_PERSON:
        return _("orang yang sama dengan {code}").format(code=why.about)
    if why.code == QUOTA_FULL:
        if why.by == NEWCOMER:
            return _("kuota peserta baru penuh ({limit})").format(limit=why.limit)
        words = _("kuota {kind} {group} penuh ({limit})")
        return words.format(kind=_(DIMENSION_WORDS[why.by]), group=why.about, limit=why.limit)
    plain = {
        choosing.TURNED_DOWN: _("sudah ditolak sebelumnya"),
        PLACES_FULL: _("tempat penuh"),
        choosing.RESERVE_FULL: _("cadangan penuh"),
        choosing.FOR_QUOTA: _("didahulukan untuk memenuhi kuota"),
        choosing.BY_LOT: _("menurut undian"),
    }
    if why.code in plain:
        return plain[why.code]
    override = standing.applicant.override
    return override_words(override) if override else _("keputusan petugas")


def document_words(kind: str) -> str:
    """Why a kind of registration that is asked for keeps somebody out."""
    if kind == CURATION:
        return _("belum lulus kurasi")
    return _("{kind} tidak ada atau tidak berlaku").format(kind=kind)


def override_words(override: Override) -> str:
    """Dimasukkan petugas: alasan."""
    return _("{what}: {reason}").format(
        what=decision_words(override.kind, override.place), reason=override.reason
    )


def decision_words(kind: str, place: int) -> str:
    """What an officer decided."""
    if kind == PLACE:
        return _("dipindah petugas ke urutan {place}").format(place=place)
    return {IN: _("dimasukkan petugas"), OUT: _("dikeluarkan petugas")}.get(kind, kind)


def quota_words(quota: Quota) -> str:
    """kategori kuliner paling banyak 50%; setiap kecamatan paling banyak 3."""
    kind = _(DIMENSION_WORDS[quota.by])
    who = f"{kind} {quota.group}" if quota.group else _("setiap {kind}").format(kind=kind)
    who = kind if quota.by == NEWCOMER else who
    sign = "%" if quota.percent else ""
    limits = []
    if quota.least is not None:
        limits.append(_("paling sedikit {number}").format(number=f"{quota.least}{sign}"))
    if quota.most is not None:
        limits.append(_("paling banyak {number}").format(number=f"{quota.most}{sign}"))
    return f"{who} {', '.join(limits)}"


def draw_quota_words(group: LimitedGroup) -> str:
    """kategori kuliner: paling sedikit 2, di luar undian sudah 1; yang dihitung: KOS-A001, KOS-A004."""
    kind = _(DIMENSION_WORDS[group.by])
    who = kind if group.by == NEWCOMER else f"{kind} {group.group}"
    limits = [_("paling sedikit {number}").format(number=group.least)] if group.least else []
    if group.most is not None:
        limits.append(_("paling banyak {number}").format(number=group.most))
    words = _("{who}: {limits}; di luar undian sudah {got}; yang dihitung: {codes}.")
    return words.format(who=who, limits=", ".join(limits), got=group.got, codes=", ".join(group.codes))


def unmet_words(unmet: Unmet) -> str:
    """A quota that the list cannot fill."""
    kind = _(DIMENSION_WORDS[unmet.by])
    words = _(
        "Kuota {who} paling sedikit {least}: hanya {got} terpenuhi. Dengan calon dan tempat yang ada, "
        "tidak semua kuota dapat dipenuhi."
    )
    who = kind if unmet.by == NEWCOMER else f"{kind} {unmet.group}"
    return words.format(who=who, least=unmet.least, got=unmet.got)


def rules_words(rules: TurnRules) -> tuple[str, ...]:
    """The rules in short lines."""
    lines = [
        _("Urutan: {criteria}.").format(
            criteria=_(", lalu ").join(_(CRITERION_WORDS[item]) for item in rules.order)
        ),
        _("Poin tahun ini: ikut {turn}, izin {excused}, alpa {absent}.").format(
            turn=rules.turn_points, excused=rules.excused_points, absent=rules.absent_points
        ),
    ]
    if rules.required:
        lines.append(_("Syarat: {kinds}.").format(kinds=", ".join(rules.required)))
    if rules.quotas:
        lines.append(
            _("Kuota: {quotas}.").format(quotas="; ".join(quota_words(quota) for quota in rules.quotas))
        )
    if any(quota.least for quota in rules.quotas):
        lines.append(
            _(
                "Kuota dipenuhi sebanyak mungkin, dengan sesedikit mungkin orang kehilangan tempat menurut "
                "gilirannya; setelah itu yang lebih dahulu gilirannya didahulukan."
            )
        )
    if rules.reserves is not None:
        lines.append(_("Cadangan paling banyak {count}.").format(count=rules.reserves))
    return tuple(lines)


def mode_words(mode: str) -> str:
    """Among whom lots are drawn."""
    if mode == ALL:
        return _("di antara semua pendaftar yang memenuhi syarat")
    return _("di antara pendaftar yang setara di batas tempat")


def percent_words(share: float) -> str:
    """18,4%."""
    return f"{share * 100:.1f}%".replace(".", "," if language() == "id" else ".")


def gini_words(gini: float) -> str:
    """0,23."""
    return f"{gini:.2f}".replace(".", "," if language() == "id" else ".")


def concentration_words(concentration: Concentration) -> tuple[str, ...]:
    """The figures in sentences."""
    if not concentration.stands:
        return (_("Belum ada yang ikut."),)
    return (
        _("{times} kali ikut oleh {people} orang, {newcomers} di antaranya peserta baru.").format(
            times=format_number(concentration.stands),
            people=format_number(concentration.people),
            newcomers=format_number(concentration.newcomers),
        ),
        _("10% tersering ({top} orang): {share} dari kali ikut.").format(
            top=format_number(concentration.top_people), share=percent_words(concentration.top_share)
        ),
        _("Gini {gini} (0 rata, mendekati 1 terpusat).").format(gini=gini_words(concentration.gini)),
    )
