"""The manual's page of figures, written from their definitions."""

from __future__ import annotations

from bazar_desktop.domain.figures.definitions import BY_KEY, FIGURES
from bazar_desktop.domain.figures.figure import (
    BAZAARS,
    DAYS,
    INDEX,
    LAPTOPS,
    PEOPLE,
    PERCENT,
    RUPIAH,
    SALES,
    VENDORS,
    FigureDefinition,
)
from bazar_desktop.language import N_, _

UNITS = {
    VENDORS: N_("pelaku"),
    DAYS: N_("hari"),
    PEOPLE: N_("orang"),
    BAZAARS: N_("bazar"),
    LAPTOPS: N_("laptop"),
    RUPIAH: N_("rupiah"),
    PERCENT: N_("persen"),
    INDEX: N_("angka 0 sampai 1"),
    SALES: N_("transaksi"),
}


def figures_page() -> str:
    """Write the page as Markdown in the language in use: a row a figure, in the order of the definitions."""
    headings = (_("Angka"), _("Artinya"), _("Dihitung dari"))
    lines = [
        "# " + _("Arti setiap angka"),
        "",
        _(
            "Setiap angka hanya punya satu nama dan satu arti, di layar, di kertas, di berkas, dan di laporan tahun."
        ),
        _("Yang belum dijawab ditulis – atau belum ada, bukan 0."),
        _(
            "Di rincian Pihak laporan tahun, angka yang sama dihitung untuk pihak di barisnya: UMKM, mitra, "
            "atau pengampu."
        ),
        "",
        f"| {' | '.join(headings)} |",
        "|---|---|---|",
        *(f"| **{_(figure.name)}** | {_(figure.definition)} | {_measured(figure)} |" for figure in FIGURES),
    ]
    return "\n".join(lines) + "\n"


def _measured(figure: FigureDefinition) -> str:
    """Over whom it is counted, its unit, the figure that it is a part of, and how it is rounded."""
    parts = [_(figure.population), _("satuan: {unit}").format(unit=_(UNITS[figure.unit]))]
    if figure.whole:
        parts.append(_("bagian dari {whole}").format(whole=_(BY_KEY[figure.whole].name)))
    if figure.rounding:
        parts.append(_("dibulatkan: {rounding}").format(rounding=_(figure.rounding)))
    return "; ".join(parts)
