"""Putting a PDF on paper: the printers of this laptop, the paper they take, and page after page at their size."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from bazar_desktop.printing.toolkit.pen import SIZES
from bazar_desktop.store.backup import Report
from bazar_desktop.ui import theme
from bazar_desktop.ui.app_session import PRINTER, MachineFault
from bazar_desktop.work_log import logged

LARGEST_DPI = 300  # a page at more would not fit the memory of a small laptop
SLACK = 1.5  # millimetres by which a driver's paper may differ from ours


class Printers(Protocol):
    """The printers of this laptop."""

    def names(self) -> tuple[str, ...]:
        """All printers, the usual one first; none where there is no printer."""

    def takes(self, name: str, paper: str) -> bool:
        """Whether the driver of that printer knows A4, F4 or A3, or takes any size."""

    def print_pdf(
        self, report: Report, *, pdf: bytes, name: str, paper: str, copies: int, title: str
    ) -> None:
        """Print every page at its own size; `paper` names the size in the driver. Raises MachineFault."""


class SystemPrinters:
    """The printers that the system knows."""

    def names(self) -> tuple[str, ...]:
        usual = QPrinterInfo.defaultPrinterName()
        return tuple(sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name)))

    def takes(self, name: str, paper: str) -> bool:
        info = QPrinterInfo.printerInfo(name)
        return info.supportsCustomPageSizes() or any(
            is_paper(size.size(QPageSize.Unit.Millimeter), paper) for size in info.supportedPageSizes()
        )

    def print_pdf(
        self, report: Report, *, pdf: bytes, name: str, paper: str, copies: int, title: str
    ) -> None:
        printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        paint_copies(report, pdf, printer, paper, title, copies)


def is_paper(size: QSizeF, paper: str) -> bool:
    """Whether `size` (millimetres, either way up) is that of A4, F4 or A3."""
    wanted, numbers = sorted(SIZES[paper]), sorted((size.width(), size.height()))
    return all(abs(number - other) <= SLACK for number, other in zip(wanted, numbers, strict=True))


def open_pdf(pdf: bytes) -> tuple[QPdfDocument, QBuffer]:
    """The document, and the buffer that it reads from: keep both."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    return document, buffer


def page_picture(document: QPdfDocument, page: int, dots_a_point: float) -> QImage:
    """A page on white; PDF itself has no ground."""
    size = (document.pagePointSize(page) * dots_a_point).toSize()
    picture = QImage(size, QImage.Format.Format_RGB32)
    picture.fill(QColor(theme.CARD))
    painter = QPainter(picture)
    painter.drawImage(0, 0, document.render(page, size))
    painter.end()
    return picture


@logged("print")
def paint_copies(report: Report, pdf: bytes, printer: QPrinter, paper: str, title: str, copies: int) -> None:
    """Print `copies`; a driver that cannot repeat is given the pages as often. Raises as `paint_pages`."""
    repeats = printer.supportsMultipleCopies()
    printer.setCopyCount(copies if repeats else 1)
    for _turn in range(1 if repeats else copies):
        paint_pages(report, pdf, printer, paper, title)


def paint_pages(report: Report, pdf: bytes, printer: QPrinter, paper: str, title: str) -> None:
    """Paint every page of `pdf` onto `printer`, edge to edge. Raises MachineFault; what `report` raises stops it."""
    document, _buffer = open_pdf(pdf)
    painter = QPainter()
    try:
        for page in range(document.pageCount()):
            report(page, document.pageCount(), title)
            lay_out(printer, document.pagePointSize(page), paper)
            if not (printer.newPage() if page else painter.begin(printer)):
                raise MachineFault(PRINTER, title)
            dpi = min(LARGEST_DPI, printer.resolution())
            sheet = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
            painter.drawImage(
                QRectF(0, 0, sheet.width(), sheet.height()), page_picture(document, page, dpi / 72)
            )
    except BaseException:
        if painter.isActive():
            printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()
        document.close()


def lay_out(printer: QPrinter, points: QSizeF, paper: str) -> None:
    """Give the printer the sheet that a page of `points` is for, without margins, lying where the page lies."""
    width, height = SIZES[paper]
    lies = points.width() > points.height()
    way = QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait
    size = QPageSize(
        QSizeF(width, height), QPageSize.Unit.Millimeter, paper, QPageSize.SizeMatchPolicy.ExactMatch
    )
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(size, way, QMarginsF(0, 0, 0, 0)))
