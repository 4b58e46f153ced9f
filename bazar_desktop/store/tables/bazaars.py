"""Where and when, and who stands where: lokasi, layouts, bazaars, participations, allocations."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy.orm import Mapped

from bazar_desktop.domain.journal.merging import LATEST
from bazar_desktop.store.tables.base import Fact, fact


class Lokasi(Fact):
    """A place. `kind`: rusun, kantor_kecamatan, rptra, puskesmas, balai_kota, pasar_modern, toko_kelontong, lain.

    `region` is the Ministry of Home Affairs' code of the kecamatan; `layout_id` is its template.
    """

    __tablename__ = "lokasi"
    name: Mapped[str] = fact()
    kind: Mapped[str] = fact()
    address: Mapped[str | None] = fact()
    region: Mapped[str | None] = fact(index=True)
    kecamatan: Mapped[str | None] = fact()
    kota: Mapped[str | None] = fact()
    layout_id: Mapped[str | None] = fact()


class Programme(Fact):
    """Several bazaars that are one event to the public: 64 lokasi at once are one programme."""

    __tablename__ = "programme"
    name: Mapped[str] = fact()
    year: Mapped[int | None] = fact()


class Bazaar(Fact):
    """One event at one lokasi, or for other kinds at a free `place`.

    `kind`: offline, online, pameran, business_matching. `letterhead` is JSON, None for the office's own.
    """

    __tablename__ = "bazaar"
    code: Mapped[str] = fact(index=True)
    name: Mapped[str] = fact()
    kind: Mapped[str] = fact()
    lokasi_id: Mapped[str | None] = fact(index=True)
    place: Mapped[str | None] = fact()
    programme_id: Mapped[str | None] = fact()
    layout_id: Mapped[str | None] = fact()
    letterhead: Mapped[str | None] = fact()
    note: Mapped[str | None] = fact(LATEST)


class BazaarDay(Fact):
    """One day of a bazaar. Natural key: bazaar, day. Later than `cut_off` is *terlambat*."""

    __tablename__ = "bazaar_day"
    bazaar_id: Mapped[str] = fact(index=True)
    day: Mapped[date] = fact()
    opens: Mapped[time | None] = fact()
    cut_off: Mapped[time | None] = fact()
    closes: Mapped[time | None] = fact()


class Layout(Fact):
    """The plan of a lokasi, lengths in centimetres, `north` in degrees clockwise from the plan's upper edge.

    `picture` is the SHA-256 of a photo or map below it, whose bytes `AttachmentFile` keeps, and where it lies.
    """

    __tablename__ = "layout"
    name: Mapped[str] = fact()
    lokasi_id: Mapped[str | None] = fact(index=True)
    width: Mapped[int] = fact()
    depth: Mapped[int] = fact()
    north: Mapped[int] = fact()
    picture: Mapped[str | None] = fact()
    picture_x: Mapped[int | None] = fact()
    picture_y: Mapped[int | None] = fact()
    picture_width: Mapped[int | None] = fact()
    picture_depth: Mapped[int | None] = fact()


class Tent(Fact):
    """A tent of a layout: a group of booths that moves as one."""

    __tablename__ = "tent"
    layout_id: Mapped[str] = fact(index=True)
    label: Mapped[str] = fact()


class Booth(Fact):
    """One stand of a layout, in centimetres; fields as in `domain.layout.model.Booth`."""

    __tablename__ = "booth"
    layout_id: Mapped[str] = fact(index=True)
    tent_id: Mapped[str | None] = fact()
    label: Mapped[str] = fact()
    x: Mapped[int] = fact()
    y: Mapped[int] = fact()
    width: Mapped[int] = fact()
    depth: Mapped[int] = fact()
    facing: Mapped[str] = fact()
    power: Mapped[bool] = fact()
    water: Mapped[bool] = fact()
    open_fire: Mapped[bool] = fact()
    zone: Mapped[str] = fact()
    blocked: Mapped[bool] = fact()
    accessible: Mapped[bool] = fact()


class Fixture(Fact):
    """A labelled rectangle of a layout, in centimetres; fields as in `domain.layout.model.Fixture`."""

    __tablename__ = "fixture"
    layout_id: Mapped[str] = fact(index=True)
    kind: Mapped[str] = fact()
    label: Mapped[str] = fact()
    x: Mapped[int] = fact()
    y: Mapped[int] = fact()
    width: Mapped[int] = fact()
    depth: Mapped[int] = fact()
    reach: Mapped[int] = fact()


class Participation(Fact):
    """The place of exactly one party in one bazaar.

    `party` is vendor, coach or partner; then `vendor_id` or `agency_id` is set. `status`: applicant, invited,
    confirmed, reserve, cancelled, rejected. `source`: list, walk_in, substitute. `reserve_order` counts from 1. The
    `stand_width` is the counter's, in centimetres. The
    card is `<card_letter><card_number>` with `card_serial`, raised when a card is printed anew.
    """

    __tablename__ = "participation"
    bazaar_id: Mapped[str] = fact(index=True)
    party: Mapped[str] = fact()
    vendor_id: Mapped[str | None] = fact(index=True)
    agency_id: Mapped[str | None] = fact()
    status: Mapped[str] = fact()
    source: Mapped[str] = fact()
    reserve_order: Mapped[int | None] = fact()
    card_letter: Mapped[str | None] = fact()
    card_number: Mapped[int | None] = fact()
    card_serial: Mapped[int | None] = fact()
    booth_count: Mapped[int | None] = fact()
    needs_power: Mapped[bool | None] = fact()
    needs_water: Mapped[bool | None] = fact()
    open_fire: Mapped[bool | None] = fact()
    wheelchair: Mapped[bool | None] = fact()
    stand_width: Mapped[int | None] = fact()
    pinned_booth_id: Mapped[str | None] = fact()
    preference: Mapped[str | None] = fact()
    note: Mapped[str | None] = fact(LATEST)


class Allocation(Fact):
    """Who holds a booth. Natural key: booth, day, session. `holder` is a participation, None for nobody."""

    __tablename__ = "allocation"
    bazaar_id: Mapped[str] = fact(index=True)
    booth_id: Mapped[str] = fact()
    day: Mapped[date] = fact()
    session: Mapped[int] = fact()
    holder: Mapped[str | None] = fact(index=True)
