"""What the window asks of the program behind it: who sits here, which bazaar is in hand, read, perform, undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Concatenate, Generic, ParamSpec, Protocol, TypeVar

from bazar_desktop.domain.day.in_hand import DayOffer
from bazar_desktop.store.database import Session
from bazar_desktop.store.opening import OpenStore

P = ParamSpec("P")
T = TypeVar("T")

FULL, DENIED, GONE, LOCKED, DAMAGED, PRINTER, OTHER = (
    "full", "denied", "gone", "locked", "damaged", "printer", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OfficerAtDesk:
    """One person who can sign in. `role` is already in words ("Petugas lapangan")."""

    id: str
    name: str
    role: str
    is_supervisor: bool = False


@dataclass(frozen=True, slots=True)
class BazaarInHand:
    """One bazaar as the top bar and the switcher show it."""

    id: str
    code: str
    name: str
    lokasi: str
    kecamatan: str
    days: tuple[date, ...]
    off: frozenset[date] = frozenset()  # days that were called off


@dataclass(frozen=True, slots=True)
class DataState:
    """How safe the data are, and how far on their way. `backup_at`: last verified backup.

    `made` and `carried` count the packages that the office has not received yet; `received`: it has some, and no
    other is on its way. `unsent` changes of an enrolled laptop are in no package yet. `office`: this is its store.
    """

    saved: bool = True
    backup_at: datetime | None = None
    made: int = 0
    carried: int = 0
    received: bool = False
    unsent: int = 0
    office: bool = False


@dataclass(frozen=True)
class Done(Generic[T]):
    """What one `perform` gave: the use case's `result`, and the `action` that `AppSession.undo` takes ("": no undo)."""

    result: T
    action: str = ""


class MachineFault(Exception):
    """The disk, the stick, the printer or the file fails, not a rule. `kind` is one of this module's constants.

    A session raises it for faults that do not come as OSError (a locked or damaged database file).
    `detail` goes to the dialog's copyable part and the log: no personal data.
    """

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind = kind
        self.detail = detail


class SignIn(Protocol):
    """Where an officer signs in: the desk, or the entrance to a store that is not open yet."""

    def officers(self) -> tuple[OfficerAtDesk, ...]:
        """Who can sign in, the last one first."""

    def sign_in(self, officer_id: str, pin: str) -> None:
        """Make that officer the one at the desk. Raises a BazarError when the PIN is wrong."""


class AppSession(SignIn, Protocol):
    """The one door of the window. Every method may raise BazarError, MachineFault or OSError."""

    @property
    def office(self) -> str:
        """The Sudin's name, below the product's ("Sudin PPKUKM Jakarta Pusat")."""

    @property
    def is_sample(self) -> bool:
        """Whether this is a sample store: every page then says CONTOH."""

    @property
    def officer(self) -> OfficerAtDesk | None:
        """Who is at the laptop; None before the first sign-in."""

    @property
    def bazaar(self) -> BazaarInHand | None:
        """The bazaar in hand; None where there is none yet."""

    @property
    def day(self) -> date | None:
        """The day in hand, one of the bazaar's days."""

    @property
    def store(self) -> OpenStore:
        """The open store, for jobs that open their own transactions; pages read and perform by this desk."""

    def take_store(self, store: OpenStore) -> None:
        """Go on with the same open store under what it is called now, after it joined an office."""

    def restore(self, backup: Path) -> None:
        """Put a backup in the store's place and open it; what was there becomes a backup itself."""

    def clock(self) -> datetime:
        """Now, in WIB, with its zone. The only clock that pages read."""

    def bazaars(self) -> tuple[BazaarInHand, ...]:
        """All bazaars, the most recent first."""

    def choose(self, bazaar_id: str, day: date | None = None) -> None:
        """Take a bazaar in hand; without `day`, today if it is one of its days, else the first."""

    def day_offer(self) -> DayOffer | None:
        """The day of today to write to instead of the one in hand; None where that is today or nothing stands."""

    def asks_day(self) -> bool:
        """Whether the date has changed since the day in hand was settled, so that the next act asks first."""

    def asks_for(
        self, function: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs
    ) -> bool:
        """Whether this act takes the day in hand while `asks_day`: its page then asks first."""

    def ask_by(self, question: Callable[[], bool]) -> None:
        """Let `perform` ask by `question` (whether the day in hand is kept) where no page has asked before."""

    def keep_day(self) -> None:
        """Settle the day in hand for today: it is meant though the date is another."""

    def data_state(self) -> DataState:
        """For the top bar; cheap, it is asked every half minute and after every action."""

    def read(self, function: Callable[Concatenate[Session, P], T], /, *args: P.args, **facts: P.kwargs) -> T:
        """Call `function(session, **facts)` in a read transaction."""

    def perform(
        self,
        function: Callable[Concatenate[Session, P], T],
        /,
        *args: P.args,
        **facts: P.kwargs,
    ) -> Done[T]:
        """Call `function(session, **facts)` in one write transaction, named in the journal as `store.actions` says.

        The session adds officer and time. An act of the day in hand asks first where the date has changed.
        Raises DayNotSettled, DayLeft.
        """

    def perform_as(
        self,
        officer_id: str,
        pin: str,
        function: Callable[Concatenate[Session, P], T],
        /,
        *args: P.args,
        **facts: P.kwargs,
    ) -> Done[T]:
        """`perform` by another officer, who gives the PIN; the one at the laptop stays.

        Raises UnknownOfficer, WrongPin, OtherLaptop, OfficerDismissed.
        """

    def undo(self, action: str) -> str:
        """Put back what that action of this sitting changed; returns the action that did so, whose undo is a redo.

        Raises a BazarError where the field has moved on.
        """
