"""Difficulties of items with part marks, corrected by responses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from smmhire.assessment.ability import curves, level_index, level_of_mark
from smmhire.assessment.calibration_data import MISSING, CalibrationData
from smmhire.assessment.curve_fit import LEAST_FOR_FEW, CurveFit, curve_fits
from smmhire.assessment.difficulty_update import AUTHOR_SD, most_probable, update_difficulties
from smmhire.assessment.items import Item, ItemType
from smmhire.assessment.scored_update import _AsScored, update_scored
from smmhire.services.bank import load_bank

Table = NDArray[np.float64]


def items_of(competency: str = "analytics") -> list[Item]:
    return [item for item in load_bank().items if item.competency == competency and item.is_scored]


def with_errors(items: Sequence[Item], seed: int) -> list[Item]:
    """The items as they truly are, where authors err as they usually do."""
    off = np.random.default_rng(seed).normal(0.0, AUTHOR_SD, len(items))
    return [
        replace(item, difficulty=(item.difficulty or 0.0) + float(x))
        for item, x in zip(items, off, strict=True)
    ]


def answered(items: Sequence[Item], people: int, share: float, seed: int, slope: float = 1.0) -> Table:
    """The levels that people from N(0, 1) reach in these items, each asked with the chance `share`."""
    chance = np.random.default_rng(seed)
    theta = chance.normal(size=people)
    table = np.full((people, len(items)), np.nan)
    for at, item in enumerate(items):
        graded = curves(item)
        steps = zip(graded.guessing, graded.thresholds, strict=True)
        reached = np.array([c + (1.0 - c) / (1.0 + np.exp(-slope * (theta - b))) for c, b in steps])
        drawn, is_asked = chance.random(people), chance.random(people) < share
        table[is_asked, at] = (drawn < reached).sum(axis=0)[is_asked]
    return table


def test_known_difficulties_are_recovered_within_their_errors() -> None:
    """1,000 people on a quarter of 36 items of all types: the errors are as large as they say, and a fourth
    of the authors'."""
    items = items_of()
    true = with_errors(items, 1)
    found = update_scored(answered(true, 1000, 0.25, 2), items)
    off = found.b - np.array([item.difficulty for item in true])
    guessed = np.array([a.difficulty - b.difficulty for a, b in zip(items, true, strict=True)])  # type: ignore[operator]
    assert found.is_converged
    assert np.sqrt((off**2).mean()) < 0.25 < 0.6 < np.sqrt((guessed**2).mean())
    assert 0.7 < (off / found.se).std() < 1.3
    assert len({len(curves(item).levels) for item in items}) == 3


def test_of_items_that_are_right_or_wrong_it_is_the_update_with_known_guessing() -> None:
    items = [item for item in items_of() if item.type is ItemType.SINGLE_CHOICE]
    levels = answered(with_errors(items, 3), 300, 0.7, 4)
    found = update_scored(levels, items)
    known = update_difficulties(
        levels,
        [item.difficulty or 0.0 for item in items],
        guessing=[curves(item).guessing[0] for item in items],
    )
    np.testing.assert_allclose(found.b, known.b, atol=1e-6)
    np.testing.assert_allclose(found.se, known.se, atol=1e-6)
    assert found.responses.tolist() == known.responses.tolist()


def test_without_responses_the_author_is_all_there_is() -> None:
    items = items_of()[:6]
    levels = answered(items, 40, 1.0, 5)
    levels[:, 2] = np.nan
    found = update_scored(levels, items)
    assert found.b[2] == pytest.approx(items[2].difficulty)
    assert found.se[2] == pytest.approx(AUTHOR_SD)
    assert found.responses[2] == 0 and (found.se[[0, 1, 3, 4, 5]] < AUTHOR_SD).all()


def test_the_log_likelihood_climbs_along_its_gradient() -> None:
    """The derivative of the curves is that of the finite differences, for every number of levels."""
    items = items_of()
    levels = answered(items, 50, 1.0, 6)
    counts = [len(curves(item).levels) for item in items]
    data = CalibrationData(
        levels.astype(np.uint8),
        np.ones(50),
        tuple(range(len(items))),
        tuple(tuple(range(count)) for count in counts),
        {},
        50.0,
    )
    model = _AsScored(data, items, AUTHOR_SD)
    at = np.array([[item.difficulty] for item in items]) + 0.3
    gradient = model.expect(at).gradient[:, 0]
    for place in range(0, len(items), 5):
        step = np.zeros_like(at)
        step[place] = 1e-5
        slope = (model.expect(at + step).objective - model.expect(at - step).objective) / 2e-5
        assert gradient[place] == pytest.approx(slope, abs=1e-4)


