from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from smmhire.errors import UserError
from smmhire.services import json_file, profile_file, vacancies, vacancy_file


def test_a_profile_survives_being_written_and_read() -> None:
    profile = vacancies.new_profile(employer="Employer")
    written = json.loads(json.dumps(profile_file.to_plain(profile)))
    assert profile_file.from_plain(written, profile) == profile
    other = profile_file.from_plain(written, vacancies.new_profile())
    assert (other.title, other.employer, other.competencies) == (
        profile.title,
        "Employer",
        profile.competencies,
    )


def test_what_a_file_does_not_mention_stays_as_it_is() -> None:
    base = vacancies.new_profile()
    assert profile_file.from_plain({"title": "Other"}, base).duties == base.duties
    assert profile_file.from_plain({"pay": None, "engagement": ""}, base).engagement == ""


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ([], "profile"),
        ({"wages": 5}, "wages"),
        ({"format": 2}, "version"),
        ({"title": 5}, "title"),
        ({"goals": "goal-sales"}, "goals"),
        ({"goals": ["other"]}, "goals"),
        ({"duties": [{"id": "R-D1"}, "R-D1"]}, "duties"),
        ({"duties": [{"id": "R-D1", "measure": 5}]}, "duties.measure"),
        ({"competencies": [{"id": "content", "level": 3.5}]}, "competencies.content.level"),
        ({"competencies": [{"id": "content", "level": True}]}, "competencies.content.level"),
        ({"competencies": [{"id": "content", "level": 3, "weight": -1}]}, "competencies.content.weight"),
        ({"competencies": [{"id": "content", "level": 3, "must_have": 1}]}, "competencies.must_have"),
        ({"competencies": ["content"]}, "competencies"),
        ({"own_requirements": [{"must_have": True}]}, "own_requirements.text"),
        ({"pay": {"low": "NaN", "currency": "BDT", "period": "month"}}, "pay"),
        ({"pay": {"low": True, "currency": "BDT", "period": "month"}}, "pay"),
        ({"pay": {"low": 1, "currency": "BDT", "period": "month", "basis": "cash"}}, "pay.basis"),
        ({"pay": 5}, "pay"),
        ({"place": {"country": "B1"}}, "place.country"),
    ],
)
def test_a_field_that_is_not_as_it_must_be_is_named(content: Any, field: str) -> None:
    with pytest.raises(UserError) as refused:
        profile_file.from_plain(content, vacancies.new_profile())
    assert field in refused.value.what
    assert refused.value.what_to_do


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b'{"title": ', "line 1"),
        ("{}".encode("utf-16"), "UTF-8"),
        (b" " * (json_file.MAX_BYTES + 1), "too large"),
        (b"[" * 200_000, "too large"),
        (None, "There is no file"),
    ],
)
def test_a_broken_file_is_refused_with_the_reason(tmp_path: Path, written: bytes | None, told: str) -> None:
    file = tmp_path / "broken.json"
    if written is not None:
        file.write_bytes(written)
    with pytest.raises(UserError, match=r"broken\.json") as refused:
        vacancy_file.read_file(file, vacancies.new_profile())
    assert told in refused.value.what
