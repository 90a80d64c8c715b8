"""Charts of what a question measures and of who takes which option."""

from __future__ import annotations

import pytest

from smmhire.charts.display_list import Ink, Line, Polygon
from smmhire.charts.item_curves import (
    MarkCurves,
    OptionCurve,
    characteristic_chart,
    information_chart,
    option_chart,
)
from smmhire.texts import using
from tests.charts.drawn import parts_outside, texts, texts_that_meet

LEVELS = ((1, -1.5), (2, -0.75), (3, 0.0), (4, 0.75), (5, 1.5))
ABILITIES = tuple(x / 10 for x in range(-30, 31))
RISING = tuple((x + 30) / 60 for x in range(-30, 31))


def marks(*reached: float) -> MarkCurves:
    return MarkCurves(ABILITIES, RISING, tuple((share, RISING) for share in reached))


def curves(shapes: tuple[object, ...], ink: Ink) -> list[Polygon]:
    return [s for s in shapes if isinstance(s, Polygon) and s.stroke is ink]


def option(name: str, *shares: float | None) -> OptionCurve:
    return OptionCurve(name, name == "a", shares)


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("difficulty", [-2.9, 0.0, 2.31, 3.4])
def test_everything_lies_within_the_chart_and_no_words_on_each_other(
    language: str, difficulty: float
) -> None:
    with using(language):
        charts = (
            characteristic_chart(marks(1 / 3, 2 / 3, 1.0), difficulty, LEVELS),
            information_chart(ABILITIES, tuple(0.4 * share for share in RISING), LEVELS),
            option_chart([option(name, 0.1, 0.2, 0.1) for name in "abcdef"], "Who chose which option"),
        )
    for chart in charts:
        assert parts_outside(chart) == []
        assert texts_that_meet(chart) == []


def test_a_graded_item_shows_the_chance_of_each_mark_dashed() -> None:
    whole = characteristic_chart(marks(1.0), 0.0, LEVELS)
    assert curves(whole.shapes, Ink.INTERVAL) == []
    graded = characteristic_chart(marks(1 / 3, 2 / 3, 1.0), 0.0, LEVELS)
    dashed = curves(graded.shapes, Ink.INTERVAL)
    assert len(dashed) == 3 and all(curve.is_dashed for curve in dashed)
    assert any("33%, 67%, 100%" in text.text for text in texts(graded))


def test_the_curve_rises_as_the_chances_do() -> None:
    (curve,) = curves(characteristic_chart(marks(1.0), 0.0, LEVELS).shapes, Ink.MEASURED)
    heights = [y for _x, y in curve.points]
    assert heights == sorted(heights, reverse=True)


def test_a_difficulty_outside_the_abilities_shown_has_no_stroke() -> None:
    inside = characteristic_chart(marks(1.0), 1.0, LEVELS).shapes
    outside = characteristic_chart(marks(1.0), 3.4, LEVELS).shapes
    assert [s for s in inside if isinstance(s, Line) and s.stroke is Ink.REQUIRED]
    assert not [s for s in outside if isinstance(s, Line) and s.stroke is Ink.REQUIRED]


def test_the_key_is_thick_and_the_others_dashed_so_that_grey_paper_shows_them() -> None:
    chart = option_chart([option("a", 0.2, 0.5, 0.9), option("b", 0.8, 0.5, 0.1)], "Who")
    (key,), (other,) = curves(chart.shapes, Ink.MEASURED), curves(chart.shapes, Ink.SELF)
    assert not key.is_dashed and other.is_dashed and key.width > other.width
    assert "a (key): 20%, 50%, 90%" in chart.description


@pytest.mark.parametrize("at", [0.0, 0.5, 1.0])
def test_names_of_lines_that_end_together_stand_apart(at: float) -> None:
    chart = option_chart([option(name, 0.3, at) for name in "abcde"], "Who")
    assert texts_that_meet(chart) == [] and parts_outside(chart) == []


def test_a_group_that_is_too_small_leaves_a_gap() -> None:
    chart = option_chart([option("a", 0.2, None, 0.9)], "Who")
    (key,) = curves(chart.shapes, Ink.MEASURED)
    assert len(key.points) == 2
    assert "20%, –, 90%" in chart.description


def test_what_makes_no_curve_is_refused() -> None:
    with pytest.raises(ValueError, match="1 places"):
        information_chart((0.0,), (0.1,), LEVELS)
    with pytest.raises(ValueError, match="groups"):
        option_chart([option("a", 0.1, 0.2), option("b", 0.1)], "Who")
    with pytest.raises(ValueError, match="groups"):
        option_chart([], "Who")
