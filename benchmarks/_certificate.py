"""One certificate, A4 landscape, drawn by five makers of PDFs: the same words, the same table, the same code.

Each maker is a class: made once (fonts read, compiler started), then `pages(count, first)` gives the bytes of
a file with so many certificates, numbered from `first`, so that none is like another. Nothing of one file is
kept for the next but what a careful program would keep: parsed fonts, a compiler, an application.
"""

from __future__ import annotations

import json
import logging
import sys
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FONTS = ROOT / "resources" / "fonts"
WIDTH, HEIGHT = 841.89, 595.28  # points
BENGALI, LATIN = "Noto Sans Bengali", "Noto Sans"
ROWS_TOP, ROW = 300.0, 20.0
COLUMNS = (90.0, 400.0, 560.0)
QR = (690.0, 60.0, 100.0)  # left, bottom, width

TITLE = "মূল্যায়নের সনদ"
STATEMENT = "এতদ্বারা প্রত্যয়ন করা যাচ্ছে যে নিচে বর্ণিত ফল SMM-ভিত্তিক মূল্যায়নে তত্ত্বাবধানে অর্জিত হয়েছে:"
NOTE = (
    "স্তরগুলো ১ থেকে ৪; সামর্থ্য ও আদর্শ ত্রুটি প্রমিত স্কেলে দেওয়া। র‍্যাংক বা (ROI)ক্ষেত্রে কোনো দাবি করা হয়নি। "
    "The number can be checked with the issuer."
)
HEADS = ("যোগ্যতা", "স্তর", "সামর্থ্য ± ত্রুটি")


class Certificate(NamedTuple):
    """What one says."""

    holder: str
    number: str
    rows: list[tuple[str, str, str]]


@cache
def _words() -> tuple[list[str], list[str]]:
    from smmhire.content import load_role
    from tests.reports.typography.words import BENGALI as words

    names = [competency.name.text("bn") for competency in load_role().competencies][:8]
    return names, [word for word in words if 4 < len(word) < 12]


def certificate(number: int) -> Certificate:
    """The certificate of a number: its holder's name, its figures."""
    names, words = _words()
    holder = f"{words[number % len(words)]} {words[number * 7 % len(words)]}"
    digits = str.maketrans("0123456789.", "০১২৩৪৫৬৭৮৯.")
    rows = [
        (name, f"স্তর {(number + row) % 4 + 1}", f"{(number * 3 + row * 17) % 300 / 100:.2f} ± 0.{row + 21}")
        for row, name in enumerate(names)
    ]
    return Certificate(
        holder, f"SMM-2026-{number:05d}", [(a, b.translate(digits), c.translate(digits)) for a, b, c in rows]
    )


@cache
def matrix() -> list[bytearray]:
    """A code of the size that ours have: 300 bytes in base 45. Made once: making it is no work of a maker."""
    import segno

    text = "SMM1:" + "".join("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[n * n % 36] for n in range(450))
    return list(segno.make(text, error="m", mask=2, boost_error=False).matrix)  # type: ignore[arg-type]


def matrix_path() -> str:
    """The code as the path of an SVG of one unit a cell."""
    runs: list[str] = []
    for y, row in enumerate(matrix()):
        x = 0
        while x < len(row):
            width = 0
            while x + width < len(row) and row[x + width]:
                width += 1
            if width:
                runs.append(f"M{x} {y}h{width}v1h-{width}z")
            x += max(width, 1)
    return "".join(runs)


class Ours:
    """The product's typography."""

    def pages(self, count: int, first: int) -> bytes:
        from smmhire.reports import typography as ty

        buffer = BytesIO()
        with ty.document_lock:
            canvas = ty.new_canvas(buffer, (WIDTH, HEIGHT), title=TITLE, author="SMM Hire", language="bn")
            for number in range(first, first + count):
                if count == 1:
                    self._ground(canvas)
                else:
                    ty.draw_once(canvas, "ground", self._ground)
                self._page(canvas, certificate(number))
                canvas.showPage()
            canvas.save()
        return buffer.getvalue()

    def _ground(self, canvas: Any) -> None:
        from smmhire.reports import typography as ty

        canvas.setStrokeColor("#0b6b5d")
        for inset, width in ((25, 2.4), (31, 0.7)):
            canvas.setLineWidth(width)
            canvas.rect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)
        ty.draw_string(canvas, WIDTH / 2, 500, TITLE, ty.SANS_BOLD, 32, anchor="center", color="#0b6b5d")
        ty.draw_string(canvas, WIDTH / 2, 460, STATEMENT, ty.SANS, 11, anchor="center", color="#586663")
        for x, head in zip(COLUMNS, HEADS, strict=True):
            ty.draw_string(canvas, x, ROWS_TOP + 30, head, ty.SANS_BOLD, 9, color="#586663")
        canvas.setLineWidth(0.5)
        for row in range(9):
            y = ROWS_TOP + 22 - ROW * row
            canvas.line(COLUMNS[0], y, WIDTH - COLUMNS[0], y)
        style = ty.paragraph_style("note", size=8.5, color="#586663")
        note = ty.Paragraph(ty.plain(NOTE), style)
        _, height = note.wrap(500, 100)
        note.drawOn(canvas, COLUMNS[0], 110 - height)

    def _page(self, canvas: Any, one: Certificate) -> None:
        from smmhire.reports import typography as ty

        ty.draw_string(canvas, WIDTH / 2, 405, one.holder, ty.SANS_BOLD, 30, anchor="center")
        ty.draw_string(canvas, COLUMNS[0], 120, one.number, ty.SANS, 10)
        for row, cells in enumerate(one.rows):
            for x, words in zip(COLUMNS, cells, strict=True):
                ty.draw_string(canvas, x, ROWS_TOP + 8 - ROW * row, words, ty.SANS, 10)
        ty.draw_matrix(canvas, matrix(), *QR)


