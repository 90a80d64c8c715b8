"""The certificate: one A4 page, landscape. Its first line says how the result came about (E4).

Nothing on it relies on colour: an employer's certificate has a solid ribbon and a double frame, a practice
result an outlined ribbon and a single one.
"""

from __future__ import annotations

from io import BytesIO
from typing import Literal

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from smmhire.assessment.attempts import CompetencyResult
from smmhire.assessment.levels import in_levels
from smmhire.bilingual import Language
from smmhire.certificates.certificate import Certificate
from smmhire.charts.levels import HIGHEST, LEVEL_RINGS, LOWEST, on_scale
from smmhire.reports.certificate_words import (
    cut_line,
    first_line,
    how_to_check,
    is_practice,
    scale_note,
    sentence,
    title,
)
from smmhire.reports.style import ACCENT, GROUND, LINE, MUTED, TEXT, WHITE, fitting_size
from smmhire.reports.typography import (
    SANS,
    SANS_SEMIBOLD,
    SERIF,
    SERIF_BOLD,
    Paragraph,
    document_lock,
    draw_string,
    new_canvas,
    paragraph_style,
    plain,
)
from smmhire.role.description import Role, level_of_ability
from smmhire.role.levels import level_name, numbered_level
from smmhire.texts import _, day, number, percent, say, using

WIDTH, HEIGHT = landscape(A4)
FRAME = 25.0  # from the edge of the paper
INNER = 62.0  # from the edge of the paper to the text
TEXT_WIDTH = WIDTH - 2 * INNER
CENTRE = WIDTH / 2

# Columns of the table: left edge and width, in points from INNER.
_NAME, _LEVEL, _METER, _VALUE, _CORRECT = (
    (0.0, 236.0),
    (244.0, 150.0),
    (402.0, 118.0),
    (530.0, 110.0),
    (640.0, 78.0),
)
_ROW = 17.5
_MOST_ROWS = 10  # higher than the role has competencies; more would leave the page


def certificate_pdf(certificate: Certificate, role: Role, language: Language) -> bytes:
    """The certificate as a PDF of one page, in `language`.

    Raises KeyError for a competency the role does not have, ValueError for more than fit on the page.
    """
    if len(certificate.competencies) > _MOST_ROWS:
        raise ValueError(
            f"a certificate holds {_MOST_ROWS} competencies, not {len(certificate.competencies)}"
        )
    buffer = BytesIO()
    with using(language), document_lock:
        canvas = new_canvas(
            buffer,
            (WIDTH, HEIGHT),
            title=f"{title(certificate)}: {certificate.holder}",
            author=certificate.issuer or certificate.holder,
            language=language,
            subject=first_line(certificate),
        )
        _frame(canvas, certificate)
        y = _ribbon(canvas, certificate, HEIGHT - FRAME - 19)
        y = _heading(canvas, certificate, y)
        y = _statement(canvas, certificate, y)
        y = _cut(canvas, certificate, y)
        _table(canvas, certificate, role, y)
        _foot(canvas, certificate)
        canvas.showPage()
        canvas.save()
    return buffer.getvalue()


def _frame(canvas: Canvas, certificate: Certificate) -> None:
    if is_practice(certificate):
        canvas.setStrokeColor(MUTED)
        canvas.setLineWidth(0.8)
        canvas.rect(FRAME, FRAME, WIDTH - 2 * FRAME, HEIGHT - 2 * FRAME)
        return
    canvas.setStrokeColor(ACCENT)
    for inset, width in ((FRAME, 2.4), (FRAME + 5.5, 0.7)):
        canvas.setLineWidth(width)
        canvas.rect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)


def _ribbon(canvas: Canvas, certificate: Certificate, top: float) -> float:
    """How the result came about; gives back the lower edge."""
    height = 25.0
    x, width = INNER - 14, TEXT_WIDTH + 28
    line = first_line(certificate)
    size = fitting_size(line, SANS_SEMIBOLD, 11.5, width - 24, 8)
    if is_practice(certificate):
        canvas.setFillColor(GROUND)
        canvas.setStrokeColor(MUTED)
        canvas.setLineWidth(0.9)
        canvas.setDash([4, 2.5])
        canvas.rect(x, top - height, width, height, stroke=1, fill=1)
        canvas.setDash([])
    else:
        canvas.setFillColor(ACCENT)
        canvas.rect(x, top - height, width, height, stroke=0, fill=1)
    ink = TEXT if is_practice(certificate) else WHITE
    draw_string(
        canvas, CENTRE, top - height / 2 - 0.36 * size, line, SANS_SEMIBOLD, size, anchor="center", color=ink
    )
    return top - height


