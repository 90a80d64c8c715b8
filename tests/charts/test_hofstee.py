"""The picture of a compromise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.assessment.cut_hofstee import HofsteeBounds, hofstee
from smmhire.charts.display_list import Circle, Ink, Polygon
from smmhire.charts.hofstee import BOTTOM, LEFT, PLOT_HEIGHT, RIGHT, compromise_chart
from smmhire.texts import using
from tests.charts.drawn import parts_outside, texts_that_meet

SCORES = [20.0, 35, 40, 41, 50, 52, 58, 60, 66, 71, 80, 95]
BOUNDS = HofsteeBounds(45, 70, 0.2, 0.6)


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize(
    "bounds",
    [BOUNDS, HofsteeBounds(0, 5, 0, 0.1), HofsteeBounds(95, 100, 0.9, 1), HofsteeBounds(0, 100, 0, 1)],
)
def test_everything_lies_within_the_chart_and_no_words_on_each_other(
    bounds: HofsteeBounds, language: str
) -> None:
    with using(language):
        chart = compromise_chart(SCORES, hofstee((bounds,), SCORES))
    assert parts_outside(chart) == []
    assert texts_that_meet(chart) == []


def test_the_dot_lies_on_the_diagonal_at_the_cut() -> None:
    found = hofstee((BOUNDS,), SCORES)
    chart = compromise_chart(SCORES, found)
    (dot,) = [shape for shape in chart.shapes if isinstance(shape, Circle)]
    assert (dot.x - LEFT) / (RIGHT - LEFT) * 100 == pytest.approx(found.cut)
    assert (BOTTOM - dot.y) / PLOT_HEIGHT == pytest.approx(found.failing)
    assert "of the people failing" in chart.description


@given(st.lists(st.floats(0, 100), min_size=1, max_size=40))
def test_the_curve_rises_from_nobody_to_all_who_do_not_have_everything(scores: list[float]) -> None:
    chart = compromise_chart(scores, hofstee((BOUNDS,), scores))
    (curve,) = [s for s in chart.shapes if isinstance(s, Polygon) and s.stroke is Ink.MEASURED]
    heights = [y for _x, y in curve.points]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] == BOTTOM and curve.points[-1][0] == RIGHT


def test_without_results_there_is_no_chart() -> None:
    with pytest.raises(ValueError, match="no curve"):
        compromise_chart([], hofstee((BOUNDS,), SCORES))
