"""What the journal keeps of ways back: who gave whom a new PIN and how; never a PIN, a word of an answer or a key."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from bazar_desktop.store.actions import action
from bazar_desktop.store.rows import enter
from bazar_desktop.store.tables import Reveal

PIN, KEY = "pin", "key"
OWN, SUPERVISOR, PHONE, SHEET = "own", "supervisor", "phone", "sheet"  # who or what a new PIN came by
_BY = {
    OWN: "oleh pemiliknya",
    SUPERVISOR: "oleh supervisor",
    PHONE: "lewat jawaban kantor",
    SHEET: "dengan kunci kantor",
}


@action("recovery.new_pin")
def log_new_pin(session: Session, *, name: str, by: str, at: datetime) -> None:
    """Keep that the officer `name` has a new PIN, and by which way (OWN, SUPERVISOR, PHONE or SHEET)."""
    _keep(session, PIN, f"PIN baru untuk {name}, {_BY[by]}", at)


@action("recovery.answer")
def log_answer(session: Session, *, laptop: str, officer: str, request: str, at: datetime) -> None:
    """Keep that this office answered the request of a laptop for its officer."""
    _keep(session, PIN, f"Jawaban lupa PIN untuk {officer} di {laptop}, permintaan {request}", at)


@action("recovery.restore_here")
def log_restored(session: Session, *, backup: str, at: datetime) -> None:
    """Keep that this store was made on this computer from the backup of that file name."""
    keep_key_act(session, f"Dipulihkan di komputer ini dari {backup}", at)


@action("recovery.move_office")
def log_move(session: Session, *, at: datetime) -> None:
    """Keep that this office was moved to another computer."""
    keep_key_act(session, "Kantor dipindahkan ke komputer lain", at)


@action("recovery.stay")
def log_stay(session: Session, *, at: datetime) -> None:
    """Keep that a move came to nothing and this place writes again."""
    keep_key_act(session, "Pemindahan kantor dibatalkan", at)


def keep_key_act(session: Session, words: str, at: datetime) -> None:
    """Keep that something was done with the office's key; `words` say what."""
    _keep(session, KEY, words, at)


def _keep(session: Session, field: str, reason: str, at: datetime) -> None:
    enter(session, Reveal, vendor_id=None, field=field, reason=reason, revealed_at=at)
