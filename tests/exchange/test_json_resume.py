"""JSON Resume in and out: nothing is lost, nothing is trusted."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.candidates.incoming import made
from smmhire.errors import UserError
from smmhire.exchange.candidate_table import Read
from smmhire.exchange.json_resume import day_of, read_resumes, resume_of, resume_text, years_covered
from smmhire.identity import new_id

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, tzinfo=UTC)
FULL: dict[str, Any] = {
    "basics": {
        "name": "করিম উদ্দিন",
        "email": "karim@example.org",
        "phone": "০১৭১১-০০০১১১",
        "location": {"city": "খুলনা", "countryCode": "BD"},
        "profiles": [{"network": "Facebook", "username": "k"}],
    },
    "work": [
        {"name": "Shop", "startDate": "2020-01", "endDate": "2021-12", "highlights": ["sold"]},
        {"name": "Agency", "startDate": "2021-07-01", "endDate": "2022-12-31"},
        {"name": "Now", "startDate": "2025-11-23"},
    ],
    "skills": [{"name": "Video", "keywords": ["reels"]}],
    "x-own": {"kept": [1, 2.5, None, True]},
}


def read(tmp_path: Path, *documents: object) -> Read:
    paths: list[Path] = []
    for at, document in enumerate(documents):
        paths.append(tmp_path / f"{at}.json")
        text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
        paths[-1].write_text(text, encoding="utf-8")
    return read_resumes(paths, today=TODAY, progress=lambda _share: None)


def test_what_has_a_field_is_taken_and_work_adds_up_to_years(tmp_path: Path) -> None:
    (person,) = read(tmp_path, FULL).rows
    assert (person.name, person.email, person.phone) == ("করিম উদ্দিন", "karim@example.org", "০১৭১১-০০০১১১")
    assert person.experience_years == 4.0  # half of 2021 counts once


def test_everything_goes_out_as_it_came_in(tmp_path: Path) -> None:
    (row,) = read(tmp_path, FULL).rows
    assert resume_of(made(row, new_id(), NOW)) == FULL
    (again,) = read(tmp_path, resume_text([made(row, new_id(), NOW)])).rows
    assert again.resume == FULL


def test_a_corrected_phone_goes_out_and_one_taken_away_does_not(tmp_path: Path) -> None:
    from dataclasses import replace

    (row,) = read(tmp_path, FULL).rows
    person = replace(made(row, new_id(), NOW), phone="01999-000000", email="")
    basics = resume_of(person)["basics"]
    assert basics["phone"] == "01999-000000"
    assert "email" not in basics
    assert basics["location"] == FULL["basics"]["location"]


def test_one_file_may_hold_many_and_many_files_may_come_together(tmp_path: Path) -> None:
    found = read(tmp_path, [FULL, {"basics": {"name": "Nusrat"}}], {"basics": {"name": "Rahim"}})
    assert [(row.row, row.name, row.place) for row in found.rows] == [
        (1, "করিম উদ্দিন", "0.json"),
        (2, "Nusrat", "0.json"),
        (3, "Rahim", "1.json"),
    ]
    people = [made(row, new_id(), NOW) for row in found.rows]
    assert len(json.loads(resume_text(people))) == 3


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ([[]], ""),
        (["text"], ""),
        ({"basics": []}, "basics"),
        ({"basics": {"name": 5}}, "basics.name"),
        ({"basics": {"name": "K", "profiles": {}}}, "basics.profiles"),
        ({"basics": {"name": "K"}, "work": {}}, "work"),
        ({"basics": {"name": "K"}, "work": ["Shop"]}, "work[0]"),
        ({"basics": {"name": "K"}, "work": [{}, {"startDate": 2020}]}, "work[1].startDate"),
        ({"basics": {"name": "K"}, "skills": [{"keywords": "a"}]}, "skills[0].keywords"),
        ({"basics": {"name": "K"}, "work": [{"highlights": [1]}]}, "work[0].highlights"),
        ({"basics": {"name": " "}}, "basics.name"),
        ({"basics": {"name": "K" * 300}}, "basics.name"),
        ({}, "basics.name"),
    ],
)
def test_a_resume_that_is_none_is_left_out_and_the_field_is_named(
    tmp_path: Path, document: object, place: str
) -> None:
    found = read(tmp_path, document)
    assert found.rows == ()
    assert (found.issues[0].column, found.issues[0].is_left_out) == (place, True)
    assert found.issues[0].reason and found.issues[0].what_to_do


def test_what_is_wrong_in_one_field_does_not_cost_the_person(tmp_path: Path) -> None:
    document = {
        "basics": {"name": "K", "email": "nobody", "phone": "12", "summary": None},
        "work": [{"startDate": "yesterday"}, {"startDate": "2024-13"}, {"startDate": "2024", "endDate": ""}],
    }
    found = read(tmp_path, document)
    (person,) = found.rows
    assert (person.email, person.phone) == ("", "")
    assert {issue.column for issue in found.issues} == {
        "basics.email", "basics.phone", "work[0].startDate", "work[1].startDate",
    }  # fmt: skip
    assert person.experience_years == 2.9
    assert resume_of(made(person, new_id(), NOW)) == document


@pytest.mark.parametrize(
    "text",
    ["", "not json", "[" * 5000 + "]" * 5000, '{"basics": NaN}', '{"a": ' + "1" * 5000 + "}",
     '{"a":' * 40 + "1" + "}" * 40, json.dumps([[0] * 60_000])],
)  # fmt: skip
def test_a_file_that_is_no_json_or_out_of_all_bounds_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UserError) as failed:
        read(tmp_path, text)
    assert failed.value.what_to_do


def test_days_of_partial_dates() -> None:
    assert day_of("2024", is_end=False) == date(2024, 1, 1)
    assert day_of("2024", is_end=True) == date(2024, 12, 31)
    assert day_of("2024-02", is_end=True) == date(2024, 2, 29)
    assert day_of("2024-02-30", is_end=True) is None
    assert day_of("24-02", is_end=True) is None


_DAYS = st.dates(date(2000, 1, 1), date(2026, 1, 1))


@given(st.lists(st.tuples(_DAYS, _DAYS), max_size=6))
def test_years_are_those_of_the_union(periods: list[tuple[date, date]]) -> None:
    days = {day for start, end in periods for day in range(start.toordinal(), end.toordinal() + 1)}
    assert years_covered(periods) == round(len(days) / 365.25, 1)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["basics", "name", "work", "startDate", "endDate", "profiles", "skills", "email"]
            ),
            inner,
        )
    ),
    max_leaves=20,
)


@given(_JSON)
def test_any_json_is_read_or_left_out_but_never_a_crash(
    tmp_path_factory: pytest.TempPathFactory, document: object
) -> None:
    found = read(tmp_path_factory.mktemp("any"), [document])
    assert len(found.rows) <= found.count
