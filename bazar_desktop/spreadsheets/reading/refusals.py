"""Why a file is not read. Nothing of a refused file is taken over."""

from __future__ import annotations

from bazar_desktop.domain.errors import BazarError


class FileMissing(BazarError):
    """There is no such file, or it may not be opened. Facts: name."""


class NotASpreadsheet(BazarError):
    """The content is something else: a PDF, a photo, a letter. Facts: name, kind."""


class FilePassworded(BazarError):
    """The file opens only with a password. Facts: name."""


class FileHasMacros(BazarError):
    """The file carries program code. Facts: name."""


class FileDamaged(BazarError):
    """The file ends too soon or contradicts itself. Facts: name, and `what` is broken: zip, ole, workbook or parser."""


class FileTooBig(BazarError):
    """The file, or what it would unpack to, passes a limit. Facts: name, what, limit."""


class ReadingTookTooLong(BazarError):
    """The file was not read within the time allowed. Facts: name, seconds."""


class NoTableFound(BazarError):
    """No sheet holds a header with rows under it. Facts: name."""


class ColumnMissing(BazarError):
    """A column that the reading was told to use is not in the table. Facts: column."""
