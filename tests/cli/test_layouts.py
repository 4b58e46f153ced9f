"""layout by command: everything that the editor does, templates, files and papers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bazar_desktop.cli.context import CliContext
from bazar_desktop.services.bazaars.bazaars import find_bazaar
from bazar_desktop.services.bazaars.participants import add_participation
from bazar_desktop.services.register.vendors import add_vendor
from tests.bazaar_day import VENDORS
from tests.commands import Shell, shell
from tests.printing.reading import page_sizes, page_texts, whole_text

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
DAY = ["--day", "20/3/2023"]


@pytest.fixture
def code(shell: Shell) -> str:
    """A bazaar of one day on a layout of four tents and one mitra booth."""
    made = shell.run(*ADD, *DAY)
    shell.run("layout", "generate", "--bazaar", made["code"], "--tents", "4", "--mitra", "1", "--row", "2")
    return str(made["code"])


def booths(answer: Any) -> dict[str, Any]:
    return {item["label"]: item for item in answer["plan"]["booths"]}


def test_a_plan_is_built_up_booth_by_booth(shell: Shell, code: str) -> None:
    on = ("--bazaar", code)
    assert shell.run("layout", "tent", *on, "--booths", "4", "--x", "30", "--y", "20")["added"] == 4
    assert "M-2" in booths(shell.run("layout", "booth", *on, "--mitra", "--x", "99", "--y", "99"))
    before = shell.run("layout", "check", *on)["flaws"]
    grown = shell.run("layout", "block", *on, "--tents", "3", "--facing", "e", "--aisle", "4", "--row", "3")
    assert grown["tents"] == 8
    assert len(grown["flaws"]) == len(before)
    stage = shell.run("layout", "fixture", *on, "--kind", "prayer", "--x", "3", "--y", "3")
    assert "MUSALA" in {item["label"] for item in stage["plan"]["fixtures"]}
    assert shell.run("layout", "rename", *on, "MUSALA", "Musala Al-Ikhlas")["changed"] == 1
    before = booths(shell.run("layout", "show", *on))
    moved = booths(shell.run("layout", "move", *on, "--tent", "--right", "0.5", "a1"))
    assert moved["A-02"]["x"] == before["A-02"]["x"] + 0.5
    turned = booths(shell.run("layout", "turn", *on, "M-1"))
    assert turned["M-1"]["width"] == before["M-1"]["depth"]
    assert booths(shell.run("layout", "face", *on, "M-1"))["M-1"]["facing"] == "e"
    assert shell.run("layout", "copy", *on, "--tent", "A-01")["added"] == 2
    assert shell.run("layout", "remove", *on, "A-01", "Musala Al-Ikhlas")["removed"] == 2


def test_flags_numbers_and_lines_are_set_by_number(shell: Shell, code: str) -> None:
    on = ("--bazaar", code)
    made = booths(
        shell.run("layout", "set", *on, "A-01", "A-02", "--water", "--no-fire", "--mitra", "--blocked")
    )
    flags = {name: made["A-01"][name] for name in ("water", "open_fire", "zone", "blocked", "accessible")}
    assert flags == {"water": True, "open_fire": False, "zone": "mitra", "blocked": True, "accessible": True}
    assert "M-3" in booths(shell.run("layout", "number", *on, "--order", "snake"))
    assert "VIP" in booths(shell.run("layout", "rename", *on, "A-01", "VIP"))
    assert shell.refused("layout", "rename", *on, "A-02", "VIP") == "label_taken"
    shell.run("layout", "move", *on, "A-03", "--tent", "--right", "0.7")
    lined = booths(shell.run("layout", "align", *on, "A-03", "A-05", "--edge", "left"))
    assert lined["A-03"]["x"] == lined["A-05"]["x"]
    assert shell.run("layout", "spread", *on, "A-02", "A-03", "A-05", "--way", "down")["tents"] == 4


def test_a_narrow_aisle_is_named_with_its_metres_by_the_office_s_own_measure(shell: Shell, code: str) -> None:
    on = ("--bazaar", code)
    assert shell.run("layout", "check", *on) == {"flaws": [], "aisle_least": 2.0}
    shell.run("layout", "aisle", "--metres", "4")
    found = shell.run("layout", "check", *on)["flaws"]
    assert {item["code"] for item in found} == {"narrow"}
    assert all(item["metres"] < 4 for item in found)
    assert shell.refused("layout", "aisle", "--metres", "40") == "measure_not_possible"
    shell.run("layout", "aisle", "--metres", "0")
    assert shell.run("layout", "check", *on)["flaws"] == []


def test_templates_are_kept_offered_taken_and_dropped(shell: Shell, code: str) -> None:
    kept = shell.run("layout", "keep", "--bazaar", code, "--name", "Denah hujan", "--usual")
    assert shell.refused("layout", "keep", "--bazaar", code, "--name", " ") == "template_name_missing"
    other = shell.run(*ADD, "--day", "22/4/2023")["code"]
    starts = shell.run("layout", "starts", "--bazaar", other)["starts"]
    assert [(start["name"], start["kind"]) for start in starts] == [
        ("Denah hujan", "template"),
        ("Bazar Ramadan", "bazaar"),
    ]
    assert shell.run("layout", "reuse", "--bazaar", other)["tents"] == 4
    assert shell.run("layout", "reuse", "--bazaar", other, "--template", kept["id"])["tents"] == 4
    assert shell.run("layout", "drop", kept["id"])["name"] == "Denah hujan"
    assert shell.refused("layout", "drop", kept["id"]) == "layout_unknown"
    assert shell.refused("layout", "drop", starts[1]["id"]) == "not_a_template"


def test_a_layout_goes_to_another_laptop_in_a_file(shell: Shell, code: str, tmp_path: Path) -> None:
    file, part = tmp_path / "denah.json", tmp_path / "bagian.json"
    shell.run("layout", "export", "--bazaar", code, "--to", file)
    shell.run("layout", "copy", "--bazaar", code, "--tent", "A-01", "PANGGUNG", "--to", part)
    other = shell.run(*ADD, "--day", "22/4/2023")["code"]
    taken = shell.run("layout", "import", "--bazaar", other, file)
    assert len(taken["plan"]["booths"]) == 9
    assert shell.run("layout", "paste", "--bazaar", other, part, "--x", "9", "--y", "9")["added"] == 3
    wide = shell.run("layout", "ground", "--bazaar", other, "--width", "80", "--north", "90")["plan"]
    assert (wide["width"], wide["north"]) == (80, 90)
    file.write_text(json.dumps({"format": "other"}), "utf-8")
    assert shell.refused("layout", "import", "--bazaar", other, file) == "layout_unreadable"
    assert shell.refused("layout", "paste", "--bazaar", other, tmp_path / "none.json") == "layout_unreadable"
    assert shell.refused("layout", "ground", "--bazaar", other, "--width", "-1") == "layout_unreadable"


def test_a_picture_lies_below_the_layout(shell: Shell, code: str, tmp_path: Path) -> None:
    photo = tmp_path / "peta.jpg"
    Image.effect_noise((3000, 2000), 90).save(photo, quality=95)
    laid = shell.run("layout", "picture", "--bazaar", code, photo, "--width", "40", "--depth", "30")
    assert (laid["picture"]["width"], laid["picture"]["sha256"]) == (40, laid["sha256"])
    photo.write_bytes(b"PNG")
    assert shell.refused("layout", "picture", "--bazaar", code, photo) == "not_a_photo"


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (["generate", "--aisle", "0.2"], "measure_not_possible"),
        (["block", "--tents", "0"], "layout_not_possible"),
        (["move", "Z-99"], "booth_unknown"),
        (["set", "PANGGUNG", "--power"], "booth_unknown"),
        (["tent", "--booths", "3"], "wrong_usage"),
        (["fixture", "--kind", "castle"], "wrong_usage"),
    ],
)
def test_what_cannot_be_is_refused(shell: Shell, code: str, words: list[str], refusal: str) -> None:
    assert shell.refused("layout", words[0], "--bazaar", code, *words[1:]) == refusal


def test_the_papers_are_written_and_say_what_moved_since(shell: Shell, code: str, tmp_path: Path) -> None:
    door = CliContext(shell.store, as_json=True)
    with door.write(add_participation) as session:
        bazaar = find_bazaar(session, code).id
        for business, name, product, category, _coach, _power in VENDORS[:6]:
            vendor = add_vendor(session, name=name, business=business, product=product, category=category)
            add_participation(session, bazaar, vendor_id=vendor)
    door.store.db.close()
    seats = shell.run("place", "--bazaar", code, "--seed", "7")["seats"]
    pdf = tmp_path / "denah.pdf"
    shell.run("layout", "print", "--bazaar", code, *DAY, "--to", pdf, "--paper", "A3")
    assert page_sizes(pdf)[0] in {(420, 297), (297, 420)}
    assert all(seat["booth"] in page_texts(pdf)[0] for seat in seats)
    shell.run("layout", "print", "--bazaar", code, *DAY, "--to", pdf, "--replace", "--poster", "2x2")
    assert len(page_sizes(pdf)) == 4
    shell.run("layout", "signs", "--bazaar", code, *DAY, "--to", pdf, "--replace", "--all")
    assert "A-08" in whole_text(pdf)
    assert shell.run("layout", "changes", "--bazaar", code, *DAY)["moves"] == []
    one, two = seats[0]["booth"], seats[1]["booth"]
    shell.run("place", "swap", "--bazaar", code, one, two)
    moves = shell.run("layout", "changes", "--bazaar", code, *DAY, "--to", pdf, "--replace")["moves"]
    assert {(each["before"], each["after"]) for each in moves} == {(one, two), (two, one)}
    assert seats[0]["business"] in whole_text(pdf)
    bare = shell.run(*ADD, *DAY)["code"]
    assert (
        shell.refused("layout", "print", "--bazaar", bare, *DAY, "--to", pdf, "--replace") == "no_layout_yet"
    )
