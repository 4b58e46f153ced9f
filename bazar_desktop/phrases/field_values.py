"""A value of any field of the journal in the officer's words, by what the field's column declares that it may hold.

Kinds and states have their names, days and hours are as people write them, lengths have their unit, and what only a
machine reads is told by its beginning. An id is named by whoever reads it (`services.exchange.named_values`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from bazar_desktop.domain.calendar import format_date, format_time
from bazar_desktop.domain.day.halts import read_halt
from bazar_desktop.domain.journal.authority import is_id
from bazar_desktop.domain.journal.changes import Value
from bazar_desktop.domain.ledger.quantities import format_quantity
from bazar_desktop.domain.money import format_number
from bazar_desktop.domain.values.documents import HALT
from bazar_desktop.domain.values.kinds import ByRow, Day, MomentText, TimeOfDay
from bazar_desktop.domain.values.shapes import IDS, JsonOf
from bazar_desktop.language import _, language
from bazar_desktop.messages.values import column_name
from bazar_desktop.phrases.bazaars import halt_words
from bazar_desktop.phrases.fixtures import FIXTURES
from bazar_desktop.phrases.journal import value_words
from bazar_desktop.phrases.proposals import moment_words
from bazar_desktop.phrases.reports import key_words
from bazar_desktop.phrases.turns import mode_words
from bazar_desktop.services.exchange.decisions import Choice, Undecided
from bazar_desktop.services.exchange.proposals import ProposedField
from bazar_desktop.store.tables import facts
from bazar_desktop.store.values import kinds_of

CategoryName = Callable[[str], str]
NAMED_AS_GROUPS = {("bazaar", "kind"), ("participation", "party")}
CENTIMETRES = {
    "x", "y", "width", "depth", "reach", "stand_width", "picture_x", "picture_y", "picture_width", "picture_depth",
}  # fmt: skip
QUANTITIES = {("partner_stock", "opening"), ("partner_stock", "sold")}
NUMBERS_AS_NAMES = {"year", "card_number", "card_serial", "first", "last", "revision", "session"}
MACHINE_READ = {"sha256", "picture", "digest", "sign_key", "age_key", "origin"}
SHOWN = 8  # characters of what only a machine reads
LONGEST_LIST = 6  # texts of a list that are told one by one


def field_value_words(entity: str, field: str, value: Value, category_name: CategoryName) -> str:
    """What `value` of `field` in `entity` is called; `category_name` gives the name of a category's key."""
    if value is None or value == "":
        return _("kosong")
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if not isinstance(value, str):
        return _number_words(entity, field, value)
    if (entity, field) == ("vendor", "category"):
        return category_name(value)
    return _unnamed(field, value) or _of_kind(entity, field, value) or _chosen_words(entity, field, value)


def _unnamed(field: str, value: str) -> str:
    """What is said of a text that no person reads; "" of any other."""
    if is_id(value):
        return _("tidak dikenal di sini")
    return _("sidik {code}…").format(code=value[:SHOWN]) if field in MACHINE_READ else ""


def proposed_value_words(row: ProposedField, value: Value, category_name: CategoryName) -> str:
    """The value before or after in a line of a usul."""
    return field_value_words(row.entity, row.field, value, category_name)


def choice_value_words(undecided: Undecided, choice: Choice, category_name: CategoryName) -> str:
    """One of the values that stand against each other."""
    return choice.words or field_value_words(undecided.entity, undecided.field, choice.value, category_name)


def _number_words(entity: str, field: str, value: int) -> str:
    if (entity, field) in QUANTITIES:
        return format_quantity(value)
    if field in CENTIMETRES:
        return _("{n} cm").format(n=format_number(value))
    if (entity, field) == ("layout", "north"):
        return f"{value}°"
    if (entity, field) == ("attachment", "size"):
        return _("{n} bita").format(n=format_number(value))
    return str(value) if field in NUMBERS_AS_NAMES else format_number(value)


