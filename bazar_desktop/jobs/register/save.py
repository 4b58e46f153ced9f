"""The register as it is shown, to Excel: masked, and that it was saved is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from bazar_desktop.language import _
from bazar_desktop.phrases.imports import field_name
from bazar_desktop.services.register.search import VendorFilter, find_vendors
from bazar_desktop.services.register.vendor_page import (
    EXTRA,
    contacts_of,
    document_kinds,
    documents_of,
    extra_titles,
    extras_of,
    log_export,
)
from bazar_desktop.services.register.vendors import VendorFacts, vendors_by_ids
from bazar_desktop.spreadsheets.writing.day_tables import TEXT, OutCell, OutColumn
from bazar_desktop.spreadsheets.writing.xlsx_out import write_list_xlsx
from bazar_desktop.store.actions import name_of
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.work_log import logged

PAGE = 500
SAVED = (
    "business", "name", "product", "category", "agency", "kecamatan", "kelurahan", "address", "phone", "nik",
)  # fmt: skip
TOLD = ("email", "note")  # written too, though no list on a screen shows them
Progress = Callable[[int, int, str], object]


@logged("register file", lambda rows: {"rows": rows})
def save_register(
    progress: Progress,
    *,
    store: OpenStore,
    wanted: VendorFilter,
    path: Path,
    at: datetime,
    columns: Sequence[str] = SAVED,
) -> int:
    """Write the vendors that fit `wanted` to `path`, in their order; returns how many.

    Documents, and columns of their lists that the program has no field for, stand behind. Long numbers are masked.
    Raises what `write_whole` raises.
    """
    with store.db.read() as session:
        ids = find_vendors(session, wanted).ids
        others, kinds = extra_titles(session), document_kinds(session)
        told = [name for name in TOLD if name not in columns]
        titles = [OutColumn(column, _(field_name(column)), TEXT) for column in (*columns, *told)]
        titles += [OutColumn(f"document:{kind}", kind, TEXT) for kind in kinds]
        titles += [OutColumn(f"{EXTRA}{title}", title, TEXT) for title in others]

        def rows() -> Iterator[list[OutCell]]:
            for start in range(0, len(ids), PAGE):
                progress(start, len(ids), path.name)
                part = ids[start : start + PAGE]
                extras = extras_of(session, part) if others else {}
                contacts, documents = contacts_of(session, part), documents_of(session, part)
                for vendor in vendors_by_ids(session, part):
                    extra = extras.get(vendor.id, {})
                    yield [
                        *(_cell(vendor, name) for name in columns),
                        *(contacts[vendor.id][name] for name in told),
                        *(documents.get((vendor.id, kind), "") for kind in kinds),
                        *(extra.get(title, "") for title in others),
                    ]

        write_list_xlsx(path, _("Pelaku UMKM"), titles, rows(), at)
    with store.db.write(store.officer.id, name_of(log_export), at) as session:
        log_export(session, rows=len(ids), at=at)
    return len(ids)


def _cell(vendor: VendorFacts, name: str) -> str:
    return str(getattr(vendor, name))
