"""The Hofstee compromise against a fine search, and where judges and results do not meet."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.assessment.cut_hofstee import HofsteeBounds, hofstee


def by_search(bounds: HofsteeBounds, scores: np.ndarray) -> float:
    """The first of 200,001 cuts at which as many fail as the diagonal allows."""
    cuts = np.linspace(bounds.lowest_cut, bounds.highest_cut, 200_001)
    share = np.searchsorted(np.sort(scores), cuts) / len(scores)
    line = bounds.highest_failing - (bounds.highest_failing - bounds.lowest_failing) * (
        cuts - bounds.lowest_cut
    ) / (bounds.highest_cut - bounds.lowest_cut)
    return float(cuts[np.argmax(share >= line - 1e-12)])


def test_the_compromise_lies_where_the_diagonal_meets_the_results() -> None:
    """Scores spread evenly over 0 … 100, so that k/100 fail at a cut of k."""
    scores = (np.arange(100_000) + 0.5) / 1000
    # The line from (20, .6) to (60, .2): .6 − .01(k − 20) = k/100 gives k = 40.
    found = hofstee((HofsteeBounds(20, 60, 0.2, 0.6),), scores)
    assert found.cut == pytest.approx(40, abs=0.01) and found.is_met
    assert found.failing == pytest.approx(0.4, abs=1e-4)
    assert found.standard_error is None


@given(
    st.lists(st.integers(0, 40).map(float), min_size=1, max_size=60),
    st.tuples(st.floats(0, 40), st.floats(0.5, 20)),
    st.lists(st.integers(0, 100), min_size=2, max_size=2, unique=True),
)
def test_the_compromise_agrees_with_a_fine_search(
    scores: list[float], cuts: tuple[float, float], shares: list[int]
) -> None:
    bounds = HofsteeBounds(cuts[0], cuts[0] + cuts[1], min(shares) / 100, max(shares) / 100)
    found = hofstee((bounds,), scores)
    assert bounds.lowest_cut <= found.cut <= bounds.highest_cut
    assert found.failing == np.mean(np.array(scores) < found.cut)
    if found.is_met:
        # Within a step of the search; just behind a jump the search stands one step further.
        assert found.cut == pytest.approx(
            by_search(bounds, np.array(scores)), abs=2 * cuts[1] / 200_000 + 1e-9
        )


def test_judges_are_averaged_and_their_spread_is_the_error() -> None:
    scores = (np.arange(10_000) + 0.5) / 100
    judges = (
        HofsteeBounds(10, 50, 0.1, 0.5),
        HofsteeBounds(30, 70, 0.3, 0.7),
        HofsteeBounds(20, 60, 0.2, 0.6),
    )
    found = hofstee(judges, scores)
    assert found.bounds.lowest_cut == pytest.approx(20) and found.bounds.highest_failing == pytest.approx(0.6)
    assert found.cut == pytest.approx(40, abs=0.02)
    # Each judge alone would cut at 30, 50 and 40: for a mean, leaving out in turn is SD/√n exactly.
    assert found.standard_error == pytest.approx(10 / np.sqrt(3), abs=0.02)
    assert hofstee(judges[:1] * 3, scores).standard_error == pytest.approx(0.0, abs=1e-9)


def test_where_too_many_or_too_few_fail_the_judges_are_told() -> None:
    bounds = (HofsteeBounds(50, 70, 0.1, 0.3),)
    weak = hofstee(bounds, [10, 20, 30, 90])
    assert (weak.cut, weak.is_met, weak.failing) == (50, False, 0.75)
    strong = hofstee(bounds, [90.0] * 20)
    assert (strong.cut, strong.is_met, strong.failing) == (70, False, 0.0)


def test_judges_who_allow_a_single_cut_or_share_get_it() -> None:
    scores = np.arange(100.0)
    assert hofstee((HofsteeBounds(40, 40, 0.2, 0.6),), scores).cut == 40
    flat = hofstee((HofsteeBounds(20, 60, 0.3, 0.3),), scores)
    assert flat.is_met and flat.failing == pytest.approx(0.3)
    jumped = hofstee((HofsteeBounds(20, 60, 0.305, 0.305),), scores)
    assert (jumped.is_met, jumped.cut, jumped.failing) == (True, 30, 0.3)


def test_bounds_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="lowest cut 60"):
        HofsteeBounds(60, 50, 0.1, 0.3)
    for shares in ((0.4, 0.3), (-0.1, 0.3), (0.1, 1.3)):
        with pytest.raises(ValueError, match="no shares"):
            HofsteeBounds(50, 60, *shares)
    with pytest.raises(ValueError, match="judges"):
        hofstee((), [1.0])
    with pytest.raises(ValueError, match="judges"):
        hofstee((HofsteeBounds(50, 60, 0.1, 0.3),), [])
    with pytest.raises(ValueError, match="all there"):
        hofstee((HofsteeBounds(50, 60, 0.1, 0.3),), [float("nan")])
