"""Agreement of raters: against published figures, and by what must hold."""

from __future__ import annotations

from math import isnan, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.candidates import agreement as agreement_module
from smmhire.candidates.agreement import Coefficient, intraclass, weighted_kappa

# Six targets rated by four judges: the example of SHROUT-FLEISS-1979, table 2; their table 4 gives
# ICC(1,1) .17, ICC(2,1) .29, ICC(1,4) .44 and ICC(2,4) .62.
SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def test_published_example_of_the_same_judges_for_all() -> None:
    found = intraclass(SHROUT_FLEISS)
    assert found is not None
    assert found.coefficient is Coefficient.TWO_WAY
    assert round(found.value, 2) == 0.29
    assert round(found.of_mean, 2) == 0.62
    # MCGRAW-WONG-1996 and every later treatment of this example: .02 to .76.
    assert (round(found.low, 2), round(found.high, 2)) == (0.02, 0.76)


def test_published_example_of_different_judges() -> None:
    table = np.array(SHROUT_FLEISS, dtype=float)
    found = agreement_module._one_way(table)  # pyright: ignore[reportPrivateUsage]
    assert round(found.value, 2) == 0.17
    assert round(found.of_mean, 2) == 0.44
    # As above: -.13 to .72.
    assert (round(found.low, 2), round(found.high, 2)) == (-0.13, 0.72)


def test_a_target_with_one_rating_says_nothing_about_agreement() -> None:
    with_singles = [*SHROUT_FLEISS, [nan, 3, nan, nan], [nan, nan, nan, nan]]
    assert intraclass(with_singles) == intraclass(SHROUT_FLEISS)


def test_where_raters_change_the_one_way_coefficient_is_given() -> None:
    table = np.array(SHROUT_FLEISS, dtype=float)
    table[0, 0] = nan
    found = intraclass(table)
    assert found is not None
    assert found.coefficient is Coefficient.ONE_WAY
    assert found.low < found.value < found.high


@pytest.mark.parametrize("ratings", [[[1, 1]] * 4, [[3, 3]] * 9, [[1, nan]] * 9, [[1, 2], [2, 1]] * 3])
def test_too_little_to_tell(ratings: list[list[float]]) -> None:
    assert intraclass(ratings) is None


def test_raters_who_always_agree() -> None:
    found = intraclass([[1, 1], [2, 2], [3, 3], [5, 5], [4, 4]])
    assert found is not None
    assert (found.value, found.low, found.high, found.of_mean) == (1.0, 1.0, 1.0, 1.0)


def test_a_rater_who_is_always_one_step_stricter_lowers_absolute_agreement() -> None:
    same = intraclass([[2, 2], [3, 3], [4, 4], [5, 5], [3, 3], [2, 3]])
    stricter = intraclass([[2, 1], [3, 2], [4, 3], [5, 4], [3, 2], [2, 2]])
    assert same is not None and stricter is not None
    assert stricter.value < same.value - 0.15


def test_kappa_of_a_worked_example() -> None:
    # Observed: one of four a step apart. Weighted disagreement observed 1/4; by chance, from the margins
    # (1:¼ 2:½ 3:¼) and (1:¼ 2:¼ 3:½): Σ p_i q_j (i-j)² = 1/16·(1·1+4·2) + 2/16·(1·1+1·2) + 1/16·(4·1+1·1).
    expected = (9 + 6 + 5) / 16
    assert weighted_kappa([1, 2, 2, 3], [1, 2, 3, 3]) == pytest.approx(1 - 0.25 / expected, abs=1e-12)


def test_kappa_counts_only_what_both_rated() -> None:
    assert weighted_kappa([1, 2, 2, 3, nan, 5], [1, 2, 3, 3, 4, nan]) == weighted_kappa(
        [1, 2, 2, 3], [1, 2, 3, 3]
    )
    assert isnan(weighted_kappa([nan, 1], [2, nan]))
    assert isnan(weighted_kappa([3, 3], [3, 3]))


def test_ratings_off_the_scale_are_refused() -> None:
    with pytest.raises(ValueError, match="from 1 to 5"):
        weighted_kappa([0, 2], [1, 2])
    with pytest.raises(ValueError, match="targets × raters"):
        intraclass([1, 2, 3])


@given(st.lists(st.tuples(*[st.integers(1, 5)] * 3), min_size=5, max_size=30), st.permutations(range(3)))
def test_the_order_of_raters_and_targets_does_not_count(
    rows: list[tuple[int, ...]], order: list[int]
) -> None:
    table = np.array(rows, dtype=float)
    one, other = intraclass(table), intraclass(table[::-1][:, order])
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert one.value == pytest.approx(other.value, abs=1e-9)
        assert one.value <= 1.0 + 1e-12
        assert one.low <= one.value + 1e-9
        assert one.value <= one.high + 1e-9
