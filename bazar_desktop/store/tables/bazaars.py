"""Where and when, and who stands where: lokasi, layouts, bazaars, participations, allocations."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy.orm import Mapped

from bazar_desktop.domain.attendance.cards import ALPHABET, DEVICE_LETTERS
from bazar_desktop.domain.day.model import COACH, PARTNER, VENDOR
from bazar_desktop.domain.journal.merging import LATEST
from bazar_desktop.domain.layout.model import FIXTURE_KINDS, MITRA, SIDES
from bazar_desktop.domain.values.documents import HALT, LETTERHEAD
from bazar_desktop.domain.values.kinds import (
    LINE,
    PARAGRAPH,
    TRUTH,
    YEARS,
    Day,
    Form,
    OneOf,
    Reference,
    TimeOfDay,
    Whole,
    Words,
    hexadecimal,
)
from bazar_desktop.domain.values.shapes import JsonOf
from bazar_desktop.domain.values.words import BAZAAR_KINDS, LOKASI_KINDS, PARTICIPATION_STATES, SOURCES
from bazar_desktop.store.tables.base import Fact, fact

PARTIES = (VENDOR, COACH, PARTNER)
PLACE = Whole(-1_000_000, 1_000_000)  # centimetres from the corner of a plan
GROUND = Whole(0, 1_000_000)  # centimetres of a plan, and of what stands on it
STAND = Whole(0, 10_000)  # centimetres of one stand
SESSION = Whole(1, 9)
CODE, LETTER = rf"[{ALPHABET}]{{2,8}}", f"[{DEVICE_LETTERS}]"
REGION = r"\d\d(\.\d\d){0,2}(\.\d{4})?"


class Lokasi(Fact):
    """A place. `kind`: rusun, kantor_kecamatan, rptra, puskesmas, balai_kota, pasar_modern, toko_kelontong, lain.

    `region` is the Ministry of Home Affairs' code of the kecamatan; `layout_id` is its template.
    """

    __tablename__ = "lokasi"
    name: Mapped[str] = fact(Words())
    kind: Mapped[str] = fact(OneOf(LOKASI_KINDS))
    address: Mapped[str | None] = fact(Words(PARAGRAPH))
    region: Mapped[str | None] = fact(Form(REGION, 13), index=True)
    kecamatan: Mapped[str | None] = fact(Words())
    kota: Mapped[str | None] = fact(Words())
    layout_id: Mapped[str | None] = fact(Reference(entity="layout"))


class Programme(Fact):
    """Several bazaars that are one event to the public: 64 lokasi at once are one programme."""

    __tablename__ = "programme"
    name: Mapped[str] = fact(Words())
    year: Mapped[int | None] = fact(Whole(*YEARS))


class Bazaar(Fact):
    """One event at one lokasi, or for other kinds at a free `place`.

    `kind`: offline, online, pameran, business_matching. `letterhead` is JSON, None for the office's own. `halt` is JSON
    as `domain.day.halts` writes it, None while the event goes on.
    """

    __tablename__ = "bazaar"
    code: Mapped[str] = fact(Form(CODE, 8), index=True)
    name: Mapped[str] = fact(Words())
    kind: Mapped[str] = fact(OneOf(BAZAAR_KINDS))
    lokasi_id: Mapped[str | None] = fact(Reference(entity="lokasi"), index=True)
    place: Mapped[str | None] = fact(Words())
    programme_id: Mapped[str | None] = fact(Reference(entity="programme"))
    layout_id: Mapped[str | None] = fact(Reference(entity="layout"))
    letterhead: Mapped[str | None] = fact(JsonOf(LETTERHEAD))
    note: Mapped[str | None] = fact(Words(PARAGRAPH), merge=LATEST)
    halt: Mapped[str | None] = fact(JsonOf(HALT))


class BazaarDay(Fact):
    """One day of a bazaar. Natural key: bazaar, day. Later than `cut_off` is *terlambat*.

    `halt` as in Bazaar: the day fell out.
    """

    __tablename__ = "bazaar_day"
    bazaar_id: Mapped[str] = fact(Reference(entity="bazaar"), index=True)
    day: Mapped[date] = fact(Day())
    opens: Mapped[time | None] = fact(TimeOfDay())
    cut_off: Mapped[time | None] = fact(TimeOfDay())
    closes: Mapped[time | None] = fact(TimeOfDay())
    halt: Mapped[str | None] = fact(JsonOf(HALT))


class Layout(Fact):
    """The plan of a lokasi, lengths in centimetres, `north` in degrees clockwise from the plan's upper edge.

    `picture` is the SHA-256 of a photo or map below it, whose bytes `AttachmentFile` keeps, and where it lies.
    """

    __tablename__ = "layout"
    name: Mapped[str] = fact(Words())
    lokasi_id: Mapped[str | None] = fact(Reference(entity="lokasi"), index=True)
    width: Mapped[int] = fact(GROUND)
    depth: Mapped[int] = fact(GROUND)
    north: Mapped[int] = fact(Whole(0, 360))
    picture: Mapped[str | None] = fact(hexadecimal(64))
    picture_x: Mapped[int | None] = fact(PLACE)
    picture_y: Mapped[int | None] = fact(PLACE)
    picture_width: Mapped[int | None] = fact(GROUND)
    picture_depth: Mapped[int | None] = fact(GROUND)


class Tent(Fact):
    """A tent of a layout: a group of booths that moves as one."""

    __tablename__ = "tent"
    layout_id: Mapped[str] = fact(Reference(entity="layout"), index=True)
    label: Mapped[str] = fact(Words(120))


class Booth(Fact):
    """One stand of a layout, in centimetres; fields as in `domain.layout.model.Booth`."""

    __tablename__ = "booth"
    layout_id: Mapped[str] = fact(Reference(entity="layout"), index=True)
    tent_id: Mapped[str | None] = fact(Reference(entity="tent"))
    label: Mapped[str] = fact(Words(120))
    x: Mapped[int] = fact(PLACE)
    y: Mapped[int] = fact(PLACE)
    width: Mapped[int] = fact(STAND)
    depth: Mapped[int] = fact(STAND)
    facing: Mapped[str] = fact(OneOf(SIDES))
    power: Mapped[bool] = fact(TRUTH)
    water: Mapped[bool] = fact(TRUTH)
    open_fire: Mapped[bool] = fact(TRUTH)
    zone: Mapped[str] = fact(OneOf(("", MITRA)))
    blocked: Mapped[bool] = fact(TRUTH)
    accessible: Mapped[bool] = fact(TRUTH)


class Fixture(Fact):
    """A labelled rectangle of a layout, in centimetres; fields as in `domain.layout.model.Fixture`."""

    __tablename__ = "fixture"
    layout_id: Mapped[str] = fact(Reference(entity="layout"), index=True)
    kind: Mapped[str] = fact(OneOf(FIXTURE_KINDS))
    label: Mapped[str] = fact(Words(120))
    x: Mapped[int] = fact(PLACE)
    y: Mapped[int] = fact(PLACE)
    width: Mapped[int] = fact(GROUND)
    depth: Mapped[int] = fact(GROUND)
    reach: Mapped[int] = fact(GROUND)


class Participation(Fact):
    """The place of exactly one party in one bazaar.

    `party` is vendor, coach or partner; then `vendor_id` or `agency_id` is set. `status`: applicant, invited,
    confirmed, reserve, cancelled, rejected. `source`: list, walk_in, substitute. `reserve_order` counts from 1. The
    `stand_width` is the counter's, in centimetres. The
    card is `<card_letter><card_number>` with `card_serial`, raised when a card is printed anew.
    """

    __tablename__ = "participation"
    bazaar_id: Mapped[str] = fact(Reference(entity="bazaar"), index=True)
    party: Mapped[str] = fact(OneOf(PARTIES))
    vendor_id: Mapped[str | None] = fact(Reference(entity="vendor"), index=True)
    agency_id: Mapped[str | None] = fact(Reference(entity="agency"))
    status: Mapped[str] = fact(OneOf(PARTICIPATION_STATES))
    source: Mapped[str] = fact(OneOf(SOURCES))
    reserve_order: Mapped[int | None] = fact(Whole(1, 1_000_000))
    card_letter: Mapped[str | None] = fact(Form(LETTER, 1))
    card_number: Mapped[int | None] = fact(Whole(1, 99_999))
    card_serial: Mapped[int | None] = fact(Whole(1, 99))
    booth_count: Mapped[int | None] = fact(Whole(1, 9))
    needs_power: Mapped[bool | None] = fact(TRUTH)
    needs_water: Mapped[bool | None] = fact(TRUTH)
    open_fire: Mapped[bool | None] = fact(TRUTH)
    wheelchair: Mapped[bool | None] = fact(TRUTH)
    stand_width: Mapped[int | None] = fact(STAND)
    pinned_booth_id: Mapped[str | None] = fact(Reference(entity="booth"))
    preference: Mapped[str | None] = fact(Words(LINE))
    note: Mapped[str | None] = fact(Words(PARAGRAPH), merge=LATEST)


class Allocation(Fact):
    """Who holds a booth. Natural key: booth, day, session. `holder` is a participation, None for nobody."""

    __tablename__ = "allocation"
    bazaar_id: Mapped[str] = fact(Reference(entity="bazaar"), index=True)
    booth_id: Mapped[str] = fact(Reference(entity="booth"))
    day: Mapped[date] = fact(Day())
    session: Mapped[int] = fact(SESSION)
    holder: Mapped[str | None] = fact(Reference(entity="participation"), index=True)
