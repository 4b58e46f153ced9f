"""How a text file is written: encoding, separator, quote and line ends, by evidence over the whole file."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

SEPARATORS = (";", ",", "\t", "|")
AMOUNT = re.compile(r"\W{0,4}(rp)?\W{0,3}-?\d[\d.]*(,\d+)?\W{0,3}", re.IGNORECASE)
HIDDEN_LINE_FEED, HIDDEN_RETURN = "\ue00a", "\ue00d"  # private characters; no keyboard types them
BRACKETS = re.compile(r"\([^()]*\)")
LEAST_EVEN = 0.3  # below this share of rows of one width, the separator is a mark inside the text
RARE = 0.85  # officers' programs write ; , and tab; a pipe more often parts values inside one cell
_USUAL = frozenset("áàâäãåéèêëíìîïóòôöõúùûüñçÉÈ‘’“”–—…•°®©™½¼×")
_SAYS_SEPARATOR = re.compile(r"sep=([;,\t|])[ \t]*(?:\r\n|\r|\n)")
_AS_FORMULA = re.compile(r'="((?:[^"]|"")*)"')
JUDGED_CHARACTERS, PLACES = 4_000_000, 16


@dataclass(frozen=True, slots=True)
class Dialect:
    """`encoding` is "utf-8", "utf-8-bom", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-8+cp1252" or "mac-roman".

    `quote` is "" where quotes are plain characters. `line_end` is the one of records; `only_line_end` is True
    where other line breaks stand inside fields without quotes.
    """

    encoding: str
    separator: str
    quote: str
    line_end: str
    only_line_end: bool = False


def decode(data: bytes) -> tuple[str, str]:
    """The text of `data` and the name of its encoding. Every byte is kept: what is not UTF-8 is read as cp1252."""
    if data.startswith(b"\xef\xbb\xbf"):
        text, mixed = _decode_bytes(data[3:])
        return text, "utf-8-bom" if mixed == "utf-8" else mixed
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return data.decode("utf-32", "replace"), "utf-32"
    for bom, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(bom):
            return data[2:].decode(encoding, "replace"), encoding
    half = len(data) * 0.35
    if data[1::2].count(0) > half:
        return data.decode("utf-16-le", "replace"), "utf-16-le"
    if data[0::2].count(0) > half:
        return data.decode("utf-16-be", "replace"), "utf-16-be"
    return _decode_bytes(data)


def _decode_bytes(data: bytes) -> tuple[str, str]:
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if _is_mac_roman(data):
        return data.decode("mac_roman"), "mac-roman"
    lines, any_utf8 = [], False
    for line in data.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
            any_utf8 = any_utf8 or not line.isascii()
        except UnicodeDecodeError:
            lines.append(_decode_cp1252(line))
    return "\n".join(lines), "utf-8+cp1252" if any_utf8 else "cp1252"


def _is_mac_roman(data: bytes) -> bool:
    """Whether the letters beyond ASCII make words as an old Mac wrote them and none as Windows does."""
    others = [byte for byte in data if byte >= 0x80]
    mac = sum(1 for letter in bytes(others).decode("mac_roman") if letter in _USUAL)
    windows = sum(1 for letter in _decode_cp1252(bytes(others)) if letter in _USUAL)
    return mac > windows and mac * 2 > len(others)


def _decode_cp1252(line: bytes) -> str:
    """As cp1252; the five bytes it does not define become the control characters of the same number."""
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(
            bytes([byte]).decode("cp1252") if byte not in b"\x81\x8d\x8f\x90\x9d" else chr(byte)
            for byte in line
        )


def judge(text: str, encoding: str) -> Dialect:
    """The dialect under which the file is most table-like.

    For each separator the file is split; its score is how many rows have the commonest width, times how few
    cells still hold another separator that is not a decimal comma. A file that no separator splits is read with
    the comma.
    """
    sample = _sample(text)
    if said := _SAYS_SEPARATOR.match(sample):
        best = Dialect(encoding, said[1], _quote(sample, said[1]), _commonest_break(sample))
        return replace(best, quote="") if _never_closes(text, best) else best
    best, best_score = Dialect(encoding, ",", '"', _commonest_break(sample)), 0.0
    for separator in SEPARATORS:
        if separator not in sample:
            continue
        quote = _quote(sample, separator)
        for line_end, only in _record_ends(sample):
            candidate = Dialect(encoding, separator, quote, line_end, only)
            score = _score(sample, candidate)
            if score > best_score:
                best, best_score = candidate, score
    if _never_closes(text, best):
        return replace(best, quote="")
    return best


def _sample(text: str) -> str:
    """The text, or of a long one whole lines from its beginning, its end and everywhere between."""
    if len(text) <= JUDGED_CHARACTERS:
        return text
    length, parts = JUDGED_CHARACTERS // PLACES, []
    for place in range(PLACES):
        start = place * (len(text) - length) // (PLACES - 1)
        first = text.find("\n", start) + 1 if start else 0
        last = text.rfind("\n", start, start + length) + 1
        parts.append(text[first:last] if 0 <= first < last else text[start : start + length])
    return "".join(parts)


def split(text: str, dialect: Dialect) -> list[list[str]]:
    """The rows of `text`; a line break inside quotes belongs to its field. A blank line is an empty list.

    A cell ="0812…" is how exports keep a spreadsheet from reckoning with it: it says 0812….
    """
    rows: Iterable[list[str]] = _reader(text, dialect)
    if '="' in text:
        rows = ([_unwrapped(cell) for cell in row] for row in rows)
    if not dialect.only_line_end:
        return list(rows)
    return [[_show_breaks(cell) for cell in row] for row in rows]


def _unwrapped(cell: str) -> str:
    match = _AS_FORMULA.fullmatch(cell) if cell[:2] == '="' else None
    return match[1].replace('""', '"') if match is not None else cell


def _reader(text: str, dialect: Dialect, *, strict: bool = False) -> Iterator[list[str]]:
    source = io.StringIO(_hide_breaks(text, dialect.line_end) if dialect.only_line_end else text, newline="")
    csv.field_size_limit(2**31 - 1)
    if dialect.quote:
        return csv.reader(source, delimiter=dialect.separator, quotechar=dialect.quote, strict=strict)
    return csv.reader(source, delimiter=dialect.separator, quoting=csv.QUOTE_NONE)


def _hide_breaks(text: str, line_end: str) -> str:
    if line_end == "\r":
        return text.replace("\n", HIDDEN_LINE_FEED)
    return re.sub(r"(?<!\r)\n", HIDDEN_LINE_FEED, re.sub(r"\r(?!\n)", HIDDEN_RETURN, text))


def _show_breaks(cell: str) -> str:
    return cell.replace(HIDDEN_LINE_FEED, "\n").replace(HIDDEN_RETURN, "\r")


def _breaks(text: str) -> Counter[str]:
    pairs = text.count("\r\n")
    return Counter({"\r\n": pairs, "\n": text.count("\n") - pairs, "\r": text.count("\r") - pairs})


def _commonest_break(text: str) -> str:
    found, count = _breaks(text).most_common(1)[0]
    return found if count else "\n"


def _record_ends(text: str) -> list[tuple[str, bool]]:
    """Every break ends a record; or, where breaks are mixed, only the returns do."""
    counter = _breaks(text)
    ends = [(_commonest_break(text), False)]
    if counter["\n"]:
        ends += [
            (end, True) for end in ("\r\n", "\r") if counter[end] and not (end == "\r" and counter["\r\n"])
        ]
    return ends


def _quote(text: str, separator: str) -> str:
    """The single quote only where it wraps whole fields, the double never does, and no field has just one."""
    edge = re.escape(separator)
    if re.search(rf'(?:^|{edge})"', text, re.MULTILINE):
        return '"'
    opened = len(re.findall(rf"(?:^|{edge})'", text, re.MULTILINE))
    wrapped = len(re.findall(rf"(?:^|{edge})'(?:[^']|'')*'(?={edge}|[\r\n]|$)", text, re.MULTILINE))
    return "'" if opened and opened == wrapped else '"'


def _score(text: str, dialect: Dialect) -> float:
    widths: Counter[int] = Counter()
    cells = clean = 0
    others = [separator for separator in SEPARATORS if separator != dialect.separator]
    for row in _reader(text, dialect):
        if not any(row):
            continue
        widths[len(row)] += 1
        for cell in row:
            cells += 1
            clean += _is_one_value(cell, others, dialect.quote)
    split_widths = {width: count for width, count in widths.items() if width > 1}
    if not split_widths:
        return 0.0
    width = max(split_widths, key=lambda each: (split_widths[each], each))
    even = split_widths[width] / sum(widths.values())
    if even < LEAST_EVEN:
        return 0.0
    return float(even * (clean / cells) * (1 - 0.5 / width) * (RARE if dialect.separator == "|" else 1.0))


def _is_one_value(cell: str, others: list[str], quote: str) -> bool:
    """False where the cell still looks like several: another separator, half a bracket, half a quoted field."""
    if cell.count("(") != cell.count(")") or (quote and quote in cell and cell.count(quote) % 2):
        return False
    if not any(other in cell for other in others) or AMOUNT.fullmatch(cell):
        return True
    plain = BRACKETS.sub("", cell).replace(", ", " ")
    return not any(other in plain for other in others)


def _never_closes(text: str, dialect: Dialect) -> bool:
    """True where a quote is opened and the file ends before it is closed."""
    try:
        for _row in _reader(text, dialect, strict=True):
            pass
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            return True
        # strict also refuses a letter after a closing quote, which is read well enough: ask the last line alone
        return text.count(dialect.quote) % 2 == 1 and _swallows_the_end(text, dialect)
    return False


def _swallows_the_end(text: str, dialect: Dialect) -> bool:
    last: list[str] = []
    for row in _reader(text, dialect):
        last = row or last
    return any(cell.count("\n") > 20 for cell in last)
