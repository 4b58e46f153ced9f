"""What the page *Laptop* does beside the window: writing preparations, news and receipts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bazar_desktop.jobs.exchange.forwarding import MadeNews, hand_on
from bazar_desktop.jobs.exchange.receipts import write_receipt
from bazar_desktop.jobs.office.enrolment import Prepared, prepare
from bazar_desktop.language import _
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.ui.kit.task import Report


def make_ready(
    report: Report,
    *,
    store: OpenStore,
    bazaars: Sequence[str],
    device: str,
    contact: str,
    to: Path,
    at: datetime,
) -> Prepared:
    """Write a preparation beside the window."""
    report(0, 0, _("Menulis berkas persiapan {name}").format(name=device))
    return prepare(store, bazaars=bazaars, device=device, contact=contact, to=to, at=at)


def make_news(report: Report, *, store: OpenStore, to: Path, at: datetime) -> MadeNews:
    """Write the news of this office beside the window."""
    report(0, 0, _("Menulis kabar untuk laptop"))
    return hand_on(store, to=to, at=at)


def make_receipt(report: Report, *, store: OpenStore, device: str, to: Path, at: datetime) -> Path:
    """Write a receipt beside the window."""
    report(0, 0, _("Menulis tanda terima"))
    return write_receipt(store, device=device, to=to, at=at)
