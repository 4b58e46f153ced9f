"""What a piece of work of several parts had done, and what it had not, when something ended it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bazar_desktop.language import _

_KEPT = "bazar_account"  # the name under which an error carries it


@dataclass(frozen=True, slots=True)
class Account:
    """The parts in words: those that stand where they should, and those that were not done."""

    done: tuple[str, ...]
    left: tuple[str, ...]

    @classmethod
    def cut(cls, parts: Sequence[str], done: int) -> Account:
        """Give the account of work that did the first `done` of its `parts`."""
        return cls(tuple(parts[:done]), tuple(parts[done:]))


@contextmanager
def accounted(account: Callable[[], Account]) -> Iterator[None]:
    """Let whatever ends the work within carry its account, also a Cancel; a part that has one already keeps its own."""
    try:
        yield
    except BaseException as error:
        if account_of(error) is None:
            tell_account(error, account())
        raise


def tell_account(error: BaseException, account: Account) -> None:
    """Let `error` carry `account`, in place of one that it has."""
    vars(error)[_KEPT] = account


def account_of(error: BaseException) -> Account | None:
    """Give the account that an error carries; None where its work had no parts."""
    found = vars(error).get(_KEPT)
    return found if isinstance(found, Account) else None


def account_words(error: BaseException) -> str:
    """Say what was done and what was not; "" where the work had no parts."""
    account = account_of(error)
    if account is None:
        return ""
    done = _("Sudah selesai: {parts}.").format(parts=", ".join(account.done) or _("belum ada"))
    left = _("Belum: {parts}.").format(parts=", ".join(account.left) or _("tidak ada"))
    return f"{done} {left}"
