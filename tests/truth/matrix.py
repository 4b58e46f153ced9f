"""The matrix of the developers' page: which figure stands where, as the readers of the truth test find it.

`python -m tests.truth.matrix` writes bazar_desktop/FIGURES.md anew.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from bazar_desktop.domain.figures.definitions import FIGURES
from bazar_desktop.ui import theme
from tests.truth.check import seen_at
from tests.truth.histories import Act, History, Run
from tests.truth.office_places import OFFICE, OFFICE_PAGES
from tests.truth.pages import PAGES, close_pages, read_sync_page
from tests.truth.papers import PAPERS
from tests.truth.places import CHEAP
from tests.truth.stores import Template, make_template

NOT_YET: frozenset[str] = frozenset()  # figures that no reader finds anywhere, each with its reason
OF_A_DAY = ("present", "registered", "answered", "asked", "omzet", "partner_omzet")
# Rows and sums in words, and the figures that stand in them.
SAYS: dict[str, tuple[str, ...]] = {
    "channel tunai": ("cash",),
    "present told": ("present",),
    "mitra: present": ("partners_present",),
    "mitra: omzet": ("partner_omzet",),
    "file omzet": ("omzet", "partner_omzet", "sales"),
    "RO rows vendor": ("omzet", "cash", "cashless"),
    "RO rows partner": ("partner_omzet",),
    "RO channels": ("omzet", "cash"),
    "RO groups category": ("omzet", "cash", "cashless", "answered", "asked"),
    "RB days": OF_A_DAY,
    "RB sums": ("omzet", "partner_omzet"),
    "RK omzet kemarin": ("omzet",),
    "RK Omzet menurut cara bayar": ("cash", "omzet"),
    "beside": ("median_of_kind", "before_per_day"),
    "LM rows": ("partner_goods",),
    "ledger page": ("partner_goods",),
    "ledger page in words": ("partner_goods",),
    "ledger now": ("partner_goods",),
    "ledger sums now": ("partner_goods", "partner_omzet"),
    "year days": OF_A_DAY,
    "year rows": ("omzet", "partner_omzet"),
    "year rows vendor": ("omzet",),
    "year rows partner": ("partner_omzet",),
    "since_seal in words": ("since_seal",),
    "board since": ("since_seal",),
    "moved in words": ("moved", "moved_days"),
}
PAGE = Path(__file__).resolve().parents[2] / "bazar_desktop" / "FIGURES.md"
HEAD = """# Which figure stands where

Every labelled figure is defined once, in `domain/figures/definitions.py`, and the manual shows that list as a page.
Below: the places where each stands. In each of them `tests/truth` reads it back as it is shown (from the widgets, the
PDF, the file, the command's JSON) after random histories, and holds it against a model that is written from the
definitions alone. `tests/truth/labels.py` lists every other label with a number, and why it is no figure. This page is
written by `python -m tests.truth.matrix`, and a test compares it.

"""


def found_in(template: Template, folder: Path) -> dict[str, set[str]]:
    """For each place the keys of the figures that are read there, on days that have something of all."""
    nobody = (0, 0, 0, 0)
    laptop = [Act("enter", 1, (who, 0, 4 + 10 * (who % 3), 3 + who)) for who in range(1, 7)]
    acts = (
        Act("all_come", 1, nobody),
        *laptop,
        Act("ledger", 1, (0, 0, 30, 1)),
        Act("seal", 1, (0, 0, 1, 0)),
        Act("enter", 1, (7, 0, 4, 3)),
        Act("merge", 1, nobody),
        Act("register", 0, (1, 0, 1, 0)),
        Act("correct", 0, (0, 0, 0, 0)),
        Act("midnight", 1, nobody),
        Act("all_come", 1, nobody),
    )
    run = Run(template, History((0, 1), ("dua",), acts), folder / "run").run()
    places: dict[str, set[str]] = defaultdict(set)
    try:
        for desk, day_key in ((item, key) for item in run.desks for key in run.keys_at(item)):
            seen = seen_at(run, desk, day_key, folder / f"{desk.post.store.name} {day_key[1]}")
            readers = [
                *CHEAP.values(),
                *PAGES.values(),
                *OFFICE.values(),
                *OFFICE_PAGES.values(),
                *PAPERS.values(),
            ]
            for reader in [*readers, read_sync_page]:
                for shown in reader(seen):
                    key = shown.key.split(" · ")[0]
                    places[shown.place] |= {key, *SAYS.get(key, ())}
    finally:
        run.close()
    places["paket, tanda terima"].add("control_sum")
    return places


def page(places: dict[str, set[str]]) -> str:
    """The page, figures down and places across, each place by a letter."""
    known = {figure.key for figure in FIGURES}
    names = sorted(name for name, keys in places.items() if keys & known)
    letters = {
        name: chr(ord("A") + at) if at < 26 else f"A{chr(ord('A') + at - 26)}"
        for at, name in enumerate(names)
    }
    lines = [f"- **{letters[name]}** {name}" for name in names]
    lines += ["", "| figure | key | " + " | ".join(letters.values()) + " |"]
    lines.append("|---|---|" + "---|" * len(names))
    for figure in FIGURES:
        marks = ["×" if figure.key in places[name] else "" for name in names]
        lines.append(f"| {figure.name} | `{figure.key}` | " + " | ".join(marks) + " |")
    return HEAD + "\n".join(lines) + "\n"


def nowhere(places: dict[str, set[str]]) -> set[str]:
    """The figures that no reader finds anywhere."""
    return {figure.key for figure in FIGURES} - set().union(*places.values())


def main() -> None:
    """Write the page."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["BAZAR_SECRET_DIR"] = os.environ["BAZAR_LOG_DIR"] = name
        application = QApplication(sys.argv)
        theme.apply(application)
        places = found_in(make_template(folder / "template"), folder)
        close_pages()
    PAGE.write_text(page(places), encoding="utf-8")
    print("nowhere:", ", ".join(sorted(nowhere(places))))


if __name__ == "__main__":
    main()
