"""A vendor's documents: which are wanted, which are there, which have run out or soon will."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.values.words import DOCUMENT_KINDS
from bazar_desktop.services.register.vendors import UnknownVendor
from bazar_desktop.services.settings.values import get_setting, put_setting
from bazar_desktop.store.actions import action
from bazar_desktop.store.rows import enter, withdraw
from bazar_desktop.store.tables import Registration, Vendor, row_of

KINDS = DOCUMENT_KINDS
VALID, SOON, EXPIRED, MISSING = "valid", "soon", "expired", "missing"
SOON_DAYS = timedelta(days=60)


class DocumentUnknown(BazarError):
    """No document has this id."""


class DocumentKindUnknown(BazarError):
    """There is no document of this kind. Facts: kind, kinds."""


class DocumentEndsBeforeItBegins(BazarError):
    """A document's last day is before its first."""


@dataclass(frozen=True, slots=True)
class Document:
    """One registration, or one that is wanted and not there (`state` MISSING, its id is "")."""

    id: str
    kind: str
    number: str
    since: date | None
    until: date | None
    grade: str
    state: str


def documents(session: Session, vendor_id: str, *, today: date) -> tuple[Document, ...]:
    """Give all registrations in the order of KINDS, and in their places the kinds that are wanted and missing."""
    query = select(Registration).where(Registration.vendor_id == vendor_id, Registration.withdrawn.is_(False))
    found = [
        Document(
            row.id,
            row.kind or "",
            row.number or "",
            row.since,
            row.until,
            row.grade or "",
            _state(row, today),
        )
        for row in session.execute(query).scalars()
    ]
    here = {document.kind for document in found}
    wanted = [kind for kind in get_setting(session, "documents_wanted") if kind not in here]
    found += [Document("", kind, "", None, None, "", MISSING) for kind in wanted]
    order = {kind: at for at, kind in enumerate(KINDS)}
    return tuple(sorted(found, key=lambda item: (order.get(item.kind, len(order)), item.kind, item.number)))


def _state(row: Registration, today: date) -> str:
    if row.until is None:
        return VALID
    if row.until < today:
        return EXPIRED
    return SOON if row.until - today <= SOON_DAYS else VALID


@action("settings.documents_wanted")
def put_documents_wanted(session: Session, kinds: Iterable[str]) -> tuple[str, ...]:
    """Keep which documents every vendor is expected to have, in the order of KINDS; none is allowed.

    Raises DocumentKindUnknown.
    """
    given = set(kinds)
    for kind in sorted(given.difference(KINDS)):
        raise DocumentKindUnknown(kind=kind, kinds=", ".join(KINDS))
    wanted = tuple(kind for kind in KINDS if kind in given)
    put_setting(session, "documents_wanted", list(wanted))
    return wanted


@action("documents.put")
def put_document(
    session: Session,
    vendor_id: str,
    *,
    kind: str,
    number: str,
    since: date | None = None,
    until: date | None = None,
    grade: str = "",
    document_id: str = "",
) -> str:
    """Enter a document, or change the one named; returns its id.

    Raises UnknownVendor, DocumentUnknown, DocumentKindUnknown, DocumentEndsBeforeItBegins.
    """
    if row_of(session, Vendor, vendor_id) is None:
        raise UnknownVendor()
    if kind not in KINDS:
        raise DocumentKindUnknown(kind=kind, kinds=", ".join(KINDS))
    if since and until and until < since:
        raise DocumentEndsBeforeItBegins()
    values = {
        "kind": kind,
        "number": number.strip(),
        "since": since,
        "until": until,
        "grade": grade.strip() or None,
    }
    if not document_id:
        return enter(session, Registration, vendor_id=vendor_id, **values).id
    row = _document(session, document_id)
    for name, value in values.items():
        setattr(row, name, value)
    return row.id


@action("documents.remove")
def remove_document(session: Session, document_id: str) -> None:
    """Take a document back. Raises DocumentUnknown."""
    withdraw(session, _document(session, document_id))


def _document(session: Session, document_id: str) -> Registration:
    row = row_of(session, Registration, document_id)
    if row is None:
        raise DocumentUnknown()
    return row


@dataclass(frozen=True, slots=True)
class DocumentCount:
    """Of one kind: how many vendors have it, and how many of these have run out or soon will."""

    kind: str
    vendors: int
    soon: int
    expired: int


def count_documents(session: Session, *, today: date) -> list[DocumentCount]:
    """Give the register's documents by kind."""
    counted = []
    for kind in KINDS:
        query = select(func.count(func.distinct(Registration.vendor_id))).where(
            Registration.kind == kind, Registration.withdrawn.is_(False)
        )
        soon = query.where(Registration.until.between(today, today + SOON_DAYS))
        gone = query.where(Registration.until < today)
        counted.append(
            DocumentCount(kind, *(session.execute(item).scalar_one() for item in (query, soon, gone)))
        )
    return counted