def _heading(canvas: Canvas, certificate: Certificate, y: float) -> float:
    """Title and name; gives back the line under the name."""
    alone = is_practice(certificate)
    size = 27.0 if alone else 32.0
    y -= 48
    draw_string(
        canvas, CENTRE, y, title(certificate), SERIF_BOLD, size, anchor="center",
        color=TEXT if alone else ACCENT,
    )  # fmt: skip
    y -= 25
    words = _("This paper records what was reached in practice by") if alone else _("This is to certify that")
    draw_string(canvas, CENTRE, y, words, SANS, 11, anchor="center", color=MUTED)
    y -= 6
    name, height = _fitted_paragraph(certificate.holder, SERIF, (34, 30, 26, 22, 18, 15, 12), TEXT_WIDTH, 50)
    name.drawOn(canvas, INNER, y - height)
    y -= height + 5
    canvas.setStrokeColor(LINE if alone else ACCENT)
    canvas.setLineWidth(0.8)
    canvas.line(CENTRE - 170, y, CENTRE + 170, y)
    return y


def _statement(canvas: Canvas, certificate: Certificate, y: float) -> float:
    """What was done, in one sentence; gives back its lower edge."""
    words, height = _fitted_paragraph(sentence(certificate), SANS, (11.5, 10.5, 9.5, 8.5, 7.5), 570, 36)
    words.drawOn(canvas, CENTRE - 285, y - 8 - height)
    return y - 8 - height


def _cut(canvas: Canvas, certificate: Certificate, y: float) -> float:
    """How the result stands to the cut score, where the form had one; gives back the lower edge."""
    if certificate.cut is None:
        return y
    line = cut_line(certificate.cut)
    words, height = _fitted_paragraph(line, SANS_SEMIBOLD, (10, 9, 8, 7), TEXT_WIDTH, 14)
    words.drawOn(canvas, INNER, y - 4 - height)
    return y - 4 - height


def _table(canvas: Canvas, certificate: Certificate, role: Role, top: float) -> None:
    """What was measured. Stands between the statement and the foot, a little above their middle."""
    places = {competency.id: place for place, competency in enumerate(role.competencies)}
    rows = sorted(certificate.competencies, key=lambda one: places[one.competency_id])
    height = 20 + _ROW * len(rows)
    y = top - max(8.0, (top - _FOOT_TOP - height) * 0.45) - 10
    heads = (
        (_NAME, "left", _("Competency")),
        (_LEVEL, "left", _("Level reached")),
        (_METER, "left", ""),
        (_VALUE, "right", _("Ability ± error")),
        (_CORRECT, "right", _("Correct")),
    )
    for column, anchor, words in heads:
        _cell(canvas, column, y, words, MUTED, SANS_SEMIBOLD, 8.5, anchor)
    for level in LEVEL_RINGS:
        x = _meter_x(level)
        draw_string(canvas, x, y, number(level), SANS, 7.5, anchor="center", color=MUTED)
    canvas.setStrokeColor(MUTED)
    canvas.setLineWidth(0.9)
    canvas.line(INNER, y - 6, WIDTH - INNER, y - 6)
    for one in rows:
        y -= _ROW
        _table_row(canvas, one, role, y - 2)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        canvas.line(INNER, y - 8, WIDTH - INNER, y - 8)


def _table_row(canvas: Canvas, one: CompetencyResult, role: Role, y: float) -> None:
    _cell(canvas, _NAME, y, say(role.competency(one.competency_id).name), TEXT, SANS, 9.5, "left")
    if not one.is_measured:
        _cell(canvas, _LEVEL, y, _("not measured"), MUTED, SANS, 9.5, "left")
        return
    level = level_of_ability(one.ability)
    # Below the first level there is no number to name.
    words = numbered_level(level) if level else level_name(level)
    _cell(canvas, _LEVEL, y, words, TEXT, SANS_SEMIBOLD, 9.5, "left")
    _meter(canvas, one, y + 3.2)
    value = f"{number(one.ability, 2)} ± {number(one.standard_error, 2)}"
    _cell(canvas, _VALUE, y, value, TEXT, SANS, 9.5, "right")
    _cell(canvas, _CORRECT, y, percent(one.percent_correct), TEXT, SANS, 9.5, "right")


def _meter_x(level: float) -> float:
    left, width = _METER
    return INNER + left + (on_scale(level) - LOWEST) / (HIGHEST - LOWEST) * width


