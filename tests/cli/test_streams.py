"""Commands in a pipe whose code page is not UTF-8, as on Windows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

WORDS = "from bazar_desktop.cli.main import main; import click; from bazar_desktop.cli.root import root\n"
ARROW = "root.command('panah')(lambda: click.echo('dibuka kembali → ditutup – 07.30 日'))\n"


def run(code: str, *words: str, page: str = "cp1252") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": page, "PYTHONUTF8": "0"}
    command = [sys.executable, "-c", f"{code}import sys; sys.exit(main(sys.argv[1:]))", *words]
    return subprocess.run(command, capture_output=True, env=environment, check=False)


def test_a_character_that_the_code_page_lacks_ends_no_command() -> None:
    done = run(WORDS + ARROW, "panah")
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode("cp1252").strip() == "dibuka kembali -> ditutup – 07.30 ?"


def test_an_older_code_page_gets_simpler_dashes() -> None:
    done = run(WORDS + ARROW, "panah", page="cp437")
    assert done.stdout.decode("cp437").strip() == "dibuka kembali -> ditutup - 07.30 ?"


def test_json_is_utf_8_in_every_code_page(tmp_path: Path) -> None:
    done = run(WORDS, "doctor", "--store", str(tmp_path / "Café → 日"), "--json")
    said = json.loads((done.stdout or done.stderr).decode("utf-8"))
    assert "Café → 日" in json.dumps(said, ensure_ascii=False)
