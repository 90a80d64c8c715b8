"""What a vacancy asks of those who are tested for it."""

from __future__ import annotations

from smmhire.vacancies.profile import CompetencyRequirement
from tests.vacancies import build


def test_a_form_asks_what_has_weight_or_is_a_must_have() -> None:
    profile = build.english(
        competencies=(
            CompetencyRequirement("content", 3, 2),
            CompetencyRequirement("analytics", 3, 0),
            CompetencyRequirement("community", 3, 0, is_must_have=True),
        )
    )
    assert profile.assessed_competencies == ("content", "community")
