"""The desk over a real store: officer, bazaar in hand, one action a transaction, undo, the state of the data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bazar_desktop.domain.calendar import WIB
from bazar_desktop.jobs.settings.backup import back_up
from bazar_desktop.jobs.settings.officers import edit_officer, enter_officer
from bazar_desktop.services.bazaars.bazaars import UnknownBazaar
from bazar_desktop.services.settings.editing import put_times
from bazar_desktop.services.settings.officers import OfficerDismissed, set_active
from bazar_desktop.services.settings.values import get_setting, put_setting
from bazar_desktop.store.keys import WrongPin
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.tables import ChangeRow
from bazar_desktop.store.undo import NothingToUndo
from bazar_desktop.ui.start.entrance import Entrance
from bazar_desktop.ui.store_session import StoreSession
from tests.bazaar_day import DAYS
from tests.commands import CHEAP
from tests.ui.day import NOW, open_sample, with_bazaar


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenStore]:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    made = open_sample(tmp_path / "store")
    yield made
    made.db.close()


def desk(store: OpenStore, now: datetime = NOW) -> StoreSession:
    return StoreSession(store, lambda: now)


def test_the_bazaar_of_today_is_in_hand_with_today(store: OpenStore) -> None:
    with_bazaar(store)
    second = desk(store, NOW + timedelta(days=1))
    assert (second.bazaar.name, second.day) == ("Bazar Jakpreneur Ramadan", DAYS[1])  # type: ignore[union-attr]
    assert desk(store, NOW + timedelta(days=90)).day == DAYS[-1]
    assert desk(store, NOW - timedelta(days=90)).day == DAYS[0]


def test_without_a_bazaar_nothing_is_in_hand(store: OpenStore) -> None:
    empty = desk(store)
    assert (empty.bazaar, empty.day, empty.bazaars()) == (None, None, ())
    with pytest.raises(UnknownBazaar):
        empty.choose("nothing")


def test_an_action_names_officer_and_time_and_is_undone(store: OpenStore) -> None:
    at = desk(store)
    done = at.perform(put_times, cut_off="10.00", omzet_from="15.00")
    with store.db.read() as session:
        change = session.execute(select(ChangeRow).order_by(ChangeRow.seq.desc())).scalars().first()
        assert change is not None
        assert (change.officer, change.action) == (store.officer.id, done.action)
    at.undo(done.action)
    assert at.read(get_setting, key="cut_off") == "09.30"


def test_another_officer_signs_in_and_undoes_only_their_own(store: OpenStore) -> None:
    at = desk(store)
    siti = enter_officer(store, NOW, name="Siti", nip="", role="petugas", pin="135724", cost=CHEAP)
    done = at.perform(put_times, cut_off="10.00", omzet_from="15.00")
    with pytest.raises(WrongPin):
        at.sign_in(siti.id, "0000")
    assert at.officer.name == "Vicky Ramadhan"
    at.sign_in(siti.id, "135724")
    assert (at.officer.name, at.officer.is_supervisor) == ("Siti", False)
    assert [officer.name for officer in at.officers()] == ["Siti", "Vicky Ramadhan"]
    with pytest.raises(NothingToUndo):
        at.undo(done.action)


def test_a_dismissal_that_came_by_package_is_obeyed_though_the_slot_is_here(store: OpenStore) -> None:
    at = desk(store)
    siti = enter_officer(store, NOW, name="Siti", nip="", role="petugas", pin="135724", cost=CHEAP)
    at.perform(set_active, officer_id=siti.id, active=False, by="office")
    with pytest.raises(OfficerDismissed):
        at.sign_in(siti.id, "135724")
    assert at.officer.name == "Vicky Ramadhan"
    with pytest.raises(OfficerDismissed):
        at.perform_as(siti.id, "135724", "settings.put", put_setting, key="cut_off", value="10.00")
    assert at.read(get_setting, key="cut_off") == "09.30"
    with pytest.raises(OfficerDismissed):
        Entrance(store.folder, None, lambda: NOW).sign_in(siti.id, "135724")
    edit_officer(store, NOW, siti.id, name="Siti", nip="", role="petugas", pin="135724", cost=CHEAP)
    at.sign_in(siti.id, "135724")


def test_the_state_of_the_data_follows_the_backup(store: OpenStore) -> None:
    at = desk(store)
    assert at.data_state().backup_at is None
    back_up(store, NOW)
    assert at.data_state().backup_at == NOW


def test_a_restored_backup_is_what_the_desk_reads(store: OpenStore) -> None:
    at = desk(store)
    backup = back_up(store, NOW).made.path
    at.perform(put_times, cut_off="10.00", omzet_from="15.00")
    with_bazaar(store)
    at.restore(backup)
    assert at.read(get_setting, key="cut_off") == "09.30"
    assert at.bazaars() == ()
    at.store.db.close()


def test_the_clock_is_jakartas_unless_another_is_given(store: OpenStore) -> None:
    assert StoreSession(store).clock().tzinfo is WIB
