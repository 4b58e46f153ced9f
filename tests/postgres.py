"""Debian's own PostgreSQL, run for tests in a temporary folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def find_program(name: str) -> str | None:
    """Where a program of the operating system is; Debian keeps PostgreSQL's out of the way."""
    found = shutil.which(name)
    if found:
        return found
    return next((str(path) for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))), None)


@contextmanager
def running_postgres() -> Iterator[Path]:
    """Run Debian's own PostgreSQL on a socket in a temporary folder."""
    initdb, pg_ctl = find_program("initdb"), find_program("pg_ctl")
    assert initdb
    assert pg_ctl
    folder = Path(tempfile.mkdtemp(prefix="bazar-pg-"))
    as_user: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    try:
        subprocess.run(
            [
                *as_user,
                initdb,
                "-D",
                f"{folder}/data",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "-U",
                "bazar",
            ],
            check=True,
            capture_output=True,
            cwd=folder,
        )
        start = [
            *as_user,
            pg_ctl,
            "-D",
            f"{folder}/data",
            "-o",
            options,
            "-l",
            f"{folder}/log",
            "-w",
            "start",
        ]
        subprocess.run(start, check=True, stdout=subprocess.DEVNULL, cwd=folder)
        yield folder
        subprocess.run(
            [*as_user, pg_ctl, "-D", f"{folder}/data", "-m", "immediate", "stop"],
            check=True,
            capture_output=True,
            cwd=folder,
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
