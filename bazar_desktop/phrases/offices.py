"""What offices are for and what others have yet to hear, in words: the same in the window and at the command line."""

from __future__ import annotations

from collections.abc import Sequence

from bazar_desktop.domain.bazaars.issuing import DINAS
from bazar_desktop.language import _
from bazar_desktop.services.settings.regions import regions


def to_tell_words(names: Sequence[str]) -> str:
    """That offices below have not heard what was said of their laptops' usul, and what tells them; "" without any."""
    if not names:
        return ""
    words = _(
        "Jawaban usul belum dikabarkan ke {names}. Tulis dengan Kabar untuk bawahan di Kantor lain, "
        "atau office news --for NAMA."
    )
    return words.format(names=", ".join(names))


def area_name(area: str) -> str:
    """What an office is for, by the Ministry's code: the province's Dinas, a Suku Dinas, or not said."""
    if not area:
        return _("Tidak ditentukan")
    if area == DINAS:
        return _("Dinas (provinsi)")
    return _("Suku Dinas, {city}").format(city=regions().by_code[area].name)
