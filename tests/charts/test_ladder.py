"""Percentile ladders: what is shown, what is withheld, where the offer stands."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.charts.display_list import Circle, Ink, Line, Polygon
from smmhire.charts.ladder import LadderRow, ladder_chart, nice_ticks
from smmhire.texts import money, using
from tests.charts.drawn import parts_outside, text_box, texts, texts_that_meet


def write(amount: float) -> str:
    return money(amount, "USD")


def row(label: str = "2–4 years", **fields: float | str | None) -> LadderRow:
    given: dict[str, object] = {
        "label": label,
        "sublabel": "22 figures, 22 contributors",
        "p10": 40_300.0,
        "p25": 50_000.0,
        "p50": 63_500.0,
        "p75": 82_750.0,
        "p90": 103_500.0,
        "median_low": 55_000.0,
        "median_high": 71_000.0,
    }
    return LadderRow(**{**given, **fields})  # type: ignore[arg-type]


def withheld(note: str, label: str = "21–30 years") -> LadderRow:
    return LadderRow(label, "1 figure", None, None, None, None, None, note=note)


NOTE = "Not shown: one contributor gives 62% of the figures, and 25% is the most allowed."
BENGALI_NOTE = "দেখানো হলো না: একজন তথ্যদাতাই ৬২% অঙ্ক দিয়েছেন, অথচ সর্বোচ্চ ২৫% চলে।"


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("offer", [55_000.0, 2_000.0, 400_000.0])
def test_everything_lies_within_the_chart_wherever_the_offer_stands(language: str, offer: float) -> None:
    with using(language):
        rows = (row("All together"), row("অভিজ্ঞতা উল্লেখ নেই এমন সবাই মিলিয়ে"), withheld(BENGALI_NOTE * 2))
        chart = ladder_chart(rows, offer, f"the offer: {write(offer)}", write)
    assert parts_outside(chart) == []
    assert texts_that_meet(chart) == []


def test_a_suppressed_group_shows_its_reason_and_no_figure() -> None:
    chart = ladder_chart((withheld(NOTE), row()), None, "", write)
    assert " ".join(t.text for t in texts(chart)).count("one contributor gives 62%") == 1
    assert len([s for s in chart.shapes if isinstance(s, Circle)]) == 1
    assert len([s for s in chart.shapes if isinstance(s, Polygon)]) == 1
    assert NOTE in chart.description


def test_no_line_runs_through_a_reason() -> None:
    chart = ladder_chart((row(), withheld(NOTE), row()), 55_000.0, "the offer", write)
    reasons = [text_box(t) for t in texts(chart) if t.text in NOTE]
    assert reasons
    for line in (s for s in chart.shapes if isinstance(s, Line) and s.x1 == s.x2):
        top, bottom = sorted((line.y1, line.y2))
        for box in reasons:
            assert not (box.left < line.x1 < box.right and top < box.bottom and box.top < bottom)


def test_withheld_tails_leave_the_box_and_drop_the_line() -> None:
    chart = ladder_chart((row(p10=None, p90=None),), None, "", write)
    assert [s for s in chart.shapes if isinstance(s, Polygon)]
    assert not [s for s in chart.shapes if isinstance(s, Line) and s.stroke is Ink.MEASURED]


def test_the_offer_stands_in_proportion_between_the_ticks() -> None:
    chart = ladder_chart((row(p10=0.0, p90=100_000.0),), 25_000.0, "the offer", write)
    ticks = [s.x1 for s in chart.shapes if isinstance(s, Line) and s.stroke is Ink.GRID and s.x1 == s.x2]
    (offer,) = [s.x1 for s in chart.shapes if isinstance(s, Line) and s.stroke is Ink.OFFER]
    assert (offer - min(ticks)) / (max(ticks) - min(ticks)) == pytest.approx(0.25)


def test_a_chart_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="suppressed"):
        ladder_chart((withheld(NOTE),), None, "", write)


@given(st.floats(0, 1e7), st.floats(0.01, 1e7))
def test_ticks_cover_the_amounts_with_few_round_values(low: float, span: float) -> None:
    high = low + span
    ticks = nice_ticks(low, high)
    slack = 1e-9 * max(1.0, high)
    assert ticks[0] <= low + slack
    assert ticks[-1] >= high - slack
    assert 2 <= len(ticks) <= 8
    steps = [b - a for a, b in pairwise(ticks)]
    assert max(steps) == pytest.approx(min(steps), rel=1e-6, abs=slack)


def test_ticks_of_tenths_do_not_drift() -> None:
    assert nice_ticks(0.0, 0.5) == pytest.approx((0.0, 0.1, 0.2, 0.3, 0.4, 0.5), abs=1e-15)
