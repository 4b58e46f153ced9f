"""doctor."""

from __future__ import annotations

from bazar_desktop.cli.context import CliContext, command
from bazar_desktop.cli.root import root
from bazar_desktop.jobs.settings.examination import examine_folder
from bazar_desktop.language import N_, _
from bazar_desktop.messages import finding
from bazar_desktop.work_log import last_lines

FOUND_WRONG = 4  # the exit code where something is wrong
ADVICE = {  # what wants a look and is no fault
    "backup_none", "backup_old", "keys_uncopied", "printer_none", "register_empty", "register_old",
}  # fmt: skip


@command(
    root,
    "doctor",
    N_(
        "Memeriksa apakah laptop ini siap ke lapangan dan datanya utuh; berakhir dengan 4 bila "
        "ada yang salah."
    ),
)
def doctor(context: CliContext) -> None:
    """Look whether this laptop is fit for the field and its data are whole; ends with 4 where something is wrong."""
    checks = examine_folder(context.folder, context.unlock, context.now(), database=context.database)
    rows = [
        {"topic": check.topic, "good": check.good, "code": check.code, "words": finding(check)}
        for check in checks
    ]
    tags = {True: "[ok]", False: _("[lihat]")}
    width = max(map(len, tags.values()))
    lines = [f"{tags[check.good]:<{width}} {finding(check)}" for check in checks]
    log = last_lines()
    facts = {"good": all(check.good for check in checks), "checks": rows, "log": log}
    is_wrong = any(not check.good and check.code not in ADVICE for check in checks)
    context.exit_code = FOUND_WRONG if is_wrong else 0
    context.answer(facts, [*lines, "", _("Catatan kerja:"), *log] if log else lines)
