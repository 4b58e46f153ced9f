"""Two laptops at one gate: their check-ins become one list."""

from __future__ import annotations

from datetime import timedelta

from bazar_desktop.services.attendance.check_in import check_in_participation
from bazar_desktop.services.attendance.roll_call import attendance_history, roll_call
from tests.bazaar_day import DAYS
from tests.offices import Post, World
from tests.stores import MORNING, conflicts


def arrive(post: Post, who: str, minute: int) -> None:
    at = MORNING + timedelta(minutes=minute)
    with post.store.db.write(post.store.officer.id, "attendance.check_in", at) as session:
        facts = {"bazaar_id": post.bazaar_id, "day": DAYS[0], "at": at}
        check_in_participation(session, **facts, participation_id=who)


def test_check_ins_of_two_laptops_are_one_list_with_the_earliest_time_and_no_decision(world: World) -> None:
    first, second = world.join("Laptop 1"), world.join("Laptop 2")
    news = world.office.pack(world.stick("kabar"))
    stick = world.stick("gerbang")
    who = first.parties()
    for post, came, minute in ((first, who[:6], 30), (second, who[4:8], 20)):
        assert post.answers(news.file) == ["MERGED"]
        for item in came:
            arrive(post, item, minute)
        post.pack(stick)
    assert world.office.answers(stick) == ["MERGED", "MERGED"]
    world.office.pack(stick)
    for post in (first, second):
        post.read(stick)
    for post in (world.office, first, second):
        with post.store.db.read() as session:
            rows = {row.participation_id: row for row in roll_call(session, post.bazaar_id, DAYS[0]).rows}
            assert [item for item in who if rows[item].arrived_at is not None] == who[:8]
            assert rows[who[4]].arrived_at == MORNING + timedelta(minutes=20)
            assert conflicts(session) == set()
            entries = attendance_history(session, who[4], DAYS[0])
            assert len([entry for entry in entries if entry.field == "arrived_at"]) == 2
