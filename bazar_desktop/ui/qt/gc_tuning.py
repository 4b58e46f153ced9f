"""What keeps the window from stuttering: how often Python looks for garbage, how long it lets one thread run."""

from __future__ import annotations

import gc
import sys

TURN = 0.0002  # s


def keep_smooth() -> None:
    """Call once, when the window stands.

    What the program is made of by then is not searched for garbage again: each search would take 50 ms. Work beside
    the window gives way after TURN instead of 5 ms: the window's thread asks for its turn with every cell it draws.
    """
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(TURN)
