"""What the editor asks: a fixture, the ground, where to start from, a name to keep the layout under."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QWidget

from bazar_desktop.domain.calendar import format_date
from bazar_desktop.domain.layout.model import SOURCES, Fixture, Plan
from bazar_desktop.domain.layout.parts import usual_reach
from bazar_desktop.language import _, language
from bazar_desktop.services.layout.templates import TEMPLATE, LayoutChoice
from bazar_desktop.ui import theme
from bazar_desktop.ui.kit.forms import FormDialog
from bazar_desktop.ui.kit.inputs import number_box
from bazar_desktop.ui.layout.words import FIXTURES, metres_words


def metre_box(name: str, value: float, *, least: float = 0.1, most: float = 300.0) -> QDoubleSpinBox:
    """A length in metres, to the decimetre; `name` is said by screen readers."""
    made = QDoubleSpinBox()
    made.setLocale(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
    made.setDecimals(1)
    made.setSingleStep(0.5)
    made.setRange(least, most)
    made.setValue(value)
    made.setAccessibleName(name)
    made.setFont(theme.font(tabular=True))
    made.lineEdit().setTextMargins(7, 0, 0, 0)
    return made


def fixture_dialog(
    keep: Callable[[Fixture], object], fixture: Fixture | None = None, parent: QWidget | None = None
) -> FormDialog:
    """A new fixture, or another size and words for one that stands; `keep(fixture)` with lengths in metres."""

    def save(form: FormDialog) -> object:
        return keep(_fixture_of(form, fixture))

    title = _("Sarana baru") if fixture is None else _("Ubah sarana")
    dialog = FormDialog(title, save, saves=_("Tambahkan") if fixture is None else _("Simpan"), parent=parent)
    kinds = choices([(_(words), key) for key, words in FIXTURES.items()])
    dialog.add_field("kind", _("Jenis"), kinds)
    label = QLineEdit(fixture.label if fixture else "")
    dialog.add_field("label", _("Tulisan di denah"), label, hint=_("Kosongkan untuk memakai nama jenisnya."))
    reach = metre_box(_("Jangkauan kabel (meter)"), fixture.reach if fixture else 0.0, least=0.0)
    for name, words, value in (
        ("width", _("Lebar (meter)"), fixture.width if fixture else 4.0),
        ("depth", _("Kedalaman (meter)"), fixture.depth if fixture else 2.0),
    ):
        dialog.add_field(name, words, metre_box(words, value))
    hint = _("Hanya untuk genset dan stop kontak.")
    dialog.add_field("reach", _("Jangkauan kabel (meter)"), reach, hint=hint)

    def show_reach() -> None:
        kind = str(kinds.currentData())
        reach.setEnabled(kind in SOURCES)
        if fixture is None or kind != fixture.kind:
            reach.setValue(usual_reach(kind))

    if fixture is not None:
        kinds.setCurrentIndex(max(0, kinds.findData(fixture.kind)))
    kinds.currentIndexChanged.connect(lambda _index: show_reach())
    show_reach()
    return dialog


def _fixture_of(form: FormDialog, before: Fixture | None) -> Fixture:
    """What was filled in, at the place of the one `before`."""
    kind = str(form.value("kind"))
    return Fixture(
        before.id if before else "",
        kind,
        str(form.value("label")) or _(FIXTURES[kind]).upper(),
        before.x if before else 0.0,
        before.y if before else 0.0,
        metres_of(form, "width"),
        metres_of(form, "depth"),
        metres_of(form, "reach") if kind in SOURCES else 0.0,
    )


def ground_dialog(
    plan: Plan,
    least: float,
    keep: Callable[[float, float, float, float], object],
    parent: QWidget | None = None,
) -> FormDialog:
    """The size of the ground, where north is, the least aisle; `keep(width, depth, north, aisle)`."""

    def save(form: FormDialog) -> object:
        north = form.value("north")
        return keep(
            metres_of(form, "width"),
            metres_of(form, "depth"),
            float(north if isinstance(north, int) else 0),
            metres_of(form, "aisle"),
        )

    dialog = FormDialog(_("Ukuran denah"), save, parent=parent)
    for name, words, value in (
        ("width", _("Lebar (meter)"), plan.width),
        ("depth", _("Panjang (meter)"), plan.depth),
    ):
        dialog.add_field(name, words, metre_box(words, value, least=2.0, most=1000.0))
    dialog.add_field(
        "north",
        _("Tepi atas denah menghadap (derajat)"),
        number_box(_("Tepi atas denah menghadap (derajat)"), round(plan.north), least=0, most=359),
        hint=_("0 utara, 90 timur, 180 selatan, 270 barat."),
    )
    dialog.add_field(
        "aisle",
        _("Lorong paling sempit (meter)"),
        metre_box(_("Lorong paling sempit (meter)"), least, least=0.0, most=10.0),
        hint=_("Berlaku untuk semua denah. 0: lorong tidak diperiksa."),
    )
    return dialog


def template_dialog(
    keep: Callable[[str, bool], object], name: str = "", parent: QWidget | None = None
) -> FormDialog:
    """A name to keep this layout under; `keep(name, whether later bazaars are offered it first)`."""
    dialog = FormDialog(
        _("Simpan sebagai templat"),
        lambda form: keep(str(form.value("name")), bool(form.value("usual"))),
        explains=_("Templat milik lokasi ini dan dapat dipakai bazar berikutnya."),
        refusals={"template_name_missing": "name"},
        parent=parent,
    )
    field = QLineEdit(name)
    field.setMaxLength(60)
    dialog.add_field("name", _("Nama templat"), field)
    usual = QCheckBox(_("Tawarkan ini dahulu untuk bazar berikutnya"))
    usual.setChecked(True)
    dialog.add_field("usual", _("Lokasi"), usual)
    return dialog


def start_dialog(
    layout_choices: Sequence[LayoutChoice], take: Callable[[str], object], parent: QWidget | None = None
) -> FormDialog:
    """Which layout to start from; `take(layout id)`."""
    dialog = FormDialog(
        _("Ambil denah"),
        lambda form: take(str(form.value("layout"))),
        explains=_("Denah disalin. Peserta tetap di booth yang nomornya sama."),
        saves=_("Ambil"),
        parent=parent,
    )
    box = choices([(choice_words(choice), choice.id) for choice in layout_choices])
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(30)
    dialog.add_field("layout", _("Denah"), box)
    return dialog


def choice_words(choice: LayoutChoice) -> str:
    """A layout to start from in one line."""
    booths = _("{count} booth").format(count=choice.booths)
    if choice.kind == TEMPLATE:
        what = _("templat {name}").format(name=choice.name)
    else:
        what = (
            f"{choice.name}, {format_date(choice.last_day, language())}" if choice.last_day else choice.name
        )
    where = [choice.lokasi] if choice.lokasi and choice.lokasi != choice.name else []
    return " · ".join([*where, what, booths])


def scale_dialog(drawn: float, keep: Callable[[float], object], parent: QWidget | None = None) -> FormDialog:
    """How long the way between two points really is; `drawn` is what the plan says now; `keep(metres)`."""
    dialog = FormDialog(
        _("Skala gambar"),
        lambda form: keep(metres_of(form, "metres")),
        explains=_("Di denah kini {metres} meter. Berapa sebenarnya?").format(metres=metres_words(drawn)),
        parent=parent,
    )
    dialog.add_field(
        "metres", _("Jarak sebenarnya (meter)"), metre_box(_("Jarak sebenarnya (meter)"), round(drawn, 1))
    )
    return dialog


def metres_of(form: FormDialog, name: str) -> float:
    """The length in a field of the form."""
    value = form.value(name)
    return round(float(value), 2) if isinstance(value, int | float) else 0.0


def choices(found: Sequence[tuple[str, object]]) -> QComboBox:
    """A box of (words, value)."""
    box = QComboBox()
    for words, value in found:
        box.addItem(words, value)
    return box
