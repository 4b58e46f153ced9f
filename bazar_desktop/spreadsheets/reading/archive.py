"""What kind of file this is, by its content, and whether it is safe to unpack: looked at before any parsing."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from bazar_desktop.spreadsheets.reading.limits import Limits
from bazar_desktop.spreadsheets.reading.refusals import (
    FileDamaged,
    FileHasMacros,
    FilePassworded,
    FileTooBig,
    NotASpreadsheet,
)

XLSX, ODS, XLS, TEXT, MARKUP_TABLE = "xlsx", "ods", "xls", "text", "markup"

MANIFEST = "META-INF/manifest.xml"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHERS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"MZ", "EXE"),
    (b"SQLite format 3", "SQLite"),
    (b"{\\rtf", "RTF"),
    (b"age-encryption.org", "age"),
)
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    EOFError,
)
MARKUP = re.compile(rb"^\s*(<!doctype html|<html|<\?xml|<table|<svg)", re.IGNORECASE)
TABLE = re.compile(rb"<table\b.*?<t[dh]\b", re.IGNORECASE | re.DOTALL)
SPREADSHEET_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
OLD_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")


def kind_of(data: bytes, name: str, limits: Limits) -> str:
    """XLSX, ODS, XLS, MARKUP_TABLE or TEXT.

    Raises FileTooBig, NotASpreadsheet, FilePassworded, FileHasMacros, FileDamaged; all before anything is unpacked.
    """
    if len(data) > limits.file_bytes:
        raise FileTooBig(name=name, what="bytes", limit=limits.file_bytes)
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _kind_of_zip(data, name, limits)
    if data.startswith(OLE_MAGIC):
        return _kind_of_ole(data, name)
    for magic, kind in OTHERS:
        if data.startswith(magic):
            raise NotASpreadsheet(name=name, kind=kind)
    if data.startswith(OLD_BIFF):
        return XLS
    if MARKUP.match(data[:512].removeprefix(b"\xef\xbb\xbf")):
        if SPREADSHEET_2003 in data[:4_000] or TABLE.search(data):
            return MARKUP_TABLE
        raise NotASpreadsheet(name=name, kind="HTML/XML")
    if _looks_binary(data):
        raise NotASpreadsheet(name=name, kind="biner")
    return TEXT


def _looks_binary(data: bytes) -> bool:
    """True where more than 1 byte in 50 is a control character, unless the zeros lie as in UTF-16."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:4] == b"\x00\x00\xfe\xff":
        return False
    zeros_even, zeros_odd = data[0::2].count(0), data[1::2].count(0)
    if max(zeros_even, zeros_odd) > len(data) * 0.35 and min(zeros_even, zeros_odd) < len(data) * 0.05:
        return False
    controls = sum(data.count(code) for code in range(32) if code not in (9, 10, 12, 13, 26))
    return controls * 50 > len(data)


def _kind_of_zip(data: bytes, name: str, limits: Limits) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _check_sizes(infos, len(data), name, limits)
            names = {info.filename for info in infos}
            lower = {entry.lower() for entry in names}
            if any(info.flag_bits & 1 for info in infos):
                raise FilePassworded(name=name)
            if any(entry.endswith(("vbaproject.bin", "vbadata.xml")) for entry in lower):
                raise FileHasMacros(name=name)
            if any(entry.startswith(("basic/", "scripts/")) and not entry.endswith("/") for entry in lower):
                raise FileHasMacros(name=name)
            if any(re.fullmatch(r"xl/workbook\d*\.xml", entry) for entry in lower):
                if b"macroEnabled" in _start_of(archive, names, "[Content_Types].xml"):
                    raise FileHasMacros(name=name)
                return XLSX
            if "content.xml" in lower and b"spreadsheet" in _start_of(archive, names, "mimetype", MANIFEST):
                if b"encryption-data" in _start_of(archive, names, MANIFEST):
                    raise FilePassworded(name=name)
                return ODS
    except BROKEN_ZIP as error:
        raise FileDamaged(name=name, what="zip") from error
    if any(entry.endswith("workbook.bin") for entry in lower):
        raise NotASpreadsheet(name=name, kind="xlsb")
    raise NotASpreadsheet(name=name, kind="DOCX" if "word/document.xml" in lower else "ZIP")


def _check_sizes(infos: list[zipfile.ZipInfo], packed: int, name: str, limits: Limits) -> None:
    if len(infos) > limits.entries:
        raise FileTooBig(name=name, what="entries", limit=limits.entries)
    if sum(info.file_size for info in infos) > limits.unpacked_bytes:
        raise FileTooBig(name=name, what="unpacked", limit=limits.unpacked_bytes)
    for info in infos:
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise FileDamaged(name=name, what="zip")
        if info.file_size > 1_000_000 and info.file_size > limits.ratio * max(1, info.compress_size):
            raise FileTooBig(name=name, what="ratio", limit=limits.ratio)
    if sum(info.compress_size for info in infos) > packed:
        raise FileTooBig(name=name, what="overlap", limit=packed)


def _start_of(archive: zipfile.ZipFile, names: set[str], *wanted: str) -> bytes:
    """The first 1 MB of the first entry that is there."""
    for entry in wanted:
        if entry in names:
            with archive.open(entry) as part:
                return part.read(1_000_000)
    return b""


def _kind_of_ole(data: bytes, name: str) -> str:
    """OLE: the header's own counts must fit into the file, or a parser would reserve what they claim."""
    if len(data) < 512:
        raise FileDamaged(name=name, what="ole")
    shift = struct.unpack_from("<H", data, 30)[0]
    fat, _first, _sig, _cutoff, _mini, minifat, _difat_first, difat = struct.unpack_from("<8I", data, 44)
    if shift not in (9, 12):
        raise FileDamaged(name=name, what="ole")
    sectors = len(data) // (1 << shift) + 1
    if fat > sectors or minifat > sectors or difat > sectors:
        raise FileDamaged(name=name, what="ole")
    if _has_stream(data, "EncryptedPackage") or _has_stream(data, "EncryptionInfo"):
        raise FilePassworded(name=name)
    if _has_stream(data, "_VBA_PROJECT_CUR") or _has_stream(data, "_VBA_PROJECT"):
        raise FileHasMacros(name=name)
    if not (_has_stream(data, "Workbook") or _has_stream(data, "Book")):
        raise NotASpreadsheet(name=name, kind="DOC" if _has_stream(data, "WordDocument") else "OLE")
    return XLS


def _has_stream(data: bytes, stream: str) -> bool:
    """A directory entry: the UTF-16 name with its ending zero, then its length in bytes at offset 64."""
    coded = (stream + "\0").encode("utf-16-le")
    at = data.find(coded)
    while at >= 0:
        if at % 128 == 0 and data[at + 64 : at + 66] == struct.pack("<H", len(coded)):
            return True
        at = data.find(coded, at + 2)
    return False
