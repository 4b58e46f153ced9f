"""What is told of a day in the laporan kegiatan besides figures: weather, visitors, obstacles, notes, photos."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bazar_desktop.domain.day.model import Activity, Photo
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.bazaars.days import require_day
from bazar_desktop.services.day.seal_guard import require_open
from bazar_desktop.services.papers.attachments import ACTIVITY, checked, keep_bytes, photo_of
from bazar_desktop.store.actions import action
from bazar_desktop.store.rows import enter, find, withdraw
from bazar_desktop.store.tables import Attachment, DayActivity

MOST_PHOTOS = 6
MOST_VISITORS = 1_000_000
LONGEST = {"weather": 60, "obstacles": 500, "notes": 700}  # letters: the report is one page
LONGEST_CAPTION = 80


class VisitorsOutOfRange(BazarError):
    """An estimate of visitors is 0 to MOST_VISITORS. Facts: most."""


class ActivityTextTooLong(BazarError):
    """The report has one page. Facts: field (its name in words), most."""


class TooManyPhotos(BazarError):
    """The report takes MOST_PHOTOS photos. Facts: most."""


class NoSuchPhoto(BazarError):
    """The day has no photo of this number. Facts: number."""


def activity(session: Session, bazaar_id: str, day: date) -> Activity:
    """Tell what is told of the day so far; photos in the order in which they were added, the first six.

    Raises NotADayOfThisBazaar.
    """
    require_day(session, bazaar_id, day)
    return activity_of(session, find(session, DayActivity, bazaar_id, day), _photos(session, bazaar_id, day))


def activity_to_tell(session: Session, bazaar_id: str, day: date) -> Activity:
    """`activity` of a day that still takes words. Raises NotADayOfThisBazaar, DayIsClosed."""
    require_open(session, bazaar_id, day)
    return activity(session, bazaar_id, day)


def activity_of(session: Session, row: DayActivity | None, attachments: Iterable[Attachment]) -> Activity:
    """What `row` and the photos among `attachments` tell."""
    photos = tuple(
        Photo(photo.sha256 or "", photo.caption or "", photo_of(session, photo.sha256 or ""))
        for photo in photos_among(attachments)[:MOST_PHOTOS]
    )
    if row is None:
        return Activity(photos=photos)
    return Activity(row.weather or "", row.visitors, row.obstacles or "", row.notes or "", photos)


@action("activity.set_activity")
def set_activity(session: Session, *, bazaar_id: str, day: date, **values: Any) -> Activity:
    """Write down `weather`, `visitors` (None: not estimated), `obstacles`, `notes`; what is not given stays.

    On a sealed day they stand on papers that carry its code. Raises NotADayOfThisBazaar, DayIsClosed,
    VisitorsOutOfRange, ActivityTextTooLong.
    """
    require_open(session, bazaar_id, day)
    visitors = values.get("visitors")
    if visitors is not None and not 0 <= visitors <= MOST_VISITORS:
        raise VisitorsOutOfRange(most=MOST_VISITORS)
    for name, most in LONGEST.items():
        if len(values.get(name) or "") > most:
            raise ActivityTextTooLong(field=name, most=most)
    cleaned = {name: item.strip() or None if isinstance(item, str) else item for name, item in values.items()}
    enter(session, DayActivity, bazaar_id, day, bazaar_id=bazaar_id, day=day, **cleaned)
    session.flush()
    return activity(session, bazaar_id, day)


@action("activity.add_photo")
def add_photo(
    session: Session, *, bazaar_id: str, day: date, photo: bytes, caption: str, at: datetime
) -> Activity:
    """Add a JPEG of at most GREATEST bytes; the same photo once more only changes its caption.

    Raises NotADayOfThisBazaar, DayIsClosed, NotAPhoto, PhotoTooBig, ActivityTextTooLong, TooManyPhotos.
    """
    require_open(session, bazaar_id, day)
    sha256 = checked(photo)
    if len(caption) > LONGEST_CAPTION:
        raise ActivityTextTooLong(field="caption", most=LONGEST_CAPTION)
    known = {attachment.sha256: attachment for attachment in _photos(session, bazaar_id, day)}
    if sha256 in known:
        known[sha256].caption = caption.strip() or None
        session.flush()
        return activity(session, bazaar_id, day)
    if len(known) >= MOST_PHOTOS:
        raise TooManyPhotos(most=MOST_PHOTOS)
    where = {"bazaar_id": bazaar_id, "day": day, "kind": ACTIVITY, "page_code": sha256[:16]}
    facts = {"sha256": sha256, "size": len(photo), "caption": caption.strip() or None, "added_at": at}
    enter(session, Attachment, *where.values(), **where, **facts)
    session.flush()
    keep_bytes(session, sha256, photo)
    return activity(session, bazaar_id, day)


@dataclass(frozen=True, slots=True)
class PhotoInput:
    """A photo to keep: a new JPEG in `data`, or one that is kept already, by its `sha256`."""

    caption: str = ""
    data: bytes | None = None
    sha256: str = ""


@action("activity.tell_activity")
def tell_activity(
    session: Session,
    /,
    *,
    bazaar_id: str,
    day: date,
    at: datetime,
    photos: Sequence[PhotoInput],
    **values: Any,
) -> Activity:
    """Write down everything at once, as `set_activity`; photos of the day that are not among `photos` are taken back.

    Raises what `set_activity` and `add_photo` raise; then nothing is changed.
    """
    if len(photos) > MOST_PHOTOS:
        raise TooManyPhotos(most=MOST_PHOTOS)
    set_activity(session, bazaar_id=bazaar_id, day=day, **values)
    wanted = {photo.sha256 or checked(photo.data or b"") for photo in photos}
    for row in _photos(session, bazaar_id, day):
        if row.sha256 not in wanted:
            withdraw(session, row)
    session.flush()
    kept = {row.sha256: row for row in _photos(session, bazaar_id, day)}
    for number, photo in enumerate(photos):
        if len(photo.caption) > LONGEST_CAPTION:
            raise ActivityTextTooLong(field="caption", most=LONGEST_CAPTION)
        if photo.sha256 in kept:
            kept[photo.sha256].caption = photo.caption.strip() or None
        elif photo.data is not None:
            moment = at + timedelta(seconds=number)  # their order is the order in which they were added
            add_photo(
                session, bazaar_id=bazaar_id, day=day, photo=photo.data, caption=photo.caption, at=moment
            )
    session.flush()
    return activity(session, bazaar_id, day)


@action("activity.drop_photo")
def drop_photo(session: Session, *, bazaar_id: str, day: date, number: int) -> Activity:
    """Take back the photo `number` (from 1) of the day. Raises NotADayOfThisBazaar, DayIsClosed, NoSuchPhoto."""
    require_open(session, bazaar_id, day)
    known = _photos(session, bazaar_id, day)
    if not 1 <= number <= len(known):
        raise NoSuchPhoto(number=number)
    withdraw(session, known[number - 1])
    session.flush()
    return activity(session, bazaar_id, day)


def _photos(session: Session, bazaar_id: str, day: date) -> list[Attachment]:
    query = select(Attachment).where(
        Attachment.bazaar_id == bazaar_id,
        Attachment.day == day,
        Attachment.kind == ACTIVITY,
        Attachment.withdrawn.is_(False),
    )
    return photos_among(session.execute(query).scalars())


def photos_among(attachments: Iterable[Attachment]) -> list[Attachment]:
    """The photos of the laporan kegiatan among them, in the order in which they were added."""
    photos = [row for row in attachments if row.kind == ACTIVITY and not row.withdrawn]
    return sorted(
        photos, key=lambda row: (row.added_at.isoformat() if row.added_at else "", row.page_code or "")
    )
