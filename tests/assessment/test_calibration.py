"""Calibration against R mirt and ltm, girth, published figures, and brute force."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.stats import beta, norm

from smmhire.assessment.calibration import MODELS, Calibration, CalibrationModel, calibrate
from smmhire.assessment.calibration_models import STEEPEST
from tests.assessment.calibration_cases import REFERENCE, Matrix, answers, patterns_of, persons_of, rows_of

LSAT6 = REFERENCE / "lsat6_patterns.csv"
# A grid of the tests' own, finer and wider than that of the program.
THETA = np.linspace(-7.0, 7.0, 281)
PRIOR = norm.pdf(THETA) / norm.pdf(THETA).sum()


def slopes(found: Calibration) -> list[float]:
    return [item.a for item in found.items]


def difficulties(found: Calibration) -> list[float]:
    return [item.b[0] for item in found.items]


def marginal(chances: Matrix, patterns: Matrix, counts: Matrix) -> float:
    """The log-likelihood; chances: items × categories × THETA."""
    like = np.ones((len(patterns), len(THETA)))
    for item, own in enumerate(chances):
        seen = ~np.isnan(patterns[:, item])
        like[seen] *= own[patterns[seen, item].astype(int)]
    return float(counts @ np.log(like @ PRIOR))


# -- other programs ----------------------------------------------------------------------------------
@pytest.mark.parametrize("model", ["1pl", "2pl"])
def test_lsat7_is_estimated_as_by_mirt_and_ltm(model: CalibrationModel, shared_dir: Path) -> None:
    """Estimates and standard errors within 1e-3 of R mirt 1.47, estimates of ltm 1.2-0 within 1e-3."""
    folder = shared_dir / "data" / "psychometrics"
    patterns, counts = patterns_of(folder / "LSAT7_patterns.csv")
    found = calibrate(patterns, model, weights=counts)
    rows = [row for row in rows_of(folder / "LSAT7_params.csv") if row["model"] == model.upper()]
    assert found.is_converged and found.information == "observed" and found.persons == 1000
    for tool in ("mirt", "ltm"):
        assert slopes(found) == pytest.approx([float(row[f"{tool}_a"]) for row in rows], abs=1e-3)
        assert difficulties(found) == pytest.approx([float(row[f"{tool}_b"]) for row in rows], abs=1e-3)
    errors = [item.a_se for item in found.items]
    assert errors == pytest.approx([float(row["mirt_se_a"]) for row in rows], abs=1e-5)
    if model == "2pl":
        assert found.log_likelihood == pytest.approx(-2658.8051, abs=1e-3)


def test_lsat6_is_estimated_as_by_girth_and_as_published() -> None:
    """girth stops at about 2e-4; the log-likelihoods are those of Rizopoulos (2006)."""
    patterns, counts = patterns_of(LSAT6)
    found = calibrate(patterns, "2pl", weights=counts)
    rows = rows_of(REFERENCE / "lsat6_girth.csv")
    assert slopes(found) == pytest.approx([float(row["a"]) for row in rows], abs=1e-3)
    assert difficulties(found) == pytest.approx([float(row["b"]) for row in rows], abs=1e-3)
    assert found.log_likelihood == pytest.approx(-2466.653, abs=1e-3)
    assert calibrate(patterns, "1pl", weights=counts).log_likelihood == pytest.approx(-2466.938, abs=1e-3)


def test_science_is_estimated_as_by_mirt(shared_dir: Path) -> None:
    """mirt's own example: its estimates stop at about .01, its log-likelihood is −1608.870."""
    data = np.loadtxt(shared_dir / "data" / "psychometrics" / "Science_data.csv", delimiter=",", skiprows=1)
    found = calibrate(data, "grm")
    assert found.log_likelihood == pytest.approx(-1608.870, abs=1e-3)
    assert slopes(found) == pytest.approx([1.042, 1.226, 2.293, 1.095], abs=0.01)
    assert found.items[0].categories == (1, 2, 3, 4) and len(found.items[0].b) == 3


