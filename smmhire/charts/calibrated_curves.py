"""A question by its author's difficulty and by the answers: both curves, and what groups of takers did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from smmhire.charts.display_list import Chart, Circle, Ink, Line, Polygon, Shape
from smmhire.charts.item_curves import USUAL_INFORMATION, MarkCurves, Plot, Values
from smmhire.charts.ladder import nice_ticks
from smmhire.texts import _, number, percent

RADIUS = 3.2
# Of groups for which the curve is right, 19 of 20 lie within this many standard errors of what is expected.
SURE = 1.96


@dataclass(frozen=True, slots=True)
class GroupPoint:
    """A group of takers. ability: their mean by their other answers; observed and expected: mean mark, 0 to
    1; error: standard error of the observed one."""

    ability: float
    observed: float
    expected: float
    error: float


def compared_chart(
    author: MarkCurves,
    calibrated: MarkCurves,
    difficulties: tuple[float, float],
    groups: Sequence[GroupPoint],
    levels: Sequence[tuple[int, float]],
) -> Chart:
    """The curve by the answers as a thick line, the author's dashed; groups as dots, each beside the range in
    which it should lie.

    difficulties: the author's and the calibrated one, marked on the axis. Raises ValueError for fewer than
    two abilities.
    """
    plot = Plot(calibrated.abilities, 1.0)
    shapes = plot.frame(_("Mean mark by ability"), [(v, percent(v)) for v in (0.0, 0.5, 1.0)])
    shapes += plot.abilities(levels)
    shapes.append(plot.curve(author.expected, Ink.SELF, 1.4, is_dashed=True))
    shapes.append(plot.curve(calibrated.expected, Ink.MEASURED, 2.2))
    for b, ink in zip(difficulties, (Ink.SELF, Ink.MEASURED), strict=True):
        x = plot.x(b)
        if x is not None:
            shapes.append(Line(x, plot.bottom - 7, x, plot.bottom + 4, stroke=ink, width=2.0))
    for group in groups:
        shapes += _group(plot, group)
    was, now = (number(b, 2) for b in difficulties)
    notes = [_("thick: by the answers, difficulty {now} · dashed: by the author, {was}", now=now, was=was)]
    if groups:
        notes.append(
            _(
                "dots: mean mark of groups of takers, sorted by their other answers · bars: where 19 of 20 "
                "such groups would lie if the thick line is right"
            )
        )
    description = _("By the answers the difficulty is {now}, by the author {was}.", now=now, was=was)
    if groups:
        observed = ", ".join(percent(group.observed) for group in groups)
        expected = ", ".join(percent(group.expected) for group in groups)
        description += " " + _(
            "Mean marks of the groups, lowest ability first: {observed}; expected: {expected}.",
            observed=observed,
            expected=expected,
        )
    return plot.finished(shapes, notes, description)


def compared_information(
    abilities: Values, author: Values, calibrated: Values, levels: Sequence[tuple[int, float]]
) -> Chart:
    """How much the question says about abilities here and there, by both difficulties (in 1/SD²)."""
    ticks = nice_ticks(0.0, max(*author, *calibrated, USUAL_INFORMATION), 3)
    plot = Plot(abilities, ticks[-1])
    shapes = plot.frame(_("Information by ability"), [(tick, number(tick, 1)) for tick in ticks])
    shapes += plot.abilities(levels)
    corners = plot.points(calibrated)
    ground = ((corners[0][0], plot.bottom), *corners, (corners[-1][0], plot.bottom))
    shapes.append(Polygon(ground, fill=Ink.MEASURED_FILL))
    shapes.append(plot.curve(author, Ink.SELF, 1.4, is_dashed=True))
    shapes.append(plot.curve(calibrated, Ink.MEASURED, 2.2))
    now, was = (abilities[one.index(max(one))] for one in (calibrated, author))
    words = _(
        "It says most about abilities around {now}; by the author, around {was}.",
        now=number(now, 1),
        was=number(was, 1),
    )
    return plot.finished(shapes, [words], words)


def _group(plot: Plot, group: GroupPoint) -> list[Shape]:
    x = plot.x(group.ability)
    if x is None:
        return []
    low, high = group.expected - SURE * group.error, group.expected + SURE * group.error
    return [
        Line(x, plot.y(low), x, plot.y(high), stroke=Ink.INTERVAL, width=4.0),
        Circle(x, plot.y(group.observed), RADIUS, fill=Ink.REQUIRED),
    ]
