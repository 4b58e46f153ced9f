"""What is told of a day besides figures, and its photos."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bazar_desktop.domain.day.model import Activity
from bazar_desktop.jobs.papers.photos import grey_photo, small_photo
from bazar_desktop.services.bazaars.days import NotADayOfThisBazaar
from bazar_desktop.services.day.activity import (
    MOST_PHOTOS,
    ActivityTextTooLong,
    NoSuchPhoto,
    PhotoInput,
    TooManyPhotos,
    VisitorsOutOfRange,
    activity,
    add_photo,
    drop_photo,
    set_activity,
    tell_activity,
)
from bazar_desktop.services.day.undo_guard import undo
from bazar_desktop.services.papers.attachments import GREATEST, NotAPhoto, PhotoTooBig, pages_not_attached
from bazar_desktop.store.database import Database
from tests.bazaar_day import DAYS
from tests.offices import found
from tests.omzet_day import OmzetDay, open_day
from tests.printing.told_day import jpeg


def where(day: OmzetDay) -> dict[str, Any]:
    return {"bazaar_id": day.field.bazaar_id, "day": day.day}


def known(day: OmzetDay) -> Activity:
    return day.field.ask(activity, **where(day))


def add(day: OmzetDay, photo: bytes, caption: str = "") -> Activity:
    return day.field.do(add_photo, **where(day), photo=photo, caption=caption, at=day.field.at)


def test_what_is_told_stands_and_can_be_changed_bit_by_bit(db: Database) -> None:
    day = open_day(db)
    assert known(day) == Activity()
    day.field.do(set_activity, **where(day), weather=" Cerah ", visitors=1_250)
    told = day.field.do(set_activity, **where(day), obstacles="Genset mati")
    assert told == known(day) == Activity("Cerah", 1_250, "Genset mati", "")
    assert day.field.do(set_activity, **where(day), visitors=None, weather="").visitors is None


def test_photos_stand_in_the_order_in_which_they_were_added(db: Database) -> None:
    day = open_day(db)
    for number in range(MOST_PHOTOS):
        add(day, jpeg(number), f"Foto {number}")
    add(day, jpeg(2), "Judul lain")
    assert [photo.caption for photo in known(day).photos] == [
        "Foto 0", "Foto 1", "Judul lain", "Foto 3", "Foto 4", "Foto 5",
    ]  # fmt: skip
    with pytest.raises(TooManyPhotos):
        add(day, jpeg(7))
    left = day.field.do(drop_photo, **where(day), number=1)
    assert [photo.data for photo in left.photos] == [jpeg(number) for number in range(1, MOST_PHOTOS)]
    assert day.field.ask(pages_not_attached, *where(day).values()) == ()


def test_what_cannot_stand_on_one_page_is_refused(db: Database) -> None:
    day = open_day(db)
    for values in ({"visitors": -1}, {"visitors": 1_000_001}):
        with pytest.raises(VisitorsOutOfRange):
            day.field.do(set_activity, **where(day), **values)
    with pytest.raises(ActivityTextTooLong):
        day.field.do(set_activity, **where(day), notes="a" * 701)
    with pytest.raises(ActivityTextTooLong):
        add(day, jpeg(1), "a" * 81)
    with pytest.raises(NotAPhoto):
        add(day, b"GIF89a")
    with pytest.raises(PhotoTooBig):
        add(day, b"\xff\xd8\xff" + b"0" * GREATEST)
    with pytest.raises(NoSuchPhoto):
        day.field.do(drop_photo, **where(day), number=1)
    with pytest.raises(NotADayOfThisBazaar):
        day.field.ask(activity, day.field.bazaar_id, DAYS[0] - timedelta(days=1))
    assert known(day) == Activity()


def test_everything_is_told_at_once_and_taken_back_at_once(db: Database) -> None:
    day = open_day(db)
    add(day, jpeg(0), "Lama")
    add(day, jpeg(1), "Keluar")
    kept = known(day).photos[0].sha256
    photos = [PhotoInput("Baru", sha256=kept), PhotoInput("Kedua", jpeg(2)), PhotoInput("Ketiga", jpeg(3))]
    day.field.at += timedelta(seconds=1)
    with db.write(day.field.officer, "tell", day.field.at) as session:
        told = tell_activity(
            session, **where(day), at=day.field.at, photos=photos, weather="Hujan", notes="Ramai"
        )
        action = session.info["act"].action
    assert [photo.caption for photo in told.photos] == ["Baru", "Kedua", "Ketiga"]
    day.field.do(undo, action)
    assert [photo.caption for photo in known(day).photos] == ["Lama", "Keluar"]
    assert known(day).weather == ""
    with pytest.raises(TooManyPhotos):
        day.field.do(tell_activity, **where(day), at=day.field.at, photos=photos * 3)
    with pytest.raises(ActivityTextTooLong):
        day.field.do(tell_activity, **where(day), at=day.field.at, photos=[PhotoInput("a" * 90, jpeg(4))])


def test_photos_and_words_travel_to_the_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAZAR_SECRET_DIR", str(tmp_path / "secret"))
    world = found(tmp_path)
    laptop = world.join("Laptop A")
    there: dict[str, Any] = {"bazaar_id": laptop.bazaar_id, "day": DAYS[0]}
    with laptop.store.db.write(laptop.store.officer.id, "tell", laptop.tick()) as session:
        set_activity(session, **there, weather="Cerah", visitors=900)
        add_photo(session, **there, photo=jpeg(1), caption="Pembukaan", at=laptop.at)
    stick = world.stick("paket")
    laptop.pack(stick)
    assert world.office.answers(stick) == ["MERGED"]
    with world.office.store.db.read() as session:
        told = activity(session, **there)
    assert (told.weather, told.visitors) == ("Cerah", 900)
    assert [(photo.caption, photo.data) for photo in told.photos] == [("Pembukaan", jpeg(1))]
    world.close()


@pytest.mark.parametrize(("redrawn", "longest"), [(small_photo, 1400), (grey_photo, 1800)])
def test_a_phones_photo_is_turned_made_small_and_tells_nothing_of_its_place(
    tmp_path: Path, redrawn: Callable[[Path], bytes], longest: int
) -> None:
    large = Image.effect_noise((3000, 2000), 90).convert("RGB")
    large.paste((200, 30, 30), (0, 0, 3000, 200))  # on top, but the phone was held upright
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter to the right
    exif[0x010F] = "TELEPON-RAHASIA"
    exif.get_ifd(0x8825)[2] = (6.0, 10.0, 30.0)
    large.save(tmp_path / "a.jpg", quality=95, exif=exif, comment=b"lokasi rahasia")
    data = redrawn(tmp_path / "a.jpg")
    assert len(data) <= GREATEST < (tmp_path / "a.jpg").stat().st_size
    (tmp_path / "b.jpg").write_bytes(data)
    with Image.open(tmp_path / "b.jpg") as small:
        assert small.size[0] < small.size[1] <= longest
        assert small.mode == {small_photo: "RGB", grey_photo: "L"}[redrawn]
        assert dict(small.getexif()) == {}
        red, green, _blue = small.convert("RGB").getpixel((small.width - 10, small.height // 2))  # type: ignore[misc]
        assert red > 150 > green if redrawn is small_photo else 60 < red == green < 110
        assert "exif" not in small.info
    for secret in (b"Exif", b"RAHASIA", b"rahasia"):
        assert secret not in data


@pytest.mark.parametrize("content", [b"", b"bukan foto", b"\xff\xd8\xff" + b"0" * 200])
def test_what_is_no_photo_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    with pytest.raises(NotAPhoto):
        small_photo(tmp_path / "a.jpg")
    with pytest.raises(NotAPhoto):
        small_photo(tmp_path / "tidak-ada.jpg")


def test_a_photo_that_would_unfold_to_a_giant_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("1", (4000, 4000)).save(tmp_path / "a.png")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1_000_000)
    with pytest.raises(NotAPhoto):
        small_photo(tmp_path / "a.png")
