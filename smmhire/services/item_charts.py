"""The charts of a question: what it measures by its key and difficulty, and how its options were used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from smmhire.role.description import LEVEL_ABILITY
from smmhire.texts import N_, _

if TYPE_CHECKING:
    from smmhire.assessment.curve_fit import ObservedGroup
    from smmhire.assessment.items import Item
    from smmhire.charts.display_list import Chart
    from smmhire.charts.item_curves import MarkCurves
    from smmhire.services.item_statistics import ItemStatistics

# Abilities shown, in SD of the population either way: all but 3 in 1,000 people.
SHOWN_RANGE = 3.0
SHOWN_STEP = 0.1

TITLES = {
    "choice": N_("Who chose which option"),
    "best": N_("Who named which action the most effective"),
    "worst": N_("Who named which action the least effective"),
}


@dataclass(frozen=True, slots=True)
class ItemCharts:
    """The charts of one item, in one language: its marks by ability, and what it says about each ability."""

    characteristic: Chart
    information: Chart


def item_charts(item: Item) -> ItemCharts | None:
    """The curves that scoring uses, from the author's difficulty; None for a self-rating.

    A millisecond after `prepare`; before it, up to 20, and the first one loads NumPy.
    """
    from smmhire.charts.item_curves import characteristic_chart, information_chart

    if item.difficulty is None:
        return None
    curves, information = _curves(item)
    levels = tuple(LEVEL_ABILITY.items())
    return ItemCharts(
        characteristic_chart(curves, item.difficulty, levels),
        information_chart(curves.abilities, information, levels),
    )


def calibrated_charts(item: Item, difficulty: float, groups: Sequence[ObservedGroup] = ()) -> ItemCharts:
    """The author's curves and those by a calibrated difficulty, with what groups of takers did.

    Raises ValueError for a self-rating.
    """
    from smmhire.charts.calibrated_curves import GroupPoint, compared_chart, compared_information

    author, author_information = _curves(item)
    now, now_information = _curves(replace(item, difficulty=difficulty))
    levels = tuple(LEVEL_ABILITY.items())
    points = [GroupPoint(one.ability, one.observed, one.expected, one.standard_error) for one in groups]
    return ItemCharts(
        compared_chart(author, now, (item.difficulty or 0.0, difficulty), points, levels),
        compared_information(now.abilities, author_information, now_information, levels),
    )


def prepare(items: Sequence[Item]) -> None:
    """Work out the curves of the items, so that their charts are there at once."""
    for item in items:
        if item.difficulty is not None:
            _curves(item)


def option_charts(statistics: ItemStatistics) -> tuple[Chart, ...]:
    """Who took which option, by score in the other questions: one chart for each thing that was asked, none
    without enough responses or where nothing is chosen among options."""
    from smmhire.charts.item_curves import OptionCurve, option_chart

    charts: list[Chart] = []
    for role, title in TITLES.items():
        curves = [
            OptionCurve(use.option, use.is_key, use.by_group)
            for use in statistics.options
            if use.role == role
        ]
        if curves and all(sum(share is not None for share in curve.shares) >= 2 for curve in curves):
            charts.append(option_chart(curves, _(title)))
    return tuple(charts)


@lru_cache(maxsize=4096)
def _curves(item: Item) -> tuple[MarkCurves, tuple[float, ...]]:
    """Marks and information by ability, from the graded curves of `assessment.ability`.

    Information Σ P'_k²/P_k over the levels k (SAMEJIMA-1969), with P(X ≥ k) = c_k + (1 − c_k)σ(θ − b_k).
    """
    import numpy as np

    from smmhire.assessment.ability import SLOPE, STEPS, curves
    from smmhire.assessment.parameters import logistic
    from smmhire.charts.item_curves import MarkCurves

    graded = curves(item)
    count = round(2 * SHOWN_RANGE / SHOWN_STEP) + 1
    theta = np.linspace(-SHOWN_RANGE, SHOWN_RANGE, count)
    guessed = np.array(graded.guessing)[:, None]
    above = logistic(SLOPE * (theta[None, :] - np.array(graded.thresholds)[:, None]))
    reached = np.vstack([np.ones(count), guessed + (1.0 - guessed) * above, np.zeros(count)])
    slopes = np.vstack([np.zeros(count), SLOPE * (1.0 - guessed) * above * (1.0 - above), np.zeros(count)])
    chances, change = reached[:-1] - reached[1:], slopes[:-1] - slopes[1:]
    marks = np.array(graded.levels) / STEPS
    information = (change**2 / chances).sum(axis=0)
    expected = marks @ chances
    return (
        MarkCurves(
            abilities=tuple(theta.round(6).tolist()),
            expected=tuple(expected.tolist()),
            reached=tuple(
                (float(share), tuple(chance.tolist()))
                for share, chance in zip(marks[1:], reached[1:-1], strict=True)
            ),
        ),
        tuple(information.tolist()),
    )
