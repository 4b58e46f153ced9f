"""What became of a backup in words, the same in the window and at the command line."""

from __future__ import annotations

from bazar_desktop.language import _
from bazar_desktop.messages import sentence
from bazar_desktop.messages.values import system_words
from bazar_desktop.store.files import MachineError


def no_second_copy_words(fault: MachineError | OSError) -> str:
    """Why the second place got no copy of a backup that was made, and the way out."""
    why = sentence(fault) if isinstance(fault, MachineError) else system_words(fault)
    return _("Salinan ke tempat kedua gagal. {why}").format(why=why)