# -- brute force -------------------------------------------------------------------------------------
def test_the_graded_model_is_at_the_maximum_that_a_general_optimiser_finds() -> None:
    """Estimates within 1e-3, log-likelihood 1e-4, of BFGS on 281 nodes; missing responses included."""
    a, b = np.array([1.0, 1.6, 0.8]), np.array([[-1.0, 0.2], [-0.5, 0.9], [0.0, 1.0]])
    data = answers(400, a, b, missing=0.2, seed=3)
    found = calibrate(data, "grm")

    def objective(free: Matrix) -> float:
        steps = free.reshape(3, 3)
        z = (
            steps[:, :1, None] * THETA
            + np.stack([steps[:, 1], steps[:, 1] - np.exp(steps[:, 2])], axis=1)[..., None]
        )
        reach = 1.0 / (1.0 + np.exp(-z))
        chances = np.stack([1.0 - reach[:, 0], reach[:, 0] - reach[:, 1], reach[:, 1]], axis=1)
        return -marginal(np.maximum(chances, 1e-300), data, np.ones(len(data)))

    best = minimize(objective, np.tile([1.0, 0.5, 0.0], 3), method="BFGS", options={"gtol": 1e-4})
    steps = best.x.reshape(3, 3)
    assert found.log_likelihood == pytest.approx(-best.fun, abs=1e-4)
    assert slopes(found) == pytest.approx(list(steps[:, 0]), abs=1e-3)
    lower = [-intercept / slope for slope, intercept, _ in steps]
    assert difficulties(found) == pytest.approx(lower, abs=1e-3)


def test_the_three_parameter_model_is_at_the_most_probable_values() -> None:
    """Within 1e-3 of BFGS on likelihood × priors: ln a ~ N(0, .5²), c ~ Beta(1 + 20/m, 1 + 20(1 − 1/m))."""
    patterns, counts = patterns_of(LSAT6)
    found = calibrate(patterns, "3pl", weights=counts, guessing=0.25)

    def objective(free: Matrix) -> float:
        log_a, d, logit_c = free.reshape(5, 3).T
        c = 1.0 / (1.0 + np.exp(-logit_c))
        right = c[:, None] + (1 - c[:, None]) / (1 + np.exp(-(np.exp(log_a)[:, None] * THETA + d[:, None])))
        priors = norm.logpdf(log_a, 0.0, 0.5).sum() + beta.logpdf(c, 6.0, 16.0).sum()
        return -marginal(np.stack([1.0 - right, right], axis=1), patterns, counts) - float(priors)

    best = minimize(objective, np.tile([0.0, 1.0, -1.1], 5), method="BFGS", options={"gtol": 1e-3})
    log_a, d, logit_c = best.x.reshape(5, 3).T
    assert slopes(found) == pytest.approx(list(np.exp(log_a)), abs=1e-3)
    assert [item.c for item in found.items] == pytest.approx(list(1 / (1 + np.exp(-logit_c))), abs=1e-3)
    assert difficulties(found) == pytest.approx(list(-d / np.exp(log_a)), abs=1e-3)


