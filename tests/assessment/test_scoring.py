"""Four estimators against mpmath, R mirt and what must hold whatever the items."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smmhire.assessment.estimation import eap
from smmhire.assessment.estimators import PERSONS_AT_ONCE
from smmhire.assessment.parameters import Array, ItemParameters
from smmhire.assessment.person_fit import standardised_likelihood
from smmhire.assessment.scoring import Scores, score

REFERENCE = Path(__file__).parent / "reference"
NAN = float("nan")
ESTIMATES = ("eap", "map", "ml", "wle")
# The items of make_scoring_mpmath.py.
MIXED = (
    ItemParameters("one", "1pl", 1.0, (-0.8,)),
    ItemParameters("two", "1pl", 1.0, (0.6,)),
    ItemParameters("three", "2pl", 0.7, (-1.5,)),
    ItemParameters("four", "2pl", 1.9, (0.3,)),
    ItemParameters("five", "3pl", 1.3, (0.1,), 0.2),
    ItemParameters("six", "3pl", 2.1, (1.1,), 0.25),
    ItemParameters("seven", "grm", 1.2, (-1.0, 0.2, 1.4)),
    ItemParameters("eight", "grm", 0.9, (-0.5, 0.9)),
)


def lsat7_items(shared: Path, model: str) -> list[ItemParameters]:
    with (shared / "data" / "psychometrics" / "LSAT7_params.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["model"] == model]
    return [
        ItemParameters(
            row["item"],
            "1pl" if model == "1PL" else "2pl",
            float(row["mirt_a"]),
            (-float(row["mirt_d"]) / float(row["mirt_a"]),),
        )
        for row in rows
    ]


def lsat7_scores(shared: Path) -> tuple[Array, dict[str, Array]]:
    with (shared / "data" / "psychometrics" / "LSAT7_scores_all_patterns.csv").open() as file:
        rows = list(csv.DictReader(file))
    written = {"Inf": NAN, "-Inf": NAN, "NA": NAN}
    columns = {
        name: np.array([written.get(row[name]) or float(row[name]) for row in rows]) for name in rows[0]
    }
    return np.stack([columns[f"item{at}"] for at in range(1, 6)], axis=1), columns


@pytest.mark.parametrize("model", ["1PL", "2PL"])
def test_lsat7_scores_agree_with_mirt(shared_dir: Path, model: str) -> None:
    """mirt finds MAP, ML and WLE by a general optimiser, good to some 2e-6, and their errors to 1e-4."""
    responses, columns = lsat7_scores(shared_dir)
    found = score(responses, lsat7_items(shared_dir, model))
    assert len(responses) == 32
    for name, of_value, of_error in (
        ("eap", 1e-8, 1e-8),
        ("map", 1e-5, 5e-5),
        ("ml", 1e-5, 1e-4),
        ("wle", 1e-5, 2e-4),
    ):
        expected = columns[f"{model}_mirt_{name.upper()}"]
        errors = columns[f"{model}_mirt_SE_{name.upper()}"]
        assert getattr(found, name) == pytest.approx(expected, abs=of_value, nan_ok=True), name
        assert getattr(found, f"{name}_se") == pytest.approx(errors, abs=of_error, nan_ok=True), name


@pytest.mark.parametrize("model", ["1PL", "2PL"])
def test_lsat7_maxima_and_means_agree_with_ltm(shared_dir: Path, model: str) -> None:
    """ltm has its own estimates of the items, as exact as mirt's 2PL; its EB is the MAP."""
    responses, columns = lsat7_scores(shared_dir)
    with (shared_dir / "data" / "psychometrics" / "LSAT7_params.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["model"] == model]
    items = [ItemParameters(row["item"], "2pl", float(row["ltm_a"]), (float(row["ltm_b"]),)) for row in rows]
    found = score(responses, items)
    assert found.eap == pytest.approx(columns[f"{model}_ltm_EAP"], abs=1e-5)
    assert found.eap_se == pytest.approx(columns[f"{model}_ltm_SE_EAP"], abs=1e-5)
    assert found.map == pytest.approx(columns[f"{model}_ltm_EB"], abs=2e-4)


def test_mixed_models_with_missing_responses_agree_with_mpmath() -> None:
    with (REFERENCE / "scoring_mpmath.csv").open() as file:
        rows = list(csv.DictReader(file))
    responses = [[NAN if x == "." else float(x) for x in row["pattern"]] for row in rows]
    found = score(responses, MIXED, prior_mean=0.2, prior_sd=0.9)
    assert len(rows) == 16
    for name in [n for estimate in ESTIMATES for n in (estimate, f"{estimate}_se")]:
        expected = [float(row[name] or "nan") for row in rows]
        assert getattr(found, name) == pytest.approx(expected, abs=1e-7, nan_ok=True), name
    fit = standardised_likelihood(responses, MIXED, found.eap)
    assert fit == pytest.approx([float(row["lz"] or "nan") for row in rows], abs=1e-7, nan_ok=True)


def test_the_mean_is_that_of_the_estimation_that_scores_attempts() -> None:
    chance = np.random.default_rng(5)
    a, b = chance.uniform(0.6, 1.6, 30), chance.normal(size=30)
    responses = chance.integers(0, 2, (40, 30)).astype(float)
    responses[chance.random(responses.shape) < 0.1] = NAN
    theta, error = eap(responses, a, b, 0.2)
    items = [ItemParameters(str(i), "3pl", a[i], (b[i],), 0.2) for i in range(30)]
    found = score(responses, items)
    assert found.eap == pytest.approx(theta, abs=1e-6)
    assert found.eap_se == pytest.approx(error, abs=1e-6)


def test_extreme_patterns_have_no_maximum_but_all_other_estimates() -> None:
    items = [ItemParameters(str(b), "2pl", 1.2, (b,)) for b in (-1.0, 0.0, 1.0)]
    found = score([[0, 0, 0], [1, 1, 1], [1, 1, NAN], [1, 1, 0]], items)
    assert np.isnan(found.ml).tolist() == [True, True, True, False]
    assert np.isnan(found.ml_se).tolist() == [True, True, True, False]
    for name in ("eap", "map", "wle"):
        assert np.isfinite(getattr(found, name)).all() and np.isfinite(getattr(found, f"{name}_se")).all()


def test_who_does_worse_than_guessing_has_no_maximum() -> None:
    """With guessing the likelihood can be highest at minus infinity though not all responses are wrong."""
    items = [ItemParameters(str(b), "3pl", 1.5, (b,), 0.25) for b in (-2.0, -1.0, 0.0, 1.0, 2.0)]
    found = score([[0, 0, 0, 0, 1], [1, 1, 1, 0, 0]], items)
    assert np.isnan(found.ml).tolist() == [True, False]
    assert np.isfinite(found.wle).all()


def test_of_two_maxima_the_higher_one_is_found() -> None:
    """A grid of .001 is the oracle; steep items with guessing give likelihoods with several maxima."""
    items = [ItemParameters(str(i), "3pl", 4.0, (b,), 0.2) for i, b in enumerate((-2.0, -1.5, 1.5, 2.0, 2.2))]
    theta = np.linspace(-6, 6, 12001)
    for pattern in range(1, 31):
        responses = np.array([float(pattern >> i & 1) for i in range(5)])
        right = np.array([0.2 + 0.8 / (1 + np.exp(-4.0 * (theta - item.b[0]))) for item in items])
        log = np.where(responses[:, None] == 1.0, np.log(right), np.log1p(-right)).sum(axis=0)
        best = log - theta**2 / 2
        assert score(responses, items).map[0] == pytest.approx(theta[best.argmax()], abs=1e-3), pattern


def test_without_responses_the_prior_is_all_that_is_known() -> None:
    found = score([[NAN, NAN]], MIXED[:2], prior_mean=-0.3, prior_sd=0.7)
    assert (found.eap[0], found.eap_se[0]) == pytest.approx((-0.3, 0.7), abs=1e-6)
    assert (found.map[0], found.map_se[0]) == pytest.approx((-0.3, 0.7), abs=1e-9)
    for name in ("ml", "ml_se", "wle", "wle_se", "percent"):
        assert np.isnan(getattr(found, name)[0])


def test_percent_counts_points_of_the_items_given() -> None:
    found = score([[1, 0, 1, NAN, NAN, NAN, 3, 1], [0, 0, 0, 0, 0, 0, 0, 0]], MIXED)
    assert found.percent.tolist() == pytest.approx([100 * 6 / 8, 0.0])


def test_persons_do_not_depend_on_who_is_scored_with_them() -> None:
    chance = np.random.default_rng(20261122)
    responses = np.stack([chance.integers(0, i.top + 1, PERSONS_AT_ONCE + 5) for i in MIXED], axis=1) * 1.0
    responses[chance.random(responses.shape) < 0.1] = NAN
    together = score(responses, MIXED)
    for person in (0, PERSONS_AT_ONCE - 1, PERSONS_AT_ONCE, PERSONS_AT_ONCE + 4):
        alone = score(responses[person], MIXED)
        for name in Scores.__slots__:  # type: ignore[attr-defined]
            assert getattr(alone, name)[0] == pytest.approx(
                getattr(together, name)[person], abs=1e-9, nan_ok=True
            )


patterns = st.tuples(*(st.integers(0, item.top) for item in MIXED))


@settings(max_examples=60)
@given(patterns, st.integers(0, len(MIXED) - 1))
def test_a_level_more_never_lowers_the_mean(pattern: tuple[int, ...], at: int) -> None:
    lower, higher = list(pattern), list(pattern)
    lower[at], higher[at] = max(0, pattern[at] - 1), max(1, pattern[at])
    found = score([lower, higher], MIXED)
    assert found.eap[1] > found.eap[0] and found.percent[1] > found.percent[0]


@settings(max_examples=60)
@given(patterns, st.permutations(range(len(MIXED))))
def test_the_order_of_the_items_does_not_matter(pattern: tuple[int, ...], order: list[int]) -> None:
    found = score([pattern], MIXED)
    shuffled = score([[pattern[at] for at in order]], [MIXED[at] for at in order])
    for name in (*ESTIMATES, "percent"):
        assert getattr(shuffled, name) == pytest.approx(getattr(found, name), abs=1e-7, nan_ok=True)


@settings(max_examples=60)
@given(patterns, st.floats(-2, 2), st.floats(0.5, 2))
def test_estimates_move_with_the_scale(pattern: tuple[int, ...], mean: float, sd: float) -> None:
    """Ability in other units: b and the prior are moved and stretched, a shrunk, and so are all results."""
    moved = [ItemParameters(i.item, i.model, i.a / sd, tuple(b * sd + mean for b in i.b), i.c) for i in MIXED]
    found, other = score([pattern], MIXED), score([pattern], moved, prior_mean=mean, prior_sd=sd)
    for name in ESTIMATES:
        value, error = getattr(found, name), getattr(found, f"{name}_se")
        assert getattr(other, name) == pytest.approx(value * sd + mean, abs=1e-5, nan_ok=True)
        assert getattr(other, f"{name}_se") == pytest.approx(error * sd, abs=1e-5, nan_ok=True)


@pytest.mark.parametrize(
    ("responses", "mean", "sd", "what"),
    [
        ([[2, 0]], 0.0, 1.0, "item one"),
        ([[0.5, 0]], 0.0, 1.0, "0.5"),
        ([[1, 0, 1]], 0.0, 1.0, "3 columns"),
        ([[1, 0]], 0.0, 0.0, "SD"),
        ([[1, 0]], 0.0, NAN, "SD"),
        ([[1, 0]], 100.0, 1.0, "mean"),
    ],
)
def test_what_cannot_be_scored_is_refused_by_name(
    responses: list[list[float]], mean: float, sd: float, what: str
) -> None:
    with pytest.raises(ValueError, match=what):
        score(responses, MIXED[:2], mean, sd)
