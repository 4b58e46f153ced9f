"""A forgotten PIN on a real laptop of a real office: by phone, by stick, by another supervisor, by the key sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from bazar_desktop.domain.pins import PinTooPlain
from bazar_desktop.domain.recovery.phone import RequestMistyped
from bazar_desktop.domain.recovery.spoken import WordsMiscounted, WordsMisheard
from bazar_desktop.jobs.office.founding import office_init
from bazar_desktop.jobs.recovery.new_pin import new_pin_by_answer, new_pin_by_key, new_pin_by_supervisor
from bazar_desktop.jobs.recovery.phone import (
    AnswerFolderMissing,
    LaptopNotInUse,
    NoAnswerInFile,
    answer_request,
    request_for,
    save_answer,
    words_in,
)
from bazar_desktop.jobs.recovery.sign_in import sign_in
from bazar_desktop.jobs.settings.backup import back_up
from bazar_desktop.jobs.settings.officers import dismiss_officer, enter_officer, set_pin
from bazar_desktop.messages import sentence
from bazar_desktop.services.office.laptops import NotAnOffice, revoke
from bazar_desktop.services.settings.officers import (
    PETUGAS,
    SUPERVISOR,
    OfficerDismissed,
    SupervisorOnly,
    set_active,
)
from bazar_desktop.store.keys import LaptopSecretGone, NotAnOfficeKey, WrongPin
from bazar_desktop.store.opening import RECOVERY_FACT, backup_folder, open_store
from bazar_desktop.store.own_facts import set_fact
from bazar_desktop.store.phone_slots import AnswerDoesNotFit, NoWayByPhone, request_of
from bazar_desktop.store.tables import ChangeRow, Reveal
from bazar_desktop.store.tries import PinMustWait
from bazar_desktop.store.unlocking import key_path
from tests.commands import Shell
from tests.offices import CHEAP, PIN, Post, World
from tests.stores import MORNING

NEW = "509183"
VICKY = "Vicky Ramadhan"


@pytest.fixture
def world(world: World) -> World:
    world.join("Laptop 1")
    return world


def told(post: Post) -> list[str]:
    """What the journal keeps of new PINs and answers."""
    with post.store.db.read() as session:
        return list(session.execute(select(Reveal.reason).where(Reveal.field == "pin")).scalars())


def ask_office(world: World, request: str, officer: str = VICKY, laptop: str = "Laptop 1") -> tuple[str, ...]:
    return answer_request(
        world.office.store, laptop=laptop, request=request, officer=officer, at=world.office.tick()
    ).words


def test_the_office_answers_over_the_phone_and_the_new_pin_opens_the_store(world: World) -> None:
    laptop = world.laptops[0]
    folder = laptop.store.folder
    back_up(laptop.store, laptop.tick())
    old_copy = (backup_folder(folder) / "kunci.json").read_bytes()
    laptop.store.db.close()
    request = request_for(folder, VICKY)
    words = ask_office(world, request.lower())
    assert len(words) == 12
    said = " ".join(word[:4] for word in words)
    laptop.store = new_pin_by_answer(folder, VICKY, NEW, words=said, at=laptop.tick(), cost=CHEAP)
    assert told(laptop) == ["PIN baru untuk Vicky Ramadhan, lewat jawaban kantor"]
    assert told(world.office) == [f"Jawaban lupa PIN untuk {VICKY} di Laptop 1, permintaan {request}"]
    for post in (laptop, world.office):
        with post.store.db.read() as session:
            kept = " ".join(
                f"{row.fields} {row.personal} {row.reason}"
                for row in session.execute(select(ChangeRow)).scalars()
            )
        assert said not in kept
        assert " ".join(words) not in kept
        assert NEW not in kept
    with pytest.raises(AnswerDoesNotFit):
        new_pin_by_answer(folder, VICKY, NEW, words=said, at=laptop.tick(), cost=CHEAP)
    copy = backup_folder(folder) / "kunci.json"
    assert copy.read_bytes() != old_copy
    assert request_of(copy, laptop.store.officer.id) == request_for(folder, VICKY) != request
    with pytest.raises(WrongPin):
        open_store(folder, VICKY, PIN)
    open_store(folder, VICKY, NEW).db.close()


def test_the_answer_comes_on_a_stick_too(world: World) -> None:
    laptop = world.laptops[0]
    laptop.store.db.close()
    request = request_for(laptop.store.folder, VICKY)
    answered = answer_request(
        world.office.store, laptop="laptop 1", request=request, officer=VICKY, at=world.office.tick()
    )
    file = save_answer(answered, world.stick("jawaban"))
    assert file.name == f"Laptop-1_{request}.jawaban"
    laptop.store = new_pin_by_answer(
        laptop.store.folder, VICKY, NEW, words=words_in(file), at=laptop.tick(), cost=CHEAP
    )
    file.write_text("sesuatu\n")
    with pytest.raises(NoAnswerInFile):
        words_in(file)


def test_an_answer_makes_no_folder_and_is_refused_before_there_is_one(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = world.office.store
    request = request_for(world.laptops[0].store.folder, VICKY)
    monkeypatch.setenv("BAZAR_OFFICER", store.officer.name)
    monkeypatch.setenv("BAZAR_PIN", PIN)

    def answers() -> int:
        with store.db.read() as session:
            return session.execute(select(func.count()).select_from(Reveal)).scalar_one()

    before = answers()
    words = ["recovery", "answer", "laptop 1", "--officer", VICKY, "--request", request]
    gone = tmp_path / "flashdisk" / "jawaban"
    assert Shell(store.folder, capsys).refused(*words, "--to", gone) == "answer_folder_missing"
    assert not gone.parent.exists()
    assert answers() == before
    there = world.stick("jawaban")
    assert Shell(store.folder, capsys).run(*words, "--to", there)["words"]
    assert [file.suffix for file in there.iterdir()] == [".jawaban"]
    answered = answer_request(
        store, laptop="laptop 1", request=request, officer=VICKY, at=world.office.tick()
    )
    with pytest.raises(AnswerFolderMissing):
        save_answer(answered, gone)
    assert not gone.parent.exists()


def test_the_copies_of_the_key_file_know_a_new_pin_at_once_and_an_older_one_says_which_pins_count(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = world.office.store
    folder, copy = store.folder, store.folder / "cadangan" / "kunci.json"
    older = tmp_path / "kunci.json"
    older.write_bytes(copy.read_bytes())
    set_pin(store, world.office.tick(), store.officer.id, NEW, cost=CHEAP)
    assert copy.read_bytes() == (folder / "kunci.json").read_bytes() != older.read_bytes()
    store.db.close()
    (folder / "kunci.json").unlink()
    said = Shell(folder, capsys).say("backup", "restore-keys", older)
    assert "PIN dari saat salinan itu ditulis" in said
    assert store.officer.name in said
    with pytest.raises(WrongPin):
        open_store(folder, store.officer.name, NEW)
    open_store(folder, store.officer.name, PIN).db.close()
    world.office.store = open_store(folder, store.officer.name, PIN)


def test_the_office_answers_only_a_supervisor_for_a_laptop_in_use_and_the_officer_named(world: World) -> None:
    request = request_for(world.laptops[0].store.folder, VICKY)
    ask_office(world, request)
    with pytest.raises(RequestMistyped) as other:
        ask_office(world, request, officer="Kepala Seksi")
    assert "Kepala Seksi" in sentence(other.value)
    world.join("Laptop 2")
    with pytest.raises(RequestMistyped):
        ask_office(world, request, laptop="Laptop 2")
    world.open_preparation("Laptop 3").store.db.close()
    with pytest.raises(LaptopNotInUse):
        ask_office(world, request, laptop="Laptop 3")
    with pytest.raises(NotAnOffice):
        answer_request(world.laptops[0].store, laptop="Laptop 1", request=request, officer=VICKY, at=MORNING)
    made = enter_officer(
        world.office.store, world.office.tick(), name="Rini", nip="", role=PETUGAS, pin="7391", cost=CHEAP
    )
    rini = sign_in(world.office.store.folder, made.id, "7391")
    with pytest.raises(SupervisorOnly):
        answer_request(rini, laptop="Laptop 1", request=request, officer=VICKY, at=world.office.tick())
    rini.db.close()
    world.field.do(revoke, "Laptop 1", officer=world.office.store.officer.id, at=world.office.tick())
    with pytest.raises(LaptopNotInUse) as revoked:
        ask_office(world, request)
    assert "dicabut" in sentence(revoked.value)
    assert len(told(world.office)) == 1


def test_words_that_do_not_fit_change_nothing(world: World) -> None:
    laptop = world.laptops[0]
    words = ask_office(world, request_for(laptop.store.folder, VICKY))
    before = key_path(laptop.store.folder).read_bytes()
    for text in ("", "kopi", " ".join(reversed(words)), " ".join(words[:-1])):
        with pytest.raises((WordsMiscounted, WordsMisheard)):
            new_pin_by_answer(laptop.store.folder, VICKY, NEW, words=text, at=MORNING, cost=CHEAP)
    with pytest.raises(PinTooPlain):
        new_pin_by_answer(laptop.store.folder, VICKY, "123456", words=" ".join(words), at=MORNING, cost=CHEAP)
    assert key_path(laptop.store.folder).read_bytes() == before
    assert told(laptop) == []


def test_whoever_was_dismissed_gets_no_new_pin(world: World) -> None:
    laptop = world.laptops[0]
    made = enter_officer(
        laptop.store, laptop.tick(), name="Rini", nip="", role=SUPERVISOR, pin=NEW, cost=CHEAP
    )
    with laptop.store.db.write(laptop.store.officer.id, "officers.set_active", laptop.tick()) as session:
        set_active(session, made.id, active=False, by=laptop.store.officer.id)
    words = ask_office(world, request_for(laptop.store.folder, "Rini"), officer="Rini")
    before = key_path(laptop.store.folder).read_bytes()
    with pytest.raises(OfficerDismissed):
        new_pin_by_answer(
            laptop.store.folder, "Rini", "118904", words=" ".join(words), at=MORNING, cost=CHEAP
        )
    assert key_path(laptop.store.folder).read_bytes() == before
    dismiss_officer(laptop.store, laptop.tick(), made.id)
    assert "Rini" not in key_path(laptop.store.folder).read_text()


def test_another_supervisor_gives_a_new_pin_before_anybody_has_signed_in(world: World) -> None:
    laptop = world.laptops[0]
    folder = laptop.store.folder
    rini = enter_officer(
        laptop.store, laptop.tick(), name="Rini", nip="", role=PETUGAS, pin="7391", cost=CHEAP
    )
    enter_officer(laptop.store, laptop.tick(), name="Dedi", nip="", role=PETUGAS, pin="7391", cost=CHEAP)
    with pytest.raises(SupervisorOnly):
        new_pin_by_supervisor(
            folder, VICKY, NEW, supervisor="Dedi", supervisor_pin="7391", at=laptop.tick(), cost=CHEAP
        )
    new_pin_by_supervisor(
        folder, rini.id, "5209", supervisor=VICKY, supervisor_pin=PIN, at=laptop.tick(), cost=CHEAP
    )
    assert told(laptop)[-1] == "PIN baru untuk Rini, oleh supervisor"
    open_store(folder, "Rini", "5209").db.close()
    with pytest.raises(WrongPin):
        open_store(folder, "Rini", "7391")


def test_the_spare_key_opens_office_and_laptop_where_the_computers_secret_is_gone(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = office_init(tmp_path / "kantor 2", name="Sudin", officer="Kepala", pin=PIN, at=MORNING, cost=CHEAP)
    made.store.db.close()
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "other"))
    with pytest.raises(LaptopSecretGone):
        open_store(tmp_path / "kantor 2", "Kepala", PIN)
    with pytest.raises(NotAnOfficeKey):
        new_pin_by_key(world.laptops[0].store.folder, VICKY, NEW, key_text=made.spare, at=MORNING, cost=CHEAP)
    store = new_pin_by_key(tmp_path / "kantor 2", "Kepala", NEW, key_text=made.spare, at=MORNING, cost=CHEAP)
    assert told(Post(store)) == ["PIN baru untuk Kepala, dengan kunci kantor"]
    store.db.close()
    open_store(tmp_path / "kantor 2", "Kepala", NEW).db.close()


def test_the_phone_opens_a_laptop_where_the_computers_secret_is_gone(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = world.laptops[0]
    laptop.store.db.close()
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "other"))
    words = ask_office(world, request_for(laptop.store.folder, VICKY))
    laptop.store = new_pin_by_answer(
        laptop.store.folder, VICKY, NEW, words=" ".join(words), at=laptop.tick(), cost=CHEAP
    )
    open_store(laptop.store.folder, VICKY, NEW).db.close()


def test_a_laptop_enrolled_by_an_earlier_program_prepares_its_way_back_at_the_next_sign_in(
    world: World,
) -> None:
    laptop = world.laptops[0]
    folder = laptop.store.folder
    with laptop.store.db.write(laptop.store.officer.id, "test.forget", laptop.tick()) as session:
        set_fact(session, RECOVERY_FACT, "")
    key_path(folder).write_bytes(_without_phone(key_path(folder).read_bytes()))
    with pytest.raises(NoWayByPhone):
        request_for(folder, VICKY)
    sign_in(folder, VICKY, PIN).db.close()
    words = ask_office(world, request_for(folder, VICKY))
    new_pin_by_answer(folder, VICKY, NEW, words=" ".join(words), at=MORNING, cost=CHEAP).db.close()


def _without_phone(data: bytes) -> bytes:
    import hashlib
    import json

    slots = json.loads(data)["slots"]
    del slots["phone"]
    text = json.dumps(slots, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return json.dumps({"format": 1, "slots": slots, "sum": hashlib.sha256(text).hexdigest()}).encode()


def test_a_wrong_pin_at_the_desk_and_at_the_door_counts_together(world: World) -> None:
    folder = world.laptops[0].store.folder
    for _try in range(3):
        with pytest.raises(WrongPin):
            open_store(folder, VICKY, "000000")
    with pytest.raises(PinMustWait):
        open_store(folder, VICKY, PIN)
