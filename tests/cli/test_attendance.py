"""The gate by command: check-in and the attendance group, and what they refuse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from bazar_desktop.cli.context import CliContext
from bazar_desktop.domain.attendance.cards import make_card
from bazar_desktop.domain.calendar import WIB
from bazar_desktop.services.papers.attachments import GREATEST
from bazar_desktop.store.opening import open_store
from bazar_desktop.store.tables import AttachmentFile
from tests.commands import PIN, Shell, shell
from tests.services.attendance.gate import open_gate, people

__all__ = ["shell"]
DAY = "20/3/2023"


@dataclass
class Gate:
    shell: Shell
    code: str
    cards: dict[str, str]

    def words(self, name: str, *more: str) -> list[str]:
        group = [] if name == "check-in" else ["attendance"]
        return [*group, name, "--bazaar", self.code, "--day", DAY, *more]

    def run(self, name: str, *more: str) -> Any:
        return self.shell.run(*self.words(name, *more))

    def refused(self, name: str, *more: str) -> str:
        return self.shell.refused(*self.words(name, *more))


@pytest.fixture
def gate(shell: Shell) -> Gate:
    store = open_store(shell.store, "Vicky Ramadhan", PIN)
    field = open_gate(store.db)
    cards = {business: item.card for business, item in people(field).items()}
    store.db.close()
    return Gate(shell, field.code, cards)


def test_several_cards_are_checked_in_and_listed(gate: Gate) -> None:
    cards = list(gate.cards.values())[:3]
    made = gate.run("check-in", "--at", "07.42", *cards)
    assert [item["booth"] for item in made["arrived"]] == ["A-01", "A-02", "A-03"]
    assert made["arrived"][0]["arrived_at"] == "2023-03-20T07:42:00+07:00"
    listed = gate.run("list")
    assert listed["tally"]["present"] == 3
    assert [row["attendance"] for row in listed["rows"]][:4] == ["present", "present", "present", "expected"]


def test_a_time_of_today_that_has_not_come_is_refused(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CliContext, "now", lambda _self: datetime(2023, 3, 20, 9, 0, tzinfo=WIB))
    card, other = list(gate.cards.values())[:2]
    assert gate.refused("check-in", "--at", "23.50", card) == "time_ahead"
    assert gate.run("list")["tally"]["present"] == 0
    gate.run("check-in", "--at", "08.59", card)
    monkeypatch.setattr(CliContext, "now", lambda _self: datetime(2023, 3, 21, 9, 0, tzinfo=WIB))
    gate.run("check-in", "--at", "23.50", other)  # yesterday's late hour has come


def test_a_refused_card_is_told_and_the_others_stand(gate: Gate, capsys: pytest.CaptureFixture[str]) -> None:
    from bazar_desktop.cli.main import main

    first, second = list(gate.cards.values())[:2]
    words = gate.words("check-in", first, "BZ.SALAH", second)
    assert main([*words, "--store", str(gate.shell.store)]) == 2
    out = capsys.readouterr()
    assert "A-01" in out.out
    assert "A-02" in out.out
    assert "BZ.SALAH" in out.err
    assert gate.run("list")["tally"]["present"] == 2


def test_marks_substitutes_walk_ins_and_new_cards_by_command(gate: Gate) -> None:
    assert gate.run("mark", "--status", "excused", "--reason", "sakit", "a1")["status"] == "excused"
    done = gate.run("substitute", "--left", "a1", "--reason", "izin", "--at", "09.31")
    assert (done["booth"], done["left"]) == ("A-01", "Dapur Bu Marni")
    gate.run("all-present", "--except", "a2", "--except", "rajut", "--at", "08.00")
    tally = gate.run("list")["tally"]
    assert (tally["present"], tally["expected"], tally["excused"], tally["substitutes"]) == (11, 2, 1, 1)
    assert gate.run("leave", "--at", "15.00", "a3")["at"] == "2023-03-20T15:00:00+07:00"
    gate.run("walk-in", "--name", "Ana", "--business", "Kue Ana", "--phone", "081299990001")
    new = gate.run("reissue-card", "a2")["card"]
    assert gate.refused("check-in", gate.cards["Kerak Telor Bang Jali"]) == "card_superseded"
    assert gate.run("check-in", new)["refused"] == []


def test_a_signed_page_is_attached_by_command(gate: Gate, tmp_path: Path) -> None:
    photo, code = tmp_path / "foto.jpg", f"DH-{gate.code}-20230320-01"
    exif = Image.Exif()
    exif[0x010F] = "TELEPON-RAHASIA"
    Image.effect_noise((3000, 2000), 90).save(photo, quality=95, exif=exif)
    other = gate.refused("attach-page", "--page", "DH-X-20230320-01", "--photo", str(photo))
    assert other == "page_of_another_day"
    assert gate.run("attach-page", "--page", code, "--photo", str(photo))["page_code"] == code
    assert [item["page_code"] for item in gate.run("pages")["pages"]] == [code]
    store = open_store(gate.shell.store, "Vicky Ramadhan", PIN)
    with store.db.read() as session:
        (kept,) = session.execute(select(AttachmentFile.photo)).scalars()
    store.db.close()
    assert len(kept) <= GREATEST < photo.stat().st_size
    assert b"RAHASIA" not in kept
    photo.write_bytes(b"%PDF")
    assert gate.refused("attach-page", "--page", code, "--photo", str(photo)) == "not_a_photo"


@pytest.mark.parametrize(
    ("name", "more", "code"),
    [
        ("check-in", ["halo"], "not_a_card"),
        ("check-in", ["BZ.SALAH"], "card_damaged"),
        ("check-in", [make_card("R233C01", "B", 4)], "card_of_another_bazaar"),
        ("check-in", [], "wrong_usage"),
        ("check-in", ["--at", "jam tiga", "halo"], "time_malformed"),
        ("mark", ["--status", "excused", "zzzz"], "nobody_found"),
        ("mark", ["--status", "excused", "ke"], "several_found"),
        ("mark", ["--status", "tidur", "a1"], "wrong_usage"),
        ("leave", ["a1"], "not_present"),
        ("all-present", ["--except", "zzzz"], "nobody_found"),
        ("substitute", ["--left", "a1", "--joined", "a2", "--reason", "x"], "holds_a_stand"),
        ("substitute", ["--left", "a1", "--reason", " "], "reason_missing"),
        ("substitute", ["--left", "a1"], "wrong_usage"),
        ("walk-in", ["--name", " ", "--business", ""], "vendor_name_missing"),
        ("walk-in", ["--name", "Ana", "--business", "Kue", "--phone", "12"], "phone_malformed"),
        ("reissue-card", ["zzzz"], "nobody_found"),
        ("attach-page", ["--page", "DH-X-20230320-01", "--photo", __file__], "not_a_photo"),
        ("attach-page", ["--page", "DH-X-20230320-01"], "wrong_usage"),
    ],
)
def test_bad_input_is_refused_and_changes_nothing(gate: Gate, name: str, more: list[str], code: str) -> None:
    before = gate.run("list")
    assert gate.refused(name, *more) == code
    assert gate.run("list") == before


def test_an_unknown_bazaar_and_a_day_that_is_not_one_are_refused(gate: Gate) -> None:
    for name, more in [("list", []), ("mark", ["--status", "absent", "a1"]), ("check-in", ["halo"])]:
        group = [] if name == "check-in" else ["attendance"]
        assert gate.shell.refused(*group, name, "--bazaar", "TIDAK", "--day", DAY, *more) == "unknown_bazaar"
        elsewhere = [*group, name, "--bazaar", gate.code, "--day", "25/3/2023", *more]
        assert gate.shell.refused(*elsewhere) == "not_a_day_of_this_bazaar"
