"""The words for every broken rule: what happened and the way out, by the error's code.

Each sentence is Indonesian, polite, and may use the error's facts by name: "Booth {booth} sudah ditempati".
"""

from __future__ import annotations

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.language import N_, _

SENTENCES: dict[str, str] = {
    # -- store, officers, settings --
    # -- money, identifiers, calendar --
    # -- import and register --
    # -- bazaars and participants --
    # -- layout and placement --
    # -- attendance --
    # -- omzet and closing --
    # -- printing and files --
    # -- packages and office --
}


def sentence(error: BazarError) -> str:
    """What to tell the officer about `error`, in the language in use."""
    template = SENTENCES.get(error.code)
    if template is None:
        return _(N_("Aturan dilanggar: {code}. Tidak ada yang diubah.")).format(code=error.code)
    return _(template).format(**error.facts)
