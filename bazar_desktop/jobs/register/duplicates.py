"""The search for people who stand in the register twice: slow, so with progress and Cancel; it writes nothing."""

from __future__ import annotations

from collections.abc import Callable

from bazar_desktop.services.register.duplicates import Duplicates, find_duplicates
from bazar_desktop.store.database import Database
from bazar_desktop.work_log import logged

Progress = Callable[[int, int, str], object]


class SearchStopped(Exception):
    """The person pressed Cancel."""


@logged(
    "duplicates",
    lambda pairs: {"certain": len(pairs.certain), "likely": len(pairs.likely)},
)
def search_duplicates(progress: Progress, *, db: Database) -> Duplicates:
    """What `find_duplicates` finds in one consistent state. Raises SearchStopped where `progress` gives False."""

    def tell(done: int, of: int) -> None:
        if progress(done, of, "") is False:
            raise SearchStopped()

    with db.read() as session:
        return find_duplicates(session, tell)