class Typst:
    """typst, one compiler for all files; the data go in as its input."""

    SOURCE = """
#let data = json(bytes(sys.inputs.data))
#set page(width: %(WIDTH)spt, height: %(HEIGHT)spt, margin: 0pt)
#set text(font: ("%(BENGALI)s", "%(LATIN)s"), lang: "bn", size: 10pt)
#set document(title: data.title, author: "SMM Hire")
#let at(x, y, body) = place(top + left, dx: x * 1pt, dy: (%(HEIGHT)s - y) * 1pt - 10pt, body)
#let middle(y, body) = place(top + center, dy: (%(HEIGHT)s - y) * 1pt - 24pt, body)
#let code = bytes(data.code)
#for (index, one) in data.certificates.enumerate() {
  if index > 0 { pagebreak() }
  for (inset, width) in ((25, 2.4pt), (31, .7pt)) {
    at(inset, %(HEIGHT)s - inset - 10,
      rect(width: %(WIDTH)spt - inset * 2pt, height: %(HEIGHT)spt - inset * 2pt,
        stroke: width + rgb("#0b6b5d")))
  }
  middle(500, text(size: 32pt, weight: "bold", fill: rgb("#0b6b5d"), data.title))
  middle(460, text(size: 11pt, fill: rgb("#586663"), data.statement))
  middle(405, text(size: 30pt, weight: "bold", one.holder))
  at(90, 320, table(columns: (310pt, 160pt, 190pt), inset: (x: 0pt, y: 5pt),
    stroke: (_, y) => if y > 0 { (top: .5pt + rgb("#0b6b5d")) },
    ..data.heads.map(head => text(size: 9pt, weight: "bold", fill: rgb("#586663"), head)),
    ..one.rows.flatten()))
  at(90, 120, one.number)
  at(90, 100, block(width: 500pt, text(size: 8.5pt, fill: rgb("#586663"), data.note)))
  at(690, 150, image(code, format: "svg", width: 100pt))
}
"""

    def __init__(self) -> None:
        typst: Any = import_module("typst")
        fonts = typst.Fonts(False, False, [str(FONTS)])
        places = {"WIDTH": WIDTH, "HEIGHT": HEIGHT, "BENGALI": BENGALI, "LATIN": LATIN}
        self._source = (self.SOURCE % places).encode()
        self._compiler = typst.Compiler(self._source, font_paths=fonts)

    def pages(self, count: int, first: int) -> bytes:
        size = len(matrix())
        box = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"'
        code = f'<svg {box}><path d="{matrix_path()}"/></svg>'
        data = {
            "title": TITLE,
            "statement": STATEMENT,
            "note": NOTE,
            "heads": HEADS,
            "code": code,
            "certificates": [certificate(number)._asdict() for number in range(first, first + count)],
        }
        inputs = {"data": json.dumps(data, ensure_ascii=False)}
        return bytes(self._compiler.compile(self._source, format="pdf", sys_inputs=inputs))