def _of_kind(entity: str, field: str, value: str) -> str:
    """A day, an hour, a moment or JSON as people write it; "" for anything else."""
    cls = facts().get(entity)
    kind = kinds_of(cls).get(field) if cls is not None else None
    if isinstance(kind, Day):
        return format_date(date.fromisoformat(value), language())
    if isinstance(kind, TimeOfDay):
        return format_time(time.fromisoformat(value))
    if isinstance(kind, JsonOf) and kind.shape is IDS:
        return _("{n} bagian").format(n=format_number(len(json.loads(value))))
    if isinstance(kind, JsonOf) and kind.shape is HALT and (halt := read_halt(value)) is not None:
        return halt_words(halt, is_alone=entity == "bazaar_day")
    if isinstance(kind, JsonOf | ByRow):
        return _json_words(value)
    return moment_words(datetime.fromisoformat(value)) if isinstance(kind, MomentText) else ""


def _json_words(text: str) -> str:
    """What a text of JSON holds: plain parts one by one, of what is deeper or long how many parts it has."""
    try:
        held = json.loads(text)
    except ValueError:
        return text
    if isinstance(held, dict):
        parts = [f"{column_name(str(name))}: {_plain_words(part)}" for name, part in held.items()]
        is_plain = all(not isinstance(part, list | dict) for part in held.values())
    elif isinstance(held, list):
        parts = [_plain_words(part) for part in held]
        is_plain = all(not isinstance(part, list | dict) and not is_id(str(part)) for part in held)
    else:
        return _plain_words(held)
    if not parts:
        return _("kosong")
    if is_plain and len(parts) <= LONGEST_LIST:
        return "; ".join(parts)
    return _("{n} bagian").format(n=format_number(len(parts)))


def _plain_words(part: object) -> str:
    if part is None or part == "":
        return _("kosong")
    if isinstance(part, bool):
        return _("ya") if part else _("tidak")
    return format_number(part) if isinstance(part, int) else str(part)


def _chosen_words(entity: str, field: str, value: str) -> str:
    """One of the words that a field may hold by what people call it; any other text as it is."""
    if (entity, field) in NAMED_AS_GROUPS:
        return key_words(value)
    if (entity, field) == ("draw", "mode"):
        return mode_words(value)
    if (entity, field) == ("fixture", "kind"):
        return _(FIXTURES[value]) if value in FIXTURES else value
    if field in {"status", "state"}:
        return value_words(value)
    return _words_of().get((entity, field), {}).get(value, value)


def _words_of() -> Mapping[tuple[str, str], Mapping[str, str]]:
    return {
        ("agency", "role"): {"coach": _("Pengampu"), "partner": _("Mitra")},
        ("device", "role"): {"laptop": _("laptop"), "office": _("kantor")},
        ("participation", "source"): {
            "list": _("daftar peserta"),
            "walk_in": _("datang langsung"),
            "substitute": _("pengganti"),
        },
        ("attachment", "kind"): {
            "signed_page": _("foto lembar bertanda tangan"),
            "activity": _("foto kegiatan"),
        },
        ("turn_override", "kind"): {"in": _("masuk"), "out": _("keluar"), "place": _("tempat")},
        ("booth", "facing"): {"n": _("utara"), "e": _("timur"), "s": _("selatan"), "w": _("barat")},
        ("booth", "zone"): {"mitra": _("khusus mitra")},
        ("reveal", "field"): {
            "nik": _("NIK"),
            "phone": _("HP"),
            "register": _("daftar induk"),
            "pin": _("PIN"),
            "key": _("lembar kunci"),
        },
        ("lokasi", "kind"): {
            "rusun": _("Rusun"),
            "kantor_kecamatan": _("Kantor kecamatan"),
            "rptra": _("RPTRA"),
            "puskesmas": _("Puskesmas"),
            "balai_kota": _("Balai kota"),
            "pasar_modern": _("Pasar modern"),
            "toko_kelontong": _("Toko kelontong"),
            "lain": _("Lain-lain"),
        },
    }
