"""What an office sets: letterhead, signatories, categories, times, and the agencies that coach or sell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.issuing import check_area
from bazar_desktop.domain.calendar import format_time, parse_time
from bazar_desktop.domain.day.model import COACH, Category, Signatory
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.settings.agencies import AgencyNameMissing, agency_id
from bazar_desktop.services.settings.values import get_setting, put_setting
from bazar_desktop.store.actions import action
from bazar_desktop.store.rows import withdraw
from bazar_desktop.store.tables import Agency, row_of

MOST_LINES = 6
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\Z")


class LetterheadEmpty(BazarError):
    """A letterhead has at least one line."""


class LetterheadTooLong(BazarError):
    """More lines than a page's head has room for."""


class CategoryMalformed(BazarError):
    """A category needs a name, a letter of its own and a colour."""


class AgencyExists(BazarError):
    """There is an agency of this name and role."""


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """`role` is coach or partner."""

    id: str
    name: str
    role: str


@action("settings.letterhead")
def put_letterhead(session: Session, *, lines: Sequence[str], footer: str = "") -> None:
    """Set the office's kop, from the top; blank lines are left out. Raises LetterheadEmpty, LetterheadTooLong."""
    kept = check_letterhead(lines)
    put_setting(session, "letterhead", {"lines": kept, "footer": footer.strip()})
    session.flush()


def check_letterhead(lines: Sequence[str]) -> list[str]:
    """Give the lines of a kop as they are kept. Raises LetterheadEmpty, LetterheadTooLong."""
    kept = [line.strip() for line in lines if line.strip()]
    if not kept:
        raise LetterheadEmpty()
    if len(kept) > MOST_LINES:
        raise LetterheadTooLong(most=MOST_LINES)
    return kept


@action("settings.office_area")
def put_office_area(session: Session, *, area: str) -> None:
    """Set what the office is for: new bazaars get codes from its own space. Raises AreaUnknown."""
    put_setting(session, "office_area", check_area(area))
    session.flush()


@action("settings.office_name")
def put_office_name(session: Session, *, name: str) -> None:
    """Set what stands below the product's name in the window. Raises AgencyNameMissing."""
    if not name.strip():
        raise AgencyNameMissing()
    put_setting(session, "office_name", name.strip())
    session.flush()


@action("settings.signatories")
def put_signatories(session: Session, *, signatories: Sequence[Signatory]) -> None:
    """Set who signs the papers, in their order from the left; those without a title are left out."""
    put_setting(
        session, "signatories", [asdict(signatory) for signatory in signatories if signatory.title.strip()]
    )
    session.flush()


@action("settings.categories")
def put_categories(session: Session, *, categories: Sequence[Category]) -> None:
    """Set the kinds of goods. Raises CategoryMalformed."""
    letters: set[str] = set()
    for category in categories:
        letter = category.letter.strip().upper()
        sound = (
            category.name.strip()
            and len(letter) == 1
            and letter not in letters
            and _COLOUR.match(category.colour)
        )
        if not sound:
            raise CategoryMalformed(name=category.name.strip() or category.key)
        letters.add(letter)
    rows = [
        {**asdict(category), "name": category.name.strip(), "letter": category.letter.strip().upper()}
        for category in categories
    ]
    put_setting(session, "categories", rows)
    session.flush()


@action("settings.times")
def put_times(session: Session, *, cut_off: str, omzet_from: str) -> None:
    """Set until when arriving is in time, and from when omzet is asked, for new bazaars. Raises TimeMalformed."""
    for key, text in (("cut_off", cut_off), ("omzet_from", omzet_from)):
        at = parse_time(text)
        put_setting(session, key, format_time(at) if at else "")
    session.flush()


def list_agencies(session: Session) -> list[AgencyFacts]:
    """List all agencies, coaches first, by name."""
    rows = session.execute(select(Agency).where(Agency.withdrawn.is_(False))).scalars()
    agencies = [AgencyFacts(row.id, row.name or "", row.role or "") for row in rows]
    return sorted(agencies, key=lambda agency: (agency.role, agency.name.casefold()))


def agency_suggestions(session: Session, role: str) -> list[str]:
    """Names to offer for `role`: those that are entered, and those that a new office starts from."""
    known = [agency.name for agency in list_agencies(session) if agency.role == role]
    starts = get_setting(session, "coaches" if role == COACH else "partners")
    heard = {name.casefold() for name in known}
    return sorted([*known, *(name for name in starts if name.casefold() not in heard)], key=str.casefold)


@action("agencies.add")
def add_agency(session: Session, *, name: str, role: str) -> str:
    """Add a new coach or partner; returns its id. Raises AgencyNameMissing, AgencyExists."""
    wanted = name.strip()
    if not wanted:
        raise AgencyNameMissing()
    if any(
        agency.name.casefold() == wanted.casefold() and agency.role == role
        for agency in list_agencies(session)
    ):
        raise AgencyExists(name=wanted)
    made = agency_id(session, wanted, role)
    session.flush()
    return made or ""


@action("agencies.remove")
def remove_agency(session: Session, *, agency: str) -> None:
    """Withdraw an agency from what is offered; vendors and figures that name it keep it."""
    row = row_of(session, Agency, agency)
    if row is not None:
        withdraw(session, row)
        session.flush()


@action("settings.register_columns")
def put_register_columns(session: Session, *, names: Sequence[str]) -> None:
    """Keep which columns of the register are shown."""
    put_setting(session, "register_columns", list(names))
