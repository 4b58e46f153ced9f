"""day activity, day photo, day drop-photo: what the laporan kegiatan tells besides figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from bazar_desktop.cli.closing import day
from bazar_desktop.cli.context import DAY, FILE, CliContext, command
from bazar_desktop.domain.day.model import Activity
from bazar_desktop.domain.money import format_number
from bazar_desktop.jobs.papers.photos import small_photo
from bazar_desktop.language import N_, _
from bazar_desktop.services.bazaars.bazaars import find_bazaar
from bazar_desktop.services.day.activity import activity, add_photo, drop_photo, set_activity

BAZAAR = click.option("--bazaar", "code", required=True, help=N_("kode bazar"))
ON = click.option("--day", "on", type=DAY, required=True)


@command(
    day,
    "activity",
    N_("Menulis cuaca, pengunjung, kendala, catatan; tanpa itu, menunjukkan yang sudah tertulis."),
)
@BAZAAR
@ON
@click.option("--weather")
@click.option("--visitors", type=int, help=N_("perkiraan"))
@click.option("--obstacles")
@click.option("--notes")
def activity_(context: CliContext, code: str, on: date, **given: Any) -> None:
    """Write down weather, visitors, obstacles, notes; without any of them, show what stands."""
    values = {name: value for name, value in given.items() if value is not None}
    if not values:
        with context.read() as session:
            _answer(context, activity(session, find_bazaar(session, code).id, on))
        return
    with context.write(set_activity) as session:
        told = set_activity(session, bazaar_id=find_bazaar(session, code).id, day=on, **values)
    _answer(context, told)


@command(day, "photo", N_("Menambah foto, diperkecil dan tanpa EXIF."))
@BAZAAR
@ON
@click.option("--photo", type=FILE, required=True, help=N_("JPEG atau PNG berukuran berapa pun"))
@click.option("--caption", default="")
def photo_(context: CliContext, code: str, on: date, photo: Path, caption: str) -> None:
    """Add a photo, scaled and without its EXIF."""
    with context.read() as session:
        bazaar_id = find_bazaar(session, code).id
    data = small_photo(photo)
    told = context.perform(
        add_photo, bazaar_id=bazaar_id, day=on, photo=data, caption=caption, at=context.now()
    )
    _answer(context, told)


@command(day, "drop-photo", N_("Menarik kembali foto bernomor itu."))
@BAZAAR
@ON
@click.argument("number", type=click.IntRange(1))
def drop_photo_(context: CliContext, code: str, on: date, number: int) -> None:
    """Take back the photo of this number."""
    with context.write(drop_photo) as session:
        told = drop_photo(session, bazaar_id=find_bazaar(session, code).id, day=on, number=number)
    _answer(context, told)


def _answer(context: CliContext, told: Activity) -> None:
    visitors = format_number(told.visitors) if told.visitors is not None else "-"
    lines = [
        _("Cuaca: {text}").format(text=told.weather or "-"),
        _("Pengunjung, taksiran: {count}").format(count=visitors),
        _("Kendala: {text}").format(text=told.obstacles or "-"),
        _("Catatan: {text}").format(text=told.notes or "-"),
    ]
    for number, photo in enumerate(told.photos, start=1):
        lines.append(_("Foto {number}: {caption}").format(number=number, caption=photo.caption or "-"))
    photos = [
        {
            "sha256": photo.sha256,
            "caption": photo.caption,
            "bytes": len(photo.data) if photo.data is not None else None,
        }
        for photo in told.photos
    ]
    fields = {name: getattr(told, name) for name in ("weather", "visitors", "obstacles", "notes")}
    context.answer({**fields, "photos": photos}, lines)
