"""Faults of the machine and of ours, in words: what happened, what is safe, what to do; and the log of them."""

from __future__ import annotations

import errno
import logging
import re
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import TracebackType

from bazar_desktop import __version__
from bazar_desktop.jobs.account import account_words
from bazar_desktop.language import _
from bazar_desktop.messages import sentence
from bazar_desktop.store.files import MachineError
from bazar_desktop.ui.app_session import DAMAGED, DENIED, FULL, GONE, LOCKED, OTHER, PRINTER, MachineFault
from bazar_desktop.work_log import last_lines

LOG = logging.getLogger("bazar_desktop.window")

_KINDS = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EACCES: DENIED,
    errno.EPERM: DENIED,
    errno.EROFS: DENIED,
    errno.ENOENT: GONE,
    errno.ENODEV: GONE,
    errno.ENXIO: GONE,
    errno.EBUSY: LOCKED,
    errno.EIO: DAMAGED,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """The three things to say about a fault of the machine, and a line for whoever helps."""

    happened: str
    safe: str
    todo: str
    detail: str = ""
    account: str = ""  # what was done and what was not, where the work had several parts


def is_machine(error: BaseException) -> bool:
    """Whether `error` is the machine's fault, not a rule and not ours."""
    return isinstance(error, MachineFault | MachineError | OSError)


def fault_of(error: BaseException) -> Fault:
    """The words for a fault of the machine."""
    return replace(_fault(error), account=account_words(error))


def _fault(error: BaseException) -> Fault:
    if isinstance(error, MachineError):
        happened, _dot, todo = sentence(error).partition(". ")
        safe = _("Semua yang sudah tertulis Tersimpan tetap aman.")
        return Fault(f"{happened.rstrip('.')}.", safe, todo or _("Coba lagi."), error.code)
    if isinstance(error, MachineFault):
        kind, detail = error.kind, error.detail
    else:
        number = error.errno if isinstance(error, OSError) else None
        kind, detail = _KINDS.get(number or 0, OTHER), f"{type(error).__name__} {number or ''}".strip()
    happened, todo = _words(kind)
    safe = _("Semua yang sudah tertulis Tersimpan tetap aman. Isian terakhir belum tersimpan.")
    if kind == PRINTER:
        safe = _("Data tidak berubah. Yang terganggu hanya pencetakan.")
    return Fault(happened, safe, todo, detail)


def _words(kind: str) -> tuple[str, str]:
    words = {
        FULL: (
            _("Ruang penyimpanan penuh."),
            _("Hapus berkas yang tidak perlu atau pakai flashdisk lain, lalu coba lagi."),
        ),
        DENIED: (
            _("Laptop tidak mengizinkan menulis di tempat ini."),
            _("Buka kunci flashdisk atau pilih folder lain, lalu coba lagi."),
        ),
        GONE: (
            _("Berkas atau flashdisk tidak ditemukan."),
            _("Pasang lagi flashdisk, tunggu sampai terbaca, lalu coba lagi."),
        ),
        LOCKED: (
            _("Berkas sedang dipakai program lain."),
            _("Tutup program yang membukanya (misalnya Excel), lalu coba lagi."),
        ),
        DAMAGED: (
            _("Penyimpanan gagal dibaca atau ditulis."),
            _("Jangan matikan laptop. Coba lagi; bila tetap gagal, pulihkan dari cadangan di Pengaturan."),
        ),
        PRINTER: (
            _("Printer tidak menjawab."),
            _("Periksa kabel, kertas dan tinta, atau simpan sebagai PDF di flashdisk."),
        ),
    }
    other = (
        _("Laptop menolak pekerjaan ini."),
        _("Coba lagi. Bila terulang, hubungi kantor dengan rincian di bawah."),
    )
    return words.get(kind, other)


def report_of(error: BaseException, at: str = "") -> str:
    """Details that may be copied and sent: where it happened, without values that may be personal."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    head = f"Bazar Desktop {__version__} · Python {sys.version.split()[0]} · {sys.platform} {at}".rstrip()
    return "\n".join([head, *places, f"{type(error).__name__}: {without_values(str(error))}"])


def without_values(text: str) -> str:
    """`text` with everything quoted and all longer numbers hidden: they may be names, NIK or phones."""
    hidden = re.sub(r"'[^'\n]*'|\"[^\"\n]*\"", "'…'", text)
    return re.sub(r"\d{5,}", "•••", hidden)[:400]


def install_excepthook(show: Callable[[BaseException, str], None]) -> None:
    """Log every error nobody caught, and hand it to `show` with its report and the log's last lines; go on."""

    def hook(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.exit(130)
        report, before = report_of(error), last_lines()
        LOG.error("%s", report)
        show(error, "\n".join([report, "", *before]).rstrip())

    sys.excepthook = hook


def _short(path: str) -> str:
    parts = path.replace("\\", "/").split("/")
    return "/".join(parts[-3:])
