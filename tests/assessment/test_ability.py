"""From answers to a result: levels of marks, graded curves, competencies scored jointly."""

from __future__ import annotations

from dataclasses import replace
from math import exp, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import dblquad, quad

from smmhire.assessment.ability import (
    PRIOR_CORRELATION,
    SCORING_VERSION,
    curves,
    joint_posterior,
    level_of_mark,
    log_likelihood,
    prior_correlations,
    score_attempt,
)
from smmhire.assessment.attempts import Answer, AttemptResult
from smmhire.assessment.estimation import NODES, eap, log_prior, posterior_moments
from smmhire.assessment.items import Item
from smmhire.content import load_items
from tests.assessment import build

RIGHT = {
    "S-1": Answer(selected=("a",)),
    "M-1": Answer(selected=("a", "b")),
    "O-1": Answer(selected=("a", "b", "c", "d")),
    "P-1": Answer(pairs=(("a", "a"), ("b", "b"), ("c", "c"), ("d", "d"))),
    "J-1": Answer(best="a", worst="d"),
}


def scored(items: list[Item], answers: dict[str, Answer], seed: int = 11) -> AttemptResult:
    return score_attempt(
        items, answers, seed, attempt_id=build.ATTEMPT, scored_at=build.NOW, bank_version="test"
    )


def choices(count: int, competency: str = "content") -> list[Item]:
    spread = np.linspace(-1.5, 1.5, count)
    return [
        build.single(id=f"{competency}-{at}", competency=competency, difficulty=float(b))
        for at, b in enumerate(spread)
    ]


def answered(items: list[Item], right: int) -> dict[str, Answer]:
    return {i.id: Answer(selected=("a" if at < right else "b",)) for at, i in enumerate(items)}


@pytest.mark.parametrize(
    ("got", "level"),
    [(0.0, 0), (0.16, 0), (1 / 6, 1), (1 / 3, 1), (0.49, 1), (0.5, 2), (2 / 3, 2), (0.99, 2), (1.0, 3)],
)
def test_marks_are_taken_to_the_nearest_third_and_only_the_full_mark_is_full(got: float, level: int) -> None:
    assert level_of_mark(got) == level


@pytest.mark.parametrize("asked", build.one_of_each())
def test_the_chances_of_all_levels_add_up_everywhere(asked: Item) -> None:
    assert np.exp(curves(asked).log_chance).sum(axis=0) == pytest.approx(np.ones(len(NODES)))


def test_thresholds_stand_around_the_authors_difficulty() -> None:
    assert curves(build.single(difficulty=0.3)).thresholds == pytest.approx((0.3,))
    assert curves(build.situation(difficulty=0.3)).thresholds == pytest.approx((-0.2, 0.8))
    assert curves(build.ordering(difficulty=0.3)).thresholds == pytest.approx((-0.2, 0.3, 0.8))


def test_the_lowest_ability_still_reaches_a_level_as_often_as_a_guess_does() -> None:
    for asked, full in [(build.single(), 1 / 4), (build.ordering(), 1 / 24), (build.situation(), 1 / 12)]:
        assert exp(curves(asked).log_chance[-1][0]) == pytest.approx(full, abs=0.003)


def test_a_single_choice_is_the_three_parameter_model() -> None:
    items = choices(6)
    marks = [1.0, 1.0, 0.0, 1.0, 0.0, 0.0]
    mean, error = posterior_moments(log_likelihood(items, marks) + log_prior())
    expected, spread = eap([marks], 1.0, [i.difficulty or 0.0 for i in items], 0.25)
    assert mean == pytest.approx(expected[0], abs=1e-12)
    assert error == pytest.approx(spread[0], abs=1e-12)


def test_a_graded_item_agrees_with_quadrature() -> None:
    """An order with two thirds of the mark: P = P(X ≥ 2) − P(X ≥ 3), written out here once more."""

    def reach(theta: float, guess: float, threshold: float) -> float:
        return guess + (1 - guess) / (1 + exp(-(theta - threshold)))

    def density(theta: float) -> float:
        return (reach(theta, 4 / 24, 0.4) - reach(theta, 1 / 24, 0.9)) * exp(-0.5 * theta**2)

    total, first, second = (quad(lambda t, p=p: t**p * density(t), -10, 10)[0] for p in range(3))
    mean, error = posterior_moments(log_likelihood([build.ordering(difficulty=0.4)], [2 / 3]) + log_prior())
    assert mean == pytest.approx(first / total, abs=1e-6)
    assert error == pytest.approx(sqrt(second / total - (first / total) ** 2), abs=1e-6)


