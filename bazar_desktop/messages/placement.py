"""Sentences about placing participants in booths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bazar_desktop.domain.placement.hard_rules import (
    BLOCKED,
    MITRA_ZONE,
    OPEN_FIRE,
    PINNED,
    POWER,
    SIZE,
    VENDOR_ZONE,
    WATER,
    WHEELCHAIR,
)
from bazar_desktop.domain.placement.shortages import SEVERAL, PlanChange, Shortage
from bazar_desktop.language import N_, _, listed

SENTENCES: dict[str, str] = {
    "booth_taken": N_("Booth {booth} sudah ditempati {holder}. Tukar atau pilih booth lain?"),
    "booth_blocked": N_("Booth {booth} ditutup. Buka dahulu di denah atau pilih booth lain."),
    "party_unknown": N_("Peserta {party} tidak ada di daftar yang ditempatkan. Muat ulang daftar peserta."),
    "too_many_booths_wanted": N_(
        "{name} meminta {wanted} booth. Pelaku UMKM mendapat satu booth, mitra paling banyak tiga. Kurangi jumlahnya."
    ),
    "weight_out_of_range": N_(
        "Bobot {rule} harus bilangan bulat dari 0 sampai {most}. 0 mematikan aturannya."
    ),
    "placement_rule_unknown": N_("Aturan {rule} tidak dikenal. Yang ada: {known}."),
    "category_unknown": N_("Jenis usaha {category} tidak ada di Pengaturan. Yang ada: {known}."),
    "stand_too_wide": N_(
        "Lebar lapak dari 0 sampai {most} cm; 0 berarti berapa saja. Tulis dalam sentimeter, misalnya 300."
    ),
    "placement_stopped": N_("Penempatan dihentikan. Tidak ada yang diubah."),
    "placement_impossible": N_("Belum semua peserta dapat ditempatkan. {shortages}. {way_out}."),
    "not_enough_booths": N_("{wanted} booth diperlukan, hanya {available} tersedia. {way_out}."),
    "not_enough_power": N_(
        "{wanted} butuh listrik, hanya {available} booth berlistrik yang dapat dipakai. {way_out}."
    ),
    "not_enough_water": N_(
        "{wanted} butuh air, hanya {available} booth berair yang dapat dipakai. {way_out}."
    ),
    "not_enough_open_fire": N_(
        "{wanted} memakai api terbuka, hanya {available} booth yang mengizinkan. {way_out}."
    ),
    "not_enough_access": N_(
        "{wanted} butuh booth yang terjangkau kursi roda, hanya {available} tersedia. {way_out}."
    ),
    "not_enough_width": N_("{wanted} butuh booth lebar, hanya {available} cukup lebar. {way_out}."),
    "not_enough_mitra_booths": N_(
        "{wanted} booth mitra diperlukan, hanya {available} di zona mitra. {way_out}."
    ),
    "pinned_booth_unfit": N_("{names} dikunci di booth {booth} yang tidak memenuhi kebutuhannya. {way_out}."),
    "pinned_where_arrived": N_(
        "{name} dikunci di booth {booth}, padahal {holder} sudah hadir di sana. Lepaskan kunci booth {booth}, "
        "lalu tempatkan lagi."
    ),
    "pinned_twice": N_(
        "Booth {booth} dikunci untuk {holder} dan {name}, padahal hanya satu yang muat. Lepaskan kunci booth {booth}, "
        "kunci lagi yang benar, lalu tempatkan."
    ),
    "booth_not_pinned": N_("Booth {booth} tidak dikunci, jadi tidak ada kunci yang dilepas."),
    "booth_in_use": N_("Booth {booth} ditempati {holder}. Pindahkan atau lepaskan dahulu, lalu tutup."),
    "booth_empty": N_("Booth {booth} kosong. Pilih booth yang ada pesertanya."),
    "holder_pinned": N_("{holder} dikunci di booth {booth}. Lepaskan kuncinya dahulu, lalu pindahkan."),
    "same_booth": N_("Booth {booth} dipilih dua kali. Pilih booth lain sebagai tujuan."),
    "nobody_to_place": N_(
        "Belum ada peserta terkonfirmasi. Impor daftar peserta atau konfirmasi peserta, lalu tempatkan."
    ),
    "not_confirmed": N_(
        "{name} belum terkonfirmasi, jadi belum mendapat booth. Konfirmasi dahulu pesertanya."
    ),
}

NAMES_SHOWN = 8
NEEDS = {
    POWER: N_("butuh listrik"),
    WATER: N_("butuh air"),
    OPEN_FIRE: N_("memakai api"),
    WHEELCHAIR: N_("butuh jalan kursi roda"),
    SIZE: N_("butuh booth selebar {width} m"),
}
EQUIPMENT = {
    POWER: N_("listrik"),
    WATER: N_("air"),
    OPEN_FIRE: N_("izin api"),
    WHEELCHAIR: N_("jalan kursi roda"),
    SIZE: N_("lebar {width} m"),
    MITRA_ZONE: N_("untuk mitra"),
}
CHANGES = {
    BLOCKED: N_("buka booth {booths}"),
    POWER: N_("beri listrik di booth {booths}"),
    WATER: N_("beri air di booth {booths}"),
    OPEN_FIRE: N_("izinkan api di booth {booths}"),
    WHEELCHAIR: N_("buat booth {booths} terjangkau kursi roda"),
    MITRA_ZONE: N_("jadikan booth {booths} zona mitra"),
    VENDOR_ZONE: N_("keluarkan booth {booths} dari zona mitra"),
}


def shortage_words(shortage: Shortage) -> str:
    """One shortage with its numbers, without a full stop."""
    facts = {
        "wanted": shortage.wanted,
        "available": shortage.available,
        "names": listed(shortage.names, NAMES_SHOWN),
        "booth": shortage.booth,
        "needs": _(" dan ").join(
            _(NEEDS[code]).format(width=_metres(shortage.width)) for code in shortage.needs if code in NEEDS
        ),
    }
    return _shortage_template(shortage.needs).format(**facts)


def _shortage_template(needs: tuple[str, ...]) -> str:
    if needs == (PINNED,):
        return _("{names} dikunci di booth {booth} yang tidak memenuhi kebutuhannya")
    if needs == (SEVERAL,):
        return _(
            "{wanted} booth diperlukan untuk {names}, hanya {available} yang memenuhi kebutuhan mereka semua"
        )
    if not needs:
        return _("{wanted} booth diperlukan, hanya {available} tersedia")
    if needs == (MITRA_ZONE,):
        return _("{wanted} booth mitra diperlukan, hanya {available} di zona mitra")
    if MITRA_ZONE in needs:
        return _("{wanted} booth untuk mitra yang {needs} diperlukan, hanya {available} di zona mitra")
    return _("{wanted} {needs}, hanya {available} booth yang memenuhinya")


def way_out_words(let_go: Sequence[str], changes: Sequence[PlanChange]) -> str:
    """Both ways out: how many to let go and who could be, or what to put right at which booths."""
    words = _("Lepaskan paling sedikit {people} peserta, misalnya {names}, atau {changes}")
    return words.format(people=len(let_go), names=listed(let_go, NAMES_SHOWN), changes=changes_words(changes))


def changes_words(changes: Sequence[PlanChange]) -> str:
    """What to put right, the same thing at several booths together."""
    parts = []
    for code, words in CHANGES.items():
        booths = [change.booth for change in changes if change.booth and code in change.needs]
        if booths:
            parts.append(_(words).format(booths=", ".join(booths)))
    parts += [
        _("lebarkan booth {booth} menjadi {width} m").format(booth=change.booth, width=_metres(change.width))
        for change in changes
        if change.booth and SIZE in change.needs
    ]
    pins = [change.party for change in changes if PINNED in change.needs]
    if pins:
        parts.append(_("lepaskan kunci {names}").format(names=", ".join(pins)))
    return _(" dan ").join([*parts, *_new_booths(changes)])


def _new_booths(changes: Iterable[PlanChange]) -> list[str]:
    """Booths to add, those that need the same together."""
    kinds: dict[str, int] = {}
    for change in changes:
        if not change.booth:
            kind = ", ".join(
                _(EQUIPMENT[code]).format(width=_metres(change.width))
                for code in change.needs
                if code in EQUIPMENT
            )
            kinds[kind] = kinds.get(kind, 0) + 1
    return [
        _("tambah {count} booth ({needs})").format(count=count, needs=kind)
        if kind
        else _("tambah {count} booth").format(count=count)
        for kind, count in sorted(kinds.items())
    ]


def placement_in_words(facts: dict[str, Any]) -> dict[str, object]:
    """The facts of a list that cannot be placed, as its sentence says them."""
    return {
        "shortages": "; ".join(shortage_words(shortage) for shortage in facts["shortages"]),
        "way_out": way_out_words(facts["let_go"], facts["changes"]),
        "names": listed(facts["names"], NAMES_SHOWN),
    }


def _metres(width: float) -> str:
    return f"{width:.2f}".rstrip("0").rstrip(".").replace(".", ",")