@pytest.mark.parametrize("model", ["1pl", "2pl", "3pl", "grm"])
def test_the_observed_information_is_the_curvature_of_the_likelihood(model: CalibrationModel) -> None:
    """Louis' formula against differences of the gradient, within 1e-5 of the largest entry."""
    from smmhire.assessment.calibration_data import prepare
    from smmhire.assessment.calibration_information import information
    from smmhire.assessment.calibration_models import Graded, Guessing, Logistic

    a, b = np.array([1.0, 1.5, 0.8, 1.2]), np.array([-0.5, 0.0, 0.5, 1.0])
    steps = np.stack([b, b + 1.0], axis=1) if model == "grm" else b
    data = prepare(answers(400, a, steps, missing=0.0 if model == "2pl" else 0.1))
    if model == "grm":
        fitted, at = Graded(data), np.column_stack([a, -a * b, -a * (b + 1.0)])
    elif model == "3pl":
        fitted, at = Guessing(data, np.full(4, 0.2)), np.column_stack([np.log(a), -a * b, np.full(4, -1.5)])
    else:
        at = np.column_stack([np.full(4, 1.1) if model == "1pl" else a, -a * b])
        fitted = Logistic(data, has_shared_slope=model == "1pl")
    found, kind = information(fitted, at, None)
    width = at.size
    second = np.empty((width, width))
    for place in range(width):
        move = np.zeros(width)
        move[place] = 1e-5
        up, down = (fitted.expect(at + sign * move.reshape(at.shape)).gradient for sign in (1.0, -1.0))
        second[place] = (down - up).ravel() / 2e-5
    if model == "1pl":  # one slope stands for all: items one after the other become slope, then intercepts
        join = np.zeros((width, 5))
        join[::2, 0], join[1::2, 1:] = 1.0, np.eye(4)
        second = join.T @ second @ join
    assert kind == "observed"
    assert found == pytest.approx(second, abs=1e-5 * float(np.abs(second).max()))


# -- properties --------------------------------------------------------------------------------------
def test_simulated_parameters_are_found_again_within_their_errors() -> None:
    a, b = np.linspace(0.7, 1.6, 12), np.linspace(-1.5, 1.5, 12)
    found = calibrate(answers(4000, a, b, missing=0.1), "2pl")
    off = (np.array(slopes(found)) - a) / [item.a_se for item in found.items]
    assert np.abs(off).max() < 3.5 and 0.4 < (off**2).mean() < 2.2


@pytest.mark.parametrize("model", MODELS)
def test_patterns_with_counts_are_the_same_as_persons(model: CalibrationModel) -> None:
    patterns, counts = patterns_of(LSAT6)
    counted = calibrate(patterns, model, weights=counts)
    # 1,000 rows in another order, through the full table where the model does not count patterns together.
    persons = persons_of(LSAT6)[np.random.default_rng(1).permutation(1000)]
    single = calibrate(persons, model)
    assert slopes(single) == pytest.approx(slopes(counted), abs=1e-6)
    assert single.log_likelihood == pytest.approx(counted.log_likelihood, abs=1e-7)


def test_the_graded_model_of_two_categories_is_the_two_parameter_model() -> None:
    persons = answers(600, np.linspace(0.8, 1.5, 16), np.linspace(-1.0, 1.0, 16))
    graded, logistic = calibrate(persons, "grm"), calibrate(persons, "2pl")
    assert slopes(graded) == pytest.approx(slopes(logistic), abs=1e-4)
    errors = [item.b_se[0] for item in logistic.items]
    assert [item.b_se[0] for item in graded.items] == pytest.approx(errors, rel=1e-3)


@given(seed=st.integers(0, 10_000), missing=st.sampled_from([0.0, 0.3]), persons=st.integers(5, 60))
@example(seed=39, missing=0.0, persons=24)  # a step on the way leads to guessing of one
@example(seed=1555, missing=0.0, persons=8)  # an item that is only guessed: nothing is known of its slope
def test_any_responses_give_an_answer_or_a_sentence(seed: int, missing: float, persons: int) -> None:
    """Few people, any answers: figures or a ValueError, and never a slope beyond the limit."""
    a = np.array([0.5, 1.0, 2.0, 4.0])
    data = answers(persons, a, np.array([-1.0, 0.0, 0.5, 2.0]), missing=missing, seed=seed)
    for model in MODELS:
        try:
            found = calibrate(data, model)
        except ValueError as refused:
            assert "nothing to calibrate" in str(refused)
            continue
        assert np.isfinite(found.log_likelihood)
        for item in found.items:
            assert not item.is_calibrated or abs(item.a) <= STEEPEST * (1.0 + 1e-9)


