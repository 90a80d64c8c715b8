"""A self-rating beside the measured level."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.assessment.self_rating import Verdict, self_rating_gap, self_rating_gaps
from tests.assessment import build


def verdict(ability: float, error: float, rating: int) -> Verdict:
    (gap,) = self_rating_gaps(build.result({"content": ability}, error=error, ratings={"content": rating}))
    return gap.verdict


@pytest.mark.parametrize(
    ("ability", "error", "rating", "expected"),
    [
        (-0.4, 0.3, 4, Verdict.OVER),
        (1.2, 0.3, 2, Verdict.UNDER),
        (0.4, 0.3, 3, Verdict.AGREES),
        (0.0, 0.9, 4, Verdict.CANNOT_TELL),
        (0.4, 0.9, 3, Verdict.CANNOT_TELL),
        (2.8, 0.3, 5, Verdict.AGREES),  # there is no higher rating to give
        (-2.8, 0.3, 1, Verdict.AGREES),  # nor a lower one
    ],
)
def test_a_difference_is_called_one_only_beyond_the_error(
    ability: float, error: float, rating: int, expected: Verdict
) -> None:
    assert verdict(ability, error, rating) is expected


def test_the_gap_is_counted_in_levels_from_the_middle_of_each() -> None:
    result = build.result({"content": 0.375}, error=0.3, ratings={"content": 4})
    (gap,) = self_rating_gaps(result)
    assert gap.measured == pytest.approx(3.0)  # the middle of level 3
    assert gap.gap == pytest.approx(1.0)
    assert gap.standard_error == pytest.approx(0.4)


def test_what_was_not_rated_or_not_measured_has_no_gap() -> None:
    result = build.result({"content": 0.0, "strategy": 0.0}, ratings={"strategy": 4}, unmeasured=["strategy"])
    assert self_rating_gaps(result) == ()
    assert all(self_rating_gap(competency) is None for competency in result.competencies)


@given(st.floats(-4, 4), st.floats(0.05, 2), st.integers(1, 4))
def test_a_higher_rating_never_turns_over_into_under(ability: float, error: float, rating: int) -> None:
    if verdict(ability, error, rating) is Verdict.OVER:
        assert verdict(ability, error, rating + 1) is Verdict.OVER
