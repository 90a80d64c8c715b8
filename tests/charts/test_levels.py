"""Charts of levels: radar and rows."""

from __future__ import annotations

from dataclasses import replace
from math import hypot

import pytest

from smmhire.charts.display_list import Circle, Ink, Line, Polygon
from smmhire.charts.level_rows import level_rows_chart
from smmhire.charts.levels import LevelAxis, on_scale
from smmhire.charts.radar import RADIUS, TOP, WIDTH, radar_chart
from smmhire.content import load_role
from smmhire.texts import using
from tests.charts.drawn import parts_outside, texts, texts_that_meet

CENTRE = (WIDTH / 2, TOP + RADIUS)


def axis(label: str = "Strategy", **fields: float | None) -> LevelAxis:
    given = LevelAxis(label, measured=3.2, low=2.4, high=4.0, required=3.0, self_rating=3.5)
    return replace(given, **fields)


def axes_of_the_role(language: str) -> tuple[LevelAxis, ...]:
    return tuple(axis(competency.short_name.text(language)) for competency in load_role().competencies)


def distances(shape: Polygon) -> list[float]:
    return [hypot(x - CENTRE[0], y - CENTRE[1]) for x, y in shape.points]


def polygon(shapes: tuple[object, ...], ink: Ink) -> Polygon:
    (found,) = [s for s in shapes if isinstance(s, Polygon) and s.stroke is ink]
    return found


@pytest.mark.parametrize("language", ["bn", "en"])
def test_everything_lies_within_the_radar_and_no_words_on_each_other(language: str) -> None:
    with using(language):
        chart = radar_chart(axes_of_the_role(language), "the vacancy asks for")
    assert parts_outside(chart) == []
    assert texts_that_meet(chart) == []


@pytest.mark.parametrize("count", range(3, 13))
def test_long_names_of_any_number_of_axes_stay_within_the_radar(count: int) -> None:
    word = "অতিদীর্ঘশব্দেরদক্ষতাক্ষেত্রনামকরণব্যবস্থা"
    axes = tuple(axis(f"{word} ও {word}") for _ in range(count))
    assert parts_outside(radar_chart(axes, word * 3)) == []


def test_a_level_is_as_far_from_the_centre_as_it_is_high() -> None:
    axes = (axis(measured=1.0), axis(measured=3.0), axis(measured=6.0))
    near, middle, far = distances(polygon(radar_chart(axes, "target").shapes, Ink.MEASURED))
    assert near == pytest.approx(RADIUS / 6)
    assert middle == pytest.approx(RADIUS / 2)
    assert far == pytest.approx(RADIUS)


def test_what_lies_beyond_the_scale_is_drawn_at_its_edge() -> None:
    assert on_scale(-1.2) == 0.0
    assert on_scale(7.3) == 6.0
    chart = radar_chart((axis(measured=9.0, high=9.8), axis(), axis()), "target")
    assert parts_outside(chart) == []


def test_required_levels_are_dashed_so_that_grey_paper_shows_them() -> None:
    shapes = radar_chart((axis(), axis(), axis()), "target").shapes
    assert polygon(shapes, Ink.REQUIRED).is_dashed
    assert not polygon(shapes, Ink.MEASURED).is_dashed


def test_no_outline_is_drawn_through_a_competency_that_was_not_measured() -> None:
    missing = axis("Gap", measured=None, low=None, high=None)
    chart = radar_chart((axis(), axis(), missing), "target")
    assert not [s for s in chart.shapes if isinstance(s, Polygon) and s.stroke is Ink.MEASURED]
    assert len([s for s in chart.shapes if isinstance(s, Line) and s.stroke is Ink.INTERVAL]) == 2 + 1
    assert "Gap: not measured" in chart.description


def test_levels_asked_for_in_some_competencies_only_are_rings_not_an_area() -> None:
    chart = radar_chart((axis(), axis(), axis(required=None)), "target")
    assert not [s for s in chart.shapes if isinstance(s, Polygon) and s.stroke is Ink.REQUIRED]
    assert len([s for s in chart.shapes if isinstance(s, Circle) and s.stroke is Ink.REQUIRED]) == 2


def test_the_key_names_only_what_is_drawn() -> None:
    with_ratings = radar_chart((axis(), axis(), axis()), "target")
    bare = tuple(axis(self_rating=None, required=None) for _ in range(3))
    assert "self-rating" in [text.text for text in texts(with_ratings)]
    words = [text.text for text in texts(radar_chart(bare, "target"))]
    assert "self-rating" not in words
    assert "target" not in words


def test_the_description_tells_every_level_in_the_language_of_the_reader() -> None:
    with using("bn"):
        chart = radar_chart((axis("কৌশল"), axis("কনটেন্ট"), axis("কমিউনিটি")), "লক্ষ্য")
    assert "কৌশল: ৩.২" in chart.description
    assert "৩.০" in chart.description


def test_two_axes_make_no_radar_but_rows() -> None:
    with pytest.raises(ValueError, match="at least 3"):
        radar_chart((axis(), axis()), "target")
    chart = level_rows_chart((axis("Analytics and return"), axis("কৌশল ও দর্শক", measured=5.9)), "target")
    assert parts_outside(chart) == []
    assert texts_that_meet(chart) == []


def test_rows_need_a_competency() -> None:
    with pytest.raises(ValueError, match="at least one"):
        level_rows_chart((), "target")
