"""One vendor whole: facts, permits, bazaars with omzet, other columns of the list; long numbers stay hidden."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from bazar_desktop.domain.calendar import format_date
from bazar_desktop.domain.identifiers import DOTS
from bazar_desktop.domain.money import beginning
from bazar_desktop.language import N_, _, language
from bazar_desktop.phrases.bazaars import sold_words
from bazar_desktop.services.day.vendor_bazaars import BazaarOfVendor
from bazar_desktop.services.register.documents import Document
from bazar_desktop.services.register.vendor_page import EXTRA, VendorPage
from bazar_desktop.ui import theme
from bazar_desktop.ui.bazaars.words import statuses
from bazar_desktop.ui.kit.buttons import button
from bazar_desktop.ui.kit.cards import Card, Facts
from bazar_desktop.ui.kit.forms import Panel
from bazar_desktop.ui.kit.rows import RIGHT, Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.register.documents import Papers

LONGEST = 46


class VendorPanel(Panel):
    """Shows one vendor.

    Signals:
        edit_asked(), history_asked(), join_asked(), erase_asked(): the person wants that.
        reveal_asked(str): nik or phone is to be shown in full.
        part_asked(str): the joining with that vendor is to be taken back.
        document_asked(object): that Document is to be changed, None for a new one.
        document_gone(object): that Document is to be taken back.
        correction_asked(): what stands here now shall also hold for days that were sealed before.
    """

    edit_asked = Signal()
    history_asked = Signal()
    join_asked = Signal()
    erase_asked = Signal()
    reveal_asked = Signal(str)
    part_asked = Signal(str)
    document_asked = Signal(object)
    document_gone = Signal(object)
    correction_asked = Signal()

    def __init__(
        self,
        page: VendorPage,
        category: str,
        papers: Sequence[Document] = (),
        parent: QWidget | None = None,
        earlier: Sequence[str] = (),
        bazaars: Sequence[BazaarOfVendor] = (),
    ) -> None:
        """`category` is the name of the vendor's category, "" for none; `papers` with those that are missing.

        `bazaars` are those on whose list the vendor stands. `earlier` are lines about sealed days that count the vendor
        by an earlier state of its data.
        """
        facts = page.facts
        super().__init__(facts.business or facts.name, _subtitle(page), parent, width=760)
        self._category = category
        self.setObjectName("VendorPanel")
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(1, 1, 10, 1)
        self._column.setSpacing(theme.SPACE[2])
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumHeight(300)
        self.body.addWidget(scroll, 1)
        self._add_facts(page)
        self._add_earlier(earlier)
        self.papers = Papers(papers)
        self.papers.asked.connect(self.document_asked)
        self.papers.gone.connect(self.document_gone)
        self._column.addWidget(self.papers)
        self._add_bazaars(bazaars)
        self._add_same(page)
        self._column.addStretch(1)
        self._add_buttons()

    def _add_buttons(self) -> None:
        self.close_button = button(_("Tutup"), self.reject)
        self.buttons.addWidget(button(_("Hapus data"), self.erase_asked.emit, kind="danger", icon="trash-2"))
        self.buttons.addWidget(button(_("Orang yang sama"), self.join_asked.emit, icon="users"))
        self.buttons.addWidget(button(_("Riwayat"), self.history_asked.emit, icon="history"))
        self.buttons.addWidget(self.close_button)
        self.edit = button(_("Ubah data"), self.edit_asked.emit, kind="primary", icon="pencil")
        self.buttons.addWidget(self.edit)
        self.edit.setFocus()

    def _add_facts(self, page: VendorPage) -> None:
        facts = page.facts
        hidden = Card(_("Nomor pribadi"))
        self.numbers: dict[str, Label] = {}
        for field, words, value in (
            ("nik", _("NIK"), facts.nik or (_("rusak oleh Excel") if facts.nik_damaged else "")),
            ("phone", _("No. HP"), facts.phone),
        ):
            line = QHBoxLayout()
            self.numbers[field] = Label(value or _("belum diisi"), "strong", tabular=True)
            line.addWidget(Label(words, "muted"), 1)
            line.addWidget(self.numbers[field])
            if value and getattr(facts, field):
                asks = button(
                    _("Tampilkan"), partial(self.reveal_asked.emit, field), kind="quiet", icon="eye"
                )
                asks.setAccessibleName(_("Tampilkan {field}").format(field=words))
                line.addWidget(asks)
            hidden.add(line)
        for title, text in page.extra:
            if DOTS in text:
                hidden.add(self._hidden_line(f"{EXTRA}{title}", title, text))
        self._column.addWidget(hidden)
        self._add_known(page)

    def _add_known(self, page: VendorPage) -> None:
        facts = page.facts
        known = Card(_("Data"))
        if facts.proposed:
            known.add(
                Label(_("Perubahan di sini adalah usul: kantor belum menjawabnya."), "muted", wrap=True)
            )
        known.add(
            Facts(
                tuple(
                    (name, value if (name, value) in page.extra else _short(value))
                    for name, value in (
                        (_("Produk"), facts.product),
                        (_("Kategori"), self._category),
                        (_("Pengampu"), facts.agency),
                        (_("Kecamatan"), facts.kecamatan),
                        (_("Kelurahan"), facts.kelurahan),
                        (_("Alamat"), facts.address),
                        (_("Email"), page.email),
                        (_("Keterangan"), page.note),
                        *page.extra,
                    )
                    if value
                )
            )
        )
        self._column.addWidget(known)

    def _hidden_line(self, field: str, words: str, value: str) -> QHBoxLayout:
        """A number of another column of the vendor's list, with the button that shows it."""
        line = QHBoxLayout()
        self.numbers[field] = Label(value, "strong", tabular=True)
        asks = button(_("Tampilkan"), partial(self.reveal_asked.emit, field), kind="quiet", icon="eye")
        asks.setAccessibleName(_("Tampilkan {field}").format(field=words))
        line.addWidget(Label(words, "muted"), 1)
        line.addWidget(self.numbers[field])
        line.addWidget(asks)
        return line

    def _add_earlier(self, earlier: Sequence[str]) -> None:
        """What sealed days still say of the vendor, with the button that lets the data of now reach back."""
        if not earlier:
            return
        card = Card(_("Hari yang sudah ditutup"))
        for line in earlier:
            card.add(Label(line, "muted", wrap=True))
        words = _("Berlakukan juga untuk hari yang sudah ditutup")
        self.correct = button(words, self.correction_asked.emit, icon="history")
        card.add(self.correct)
        self._column.addWidget(card)

    def _add_bazaars(self, bazaars: Sequence[BazaarOfVendor]) -> None:
        """In which bazaars the vendor took part; apart from them, those on whose list it only stands."""
        taken = [bazaar for bazaar in bazaars if bazaar.took_part]
        others = [bazaar for bazaar in bazaars if not bazaar.took_part]
        card = Card(_("Bazar yang pernah diikuti"))
        if taken:
            card.add(self._bazaar_list(taken, _("Bazar yang pernah diikuti")))
        else:
            card.add(Label(_("Belum pernah ikut bazar."), "muted"))
        self._column.addWidget(card)
        if others:
            beside = Card(_("Terdaftar, tetapi tidak atau belum ikut"))
            beside.add(self._bazaar_list(others, _("Terdaftar, tetapi tidak atau belum ikut")))
            self._column.addWidget(beside)

    def _bazaar_list(self, bazaars: Sequence[BazaarOfVendor], name: str) -> RowsView[BazaarOfVendor]:
        model = RowsModel(_COLUMNS, bazaars, key=lambda bazaar: bazaar.participation_id, parent=self)
        view = RowsView(model, name=name)
        view.setFixedHeight(theme.ROW_HEIGHT * min(6, len(bazaars) + 2))
        return view

    def _add_same(self, page: VendorPage) -> None:
        if not page.same:
            return
        card = Card(_("Orang yang sama"))
        for vendor in page.same:
            line = QHBoxLayout()
            line.addWidget(
                Label(_short(" · ".join(part for part in (vendor.business, vendor.name) if part))), 1
            )
            parts = button(_("Pisahkan"), partial(self.part_asked.emit, vendor.id), kind="quiet")
            line.addWidget(parts)
            card.add(line)
        self._column.addWidget(card)

    def show_number(self, field: str, value: str) -> None:
        """Show a number in full, for as long as this window is open."""
        self.numbers[field].setText(value)


def _subtitle(page: VendorPage) -> str:
    facts = page.facts
    owner = facts.name or _("pemilik belum diisi")
    parts = (owner if facts.business else "", facts.kecamatan, facts.agency)
    return " · ".join(part for part in parts if part)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else beginning(words, LONGEST) + "…"


_COLUMNS: tuple[Column[BazaarOfVendor], ...] = (
    Column(
        N_("Tanggal"),
        lambda bazaar: bazaar.first_day,
        lambda day: format_date(day, language()) if day else "",
    ),
    Column(N_("Bazar"), lambda bazaar: bazaar.name, _short, stretch=1, bold=True),
    Column(N_("Kode"), lambda bazaar: bazaar.code, drop=1),
    Column(
        N_("Status"),
        lambda bazaar: bazaar.status,
        lambda status: dict(statuses()).get(str(status), str(status)),
    ),
    Column(N_("Omzet"), sold_words, align=RIGHT, sort=lambda bazaar: bazaar.omzet),
)