def test_one_competency_alone_keeps_its_own_estimate() -> None:
    items = choices(8)
    own, error = posterior_moments(log_likelihood(items, [1.0] * 5 + [0.0] * 3) + log_prior())
    result = scored(items, answered(items, 5)).competencies[0]
    assert result.ability == pytest.approx(float(own))
    assert result.standard_error == pytest.approx(float(error))


def test_the_joint_posterior_is_the_published_formula() -> None:
    m, s = np.array([0.8, -0.4, 0.1]), np.array([0.5, 0.7, 0.6])
    precision = 1 / s**2 - 1
    y = m / (s**2 * precision)
    sigma = np.linalg.inv(np.linalg.inv(prior_correlations(3)) + np.diag(precision))
    mean, covariance = joint_posterior(m, s, prior_correlations(3))
    assert covariance == pytest.approx(sigma)
    assert mean == pytest.approx(sigma @ (precision * y))


def test_the_joint_posterior_is_close_to_the_true_one() -> None:
    """Two competencies, five questions each, against the two-dimensional integral."""
    content, community = choices(5, "content"), choices(5, "community")
    result = scored([*content, *community], answered(content, 4) | answered(community, 2))

    def density(x: float, y: float) -> float:
        rho = PRIOR_CORRELATION
        value = exp(-(x * x - 2 * rho * x * y + y * y) / (2 * (1 - rho * rho)))
        for items, theta, right in ((content, x, 4), (community, y, 2)):
            for at, asked in enumerate(items):
                chance = 0.25 + 0.75 / (1 + exp(-(theta - (asked.difficulty or 0.0))))
                value *= chance if at < right else 1 - chance
        return value

    def moment(function: str) -> float:
        power = {"1": (0, 0), "x": (1, 0), "y": (0, 1)}[function]
        integrand = lambda y, x: x ** power[0] * y ** power[1] * density(x, y)  # noqa: E731
        return dblquad(integrand, -6, 6, -6, 6, epsabs=1e-9, epsrel=1e-7)[0]

    total = moment("1")
    assert result.competencies[0].ability == pytest.approx(moment("x") / total, abs=0.03)
    assert result.competencies[1].ability == pytest.approx(moment("y") / total, abs=0.03)


def test_a_competency_without_questions_is_expected_from_the_others_and_not_measured() -> None:
    items = choices(8)
    result = scored([build.rating(id="R-1", competency="strategy"), *items], answered(items, 8))
    strategy, content = result.competencies
    assert not strategy.is_measured and content.is_measured
    assert strategy.ability == pytest.approx(PRIOR_CORRELATION * content.ability)
    assert strategy.standard_error > content.standard_error


def test_a_posterior_wider_than_its_prior_does_no_harm() -> None:
    mean, covariance = joint_posterior(np.array([0.3, -0.2]), np.array([1.02, 1.0]), prior_correlations(2))
    assert np.isfinite(mean).all()
    assert np.linalg.eigvalsh(covariance).min() > 0
    assert np.diag(covariance) == pytest.approx([1.0, 1.0])


def test_what_was_not_answered_counts_as_wrong() -> None:
    items = choices(6)
    left_out, wrong = answered(items, 3), answered(items, 3)
    for asked in items[3:]:
        del left_out[asked.id]
    one, other = scored(items, left_out), scored(items, wrong)
    assert one.competencies[0].ability == other.competencies[0].ability
    assert one.percent_correct == other.percent_correct == 0.5
    assert (one.answered, other.answered) == (3, 6)


def test_the_result_counts_every_type_and_says_how_it_was_made() -> None:
    items = list(build.one_of_each())
    result = scored(items, RIGHT)
    assert (result.asked, result.answered) == (6, 5)
    assert result.percent_correct == pytest.approx(5 / 6)  # the number was not answered
    assert result.scoring_version == SCORING_VERSION
    assert result.bank_version == "test"
    assert result.attempt_id == build.ATTEMPT


