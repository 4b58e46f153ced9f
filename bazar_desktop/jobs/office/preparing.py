"""All laptops of a big day prepared in one act: a preparation each in one folder, and their sheets as one PDF."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bazar_desktop.domain.bazaars.laptop_list import WantedLaptop
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.office.enrolment import PREPARED, ensure_keys, whole_chains
from bazar_desktop.jobs.office.identity import Office, claim_origin, office_of, own_keys
from bazar_desktop.printing.laptop_sheets import LaptopSheet, SheetPlace, render_laptop_sheets
from bazar_desktop.services.bazaars.bazaars import BazaarFacts, find_bazaar
from bazar_desktop.services.exchange.proposals import vouch_for_the_past
from bazar_desktop.services.office.preparing import prepare_devices
from bazar_desktop.store.actions import name_of
from bazar_desktop.store.files import named_fault, safe_name, write_whole
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.outputs import free_path
from bazar_desktop.store.passwords import FIELD_COST, Cost
from bazar_desktop.sync import payload
from bazar_desktop.sync.enrolment import make_preparation, new_transfer_code
from bazar_desktop.work_log import logged

Report = Callable[[int, int, str], object]
FOLDER = "Persiapan"


class SheetsBesidePreparations(BazarError):
    """The sheets hold the codes, so they do not lie where the preparations lie. Facts: folder."""


@dataclass(frozen=True, slots=True)
class PreparedLaptop:
    """One of the laptops, with its file and the code that opens it."""

    name: str
    letter: str
    file: Path
    code: str
    preparation: str

    def __repr__(self) -> str:
        return f"PreparedLaptop({self.name!r}, …)"


@dataclass(frozen=True, slots=True)
class PreparedAll:
    """All laptops of one act, in their `folder`; `sheets` is the PDF with a page for each."""

    folder: Path
    sheets: Path
    laptops: tuple[PreparedLaptop, ...]
    changes: int


@logged("preparations", lambda made: {"laptops": len(made.laptops), "changes": made.changes})
def prepare_all(
    store: OpenStore,
    laptops: Sequence[WantedLaptop],
    *,
    to: Path,
    sheets: Path,
    at: datetime,
    report: Report = lambda _done, _of, _what: None,
    cost: Cost = FIELD_COST,
) -> PreparedAll:
    """Write a preparation for each of `laptops` into a new folder in `to`, and their sheets to `sheets`.

    All or nothing: where `report` raises or a file cannot be written, no laptop is prepared and no file is left.
    Raises SheetsBesidePreparations, what `check_laptops` raises, DiskFull, OutputFailed.
    """
    if (
        sheets.absolute().parent.resolve() == to.resolve()
        or to.resolve() in sheets.absolute().resolve().parents
    ):
        raise SheetsBesidePreparations(folder=str(to))
    folder = free_path(to / f"{FOLDER}_{at.date().isoformat()}")
    unfinished = to / f".{folder.name}.belum"
    moved = False
    written: list[Path] = []
    try:
        with store.db.write(store.officer.id, name_of(prepare_devices), at) as session:
            report(0, len(laptops), laptops[0].name if laptops else "")
            made, count = _written(store, session, laptops, unfinished, folder, at, report, cost)
            pdf = _sheets(session, made, laptops, office_of(session), at, is_sample=store.is_sample)
            target = free_path(sheets)
            write_whole(target, pdf, make_folder=False)
            written.append(target)
            os.replace(unfinished, folder)
            moved = True
    except BaseException as error:
        shutil.rmtree(folder if moved else unfinished, ignore_errors=True)
        for file in written:
            file.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise named_fault(error, folder) from error
        raise
    return PreparedAll(folder, written[0], tuple(made), count)


def _written(
    store: OpenStore,
    session: Session,
    laptops: Sequence[WantedLaptop],
    unfinished: Path,
    folder: Path,
    at: datetime,
    report: Report,
    cost: Cost,
) -> tuple[list[PreparedLaptop], int]:
    """Write every preparation into `unfinished`; all of them carry the same chains, in which all laptops stand."""
    ensure_keys(session, store.name)
    vouch_for_the_past(session, officer=store.officer.id, at=at)
    devices = prepare_devices(session, laptops, at=at)
    keys, office = own_keys(session), office_of(session)
    claim_origin(session, keys)
    runs = whole_chains(session)
    packed = payload.pack(runs)
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    made: list[PreparedLaptop] = []
    for number, device in enumerate(devices):
        report(number, len(devices), device.name)
        code = new_transfer_code()
        data = make_preparation(
            runs,
            code=code,
            keys=keys,
            spare=office.spare or None,
            sudin=office.sudin,
            name=device.name,
            letter=device.letter,
            preparation=device.preparation,
            made_at=at.isoformat(timespec="seconds"),
            sample=store.is_sample,
            cost=cost,
            packed=packed,
        )
        file = free_path(unfinished / f"{safe_name(device.name)}_{at.date().isoformat()}{PREPARED}")
        write_whole(file, data, make_folder=False)
        made.append(PreparedLaptop(device.name, device.letter, folder / file.name, code, device.preparation))
    report(len(devices), len(devices), "")
    return made, sum(len(changes) for changes, _ in runs)


def _sheets(
    session: Session,
    made: Sequence[PreparedLaptop],
    laptops: Sequence[WantedLaptop],
    office: Office,
    at: datetime,
    *,
    is_sample: bool,
) -> bytes:
    sheets = [
        LaptopSheet(
            item.name,
            item.letter,
            item.file.name,
            item.code,
            laptop.contact,
            tuple(_place(find_bazaar(session, code)) for code in laptop.codes),
        )
        for item, laptop in zip(made, laptops, strict=True)
    ]
    return render_laptop_sheets(sheets, office=office.sudin, at=at, is_sample=is_sample)


def _place(bazaar: BazaarFacts) -> SheetPlace:
    days = tuple(day.day for day in bazaar.days if not day.is_off)
    return SheetPlace(bazaar.lokasi or bazaar.name, bazaar.kecamatan, bazaar.code, days)
