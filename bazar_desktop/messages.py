"""The words for every broken rule: what happened and the way out, by the error's code.

Each sentence is Indonesian, polite, and may use the error's facts by name: "Booth {booth} sudah ditempati".
"""

from __future__ import annotations

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.language import N_, _

SENTENCES: dict[str, str] = {
    # -- store, officers, settings --
    # -- money, identifiers, calendar --
    # -- import and register --
    # -- bazaars and participants --
    # -- layout and placement --
    "booth_unknown": N_("Booth {booth} tidak ada di denah. Periksa nomornya atau pilih dari denah."),
    "booth_taken": N_("Booth {booth} sudah ditempati {holder}. Tukar atau pilih booth lain?"),
    "booth_blocked": N_("Booth {booth} ditutup. Buka dahulu di denah atau pilih booth lain."),
    "tent_unknown": N_("Tenda {tent} tidak ada di denah. Muat ulang denah, lalu pilih lagi."),
    "fixture_unknown": N_("Sarana {fixture} tidak ada di denah. Muat ulang denah, lalu pilih lagi."),
    "label_taken": N_(
        "Nomor {booth} sudah dipakai booth lain. Beri nomor lain atau nomori ulang semua booth."
    ),
    "layout_not_possible": N_(
        "Denah dengan {tents} tenda, {booths_per_tent} booth per tenda, dan {mitra} booth mitra tidak dapat dibuat. "
        "Isi 1–200 tenda, 1, 2, atau 4 booth per tenda, dan paling banyak 20 booth mitra."
    ),
    "layout_unreadable": N_(
        "Berkas denah tidak dapat dibaca (bagian {where}). Minta berkas yang utuh, perbarui program, "
        "atau buat denah baru."
    ),
    "party_unknown": N_("Peserta {party} tidak ada di daftar yang ditempatkan. Muat ulang daftar peserta."),
    "too_many_booths_wanted": N_(
        "{name} meminta {wanted} booth. Pelaku UMKM mendapat satu booth, mitra paling banyak dua. Kurangi jumlahnya."
    ),
    "placement_stopped": N_("Penempatan dihentikan. Tidak ada yang diubah."),
    "placement_impossible": N_(
        "{wanted} booth diperlukan untuk {names}, hanya {available} yang memenuhi semua kebutuhannya. "
        "Tambah booth yang cocok, ubah kebutuhannya, atau lepaskan {excess} peserta di antaranya."
    ),
    "not_enough_booths": N_(
        "{wanted} booth diperlukan, hanya {available} tersedia. Tambah {excess} booth di denah atau pindahkan "
        "{excess} peserta ke cadangan."
    ),
    "not_enough_power": N_(
        "{wanted} butuh listrik, hanya {available} booth berlistrik yang dapat dipakai. Tambah stop kontak atau "
        "lepaskan {excess} dari: {names}."
    ),
    "not_enough_water": N_(
        "{wanted} butuh air, hanya {available} booth berair yang dapat dipakai. Tambah sambungan air atau "
        "lepaskan {excess} dari: {names}."
    ),
    "not_enough_open_fire": N_(
        "{wanted} memakai api terbuka, hanya {available} booth yang mengizinkan. Izinkan di booth lain atau "
        "lepaskan {excess} dari: {names}."
    ),
    "not_enough_access": N_(
        "{wanted} butuh booth yang terjangkau kursi roda, hanya {available} tersedia. Tandai booth lain yang "
        "terjangkau atau lepaskan {excess} dari: {names}."
    ),
    "not_enough_width": N_(
        "{wanted} butuh booth lebar, hanya {available} cukup lebar. Lebarkan booth di denah atau lepaskan "
        "{excess} dari: {names}."
    ),
    "not_enough_mitra_booths": N_(
        "{wanted} booth mitra diperlukan, hanya {available} di zona mitra. Tambah {excess} booth mitra di denah "
        "atau lepaskan {excess} dari: {names}."
    ),
    "pinned_booth_unfit": N_(
        "{names} dikunci di booth {pinned}, tetapi booth itu tidak memenuhi kebutuhannya. Lepaskan kuncinya "
        "atau lengkapi booth itu."
    ),
    # -- attendance --
    # -- omzet and closing --
    # -- printing and files --
    # -- packages and office --
}


def sentence(error: BazarError) -> str:
    """What to tell the officer about `error`, in the language in use."""
    template = SENTENCES.get(error.code)
    if template is None:
        return _(N_("Aturan dilanggar: {code}. Tidak ada yang diubah.")).format(code=error.code)
    return _(template).format(**error.facts)
