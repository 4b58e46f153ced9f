"""Photos of signed pages: which page, its hash in the journal, its bytes in this store and in packages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.identifiers import safe_excerpt
from bazar_desktop.domain.journal.changes import Change, field_changes
from bazar_desktop.services.bazaars.bazaars import UnknownBazaar
from bazar_desktop.services.bazaars.days import require_day
from bazar_desktop.services.papers.printed import Key, pages_printed
from bazar_desktop.store.actions import action
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Attachment, AttachmentFile, Bazaar, Layout, row_of

SIGNED_PAGE, ACTIVITY = "signed_page", "activity"
GREATEST = 300 * 1024  # bytes of a photo; a package refuses larger ones
MOST = 200  # photos that one package carries
_JPEG = b"\xff\xd8\xff"


class NotAPhoto(BazarError):
    """What should be attached is no JPEG."""


class PhotoTooBig(BazarError):
    """The photo has more than GREATEST bytes. Facts: kilobytes, most."""


class PageOfAnotherDay(BazarError):
    """The page code does not belong to the daftar hadir of this day. Facts: code."""


@dataclass(frozen=True, slots=True)
class SignedPage:
    """A page with its photo. `here`: the photo's bytes have come to this store."""

    page_code: str
    sha256: str
    size: int
    here: bool


@action("attachments.attach_page")
def attach_page(session: Session, *, bazaar_id: str, day: date, page_code: str, photo: bytes) -> SignedPage:
    """Keep the photo of a signed page; another one takes the place of the one before. Also on a sealed day.

    Raises NotADayOfThisBazaar, PageOfAnotherDay, NotAPhoto, PhotoTooBig.
    """
    code = page_code.strip().upper()
    require_day(session, bazaar_id, day)
    wanted = rf"D[HI]-{re.escape(_code_of(session, bazaar_id))}-{day:%Y%m%d}-\d\d"
    if not re.fullmatch(wanted, code):
        raise PageOfAnotherDay(code=safe_excerpt(code))
    sha256 = checked(photo)
    where = {"bazaar_id": bazaar_id, "day": day, "kind": SIGNED_PAGE, "page_code": code}
    enter(session, Attachment, *where.values(), **where, sha256=sha256, size=len(photo))
    session.flush()
    keep_bytes(session, sha256, photo)
    return SignedPage(code, sha256, len(photo), here=True)


def checked(photo: bytes) -> str:
    """Give the SHA-256 of a photo that may be kept. Raises NotAPhoto, PhotoTooBig."""
    if not photo.startswith(_JPEG):
        raise NotAPhoto()
    if len(photo) > GREATEST:
        raise PhotoTooBig(kilobytes=len(photo) // 1024, most=GREATEST // 1024)
    return hashlib.sha256(photo).hexdigest()


def signed_pages(session: Session, bazaar_id: str, day: date) -> tuple[SignedPage, ...]:
    """The pages of the day that have a photo, by page code."""
    query = (
        select(Attachment, AttachmentFile.sha256)
        .outerjoin(AttachmentFile, AttachmentFile.sha256 == Attachment.sha256)
        .where(
            Attachment.bazaar_id == bazaar_id,
            Attachment.day == day,
            Attachment.kind == SIGNED_PAGE,
            Attachment.withdrawn.is_(False),
        )
    )
    return tuple(
        SignedPage(row.page_code or "", row.sha256 or "", row.size or 0, here is not None)
        for row, here in session.execute(query.order_by(Attachment.page_code))
    )


def pages_not_attached(session: Session, bazaar_id: str, day: date) -> tuple[str, ...]:
    """The codes of the pages of the daftar hadir that were printed here and have no photo yet."""
    have = {page.page_code for page in signed_pages(session, bazaar_id, day)}
    return tuple(page for page in list_pages(session, bazaar_id, day) if page not in have)


def list_pages(session: Session, bazaar_id: str, day: date) -> dict[str, tuple[Key, ...]]:
    """Who stands on each page of the daftar hadir that was printed here, by page code."""
    code = _code_of(session, bazaar_id)
    return {
        f"{paper}-{code}-{day:%Y%m%d}-{number:02}": keys
        for paper, pages in pages_printed(session, bazaar_id, day).items()
        for number, keys in enumerate(pages, 1)
    }


def _code_of(session: Session, bazaar_id: str) -> str:
    """The bazaar's code as it stands on papers. Raises UnknownBazaar."""
    bazaar = row_of(session, Bazaar, bazaar_id)
    if bazaar is None:
        raise UnknownBazaar(code=bazaar_id[:8])
    return (bazaar.code or "").upper()


def photo_of(session: Session, sha256: str) -> bytes | None:
    """Give the bytes of a photo; None where they have not come to this store."""
    return session.execute(select(AttachmentFile.photo).where(AttachmentFile.sha256 == sha256)).scalar()


def photos_of(session: Session, changes: Iterable[Change]) -> list[bytes]:
    """The photos that `changes` name and this store has, in their order, as many as a package carries."""
    parts = (photo_of(session, item) for item in list(_named(changes))[:MOST])
    return [photo for photo in parts if photo is not None]


def keep_photos(session: Session, changes: Iterable[Change], files: Mapping[str, bytes]) -> None:
    """Keep the photos (by SHA-256) that came with `changes` and are named by them."""
    for sha256 in _named(changes):
        if sha256 in files:
            keep_bytes(session, sha256, files[sha256])


def keep_picture(session: Session, photo: bytes) -> str:
    """Keep a photo or map that a layout names; its SHA-256. Raises NotAPhoto, PhotoTooBig."""
    sha256 = checked(photo)
    keep_bytes(session, sha256, photo)
    return sha256


def _named(changes: Iterable[Change]) -> dict[str, None]:
    """The hashes that `changes` name, each once."""
    naming = {Attachment.__tablename__: "sha256", Layout.__tablename__: "picture"}
    named = (
        field_changes(change)[naming[change.entity]].after
        for change in changes
        if change.entity in naming and naming[change.entity] in field_changes(change)
    )
    return dict.fromkeys(item for item in named if isinstance(item, str))


def keep_bytes(session: Session, sha256: str, photo: bytes) -> None:
    """Keep the bytes of a photo, once. They are named by a fact, and are none themselves."""
    if not _is_here(session, sha256):
        session.execute(insert(AttachmentFile).values(sha256=sha256, photo=photo))


def _is_here(session: Session, sha256: str) -> bool:
    query = select(AttachmentFile.sha256).where(AttachmentFile.sha256 == sha256)
    return session.execute(query).first() is not None
