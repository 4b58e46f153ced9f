"""What reading says of each file, and of a whole batch."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.services.exchange.packages import answer_code
from bazar_desktop.store.files import MachineError

ENROLLED, CONFIRMED, DIFFERS, NOT_OURS = "ENROLLED", "CONFIRMED", "DIFFERS", "NOT_OURS"
REFUSED, UNREADABLE = "REFUSED", "UNREADABLE"


class FileUnreadable(MachineError):
    """The stick or folder does not give the file up. Facts: `file`, `why`."""


class FileNotUnderstood(BazarError):
    """The program itself went wrong at this file. Facts: file, kind (of the fault)."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """How one file was answered.

    `kind` is package, news, receipt or enrolment. `answer` is a code of `sync.answers.Answer` or, for the other
    kinds, ENROLLED, CONFIRMED, DIFFERS, NOT_OURS, REFUSED, UNREADABLE. `error` and `facts` give the words by
    `bazar_desktop.messages`; `late` are the sealed bazaar days that changed; `missing` the numbers waited for;
    `origins` the chains that news are about; `made_at` when its maker's clock says that a package was made.
    """

    file: str
    kind: str
    answer: str
    maker: str = ""
    device: str = ""
    package: str | None = None
    origin: str = ""
    first: int = 0
    last: int = 0
    new: int = 0
    conflicts: int = 0
    rupiah: int = 0
    missing: tuple[int, int] | None = None
    late: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    clock_odd: bool = False
    words: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    made_at: str = ""
    error: str = ""
    facts: dict[str, object] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """Under what `bazar_desktop.messages` has the sentence for this answer, with `facts`."""
        return self.error or answer_code(self.kind, self.answer)


@dataclass(frozen=True, slots=True)
class Batch:
    """The answers in the order of reading, and the receipts that were written."""

    files: tuple[ReadFile, ...]
    receipts: tuple[Path, ...]
    stopped: bool = False

    @property
    def merged(self) -> int:
        return sum(file.new for file in self.files)
