"""What a reader of a package may answer, and the refusals among the answers, each a named error.

Only MERGED, MERGED_LATE and the flag CLOCK_ODD ever change facts; every other answer writes to the intake log alone.
"""

from __future__ import annotations

from enum import StrEnum

from bazar_desktop.domain.errors import BazarError


class Answer(StrEnum):
    """The code that the intake log, the receipt and `--json` carry for one package."""

    MERGED = "MERGED"
    DUPLICATE = "DUPLICATE"
    HELD = "HELD"
    MERGED_LATE = "MERGED_LATE"
    DAMAGED = "DAMAGED"
    BROKEN_CONTENT = "BROKEN_CONTENT"
    BAD_SIGNATURE = "BAD_SIGNATURE"
    UNKNOWN_DEVICE = "UNKNOWN_DEVICE"
    REVOKED = "REVOKED"
    NOT_FOR_US = "NOT_FOR_US"
    FORK = "FORK"
    TOO_NEW = "TOO_NEW"
    TOO_OLD = "TOO_OLD"
    TOO_BIG = "TOO_BIG"
    CLOCK_ODD = "CLOCK_ODD"
    SAMPLE = "SAMPLE"


class PackageRefused(BazarError):
    """A file was refused before anything was written; `answer` is the code for the log and the receipt."""

    answer = Answer.DAMAGED


class PackageDamaged(PackageRefused):
    """The bytes are not what their maker signed. `what` names the part, for the log; it never quotes content."""


class BadSignature(PackageRefused):
    answer = Answer.BAD_SIGNATURE


class ForeignOrigin(BadSignature):
    """Signed by a known laptop, but over the journal of another one."""


class UnknownDevice(PackageRefused):
    answer = Answer.UNKNOWN_DEVICE


class DeviceRevoked(PackageRefused):
    answer = Answer.REVOKED


class NotForUs(PackageRefused):
    answer = Answer.NOT_FOR_US


class ClonedLaptop(PackageRefused):
    """The same origin and number with different content: two laptops write one journal."""

    answer = Answer.FORK


class TooNew(PackageRefused):
    answer = Answer.TOO_NEW


class TooOld(PackageRefused):
    answer = Answer.TOO_OLD


class TooBig(PackageRefused):
    answer = Answer.TOO_BIG


class SampleData(PackageRefused):
    """Training data offered to a real store, or real data to a training store."""

    answer = Answer.SAMPLE
