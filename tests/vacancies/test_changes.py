"""What changed between two profiles, in words of both languages."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from smmhire.services.profile_words import names
from smmhire.texts import using
from smmhire.vacancies.changes import changes
from smmhire.vacancies.profile import (
    Arrangement,
    CompetencyRequirement,
    DutyChoice,
    OwnRequirement,
    Place,
    VacancyProfile,
)
from tests.vacancies import build

BEFORE = build.english()
ANOTHER: dict[str, Any] = {
    "title": "Community manager",
    "employer": "Another",
    "description": "New words",
    "goals": ("goal-image",),
    "duties": (DutyChoice("R-D2", "another measure"), *BEFORE.duties[1:]),
    "qualities": ("R-Q1", "R-Q2"),
    "technical_skills": ("R-T1a",),
    "platform_kinds": (),
    "competencies": (CompetencyRequirement("community", 5, 5, True), *BEFORE.competencies[1:]),
    "own_requirements": (OwnRequirement("Speaks Bengali and English"), *BEFORE.own_requirements[1:]),
    "pay": None,
    "engagement": "E-W1",
    "place": Place(Arrangement.REMOTE),
    "alignment": ("13-1161.01",),
    "interview": ("IV-1",),
    "apply_until": date(2027, 1, 31),
    "how_to_apply": "By e-mail",
}


def said(after: VacancyProfile, before: VacancyProfile = BEFORE) -> list[str]:
    return [change.text for change in changes(before, after, names())]


def test_equal_profiles_have_no_changes_whenever_they_were_saved() -> None:
    assert said(replace(BEFORE, updated_at=datetime(2030, 1, 1, tzinfo=UTC))) == []


@pytest.mark.parametrize("field", [f.name for f in fields(VacancyProfile) if not f.name.endswith("_at")][1:])
@pytest.mark.parametrize("language", ["en", "bn"])
def test_a_change_of_any_field_is_told_both_ways(field: str, language: str) -> None:
    """A field without words would let a version be published that 'changed nothing'."""
    after = replace(BEFORE, **{field: ANOTHER[field]})
    with using(language):
        for one, other in ((BEFORE, after), (after, BEFORE)):
            found = changes(one, other, names())
            assert found and {change.field for change in found} == {field}


def test_words_say_from_what_to_what() -> None:
    assert said(replace(BEFORE, title="New")) == [f"Title: {BEFORE.title} → New"]
    raised = (CompetencyRequirement("community", 5, 7), *BEFORE.competencies[1:-1])
    assert said(replace(BEFORE, competencies=raised)) == [
        "Community and moderation: level 4 → 5; weight 5 → 7; no longer a must-have",
        "Paid social and targeting: no longer asked for",
    ]
    assert said(replace(BEFORE, goals=("goal-sales", "goal-image"))) == [
        "Goals: added “A better company image”",
        "Goals: taken out “Brand awareness and product recall”",
    ]
    assert said(replace(BEFORE, goals=BEFORE.goals[::-1])) == ["Goals: in another order"]
    assert said(replace(BEFORE, pay=None)) == ["Pay: ৳40,000–৳50,000 a month, before tax → not given"]
