"""bazaar halt, resume and move by command: what follows is said, and --look changes nothing."""

from __future__ import annotations

from tests.cli.test_bazaars import ADD
from tests.commands import Shell, shell

__all__ = ["shell"]


def code_of(shell: Shell) -> str:
    days = ("--day", "20/3/2023", "--day", "21/3/2023")
    return str(shell.run(*ADD, "--kecamatan", "Sawah Besar", *days)["code"])


def test_a_bazaar_is_called_off_listed_and_opened_again(shell: Shell) -> None:
    code = code_of(shell)
    halt = ("bazaar", "halt", code, "--state", "postponed")
    assert "tidak menerima kehadiran dan omzet" in shell.say(*halt, "--look")
    assert shell.run("bazaar", "list")["bazaars"][0]["halt"] is None
    assert shell.refused(*halt) == "reason_missing"
    assert f"Bazar {code} ditunda." in shell.say(*halt, "--reason", "banjir")
    assert ": banjir" in shell.say("bazaar", "list")
    assert "dibuka lagi" in shell.say("bazaar", "resume", code)
    assert shell.refused("bazaar", "resume", code) == "not_halted"
    day = ("--day", "21/3/2023")
    assert "Hari 21/03/2023" in shell.say("bazaar", "halt", code, *day, "--reason", "hujan")
    assert "21 Maret 2023 (gugur)" in shell.say("bazaar", "list")
    assert shell.run("bazaar", "resume", code, *day)["days"][1]["course"]["halt"] is None


def test_a_bazaar_is_moved_after_its_consequences_were_told(shell: Shell) -> None:
    code = code_of(shell)
    move = ("bazaar", "move", code, "--lokasi", "RPTRA Kenanga", "--days", "27/3/2023, 28/3/2023")
    assert "Dari Rusun Karang Anyar ke RPTRA Kenanga." in shell.say(*move, "--look")
    assert shell.run("bazaar", "list")["bazaars"][0]["lokasi"] == "Rusun Karang Anyar"
    assert f"Bazar {code} dipindahkan." in shell.say(*move)
    (moved,) = shell.run("bazaar", "list")["bazaars"]
    assert (moved["lokasi"], [day["day"] for day in moved["days"]]) == (
        "RPTRA Kenanga",
        ["2023-03-27", "2023-03-28"],
    )
    assert shell.refused(*move) == "nowhere_to_move"
