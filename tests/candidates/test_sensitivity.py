"""How much a ranking hangs on its weights: cases worked by hand, and another solver."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import linprog

from smmhire.candidates.matching import rank
from smmhire.candidates.ranking import Evidence, RankedCandidate
from smmhire.candidates.sensitivity import CONCENTRATION, Swap, smallest_swap, top_shares
from smmhire.vacancies.profile import CompetencyRequirement
from tests.candidates.test_matching import NAMES, candidate, evidence, vacancy


def seen(number: int, *abilities: float) -> Evidence:
    """Abilities as they are, each with an error of .3."""
    sigma = (0.09 * np.eye(len(abilities))).tolist()
    return Evidence(candidate(number), NAMES[: len(abilities)], abilities, tuple(map(tuple, sigma)))


def asked(*weights: int) -> tuple[CompetencyRequirement, ...]:
    return tuple(CompetencyRequirement(name, 1, weight) for name, weight in zip(NAMES, weights, strict=False))


def swap(requirements: tuple[CompetencyRequirement, ...], *people: Evidence) -> Swap | None:
    ranked = rank(vacancy(*requirements), people).ranked
    return smallest_swap(requirements, ranked[0], ranked[1], ranked.abilities[:, 0] - ranked.abilities[:, 1])


# --- The smallest change that swaps two ------------------------------------------------------------------
def test_the_smallest_change_of_one_weight_worked_by_hand() -> None:
    # Lead 6·1 + 4·(−.5) = 4. Less weight on content: 6 − 4/1 = 2, changed by 4. More on community: 4 + 8,
    # which is more than 10.
    found = swap(asked(6, 4), seen(1, 1.0, 0.0), seen(2, 0.0, 0.5))
    assert found is not None and found.single is not None
    assert (found.single.competency_id, found.single.before) == ("content", 6)
    assert found.single.level_at == pytest.approx(2.0)
    assert found.single.after == 1  # at 2 they are level
    # A share x moved from content to community: (.6 − x) − .5·(.4 + x) = 0, x = .4/1.5.
    assert found.moved_share == pytest.approx(0.4 / 1.5)


def test_whoever_is_nowhere_weaker_stays_ahead_by_any_weights() -> None:
    found = swap(asked(6, 4), seen(1, 1.0, 0.5), seen(2, 0.0, 0.5))
    assert found == Swap(None, None)


def test_level_candidates_are_swapped_by_one_point() -> None:
    found = swap(asked(5, 5), seen(1, 0.5, 0.0), seen(2, 0.0, 0.5))
    assert found is not None and found.single is not None and found.moved_share == 0.0
    assert (found.single.competency_id, found.single.before, found.single.after) == ("content", 5, 4)


def test_no_weight_moves_somebody_over_a_must_have_they_fail() -> None:
    gated = (CompetencyRequirement("content", 3, 5, True), CompetencyRequirement("community", 3, 5))
    assert swap(gated, seen(1, 0.8, 0.0), seen(2, -2.0, 2.0)) is None


weights = st.lists(st.integers(0, 10), min_size=3, max_size=3).filter(any)
abilities = st.lists(st.sampled_from([at / 4 for at in range(-8, 9)]), min_size=3, max_size=3)


def scored(requirements: tuple[CompetencyRequirement, ...], *people: Evidence) -> dict[int, float]:
    ranked = rank(vacancy(*requirements), people).ranked
    return {one.candidate_id.int: one.score for one in ranked}


@given(weights, abilities, abilities)
def test_the_single_change_swaps_and_no_smaller_one_does(
    given: list[int], a: list[float], b: list[float]
) -> None:
    people = (seen(1, *a), seen(2, *b))
    ranked = rank(vacancy(*asked(*given)), people).ranked
    assume(len(ranked.scored.asked) == 3 and ranked[0].score > ranked[1].score + 1e-9)
    found = swap(asked(*given), *people)
    first, second = ranked[0].candidate_id.int, ranked[1].candidate_id.int

    def lead(changed: list[int]) -> float:
        figures = scored(
            tuple(CompetencyRequirement(n, 1, w, True) for n, w in zip(NAMES, changed, strict=True)), *people
        )
        return figures[first] - figures[second]

    swapping = [
        (abs(weight - given[at]), at, weight)
        for at in range(3)
        for weight in range(11)
        if any(changed := [*given[:at], weight, *given[at + 1 :]]) and lead(changed) < -1e-9
    ]
    assert found is not None
    if found.single is None:
        assert not swapping
    else:
        at = NAMES.index(found.single.competency_id)
        assert (abs(found.single.after - given[at]), at, found.single.after) in swapping
        # The real threshold is the smallest; the next whole weights of others may be nearer by less than one.
        assert abs(found.single.after - given[at]) < min(swapping)[0] + 1


@given(weights, abilities, abilities)
def test_the_least_share_moved_is_that_of_a_linear_program(
    given: list[int], a: list[float], b: list[float]
) -> None:
    shares, apart = np.array(given) / sum(given), np.array(a) - np.array(b)
    assume(float(shares @ apart) > 1e-6)
    ranked = rank(
        vacancy(*(CompetencyRequirement(n, 1, w, False) for n, w in zip(NAMES, given, strict=True))),
        [seen(1, *a), seen(2, *b)],
    ).ranked
    first, second = ranked[0], ranked[1]
    requirements = tuple(CompetencyRequirement(n, 1, w) for n, w in zip(NAMES, given, strict=True))
    found = smallest_swap(requirements, first, second, apart)
    # Shares s + u − v with u, v ≥ 0 that sum to 1, are nowhere below 0 and leave no lead; least Σ(u + v).
    program = linprog(
        np.ones(6),
        A_ub=np.vstack([np.hstack([apart, -apart]), np.hstack([-np.eye(3), np.eye(3)])]),
        b_ub=[-float(shares @ apart), *shares],
        A_eq=[[1, 1, 1, -1, -1, -1]],
        b_eq=[0],
    )
    assert found is not None
    if found.moved_share is None:
        assert apart.min() >= 0.0  # level at best, never behind
        assert program.status == 2 or apart.min() == 0.0
    else:
        assert found.moved_share == pytest.approx(float(program.fun or 0.0) / 2, abs=1e-7)


# --- How often somebody stays among the first ------------------------------------------------------------
def shares(requirements: tuple[CompetencyRequirement, ...], top: int, *people: Evidence) -> dict[int, float]:
    ranked = rank(vacancy(*requirements), people).ranked
    found = top_shares(ranked, top, draws=4000).tolist()
    return {one.int: share for one, share in zip(ranked.candidate_ids, found, strict=True)}


def test_the_share_of_draws_is_that_of_the_distribution() -> None:
    # Candidate 1 is ahead where the weight of content is above a half: a beta distribution.
    from scipy.stats import beta

    found = shares(asked(6, 4), 1, seen(1, 1.0, 0.0), seen(2, 0.0, 1.0))
    chance = beta.sf(0.5, 0.6 * CONCENTRATION, 0.4 * CONCENTRATION)
    assert found[candidate(1).int] == pytest.approx(chance, abs=0.025)
    assert sum(found.values()) == pytest.approx(1.0)


def test_equal_evidence_shares_a_place_and_dominance_is_certain() -> None:
    found = shares(asked(6, 4), 1, seen(1, 1.0, 0.3), seen(2, 1.0, 0.3), seen(3, 0.9, 0.2))
    assert found == {candidate(1).int: 1.0, candidate(2).int: 1.0, candidate(3).int: 0.0}


def test_a_weight_of_zero_stays_zero_and_the_seed_fixes_the_shares() -> None:
    people = (seen(1, 0.5, 0.0, -2.0), seen(2, 0.0, 0.4, 2.0))
    found = shares(asked(6, 5, 0), 1, *people)
    assert found == shares(asked(6, 5, 0), 1, *people)
    assert 0.0 < found[candidate(2).int] < 0.6


def test_those_who_fail_a_must_have_are_never_among_the_first() -> None:
    gated = (CompetencyRequirement("content", 3, 5, True), CompetencyRequirement("community", 3, 5))
    found = shares(gated, 2, seen(1, 0.8, 0.0), seen(2, -2.0, 2.0), seen(3, 0.7, 0.0))
    assert found == {candidate(1).int: 1.0, candidate(3).int: 1.0, candidate(2).int: 0.0}


def test_a_top_of_nobody_is_refused() -> None:
    ranked = rank(vacancy(*asked(1)), [evidence(1, {"content": 0.0})]).ranked
    with pytest.raises(ValueError, match="first 0"):
        top_shares(ranked, 0)
    assert isinstance(ranked[0], RankedCandidate)
