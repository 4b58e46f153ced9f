"""What a usul does to people and bazaars is told by its own words, and ids by the names behind them."""

from __future__ import annotations

from pathlib import Path

from bazar_desktop.phrases.proposals import acts_words, proposal_words
from bazar_desktop.services.exchange.proposals import MOST_LINES, LaptopProposal
from bazar_desktop.services.journal.history import field_history
from bazar_desktop.services.settings.editing import add_agency
from bazar_desktop.services.settings.officers import PETUGAS, SUPERVISOR
from bazar_desktop.store.rows import withdraw
from bazar_desktop.store.tables import BazaarDay, new_id
from tests.authority.liar import Liar
from tests.authority.shapes import DAY
from tests.authority.test_hostile_shapes import bring
from tests.authority.test_officers import BOSS, dismiss, enter_at, waiting
from tests.offices import Post


def the_usul(office: Post, liar: Liar, to: Path) -> LaptopProposal:
    bring(office, liar, to)
    (proposal,) = waiting(office)
    return proposal


def test_a_new_supervisor_and_a_dismissal_do_not_look_alike(world: tuple[Post, Liar], tmp_path: Path) -> None:
    office, liar = world
    vicky = liar.id("officer", name="Vicky Ramadhan")
    liar.enter("officer", new_id(), BOSS)
    bring(office, liar, tmp_path / "satu")
    liar.write("officer", vicky, {"active": False})
    bring(office, liar, tmp_path / "dua")
    raised, dismissed = waiting(office)
    assert raised.entities == dismissed.entities == {"officer": 1}
    assert acts_words(raised.acts) == "supervisor baru: Bos Palsu"
    assert acts_words(dismissed.acts) == "memberhentikan Vicky Ramadhan"
    assert ": memberhentikan Vicky Ramadhan; petugas 1." in proposal_words(dismissed)


def test_each_kind_of_act_is_named_however_long_the_usul_is(world: tuple[Post, Liar], tmp_path: Path) -> None:
    office, liar = world
    gone, raised = enter_at(office, name="Dina"), enter_at(office, name="Sari")
    dismiss(office, gone)
    liar.post.answers(office.pack(tmp_path / "kabar").file)
    for number in range(MOST_LINES):  # before them all, what nobody needs to read
        liar.enter("agency", new_id(), {"name": f"Dinas {number}"})
    erased = liar.ids("vendor")[1]
    liar.enter("erasure", new_id(), {"vendor_id": erased})
    liar.write("bazaar", liar.other, {"withdrawn": True})
    liar.write("officer", gone, {"active": True})
    liar.write("officer", raised, {"role": SUPERVISOR})
    liar.write("officer", liar.id("officer", name="Vicky Ramadhan"), {"role": PETUGAS})
    liar.write("officer", office.store.officer.id, {"withdrawn": True})
    proposal = the_usul(office, liar, tmp_path)
    business = liar.value("vendor", erased, "business")
    assert acts_words(proposal.acts) == (
        "memberhentikan Kepala Seksi; supervisor baru: Sari; bukan supervisor lagi: Vicky Ramadhan; "
        f"mengaktifkan kembali Dina; menghapus data pribadi {business}; mencabut bazar Bazar Menteng"
    )
    assert (len(proposal.fields), proposal.more) == (MOST_LINES, 6)


def test_what_a_usul_would_move_is_told_from_what_stands_here_not_from_what_it_says_stood(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    entry = liar.id("omzet_entry", bazaar_id=liar.other, cash=70_000)
    said, scope = {"cash": 9_000_000}, f"{liar.other}/{DAY}"
    liar.write("omzet_entry", entry, said, claims=said, scope=scope)
    vendor = liar.ids("vendor")[0]
    phone = {"phone": "+6281200001111"}
    liar.write("vendor", vendor, phone, claims=phone)
    proposal = the_usul(office, liar, tmp_path)
    assert proposal.rupiah == 9_000_000 - 70_000
    lines = {field.field: field for field in proposal.fields}
    assert (lines["cash"].before, lines["cash"].after) == (70_000, 9_000_000)
    assert lines["phone"].before != lines["phone"].after
    with office.store.db.read() as session:
        history = field_history(session, "omzet_entry", entry, "cash")
    assert (history[0].before, history[0].after) == (70_000, 9_000_000)


def test_an_id_is_told_by_the_name_behind_it_known_here_or_in_the_usul(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    with office.store.db.write(office.store.officer.id, "agencies.add_agency", office.tick()) as session:
        add_agency(session, name="Dinas Pertanian", role="partner")
    liar.post.answers(office.pack(tmp_path / "kabar").file)
    agency, new, vendor = liar.id("agency", name="Dinas Pertanian"), new_id(), liar.ids("vendor")
    liar.enter("agency", new, {"name": "PT Baru", "role": "partner"})
    for whose, named in zip(vendor, (agency, new, new_id()), strict=False):
        liar.write("vendor", whose, {"agency_id": named})
    proposal = the_usul(office, liar, tmp_path)
    shown = [str(field.after) for field in proposal.fields if field.field == "agency_id"]
    assert shown[:2] == ["Dinas Pertanian", "PT Baru"]
    assert len(shown[2]) == 36  # nobody has named it: the window says so


def test_a_usul_to_take_a_day_out_names_the_bazaar_and_the_day(
    world: tuple[Post, Liar], tmp_path: Path
) -> None:
    office, liar = world
    day = liar.ids("bazaar_day", bazaar_id=liar.own)[1]
    with liar.post.store.db.write(liar.post.store.officer.id, "bazaars.change", liar.post.tick()) as session:
        withdraw(session, session.get_one(BazaarDay, day))
    proposal = the_usul(office, liar, tmp_path)
    bazaar, shown = liar.value("bazaar", liar.own, "name"), liar.value("bazaar_day", day, "day")
    named = f"{bazaar} · {shown:%d/%m/%Y}"
    assert proposal.names == (named,)
    assert [field.subject for field in proposal.fields] == [named]
    assert acts_words(proposal.acts) == f"mencabut hari bazar {named}"
    assert f": mencabut hari bazar {named}; hari bazar 1." in proposal_words(proposal)
