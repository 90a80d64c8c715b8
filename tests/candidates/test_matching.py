"""Ranking candidates for a vacancy: gates, scores, reasons - and what can never happen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from uuid import UUID

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import norm

from smmhire.assessment.ability import PRIOR_CORRELATION, joint_posterior, prior_correlations, score_attempt
from smmhire.assessment.attempts import Answer
from smmhire.candidates.evidence import evidence_of
from smmhire.candidates.matching import compare, rank
from smmhire.candidates.ranked_list import Ranking
from smmhire.candidates.ranking import Evidence, Gate, RankedCandidate
from smmhire.candidates.scores import gate_of
from smmhire.role.description import LEVEL_ABILITY
from smmhire.vacancies.profile import Arrangement, CompetencyRequirement, Place, VacancyProfile
from tests.assessment import build
from tests.candidates.plain_ranking import plain_rank

NOW = datetime(2026, 11, 22, tzinfo=UTC)
NAMES = ("content", "community", "analytics")


def candidate(number: int) -> UUID:
    return UUID(int=number + (7 << 76) + (2 << 62))


def vacancy(*competencies: CompetencyRequirement) -> VacancyProfile:
    return VacancyProfile(
        id=UUID("01890000-0000-7000-8000-0000000000aa"),
        title="SMM manager",
        employer="",
        description="",
        goals=(),
        duties=(),
        qualities=(),
        technical_skills=(),
        platform_kinds=(),
        competencies=competencies,
        own_requirements=(),
        pay=None,
        engagement="E-W6",
        place=Place(Arrangement.REMOTE),
        created_at=NOW,
        updated_at=NOW,
    )


def evidence(number: int, abilities: Mapping[str, float], error: float = 0.5) -> Evidence:
    """Joint evidence as scoring makes it, with the same error in every competency before they are joined."""
    means = np.array(list(abilities.values()))
    joined, covariance = joint_posterior(means, np.full(len(means), error), prior_correlations(len(means)))
    return Evidence(
        candidate(number), tuple(abilities), tuple(joined.tolist()), tuple(map(tuple, covariance.tolist()))
    )


WEIGHTED = vacancy(
    CompetencyRequirement("content", 3, 5),
    CompetencyRequirement("community", 4, 3),
    CompetencyRequirement("analytics", 2, 2, is_must_have=True),
)
three_abilities = st.fixed_dictionaries({name: st.floats(-2.5, 2.5) for name in NAMES})
applicants = st.lists(st.tuples(three_abilities, st.floats(0.25, 0.8)), min_size=1, max_size=8).map(
    lambda people: [evidence(at, abilities, error) for at, (abilities, error) in enumerate(people)]
)


def order(ranking: Ranking) -> list[UUID]:
    return [one.candidate_id for one in ranking.ranked]


def test_the_score_is_the_weighted_mean_and_its_arithmetic_adds_up() -> None:
    seen = evidence(1, {"content": 0.6, "community": -0.2, "analytics": 1.4})
    (one,) = rank(WEIGHTED, [seen]).ranked
    weights, sigma = np.array([0.5, 0.3, 0.2]), np.array(seen.covariance)
    assert one.score == pytest.approx(float(weights @ seen.means))
    assert one.standard_error == pytest.approx(float(np.sqrt(weights @ sigma @ weights)))
    assert [check.weight_share for check in one.checks] == pytest.approx([0.5, 0.3, 0.2])
    assert sum(check.contribution or 0.0 for check in one.checks) == pytest.approx(one.score)
    assert one.estimated_part == 0.0
    for check, mean in zip(one.checks, seen.means, strict=True):
        z = (mean - LEVEL_ABILITY[check.required_level]) / (check.standard_error or 1.0)
        assert check.chance == pytest.approx(norm.cdf(z))


@pytest.mark.parametrize(
    ("chance", "gate"),
    [(0.8, Gate.PASSED), (0.79, Gate.VERIFY), (0.21, Gate.VERIFY), (0.2, Gate.FAILED), (0.0, Gate.FAILED)],
)
def test_a_gate_opens_at_four_fifths_and_shuts_at_one_fifth(chance: float, gate: Gate) -> None:
    assert gate_of(chance) is gate


def test_only_must_haves_have_gates() -> None:
    (one,) = rank(WEIGHTED, [evidence(1, dict.fromkeys(NAMES, -2.4))]).ranked
    assert [check.gate for check in one.checks] == [None, None, Gate.FAILED]
    assert one.gate is Gate.FAILED


@given(applicants, three_abilities)
def test_a_further_candidate_never_reorders_the_others(
    people: list[Evidence], abilities: dict[str, float]
) -> None:
    before = rank(WEIGHTED, people)
    after = rank(WEIGHTED, [*people, evidence(99, abilities)])
    assert [one for one in order(after) if one != candidate(99)] == order(before)
    scores = {
        one.candidate_id: (one.score, one.standard_error, one.gate, one.checks) for one in before.ranked
    }
    for one in after.ranked:
        if one.candidate_id != candidate(99):
            assert scores[one.candidate_id] == (one.score, one.standard_error, one.gate, one.checks)


@given(applicants, st.randoms())
def test_the_order_in_which_candidates_came_does_not_matter(people: list[Evidence], random: object) -> None:
    shuffled = list(people)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = rank(WEIGHTED, people), rank(WEIGHTED, shuffled)
    assert order(one) == order(other)
    assert [r.tier for r in one.ranked] == [r.tier for r in other.ranked]


@given(applicants)
def test_a_failed_must_have_is_never_outweighed(people: list[Evidence]) -> None:
    ranked = rank(WEIGHTED, people).ranked
    failed = [one.gate is Gate.FAILED for one in ranked]
    assert failed == sorted(failed)  # once one has failed, all behind have
    for one in ranked:
        if one.gate is Gate.FAILED:
            assert (one.tier, one.rank_low, one.rank_high) == (0, 0, 0)
            assert (one.expected_rank, one.chance_first) == (0.0, 0.0)
            assert any(check.gate is Gate.FAILED for check in one.checks)
        else:
            assert one.tier >= 1 and 1 <= one.rank_low <= one.rank_high


def test_the_best_score_of_all_does_not_help_whoever_fails_a_must_have() -> None:
    brilliant = Evidence(candidate(1), NAMES, (3.0, 3.0, -2.0), tuple(map(tuple, (np.eye(3) * 0.1).tolist())))
    modest = evidence(2, {"content": -0.5, "community": -0.5, "analytics": 0.5}, error=0.4)
    ranked = rank(WEIGHTED, [brilliant, modest]).ranked
    assert [one.candidate_id for one in ranked] == [candidate(2), candidate(1)]
    assert ranked[1].score > ranked[0].score
    assert ranked[0].chance_first == pytest.approx(1.0)


@given(three_abilities, applicants)
def test_equal_evidence_gives_a_tie(abilities: dict[str, float], others: list[Evidence]) -> None:
    twins = [evidence(50, abilities), evidence(51, abilities)]
    by_id = {one.candidate_id: one for one in rank(WEIGHTED, [*others, *twins]).ranked}
    one, other = by_id[candidate(50)], by_id[candidate(51)]
    assert one.tier == other.tier
    assert one.expected_rank == pytest.approx(other.expected_rank, abs=1e-9)
    assert (one.rank_low, one.rank_high) == (other.rank_low, other.rank_high)
    assert one.chance_first == pytest.approx(other.chance_first, abs=1e-9)
    assert compare(one, other).chance == pytest.approx(0.5)


@given(applicants)
def test_scores_and_tiers_fall_together(people: list[Evidence]) -> None:
    eligible = [one for one in rank(WEIGHTED, people).ranked if one.gate is not Gate.FAILED]
    assert [one.score for one in eligible] == sorted((one.score for one in eligible), reverse=True)
    assert [one.tier for one in eligible] == sorted(one.tier for one in eligible)
    if eligible:
        assert sum(one.chance_first for one in eligible) == pytest.approx(1.0, abs=1e-6)


@given(three_abilities, st.sampled_from(NAMES), st.floats(0.1, 1.0))
def test_more_ability_never_lowers_a_score(abilities: dict[str, float], name: str, more: float) -> None:
    better = abilities | {name: abilities[name] + more}
    ranked = {
        one.candidate_id: one for one in rank(WEIGHTED, [evidence(1, abilities), evidence(2, better)]).ranked
    }
    assert ranked[candidate(2)].score > ranked[candidate(1)].score


# --- The same as candidate by candidate --------------------------------------------------------------------

patchy = st.dictionaries(st.sampled_from([*NAMES, "strategy"]), st.floats(-2.5, 2.5), min_size=1)


@given(st.lists(st.tuples(patchy, st.floats(0.25, 0.8)), max_size=9))
def test_arrays_rank_as_the_method_written_down_for_one_candidate(
    people: list[tuple[dict[str, float], float]],
) -> None:
    seen = [evidence(at, abilities, error) for at, (abilities, error) in enumerate(people)]
    found, wanted = rank(WEIGHTED, seen), plain_rank(WEIGHTED, seen)
    plain = {one.candidate_id: one for one in (*wanted.eligible, *wanted.failed)}
    assert found.ranked.eligible == len(wanted.eligible)
    for one in found.ranked:
        other = plain.pop(one.candidate_id)
        assert one.gate is other.gate
        assert [check.gate for check in one.checks] == [check.gate for check in other.checks]
        figures = (one.score, one.standard_error**2, one.estimated_part)
        assert figures == pytest.approx((other.score, other.variance, other.estimated_part), abs=1e-12)
        for mine, theirs in zip(one.checks, other.checks, strict=True):
            assert mine.contribution == pytest.approx(theirs.contribution, abs=1e-12)
            assert mine.chance == pytest.approx(theirs.chance, abs=1e-12)
    assert not plain
    counted = found.ranked[: found.ranked.eligible]
    assert sorted(one.expected_rank for one in counted) == pytest.approx(sorted(wanted.expected), abs=1e-6)
    assert sorted(one.chance_first for one in counted) == pytest.approx(sorted(wanted.first), abs=1e-6)


@given(applicants, st.floats(0.3, 0.6))
def test_no_score_of_anybody_changes_by_a_bit_however_many_others_there_are(
    people: list[Evidence], error: float
) -> None:
    crowd = [evidence(100 + at, dict.fromkeys(NAMES, at / 50), error) for at in range(40)]
    alone = {one.candidate_id: one for one in rank(WEIGHTED, people).ranked}
    for one in rank(WEIGHTED, [*crowd, *people]).ranked:
        if one.candidate_id in alone:
            mine = alone[one.candidate_id]
            assert (one.score, one.standard_error, one.checks) == (
                mine.score,
                mine.standard_error,
                mine.checks,
            )


def test_the_order_in_which_competencies_were_listed_makes_no_difference() -> None:
    one = evidence(1, {"content": 0.3, "community": -0.7, "analytics": 1.1})
    turned = Evidence(
        candidate(2),
        one.competency_ids[::-1],
        one.means[::-1],
        tuple(tuple(row[::-1]) for row in one.covariance[::-1]),
    )
    first, second = rank(WEIGHTED, [one, turned]).ranked
    assert (first.score, first.standard_error, first.tier) == (
        second.score,
        second.standard_error,
        second.tier,
    )


def test_a_ranking_is_read_by_place_by_slice_and_by_id() -> None:
    ranked = rank(WEIGHTED, [evidence(at, dict.fromkeys(NAMES, at / 4)) for at in range(5)]).ranked
    ids = [one.candidate_id for one in ranked]
    assert list(ranked.candidate_ids) == ids and ids[0] == candidate(4)
    assert ranked[-1].candidate_id == ids[4] and [one.candidate_id for one in ranked[1:3]] == ids[1:3]
    assert ranked.place(ids[3]) == 3 and ranked.of(ids[3]) == ranked[3]
    assert ids[0] in ranked and candidate(77) not in ranked
    assert ranked.scores.tolist() == [one.score for one in ranked]
    with pytest.raises(IndexError):
        ranked[5]
    with pytest.raises(KeyError):
        ranked.place(candidate(77))


# --- What was not measured -------------------------------------------------------------------------------


def test_a_competency_that_was_not_measured_is_shown_as_missing_and_has_to_be_verified() -> None:
    seen = evidence(1, {"content": 1.5, "community": 1.5}, error=0.3)
    (one,) = rank(WEIGHTED, [seen]).ranked
    missing = one.checks[2]
    assert (missing.ability, missing.standard_error, missing.chance, missing.contribution) == (None,) * 4
    assert missing.gate is Gate.VERIFY and one.gate is Gate.VERIFY


def test_the_unmeasured_part_of_a_score_is_what_the_measured_lets_expect() -> None:
    seen = Evidence(candidate(1), ("content",), (1.0,), ((0.25,),))
    asked = vacancy(CompetencyRequirement("content", 3, 1), CompetencyRequirement("analytics", 3, 1))
    (one,) = rank(asked, [seen]).ranked
    assert one.estimated_part == pytest.approx(0.5 * PRIOR_CORRELATION * 1.0)
    assert one.score == pytest.approx(0.5 + one.estimated_part)
    # Var = ¼(V + 2ρV + (1 − ρ² + ρ²V))
    rho, v = PRIOR_CORRELATION, 0.25
    assert one.standard_error**2 == pytest.approx((v + 2 * rho * v + 1 - rho**2 + rho**2 * v) / 4)
    assert one.gate is Gate.VERIFY  # although nothing here is a must-have


def test_leaving_a_competency_unmeasured_is_the_same_as_measuring_it_with_no_information() -> None:
    """The score with a gap equals the joint score in which the third competency had no items."""
    means, covariance = joint_posterior(
        np.array([0.8, -0.1, 0.0]), np.array([0.5, 0.6, 1.0]), prior_correlations(3)
    )
    full = Evidence(candidate(1), NAMES, tuple(means.tolist()), tuple(map(tuple, covariance.tolist())))
    gap = Evidence(candidate(2), NAMES[:2], full.means[:2], tuple(row[:2] for row in full.covariance[:2]))
    one, other = (rank(WEIGHTED, [seen]).ranked[0] for seen in (full, gap))
    assert other.score == pytest.approx(one.score)
    assert other.standard_error == pytest.approx(one.standard_error)


def test_candidates_with_no_evidence_on_anything_asked_stand_apart() -> None:
    ranking = rank(
        WEIGHTED,
        [evidence(1, {"strategy": 1.0}), Evidence(candidate(2), (), (), ()), evidence(3, {"content": 0.0})],
    )
    assert ranking.without_evidence == (candidate(1), candidate(2))
    assert order(ranking) == [candidate(3)]


def test_a_must_have_without_weight_is_a_gate_and_no_part_of_the_score() -> None:
    asked = vacancy(
        CompetencyRequirement("content", 3, 1), CompetencyRequirement("analytics", 4, 0, is_must_have=True)
    )
    assert asked.assessed_competencies == ("content", "analytics")
    (one,) = rank(asked, [evidence(1, {"content": 0.5, "analytics": -2.0}, error=0.3)]).ranked
    assert one.gate is Gate.FAILED
    assert [check.weight_share for check in one.checks] == [1.0, 0.0]


def test_a_competency_with_neither_weight_nor_gate_is_not_looked_at() -> None:
    asked = vacancy(CompetencyRequirement("content", 3, 1), CompetencyRequirement("analytics", 4, 0))
    assert asked.assessed_competencies == ("content",)
    (one,) = rank(asked, [evidence(1, {"content": 0.5})]).ranked
    assert [check.competency_id for check in one.checks] == ["content"]
    assert one.gate is Gate.PASSED


def test_without_weights_nobody_is_ahead() -> None:
    asked = vacancy(CompetencyRequirement("content", 1, 0, is_must_have=True))
    ranked = rank(asked, [evidence(at, {"content": at / 2}) for at in range(3)]).ranked
    assert {one.tier for one in ranked} == {1}
    assert [one.expected_rank for one in ranked] == pytest.approx([2.0] * 3)


def test_a_candidate_given_twice_or_evidence_that_does_not_fit_is_refused() -> None:
    seen = evidence(1, {"content": 0.0})
    with pytest.raises(ValueError, match="twice"):
        rank(WEIGHTED, [seen, seen])
    with pytest.raises(ValueError, match="fit together"):
        rank(WEIGHTED, [replace(seen, means=(0.0, 1.0))])


# --- What cannot reach the scorer ------------------------------------------------------------------------


def test_evidence_has_room_for_abilities_only() -> None:
    assert {field.name for field in fields(Evidence)} == {
        "candidate_id",
        "competency_ids",
        "means",
        "covariance",
    }


@given(st.integers(1, 5), st.integers(1, 5))
def test_self_ratings_do_not_reach_the_scorer(one: int, other: int) -> None:
    items = [build.rating(id="R-1"), *(build.single(id=f"S-{at}", difficulty=at / 3) for at in range(5))]
    answers = {f"S-{at}": Answer(selected=("a",)) for at in range(3)}
    seen = [
        evidence_of(
            score_attempt(
                items,
                answers | {"R-1": Answer(rating=rating)},
                seed=1,
                attempt_id=build.ATTEMPT,
                scored_at=build.NOW,
                bank_version="test",
            ),
            candidate(1),
        )
        for rating in (one, other)
    ]
    assert seen[0] == seen[1]


def test_evidence_of_an_attempt_leaves_out_what_was_not_measured() -> None:
    result = build.result({"content": 0.4, "strategy": 0.1, "analytics": -0.3}, unmeasured=["strategy"])
    seen = evidence_of(result, candidate(1))
    assert seen.competency_ids == ("content", "analytics")
    assert seen.means == (0.4, -0.3)
    assert seen.covariance == ((0.25, 0.0), (0.0, 0.25))


# --- Why one stands before another -----------------------------------------------------------------------


def ranked_pair(*abilities: Mapping[str, float]) -> Sequence[RankedCandidate]:
    by_id = {
        one.candidate_id: one
        for one in rank(WEIGHTED, [evidence(at, seen) for at, seen in enumerate(abilities)]).ranked
    }
    return [by_id[candidate(at)] for at in range(len(abilities))]


@given(three_abilities, three_abilities)
def test_the_differences_add_up_to_that_of_the_scores(a: dict[str, float], b: dict[str, float]) -> None:
    one, other = ranked_pair(a, b)
    why = compare(one, other)
    parts = [part.difference or 0.0 for part in why.differences]
    assert sum(parts) + why.estimated_difference == pytest.approx(one.score - other.score)
    assert [abs(part) for part in parts] == sorted((abs(part) for part in parts), reverse=True)
    back = compare(other, one)
    assert back.chance == pytest.approx(1 - why.chance)
    assume(a != b)
    assert back.score_difference == pytest.approx(-why.score_difference)


def test_a_comparison_with_a_gap_says_what_is_not_known() -> None:
    one, other = ranked_pair(
        {"content": 1.0, "community": 0.5, "analytics": 1.0}, {"content": 1.0, "community": 0.5}
    )
    why = compare(one, other)
    assert why.differences[-1].competency_id == "analytics"
    assert why.differences[-1].difference is None and why.differences[-1].b is None
    assert why.score_difference == pytest.approx(
        sum(part.difference or 0.0 for part in why.differences) + why.estimated_difference
    )


def test_candidates_of_different_vacancies_are_not_compared() -> None:
    seen = evidence(1, dict.fromkeys(NAMES, 0.5))
    one = rank(WEIGHTED, [seen]).ranked[0]
    other = rank(vacancy(CompetencyRequirement("content", 3, 1)), [seen]).ranked[0]
    with pytest.raises(ValueError, match="different competencies"):
        compare(one, other)
