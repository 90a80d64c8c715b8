"""The spread of one cell in tenths, and pay by date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.charts.display_list import Circle, Ink, Line, Polygon
from smmhire.charts.tenths import Spread, tenths_chart
from smmhire.charts.trend import TrendPoint, trend_chart
from smmhire.texts import money, using
from tests.charts.drawn import parts_outside, texts, texts_that_meet

TENTHS = tuple(40_000.0 + 7_000 * n for n in range(9))


def write(amount: float) -> str:
    return money(amount, "USD")


def spread(tenths: tuple[float, ...] = TENTHS) -> Spread:
    return Spread(tenths, 50_000.0, 63_500.0, 82_750.0, 55_000.0, 71_000.0)


def points(*middles: float | None) -> tuple[TrendPoint, ...]:
    return tuple(
        TrendPoint(
            f"Q{n % 4 + 1} {2020 + n // 4}",
            "22",
            None if middle is None else middle * 0.8,
            middle,
            None if middle is None else middle * 1.3,
        )
        for n, middle in enumerate(middles)
    )


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("offer", [None, 2_000.0, 55_000.0, 400_000.0])
def test_the_tenths_lie_within_the_chart_wherever_the_offer_stands(
    language: str, offer: float | None
) -> None:
    with using(language):
        chart = tenths_chart(spread(), offer, "" if offer is None else f"the offer: {write(offer)}", write)
    assert parts_outside(chart) == []
    assert texts_that_meet(chart) == []


def test_nine_numbered_dots_stand_at_the_deciles_and_equal_ones_are_stacked() -> None:
    heaped = tenths_chart(spread((16.5,) * 3 + tuple(20.0 + n for n in range(6))), None, "", write)
    dots = [s for s in heaped.shapes if isinstance(s, Circle) and s.fill is Ink.MEASURED_FILL]
    assert len(dots) == 9
    assert dots[0].x == dots[1].x == dots[2].x
    assert len({dot.y for dot in dots[:3]}) == 3
    assert [t.text for t in texts(heaped) if t.size == 8 and len(t.text) == 1] == list("123456789")


def test_where_the_ends_are_withheld_only_the_box_is_drawn() -> None:
    chart = tenths_chart(spread(()), 60_000.0, "the offer", write)
    assert [s for s in chart.shapes if isinstance(s, Circle) and s.fill is Ink.MEASURED_FILL] == []
    assert len([s for s in chart.shapes if isinstance(s, Polygon)]) == 1
    assert "so many of ten" not in " ".join(t.text for t in texts(chart))


@given(st.lists(st.floats(1, 1e9), min_size=9, max_size=9))
def test_no_dot_covers_another(tenths: list[float]) -> None:
    tenths.sort()
    made = Spread(tuple(tenths), tenths[2], tenths[4], tenths[6])
    chart = tenths_chart(made, None, "", lambda amount: f"{amount:.0f}")
    dots = [s for s in chart.shapes if isinstance(s, Circle) and s.fill is Ink.MEASURED_FILL]
    for n, one in enumerate(dots):
        for other in dots[n + 1 :]:
            assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (one.radius + other.radius) ** 2


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("offer", [None, 9_000.0, 60_000.0, 200_000.0])
def test_a_trend_lies_within_the_chart_and_no_words_meet(language: str, offer: float | None) -> None:
    with using(language):
        label = "" if offer is None else f"the offer: {write(offer)}"
        chart = trend_chart(points(50_000, 52_000, None, 60_000, 58_000), offer, label, write)
    assert parts_outside(chart) == []
    assert texts_that_meet(chart) == []


def test_the_line_breaks_where_a_period_is_withheld() -> None:
    chart = trend_chart(points(50_000, 52_000, None, 60_000, 58_000, None, 61_000), None, "", write)
    lines = [s for s in chart.shapes if isinstance(s, Polygon) and not s.is_closed]
    assert [len(line.points) for line in lines] == [2, 2]
    assert len([s for s in chart.shapes if isinstance(s, Circle)]) == 5


def test_many_periods_leave_out_words_not_points() -> None:
    chart = trend_chart(points(*(50_000.0 + 100 * n for n in range(40))), None, "", write)
    assert len([s for s in chart.shapes if isinstance(s, Circle)]) == 40
    assert texts_that_meet(chart) == []


def test_a_higher_middle_stands_higher() -> None:
    chart = trend_chart(points(50_000, 60_000), 55_000.0, "the offer", write)
    low, high = (s for s in chart.shapes if isinstance(s, Circle))
    offer = next(s for s in chart.shapes if isinstance(s, Line) and s.stroke is Ink.OFFER)
    assert high.y < offer.y1 < low.y


def test_nothing_but_withheld_periods_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="every figure is suppressed"):
        trend_chart(points(None, None), None, "", write)