def test_competencies_come_in_the_order_of_the_form_with_their_covariance() -> None:
    items = [*choices(3, "strategy"), *choices(3, "content"), *choices(3, "analytics")]
    result = scored(items, {})
    assert [c.competency_id for c in result.competencies] == ["strategy", "content", "analytics"]
    assert [c.standard_error**2 for c in result.competencies] == pytest.approx(
        [result.covariance[at][at] for at in range(3)]
    )


def test_self_ratings_change_nothing_but_themselves() -> None:
    items = [build.rating(id="R-1"), *choices(6)]
    low, high = (scored(items, answered(items[1:], 3) | {"R-1": Answer(rating=rating)}) for rating in (1, 5))
    assert (low.competencies[0].self_rating, high.competencies[0].self_rating) == (1, 5)
    assert replace(low.competencies[0], self_rating=None) == replace(high.competencies[0], self_rating=None)


@pytest.mark.parametrize(("ratings", "expected"), [((3, 4), 3), ((3, 4, 4), 4), ((2,), 2), ((), None)])
def test_several_self_ratings_are_averaged_downwards(ratings: tuple[int, ...], expected: int | None) -> None:
    items = [build.rating(id=f"R-{at}") for at in range(3)]
    answers = {f"R-{at}": Answer(rating=rating) for at, rating in enumerate(ratings)}
    assert scored(items, answers).competencies[0].self_rating == expected


def test_an_incomplete_matching_is_scored_as_the_level_below() -> None:
    """Three right of four cannot come about with all four placed, so the item has no level for it."""
    asked = build.matching(id="P-1")
    three = Answer(pairs=(("a", "a"), ("b", "b"), ("c", "c")))
    two = Answer(pairs=(("a", "a"), ("b", "b"), ("c", "d"), ("d", "c")))
    assert scored([asked], {"P-1": three}).competencies[0].ability == pytest.approx(
        scored([asked], {"P-1": two}).competencies[0].ability
    )


def test_answers_to_items_that_were_not_asked_are_refused() -> None:
    with pytest.raises(ValueError, match="not asked: X-9"):
        scored(choices(2), {"X-9": Answer(selected=("a",))})


def test_a_form_without_items_gives_an_empty_result() -> None:
    result = scored([], {})
    assert result.competencies == () and result.percent_correct == 0.0 and result.asked == 0


def test_a_self_rating_has_no_curves() -> None:
    with pytest.raises(ValueError, match="no difficulty"):
        curves(build.rating())


@given(st.lists(st.integers(0, 3), min_size=2, max_size=8), st.data())
def test_a_better_mark_never_lowers_an_ability(levels: list[int], data: st.DataObject) -> None:
    items = [build.ordering(id=f"O-{at}", difficulty=at / 4 - 1) for at in range(len(levels))]
    at = data.draw(st.integers(0, len(levels) - 1))
    if levels[at] == 3:
        levels[at] = 2
    raised = [level + (place == at) for place, level in enumerate(levels)]
    low, high = (
        posterior_moments(log_likelihood(items, [x / 3 for x in marks]) + log_prior())[0]
        for marks in (levels, raised)
    )
    assert high > low


def test_abilities_drawn_from_the_model_are_found_again() -> None:
    """400 persons answer the shipped bank as the model says; their abilities lie where the errors say."""
    random = np.random.default_rng(20261122)
    bank = [i for i in load_items() if i.is_scored]
    names = list(dict.fromkeys(i.competency for i in bank))
    grouped = [[i for i in bank if i.competency == name] for name in names]
    correlations = prior_correlations(len(names))
    true = np.clip(random.multivariate_normal(np.zeros(len(names)), correlations, size=400), -4, 4)
    inside, misses = 0, []
    for person in true:
        likelihoods = []
        for items, theta in zip(grouped, person, strict=True):
            node = int(np.abs(NODES - theta).argmin())
            chances = [np.exp(curves(i).log_chance[:, node]) for i in items]
            levels = [
                curves(i).levels[random.choice(len(c), p=c / c.sum())]
                for i, c in zip(items, chances, strict=True)
            ]
            likelihoods.append(log_likelihood(items, [level / 3 for level in levels]))
        means, errors = posterior_moments(np.stack(likelihoods) + log_prior())
        estimate, covariance = joint_posterior(means, errors, correlations)
        misses.append(estimate - person)
        inside += int((np.abs(estimate - person) < 1.96 * np.sqrt(np.diag(covariance))).sum())
    assert abs(np.mean(misses)) < 0.03
    assert 0.935 < inside / true.size < 0.965
