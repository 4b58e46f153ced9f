"""The cards beside the denah: quality, the booth in hand, what is wrong with the plan, the legend."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtWidgets import QPushButton

from bazar_desktop.domain.day.model import Category
from bazar_desktop.domain.layout.checks import Flaw
from bazar_desktop.domain.layout.model import Booth, Plan
from bazar_desktop.language import _
from bazar_desktop.phrases.placement import reason_words
from bazar_desktop.services.placement.board import Board, Quality
from bazar_desktop.ui.kit.buttons import button, set_words
from bazar_desktop.ui.kit.cards import Card, Facts
from bazar_desktop.ui.kit.flow import FlowRow
from bazar_desktop.ui.kit.inputs import CategoryMark
from bazar_desktop.ui.kit.text import Label
from bazar_desktop.ui.layout.words import flaw_words, needs_words

FLAWS_SHOWN = 5


class QualityCard(Card):
    """How good the placement is, with what it was before, and the button that places everybody.

    `acts` maps rules and account to what opens them, and start to placing without regard to where people stand.
    """

    def __init__(self, place: Callable[[], object], acts: dict[str, Callable[[], object]]) -> None:
        super().__init__(_("Mutu penempatan"))
        self.facts = Facts()
        self._shown: tuple[tuple[str, str], ...] = ()
        self.place = button(_("Tempatkan otomatis"), place, kind="primary", icon="wand-sparkles")
        self.place.setToolTip(_("Ctrl+T"))
        self.account = button(_("Rincian…"), acts["account"], tip=_("Sebelum dan sesudah, dan alasannya (I)"))
        self.rules = button(_("Aturan…"), acts["rules"], tip=_("Bobot aturan penempatan"))
        self.start = button(_("Dari awal"), acts["start"], tip=_("Menyusun tanpa melihat booth sekarang"))
        self.start.hide()
        row = FlowRow(even=False, gap=6)
        row.addWidget(self.account)
        row.addWidget(self.rules)
        row.addWidget(self.start)
        self.add(self.facts)
        self.add(self.place)
        self.add(row)

    def show_quality(self, now: Quality, before: Quality | None = None) -> None:
        """`before`: what it was before the last placement; shown where it differs."""
        old = dict(_lines(before)) if before is not None and before.placed else {}
        lines = tuple(
            (name, value if old.get(name, value) == value else f"{old[name]} → {value}")
            for name, value in _lines(now)
        )
        if lines != self._shown:
            self._shown = lines
            self.facts.show_facts(lines)

    def offer_start(self, points: int) -> None:
        """Offer placing from the start where that is so many points better than what was placed."""
        self.start.setVisible(points > 0)


def _lines(quality: Quality) -> tuple[tuple[str, str], ...]:
    def part(some: int, whole: int) -> str:
        return f"{some} / {whole}" if whole else "–"

    return (
        (_("Peserta punya booth"), part(quality.placed, quality.wanted)),
        (_("Kebutuhan listrik"), part(quality.power_met, quality.power_needed)),
        (_("Produk sama bertetangga"), _("{count} pasang").format(count=quality.same_product)),
        (_("Jenis usaha sama bersebelahan"), _("{count} pasang").format(count=quality.same_category)),
        (_("Tetap di booth hari sebelumnya"), part(quality.kept, quality.kept_of)),
        (_("Baru pertama di depan"), part(quality.new_in_front, quality.in_front)),
    )


class BoothCard(Card):
    """The booth in hand: who, why here, what can be done. `acts` maps pin, move, free, needs, block to functions."""

    def __init__(self, acts: dict[str, Callable[[], object]]) -> None:
        super().__init__(_("Booth"))
        self.about = Label("", "muted", wrap=True)
        self.good = Label("", wrap=True)
        self.bad = Label("", wrap=True)
        self.effect = Label("", "strong", wrap=True)
        for line in (self.about, self.good, self.bad, self.effect):
            self.add(line)
        self.pin = button(_("Kunci"), acts["pin"], icon="pin", tip=_("Kunci atau lepas kunci (L)"))
        self.moving = button(
            _("Pindah…"), acts["move"], icon="arrow-left-right", tip=_("Pindah ke booth lain (P)")
        )
        self.free = button(_("Lepas"), acts["free"], icon="user-x", tip=_("Kosongkan booth (Delete)"))
        self.needs = button(_("Kebutuhan…"), acts["needs"], tip=_("Listrik, air, api, kursi roda, lebar (Q)"))
        self.block = button(_("Tutup"), acts["block"], icon="lock", tip=_("Tutup atau buka booth (B)"))
        row = FlowRow(even=False, gap=6)
        self.add(row)
        self._offers = (self.pin, self.moving, self.free, self.needs, self.block)
        for offer in self._offers:
            row.addWidget(offer)

    def show_nothing(self) -> None:
        """No booth is in hand."""
        self._say(_("Belum ada booth dipilih"), _("Klik satu booth, atau pilih dengan tombol panah."), "", "")
        self._offer(())

    def show_many(self, count: int) -> None:
        """Several booths are chosen (edit mode)."""
        self._say(_("{count} dipilih").format(count=count), "", "", "")
        self._offer(())

    def show_booth(self, board: Board, booth: Booth, *, editable: bool) -> None:
        """Say who stands in the booth and why."""
        participant = board.people.get(board.holders.get(booth.id, ""))
        set_words(self.block, _("Buka") if booth.blocked else _("Tutup"), icon=True)
        if participant is None:
            state = _("Ditutup: tidak ada yang ditempatkan di sini.") if booth.blocked else _("Kosong.")
            self._say(booth.label, f"{state} {_booth_words(booth)}", "", "")
            self._offer((self.block,) if editable else ())
            return
        pinned = participant.pinned_booth_id == booth.id
        set_words(self.pin, _("Lepas kunci") if pinned else _("Kunci"), icon=True)
        known = [
            participant.name if participant.name != participant.business else "",
            participant.product,
            needs_words(participant),
        ]
        if participant.id in board.away:
            known.append(_("tidak hadir"))
        reasons = board.reasons(participant.id)
        good = ", ".join(reason_words(reason) for reason in reasons if reason.good)
        bad = ", ".join(reason_words(reason) for reason in reasons if not reason.good)
        self._say(
            f"{booth.label} · {participant.business or participant.name}",
            " · ".join(part for part in known if part),
            _("Di sini karena: {reasons}.").format(reasons=good) if good else "",
            _("Kurang baik: {reasons}.").format(reasons=bad) if bad else "",
        )
        self._offer((self.pin, self.moving, self.free, self.needs) if editable else ())

    def show_effect(self, lines: tuple[str, ...]) -> None:
        """What letting go here would make better or worse; nothing for no lines."""
        self.effect.setText("\n".join(lines))
        self.effect.setVisible(bool(lines))

    def _say(self, heading: str, about: str, good: str, bad: str) -> None:
        self.heading.setText(heading)
        for line, words in ((self.about, about), (self.good, good), (self.bad, bad)):
            line.setText(words)
            line.setVisible(bool(words))
        self.show_effect(())

    def _offer(self, offered: tuple[QPushButton, ...]) -> None:
        for offer in self._offers:
            offer.setVisible(offer in offered)


def _booth_words(booth: Booth) -> str:
    has = [
        words for present, words in ((booth.power, _("berlistrik")), (booth.water, _("berair"))) if present
    ]
    return (_("Booth ini {facts}.").format(facts=", ".join(has))) if has else ""


class LegendCard(Card):
    """The kinds of goods with their letters."""

    def __init__(self) -> None:
        super().__init__(_("Jenis usaha"))
        self._row = FlowRow(gap=6)
        self.add(self._row)
        self._shown: tuple[Category, ...] = ()

    def show_categories(self, categories: tuple[Category, ...]) -> None:
        if categories == self._shown:
            return
        self._shown = categories
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for category in categories:
            self._row.addWidget(CategoryMark(category.name, category.letter, category.colour))


class FlawsCard(Card):
    """What is wrong with the plan while it is drawn."""

    def __init__(self) -> None:
        super().__init__(_("Periksa denah"), tone="warning")
        self.words = Label("", wrap=True)
        self.add(self.words)

    def show_flaws(self, plan: Plan, flaws: Sequence[Flaw], least: float) -> None:
        """Say the first few; `least` is the aisle that is asked for, in metres."""
        self.words.setText("\n".join(_flaw_lines(plan, flaws, least)))
        self.setVisible(bool(flaws))


def _flaw_lines(plan: Plan, flaws: Sequence[Flaw], least: float) -> Iterator[str]:
    yield from (flaw_words(flaw, plan, least) for flaw in flaws[:FLAWS_SHOWN])
    if len(flaws) > FLAWS_SHOWN:
        yield _("dan {count} lagi").format(count=len(flaws) - FLAWS_SHOWN)
