"""The columns of the register's list, and which of them are shown: ticked, and kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from bazar_desktop.domain.money import beginning
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.imports import field_name
from bazar_desktop.services.register.vendors import VendorFacts
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.rows import Column

Marks = Callable[[str], tuple[str, str] | None]
CHOSEN = "register_columns"  # the setting that keeps them
LONGEST = 34


def _plain(title: str, field: str, drop: int, *, stretch: int = 0, width: int = 0) -> Column[VendorFacts]:
    return Column(
        title, lambda vendor: getattr(vendor, field), short, drop=drop, stretch=stretch, width=width
    )


def short(words: object) -> str:
    """A cell's words in one line of a width that fits beside others."""
    text = " ".join(str(words).split())
    return text if len(text) <= LONGEST else beginning(text, LONGEST) + "…"


def columns(
    marks: Marks, chosen: Sequence[str], category: Callable[[str], str]
) -> dict[str, Column[VendorFacts]]:
    """The business and the `chosen` columns by name. `marks` and `category` give letter, colour, name of a category."""
    every: dict[str, Column[VendorFacts]] = {
        "business": Column(
            N_("Usaha"), lambda vendor: vendor.business or vendor.name, short, bold=True, stretch=2, width=150,
            mark=lambda vendor: marks(vendor.category),
        ),
        "name": Column(
            N_("Pemilik"), lambda vendor: vendor.name if vendor.business else "", short, stretch=1, width=110
        ),
        "product": _plain(N_("Produk"), "product", 4, stretch=1, width=150),
        "category": Column(N_("Kategori"), lambda vendor: category(vendor.category), short, drop=6),
        "kecamatan": _plain(N_("Kecamatan"), "kecamatan", 3, width=130),
        "kelurahan": _plain(N_("Kelurahan"), "kelurahan", 7),
        "address": _plain(N_("Alamat"), "address", 8),
        "agency": _plain(N_("Pengampu"), "agency", 5),
        "phone": Column(N_("HP"), lambda vendor: vendor.phone),
        "nik": _plain(N_("NIK"), "nik", 9),
        "remark": Column(
            N_("Catatan"), _remark, drop=10,
            tint=lambda vendor: theme.ATTENTION_TINT if vendor.nik_damaged or vendor.proposed else None,
        ),
    }  # fmt: skip
    return {name: column for name, column in every.items() if name == "business" or name in chosen}


CHOICES = (
    "name",
    "product",
    "category",
    "kecamatan",
    "kelurahan",
    "address",
    "agency",
    "phone",
    "nik",
    "remark",
)
SORTED = {"business", "name", "product", "category", "agency", "kecamatan"}


def _remark(vendor: VendorFacts) -> str:
    if vendor.nik_damaged:
        return _("NIK rusak")
    if vendor.proposed:
        return _("usul")
    return _("datang langsung") if vendor.walk_in else ""


class ColumnsDialog(Panel):
    """Ticks the columns that are shown; `names` are those ticked, in the order of the list."""

    def __init__(self, chosen: Sequence[str], parent: QWidget | None = None) -> None:
        explains = _("Kolom yang tidak muat di layar disembunyikan dulu dari kanan.")
        super().__init__(_("Kolom yang tampil"), explains, parent)
        self.setObjectName("ColumnsDialog")
        self.boxes: dict[str, QCheckBox] = {}
        for name in CHOICES:
            box = QCheckBox(_("Catatan") if name == "remark" else field_name(name))
            box.setChecked(name in chosen)
            self.boxes[name] = box
            self.body.addWidget(box)
        self.buttons.addWidget(button(_("Batal"), self.reject))
        self.confirm = button(_("Simpan"), self.accept, kind="primary")
        self.confirm.setDefault(True)
        self.buttons.addWidget(self.confirm)
        self.boxes[CHOICES[0]].setFocus()

    @property
    def names(self) -> list[str]:
        return [name for name, box in self.boxes.items() if box.isChecked()]
