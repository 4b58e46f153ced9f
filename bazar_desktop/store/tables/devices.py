"""The laptops of an office, as the office writes them down: a fact that travels, so that laptops know each other."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from bazar_desktop.domain.journal.merging import LATEST
from bazar_desktop.store.tables.base import Fact, fact


class Device(Fact):
    """A laptop that the office prepared, or the office itself. Natural key: the id of its preparation.

    `role` is laptop or office. `bazaars` is JSON: the ids it was prepared for. `given` is JSON: how far each origin's
    chain was put into its preparation. `contact` says whom to call and how. The keys come with its answer; `origins` is
    JSON: the chains it has made. Only what the office's own chain says of a device is believed
    (`services.office.laptops.trusted_devices`).
    """

    __tablename__ = "device"
    name: Mapped[str] = fact()
    letter: Mapped[str] = fact()
    role: Mapped[str] = fact()
    bazaars: Mapped[str] = fact()
    contact: Mapped[str | None] = fact(LATEST)
    given: Mapped[str | None] = fact()
    prepared_at: Mapped[datetime] = fact()
    sign_key: Mapped[str | None] = fact()
    age_key: Mapped[str | None] = fact()
    enrolled_at: Mapped[datetime | None] = fact()
    origins: Mapped[str | None] = fact()
    revoked_at: Mapped[datetime | None] = fact()