class WeasyPrint:
    """WeasyPrint, fonts configured once."""

    def __init__(self) -> None:
        weasyprint: Any = import_module("weasyprint")
        faces = "".join(
            f"@font-face {{ font-family: '{family}'; font-weight: {weight};"
            f" src: url('{(FONTS / f'{file}.ttf').as_uri()}') }}"
            for family, weight, file in (
                ("B", 400, "NotoSansBengali-Regular"),
                ("B", 700, "NotoSansBengali-Bold"),
                ("L", 400, "NotoSans-Regular"),
                ("L", 700, "NotoSans-Bold"),
            )
        )
        style = f"""{faces}
            @page {{ size: {WIDTH}pt {HEIGHT}pt; margin: 0 }}
            body {{ font: 10pt B, L; margin: 0 }}
            section {{ position: relative; width: {WIDTH}pt; height: {HEIGHT}pt; page-break-after: always }}
            section > * {{ position: absolute; margin: 0 }}
            .f {{ border: 2.4pt solid #0b6b5d; left: 25pt; top: 25pt; width: 787pt; height: 540pt }}
            .g {{ border: .7pt solid #0b6b5d; left: 31pt; top: 31pt; width: 779pt; height: 532pt }}
            h1, h2, .s {{ left: 0; width: {WIDTH}pt; text-align: center; color: #0b6b5d }}
            h1 {{ top: 62pt; font-size: 32pt }} .s {{ top: 125pt; font-size: 11pt; color: #586663 }}
            h2 {{ top: 160pt; font-size: 30pt; color: black }}
            table {{ left: 90pt; top: 255pt; width: 660pt; border-collapse: collapse }}
            td, th {{ text-align: left; border-bottom: .5pt solid #0b6b5d; height: 19pt; padding: 0 }}
            .n {{ left: 90pt; top: 465pt }} .m {{ left: 90pt; top: 483pt; width: 500pt; font-size: 8.5pt }}
            svg {{ left: 690pt; top: 435pt; width: 100pt; height: 100pt }}"""
        self._fonts = import_module("weasyprint.text.fonts").FontConfiguration()
        self._style = weasyprint.CSS(string=style, font_config=self._fonts)

    def pages(self, count: int, first: int) -> bytes:
        weasyprint: Any = import_module("weasyprint")
        size = len(matrix())
        code = f'<svg viewBox="0 0 {size} {size}"><path d="{matrix_path()}"/></svg>'
        head = "".join(f"<th>{words}</th>" for words in HEADS)
        body: list[str] = []
        for number in range(first, first + count):
            one = certificate(number)
            rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in cells) + "</tr>" for cells in one.rows)
            body.append(
                f'<section><div class="f"></div><div class="g"></div><h1>{TITLE}</h1>'
                f'<p class="s">{STATEMENT}</p>'
                f"<h2>{one.holder}</h2><table><tr>{head}</tr>{rows}</table><p class=n>{one.number}</p>"
                f"<p class=m>{NOTE}</p>{code}</section>"
            )
        html = f"<html lang=bn><title>{TITLE}</title><body>{''.join(body)}</body></html>"
        made: Any = weasyprint.HTML(string=html).write_pdf(stylesheets=[self._style], font_config=self._fonts)
        return bytes(made)


class Fpdf2:
    """fpdf2 with text shaping; it reads its fonts for every file."""

    def pages(self, count: int, first: int) -> bytes:
        logging.getLogger("fpdf").setLevel(logging.ERROR)  # it names what it takes from its second font
        pdf: Any = import_module("fpdf").FPDF("landscape", "pt", "A4")
        for family, file in (("B", "NotoSansBengali"), ("L", "NotoSans")):
            pdf.add_font(family, "", FONTS / f"{file}-Regular.ttf")
            pdf.add_font(family, "B", FONTS / f"{file}-Bold.ttf")
        pdf.set_fallback_fonts(["L"])
        pdf.set_text_shaping(True)
        pdf.set_auto_page_break(False)
        for number in range(first, first + count):
            self._page(pdf, certificate(number))
        return bytes(pdf.output())

    def _page(self, pdf: Any, one: Certificate) -> None:
        pdf.add_page()
        pdf.set_draw_color("#0b6b5d")
        for inset, width in ((25, 2.4), (31, 0.7)):
            pdf.set_line_width(width)
            pdf.rect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)
        for y, style, size, words in (
            (62, "B", 32, TITLE),
            (122, "", 11, STATEMENT),
            (160, "B", 30, one.holder),
        ):
            pdf.set_font("B", style, size)
            pdf.set_xy(0, y)
            pdf.cell(WIDTH, size * 1.4, words, align="C")
        pdf.set_line_width(0.5)
        for row, cells in enumerate([HEADS, *one.rows]):
            pdf.set_font("B", "" if row else "B", 10 if row else 9)
            for x, words in zip(COLUMNS, cells, strict=True):
                pdf.set_xy(x, 255 + ROW * row)  # `text` would not shape
                pdf.cell(None, 14, words)
            pdf.line(90, 273 + ROW * row, 752, 273 + ROW * row)
        pdf.set_font("B", "", 10)
        pdf.text(90, 475, one.number)
        pdf.set_font("B", "", 8.5)
        pdf.set_xy(90, 483)
        pdf.multi_cell(500, 12, NOTE)
        cell = QR[2] / len(matrix())
        pdf.set_fill_color(0)
        for y, line in enumerate(matrix()):
            for x, dark in enumerate(line):
                if dark:
                    pdf.rect(690 + x * cell, 435 + y * cell, cell, cell, style="F")


