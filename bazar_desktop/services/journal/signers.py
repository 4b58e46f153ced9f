"""Who signed what stands in a row, and whether that is another laptop's word alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from bazar_desktop.domain.journal.authority import SIGNED_BY
from bazar_desktop.domain.journal.changes import field_changes
from bazar_desktop.language import _
from bazar_desktop.services.journal.laptop_names import device_names
from bazar_desktop.services.settings.officers import officer_called, officer_names
from bazar_desktop.store.changes import rows_here
from bazar_desktop.store.tables import Fact


@dataclass(frozen=True)
class Signers:
    """The officers by id, and by row, field and officer on which laptop's word alone that one signed."""

    names: Mapping[str, str]
    laptops: Mapping[tuple[str, str, str], str] = field(default_factory=dict)

    def of(self, row: Fact, name: str) -> str:
        """Who signed the field `name` of the row, in words; "" where nobody did."""
        officer = getattr(row, name) or ""
        return on_word_of(officer_called(self.names, officer), self.laptops.get((row.id, name, officer), ""))


def on_word_of(officer: str, laptop: str) -> str:
    """An officer's name, with the laptop on whose word alone it stands."""
    return _("{officer} (menurut {laptop})").format(officer=officer, laptop=laptop) if laptop else officer


def signers_of(session: Session, rows: Sequence[Fact], names: Mapping[str, str] | None = None) -> Signers:
    """Who signed these rows; what this store or an office wrote needs nobody's word.

    `names` are those of the officers, where the caller has read them.
    """
    names = officer_names(session) if names is None else names
    laptops = device_names(session) if rows else {}
    if not laptops:
        return Signers(names)
    keys = [(type(row).__tablename__, row.id) for row in rows]
    told: dict[tuple[str, str, str], str] = {}
    for (_entity, row_id), held in rows_here(session.connection(), keys).items():
        for change in held.counted:
            for name, value in field_changes(change).items():
                if name in SIGNED_BY and isinstance(value.after, str):
                    key, laptop = (row_id, name, value.after), laptops.get(change.origin, "")
                    told[key] = laptop if told.get(key, laptop) else ""
    return Signers(names, told)
