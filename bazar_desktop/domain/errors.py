"""The root of all broken rules."""

from __future__ import annotations

import re


class BazarError(Exception):
    """A rule of the trade was broken; nothing was changed.

    One subclass for each cause, named after the fact (`BoothTaken`), declared in the module of its subject.
    Its `code` is the class name in snake case; the words for it stand in `bazar_desktop.messages` under that
    code and may use the facts given here by name. Facts never hold a NIK or a full phone number.
    """

    code = "bazar_error"
    others: tuple[BazarError, ...] = ()  # what was found wrong at the same time: the sentence tells all of it

    def __init__(self, **facts: object) -> None:
        super().__init__(", ".join(f"{name}={value!r}" for name, value in facts.items()))
        self.facts = facts

    @property
    def lists(self) -> dict[str, object]:
        """What a program reads beside the sentence, which cannot carry long lists: usually nothing."""
        return {}

    def __init_subclass__(cls, **more: object) -> None:
        super().__init_subclass__(**more)
        cls.code = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", cls.__name__).lower()


class ReasonMissing(BazarError):
    """The action needs a reason."""
