"""A day that was called off while the page stood open: what is typed is refused in words, and nothing is lost."""

from __future__ import annotations

from bazar_desktop.services.bazaars.halts import halt_day, resume_day
from bazar_desktop.services.day.sheet import day_sheet
from tests.bazaar_day import DAYS
from tests.drivers import words_on
from tests.omzet_day import OmzetDay
from tests.ui.omzet_window import Sit


def totals(day: OmzetDay) -> list[int | None]:
    sheet = day.field.ask(day_sheet, day.field.bazaar_id, DAYS[0])
    return [row.total for row in sheet.rows if row.total is not None]


def test_an_amount_for_a_day_that_fell_out_is_refused_with_the_way_out(day: OmzetDay, sit: Sit) -> None:
    desk = sit(day)
    place = {"bazaar_id": day.field.bazaar_id, "day": DAYS[0]}
    day.field.do(halt_day, **place, reason="hujan", on=DAYS[0])
    desk.type("45000")
    desk.press("Return")
    assert "tidak berlangsung sejak 20/03/2023 (hujan)" in desk.says
    assert "Ubah keadaan" in desk.says
    assert totals(day) == []
    day.field.do(resume_day, **place)
    desk.press("Escape")
    desk.type("45000")
    desk.press("Return")
    assert totals(day) == [45_000]


def test_the_page_of_a_day_that_fell_out_says_only_that_and_offers_nothing(day: OmzetDay, sit: Sit) -> None:
    day.sell(0, cash=45_000)
    day.field.do(halt_day, bazaar_id=day.field.bazaar_id, day=DAYS[0], reason="hujan", on=DAYS[0])
    page = sit(day).page
    said = words_on(page)
    assert "Gugur sejak 20 Maret 2023: hujan" in said
    for refused in ("Belum dicatat", "45.000", "bukan hari ini", "melapor", "Ketik angka"):
        assert refused not in said
    assert not page.close_button.isEnabled()
    page.show_closing()
    assert page.closing.isHidden()
    assert page.ask_import() is None
