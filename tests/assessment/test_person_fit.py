"""Person fit against R mirt, and rapid guesses."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from smmhire.assessment.parameters import ItemParameters
from smmhire.assessment.person_fit import (
    CUT_LEVEL,
    rapid_guess_limits,
    rapid_guess_share,
    simulated_cut,
    simulated_responses,
    standardised_likelihood,
)
from smmhire.assessment.scoring import score
from tests.assessment.test_scoring import lsat7_items, lsat7_scores

NAN = float("nan")
ITEMS = [ItemParameters(f"i{at}", "3pl", 1.3, (b,), 0.2) for at, b in enumerate(np.linspace(-2, 2, 30))]


@pytest.mark.parametrize("model", ["1PL", "2PL"])
def test_lsat7_person_fit_agrees_with_mirt(shared_dir: Path, model: str) -> None:
    responses, columns = lsat7_scores(shared_dir)
    items = lsat7_items(shared_dir, model)
    found = standardised_likelihood(responses, items, score(responses, items).eap)
    assert found == pytest.approx(columns[f"{model}_mirt_Zh"], abs=1e-8)


def test_the_cut_flags_as_many_fitting_persons_as_it_says() -> None:
    cut = simulated_cut(ITEMS)
    assert -1.645 < cut < -1.0
    chance = np.random.default_rng(99)
    theta = chance.standard_normal(20_000)
    responses = simulated_responses(ITEMS, theta, chance)
    fit = standardised_likelihood(responses, ITEMS, score(responses, ITEMS).eap)
    assert (fit < cut).mean() == pytest.approx(CUT_LEVEL, abs=0.008)


def test_who_fails_the_easy_and_solves_the_hard_questions_is_flagged() -> None:
    fitting, odd = [1.0] * 15 + [0.0] * 15, [0.0] * 15 + [1.0] * 15
    found = standardised_likelihood([fitting, odd], ITEMS, score([fitting, odd], ITEMS).eap)
    cut = simulated_cut(ITEMS)
    assert found[0] > 0 and found[1] < 2 * cut


def test_the_same_seed_gives_the_same_cut() -> None:
    assert simulated_cut(ITEMS, persons=1000, seed=4) == simulated_cut(ITEMS, persons=1000, seed=4)


@pytest.mark.parametrize(("level", "persons"), [(0.0, 2000), (1.0, 2000), (0.05, 10)])
def test_a_cut_that_cannot_be_simulated_is_refused(level: float, persons: int) -> None:
    with pytest.raises(ValueError):
        simulated_cut(ITEMS, level=level, persons=persons)


def test_abilities_must_fit_the_persons() -> None:
    with pytest.raises(ValueError, match="2 persons"):
        standardised_likelihood([[1.0] * 30, [0.0] * 30], ITEMS, [0.0])


def test_a_rapid_guess_is_faster_than_a_tenth_of_the_usual_time_and_than_ten_seconds() -> None:
    seconds = np.array([[30.0, 300.0], [40.0, 280.0], [50.0, 9.0], [3.0, NAN], [NAN, NAN]])
    assert rapid_guess_limits(seconds).tolist() == [3.5, 10.0]
    share = rapid_guess_share(seconds)
    assert share[:4].tolist() == [0.0, 0.0, 0.5, 1.0]
    assert np.isnan(share[4])
    assert rapid_guess_share(seconds, [60.0, 10.0])[0] == 0.5


def test_an_item_nobody_was_timed_on_counts_for_nobody() -> None:
    seconds = [[20.0, NAN], [1.0, NAN]]
    assert np.isnan(rapid_guess_limits(seconds)[1])
    assert rapid_guess_share(seconds).tolist() == [0.0, 1.0]


def test_a_time_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        rapid_guess_share([[5.0, -1.0]])
