"""The laptops of an office, as the office writes them down: a fact that travels, so that laptops know each other."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from bazar_desktop.domain.journal.merging import LATEST
from bazar_desktop.domain.values.documents import REACH
from bazar_desktop.domain.values.kinds import LINE, Form, MomentText, OneOf, Words, hexadecimal
from bazar_desktop.domain.values.shapes import IDS, JsonOf
from bazar_desktop.store.tables.base import Fact, fact
from bazar_desktop.store.tables.bazaars import LETTER


class Device(Fact):
    """A laptop that the office prepared, or the office itself. Natural key: the id of its preparation.

    `role` is laptop or office. `bazaars` is JSON: the ids it was prepared for. `given` is JSON: how far each origin's
    chain was put into its preparation. `contact` says whom to call and how. The keys come with its answer; `origins` is
    JSON: the chains it has made. Only what the office's own chain says of a device is believed
    (`services.office.laptops.trusted_devices`).
    """

    __tablename__ = "device"
    name: Mapped[str] = fact(Words(120))
    letter: Mapped[str] = fact(Form(LETTER, 1))
    role: Mapped[str] = fact(OneOf(("laptop", "office")))
    bazaars: Mapped[str] = fact(JsonOf(IDS))
    contact: Mapped[str | None] = fact(Words(LINE), merge=LATEST)
    given: Mapped[str | None] = fact(JsonOf(REACH))
    prepared_at: Mapped[datetime] = fact(MomentText())
    sign_key: Mapped[str | None] = fact(hexadecimal(64))
    age_key: Mapped[str | None] = fact(Form("age1[0-9a-z]{40,120}", 124))
    enrolled_at: Mapped[datetime | None] = fact(MomentText())
    origins: Mapped[str | None] = fact(JsonOf(IDS))
    revoked_at: Mapped[datetime | None] = fact(MomentText())
