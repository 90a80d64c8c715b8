"""Trying other requirements."""

from __future__ import annotations

from copy import deepcopy

import pytest

from smmhire.candidates.matching import rank
from smmhire.candidates.what_if import WhatIf, weight_details
from smmhire.vacancies.profile import CompetencyRequirement
from tests.candidates.test_matching import NAMES, WEIGHTED, candidate, evidence, order

PEOPLE = [
    evidence(1, {"content": 1.5, "community": -0.5, "analytics": 0.8}, 0.3),
    evidence(2, {"content": -0.2, "community": 1.2, "analytics": -1.9}, 0.3),
]


def test_a_change_makes_a_copy_and_leaves_the_profile_as_it_is() -> None:
    kept = deepcopy(WEIGHTED)
    tried = WhatIf(
        weights={"content": 0, "community": 10}, levels={"content": 5}, must_haves={"analytics": False}
    )
    changed = tried.applied_to(WEIGHTED)
    assert kept == WEIGHTED
    assert changed.competencies == (
        CompetencyRequirement("content", 5, 0),
        CompetencyRequirement("community", 4, 10),
        CompetencyRequirement("analytics", 2, 2),
    )
    assert order(rank(WEIGHTED, PEOPLE)) == [candidate(1), candidate(2)]
    assert order(rank(changed, PEOPLE)) == [candidate(2), candidate(1)]
    assert WhatIf().applied_to(WEIGHTED) == WEIGHTED


@pytest.mark.parametrize(
    "tried", [WhatIf(weights={"strategy": 3}), WhatIf(weights={"content": 11}), WhatIf(levels={"content": 0})]
)
def test_what_the_profile_does_not_have_is_refused(tried: WhatIf) -> None:
    with pytest.raises(ValueError):
        tried.applied_to(WEIGHTED)


def test_a_change_is_logged_with_what_was_before_and_after() -> None:
    changed = WhatIf(weights={"content": 7}).applied_to(WEIGHTED)
    others = {"community": [4, 3, False], "analytics": [2, 2, True]}
    assert weight_details(WEIGHTED, changed) == {
        "before": {"content": [3, 5, False], **others},
        "after": {"content": [3, 7, False], **others},
    }
    assert weight_details(WEIGHTED, WEIGHTED) == {}
    assert tuple(r.competency_id for r in changed.competencies) == NAMES
