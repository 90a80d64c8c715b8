"""The table of a certificate: every competency with level, place on the scale, ability and error."""

from __future__ import annotations

from typing import NamedTuple

from smmhire.assessment.attempts import CompetencyResult
from smmhire.assessment.levels import in_levels
from smmhire.charts.levels import HIGHEST, LEVEL_RINGS, LOWEST, on_scale
from smmhire.reports.certificate_parts import Block, Sheet
from smmhire.reports.style import fitting_size
from smmhire.reports.typography import SANS, SANS_SEMIBOLD, draw_string
from smmhire.role.description import level_of_ability
from smmhire.role.levels import level_name, numbered_level
from smmhire.texts import _, number, percent, say

_ROW = 17.5
_HEAD = 14.0
_GAP = 14.0
_VALUE, _CORRECT = 84.0, 48.0


class _Column(NamedTuple):
    left: float
    width: float


class _Table(NamedTuple):
    """Where its columns stand; all sizes are `tightness` of the full ones."""

    sheet: Sheet
    x: float
    width: float
    tightness: float
    is_filled: bool
    name: _Column
    level: _Column
    meter: _Column
    value: _Column
    correct: _Column


def table_block(
    sheet: Sheet, x: float, width: float, tightness: float, stretch: float, *, is_filled: bool = True
) -> Block:
    """The table; without `is_filled` the measured value is an open ring, for printers that fill badly."""
    places = {competency.id: place for place, competency in enumerate(sheet.role.competencies)}
    rows = sorted(sheet.certificate.competencies, key=lambda one: places[one.competency_id])
    table = _columns(sheet, x, width, tightness, is_filled)
    height = _HEAD + _ROW * max(tightness, 0.72) * len(rows)

    def draw(top: float) -> None:
        y = top - _HEAD + 4
        _heads(table, y)
        for one in rows:
            y -= _ROW * max(tightness, 0.72)
            _row(table, one, y)

    return Block(height, draw, 8.0 * tightness, stretch)


def _columns(sheet: Sheet, x: float, width: float, tightness: float, is_filled: bool) -> _Table:
    free = width - _VALUE - _CORRECT - 4 * _GAP
    name = _Column(x, free * 0.40)
    level = _Column(name.left + name.width + _GAP, free * 0.33)
    meter = _Column(level.left + level.width + _GAP, free * 0.27)
    value = _Column(meter.left + meter.width + _GAP, _VALUE)
    correct = _Column(value.left + value.width + _GAP, _CORRECT)
    return _Table(sheet, x, width, tightness, is_filled, name, level, meter, value, correct)


def _heads(table: _Table, y: float) -> None:
    palette, canvas = table.sheet.palette, table.sheet.canvas
    _cell(table, table.name, y, _("Competency"), palette.muted, SANS_SEMIBOLD, 8)
    _cell(table, table.level, y, _("Level reached"), palette.muted, SANS_SEMIBOLD, 8)
    _cell(table, table.value, y, _("Ability ± error"), palette.muted, SANS_SEMIBOLD, 8, is_right=True)
    _cell(table, table.correct, y, _("Correct"), palette.muted, SANS_SEMIBOLD, 8, is_right=True)
    for level in LEVEL_RINGS:
        draw_string(
            canvas, _meter_x(table, level), y, number(level), SANS, 7, anchor="center", color=palette.muted
        )
    canvas.setStrokeColor(palette.muted)
    canvas.setLineWidth(0.9)
    canvas.line(table.x, y - 5, table.x + table.width, y - 5)


def _row(table: _Table, one: CompetencyResult, y: float) -> None:
    palette, canvas = table.sheet.palette, table.sheet.canvas
    size = 9.5 * max(table.tightness, 0.75)
    name = say(table.sheet.role.competency(one.competency_id).name)
    _cell(table, table.name, y, name, palette.text, SANS, size)
    if one.is_measured:
        level = level_of_ability(one.ability)
        # Below the first level there is no number to name.
        words = numbered_level(level) if level else level_name(level)
        _cell(table, table.level, y, words, palette.text, SANS_SEMIBOLD, size)
        _meter(table, one, y + size * 0.34)
        value = f"{number(one.ability, 2)} ± {number(one.standard_error, 2)}"
        _cell(table, table.value, y, value, palette.text, SANS, size, is_right=True)
        correct = percent(one.percent_correct)
        _cell(table, table.correct, y, correct, palette.text, SANS, size, is_right=True)
    else:
        _cell(table, table.level, y, _("not measured"), palette.muted, SANS, size)
    canvas.setStrokeColor(palette.line)
    canvas.setLineWidth(0.5)
    line = y - 5.6 * max(table.tightness, 0.72)
    canvas.line(table.x, line, table.x + table.width, line)


def _meter_x(table: _Table, level: float) -> float:
    return table.meter.left + (on_scale(level) - LOWEST) / (HIGHEST - LOWEST) * table.meter.width


def _meter(table: _Table, one: CompetencyResult, y: float) -> None:
    """The scale of levels with the measured value and one standard error either way."""
    palette, canvas = table.sheet.palette, table.sheet.canvas
    canvas.setStrokeColor(palette.line)
    canvas.setLineWidth(0.9)
    canvas.line(_meter_x(table, LOWEST), y, _meter_x(table, HIGHEST), y)
    for level in LEVEL_RINGS:
        canvas.line(_meter_x(table, level), y - 2.6, _meter_x(table, level), y + 2.6)
    low, middle, high = (
        _meter_x(table, in_levels(one.ability + by * one.standard_error)) for by in (-1, 0, 1)
    )
    canvas.setStrokeColor(palette.accent)
    radius = 3.2
    if table.is_filled:
        canvas.setLineWidth(2.2)
        canvas.line(low, y, high, y)
        canvas.setFillColor(palette.accent)
        canvas.circle(middle, y, radius, stroke=0, fill=1)
        return
    canvas.setLineWidth(1.5)
    for begin, end in ((low, middle - radius), (middle + radius, high)):
        if end > begin:
            canvas.line(begin, y, end, y)
    canvas.setLineWidth(1.2)
    canvas.circle(middle, y, radius, stroke=1, fill=0)


def _cell(
    table: _Table,
    column: _Column,
    y: float,
    words: str,
    color: str,
    font: str,
    size: float,
    *,
    is_right: bool = False,
) -> None:
    size = fitting_size(words, font, size, column.width, 5)
    canvas = table.sheet.canvas
    if is_right:
        draw_string(canvas, column.left + column.width, y, words, font, size, anchor="right", color=color)
    else:
        draw_string(canvas, column.left, y, words, font, size, color=color)
