"""The root of the commands, and how they end: 0 done, 2 a broken rule or wrong usage, 3 the machine's fault."""

from __future__ import annotations

import json
import sys

import click

from bazar_desktop.cli import bazaars
from bazar_desktop.cli.root import root
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.language import _, use_language
from bazar_desktop.messages import sentence
from bazar_desktop.store.engine import StoreTooNew, StoreUnreadable

SUBJECTS = (bazaars,)  # importing a subject registers its commands


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    use_language("id")
    try:
        root.main(given, prog_name="bazar", standalone_mode=False)
    except BazarError as error:
        return _refuse(given, error.code, sentence(error), 2)
    except click.UsageError as error:
        return _refuse(
            given,
            "wrong_usage",
            _("Perintah tidak lengkap atau salah tulis: {why} Lihat --help.").format(
                why=error.format_message()
            ),
            2,
        )
    except click.Abort:
        return _refuse(given, "cancelled", _("Dibatalkan. Tidak ada yang diubah."), 2)
    except StoreTooNew:
        return _refuse(
            given,
            "store_too_new",
            _("Data ini dibuat oleh program yang lebih baru. Perbarui Bazar Desktop; data tidak disentuh."),
            3,
        )
    except StoreUnreadable as error:
        return _refuse(
            given,
            error.code,
            _(
                "Berkas data tidak dapat dibuka. Data asli tidak diubah; pulihkan dari cadangan atau hubungi kantor."
            ),
            3,
        )
    except OSError as error:
        return _refuse(
            given,
            "machine",
            _("Perangkat menolak: {why}. Yang sudah tersimpan tetap aman.").format(
                why=error.strerror or str(error)
            ),
            3,
        )
    return 0


def _refuse(given: list[str], code: str, words: str, exit_code: int) -> int:
    if "--json" in given:
        words = json.dumps({"error": {"code": code, "message": words}}, ensure_ascii=False)
    click.echo(words, err=True)
    return exit_code
