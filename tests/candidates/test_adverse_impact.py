"""Selection rates of groups: the two measures, what is withheld, and published tables."""

from __future__ import annotations

from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact as scipy_fisher

from smmhire.candidates.adverse_impact import (
    SMALLEST_GROUP,
    ImpactReport,
    Verdict,
    adverse_impact,
    fisher_exact,
)


@pytest.mark.parametrize(
    ("table", "p"),
    [
        # Fisher (1935), the lady tasting tea: all eight cups right, then six; both sides.
        ((4, 0, 0, 4), 2 / 70),
        ((3, 1, 1, 3), 34 / 70),
        # Fisher (1934), criminality of twins of convicts: monozygotic 10 of 13, dizygotic 2 of 17.
        ((10, 3, 2, 15), 0.000536725),
        # Agresti (1992), Statistical Science 7: after Fisher, the same margins turned round.
        ((2, 15, 10, 3), 0.000536725),
        ((0, 5, 0, 5), 1.0),
    ],
)
def test_fisher_exact_on_published_tables(table: tuple[int, int, int, int], p: float) -> None:
    assert fisher_exact(*table) == pytest.approx(p, rel=1e-5)


@given(*[st.integers(0, 60)] * 4)
def test_fisher_exact_is_that_of_scipy(a: int, b: int, c: int, d: int) -> None:
    assert fisher_exact(a, b, c, d) == pytest.approx(
        scipy_fisher(np.array([[a, b], [c, d]])).pvalue, rel=1e-8
    )


def test_counts_below_zero_are_refused() -> None:
    with pytest.raises(ValueError, match="counts"):
        fisher_exact(1, -1, 2, 3)


def report(*groups: tuple[int, int]) -> ImpactReport:
    """Groups A, B … of so many people with so many of them selected."""
    people: list[UUID] = []
    chosen: list[UUID] = []
    of: dict[UUID, str] = {}
    for at, (count, taken) in enumerate(groups):
        ids = [UUID(int=100_000 * at + one) for one in range(count)]
        people += ids
        chosen += ids[:taken]
        of |= dict.fromkeys(ids, "ABCDEF"[at])
    return adverse_impact(people, chosen, of)


def test_the_example_of_the_uniform_guidelines() -> None:
    # 80 applicants of whom 48 were hired, 40 of whom 12 were: 60 and 30 % (Questions and Answers, 1979).
    first, second = report((80, 48), (40, 12)).groups
    assert (first.group, first.rate, first.ratio, first.verdict) == ("A", 0.6, None, Verdict.HIGHEST)
    assert (second.rate, second.ratio) == (0.3, 0.5)
    assert second.p is not None and second.p < 0.01
    assert second.verdict is Verdict.BOTH


def test_neither_measure_stands_alone() -> None:
    few = report((10, 5), (10, 3)).groups[1]
    assert few.ratio == 0.6 and few.p is not None and few.p > 0.3 and few.verdict is Verdict.RATIO_ONLY
    many = report((4000, 3600), (4000, 3400)).groups[1]
    assert many.ratio == pytest.approx(17 / 18) and many.verdict is Verdict.TEST_ONLY
    assert report((20, 10), (20, 9)).groups[1].verdict is Verdict.NO_SIGN


def test_exactly_four_fifths_is_no_sign() -> None:
    assert report((100, 50), (100, 40)).groups[1].verdict is Verdict.NO_SIGN


def test_small_groups_are_withheld_and_measure_nobody() -> None:
    found = report((20, 10), (SMALLEST_GROUP, 1), (SMALLEST_GROUP - 1, 4))
    small = found.groups[2]
    assert (small.people, small.selected, small.rate, small.ratio, small.p) == (4, None, None, None, None)
    assert small.verdict is Verdict.TOO_FEW
    assert found.groups[0].verdict is Verdict.HIGHEST  # not the group of four, all of whom were taken
    assert found.is_comparable
    assert not report((20, 10), (4, 1)).is_comparable
    assert not report((20, 0), (10, 0)).is_comparable


def test_people_without_a_group_and_groups_without_an_applicant_are_counted() -> None:
    people = [UUID(int=at) for at in range(20)]
    groups = {one: "A" if one.int < 8 else "B" for one in people[:16]} | {UUID(int=99): "B"}
    found = adverse_impact(people, [*people[:4], people[19]], groups)
    assert (found.people, found.selected, found.ungrouped) == (20, 5, 4)
    assert (found.selected_ungrouped, found.unknown) == (1, 1)
    with pytest.raises(ValueError, match="did not apply"):
        adverse_impact(people, [UUID(int=77)], groups)
