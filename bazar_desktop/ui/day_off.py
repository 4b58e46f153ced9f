"""What a page that writes to the day shows in place of it where the day was called off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bazar_desktop.domain.day.halts import DayCourse
from bazar_desktop.language import _
from bazar_desktop.phrases.bazaars import off_words
from bazar_desktop.ui.kit.banner import EmptyState
from bazar_desktop.ui.words import day_words


def show_day_off(state: EmptyState, course: DayCourse | None) -> bool:
    """Show the `state` that `day_off_state` made with how the day was called off, where it was; whether it was."""
    state.setVisible(course is not None)
    if course is not None:
        words = off_words(course)
        state.words.setText(words[:1].upper() + words[1:])
    return course is not None


def not_held_words(day: date) -> str:
    """Say under the title of the page that the day does not take place."""
    return _("{day} tidak berlangsung.").format(day=day_words(day))


def day_off_state(to_bazaars: Callable[[], object]) -> EmptyState:
    """Make what stands in place of the list, for `show_day_off`."""
    hint = _(
        "Hari ini tidak berlangsung: tidak ada yang dicatat, dihitung, atau ditutup. Yang sudah tercatat disebut di "
        "Sinkronisasi, Perlu keputusan, dan tidak dihitung. Bila ternyata berlangsung, buka lagi di Bazar, Ubah "
        "keadaan."
    )
    return EmptyState("calendar-days", "", hint, action=_("Buka halaman Bazar"), act=to_bazaars)
