"""The name that an action has in the journal: it stands at the function, so whoever calls writes the same one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

_names: dict[Callable[..., Any], str] = {}
_owners: dict[str, Callable[..., Any]] = {}


class ActionNotNamed(LookupError):
    """A function was to be performed that has no `action` name. A fault of the program."""


class ActionNamedTwice(ValueError):
    """Two functions were given one name. A fault of the program."""


def action(name: str) -> Callable[[F], F]:
    """Name a use case for the journal: "omzet.paste_block". Names are signed, so none is changed later.

    Raises ActionNamedTwice where another function has the name.
    """

    def named(function: F) -> F:
        if _owners.setdefault(name, function) is not function:
            raise ActionNamedTwice(name)
        _names[function] = name
        return function

    return named


def same_action(other: Callable[..., Any]) -> Callable[[F], F]:
    """Give a function the name of `other`, which does the same to the same facts but is told in another way."""

    def named(function: F) -> F:
        _names[function] = name_of(other)
        return function

    return named


def name_of(function: Callable[..., Any]) -> str:
    """The name of a use case in the journal. Raises ActionNotNamed."""
    try:
        return _names[function]
    except KeyError:
        raise ActionNotNamed(getattr(function, "__qualname__", repr(function))) from None


def named_actions() -> Mapping[str, Callable[..., Any]]:
    """Every name given so far, with the function that it was given to first."""
    return MappingProxyType(_owners)
