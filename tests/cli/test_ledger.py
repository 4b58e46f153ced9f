"""The mitra's ledger at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bazar_desktop.store.opening import open_store
from tests.commands import PIN, Shell, shell
from tests.omzet_day import OmzetDay, open_day

__all__ = ["shell"]


@pytest.fixture
def day(shell: Shell, tmp_path: Path) -> OmzetDay:
    store = open_store(shell.store, "Vicky Ramadhan", PIN)
    made = open_day(store.db, vendors=1, partners=1)
    store.db.close()
    return made


def test_goods_are_entered_listed_and_dropped(shell: Shell, day: OmzetDay) -> None:
    where = ("--bazaar", day.field.code, "--day", "2023-03-20")
    goods = (*where, "--booth", "A-02", "--goods", "Beras SPHP")
    put = shell.run("ledger", "set", *goods, "--unit", "kg", "--opening", "100", "--price", "12.500")
    assert (put["opening"], put["price"], put["sold"], put["rupiah"]) == (100_000, 12_500, None, None)
    put = shell.run("ledger", "set", *goods, "--sold", "40,5")
    assert (put["left"], put["rupiah"]) == (59_500, 506_250)
    (found,) = shell.run("ledger", "list", *where)["ledgers"]
    assert (found["rupiah"], found["omzet"], len(found["lines"])) == (506_250, None, 1)
    assert shell.refused("ledger", "set", *goods, "--sold", "x") == "not_a_quantity"
    assert shell.refused("ledger", "set", *goods, "--unit", "ember") == "unknown_unit"
    assert shell.refused("ledger", "set", *where, "--booth", "A-01", "--goods", "Gula") == "not_a_partner"
    shell.run("omzet", "set", *where, "--booth", "A-02", "--cash", "190rb")
    warned = shell.run("ledger", "set", *goods, "--sold", "101")["warnings"]
    assert warned == [
        "Bulog: Beras SPHP: stok awal 100, terjual 101.",
        "Bulog: Buku barang mitra Rp1.262.500, tabel omzet Rp190.000.",
    ]
    shell.run("ledger", "drop", *goods)
    assert shell.refused("ledger", "drop", *goods) == "unknown_goods"


def test_the_goods_that_were_brought_the_last_time_are_named_as_such(shell: Shell, day: OmzetDay) -> None:
    first = ("--bazaar", day.field.code, "--day", "2023-03-20", "--booth", "A-02")
    shell.run("ledger", "set", *first, "--goods", "Beras SPHP", "--unit", "kg", "--opening", "100")
    said = shell.say("ledger", "list", "--bazaar", day.field.code, "--day", "2023-03-21")
    assert "Beras SPHP, kg (yang dibawa terakhir kali)" in said