@pytest.mark.parametrize(
    ("levels", "message"),
    [([[9.0]], "has no level 9"), ([[0.5]], "has no level 0.5"), ([[0.0, 1.0]], "persons × 1 items")],
)
def test_impossible_levels_are_refused_with_the_item(levels: list[list[float]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        update_scored(levels, items_of()[:1])


def test_a_mark_between_the_levels_counts_as_the_one_below() -> None:
    assert level_index((0, 3), 0.7) == 0 and level_index((0, 3), 1.0) == 1
    assert level_index((0, 1, 2, 3), 0.7) == level_of_mark(0.7) == 2


# -- the fit of the curves ---------------------------------------------------------------------------
def fits_of(true: Sequence[Item], levels: Table) -> list[CurveFit]:
    return [fit for fit in curve_fits(levels, true) if fit is not None]


def test_right_curves_are_called_wrong_no_more_often_than_chance_does() -> None:
    """With the difficulties estimated from the same people, 36 items, 10 samples: of 360 tests at 5 % some 18
    are false; 2 SD more would be 26."""
    items = items_of()
    false = 0
    for seed in range(10):
        levels = answered(items, 400, 0.3, seed)
        estimated = [
            replace(item, difficulty=float(b))
            for item, b in zip(items, update_scored(levels, items).b, strict=True)
        ]
        fits = fits_of(estimated, levels)
        assert len(fits) == len(items)
        false += sum(fit.p < 0.05 for fit in fits)
    assert false <= 28


def test_groups_do_as_the_curve_lets_one_expect_though_their_abilities_are_blurred() -> None:
    """With few questions the groups lie close together; what is expected of them lies as close."""
    items = items_of()[:8]
    for fit in fits_of(items, answered(items, 3000, 1.0, 7)):
        assert len(fit.groups) == 5
        assert [g.ability for g in fit.groups] == sorted(g.ability for g in fit.groups)
        assert sum(g.people for g in fit.groups) == 3000
        for group in fit.groups:
            assert abs(group.observed - group.expected) < 4.5 * group.standard_error
        assert fit.largest_gap < 0.1


def test_an_item_with_a_wrong_key_does_not_fit() -> None:
    items = items_of()
    levels = answered(items, 400, 0.6, 8)
    at = next(at for at, item in enumerate(items) if item.type is ItemType.SINGLE_CHOICE)
    levels[:, at] = 1.0 - levels[:, at]
    fit = curve_fits(levels, items)[at]
    assert fit is not None
    assert fit.p < 1e-6 and fit.largest_gap > 0.2
    assert fit.groups[0].observed > fit.groups[-1].observed


def test_too_few_people_make_no_groups() -> None:
    items = items_of()[:5]
    assert curve_fits(answered(items, LEAST_FOR_FEW - 1, 1.0, 9), items) == (None,) * 5
    few = curve_fits(answered(items, LEAST_FOR_FEW + 30, 1.0, 9), items)[0]
    assert few is None or len(few.groups) == 3


def test_items_nobody_was_asked_change_nothing_whether_they_are_estimated_along_or_set_aside() -> None:
    items = items_of()[:9]
    chance = np.random.default_rng(4)
    asked = [0, 2, 3, 7]
    counts = [len(curves(item).levels) for item in items]
    levels = np.full((200, len(items)), np.nan)
    for at in asked:
        levels[:, at] = chance.integers(0, counts[at], 200)
    found = update_scored(levels, items)
    codes = np.where(np.isnan(levels), MISSING, levels).astype(np.uint8)
    categories = tuple(tuple(range(count)) for count in counts)
    data = CalibrationData(codes, np.ones(200), tuple(range(len(items))), categories, {}, 200.0)
    author = np.array([item.difficulty for item in items], dtype=np.float64)
    along = most_probable(_AsScored(data, items, AUTHOR_SD), author)
    assert found.b == pytest.approx(along.b, abs=1e-10)
    assert found.se == pytest.approx(along.se, abs=1e-10)
    assert found.responses.tolist() == along.responses.tolist()
    assert found.responses.tolist() == [200 if at in asked else 0 for at in range(len(items))]
