"""Usul: what laptops propose beyond their authority, a line a package; a supervisor says yes or no, to many at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from bazar_desktop.domain.money import format_number
from bazar_desktop.language import N_, _, ngettext
from bazar_desktop.phrases.proposals import (
    MOST_TOLD,
    acts_words,
    all_decided_words,
    contents_words,
    counts_words,
    entered_words,
    moment_words,
    names_words,
    rupiah_moved_words,
)
from bazar_desktop.phrases.reports import category_namer
from bazar_desktop.services.exchange.bulk_answers import accept_all, reject_all
from bazar_desktop.services.exchange.proposals import LaptopProposal, proposals, rejected, rupiah_of_all
from bazar_desktop.services.exchange.told_acts import ToldAct
from bazar_desktop.services.settings.officers import is_supervisor, officer_names
from bazar_desktop.services.settings.values import categories
from bazar_desktop.ui import theme
from bazar_desktop.ui.exchange.proposal_panel import ProposalPanel
from bazar_desktop.ui.kit.buttons import Segmented, button
from bazar_desktop.ui.kit.cards import Card
from bazar_desktop.ui.kit.forms import ask_reason, ask_whether
from bazar_desktop.ui.kit.rows import RIGHT, Column, RowsModel
from bazar_desktop.ui.kit.rows_view import RowsView
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.page import Page

WAITS, REJECTED = "waits", "rejected"
MOST_HIGH = 8  # rows; more are reached by scrolling


class ProposalsView(RowsView[LaptopProposal]):
    """The list of usul; Ctrl+Enter and Delete answer what is chosen.

    Signals:
        accept_asked(), reject_asked(): the person wants that.
    """

    accept_asked = Signal()
    reject_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.accept_asked.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.reject_asked.emit()
        else:
            super().keyPressEvent(event)


class ProposalsPanel(Card):
    """*Usul dari laptop* at an office; at a laptop its own, to be read only. Without any the panel hides.

    Signals:
        decided(): an answer was given; the page should read anew.
    """

    decided = Signal()

    def __init__(
        self,
        page: Page,
        *,
        answers: bool,
        ask_yes: Callable[[str, str, bool], bool] | None = None,
        ask_why: Callable[[str], str | None] | None = None,
    ) -> None:
        """`answers`: this is an office. `ask_yes` and `ask_why` put the two questions (None: the person gave up).

        `ask_yes` takes the question, its effect, and whether Enter must not be a yes.
        """
        super().__init__(_("Usul dari laptop") if answers else _("Usul laptop ini"))
        self._page, self._answers = page, answers
        self._may_answer = False  # a supervisor of an office sits here
        self.ask_yes, self.ask_why = ask_yes or self._ask_yes, ask_why or self._ask_why
        self.hint = Label("", "muted", wrap=True)
        self.views = Segmented(name=_("Usul"))
        self.views.chosen.connect(lambda _value: self._show())
        self.view = ProposalsView(RowsModel(_columns(), key=_key), name=_("Daftar usul"))
        self.view.opened.connect(self.open_proposal)
        self.view.picked.connect(lambda _row: self._show_keys())
        self.view.selectionModel().selectionChanged.connect(lambda *_parts: self._show_keys())
        self.opens = button(_("Lihat akibatnya"), self._open_current, icon="eye")
        self.accept = button(_("Terima"), self.accept_chosen, icon="check", tip=_("Terima (Ctrl+Enter)"))
        self.reject = button(_("Tolak"), self.reject_chosen, kind="danger", icon="x", tip=_("Tolak (Delete)"))
        self.waiting: list[LaptopProposal] = []
        self.refused: list[LaptopProposal] = []
        self._lay_out()

    def _lay_out(self) -> None:
        for part in (self.hint, self.views):
            self.add(part)
        self.add(self.view, 1)
        keys = QHBoxLayout()
        keys.setSpacing(theme.SPACE[1])
        for key in (self.opens, self.accept, self.reject):
            keys.addWidget(key)
        keys.addStretch(1)
        self.add(keys)
        if self._answers:
            self.view.accept_asked.connect(self.accept_chosen)
            self.view.reject_asked.connect(self.reject_chosen)
        for key in (self.accept, self.reject):
            key.setVisible(self._answers)

    def reload(self) -> int:
        """Show what waits (or was rejected); returns how many usul wait."""
        self.waiting, self.refused = self._page.desk.read(proposals), self._page.desk.read(rejected)
        if self._answers:
            self._may_answer = self._page.desk.read(is_supervisor, officer=self._page.officer_id)
        titles = [
            (WAITS, _("Menunggu ({n})").format(n=format_number(len(self.waiting)))),
            (REJECTED, _("Ditolak ({n})").format(n=format_number(len(self.refused)))),
        ]
        self.views.set_choices(titles)
        self.views.choose(WAITS if self.waiting else REJECTED)
        self.views.setVisible(bool(self.refused))
        self.setVisible(bool(self.waiting or self.refused))
        self._show()
        return len(self.waiting)

    def _show(self) -> None:
        rows = self.refused if self.views.value == REJECTED else self.waiting
        self.hint.setText(self._hint(len(self.waiting)))
        self.view.set_rows(rows)
        self.view.setFixedHeight((min(max(len(rows), 1), MOST_HIGH) + 1) * theme.ROW_HEIGHT + 8)
        self._show_keys()

    def _hint(self, count: int) -> str:
        if not self._answers and self.views.value == REJECTED:
            return _("Ditolak kantor: tidak dihitung di mana pun, dan isinya di sini kembali seperti semula.")
        if not self._answers:
            return _(
                "Di laptop ini sudah dipakai dan bertanda usul; di tempat lain sesudah kantor menerimanya."
            )
        words = ngettext(
            "{count} usul melampaui wewenang laptopnya. Belum dihitung sampai supervisor menerimanya.",
            "{count} usul melampaui wewenang laptopnya. Belum dihitung sampai supervisor menerimanya.",
            count,
        ).format(count=format_number(count))
        if not self._may_answer:
            return f"{words} {_('Hanya supervisor yang menerima atau menolak.')}"
        keys = _("Enter: akibatnya. Ctrl+A memilih semua, Ctrl+Enter menerima, Delete menolak.")
        return f"{words} {keys}"

    def _show_keys(self) -> None:
        some = bool(self.view.selected)
        self.opens.setEnabled(self.view.current is not None)
        self.accept.setEnabled(some and self._may_answer)
        self.reject.setEnabled(some and self._may_answer and self.views.value != REJECTED)

    # -- one usul -------------------------------------------------------------------------------------------------

    def _open_current(self) -> None:
        if self.view.current is not None:
            self.open_proposal(self.view.current)

    def open_proposal(self, proposal: LaptopProposal) -> None:
        """Show what one usul would do."""
        names = named_in(proposal) | self._page.desk.read(officer_names)
        who = dict.fromkeys(names.get(item, _("tidak dikenal di sini")) for item in proposal.officers)
        officers = ", ".join(who)
        category_name = category_namer(self._page.desk.read(categories))
        panel = ProposalPanel(
            proposal, officers, category_name, answers=self._may_answer, parent=self._page.window()
        )
        panel.accepted_asked.connect(lambda: self._do_accept([proposal]))
        panel.rejected_asked.connect(lambda: self._do_reject([proposal]))
        panel.open()

    # -- the answer -----------------------------------------------------------------------------------------------

    def accept_chosen(self) -> None:
        """Ask, and accept the chosen ones."""
        chosen = self.view.selected
        if not chosen:
            return
        if is_too_much_at_once(chosen):
            words = _(
                "Terlalu banyak petugas, orang, atau bazar untuk diterima sekaligus. Buka usulnya satu per satu."
            )
            self._page.warn(words)
            return
        question = _("Terima {n} usul?").format(n=format_number(len(chosen)))
        if self.ask_yes(question, effect_words(chosen), any(item.acts for item in chosen)):
            self._do_accept(chosen)

    def reject_chosen(self) -> None:
        """Ask why, and reject the chosen ones."""
        if self.view.selected and self.views.value != REJECTED:
            self._do_reject(self.view.selected)

    def _do_accept(self, chosen: Sequence[LaptopProposal]) -> None:
        desk = self._page.desk
        done = self._page.perform(
            accept_all, chosen=tuple(chosen), officer=self._page.officer_id, at=desk.clock()
        )
        if done is not None:
            self._page.say(all_decided_words(done.result))
            self.decided.emit()

    def _do_reject(self, chosen: Sequence[LaptopProposal]) -> None:
        reason = self.ask_why(_("Tolak {n} usul?").format(n=format_number(len(chosen))))
        if reason is None:
            return
        officer, at = self._page.officer_id, self._page.desk.clock()
        done = self._page.perform(reject_all, chosen=tuple(chosen), officer=officer, at=at, reason=reason)
        if done is not None:
            self._page.say(all_decided_words(done.result))
            self.decided.emit()

    def _ask_yes(self, question: str, effect: str, careful: bool) -> bool:
        return ask_whether(
            question, effect, confirms=_("Terima"), parent=self._page.window(), careful=careful
        )

    def _ask_why(self, question: str) -> str | None:
        words = _("Isinya kembali seperti semula di laptop pembuatnya, yang diberi tahu alasannya.")
        return ask_reason(question, words, confirms=_("Tolak"), parent=self._page.window())


def named_in(proposal: LaptopProposal) -> dict[str, str]:
    """The officers whom the usul itself enters, as it names them."""
    told = (item for item in proposal.fields if (item.entity, item.field) == ("officer", "name"))
    return {item.row_id: str(item.after) for item in told if item.after}


def effect_words(chosen: Sequence[LaptopProposal]) -> str:
    """What accepting all of these would do, in a sentence."""
    counts: dict[str, int] = {}
    for proposal in chosen:
        for entity, count in proposal.entities.items():
            counts[entity] = counts.get(entity, 0) + count
    words = _("Akan dihitung: {what}. Jumlah rupiah {rupiah} (mitra ikut).").format(
        what=counts_words(counts), rupiah=rupiah_moved_words(rupiah_of_all(chosen))
    )
    entered: Counter[str] = sum((Counter(item.enters) for item in chosen), Counter())
    words = " ".join(filter(None, [entered_words(entered), words]))
    acts = acts_words(_acts(chosen))
    return _("Termasuk {acts}.").format(acts=acts) + " " + words if acts else words


def is_too_much_at_once(chosen: Sequence[LaptopProposal]) -> bool:
    """Whether one kind of act is about more people or bazaars than a question can name."""
    counts = Counter(act.kind for act in _acts(chosen))
    return max(counts.values(), default=0) > MOST_TOLD


def _acts(chosen: Sequence[LaptopProposal]) -> list[ToldAct]:
    return list(dict.fromkeys(act for item in chosen for act in item.acts))


def _key(row: LaptopProposal) -> tuple[str, int, int]:
    return (row.origin, row.first, row.last)


def _columns() -> list[Column[LaptopProposal]]:
    return [
        Column(N_("Laptop"), lambda row: row.laptop or _("Laptop ini"), bold=True, width=100),
        Column(N_("Ditulis"), lambda row: row.until, moment_words),
        Column(N_("Isi"), contents_words, stretch=2, width=160, tip=contents_words, tint=_tint),
        Column(N_("Jumlah rupiah"), lambda row: row.rupiah, rupiah_moved_words, align=RIGHT),
        Column(N_("Tentang"), lambda row: names_words(row.names) or "–", stretch=2, width=150, tip=_about),
    ]


def _tint(row: LaptopProposal) -> str | None:
    return theme.ATTENTION_TINT if row.acts else None


def _about(row: LaptopProposal) -> str:
    return ", ".join(row.names)
