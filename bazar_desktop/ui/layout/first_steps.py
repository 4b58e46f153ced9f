"""What stands on the Denah page while there is no plan: the way to one."""

from __future__ import annotations

from collections.abc import Callable

from bazar_desktop.language import _
from bazar_desktop.ui.kit.banner import EmptyState


def no_bazaar(act: Callable[[], object]) -> EmptyState:
    """There is no bazaar to lay out; `act` opens the page where one is made."""
    return EmptyState(
        "calendar-days",
        _("Belum ada bazar"),
        _("Buat bazar dahulu di halaman Bazar, lalu susun denahnya di sini."),
        action=_("Buka halaman Bazar"),
        act=act,
    )


def layout_to_reuse(lokasi: str, act: Callable[[], object]) -> EmptyState:
    """The lokasi has a layout that `act` takes."""
    return EmptyState(
        "layout-template",
        _("{lokasi} sudah punya denah").format(lokasi=lokasi),
        _("Pakai lagi denah bazar sebelumnya, lalu ubah seperlunya."),
        action=_("Pakai denah lokasi"),
        act=act,
    )


def no_layout(lokasi: str, act: Callable[[], object]) -> EmptyState:
    """Nobody has laid out the lokasi; `act` asks how."""
    return EmptyState(
        "map",
        _("{lokasi} belum punya denah").format(lokasi=lokasi),
        _("Sebutkan banyaknya tenda; booth, nomor, dan stop kontak disusun sendiri."),
        action=_("Buat denah"),
        act=act,
    )
