"""The JSON that columns of the model hold: seals' totals and reach, drawn lists, letterheads, settings."""

from __future__ import annotations

from bazar_desktop.domain.values.kinds import LINE, NAME, Day, Form, Kind, OneOf, Whole, Words
from bazar_desktop.domain.values.shapes import Anything, Each, JsonOf, MapOf, Members, Number, Plain, Shape

ORIGIN = r"[A-Za-z0-9_-]{1,64}"
MOST_NUMBER = 2**53 - 1  # every JSON reader holds whole numbers up to here

_words = Plain(Words(NAME))
_line = Plain(Words(LINE))
_count = Plain(Whole(0, 1_000_000))
_sum = Plain(Whole(0, MOST_NUMBER))

REACH = MapOf(Plain(Whole(0, MOST_NUMBER)), Form(ORIGIN, 64))  # how far each origin's chain is meant

_RUN = Plain(Form(r"\d{1,16}-\d{1,16}", 33))
RUNS = MapOf(Each(_RUN), Form(ORIGIN, 64))  # numbers of each origin's chain, first to last

_COUNTS = MapOf(_count)
_GROUP = Members({"total": _sum, "counts": _COUNTS})
_PARTY = Members(
    {"total": _sum, "counts": Members({"answered": _count})},
    {"by_category": Each(_GROUP), "by_agency": Each(_GROUP), "channels": Each(_sum), "transactions": _sum},
)
TOTALS = Members({}, {"vendors": _PARTY, "partners": _PARTY, "coaches": _PARTY})

_OUTCOME = Plain(OneOf(("fixed", "chosen", "reserve", "rejected")))
DRAWN = Each(
    Members(
        {"code": _words, "participation_id": _words, "group": _count, "outcome": _OUTCOME},
        {
            "reserve_order": _count,
            "points": _count,
            "this_year": _count,
            "in_all": _count,
            "last": Plain(Words(10)),
        },
        closed=True,
    )
)

POSTPONED, CANCELLED = "postponed", "cancelled"
HALT = Members(
    {"state": Plain(OneOf((POSTPONED, CANCELLED))), "reason": _line, "since": Plain(Day())}, closed=True
)

LETTERHEAD = Members({"lines": Each(_line, 40)}, {"footer": _line})
_SIGNATORY = Members({"title": _line}, {"name": _line, "nip": _line}, closed=True)
_COLOUR = Plain(Form("#[0-9A-Fa-f]{6}", 7))
_CATEGORY = Members(
    {"key": _words, "name": _words, "letter": Plain(Words(1)), "colour": _COLOUR}, closed=True
)
_names = Each(_line)
_TURN_RULES = Members(
    {},
    {
        "places": Plain(Whole(), optional=True),
        "reserves": Plain(Whole(), optional=True),
        "required": _names,
        "turn_points": _count,
        "excused_points": _count,
        "absent_points": _count,
        "order": _names,
        "quotas": _names,
    },
)

_SETTINGS: dict[str, Shape] = {
    "letterhead": LETTERHEAD,
    "register_columns": _names,
    "documents_wanted": _names,
    "office_name": _line,
    "office_area": Plain(Words(20)),
    "signatories": Each(_SIGNATORY, 20),
    "categories": Each(_CATEGORY, 200),
    "category_words": MapOf(_names),
    "coaches": _names,
    "partners": _names,
    "cut_off": Plain(Words(20)),
    "omzet_from": Plain(Words(20)),
    "day_ends": Plain(Words(20)),
    "due_hours": Plain(Whole(0, 336)),
    "aisle_least": Number(0, 100),
    "omzet_channels": _names,
    "register_date": Plain(Words(40)),
    "turn_rules": _TURN_RULES,
}
SETTINGS: dict[str, Kind] = {key: JsonOf(shape) for key, shape in _SETTINGS.items()}  # others hold any JSON
ANY_JSON = JsonOf(Anything())
