"""omzet and day at the command line."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from bazar_desktop.domain.day.model import ABSENT, EXCUSED, PRESENT
from bazar_desktop.domain.omzet.slip_codes import make_slip
from bazar_desktop.jobs.settings.officers import enter_officer
from bazar_desktop.services.settings.officers import SUPERVISOR
from bazar_desktop.store.apply import apply
from bazar_desktop.store.backup import check, list_backups
from bazar_desktop.store.opening import backup_folder, open_store
from tests.bazaar_day import Field
from tests.commands import CHEAP, PIN, Shell, shell
from tests.omzet_day import OmzetDay, mark, open_day
from tests.stores import MORNING, MakeStore, all_changes

__all__ = ["shell"]
DAY = "2023-03-20"


@pytest.fixture
def day(shell: Shell, tmp_path: Path) -> OmzetDay:
    store = open_store(shell.store, "Vicky Ramadhan", PIN)
    made = open_day(store.db, vendors=2, partners=0)
    store.db.close()
    return made


def test_omzet_is_entered_by_card_or_booth_and_listed(shell: Shell, day: OmzetDay) -> None:
    where = ("--bazaar", day.field.code, "--day", DAY)
    row = shell.run("omzet", "set", *where, "--booth", "a-01", "--cash", "250rb", "--qris", "1,5jt")
    assert (row["cash"], row["qris"], row["noncash"], row["total"]) == (250_000, 1_500_000, None, 1_750_000)
    assert shell.run("omzet", "set", *where, "--card", row["card"], "--qris", "-")["total"] == 250_000
    assert shell.run("omzet", "set", *where, "--booth", "A-02", "--nil")["state"] == "nil"
    listed = shell.run("omzet", "list", *where)
    assert listed["totals"]["vendors"]["total"] == 250_000
    assert [item["state"] for item in listed["rows"]] == ["reported", "nil"]


def test_a_late_answer_is_named_beside_the_total_of_the_seal(shell: Shell, day: OmzetDay) -> None:
    where = ("--bazaar", day.field.code, "--day", DAY)
    shell.run("omzet", "set", *where, "--booth", "A-01", "--cash", "250rb")
    day.close()
    shell.run("omzet", "set", *where, "--booth", "A-02", "--cash", "60rb")
    listed = shell.say("omzet", "list", *where)
    assert "Omzet UMKM Rp250.000;" in listed
    assert listed.rstrip().endswith("Susulan Rp60.000, di luar segel.")


def test_omzet_of_somebody_marked_away_is_entered_with_a_warning(shell: Shell, day: OmzetDay) -> None:
    where = ("--bazaar", day.field.code, "--day", DAY)
    marked = shell.run("attendance", "mark", *where, "--status", "absent", "A-01")
    assert marked["warnings"] == []
    row = shell.run("omzet", "set", *where, "--booth", "A-01", "--cash", "250rb")
    (warning,) = row["warnings"]
    assert warning.startswith("Dapur Bu Marni ditandai alpa pukul ")
    assert warning.endswith("Omzet disimpan; keduanya bertentangan.")
    (again,) = shell.run("attendance", "mark", *where, "--status", "excused", "A-01")["warnings"]
    assert again.startswith("Dapur Bu Marni ditandai izin pukul ")


def test_what_is_wrong_with_an_entry_is_said(shell: Shell, day: OmzetDay) -> None:
    where = ("--bazaar", day.field.code, "--day", DAY)
    assert shell.refused("omzet", "set", *where, "--booth", "A-01") == "nothing_to_set"
    assert shell.refused("omzet", "set", *where, "--nil") == "party_not_named"
    assert shell.refused("omzet", "set", *where, "--booth", "Z-9", "--nil") == "booth_is_empty"
    assert shell.refused("omzet", "set", *where, "--card", "BZ", "--nil") == "not_a_card"
    assert shell.refused("omzet", "set", *where, "--booth", "A-01", "--cash", "sepuluh") == "not_an_amount"
    assert shell.refused("omzet", "set", *where, "--booth", "A-01", "--cash", "1.500jt") == "amount_ambiguous"
    assert shell.refused("omzet", "set", *where, "--booth", "A-01", "--transactions", "x") == "not_a_count"
    assert (
        shell.refused("omzet", "set", *where, "--booth", "A-01", "--cash", "5", "--nil")
        == "amount_without_report"
    )
    assert shell.refused("omzet", "list", "--bazaar", "NONE", "--day", DAY) == "unknown_bazaar"
    assert (
        shell.refused("omzet", "list", "--bazaar", day.field.code, "--day", "2023-05-01")
        == "not_a_day_of_this_bazaar"
    )


def test_a_day_is_closed_verified_and_reopened(shell: Shell, day: OmzetDay) -> None:
    where = ("--bazaar", day.field.code, "--day", DAY)
    shell.run("omzet", "set", *where, "--booth", "A-01", "--cash", "250rb", "--qris", "0")
    assert shell.refused("day", "close", *where) == "missing_not_accepted"
    assert shell.refused("day", "reopen", *where, "--reason", "x") == "day_not_closed"
    assert list_backups(backup_folder(shell.store)) == []
    sealed = shell.run("day", "close", *where, "--accept-missing")
    (backup,) = list_backups(backup_folder(shell.store))
    opened = open_store(shell.store, "Vicky Ramadhan", PIN)
    opened.db.close()
    assert check(backup.path, opened.key).rows["day_close"] == 1
    assert shell.refused("day", "close", *where, "--accept-missing") == "already_closed"
    assert shell.refused("omzet", "set", *where, "--booth", "A-01", "--cash", "1") == "day_is_closed"
    found = shell.run("day", "verify", sealed["seal"])
    assert (found["matches"], found["changed"], found["day"]) == (True, [], DAY)
    assert shell.refused("day", "verify", "abc") == "seal_code_mistyped"
    assert shell.refused("day", "verify", "0000-0000-0") == "seal_unknown"
    assert shell.run("omzet", "set", *where, "--booth", "A-02", "--cash", "70rb")["late"]
    shown = shell.run("day", "show", *where)
    assert (shown["closed"], len(shown["changed"]), shown["missing"][0]["kind"]) == (True, 2, "partly")
    assert shell.refused("day", "reopen", *where, "--reason", " ") == "reason_missing"
    shell.run("day", "reopen", *where, "--reason", "salah catat")
    assert shell.run("day", "close", *where, "--accept-missing")["revision"] == 2


def test_a_second_supervisor_countersigns_a_reopened_day(
    shell: Shell, day: OmzetDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = ("--bazaar", day.field.code, "--day", DAY)
    assert shell.refused("day", "countersign", *where) == "nothing_to_countersign"
    shell.run("day", "close", *where, "--accept-missing")
    shell.run("day", "reopen", *where, "--reason", "salah catat")
    assert shell.refused("day", "countersign", *where) == "own_reopening"
    store = open_store(shell.store, "Vicky Ramadhan", PIN)
    enter_officer(store, MORNING, name="Sri Mulyati", nip="", role=SUPERVISOR, pin="135724", cost=CHEAP)
    store.db.close()
    monkeypatch.setenv("BAZAR_OFFICER", "Sri Mulyati")
    monkeypatch.setenv("BAZAR_PIN", "135724")
    assert shell.refused("day", "countersign", *where, "--revision", "4") == "revision_unknown"
    signed = shell.run("day", "countersign", *where)
    assert (signed["revision"], signed["countersigned_by"]) == (1, "Sri Mulyati")
    assert shell.run("day", "show", *where)["seals"][0]["countersigned_by"] == "Sri Mulyati"


def test_a_batch_total_names_the_row_with_swapped_digits(shell: Shell, day: OmzetDay) -> None:
    where = ("--bazaar", day.field.code, "--day", DAY)
    shell.run("omzet", "set", *where, "--booth", "A-01", "--cash", "87.922.000")
    row = shell.run("omzet", "set", *where, "--booth", "A-02", "--cash", "79515750", "--follow-up", "2jt")
    assert (row["total"], row["follow_up"]) == (79_515_750, 2_000_000)
    found = shell.run("omzet", "batch", *where, "--total", "167.473.750")
    assert found["difference"] == 36_000
    assert ("A-02", "swapped", 79_551_750) in [
        (item["booth"], item["kind"], item["would_be"]) for item in found["suspects"]
    ]
    assert shell.run("omzet", "batch", *where, "--total", "167437750")["suspects"] == []
    assert shell.refused("omzet", "batch", *where, "--total", "-") == "not_an_amount"
    assert shell.refused("omzet", "batch", *where, "--total", "1", "--channel", "x") == "no_such_channel"


def test_a_slip_names_its_row_and_an_odd_total_is_confirmed(shell: Shell, day: OmzetDay) -> None:
    where = ("--bazaar", day.field.code, "--day", DAY)
    card = shell.run("omzet", "list", *where)["rows"][1]["card"]
    slip = make_slip(card, date(2023, 3, 20), 1)
    assert shell.run("omzet", "set", *where, "--slip", slip, "--cash", "5rb")["booth"] == "A-02"
    assert shell.refused("omzet", "set", *where, "--slip", card, "--nil") == "not_a_slip"
    other = make_slip(card, date(2023, 3, 21), 1)
    assert shell.refused("omzet", "set", *where, "--slip", other, "--nil") == "slip_of_another_day"
    assert shell.run("omzet", "confirm", *where, "--booth", "A-02")["confirmed"] == 5_000
    assert shell.refused("omzet", "confirm", *where, "--booth", "A-01") == "nothing_to_confirm"


def lines_of(shell: Shell, day: OmzetDay) -> dict[str, str]:
    """What the list says of each booth, and of the whole."""
    lines = shell.say("omzet", "list", "--bazaar", day.field.code, "--day", DAY).splitlines()
    return {line.split()[0]: line for line in lines if line.strip()}


def test_the_list_calls_who_was_away_or_is_not_marked_what_papers_call_them(
    shell: Shell, tmp_path: Path
) -> None:
    store = open_store(shell.store, "Vicky Ramadhan", PIN)
    made = open_day(store.db, vendors=4, partners=0, marked=False)
    for number, status in enumerate((ABSENT, EXCUSED, PRESENT)):
        made.field.do(mark, made.field.bazaar_id, made.ids[number], made.day, status)
    store.db.close()
    lines = lines_of(shell, made)
    assert lines["A-01"].endswith("tidak hadir (alpa)")
    assert lines["A-02"].endswith("tidak hadir (izin)")
    assert lines["A-03"].endswith("belum lapor")
    assert lines["A-04"].endswith("belum dicatat")


def test_a_row_in_conflict_on_a_sealed_day_says_both_values_and_which_one_counts(
    shell: Shell, day: OmzetDay, make_store: MakeStore
) -> None:
    other = make_store("B")
    store = open_store(shell.store, "Vicky Ramadhan", PIN)
    with other.write("office", "sync.take_in", MORNING) as session:
        apply(session, all_changes(store.db), MORNING)
    here = OmzetDay(Field(store.db, day.field.officer, day.field.at, day.field.bazaar_id), day.day, day.ids)
    there = OmzetDay(Field(other, "officer-2", day.field.at, day.field.bazaar_id), day.day, day.ids)
    here.sell(0, cash=100_000)
    here.sell(1, cash=5_000)
    here.close()
    later = there.field.at + timedelta(hours=1)
    there.field.at = later
    there.sell(0, cash=120_000)
    with store.db.write("office", "sync.take_in", later) as session:
        apply(session, all_changes(other), later)
    store.db.close()
    lines = lines_of(shell, day)
    assert "Rp120.000" in lines["A-01"]
    assert "belum diputuskan: Tunai 100.000 / 120.000" in lines["A-01"]
    assert "dalam jumlah terhitung Rp100.000" in lines["A-01"]
    assert lines["A-02"].endswith("Rp5.000")
    assert lines["Omzet"].startswith("Omzet UMKM Rp105.000 (sementara)")
    rows = shell.run("omzet", "list", "--bazaar", day.field.code, "--day", DAY)["rows"]
    assert [(row["total"], row["counted"], row["undecided"]) for row in rows] == [
        (120_000, 100_000, ["cash"]),
        (5_000, 5_000, []),
    ]