def _meter(canvas: Canvas, one: CompetencyResult, y: float) -> None:
    """The scale of levels with the measured value and one standard error either way."""
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(1.0)
    canvas.line(_meter_x(LOWEST), y, _meter_x(HIGHEST), y)
    for level in LEVEL_RINGS:
        canvas.line(_meter_x(level), y - 3, _meter_x(level), y + 3)
    canvas.setStrokeColor(ACCENT)
    canvas.setLineWidth(2.2)
    low, high = one.ability - one.standard_error, one.ability + one.standard_error
    canvas.line(_meter_x(in_levels(low)), y, _meter_x(in_levels(high)), y)
    canvas.setFillColor(ACCENT)
    canvas.circle(_meter_x(in_levels(one.ability)), y, 3.4, stroke=0, fill=1)


_FOOT_TOP = 142.0
_FOOT_ENTRY = 116.0
_ISSUER = 216.0  # width of the issuer's corner


def _foot(canvas: Canvas, certificate: Certificate) -> None:
    """Number, dates, issuer, form, what the figures mean, and how to check."""
    entries = (
        (_("Certificate number"), certificate.number, _FOOT_ENTRY + 24),
        (_("Issued on"), day(certificate.issued_on), _FOOT_ENTRY),
        (_("Valid until"), day(certificate.valid_until), _FOOT_ENTRY),
        (_("Version of the questions"), certificate.form_version, _FOOT_ENTRY + 14),
    )
    x = INNER
    for label, value, width in entries:
        _foot_entry(canvas, label, value, x, width - 12)
        x += width
    _issuer(canvas, certificate, WIDTH - INNER - _ISSUER)
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.6)
    canvas.line(INNER, _FOOT_TOP - 51, WIDTH - INNER, _FOOT_TOP - 51)
    notes = f"{scale_note()} {how_to_check(certificate)}"
    words, height = _fitted_paragraph(notes, SANS, (8.5, 8, 7.5, 7, 6.5), TEXT_WIDTH, 48, "left", MUTED)
    words.drawOn(canvas, INNER, _FOOT_TOP - 55 - height)


def _foot_entry(canvas: Canvas, label: str, value: str, x: float, width: float) -> None:
    draw_string(canvas, x, _FOOT_TOP - 14, label, SANS, fitting_size(label, SANS, 8, width, 5.5), color=MUTED)
    words, height = _fitted_paragraph(value, SANS_SEMIBOLD, (10.5, 9.5, 8.5, 7.5, 6.5), width, 28, "left")
    words.drawOn(canvas, x, _FOOT_TOP - 17 - height)


def _issuer(canvas: Canvas, certificate: Certificate, x: float) -> None:
    """Who issued it; an employer's certificate has a line to sign on by hand."""
    if is_practice(certificate):
        _foot_entry(canvas, _("Issued by"), certificate.issuer or _("nobody but the holder"), x, _ISSUER)
        return
    canvas.setStrokeColor(MUTED)
    canvas.setLineWidth(0.8)
    canvas.line(x, _FOOT_TOP - 4, x + _ISSUER, _FOOT_TOP - 4)
    label = _("Issued by; signature and stamp")
    _foot_entry(canvas, label, certificate.issuer or _("not stated"), x, _ISSUER)


def _cell(
    canvas: Canvas,
    column: tuple[float, float],
    y: float,
    words: str,
    color: str,
    font: str,
    size: float,
    anchor: str,
) -> None:
    left, width = column
    size = fitting_size(words, font, size, width, 5.5)
    if anchor == "right":
        draw_string(canvas, INNER + left + width, y, words, font, size, anchor="right", color=color)
    else:
        draw_string(canvas, INNER + left, y, words, font, size, color=color)


def _fitted_paragraph(
    words: str,
    font: str,
    sizes: tuple[float, ...],
    width: float,
    most_height: float,
    alignment: Literal["left", "center"] = "center",
    color: str = TEXT,
) -> tuple[Paragraph, float]:
    """The words at the largest size at which they take at most `most_height`, and the height they take.

    Longer names than any size holds take the smallest: they run on rather than be cut.
    """
    made: tuple[Paragraph, float] | None = None
    for size in sizes:
        style = paragraph_style(
            "fitted", font=font, size=size, leading=size * 1.38, color=color, alignment=alignment
        )
        paragraph = Paragraph(plain(words), style)
        height = float(paragraph.wrap(width, HEIGHT)[1])
        made = paragraph, height
        if height <= most_height:
            break
    assert made is not None
    return made
