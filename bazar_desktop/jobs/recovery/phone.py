"""A forgotten PIN over the phone: the request of the laptop, the answer of its office, by word or on a stick."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.recovery.phone import RequestMistyped, answer_to, answer_words, read_request
from bazar_desktop.jobs.office.identity import secret_of_laptop
from bazar_desktop.language import _
from bazar_desktop.services.office.laptops import LAPTOP, find_device, require_office
from bazar_desktop.services.recovery.record import log_answer
from bazar_desktop.services.settings.officers import require_supervisor
from bazar_desktop.store.actions import name_of
from bazar_desktop.store.files import safe_name, write_whole
from bazar_desktop.store.opening import OpenStore
from bazar_desktop.store.phone_slots import request_of
from bazar_desktop.store.unlocking import find_officer, key_path
from bazar_desktop.work_log import logged

ANSWER = ".jawaban"
_LONGEST = 4_000  # bytes of such a file


class LaptopNotInUse(BazarError):
    """A laptop that was revoked, or has not answered yet, gets no answer. Fact: `name`."""


class AnswerFolderMissing(BazarError):
    """The folder that the answer is to be written to is not there. Fact: `folder`."""


class NoAnswerInFile(BazarError):
    """The file holds no answer of an office. Fact: `file`."""


class AnswerFileUnread(BazarError):
    """The file of an answer cannot be read: its stick was pulled, or is broken. Fact: `file`."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The office's answer: twelve words to read over the phone."""

    laptop: str
    officer: str
    request: str
    words: tuple[str, ...]


def request_for(folder: Path, officer: str) -> str:
    """Give the request to read to the office for an officer (id or name) of the locked store in `folder`.

    Raises NoStoreHere, UnknownOfficer, NoWayByPhone, KeysDamaged, KeysTooNew.
    """
    return request_of(key_path(folder), find_officer(folder, officer).id)


@logged("answer")
def answer_request(store: OpenStore, *, laptop: str, request: str, officer: str, at: datetime) -> Answered:
    """Answer the request of one of this office's laptops for its officer of that name; a supervisor's.

    Raises NotAnOffice, SupervisorOnly, UnknownLaptop, LaptopNotInUse, RequestMistyped.
    """
    with store.db.write(store.officer.id, name_of(log_answer), at) as session:
        require_office(session)
        require_supervisor(session, store.officer.id)
        device = find_device(session, laptop)
        if device.state != "enrolled" or device.role != LAPTOP:
            raise LaptopNotInUse(name=device.name)
        try:
            asked = read_request(request, laptop=device.key_id, officer=officer)
        except RequestMistyped:
            raise RequestMistyped(laptop=device.name, officer=officer.strip()) from None
        words = answer_words(answer_to(asked, officer, secret_of_laptop(session, device)))
        log_answer(session, laptop=device.name, officer=officer.strip(), request=asked, at=at)
    return Answered(device.name, officer.strip(), asked, words)


def require_folder(to: Path) -> None:
    """Look whether an answer can be written into `to`, before there is one. Raises AnswerFolderMissing."""
    if not to.is_dir():
        raise AnswerFolderMissing(folder=str(to))


def save_answer(answered: Answered, to: Path) -> Path:
    """Write an answer into the folder `to`, for whoever cannot be called; the folder is never made.

    Raises AnswerFolderMissing, DiskFull, OutputFailed.
    """
    require_folder(to)
    heading = _(
        "Jawaban kantor untuk {officer} di {laptop}, permintaan {request}. Berlaku satu kali."
    ).format(officer=answered.officer, laptop=answered.laptop, request=answered.request)
    file = to / f"{safe_name(answered.laptop)}_{answered.request}{ANSWER}"
    write_whole(file, f"{heading}\n\n{' '.join(answered.words)}\n".encode(), make_folder=False)
    return file


def words_in(file: Path) -> str:
    """Give the words of an answer that came on a stick. Raises NoAnswerInFile, AnswerFileUnread."""
    try:
        with file.open("rb") as stream:
            text = stream.read(_LONGEST).decode("utf-8", "replace")
    except OSError as error:
        raise AnswerFileUnread(file=file.name) from error
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) != 2:
        raise NoAnswerInFile(file=file.name)
    return lines[1]
