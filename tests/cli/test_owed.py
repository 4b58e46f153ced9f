"""`office owed` and `settings due`: who is late by command, on paper, and as a text."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_office import joined, office
from tests.commands import Shell, shell
from tests.printing.reading import whole_text

__all__ = ["office", "shell"]


def test_who_is_late_is_told_with_whom_to_call_and_written_as_a_list(office: Shell, tmp_path: Path) -> None:
    joined(office, tmp_path)
    office.run("office", "contact", "Laptop 1", "Bu Rina 0812 3456 7890")
    file = tmp_path / "daftar.pdf"
    found = office.run("office", "owed", "--pdf", file)
    (day,) = found["days"]
    assert (day["lokasi"], day["state"], found["late"]) == ("Rusun Karang Anyar", "nothing", 1)
    assert [laptop["contact"] for laptop in day["laptops"]] == ["Bu Rina 0812 3456 7890"]
    assert "0812••••7890" in found["text"]
    assert "Bu Rina 0812 3456 7890" in " ".join(whole_text(file).split())
    status = office.run("office", "status")
    assert status["days"][0]["hours_late"] == day["hours_late"] > 0
    assert office.run("office", "owed", "--until", "19/3/2023")["days"] == []


def test_a_laptop_has_no_such_list(office: Shell, tmp_path: Path) -> None:
    laptop, _answer = joined(office, tmp_path)
    assert laptop.refused("office", "owed") == "not_an_office"


def test_when_days_are_due_is_set_by_command(office: Shell) -> None:
    assert office.run("settings", "due", "--ends", "21.00", "--hours", "12") == {"ends": "21.00", "hours": 12}
    assert office.run("settings", "show")["settings"]["due_hours"] == 12
    assert office.refused("settings", "due", "--ends", "21.00", "--hours", "900") == "due_rule_malformed"
    assert office.run("settings", "show")["settings"]["due_hours"] == 12
