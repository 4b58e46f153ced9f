"""The clipboard as spreadsheets fill it: the text form and the HTML form of LibreOffice Calc and of Excel.

Calc's HTML follows what Calc 7.4 puts there, tag for tag; Excel's follows its form (365, and 2003 with its `x:num`).
"""

from __future__ import annotations

import html
from collections.abc import Sequence

Block = Sequence[Sequence[int | str]]

_CALC_HEAD = (
    '<!DOCTYPE html>\n<html>\n<head>\n\t<meta http-equiv="content-type" content="text/html; charset=utf-8"/>\n'
    '\t<title></title>\n\t<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>\n'
    '\t<style type="text/css">\n\t\tbody,div,table,thead,tbody,tfoot,tr,th,td,p { font-family:"DejaVu Sans" }\n'
    "\t\tcomment { display:none;  } \n\t</style>\n</head>\n<body>\n"
    '<table cellspacing="0" border="0">\n\t<colgroup width="69"></colgroup>\n'
)
_EXCEL_HEAD = (
    '<html xmlns:v="urn:schemas-microsoft-com:vml"\nxmlns:o="urn:schemas-microsoft-com:office:office"\n'
    'xmlns:x="urn:schemas-microsoft-com:office:excel"\nxmlns="http://www.w3.org/TR/REC-html40">\n<head>\n'
    '<meta http-equiv=Content-Type content="text/html; charset=utf-8">\n<meta name=ProgId content=Excel.Sheet>\n'
    '<meta name=Generator content="Microsoft Excel 15">\n<style>\n<!--table\n'
    '\t{mso-displayed-decimal-separator:"\\,";\n\tmso-displayed-thousand-separator:"\\.";}\n'
    '.xl65\n\t{mso-number-format:"\\#\\,\\#\\#0";}\n-->\n</style>\n</head>\n'
    '<body link="#0563C1" vlink="#954F72">\n'
    "<table border=0 cellpadding=0 cellspacing=0 width=256 style='border-collapse:\n collapse;width:192pt'>\n"
    "<!--StartFragment-->\n <col width=64 span=3 style='width:48pt'>\n"
)


def grouped(cell: int | str) -> str:
    """A number as both show it under the Indonesian locale."""
    return f"{cell:,}".replace(",", ".") if isinstance(cell, int) else cell


def as_text(block: Block) -> str:
    """The text form of both; Excel ends its lines as Windows does."""
    return "".join("\t".join(grouped(cell) for cell in line) + "\r\n" for line in block)


def calc_html(block: Block) -> str:
    lines = ["\t<tr>\n" + "".join(_calc_cell(cell) for cell in line) + "\t</tr>\n" for line in block]
    return _CALC_HEAD + "".join(lines) + "</table>\n</body>\n\n</html>\n"


def _calc_cell(cell: int | str) -> str:
    if isinstance(cell, int):
        shown = html.escape(grouped(cell))
        return f'\t\t<td height="17" align="right" sdval="{cell}" sdnum="1057;0;#.##0">{shown}</td>\n'
    return f'\t\t<td align="left">{html.escape(cell) or "<br>"}</td>\n'


def excel_html(block: Block, *, exact: bool = False) -> str:
    """`exact`: Excel 2003, which names the number beside what it shows."""
    lines = [
        " <tr height=20 style='height:15.0pt'>\n"
        + "".join(_excel_cell(cell, exact=exact) for cell in line)
        + " </tr>\n"
        for line in block
    ]
    return _EXCEL_HEAD + "".join(lines) + "<!--EndFragment-->\n</table>\n</body>\n</html>\n"


def _excel_cell(cell: int | str, *, exact: bool) -> str:
    if isinstance(cell, int):
        number = f' x:num="{cell}"' if exact else ""
        return f"  <td height=20 class=xl65 align=right style='height:15.0pt'{number}>{grouped(cell)}</td>\n"
    return f"  <td class=xl65>{html.escape(cell)}</td>\n"
