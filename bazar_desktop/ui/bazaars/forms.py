"""The forms of the Bazar page: a new bazaar, an existing one, a participant, a mitra."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QWidget

from bazar_desktop.domain.bazaars.day_list import format_days, parse_days
from bazar_desktop.domain.bazaars.regions import KECAMATAN, KELURAHAN
from bazar_desktop.domain.day.model import CALLED_OFF
from bazar_desktop.domain.placement.request import most_booths
from bazar_desktop.language import _
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, own_letterhead
from bazar_desktop.services.bazaars.participants import ParticipantFacts
from bazar_desktop.services.day.held_booths import HeldBooth
from bazar_desktop.services.settings.regions import regions
from bazar_desktop.ui.bazaars import words
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.kit.inputs import number_box

Save = Callable[[FormDialog], object]
REFUSALS = {
    "bazaar_name_missing": "name",
    "bazaar_needs_days": "days",
    "too_many_days": "days",
    "day_in_use": "days",
    "date_malformed": "days",
    "weekday_disagrees": "days",
    "bazaar_code_taken": "code",
    "bazaar_code_malformed": "code",
    "region_unknown": "kecamatan",
    "region_ambiguous": "kecamatan",
    "time_malformed": "cut_off",
    "number_out_of_range": "booth_count",
    "too_many_booths_wanted": "booth_count",
}


def choice(choices: Sequence[tuple[str, str]], chosen: str = "") -> QComboBox:
    """A list to choose one from; its value is the key."""
    box = QComboBox()
    for key, text in choices:
        box.addItem(text, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box


def place_names() -> dict[str, str]:
    """Every kecamatan and kelurahan as the completion shows it, and the kecamatan it stands for."""
    known = regions()
    found: dict[str, str] = {}
    for region in known.of_level(KECAMATAN):
        found[f"{region.name}, {known.kota_of(region).name}"] = region.name
    for region in known.of_level(KELURAHAN):
        parent = known.by_code[region.parent]
        found[f"{region.name}, Kec. {parent.name}"] = parent.name
    return found


def kecamatan_box(names: Sequence[str]) -> QLineEdit:
    """A line that completes any kecamatan or kelurahan of Jakarta while it is typed."""
    box = QLineEdit()
    completer = QCompleter(QStringListModel(list(names), box), box)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    box.setCompleter(completer)
    return box


def bazaar_form(save: Save, parent: QWidget | None = None) -> FormDialog:
    """Asks for a new bazaar; `kecamatan_of` and `days_of` read the two fields that need reading."""
    form = FormDialog(
        _("Buat bazar"),
        save,
        explains=_("Lokasi yang sudah dikenal dipakai lagi bila nama dan kecamatannya sama."),
        saves=_("Buat bazar"),
        refusals=REFUSALS,
        parent=parent,
    )
    form.add_field("name", _("Nama bazar"), QLineEdit())
    form.add_field("lokasi", _("Lokasi"), QLineEdit())
    form.add_field("lokasi_kind", _("Jenis lokasi"), choice(words.lokasi_kinds()))
    form.add_field(
        "kecamatan",
        _("Kecamatan"),
        kecamatan_box(list(place_names())),
        hint=_("Kelurahan juga boleh diketik."),
    )
    form.add_field(
        "days",
        _("Tanggal"),
        QLineEdit(),
        hint=_("Misalnya 20/3/2023, 21/3/2023 atau 20/3/2023 s.d. 22/3/2023."),
    )
    form.add_field(
        "programme", _("Program"), QLineEdit(), hint=_("Bila bazar ini bagian dari beberapa lokasi serentak.")
    )
    form.add_field("kind", _("Jenis bazar"), choice(words.kinds()))
    form.add_field("address", _("Alamat"), QLineEdit())
    form.add_field("code", _("Kode dari kantor"), QLineEdit(), hint=_("Kosongkan agar dibuatkan."))
    return form


def kecamatan_of(form: FormDialog) -> str:
    """The kecamatan that was typed or chosen from the completion."""
    typed = str(form.value("kecamatan"))
    return place_names().get(typed, typed)


def edit_form(bazaar: BazaarFacts, save: Save, parent: QWidget | None = None) -> FormDialog:
    """Asks what to change on a bazaar."""
    form = FormDialog(
        _("Ubah bazar {code}").format(code=bazaar.label), save, refusals=REFUSALS, parent=parent
    )
    form.add_field("name", _("Nama bazar"), QLineEdit(bazaar.name))
    days = tuple(day.day for day in bazaar.days)
    form.add_field("days", _("Tanggal"), QLineEdit(format_days(days)))
    cut_off = next((day.cut_off for day in bazaar.days if day.cut_off), None)
    form.add_field(
        "cut_off",
        _("Batas hadir"),
        QLineEdit(f"{cut_off:%H.%M}" if cut_off else ""),
        hint=_("Lewat jam ini peserta tercatat terlambat. Berlaku untuk semua hari."),
    )
    form.add_field("programme", _("Program"), QLineEdit(bazaar.programme))
    hint = _("Kartu dan slip berkode lama tidak diterima lagi; segel tetap di bawah kode lamanya.")
    if bazaar.shares_code:
        hint = " ".join([_("Bazar lain berkode sama: beri kode lain di sini."), hint])
    form.add_field("code", _("Kode"), QLineEdit(bazaar.code), hint=hint)
    letterhead = QPlainTextEdit("\n".join(own_letterhead(bazaar)))
    letterhead.setFixedHeight(84)
    letterhead.setTabChangesFocus(True)
    form.add_field(
        "letterhead", _("Kop surat bazar ini"), letterhead, hint=_("Kosongkan untuk memakai kop kantor.")
    )
    return form


def days_of(form: FormDialog) -> tuple[date, ...]:
    """The days that were typed. Raises DateMalformed, WeekdayDisagrees."""
    return parse_days(str(form.value("days")))


def participant_form(
    participant: ParticipantFacts,
    save: Save,
    parent: QWidget | None = None,
    *,
    held: Sequence[HeldBooth] = (),
) -> FormDialog:
    """Asks what to change on a place in the bazaar; whoever is called off may give back the booths it has `held`."""
    form = FormDialog(participant.business or participant.name, save, refusals=REFUSALS, parent=parent)
    status = choice(words.statuses(), participant.status)
    form.add_field("status", _("Status"), status)
    if held:
        box = QCheckBox(words.free_words(held))
        box.setChecked(True)
        form.add_field("free", _("Masih memegang booth"), box)

        def show_offer() -> None:
            form.show_field("free", shown=status.currentData() in CALLED_OFF)

        status.currentIndexChanged.connect(show_offer)
        show_offer()
    form.add_field(
        "reserve_order",
        _("Urutan cadangan"),
        number_box(_("Urutan cadangan"), participant.reserve_order or 0, most=999),
        hint=_("Hanya untuk cadangan; 0 berarti paling belakang."),
    )
    form.add_field(
        "booth_count",
        _("Jumlah booth"),
        number_box(_("Jumlah booth"), participant.booth_count, least=1, most=most_booths(participant.party)),
    )
    form.add_field(
        "preference", _("Keinginan booth"), QLineEdit(participant.preference), hint=_("Misalnya dekat pintu.")
    )
    form.add_field("note", _("Catatan"), QLineEdit(participant.note))
    return form


def partner_form(names: Sequence[str], save: Save, parent: QWidget | None = None) -> FormDialog:
    """Asks which mitra takes part."""
    form = FormDialog(
        _("Tambah mitra"),
        save,
        explains=_("Mitra pangan berjualan dari booth sendiri; omzetnya dihitung terpisah."),
        refusals={"already_participating": "agency", "agency_name_missing": "agency"},
        parent=parent,
    )
    box = QComboBox()
    box.setEditable(True)
    box.addItems(list(names))
    form.add_field("agency", _("Mitra"), box)
    return form
