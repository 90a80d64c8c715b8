"""Two to four candidates beside each other, and all evidence by its kind."""

from __future__ import annotations

import pytest

from smmhire.candidates.evidence_columns import VALIDITY, EvidenceColumns, EvidenceKind, Rated
from smmhire.candidates.matching import rank
from smmhire.candidates.rank_chances import chance_ahead
from smmhire.candidates.side_by_side import side_by_side
from tests.candidates.test_matching import NAMES, WEIGHTED, candidate, evidence

PEOPLE = [
    evidence(1, dict.fromkeys(NAMES, 0.4), 0.3),
    evidence(2, {"content": 1.9, "community": 0.4, "analytics": 0.4}, 0.3),
    evidence(3, {"content": 0.3, "community": 0.5}, 0.3),
    evidence(4, dict.fromkeys(NAMES, 0.1), 0.3),
    evidence(5, dict.fromkeys(NAMES, 0.0), 0.3),
]


def test_candidates_stand_in_the_order_of_the_ranking_with_the_chances_of_each_pair() -> None:
    ranked = rank(WEIGHTED, PEOPLE).ranked
    found = side_by_side(ranked, [candidate(4), candidate(2), candidate(1)], {})
    assert [one.candidate_id for one in found.candidates] == [candidate(2), candidate(1), candidate(4)]
    for a, one in enumerate(found.candidates):
        for b, other in enumerate(found.candidates):
            wanted = chance_ahead(one.score, one.standard_error**2, other.score, other.standard_error**2)
            assert found.chances[a][b] == pytest.approx(wanted)
    assert [one.competency_id for one in found.requirements] == list(NAMES)
    content, community, _analytics = found.requirements
    assert content.strongest == candidate(2) and community.strongest is None
    assert [check.ability for check in content.checks] == [one.checks[0].ability for one in found.candidates]


def test_nobody_is_strongest_where_somebody_was_not_measured() -> None:
    ranked = rank(WEIGHTED, PEOPLE).ranked
    found = side_by_side(ranked, [candidate(2), candidate(3)], {})
    analytics = found.requirements[2]
    assert analytics.strongest is None
    assert {check.ability is None for check in analytics.checks} == {True, False}


def test_one_five_or_the_same_twice_are_not_compared() -> None:
    ranked = rank(WEIGHTED, PEOPLE).ranked
    for numbers in ([1], [1, 2, 3, 4, 5], [1, 1]):
        with pytest.raises(ValueError, match="2 to 4"):
            side_by_side(ranked, [candidate(number) for number in numbers], {})
    with pytest.raises(KeyError):
        side_by_side(ranked, [candidate(1), candidate(77)], {})


def test_kinds_of_evidence_come_by_validity_and_what_is_not_there_is_missing() -> None:
    assert list(VALIDITY.values()) == sorted(VALIDITY.values(), reverse=True)
    assert EvidenceColumns().missing == tuple(EvidenceKind)
    held = EvidenceColumns(Rated(3.5, 2, 0.5), 0.0, None, 0.0)
    assert held.missing == (EvidenceKind.WORK_SAMPLE,)  # nothing right and no year are evidence
    ranked = rank(WEIGHTED, PEOPLE).ranked
    found = side_by_side(ranked, [candidate(1), candidate(2)], {candidate(1): held})
    assert found.evidence == (EvidenceColumns(), held)
