"""What reading answers of one file, by what became of it: named, merged, heard, enrolled or refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bazar_desktop.domain.errors import BazarError
from bazar_desktop.jobs.exchange.intake import (
    CONFIRMED,
    DIFFERS,
    ENROLLED,
    NOT_OURS,
    REFUSED,
    UNREADABLE,
    FileNotUnderstood,
    FileUnreadable,
    ReadFile,
)
from bazar_desktop.jobs.exchange.merge import Merged
from bazar_desktop.jobs.exchange.receipts import ReceiptResult
from bazar_desktop.jobs.office.enrolment import Enrolled
from bazar_desktop.phrases.figures import control_sum_words
from bazar_desktop.services.exchange.packages import MADE_AT, log_intake
from bazar_desktop.store.apply import ChainForked
from bazar_desktop.store.files import reason_of
from bazar_desktop.store.folding import ChangeUnsound
from bazar_desktop.store.tables import new_id
from bazar_desktop.store.values import ContentBroken
from bazar_desktop.sync.answers import Answer, PackageRefused
from bazar_desktop.sync.envelope import Package
from bazar_desktop.sync.news import News
from bazar_desktop.work_log import LOG, code_of, note, places_of


def of_package(blank: ReadFile, package: Package) -> ReadFile:
    """Give `blank` with what a proven package says of itself."""
    manifest = package.manifest
    return replace(
        blank,
        maker=manifest.name,
        device=manifest.device,
        package=manifest.package,
        origin=manifest.run.origin,
        first=manifest.run.first,
        last=manifest.run.last,
        made_at=manifest.made_at,
    )


def of_news(blank: ReadFile, news: News) -> ReadFile:
    """Give `blank` with what proven news say of themselves."""
    manifest = news.manifest
    return replace(
        blank,
        maker=manifest.name,
        device=manifest.device,
        package=manifest.package,
        origins=tuple(chapter.run.origin for chapter in manifest.chapters),
    )


def when_merged(blank: ReadFile, merged: Merged) -> ReadFile:
    """Answer for a proven package or news: merged, known already, or held for what is missing."""
    gap = merged.missing or (0, 0)
    facts: dict[str, object] = {
        "name": blank.maker,
        "first": blank.first,
        "last": blank.last,
        "new": merged.new,
        "gap_first": gap[0],
        "gap_last": gap[1],
        "rupiah": control_sum_words(merged.rupiah),
        "days": len(merged.late),
        "clock_odd": bool(merged.ahead),
        "clock_of": list(merged.ahead),
    }
    return replace(
        blank,
        answer=str(merged.answer),
        new=merged.new,
        conflicts=merged.conflicts,
        rupiah=merged.rupiah,
        missing=merged.missing,
        late=merged.late,
        scopes=merged.scopes,
        clock_odd=bool(merged.ahead),
        facts=facts,
    )


def when_not_merged(blank: ReadFile, error: BazarError) -> ReadFile:
    """Answer why a package or news were not merged: as they were refused, or a fork, or damage."""
    answers = {
        ChainForked: Answer.FORK,
        ChangeUnsound: Answer.DAMAGED,
        ContentBroken: Answer.BROKEN_CONTENT,
        FileNotUnderstood: Answer.BROKEN_CONTENT,
    }
    answer = error.answer if isinstance(error, PackageRefused) else answers.get(type(error), Answer.DAMAGED)
    return replace(blank, answer=str(answer), error=error.code, facts=error.facts)


def when_refused(blank: ReadFile, error: BazarError) -> ReadFile:
    """Answer why a file was not taken: as its bytes were refused, or by a rule of this store."""
    answer = error.answer if isinstance(error, PackageRefused) else REFUSED
    return replace(blank, answer=str(answer), error=error.code, facts=error.facts)


def when_unreadable(blank: ReadFile, error: OSError) -> ReadFile:
    """Answer for a file that the stick did not give up."""
    fault = FileUnreadable(file=blank.file, why=reason_of(error))
    return replace(blank, answer=UNREADABLE, error=fault.code, facts=fault.facts)


def when_not_understood(blank: ReadFile, error: Exception) -> ReadFile:
    """Answer for a file at which the program itself went wrong; the log has the kind of the fault and its place."""
    note("intake fault", kind=blank.kind, fault=code_of(error))
    LOG.error("%s", places_of(error))
    return when_not_merged(blank, FileNotUnderstood(file=blank.file, kind=type(error).__name__))


def when_enrolled(blank: ReadFile, enrolled: Enrolled) -> ReadFile:
    """Answer for a laptop that was admitted: its name, and the words to compare."""
    facts: dict[str, object] = {"name": enrolled.name, "words": " ".join(enrolled.words)}
    return replace(
        blank, answer=ENROLLED, maker=enrolled.name, device=enrolled.key_id, words=enrolled.words, facts=facts
    )


def when_heard(blank: ReadFile, heard: ReceiptResult) -> ReadFile:
    """Answer with what an office's receipt says of our chain."""
    answer = {True: CONFIRMED, False: DIFFERS, None: NOT_OURS}[heard.agrees]
    facts: dict[str, object] = {
        "sudin": heard.sudin,
        "last": heard.last,
        "rupiah": control_sum_words(heard.rupiah),
    }
    return replace(blank, answer=answer, maker=heard.sudin, last=heard.last, rupiah=heard.rupiah, facts=facts)


def log_answer(
    session: Session, answer: ReadFile, sha256: str, officer: str, at: datetime, held: bytes | None
) -> None:
    """Keep `answer` in the list of what was read; `held` are the bytes of a package that waits."""
    note(
        "intake",
        kind=answer.kind,
        answer=answer.answer,
        error=answer.error,
        first=answer.first,
        last=answer.last,
        new=answer.new,
        conflicts=answer.conflicts,
        late=len(answer.late),
    )
    facts: dict[str, Any] = {**answer.facts, "error": answer.error, "late": list(answer.late)}
    if answer.made_at:
        facts[MADE_AT] = answer.made_at
    log_intake(
        session,
        id=new_id(),
        file_name=answer.file,
        sha256=sha256,
        kind=answer.kind,
        device=answer.device,
        maker=answer.maker,
        package=answer.package or "",
        origin=answer.origin,
        first=answer.first,
        last=answer.last,
        answer=answer.answer,
        facts=facts | {"new": answer.new, "clock_odd": answer.clock_odd},
        scopes=answer.scopes,
        officer=officer,
        read_at=at,
        held=held,
    )