# -- items that say nothing --------------------------------------------------------------------------
def test_items_without_variation_are_named_and_leave_the_others_alone() -> None:
    persons = persons_of(LSAT6)
    more = np.column_stack([np.ones(1000), persons, np.zeros(1000), np.full(1000, np.nan)])
    found = calibrate(more, "2pl", names=["easy", "1", "2", "3", "4", "5", "hard", "unseen"])
    assert [item.cautions for item in found.items if not item.is_calibrated] == [
        ("no_variation",),
        ("no_variation",),
        ("no_responses",),
    ]
    assert slopes(found)[1:6] == pytest.approx(slopes(calibrate(persons, "2pl")), abs=1e-9)


def test_a_reversed_item_is_named() -> None:
    persons = persons_of(LSAT6)
    persons[:, 2] = 1.0 - persons[:, 2]
    found = calibrate(persons, "2pl")
    assert "negative_slope" in found.items[2].cautions and found.items[2].a < 0.0


def test_twin_items_stop_at_the_limit_and_say_so() -> None:
    persons = answers(300, np.ones(6), np.linspace(-1.0, 1.0, 6))
    persons[:, 1] = persons[:, 0]
    found = calibrate(persons, "2pl")
    assert found.is_converged and "slope_at_limit" in found.items[0].cautions
    assert np.isnan(found.items[0].a_se) and np.isfinite(found.items[3].a_se)


def test_a_category_nobody_chose_is_named_and_has_no_step() -> None:
    data = answers(500, np.ones(4), np.tile([-1.0, 0.0, 1.0], (4, 1)))
    data[data[:, 0] == 2.0, 0] = 3.0
    found = calibrate(data, "grm")
    assert found.items[0].categories == (0, 1, 3) and len(found.items[0].b) == 2
    assert "empty_category" in found.items[0].cautions and not found.items[1].cautions


@pytest.mark.parametrize(
    ("responses", "model", "sentence"),
    [
        ([[0.0, 0.5], [1.0, 1.0]], "2pl", "a response is 0.5"),
        ([[0.0, -1.0], [1.0, 1.0]], "2pl", "a response is -1"),
        ([[0.0, np.inf], [1.0, 1.0]], "2pl", "a response is inf"),
        ([[0.0, 2.0], [1.0, 1.0]], "2pl", "item 2 has the responses 1, 2"),
        ([[1.0, 0.0], [1.0, 1.0]], "2pl", "nothing to calibrate"),
        ([0.0, 1.0], "2pl", "the shape"),
        ([[0.0, 1.0], [1.0, 0.0]], "4pl", "model '4pl'"),
    ],
)
def test_what_cannot_be_calibrated_is_refused(
    responses: object, model: CalibrationModel, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        calibrate(np.array(responses), model)


def test_wrong_names_weights_and_guessing_are_refused() -> None:
    persons = persons_of(LSAT6)
    with pytest.raises(ValueError, match="5 items, but 1 names"):
        calibrate(persons, names=["a"])
    with pytest.raises(ValueError, match="weights of the shape"):
        calibrate(persons, weights=[1.0])
    with pytest.raises(ValueError, match="guessing of 0 to 0"):
        calibrate(persons, "3pl", guessing=0.0)


def test_calibrated_items_can_be_scored_with_and_others_cannot() -> None:
    found = calibrate(persons_of(LSAT6), "2pl", names=list("abcde"))
    assert found.items[0].parameters.a == found.items[0].a and found.items[0].parameters.item == "a"
    without = calibrate(np.column_stack([np.ones(1000), persons_of(LSAT6)]))
    with pytest.raises(ValueError, match="item 1"):
        _ = without.items[0].parameters


def test_large_data_fall_back_on_the_cross_product_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from smmhire.assessment import calibration_information

    data = answers(3000, np.ones(6), np.tile([-0.5, 0.5], (6, 1)))
    exact = calibrate(data, "grm")
    monkeypatch.setattr(calibration_information, "MOST_MULTIPLICATIONS", 0.0)
    quick = calibrate(data, "grm")
    assert (exact.information, quick.information) == ("observed", "cross-product")
    assert [i.a_se for i in quick.items] == pytest.approx([i.a_se for i in exact.items], rel=0.1)
