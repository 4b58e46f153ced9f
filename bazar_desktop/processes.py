"""Processes beside the program: for a foreign file that may end a parser, and for work that needs a processor more."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from typing import Any

# A server forks a process in a hundredth of a second; where there is none (Windows) each process starts from nothing.
# Either way it is new and holds no file of ours.
HAS_SERVER = "forkserver" in multiprocessing.get_all_start_methods()


def new_process(body: Callable[..., object], *facts: Any, ready: str = "") -> BaseProcess:
    """A process that does `body(*facts)`, not yet started; `ready` names a module that a server has imported."""
    if not HAS_SERVER:
        return multiprocessing.get_context("spawn").Process(target=body, args=facts, daemon=True)
    server = multiprocessing.get_context("forkserver")
    if ready:
        server.set_forkserver_preload([ready])
    return server.Process(target=body, args=facts, daemon=True)