class Qt:
    """QPdfWriter of PySide6, one application for all files."""

    def __init__(self) -> None:
        from PySide6.QtGui import QFontDatabase, QGuiApplication

        self._application = QGuiApplication.instance() or QGuiApplication(
            [sys.argv[0], "-platform", "offscreen"]
        )
        for name in ("NotoSansBengali", "NotoSans"):
            for weight in ("Regular", "Bold"):
                QFontDatabase.addApplicationFont(str(FONTS / f"{name}-{weight}.ttf"))

    def pages(self, count: int, first: int) -> bytes:
        from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
        from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(72)
        writer.setPageSize(QPageSize(QSizeF(WIDTH, HEIGHT), QPageSize.Unit.Point))
        writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        writer.setTitle(TITLE)
        painter = QPainter(writer)
        for number in range(first, first + count):
            if number > first:
                writer.newPage()
            self._page(painter, certificate(number))
        painter.end()
        return bytes(buffer.data().data())

    def _page(self, painter: Any, one: Certificate) -> None:
        from PySide6.QtCore import QPointF, QRectF
        from PySide6.QtCore import Qt as Core
        from PySide6.QtGui import QColor, QFont, QPen

        def font(size: float, bold: bool = False) -> QFont:
            made = QFont([BENGALI, LATIN])
            made.setPointSizeF(size)
            made.setBold(bold)
            return made

        for inset, width in ((25, 2.4), (31, 0.7)):
            painter.setPen(QPen(QColor("#0b6b5d"), width))
            painter.drawRect(QRectF(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset))
        centre = Core.AlignmentFlag.AlignHCenter
        for y, bold, size, words in (
            (62, True, 32, TITLE),
            (122, False, 11, STATEMENT),
            (160, True, 30, one.holder),
        ):
            painter.setFont(font(size, bold))
            painter.drawText(QRectF(0, y, WIDTH, size * 2), centre, words)
        for row, cells in enumerate([HEADS, *one.rows]):
            painter.setFont(font(10 if row else 9, not row))
            for x, words in zip(COLUMNS, cells, strict=True):
                painter.drawText(QPointF(x, 265 + ROW * row), words)
            painter.drawLine(QPointF(90, 273 + ROW * row), QPointF(752, 273 + ROW * row))
        painter.setFont(font(10))
        painter.drawText(QPointF(90, 475), one.number)
        painter.setFont(font(8.5))
        painter.drawText(QRectF(90, 483, 500, 60), Core.TextFlag.TextWordWrap, NOTE)
        cell = QR[2] / len(matrix())
        painter.setPen(Core.PenStyle.NoPen)
        painter.setBrush(QColor("black"))
        painter.drawRects(
            [
                QRectF(690 + x * cell, 435 + y * cell, cell, cell)
                for y, line in enumerate(matrix())
                for x, dark in enumerate(line)
                if dark
            ]
        )


# name: the module without which a maker cannot be, the maker, how many it makes to be measured
MAKERS: dict[str, tuple[str, type[Any], int]] = {
    "ours": ("reportlab", Ours, 60),
    "typst": ("typst", Typst, 60),
    "QPdfWriter": ("PySide6", Qt, 60),
    "WeasyPrint": ("weasyprint", WeasyPrint, 12),
    "fpdf2": ("fpdf", Fpdf2, 8),
}
