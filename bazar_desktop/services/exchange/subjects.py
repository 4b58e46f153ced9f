"""Whom or what a change of a usul is about, by the names that people use."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from bazar_desktop.domain.calendar import format_numeric_date
from bazar_desktop.domain.journal.changes import Change, field_changes
from bazar_desktop.services.exchange.named_values import party_name
from bazar_desktop.store.tables import Bazaar, Vendor, facts


def subject_of(session: Session, change: Change) -> str:
    """Whom or what a change is about, in a few words; "" where it does not say and nothing is known."""
    said = {name: value.after for name, value in field_changes(change).items()}
    row = session.get(facts()[change.entity], change.row_id) if change.entity in facts() else None

    def value(name: str) -> str:
        return str(said.get(name) or getattr(row, name, None) or "")

    if value("participation_id"):
        return party_name(session, value("participation_id"))
    if value("vendor_id"):
        vendor = session.get(Vendor, value("vendor_id"))
        return (vendor.business or vendor.name or "") if vendor else ""
    if own := value("business") or value("name") or value("key") or value("label"):
        return own
    bazaar = session.get(Bazaar, value("bazaar_id")) if value("bazaar_id") else None
    parts = ((bazaar.name or "") if bazaar else "", _day_words(value("day")))
    return " · ".join(part for part in parts if part)


def _day_words(text: str) -> str:
    try:
        return format_numeric_date(date.fromisoformat(text)) if text else ""
    except ValueError:
        return text
