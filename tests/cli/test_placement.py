"""layout and place by command."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from bazar_desktop.cli.context import CliContext
from bazar_desktop.cli.main import main
from bazar_desktop.cli.placement.search import open_day
from bazar_desktop.services.bazaars.bazaars import find_bazaar
from bazar_desktop.services.bazaars.participants import add_participation
from bazar_desktop.services.register.vendors import add_vendor
from bazar_desktop.store.database import Database
from tests.bazaar_day import DAYS, VENDORS, stand_up
from tests.commands import Shell, shell

__all__ = ["shell"]
ADD = [
    "bazaar",
    "add",
    "--name",
    "Bazar Ramadan",
    "--lokasi",
    "Rusun Karang Anyar",
    "--kecamatan",
    "Sawah Besar",
]


@pytest.fixture
def code(shell: Shell) -> str:
    """A bazaar of two days with twelve vendors and no layout."""
    made = shell.run(*ADD, "--day", "20/3/2023", "--day", "21/3/2023")
    door = CliContext(shell.store, as_json=True)
    with door.write(add_participation) as session:
        for business, name, product, category, _coach, power in VENDORS:
            vendor = add_vendor(
                session, name=name, business=business, product=product, category=category, needs_power=power
            )
            add_participation(session, made["id"], vendor_id=vendor)
    door.store.db.close()
    return str(made["code"])


def test_a_layout_is_generated_shown_and_reused(shell: Shell, code: str) -> None:
    made = shell.run("layout", "generate", "--bazaar", code, "--tents", "15")
    assert (made["tents"], len(made["plan"]["booths"]), made["partner_booths"]) == (15, 33, 3)
    assert made["flaws"] == []
    assert shell.run("layout", "show", "--bazaar", code) == made
    other = shell.run(*ADD, "--day", "22/4/2023")["code"]
    copy = shell.run("layout", "reuse", "--bazaar", other, "--from", code)
    assert copy["id"] != made["id"]
    assert copy["tents"] == 15


def test_everybody_is_placed_moved_and_placed_again_alike(shell: Shell, code: str) -> None:
    shell.run("layout", "generate", "--bazaar", code, "--tents", "8")
    made = shell.run("place", "--bazaar", code, "--seed", "7")
    assert len(made["seats"]) == 12
    assert made["days"] == ["2023-03-20", "2023-03-21"]
    one, two = made["seats"][0], made["seats"][1]
    moved = shell.run("place", "swap", "--bazaar", code, one["booth"], two["booth"].lower())
    assert [m["booth"] for m in moved["moved"]] == [two["booth"], one["booth"]]
    shell.run("place", "pin", "--bazaar", code, one["booth"])
    assert shell.refused("place", "free", "--bazaar", code, one["booth"]) == "holder_pinned"
    assert shell.refused("place", "block", "--bazaar", code, one["booth"]) == "booth_in_use"
    shell.run("place", "pin", "--bazaar", code, "--off", one["booth"])
    shell.run("place", "free", "--bazaar", code, "--day", "20/3/2023", "--only", one["booth"])
    card, taken = made["seats"][2]["card"], two["booth"]
    assert shell.refused("place", "move", "--bazaar", code, card, taken) == "booth_taken"
    back = shell.run("place", "move", "--bazaar", code, "--day", "20/3/2023", "--only", card, one["booth"])
    assert back["moved"][0]["booth"] == one["booth"]
    left = made["seats"][2]["booth"]
    assert shell.run("place", "block", "--bazaar", code, "--off", left)["blocked"] is False
    again = shell.run("place", "all", "--bazaar", code, "--seed", "7", "--fresh")
    assert {(s["booth"], s["business"]) for s in again["seats"]} == {
        (s["booth"], s["business"]) for s in made["seats"]
    }


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (["layout", "generate", "--tents", "0"], "layout_not_possible"),
        (["layout", "generate", "--tents", "lima"], "wrong_usage"),
        (["layout", "show"], "no_layout_yet"),
        (["layout", "reuse", "--from", "XX"], "unknown_bazaar"),
        (["place", "--seed", "1"], "no_layout_yet"),
        (["place", "all"], "wrong_usage"),
        (["place", "dance"], "wrong_usage"),
        (["place", "swap", "A-01", "A-02"], "no_layout_yet"),
        (["place", "move", "Budi", "A-02"], "not_a_card"),
        (["place", "pin", "A-02"], "no_layout_yet"),
    ],
)
def test_bad_input_is_refused_with_a_way_out(shell: Shell, code: str, words: list[str], refusal: str) -> None:
    given = (
        [words[0], words[1], "--bazaar", code, *words[2:]]
        if words[1] != "--seed"
        else ["place", "--bazaar", code, "--seed", "1"]
    )
    assert shell.refused(*given) == refusal


def test_a_refused_command_changes_nothing(shell: Shell, code: str) -> None:
    shell.run("layout", "generate", "--bazaar", code, "--tents", "5", "--mitra", "0")
    assert shell.refused("place", "--bazaar", code, "--seed", "1") == "not_enough_booths"
    shell.run("layout", "generate", "--bazaar", code, "--tents", "8")
    made = shell.run("place", "--bazaar", code, "--seed", "1")
    label = made["seats"][0]["booth"]
    assert shell.refused("layout", "generate", "--bazaar", code, "--tents", "1") == "layout_in_use"
    for words, refusal in (
        (["swap", label, label], "same_booth"),
        (["swap", label, "Q-99"], "booth_unknown"),
        (["free", "M-1"], "booth_empty"),
        (["swap", label, "A-02", "--day", "1/1/2020"], "not_a_day_of_this_bazaar"),
    ):
        assert shell.refused("place", words[0], "--bazaar", code, *words[1:]) == refusal
    assert shell.run("place", "--bazaar", code, "--seed", "1")["written"] == 0


def test_without_json_the_answer_is_in_words(shell: Shell, code: str) -> None:
    def say(*words: str) -> str:
        shell.capture.readouterr()
        assert main([*words, "--store", str(shell.store)]) == 0
        return shell.capture.readouterr().out

    assert "8 tenda, 19 booth" in say("layout", "generate", "--bazaar", code, "--tents", "8")
    placed = say("place", "--bazaar", code, "--seed", "7")
    assert "12 booth terisi untuk 20 Maret 2023, 21 Maret 2023." in placed
    first, second = (line.split()[0] for line in placed.splitlines()[:2])
    assert f"sekarang di {second}." in say("place", "swap", "--bazaar", code, first, second)
    assert "dikunci" in say("place", "pin", "--bazaar", code, first)
    assert "dilepas" in say("place", "pin", "--bazaar", code, "--off", first)
    assert "tidak punya booth lagi" in say("place", "free", "--bazaar", code, first)
    assert "ditutup" in say("place", "block", "--bazaar", code, "M-1")


def test_before_and_after_are_named_and_counted_alike_in_words_and_json(shell: Shell, code: str) -> None:
    shell.run("layout", "generate", "--bazaar", code, "--tents", "8")
    shell.capture.readouterr()
    assert main(["place", "--bazaar", code, "--seed", "7", "--store", str(shell.store)]) == 0
    told = shell.capture.readouterr().out
    assert "Sebelum: daftar peserta diisi berurutan dari booth pertama." in told
    assert "Produk sama bertetangga: 0." in told
    assert "sejenis" not in told
    again = shell.run("place", "--bazaar", code, "--seed", "7", "--fresh")
    assert again["was_empty"] is False
    before = {rule["rule"]: rule["before"] for rule in again["rules"]}
    assert again["before"]["same_category"] == before["same_category"]
    assert again["before"]["placed"] == 12


def test_a_refusal_says_how_many_more_there_are_and_json_has_them_all(shell: Shell, code: str) -> None:
    shell.run("layout", "generate", "--bazaar", code, "--tents", "1", "--mitra", "0")
    for words in ([], ["--json"]):
        shell.capture.readouterr()
        assert main(["place", "--bazaar", code, "--seed", "7", "--store", str(shell.store), *words]) == 2
        told = shell.capture.readouterr().err
        assert "dan 2 lagi" in told
    error = json.loads(told)["error"]
    assert error["people"] == len(error["let_go"]) == 10
    assert [(item["wanted"], item["available"]) for item in error["shortages"]] == [(12, 2), (3, 1)]
    assert [len(item["names"]) for item in error["shortages"]] == [12, 3]
    assert len(error["changes"]) == 10


def test_rules_are_shown_and_set(shell: Shell) -> None:
    usual = shell.run("place", "rules")
    assert usual["weights"]["same_product"] == 100
    told = shell.run("place", "rules", "--weight", "same_product=40", "--smelly", "Ikan, sate")
    assert told["weights"] == {**usual["weights"], "same_product": 40}
    assert told["smelly_products"] == ["ikan", "sate"]
    assert shell.run("place", "rules") == told
    assert shell.run("place", "rules", "--usual") == usual
    assert shell.refused("place", "rules", "--weight", "same_product=1000") == "weight_out_of_range"
    assert shell.refused("place", "rules", "--weight", "same_product=banyak") == "wrong_usage"
    assert shell.refused("place", "rules", "--weight", "untung=3") == "placement_rule_unknown"
    assert shell.refused("place", "rules", "--smelly-category", "ikan") == "category_unknown"


def test_needs_are_said_and_reasons_told_in_words(shell: Shell, code: str) -> None:
    shell.run("layout", "generate", "--bazaar", code, "--tents", "8")
    seats = shell.run("place", "--bazaar", code, "--seed", "7")["seats"]
    card = seats[0]["card"]
    told = shell.run("place", "needs", "--bazaar", code, "--power", "--width", "300", card)
    assert (told["power"], told["water"], told["width"]) == (True, False, 300)
    assert shell.refused("place", "needs", "--bazaar", code, "--width", "9999", card) == "stand_too_wide"
    why = shell.run("place", "why", "--bazaar", code)["seats"]
    assert [item["booth"] for item in why] == [seat["booth"] for seat in seats]
    assert all(item["good"] or item["bad"] for item in why)


def test_a_command_without_a_day_takes_today_by_the_clock_of_that_moment(db: Database) -> None:
    field = stand_up(db)
    with db.read() as session:
        bazaar = find_bazaar(session, field.code)
        assert [open_day(session, bazaar, on) for on in (DAYS[0], DAYS[1])] == [*DAYS]
        assert open_day(session, bazaar, DAYS[1] + timedelta(days=9)) == DAYS[0]


def test_the_advice_to_widen_a_booth_can_be_followed(shell: Shell, code: str) -> None:
    shell.run("layout", "generate", "--bazaar", code, "--tents", "8")
    made = shell.run("place", "--bazaar", code, "--seed", "7")
    card = made["seats"][0]["card"]
    shell.run("place", "needs", "--bazaar", code, "--width", "345", card)
    shell.capture.readouterr()
    assert main(["place", "--bazaar", code, "--seed", "7", "--store", str(shell.store)]) != 0
    advised = re.search(r"lebarkan booth (\S+) menjadi (\d+,\d+) m", shell.capture.readouterr().err)
    assert advised is not None
    label, metres = advised.groups()
    shell.run("layout", "set", "--bazaar", code, label, "--width", metres.replace(",", "."))
    again = shell.run("place", "--bazaar", code, "--seed", "7")
    assert next(seat["booth"] for seat in again["seats"] if seat["card"] == card) == label
